"""Collect findings of a draft: the checks that all forms share. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from loyalty_desktop.domain.amounts import MAX_UNITS, SCALE
from loyalty_desktop.domain.fields import NUMBERS, TEXTS, Field, FieldTable, FieldType
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.validation import Finding, ValidationReport

LARGEST_POINTS = Decimal(MAX_UNITS) / SCALE

_PATTERNS = {
    FieldType.CODE: (re.compile(r"[^\W](?:[\w.\-]*[^\W])?"), "setup.bad_external_id"),
    FieldType.EMAIL: (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+"), "field.email"),
    FieldType.LANGUAGE: (re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "field.language"),
}
"""The pattern of each type of text, and the code of the finding when a text does not match."""


class Named(Protocol):
    """A draft with a name and an external ID."""

    @property
    def name(self) -> str:
        """Name for people."""

    @property
    def external_id(self) -> str:
        """Identifier for files and commands."""


class Findings:
    """Collects findings under a path."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def error(self, field: str, code: str, **params: Any) -> None:
        """Add an error, which prevents saving."""
        self.found.append(Finding(field, code, Severity.ERROR, params))

    def warning(self, field: str, code: str, **params: Any) -> None:
        """Add a warning, which does not prevent saving."""
        self.found.append(Finding(field, code, Severity.WARNING, params))

    def fields(
        self, table: FieldTable, item: object, path: str = "", *, places: int | None = None
    ) -> frozenset[str]:
        """Check every field of a table by itself; amounts may have `places` decimals. Returns the fields with errors."""
        before = len(self.found)
        for field in table:
            self.field(field, getattr(item, field.name), path, places=places)
        return frozenset(finding.field.removeprefix(path) for finding in self.found[before:])

    def field(self, field: Field, value: Any, path: str = "", *, places: int | None = None) -> None:
        """Check one field by itself: present, short enough, well formed, between its limits."""
        here = f"{path}{field.name}"
        if field.kind in TEXTS:
            self._text(field, value if field.kind is FieldType.CODE else value.strip(), here)
        elif value is None or value in ("", ()):
            if field.required:
                self.error(here, "setup.missing")
        elif field.kind in NUMBERS:
            amount = field.kind is FieldType.AMOUNT and places is not None
            decimals = places if amount and places is not None else field.decimals
            percent = field.kind is FieldType.PERCENT
            largest = Decimal(100) if percent else LARGEST_POINTS
            if field.largest is not None:
                largest = Decimal(field.largest)
            self.amount(here, value, decimals=decimals, positive=field.positive, largest=largest)
        elif field.kind is FieldType.INTEGER:
            if field.least is not None and field.largest is not None:
                self.count(here, value, field.least, field.largest)
        elif field.kind is FieldType.CHOICE:
            if field.choices is not None and value not in set(field.choices):
                self.error(here, "field.choice", found=value)
        elif field.kind is FieldType.TAGS and any("," in tag for tag in value):
            self.error(here, "field.comma")

    def _text(self, field: Field, text: str, here: str) -> None:
        lines = {"\n", "\t"} if field.kind is FieldType.LINES else set()
        if not text:
            if field.required:
                self.error(here, "setup.missing")
            return
        if field.longest and len(text) > field.longest:
            self.error(here, "setup.too_long", found=len(text), limit=field.longest)
        if field.kind in _PATTERNS and not _PATTERNS[field.kind][0].fullmatch(text):
            self.error(here, _PATTERNS[field.kind][1], found=text)
        elif any(unicodedata.category(c) in {"Cc", "Cs"} and c not in lines for c in text):
            self.error(here, "field.control_character")
        elif field.kind is FieldType.PHONE:
            digits = sum(c.isdigit() for c in text)
            if not 5 <= digits <= 15:
                self.error(here, "field.phone_digits", found=text, digits=digits)

    def duplicates(self, items: Sequence[Named], path: str) -> None:
        """Check that external IDs and names occur once in a list."""
        seen: dict[str, int] = {}
        names: dict[str, int] = {}
        for index, item in enumerate(items):
            if item.external_id and seen.setdefault(item.external_id, index) != index:
                self.error(
                    f"{path}.{index}.external_id", "setup.external_id_twice", found=item.external_id
                )
            key = item.name.strip().casefold()
            if key and names.setdefault(key, index) != index:
                self.error(f"{path}.{index}.name", "setup.name_twice", found=item.name.strip())

    def amount(
        self,
        field: str,
        value: Decimal | None,
        *,
        decimals: int,
        positive: bool = False,
        largest: Decimal = LARGEST_POINTS,
    ) -> bool:
        """Check that an amount is finite, not negative (or above 0) and fits the decimals. Returns whether it is valid."""
        if value is None:
            return True
        if not value.is_finite():
            self.error(field, "setup.not_a_number")
        elif value < 0:
            self.error(field, "setup.too_small", found=value, least=0)
        elif positive and value == 0:
            self.error(field, "setup.not_positive")
        elif value > largest:
            self.error(field, "setup.too_large", found=value, largest=largest)
        elif not fits(value, decimals):
            self.error(field, "setup.too_fine", found=value, decimals=decimals)
        else:
            return True
        return False

    def count(self, field: str, value: int, least: int, largest: int) -> None:
        """Check that a whole number is between two limits."""
        if value < least:
            self.error(field, "setup.too_small", found=value, least=least)
        elif value > largest:
            self.error(field, "setup.too_large", found=value, largest=largest)

    def report(self) -> ValidationReport:
        """Return all findings collected so far."""
        return ValidationReport(tuple(self.found))


def check_field(field: Field, value: Any) -> None:
    """Check a field that has no form of its own. InvalidInput with the first thing that is wrong."""
    out = Findings()
    out.field(field, value)
    out.report().raise_first()


def fits(value: Decimal, decimals: int) -> bool:
    """Return whether an amount has no more than `decimals` places."""
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= decimals

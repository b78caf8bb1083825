"""Collecting findings of a draft: the checks that every form of ours shares. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from loyalty_desktop.domain.amounts import MAX_UNITS, SCALE
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.validation import Finding, ValidationReport

NAME_LENGTH = 200
EXTERNAL_ID_LENGTH = 64
LARGEST_POINTS = Decimal(MAX_UNITS) / SCALE

_EXTERNAL_ID = re.compile(r"[^\W](?:[\w.\-]*[^\W])?")


class Named(Protocol):
    """A draft with a name and an external ID."""

    @property
    def name(self) -> str:
        """For people."""

    @property
    def external_id(self) -> str:
        """For files and commands."""


class Findings:
    """Collects findings under a path."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def error(self, field: str, code: str, **params: Any) -> None:
        """Add what stops the save."""
        self.found.append(Finding(field, code, Severity.ERROR, params))

    def warning(self, field: str, code: str, **params: Any) -> None:
        """Add what only tells."""
        self.found.append(Finding(field, code, Severity.WARNING, params))

    def names(self, item: Named, path: str = "") -> None:
        """Name and external ID: present, short enough, well formed."""
        name = item.name.strip()
        if not name:
            self.error(f"{path}name", "setup.missing")
        elif len(name) > NAME_LENGTH:
            self.error(f"{path}name", "setup.too_long", found=len(name), limit=NAME_LENGTH)
        found = item.external_id
        if not found:
            self.error(f"{path}external_id", "setup.missing")
        elif len(found) > EXTERNAL_ID_LENGTH:
            limit = EXTERNAL_ID_LENGTH
            self.error(f"{path}external_id", "setup.too_long", found=len(found), limit=limit)
        elif not _EXTERNAL_ID.fullmatch(found):
            self.error(f"{path}external_id", "setup.bad_external_id", found=found)

    def twins(self, items: Sequence[Named], path: str) -> None:
        """External IDs and names that stand twice in one list."""
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
        """An amount that is finite, not negative (or above 0) and fits the decimals. True when it is right."""
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
        """A whole number between two limits."""
        if value < least:
            self.error(field, "setup.too_small", found=value, least=least)
        elif value > largest:
            self.error(field, "setup.too_large", found=value, largest=largest)

    def report(self) -> ValidationReport:
        """All that was collected."""
        return ValidationReport(tuple(self.found))


def fits(value: Decimal, decimals: int) -> bool:
    """Whether an amount has no more than `decimals` places."""
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= decimals

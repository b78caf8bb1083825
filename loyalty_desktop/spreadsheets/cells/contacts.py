"""Emails, phones and the key of a participant. The libraries are used only for texts that a pattern cannot decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.phones import E164, likely_regions, normal_phone
from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.cells.base import CellProblem, ColumnReader, Doubt, Problem, shown
from loyalty_desktop.spreadsheets.cells.texts import IdentifierReader, as_text, clean
from loyalty_desktop.spreadsheets.contract import SheetColumn, SheetContext

_EMAIL = re.compile(
    r"(?:[A-Za-z0-9_%+\-]{1,64}(?:\.[A-Za-z0-9_%+\-]{1,64})*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24})?"
)
_LONGEST_EMAIL = 254
_SAMPLE = 40
"""How many numbers without a country code are tried with every country."""
_E164 = re.compile(f"(?:{E164.pattern})?")
_SCIENTIFIC = re.compile(r"\+?(\d(?:[.,]\d+)?)[eEЕ]\+?(\d{1,2})")


def phone_of(text: str, region: str) -> str:
    """Returns a phone as E.164. Raises CellProblem `phone.not_a_phone`, or `phone.no_country` while no region is known."""
    try:
        return normal_phone(text, region)
    except InvalidInput as error:
        raise CellProblem(error.code, found=shown(text)) from error


def _lower_domain(email: str) -> str:
    local, _, domain = email.rpartition("@")
    return f"{local}@{domain.lower()}"


class EmailReader(ColumnReader):
    """Reads email addresses. They stay as written, except that the domain becomes lower case."""

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Read texts with the usual pattern."""
        try:
            if (
                not all(map(_EMAIL.fullmatch, cells))
                or max(map(len, cells), default=0) > _LONGEST_EMAIL
            ):
                return None
        except TypeError:
            return None
        if "|".join(cells).islower():
            return [cell or None for cell in cells]
        return [_lower_domain(cell) if cell else None for cell in cells]

    def one(self, cell: Any) -> Any:
        """Return the address in its normal form."""
        if not isinstance(cell, str):
            raise CellProblem("email.not_an_email", found=shown(cell))
        text = clean(cell).removeprefix("mailto:")
        if not text:
            return None
        if _EMAIL.fullmatch(text) and len(text) <= _LONGEST_EMAIL:
            return _lower_domain(text)
        from email_validator import EmailNotValidError, validate_email

        try:
            return validate_email(
                text, check_deliverability=False, test_environment=True
            ).normalized
        except EmailNotValidError as error:
            raise CellProblem("email.not_an_email", found=shown(text)) from error


class PhoneReader(ColumnReader):
    """Reads phones as E.164. Numbers without a country code need a country: a chosen one, or the likely ones are told."""

    def __init__(self, column: SheetColumn, context: SheetContext) -> None:
        super().__init__(column, context)
        self._without_code: dict[str, None] = {}

    def _phone(self, text: str) -> str:
        region = self.context.region
        try:
            found = phone_of(text, region)
        except CellProblem as problem:
            if problem.code == "phone.no_country" and len(self._without_code) < _SAMPLE:
                self._without_code[text] = None
            raise
        if region and not text.lstrip().startswith("+"):
            self.note("phone_region", region, text)
        return found

    def finish(self) -> None:
        """Find the countries that fit the numbers without a code, when none is chosen."""
        texts = list(self._without_code)
        regions = likely_regions(texts) if texts else []
        if regions:
            self.note("phone_region_likely", ", ".join(regions), texts[0])

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Read texts that are already E.164."""
        try:
            return [cell or None for cell in cells] if all(map(_E164.fullmatch, cells)) else None
        except TypeError:
            return None

    def one(self, cell: Any) -> Any:
        """Return E.164. Numbers and powers of ten are read with a warning, as leading zeros may be lost."""
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            raise CellProblem("phone.not_a_phone", found=shown(cell))
        if isinstance(cell, int | float):
            if not float(cell).is_integer() or abs(cell) >= 10**15 or cell < 0:
                raise CellProblem("phone.not_a_phone", found=shown(cell))
            return Doubt(self._phone(str(int(cell))), "phone.number", found=str(int(cell)))
        text = self.unmarked(clean(cell))
        if not text:
            return None
        power = _SCIENTIFIC.fullmatch(text)
        if power:
            number = Decimal(power[1].replace(",", ".")).scaleb(int(power[2]))
            digits = len(power[1].replace(",", "").replace(".", "")) - 1
            if int(power[2]) > 15 or number != number.to_integral_value() or digits < 9:
                raise CellProblem("phone.rounded", found=shown(text))
            found = self._phone(str(int(number)))
            return Doubt(found, "phone.number", found=shown(text))
        return self._phone(text)


class ParticipantReader(IdentifierReader):
    """Reads a participant's key of any kind: its text, and what it would be as an email or as a phone."""

    def __init__(self, column: SheetColumn, context: SheetContext) -> None:
        super().__init__(column, context)
        self._phones: dict[str, str | None] = {}

    def keys(self, values: Sequence[str | None]) -> tuple[list[str | None], list[str | None]]:
        """Return case-folded emails and E.164 phones of a batch of keys; None where a key does not look like one."""
        joined = "|".join([value or "" for value in values])
        emails: list[str | None] = [None] * len(values)
        if "@" in joined:
            emails = [fold(value) if value and "@" in value else None for value in values]
        phones: list[str | None] = [None] * len(values)
        if "+" in joined or max(map(len, joined.split("|"))) >= 10:
            phones = [self._phone(value) if value else None for value in values]
        return emails, phones

    def _phone(self, value: str) -> str | None:
        if value[0] != "+" and len(value) < 10:
            return None
        if value not in self._phones:
            if len(self._phones) > 200_000:
                self._phones.clear()
            digits = sum(map(str.isdigit, value))
            found = None
            if 10 <= digits <= 15 and not any(map(str.isalpha, value)):
                try:
                    found = phone_of(value, self.context.region)
                except CellProblem:
                    found = None
            self._phones[value] = found
        return self._phones[value]

    def read(self, cells: Sequence[Any], problems: list[Problem]) -> list[Any]:
        """Return the key as text; a number that is a phone is valid like an identifier."""
        return super().read(cells, problems)


__all__ = ["EmailReader", "ParticipantReader", "PhoneReader", "as_text", "phone_of"]

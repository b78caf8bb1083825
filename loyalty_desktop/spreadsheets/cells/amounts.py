"""Numbers: amounts of points in units, whole numbers, exact decimals. Each column has one decimal sign."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Context, Decimal
from itertools import chain
from typing import Any

from loyalty_desktop.domain.amounts import SCALE, to_units
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.spreadsheets.cells.base import (
    CellProblem,
    ColumnReader,
    Decided,
    first_of_each,
    shown,
)
from loyalty_desktop.spreadsheets.cells.texts import as_text

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'\u2019]")
_PLAIN = re.compile(r"[+-]?[0-9]{1,11}(?:\.[0-9]{1,2})?|")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_GROUPED = {
    mark: re.compile(rf"[+-]?(?:\d{{1,3}}(?:{re.escape(mark)}\d{{3}})*)") for mark in (",", ".")
}
_BARE = re.compile(r"[+-]?[\d.,]*")
_UNIT = (
    r"US\$|[$€£¥₽₴₸₺₹₩₪₼₾֏]|USD|EUR|RUB|RUR|GBP|CHF|JPY|CNY|KZT|UAH|BYN|TRY|PLN|CZK|SEK|NOK|DKK|INR|zł|kr\.?|Kč|"
    r"руб(?:\.|лей|ля|ль)?|р\.?|тенге|тг\.?|грн\.?|rub\.?|points?|pts?\.?|балл(?:ов|а|ы)?|б\.?|бонус(?:ов|а|ы)?"
)
_WITH_UNIT = re.compile(
    rf"(?P<sign>[+-]?)(?:(?P<before>{_UNIT})(?P<inner>[+-]?)(?P<first>[\d.,]+)|(?P<second>[\d.,]*\d)(?P<after>{_UNIT}))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\((.+)\)|(.*[\d.])-")
_EXACT = 10.0**11
_DIGITS = 15
"""How many digits of a number a spreadsheet keeps."""
_FIFTEEN = Context(prec=_DIGITS)
_DECIMALS = 4
"""Texts with more decimals than amounts can have, and more digits than a spreadsheet keeps, are rounded."""


def evidence(text: str) -> str:
    """Return the decimal sign of one text: "," or "."; "?" when it could be either ("1,234", "1.234"); "" for none."""
    raw, _, _ = bare(_SPACES.sub("", text).replace("\u2212", "-"))
    commas, points = raw.count(","), raw.count(".")
    if not commas and not points:
        return ""
    if commas and points:
        return "," if raw.rfind(",") > raw.rfind(".") else "."
    mark = "," if commas else "."
    if commas + points > 1:
        return "." if mark == "," else ","
    head, _, tail = raw.lstrip("+-\u2212").partition(mark)
    if len(tail) == 3 and 1 <= len(head) <= 3 and head[0] != "0":
        return "?"
    return mark


def bare(raw: str) -> tuple[str, str, bool]:
    """Return a number without its unit, the unit ("₽", "pts"; "": none), and whether it was below zero by its brackets.

    `raw` has no spaces. Brackets and a minus behind the number mean the same: (25), 25-.
    """
    if _BARE.fullmatch(raw):
        return raw, "", False
    below = _BRACKETS.fullmatch(raw)
    if below is not None:
        raw = below[1] or below[2]
    unit = ""
    found = _WITH_UNIT.fullmatch(raw)
    if found is not None:
        unit = found["before"] or found["after"]
        raw = f"{found['sign']}{found['inner'] or ''}{found['first'] or found['second']}"
    if below is not None:
        raw = f"-{raw}"
    return raw, unit, below is not None


_CURRENCIES = (
    ("₽", "руб", "р", "rub", "rur"),
    ("$", "us$", "usd"),
    ("€", "eur"),
    ("£", "gbp"),
    ("¥", "jpy", "cny"),
    ("₴", "грн", "uah"),
    ("₸", "тенге", "тг", "kzt"),
    ("zł", "pln"),
    ("kč", "czk"),
)


def _currency(unit: str) -> str:
    """Return one name for the signs and words of a currency; words for points have one name too."""
    word = unit.casefold().rstrip(".")
    if word.startswith(("p", "б")) and word != "pln":
        return "points"
    if word.startswith("руб"):
        return "₽"
    return next((names[0] for names in _CURRENCIES if word in names), word)


def choose_mark(texts: Iterable[Any]) -> str:
    """Return the decimal sign of a column: "," or "."; "?" when its texts allow both or contradict one another."""
    return _mark_of(first_of_each(texts, evidence))


def _mark_of(found: Collection[str]) -> str:
    if "," in found:
        return "?" if "." in found else ","
    if "." in found:
        return "."
    return "?" if "?" in found else "."


class NumberReader(ColumnReader):
    """Reads texts and numbers as exact decimals."""

    def exact(self, cell: Any) -> Decimal | None:
        """Return the decimal of a cell; a float by its shortest text, as a person typed it."""
        if isinstance(cell, float):
            if not math.isfinite(cell):
                raise CellProblem("cell.not_a_number", found=str(cell))
            return Decimal(format(cell, ".15g"))  # further digits are noise of binary arithmetic
        if isinstance(cell, int) and not isinstance(cell, bool):
            return Decimal(cell)
        if not isinstance(cell, str):
            raise CellProblem("amount.not_a_number", found=shown(cell))
        text = self.unmarked(as_text(cell))
        raw = _SPACES.sub("", text).replace("\u2212", "-")
        if not raw:
            return None
        if not _BARE.fullmatch(raw):
            raw = self._without_unit(raw, text)
        if "," in raw or raw.count(".") > 1 or ("." in raw and not self._has_point(raw)):
            raw = self._marked(raw, text)
        if not _NUMBER.fullmatch(raw) or len(raw) > 40 or not raw.isascii():
            raise CellProblem("amount.not_a_number", found=shown(text))
        return Decimal(raw)

    def _without_unit(self, raw: str, text: str) -> str:
        if raw.endswith("%"):
            raise CellProblem("amount.share", found=shown(text))
        number, unit, below = bare(raw)
        if unit:
            self._one_unit(unit, text)
        if below:
            self.note("below_zero", "", text)
        return number

    def _one_unit(self, unit: str, text: str) -> None:
        """Note the unit of the column. Raises CellProblem `amount.other_unit` for a cell of another currency."""
        self.note("unit", unit, text)
        first = self.noted["unit"][0]
        if _currency(first) != _currency(unit):
            raise CellProblem("amount.other_unit", found=shown(text), unit=first)

    def _has_point(self, raw: str) -> bool:
        """Return whether a point in this text is surely a decimal sign; the first that is not makes the column decide."""
        return self.decimal_mark == "." or (self.decimal_mark != "," and evidence(raw) != "?")

    def _marked(self, raw: str, text: str) -> str:
        if not self.decimal_mark:
            cells = self.all_cells() if self.all_cells is not None else ()
            found = first_of_each(chain(cells, (text,)), evidence)
            self.decimal_mark = _mark_of(found)
            self.decided = Decided("certain", shown(found.get(self.decimal_mark, "")))
            self.forget()
        mark = self.decimal_mark
        if mark == "?":
            mark = evidence(text)
            if mark not in {",", "."}:
                raise CellProblem("amount.ambiguous", found=shown(text))
        thousands = "." if mark == "," else ","
        whole, _, rest = raw.partition(mark)
        if thousands in whole:
            if not _GROUPED[thousands].fullmatch(whole):
                raise CellProblem("amount.not_a_number", found=shown(text))
            whole = whole.replace(thousands, "")
        if thousands in rest or mark in rest:
            raise CellProblem("amount.not_a_number", found=shown(text))
        return f"{whole}.{rest}" if rest else whole


class AmountReader(NumberReader):
    """Reads points as units (1/10,000), with up to four decimals."""

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Read columns of floats, of whole numbers, or of texts such as "12.50".

        A float is exactly the decimal u / 10,000 that was typed when dividing the rounded u gives the same float (both
        have at most 15 significant digits below _EXACT).
        """
        kinds = set(map(type, cells))
        if kinds == {float}:
            units = []
            for cell in cells:
                if not -_EXACT < cell < _EXACT:
                    return None
                u = round(cell * SCALE)
                if u / SCALE != cell:
                    return None
                units.append(u)
            return units
        if kinds == {str} and self.decimal_mark != "," and all(map(_PLAIN.fullmatch, cells)):
            if any("." in cell for cell in cells):
                return [round(float(cell) * SCALE) if cell else None for cell in cells]
            return [int(cell) * SCALE if cell else None for cell in cells]
        return None

    def one(self, cell: Any) -> Any:
        """Return units."""
        value = self.exact(cell)
        if value is None:
            return None
        digits = value.as_tuple()
        if len(digits.digits) > _DIGITS and int(digits.exponent) < -_DECIMALS:
            value = value.normalize(_FIFTEEN)  # a computed cell that another program wrote in full
        try:
            return to_units(value)
        except InvalidInput as error:
            raise CellProblem(error.code, **error.params) from error


class IntegerReader(NumberReader):
    """Reads whole numbers."""

    def one(self, cell: Any) -> Any:
        """Return an int of 64 bits."""
        value = self.exact(cell)
        if value is None:
            return None
        if value != value.to_integral_value() or abs(value) >= 2**63:
            raise CellProblem("integer.not_whole", found=shown(cell))
        return int(value)


class DecimalReader(NumberReader):
    """Reads exact decimals as text."""

    def one(self, cell: Any) -> Any:
        """Return plain digits without an exponent."""
        value = self.exact(cell)
        if value is None:
            return None
        if value.adjusted() > 30 or value.adjusted() < -30:
            raise CellProblem("amount.not_a_number", found=shown(cell))
        text = format(value, "f")
        return text.removesuffix(".0") if isinstance(cell, float) else text


class PercentReader(DecimalReader):
    """Reads percents as text, 50 and "50%" alike.

    A cell formatted as percent holds 0.5 where it shows 50%. Numbers up to 1 in a column that has fractions and nothing
    larger may be either: they are refused, never guessed.
    """

    _fractions: bool | None = None

    def one(self, cell: Any) -> Any:
        """Return plain digits without the sign."""
        if isinstance(cell, int | float) and 0 < abs(cell) <= 1 and self._may_be_fractions(cell):
            raise CellProblem("percent.fraction", found=format(cell, ".15g"))
        return super().one(cell)

    def _without_unit(self, raw: str, text: str) -> str:
        return super()._without_unit(raw.removesuffix("%"), text)

    def _may_be_fractions(self, cell: float) -> bool:
        if self._fractions is None:
            cells = self.all_cells() if self.all_cells is not None else (cell,)
            sizes = [abs(each) for each in cells if isinstance(each, int | float)]
            self._fractions = max(sizes, default=0) <= 1 and any(0 < size < 1 for size in sizes)
        return self._fractions

"""Exact amounts of points. Inside the program an amount is a whole number of *units*; 10,000 units are one point.

The scale is fixed, so that a points type may change its decimals (0..4) without touching the ledger. People and
files see decimals; rules and the database see units.
"""

from __future__ import annotations

import re
from decimal import (
    Decimal,
    InvalidOperation,
    localcontext,
)

from loyalty_desktop.domain.errors import InvalidInput

SCALE = 10_000
"""Units in one point."""

MAX_UNITS = 10**17
"""Largest amount or balance, in units (10^13 points): leaves room for sums in a signed 64-bit column."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']")


def to_units(points: Decimal) -> int:
    """Return points as units. Raises InvalidInput `amount.too_fine` past four decimals, `amount.too_large` past MAX_UNITS."""
    if not points.is_finite():
        raise InvalidInput("amount.not_a_number", found=str(points))
    if points.adjusted() > 14:
        raise InvalidInput("amount.too_large", found=points)
    with localcontext() as context:
        context.prec = 60
        scaled = points * SCALE
        whole = scaled.to_integral_value()
        if scaled != whole:
            raise InvalidInput("amount.too_fine", found=points, decimals=4)
    units = int(whole)
    if abs(units) > MAX_UNITS:
        raise InvalidInput("amount.too_large", found=points)
    return units


def from_units(units: int, decimals: int = 4) -> Decimal:
    """Return units as points with at least `decimals` places; more only where the value needs them."""
    value = Decimal(units).scaleb(-4)
    step = Decimal(1).scaleb(-decimals)
    shortened = value.quantize(step)
    return shortened if shortened == value else value.normalize()


def parse_amount(text: str) -> Decimal:
    """Read an amount as people type it: "1 234,56", "1,234.56", "-5", with any kind of space.

    One separator followed by exactly three digits ("1,234") is ambiguous and refused, unless the other separator
    settles it. Raises InvalidInput `amount.missing`, `amount.not_a_number`, `amount.ambiguous`.
    """
    raw = _SPACES.sub("", text).replace("\u2212", "-")
    if not raw:
        raise InvalidInput("amount.missing")
    commas, points = raw.count(","), raw.count(".")
    if commas and points:
        thousands = "," if raw.rfind(",") < raw.rfind(".") else "."
        if not re.fullmatch(rf"[+-]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+[.,]\d*", raw):
            raise InvalidInput("amount.not_a_number", found=text)
        raw = raw.replace(thousands, "").replace(",", ".")
    elif commas > 1 or points > 1:
        mark = "," if commas else "."
        if not re.fullmatch(r"[+-]?\d{1,3}(?:[.,]\d{3})+", raw):
            raise InvalidInput("amount.not_a_number", found=text)
        raw = raw.replace(mark, "")
    elif commas == 1:
        if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", raw):
            raise InvalidInput("amount.ambiguous", found=text)
        raw = raw.replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)", raw):
        raise InvalidInput("amount.not_a_number", found=text)
    try:
        return Decimal(raw)
    except InvalidOperation as error:  # a length Decimal refuses
        raise InvalidInput("amount.not_a_number", found=text) from error

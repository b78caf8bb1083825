"""What the reader decided about a column as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """How a column was read, where it is not plain: `what`, its value, an example of the cells it concerns.

    `what`: decimal_sign, date_order, unit, below_zero, text_mark, value_word, phone_region, phone_region_likely (while none is chosen).
    """

    field: str
    column: str  # letters
    what: str
    value: str = ""
    example: str = ""
    sure: str = ""  # of signs and orders: "certain", "likely", "" where a person chose

"""Headers of the columns that a workbook of rejected rows adds to the sheet's own, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty_desktop.words.entries import Words

HEADERS = {
    "row": Words("Row", "Строка"),
    "column": Words("Column", "Столбец"),
    "problem": Words("Problem", "Что не так"),
    "advice": Words("What to do", "Что сделать"),
}
"""In the order in which they stand."""

UNEVEN = "?"
"""Stands under "Column" for a row that has more or fewer cells than the header: nobody knows which cell belongs where."""

_TAILS = tuple(
    [words.in_language(language) for words in HEADERS.values()] for language in ("en", "ru")
)


def added_at(headers: Sequence[str]) -> int | None:
    """Return the index of the first added column; None for a sheet that is no workbook of rejected rows."""
    filled = len(headers)
    while filled and not headers[filled - 1]:
        filled -= 1
    first = filled - len(HEADERS)
    return first if first >= 0 and list(headers[first:filled]) in _TAILS else None


def own_headers(headers: Sequence[str]) -> tuple[str, ...]:
    """Return the sender's own headers, without those that a workbook of rejected rows adds and what stands behind them."""
    return tuple(headers[: added_at(headers)])


def mark_at(headers: Sequence[str]) -> int | None:
    """Return the index of the column where `UNEVEN` marks rows; None for a sheet that is no workbook of rejected rows."""
    first = added_at(headers)
    return None if first is None else first + list(HEADERS).index("column")

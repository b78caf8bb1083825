"""Rows of a sheet that are no data: a header that stands there again, totals, and notes below the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

HEADER_AGAIN = "row.header_again"
TOTAL = "row.looks_like_total"
NOTE = "row.looks_like_note"
NOTE_LINE = "row.drawn_line"

Found = tuple[int, str]
"""(row number, code)"""

_TOTAL = re.compile(
    r"(?:(?:grand |sub ?)?totals?|sum total|(?:общий |промежуточный )?итог[ои]?|подытог|всего|gesamt|total général|razem)"
    r"(?=[:=,.]*(?:\s|$))|(?:sum|сумма|summe|suma)(?=\s*(?:[:=]|$))",
    re.IGNORECASE | re.MULTILINE,
)
"""How a total begins. A code that begins with such a word goes on without a space: TOTAL-001."""
_RULE = re.compile(r"[-=_*~–—+|]{3,}")
_LONGEST = 80
_SEARCHED = 3  # columns at the left of a sheet in which a total may say so
_LAST_ROWS = 20


class Furniture:
    """Looks for such rows while the rows of a sheet come by."""

    def __init__(self, headers: Sequence[str], matched: Mapping[int, str]) -> None:
        """`matched`: the field of each matched column (0-based)."""
        self._headers = [" ".join(header.split()).casefold() for header in headers]
        self._named = [place for place in sorted(matched) if self._headers[place]]
        self._columns = sorted({*range(min(_SEARCHED, len(headers))), *self._named[:1]})
        self._wide = sum(map(bool, self._headers)) > 2
        self._lonely: list[int] = []
        self._rows = 0

    def of_batch(
        self, numbers: Sequence[int], rows: Sequence[Sequence[Any]], cells: Sequence[Sequence[Any]]
    ) -> Iterator[Found]:
        """Yield what a batch has. `cells` are its columns by their index in the sheet."""
        yield from self._headers_again(numbers, rows, cells)
        yield from self._totals(numbers, rows, cells)
        yield from self._rules(numbers, cells)
        self._rows += len(rows)
        lonely = []
        for number, row in zip(reversed(numbers), reversed(rows), strict=True):
            if any(cell not in {"", None} for cell in row[1:]) or not _is_sentence(row[0]):
                self._lonely = []
                break
            lonely.append(number)
            if len(lonely) >= _LAST_ROWS:
                break
        self._lonely += reversed(lonely)

    def at_end(self, told: frozenset[int]) -> Iterator[Found]:
        """Yield the last rows of the sheet that have only words in the first column; `told` are rows of which something is said already."""
        if self._wide and len(self._lonely) < min(self._rows, _LAST_ROWS):
            yield from ((number, NOTE) for number in self._lonely if number not in told)

    def _headers_again(
        self, numbers: Sequence[int], rows: Sequence[Sequence[Any]], cells: Sequence[Sequence[Any]]
    ) -> Iterator[Found]:
        if len(self._named) < 2:
            return
        first = self._named[0]
        if first >= len(cells):
            return
        wanted = self._headers[first]
        for offset, cell in enumerate(cells[first]):
            if cell.__class__ is str and len(cell) < 1000 and cell.casefold().strip() == wanted:
                row = rows[offset]
                same = all(
                    place < len(row)
                    and isinstance(row[place], str)
                    and " ".join(row[place].split()).casefold() == self._headers[place]
                    for place in self._named
                )
                if same:
                    yield numbers[offset], HEADER_AGAIN

    def _totals(
        self, numbers: Sequence[int], rows: Sequence[Sequence[Any]], cells: Sequence[Sequence[Any]]
    ) -> Iterator[Found]:
        found: set[int] = set()
        for place in self._columns:
            if place >= len(cells):
                continue
            texts = [c if c.__class__ is str else "" for c in cells[place]]
            if _TOTAL.search("\n".join(texts)):
                found |= {n for n, text in enumerate(texts) if self._is_total(text, rows[n], place)}
        for offset in sorted(found):
            yield numbers[offset], TOTAL

    def _rules(self, numbers: Sequence[int], cells: Sequence[Sequence[Any]]) -> Iterator[Found]:
        """Yield rows that are a line drawn with signs: every filled cell is made of dashes or the like."""
        first = self._columns[0] if self._columns else 0
        if first >= len(cells):
            return
        for offset, cell in enumerate(cells[first]):
            if cell.__class__ is str and _RULE.fullmatch(cell):
                row = [column[offset] for column in cells if offset < len(column)]
                filled = [c for c in row if c not in {"", None}]
                if all(isinstance(c, str) and _RULE.fullmatch(c.strip()) for c in filled):
                    yield numbers[offset], NOTE_LINE

    @staticmethod
    def _is_total(text: str, row: Sequence[Any], place: int) -> bool:
        if not text or len(text) > _LONGEST or not _TOTAL.match(text.strip()):
            return False
        return all(cell in {"", None} for cell in row[:place])


def _is_sentence(cell: Any) -> bool:
    """Return whether a cell has several words, as no code has."""
    return isinstance(cell, str) and len(cell.split()) > 1

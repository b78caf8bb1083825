"""Find the header of a sheet: by the names of fields in it, else by its shape. Reports have titles and dates above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from loyalty_desktop.domain.errors import FileProblem

Row = tuple[int, Sequence[Any]]
"""A row number of the sheet, and the cells from column A."""

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Ranges of merged cells: ((first row, first column), (last row, last column)), 0-based."""

_LONGEST_NAME = 80


@cache
def known_names() -> frozenset[str]:
    """Return the names of the fields of every kind of sheet, in the form in which headers are compared."""
    from loyalty_desktop.spreadsheets.matching import normal
    from loyalty_desktop.spreadsheets.schemas import SCHEMAS, schema

    return frozenset(
        normal(word)
        for kind in SCHEMAS
        for column in schema(kind).columns
        for word in (column.name, column.label, *column.synonyms, *column.weaker)
    )


def find(top: Sequence[Row], name: str) -> Row:
    """Return the header among the first rows. Raises FileProblem `file.no_header` when they are all empty.

    A row of texts with at least half as many known names as the best row has is the header, the first of them; where no
    row has two known names, it is the first row of texts that is as wide as the table below it.
    """
    filled = [(n, row, sum(1 for c in row if c not in {"", None})) for n, row in top]
    filled = [item for item in filled if item[2]]
    if not filled:
        raise FileProblem("file.no_header", name=name)
    names = [(n, row, _known(row)) for n, row, _ in filled if _texts(row)]
    best = max((known for _, _, known in names), default=0)
    for number, row, known in names:
        if best > 1 and known * 2 >= best:
            return number, row
    widest = max(count for _, _, count in filled)
    for number, row, count in filled:
        if _texts(row) and count * 2 >= widest and not _is_caption(row):
            return number, row
    number, row, _ = filled[0]
    return number, row


def joined(top: Sequence[Row], header: Row, merged: Merged) -> Row:
    """Return a header of two rows as one: a group over several columns above, the names of its columns below.

    Other headers are returned as they are. A name that stands in several groups is written after its group.
    """
    rows = dict(top)
    number = header[0]
    for upper in (number, number - 1):
        groups = [
            (first[1], last[1])
            for first, last in merged
            if first[0] == last[0] == upper - 1 and last[1] > first[1]
        ]
        below = rows.get(upper + 1)
        above = rows.get(upper)
        if groups and above is not None and below is not None and _is_second(below, groups):
            return upper + 1, _one_row(above, below, groups)
    return header


def _is_second(row: Sequence[Any], groups: Collection[tuple[int, int]]) -> bool:
    """Return whether a row names the columns of the groups above it."""
    return _texts(row) and all(
        all(place < len(row) and row[place] not in {"", None} for place in range(first, last + 1))
        for first, last in groups
    )


def _one_row(
    above: Sequence[Any], below: Sequence[Any], groups: Collection[tuple[int, int]]
) -> list[Any]:
    group_of = {
        place: above[first]
        for first, last in groups
        for place in range(first, last + 1)
        if first < len(above)
    }
    times = Counter(cell for cell in below if cell)
    made: list[Any] = []
    for place in range(max(len(above), len(below))):
        own = below[place] if place < len(below) else ""
        if not own:
            made.append(above[place] if place < len(above) else "")
        elif times[own] > 1 and group_of.get(place):
            made.append(f"{group_of[place]} {own}")
        else:
            made.append(own)
    return made


def _texts(row: Sequence[Any]) -> bool:
    return all(isinstance(cell, str) for cell in row if cell is not None)


def _known(row: Sequence[Any]) -> int:
    from loyalty_desktop.spreadsheets.matching import normal

    names = {
        normal(cell) for cell in row if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_NAME
    }
    return len(names & known_names())


def _is_caption(row: Sequence[Any]) -> bool:
    """Return whether a row is a title with its value: "Period:", "01.01.2026"."""
    first = next((cell for cell in row if cell not in {"", None}), "")
    return isinstance(first, str) and first.rstrip().endswith(":")

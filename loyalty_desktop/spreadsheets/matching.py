"""Match columns of a sheet with fields: by name, by synonyms in both languages, by similarity, or as remembered."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from loyalty_desktop.domain.kinds import ImportKind, Severity
from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.cells import Problem, make_reader
from loyalty_desktop.spreadsheets.cells.amounts import NumberReader, choose_mark
from loyalty_desktop.spreadsheets.cells.dates import DateReader, choose_order
from loyalty_desktop.spreadsheets.contract import (
    ColumnMatch,
    MatchQuality,
    SampleCheck,
    SheetColumn,
    SheetContext,
    SheetSchema,
)

SIMILAR = 85
"""Smallest similarity (0..100) that is proposed."""

_MARKS = re.compile(r"[\s_\-./:*№#()\[\]]+")


def fingerprint(kind: ImportKind, headers: Sequence[str]) -> str:
    """Return a name for a set of headers in any order: SHA-256 of the kind and the sorted, folded headers."""
    names = sorted(normal(header) for header in headers if header.strip())
    return hashlib.sha256(json.dumps([str(kind), names], ensure_ascii=False).encode()).hexdigest()


def normal(header: str) -> str:
    """Return a header in lower case, without punctuation and units."""
    return _MARKS.sub(" ", fold(header)).strip()


def match(
    schema: SheetSchema,
    headers: Sequence[str],
    samples: Sequence[Sequence[Any]] = (),
    memory: Mapping[str, str] | None = None,
) -> list[ColumnMatch]:
    """Return a match for every field of the schema, in order; `column_index` is None where the sheet has no such column.

    `samples`: raw rows below the header (SampleTable.raw). `memory`: remembered field by header ("" for a column that was
    ignored). A column is matched to one field at most; of equal headers the first is used.
    """
    taken: dict[int, tuple[str, MatchQuality, int]] = {}
    free = {column.name: column for column in schema.columns}
    remembered = {normal(header): name for header, name in (memory or {}).items()}

    def take(index: int, name: str, quality: MatchQuality, score: int) -> None:
        if index not in taken and name in free:
            taken[index] = (name, quality, score)
            del free[name]

    left_out = set()
    for index, header in enumerate(headers):
        if normal(header) in remembered and header.strip():
            name = remembered[normal(header)]
            if not name:
                left_out.add(index)
            take(index, name, MatchQuality.REMEMBERED, 100)
    places = [i for i, header in enumerate(headers) if header.strip() and i not in left_out]
    for index in places:
        for column in schema.columns:
            if normal(headers[index]) in {normal(column.name), normal(column.label)}:
                take(index, column.name, MatchQuality.EXACT, 100)
    for index in places:
        for column in schema.columns:
            if normal(headers[index]) in map(normal, column.synonyms):
                take(index, column.name, MatchQuality.SYNONYM, 95)
    for score, index, name in _similar(schema, headers, places, taken, free):
        take(index, name, MatchQuality.SIMILAR, score)
    by_name = {name: (index, quality, score) for index, (name, quality, score) in taken.items()}
    found = []
    for column in schema.columns:
        if column.name not in by_name:
            found.append(ColumnMatch(column.name, None))
            continue
        index, quality, score = by_name[column.name]
        cells = [row[index] if index < len(row) else "" for row in samples]
        found.append(
            ColumnMatch(
                column.name,
                index,
                headers[index],
                quality,
                score,
                check_samples(column, schema.context, cells),
            )
        )
    return found


def _similar(
    schema: SheetSchema,
    headers: Sequence[str],
    places: Sequence[int],
    taken: Mapping[int, Any],
    free: Mapping[str, SheetColumn],
) -> list[tuple[int, int, str]]:
    """Return candidates (score, column index, field), best first."""
    from rapidfuzz import fuzz

    found = []
    for index in places:
        header = normal(headers[index])
        if index in taken or len(header) < 3:
            continue
        for column in schema.columns:
            if column.name not in free:
                continue
            words = (column.name, column.label, *column.synonyms)
            score = max(int(fuzz.ratio(header, normal(word))) for word in words)
            tokens = max(int(fuzz.token_sort_ratio(header, normal(word))) for word in words)
            if max(score, tokens) >= SIMILAR:
                found.append((max(score, tokens), index, column.name))
    return sorted(found, key=lambda item: (-item[0], item[1]))


def check_samples(
    column: SheetColumn,
    context: SheetContext,
    cells: Sequence[Any],
    *,
    date_order: str = "",
    decimal_mark: str = "",
) -> SampleCheck:
    """Check whether a column's first cells can be read as a field ("17 of 20 values are not phone numbers").

    In the result `date_order` and `decimal_mark` are "?" when a person must choose.
    """
    filled = [cell for cell in cells if cell not in {"", None}]
    reader = make_reader(column, context, date_order=date_order, decimal_mark=decimal_mark)
    order = mark = ""
    if isinstance(reader, DateReader):
        order = date_order or choose_order(filled)
        reader.date_order = order
    if isinstance(reader, NumberReader):
        mark = decimal_mark or choose_mark(filled)
        reader.decimal_mark = mark
    problems: list[Problem] = []
    reader.read(filled, problems)
    errors = [problem for problem in problems if problem[1] == Severity.ERROR]
    return SampleCheck(
        checked=len(filled),
        bad=len({problem[0] for problem in errors}),
        code=errors[0][2] if errors else "",
        example=str(filled[errors[0][0]])[:60] if errors else "",
        date_order=order,
        decimal_mark=mark,
    )

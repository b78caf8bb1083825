"""Match columns of a sheet with fields: by name, by synonyms in both languages, by similarity, or as remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.kinds import Severity
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
LONGEST = 200
"""How many characters of a header are compared; no name of a field comes near."""

_MARKS = re.compile(r"[\s_\-./:;,*№#()\[\]\"'«»“”]+")


def normal(header: str) -> str:
    """Return the first `LONGEST` characters of a header in lower case, without punctuation and units."""
    return _MARKS.sub(" ", fold(header[:LONGEST])).strip()


@dataclass(frozen=True, slots=True)
class _Wording:
    """The normal forms of a field's own names and of its synonyms."""

    field: str
    own: frozenset[str]
    synonyms: frozenset[str]
    weaker: frozenset[str]
    words: tuple[str, ...]
    rivals: frozenset[str]
    required: bool


def _wording(column: SheetColumn) -> _Wording:
    own = (normal(column.name), normal(column.label))
    synonyms = tuple(map(normal, column.synonyms))
    weaker = frozenset(map(normal, column.weaker))
    return _Wording(
        field=column.name,
        own=frozenset(own) - weaker,
        synonyms=frozenset(synonyms) - weaker,
        weaker=weaker,
        words=(*own, *synonyms, *sorted(weaker)),
        rivals=column.rivals,
        required=column.required,
    )


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
    names = [normal(header) for header in headers]
    wordings = [_wording(column) for column in schema.columns]

    others = _other_things(schema, names, samples)

    def take(index: int, name: str, quality: MatchQuality, score: int) -> None:
        if quality is not MatchQuality.REMEMBERED and (index, name) in others:
            return
        if index not in taken and name in free:
            taken[index] = (name, quality, score)
            del free[name]

    filled = [index for index, header in enumerate(headers) if header.strip()]
    left_out = set()
    for index in filled:
        if names[index] in remembered:
            name = remembered[names[index]]
            if not name:
                left_out.add(index)
            take(index, name, MatchQuality.REMEMBERED, 100)
    places = [index for index in filled if index not in left_out]
    for index in places:
        for wording in wordings:
            if names[index] in wording.own:
                take(index, wording.field, MatchQuality.EXACT, 100)
    for index in places:
        for wording in wordings:
            if names[index] in wording.synonyms:
                take(index, wording.field, MatchQuality.SYNONYM, 95)
    for wording in sorted(wordings, key=lambda one: not one.required):
        for index in places:
            if names[index] in wording.weaker:
                own = names[index] in wording.words[:2]  # its own name and label
                quality = MatchQuality.EXACT if own else MatchQuality.SYNONYM
                take(index, wording.field, quality, 100 if own else 90)
    open_places = {index: names[index] for index in places if index not in taken}
    for score, index, name in _similar(open_places, [w for w in wordings if w.field in free]):
        take(index, name, MatchQuality.SIMILAR, score)
    wording_of = {wording.field: wording for wording in wordings}
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
                _rivals(wording_of[column.name], index, quality, names, places, taken),
            )
        )
    return found


def _other_things(
    schema: SheetSchema, names: Sequence[str], samples: Sequence[Sequence[Any]]
) -> set[tuple[int, str]]:
    """Return (column index, field) where a header names a field and none of the cells fits it: State with TX and NY."""
    found = set()
    for column in schema.columns:
        for index, name in enumerate(names):
            if name in column.homonyms:
                cells = [row[index] if index < len(row) else "" for row in samples]
                check = check_samples(column, schema.context, cells)
                if check.checked and check.bad == check.checked:
                    found.add((index, column.name))
    return found


def _rivals(  # noqa: PLR0917
    wording: _Wording,
    index: int,
    quality: MatchQuality,
    names: Sequence[str],
    places: Sequence[int],
    taken: Mapping[int, object],
) -> tuple[int, ...]:
    """Return other columns, matched to nothing, whose headers name the field as well as that of column `index`."""
    weak = names[index] in wording.weaker
    if quality is MatchQuality.REMEMBERED or (not weak and quality is not MatchQuality.SYNONYM):
        return ()
    words = wording.weaker if weak else wording.synonyms
    hints = wording.rivals if weak else frozenset()
    return tuple(
        place
        for place in places
        if place not in taken
        and names[place] != names[index]
        and (names[place] in words or not hints.isdisjoint(names[place].split()))
    )


def _similar(names: Mapping[int, str], wordings: Sequence[_Wording]) -> list[tuple[int, int, str]]:
    """Return candidates (score, column index, field), best first. `names`: normal header by column index."""
    from rapidfuzz import fuzz

    found = []
    for index, header in names.items():
        if len(header) < 3:
            continue
        for wording in wordings:
            near = [word for word in wording.words if _may_be_alike(header, word)]
            score = max(
                (
                    int(alike(header, word, score_cutoff=SIMILAR))
                    for word in near
                    for alike in (fuzz.ratio, fuzz.token_sort_ratio)
                ),
                default=0,
            )
            if score >= SIMILAR:
                found.append((score, index, wording.field))
    return sorted(found, key=lambda item: (-item[0], item[1]))


def _may_be_alike(one: str, other: str) -> bool:
    """Return whether two texts are near enough in length for a similarity of `SIMILAR`, which is 200 * common / both."""
    shorter, longer = sorted((len(one), len(other)))
    return 200 * shorter >= SIMILAR * (shorter + longer)


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
        reader.all_cells = lambda: filled
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

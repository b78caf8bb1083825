"""From a file to a staging file: inspect it, match its columns (remembered matchings first), read it in a child process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import FieldKind, ImportKind
from loyalty_desktop.services.imports.sheet_cells import NUMBERS
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.tier_columns import default_until
from loyalty_desktop.services.imports.types import (
    FieldInfo,
    FieldMatch,
    FreeColumn,
    ImportRequest,
    MatchProposal,
)
from loyalty_desktop.spreadsheets.contract import (
    AllowedValue,
    CellKind,
    ColumnMatch,
    MatchQuality,
    ReadOptions,
    SampleTable,
    SheetColumn,
    StageSpec,
    letter,
)
from loyalty_desktop.storage.imports.batches import fingerprint
from loyalty_desktop.storage.queries import imports as queries
from loyalty_desktop.storage.queries.imports import Memory
from loyalty_desktop.storage.unit_of_work import Storage
from loyalty_desktop.words.rejected_sheet import own_headers

SAMPLES = 3


def options(request: ImportRequest) -> ReadOptions:
    """Return how the request's file is read."""
    return ReadOptions(
        sheet=request.sheet or "",
        header_row=request.header_row or 0,
        encoding=request.encoding or "",
        separator=request.separator or "",
    )


def propose(
    storage: Storage, request: ImportRequest, target: Target, sample: SampleTable
) -> MatchProposal:
    """Match the sample's columns with the kind's fields: as requested, as remembered, by name and similarity."""
    from loyalty_desktop.spreadsheets import matching

    own = own_headers(sample.headers)
    asked = asked_columns(request.mapping or {}, sample.headers, target)
    with storage.read() as conn:
        exact = queries.memory(conn, fingerprint(request.kind, own))
        known = exact or _nearest(queries.memories(conn, request.kind), own)
    remembered = _remembered(known, sample.headers, target) if known else {}
    if known and request.mapping is None:
        request = _with_options(request, known)
    left_out = {c for c, f in (remembered | asked).items() if not f}
    fixed = {f: c for c, f in (remembered | asked).items() if f}
    found = matching.match(target.schema, own, sample.raw)
    matches = _merged(found, fixed, left_out, set(asked), sample)
    taken = {m.column for m in matches}
    free = tuple(
        _free(index, header, sample)
        for index, header in enumerate(own)
        if index not in taken and (header.strip() or any(_texts(sample, index)))
    )
    fields = tuple(
        FieldInfo(
            c.name,
            c.required,
            c.kind.value,
            c.custom,
            _label(c),
            tuple(choice.in_language("en") for choice in listed(c)),
            tuple(choice.in_language("ru") for choice in listed(c)),
        )
        for c in target.schema.columns
    )
    groups = [*target.schema.need_one_of]
    groups += [
        (c.name,)
        for c in target.schema.columns
        if c.required and not any(c.name in g for g in groups)
    ]
    proposal = MatchProposal(
        request=replace(
            request,
            sheet=sample.sheet or None,
            header_row=sample.header_row,
            encoding=sample.encoding or request.encoding,
            separator=sample.separator or request.separator,
            database_id=target.database_id,
            program_id=target.program_id,
            points_type_id=request.points_type_id,
            tier_until=request.tier_until or default_until(storage, target),
        ),
        fields=fields,
        matches=tuple(matches),
        free_columns=free,
        needs=tuple(groups),
        memory_differs=()
        if known is None
        else tuple(h for h in own if h and h not in known.headers),
    )
    return replace(proposal, memory_exact=exact is not None and not proposal.missing)


def _label(column: SheetColumn) -> str:
    """Return the label of a custom field or a tier column; all other fields have translated labels."""
    return column.label if column.custom or column.name.startswith("tier (") else ""


def asked_columns(
    mapping: Mapping[str, str], headers: Sequence[str], target: Target
) -> dict[int, str]:
    """Return the field of each column index ("" to ignore).

    Raises InvalidInput `import.no_column`, `import.no_field`, `import.field_twice`.
    """
    names = {c.name for c in target.schema.columns}
    by_header = {h.strip().casefold(): n for n, h in reversed(list(enumerate(headers)))}
    by_letter = {letter(n).casefold(): n for n in range(len(headers))}
    chosen: dict[int, str] = {}
    for column, name in mapping.items():
        wanted = column.strip().casefold()
        index = by_header.get(wanted, by_letter.get(wanted))
        if index is None:
            raise InvalidInput("import.no_column", column=column)
        if name and name not in names:
            raise InvalidInput("import.no_field", field=name, kind=str(target.schema.kind))
        if name and name in chosen.values():
            raise InvalidInput("import.field_twice", field=name)
        chosen[index] = name
    return chosen


def _remembered(memory: Memory, headers: Sequence[str], target: Target) -> dict[int, str]:
    names = {c.name for c in target.schema.columns}
    found: dict[int, str] = {}
    for index, header in enumerate(headers):
        name = memory.fields.get(header)
        if name is not None and (not name or (name in names and name not in found.values())):
            found[index] = name
    return found


def _nearest(memories: Sequence[Memory], headers: Sequence[str]) -> Memory | None:
    """Return a remembered header that shares at least three quarters of its names with this one."""
    mine = {h for h in headers if h}
    best, share = None, 0.75
    for memory in memories:
        theirs = {h for h in memory.headers if h}
        alike = len(mine & theirs) / max(1, len(mine | theirs))
        if alike >= share:
            best, share = memory, alike
    return best


def _with_options(request: ImportRequest, memory: Memory) -> ImportRequest:
    """Return the date orders and decimal signs that were chosen for this header earlier."""
    return replace(
        request,
        date_order=request.date_order or memory.options.get("date_order"),
        decimal_sign=request.decimal_sign or memory.options.get("decimal_sign"),
    )


def _merged(
    found: Sequence[ColumnMatch],
    fixed: Mapping[str, int],
    left_out: set[int],
    asked: set[int],
    sample: SampleTable,
) -> list[FieldMatch]:
    used = set(fixed.values()) | left_out
    made = []
    for match in found:
        column, how, quality = match.column_index, match.quality.value, match.score
        if match.field in fixed:
            column = fixed[match.field]
            how, quality = ("asked" if column in asked else "memory"), 100
        elif column is None or column in used or match.quality is MatchQuality.NONE:
            continue
        same = column == match.column_index
        made.append(
            FieldMatch(
                field=match.field,
                column=column,
                letters=letter(column),
                header=sample.headers[column] if column < len(sample.headers) else "",
                quality=quality,
                how=how,
                samples=tuple(_texts(sample, column)[:SAMPLES]),
                misfits=match.check.bad if same else 0,
                tried=match.check.checked if same else 0,
                rivals=tuple(sample.headers[n] for n in match.rivals if n not in used)
                if same and match.field not in fixed
                else (),
            )
        )
    return sorted(made, key=lambda m: m.column)


def _texts(sample: SampleTable, index: int) -> list[str]:
    return [row[index] for row in sample.rows if index < len(row) and row[index]]


def _free(index: int, header: str, sample: SampleTable) -> FreeColumn:
    texts = _texts(sample, index)
    name = (
        re.sub(r"\W+", "_", header.strip().casefold()).strip("_")
        or f"column_{letter(index).lower()}"
    )
    return FreeColumn(
        column=index,
        letters=letter(index),
        header=header,
        samples=tuple(texts[:SAMPLES]),
        suggested_name=f"f_{name}" if name[0].isdigit() else name,
        suggested_kind=_kind_of(texts),
    )


def _kind_of(texts: Sequence[str]) -> FieldKind:
    """Return the narrowest type of custom field that fits all samples. Values with leading zeros are text."""
    if not texts:
        return FieldKind.TEXT
    if all(re.fullmatch(r"-?(?:0|[1-9]\d{0,14})", t) for t in texts):
        return FieldKind.INTEGER
    if all(re.fullmatch(r"-?(?:0|[1-9]\d*)[.,]?\d*", t) for t in texts):
        return FieldKind.DECIMAL
    if all(re.fullmatch(r"\d{4}-\d\d-\d\d(?: 00:00:00)?", t) for t in texts):
        return FieldKind.DATE
    if {t.casefold() for t in texts} <= {"yes", "no", "true", "false", "да", "нет"}:
        return FieldKind.YES_NO
    return FieldKind.TEXT


def need_encoding(request: ImportRequest, sample: SampleTable) -> None:
    """Raise InvalidInput `import.encoding_unknown` when nobody has chosen the encoding and the file does not prove one."""
    if sample.guesses and not request.encoding:
        raise InvalidInput(
            "import.encoding_unknown",
            name=request.path.name,
            encoding=sample.encoding,
            encodings=", ".join(sample.guesses[:6]),
        )


def need_all(proposal: MatchProposal) -> None:
    """Raise InvalidInput `import.field_missing` when a required field has no column, `import.two_columns` when two claim one.

    A column that a person or a remembered matching has chosen has no rival.
    """
    for match in proposal.matches:
        if match.rivals:
            raise InvalidInput(
                "import.two_columns",
                field=match.field,
                column=match.header,
                columns=", ".join(match.rivals),
            )
    if proposal.missing:
        named = [m.header for m in proposal.matches] + [c.header for c in proposal.free_columns]
        raise InvalidInput(
            "import.field_missing",
            field=proposal.missing[0],
            fields=", ".join(proposal.missing),
            columns=", ".join(name for name in named if name.strip()),
        )


def stage_spec(request: ImportRequest, target: Target, proposal: MatchProposal) -> StageSpec:
    """Return what the reading process needs. The key of a participant is read as the request's key."""
    matches = {m.field: m.column for m in proposal.matches}
    kinds = {c.name: c.kind for c in target.schema.columns}
    dates = {f for f in matches if kinds[f] in {CellKind.DAY, CellKind.INSTANT}}
    amounts = {f for f in matches if kinds[f] in NUMBERS}
    order, sign = request.date_order, request.decimal_sign
    return StageSpec(
        kind=request.kind,
        matches=matches,
        options=options(proposal.request),
        context=target.schema.context,
        date_orders=dict.fromkeys(dates, order) if order else {},
        decimal_marks=dict.fromkeys(amounts, sign) if sign else {},
    )


def request_json(request: ImportRequest) -> dict[str, Any]:
    """Return a request as JSON, for the staging file (needed to resume)."""
    return {
        "kind": str(request.kind),
        "path": str(request.path),
        "sheet": request.sheet,
        "header_row": request.header_row,
        "mapping": None if request.mapping is None else dict(request.mapping),
        "key": request.key,
        "mode": request.mode.value,
        "empty_cells": request.empty_cells,
        "unknown_profiles": request.unknown_profiles,
        "database_id": request.database_id,
        "program_id": request.program_id,
        "points_type_id": request.points_type_id,
        "encoding": request.encoding,
        "separator": request.separator,
        "date_order": request.date_order,
        "decimal_sign": request.decimal_sign,
        "phone_region": request.phone_region,
        "all_rows": request.all_rows,
        "value_words": {name: dict(words) for name, words in request.value_words.items()},
        "tier_until": None if request.tier_until is None else request.tier_until.isoformat(),
    }


def request_from_json(data: Mapping[str, Any]) -> ImportRequest:
    """Return the request that request_json wrote."""
    from pathlib import Path

    from loyalty_desktop.domain.kinds import ImportMode

    return ImportRequest(
        **{
            **data,
            "kind": ImportKind(data["kind"]),
            "path": Path(data["path"]),
            "mode": ImportMode(data["mode"]),
            "tier_until": date.fromisoformat(data["tier_until"]) if data["tier_until"] else None,
        }
    )


_YES_NO = (AllowedValue("yes", russian="да"), AllowedValue("no", russian="нет"))


def listed(column: SheetColumn) -> tuple[AllowedValue, ...]:
    """Return the values that a column allows, where they can be listed."""
    return _YES_NO if column.kind is CellKind.YES_NO else column.choices

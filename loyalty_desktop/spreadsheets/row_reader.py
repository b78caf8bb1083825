"""Read batches of a sheet's rows with a schema: cells become typed values of the staging file, and issues."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.days import from_day_number
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.spreadsheets.cells import ColumnReader, Problem, make_reader
from loyalty_desktop.spreadsheets.cells.contacts import ParticipantReader
from loyalty_desktop.spreadsheets.contract import (
    CellKind,
    SheetColumn,
    SheetSchema,
    StageSpec,
)
from loyalty_desktop.spreadsheets.derived import StagedBatch

_INTEGER = frozenset(
    {CellKind.DAY, CellKind.INSTANT, CellKind.AMOUNT, CellKind.INTEGER, CellKind.YES_NO}
)


@dataclass(slots=True)
class MatchedField:
    """A matched field: its column, the index of the column in the sheet (0-based) and its reader."""

    column: SheetColumn
    index: int
    reader: ColumnReader


class SheetRowReader:
    """Reads batches of rows with a schema. Also used for a single corrected row (see `read_cells`)."""

    def __init__(self, schema: SheetSchema, spec: StageSpec) -> None:
        self.schema = schema
        self.fields = [
            MatchedField(
                column,
                spec.matches[column.name],
                make_reader(
                    column,
                    schema.context,
                    date_order=spec.date_orders.get(column.name, ""),
                    decimal_mark=spec.decimal_marks.get(column.name, ""),
                ),
            )
            for column in schema.columns
            if column.name in spec.matches
        ]
        self.names = {item.column.name for item in self.fields}
        self.columns = self._staged()

    def _staged(self) -> dict[str, str]:
        """Return the SQL type of each staging column, in order."""
        made: dict[str, str] = {}
        for item in self.fields:
            for name in item.column.staged:
                integer = item.column.kind in _INTEGER and not item.column.custom
                made.setdefault(name, "INTEGER" if integer else "TEXT")
        for derived in self.schema.derived:
            if not derived.of or any(name in made for name in derived.of):
                made.setdefault(derived.name, derived.kind)
        return made

    def read(self, cells: Sequence[Sequence[Any]], count: int) -> StagedBatch:
        """Read one batch of `count` rows; `cells` are its columns by their index in the sheet (0-based)."""
        batch = StagedBatch({item.column.name: item.index for item in self.fields}, count)
        custom: list[tuple[SheetColumn, list[Any]]] = []
        full_name: list[Any] | None = None
        for item in self.fields:
            column = cells[item.index] if item.index < len(cells) else [""] * count
            problems: list[Problem] = []
            values = item.reader.read(column, problems)
            name = item.column.name
            for offset, severity, code, params in problems:
                batch.issues.append((offset, item.index, name, severity, code, params))
            if item.column.required and None in values:
                faulty = {problem[0] for problem in problems}
                for offset, value in enumerate(values):
                    if value is None and offset not in faulty:
                        batch.issues.append(
                            (offset, item.index, name, Severity.ERROR, "cell.required", {})
                        )
            if item.column.custom:
                custom.append((item.column, values))
            elif item.column.kind is CellKind.FULL_NAME:
                full_name = values
            else:
                batch.values[name] = values
                if isinstance(item.reader, ParticipantReader):
                    emails, phones = item.reader.keys(values)
                    batch.values["participant_email"] = list(emails)
                    batch.values["participant_phone"] = list(phones)
        if full_name is not None:
            _fill_names(batch.values, full_name, count)
        if custom:
            batch.values["custom"] = _custom(custom, count)
        for check in self.schema.checks:
            check(batch)
        for derived in self.schema.derived:
            if derived.make is not None and derived.name in self.columns:
                batch.values[derived.name] = list(derived.make(batch.values, count))
        return batch


def _fill_names(values: dict[str, list[Any]], full: list[Any], count: int) -> None:
    for place, name in enumerate(("last_name", "first_name", "middle_name")):
        own = values.get(name) or [None] * count
        values[name] = [
            mine if mine is not None or parts is None else parts[place]
            for mine, parts in zip(own, full, strict=True)
        ]


def _custom(columns: list[tuple[SheetColumn, list[Any]]], count: int) -> list[str | None]:
    """Return the custom fields of each row as JSON with sorted keys: days as ISO text, yes and no as true and false."""
    made: list[str | None] = []
    columns = sorted(columns, key=lambda pair: pair[0].name)
    for offset in range(count):
        row: dict[str, Any] = {}
        for column, values in columns:
            value = values[offset]
            if value is None:
                continue
            if column.kind is CellKind.DAY:
                value = from_day_number(value).isoformat()
            elif column.kind is CellKind.YES_NO:
                value = bool(value)
            row[column.name] = value
        made.append(json.dumps(row, ensure_ascii=False, sort_keys=True) if row else None)
    return made

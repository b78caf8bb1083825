"""Read batches of a sheet's rows with a schema: cells become typed values of the staging file, and issues."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from loyalty_desktop.domain.days import from_day_number
from loyalty_desktop.domain.entities.profiles import SEARCHED
from loyalty_desktop.domain.kinds import ImportKind, Severity
from loyalty_desktop.domain.text import email_key, search_texts
from loyalty_desktop.spreadsheets.cells import ColumnReader, Problem, make_reader
from loyalty_desktop.spreadsheets.cells.contacts import ParticipantReader
from loyalty_desktop.spreadsheets.contract import (
    CellKind,
    SheetColumn,
    SheetSchema,
    StageSpec,
)
from loyalty_desktop.spreadsheets.words import PROGRAM_MADE

_INTEGER = frozenset(
    {CellKind.DAY, CellKind.INSTANT, CellKind.AMOUNT, CellKind.INTEGER, CellKind.YES_NO}
)


@dataclass(slots=True)
class MatchedField:
    """A matched field: its column, the index of the column in the sheet (0-based) and its reader."""

    column: SheetColumn
    index: int
    reader: ColumnReader


@dataclass(slots=True)
class StagedBatch:
    """Values of a batch by staging column, and its issues: (offset, column index or None, field, severity, code, params)."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    issues: list[tuple[int, int | None, str, str, str, dict[str, Any]]] = field(
        default_factory=list
    )


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
        if self.schema.kind is ImportKind.POINTS:
            made.setdefault("type", "TEXT")
        elif any(name in made for name in SEARCHED):
            if "email" in made:
                made["email_key"] = "TEXT"
            made["search"] = "TEXT"
        return made

    def read(self, cells: Sequence[Sequence[Any]], count: int) -> StagedBatch:
        """Read one batch of `count` rows; `cells` are its columns by their index in the sheet (0-based)."""
        batch = StagedBatch()
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
        if self.schema.kind is ImportKind.POINTS:
            self._points(batch, count)
        else:
            self._keys(batch, count)
            if "search" in self.columns:
                batch.values["search"] = _search(batch.values, count)
                if "email" in batch.values:
                    batch.values["email_key"] = _email_keys(batch.values["email"])
        return batch

    def _index(self, name: str) -> int | None:
        return next((item.index for item in self.fields if item.column.name == name), None)

    def _keys(self, batch: StagedBatch, count: int) -> None:
        """Reject rows without any key."""
        present = [batch.values[n] for n in self.schema.need_one_of[0] if n in batch.values]
        if "custom" in batch.values:
            present.append(batch.values["custom"])
        if any(None not in values for values in present):
            return
        flawed = {issue[0] for issue in batch.issues if issue[3] == Severity.ERROR}
        name = next((n for n in self.schema.need_one_of[0] if n in self.names), "")
        index = self._index(name)
        for offset in range(count):
            if offset not in flawed and all(values[offset] is None for values in present):
                batch.issues.append((offset, index, name, Severity.ERROR, "row.no_key", {}))

    def _points(self, batch: StagedBatch, count: int) -> None:
        """Set the type accrual where none is given; negative accruals are redemptions; reject amounts of zero."""
        types = batch.values.get("type") or [None] * count
        amounts = batch.values.get("amount") or [None] * count
        batch.values["type"] = types
        flawed: set[int] = set()
        for issue in batch.issues:
            if issue[3] == Severity.ERROR and issue[2] in {"type", "amount"}:
                flawed.add(issue[0])
        index = self._index("amount")
        if not flawed and None not in types and None not in amounts and min(amounts, default=1) > 0:
            return
        for offset, amount in enumerate(amounts):
            if offset in flawed:
                continue
            kind = types[offset] or "accrual"
            if kind in PROGRAM_MADE:  # the ledger decides whether the program made it
                continue
            if amount is not None and amount <= 0:
                if amount == 0 or kind == "import":
                    code = "amount.zero" if amount == 0 else "amount.negative_opening"
                    batch.issues.append((offset, index, "amount", Severity.ERROR, code, {}))
                    continue
                kind = "redemption"
                amounts[offset] = -amount
            types[offset] = kind


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


def _email_keys(emails: list[Any]) -> list[str | None]:
    joined = "\n".join([email or "" for email in emails])
    if joined.isascii():
        return [key or None for key in joined.lower().split("\n")]
    return [email_key(email) if email else None for email in emails]


def _search(values: dict[str, list[Any]], count: int) -> list[str]:
    """Return the search text of every row."""
    return search_texts([values[name] for name in SEARCHED if name in values], count)

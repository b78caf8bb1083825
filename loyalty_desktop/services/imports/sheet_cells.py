"""The sheet's own cells of staged rows: store them, show them, and provide them when rows are read or written again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_day_number, from_instant, zone
from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.spreadsheets.contract import CellKind, SheetSchema, StageSpec
from loyalty_desktop.spreadsheets.raw_cells import cell_text, from_json
from loyalty_desktop.storage.imports import staging_read
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.staging_read import StagedRow

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.client import OpenedFile

DECIMAL = frozenset({CellKind.AMOUNT, CellKind.DECIMAL, CellKind.PERCENT})
NUMBERS = DECIMAL | {CellKind.INTEGER}
SOURCE_GONE = "source_gone"
"""Recorded in a staging file when cells could not be stored because the sheet's file is missing or was changed."""


def spec_of(staging: StagingFile) -> StageSpec:
    """Return how the sheet was read."""
    return StageSpec.from_json(json.loads(staging.info()["spec"]))


def schema_of(spec: StageSpec) -> SheetSchema:
    """Return the schema with which the sheet was read."""
    from loyalty_desktop.spreadsheets.schemas import schema

    return schema(spec.kind, spec.context.custom_fields, spec.context)


class SheetCells:
    """Cells of staged rows. Where the sheet's own were not stored: texts that are read as the same values."""

    def __init__(self, spec: StageSpec, schema: SheetSchema) -> None:
        self._matches = spec.matches
        self._kinds = {column.name: column.kind for column in schema.columns}
        self._names = {
            column.name: {choice.value: choice.name for choice in column.choices if choice.name}
            for column in schema.columns
            if column.choices
        }
        self._tz = zone(spec.context.time_zone)
        self._marks = {
            name: mark
            for name, mark in spec.decimal_marks.items()
            if mark == "," and self._kinds.get(name) in NUMBERS
        }

    @classmethod
    def of(cls, staging: StagingFile) -> SheetCells:
        """Return the cells of a staging file."""
        spec = spec_of(staging)
        return cls(spec, schema_of(spec))

    def raw(self, row: StagedRow) -> list[Any]:
        """Return the row's cells from column A, at least up to the last matched column."""
        width = max(self._matches.values(), default=-1) + 1
        if row.source is not None:
            cells = [from_json(cell) for cell in row.source]
            return cells + [""] * (width - len(cells))
        cells = [""] * width
        for name, index in self._matches.items():
            cells[index] = self._typed(row, name)
        return cells

    def text(self, row: StagedRow, field: str) -> str:
        """Return a cell of the row as a person would type it."""
        index = self._matches.get(field)
        if index is None:
            return ""
        if row.source is None:
            return self._typed(row, field)
        cell = from_json(row.source[index]) if index < len(row.source) else ""
        return cell_text(cell, self._marks.get(field, ""))

    def _typed(self, row: StagedRow, field: str) -> str:
        if field == "full_name":
            parts = (row.values.get(n) for n in ("last_name", "first_name", "middle_name"))
            return " ".join(p for p in parts if p)
        if field in self._names:
            value = str(row.values.get(field) or "")
            return self._names[field].get(value, value)
        text = text_of(self._kinds.get(field), row.values.get(field), self._tz)
        mark = self._marks.get(field)
        return text.replace(".", mark) if mark and self._kinds[field] in DECIMAL else text


def text_of(kind: CellKind | None, value: Any, tz: ZoneInfo) -> str:
    """Return a value as text: ISO days, ISO times to the second in `tz`, amounts as decimals, flags as yes and no."""
    if value is None:
        return ""
    try:
        match kind:
            case CellKind.DAY if not isinstance(value, str):
                return from_day_number(int(value)).isoformat()
            case CellKind.INSTANT:
                moment = from_instant(int(value)).astimezone(tz)
                return moment.astimezone(tz).replace(tzinfo=None).isoformat(" ", "seconds")
            case CellKind.AMOUNT:
                return format(from_units(int(value), 0), "f")
            case CellKind.YES_NO:
                return "yes" if value else "no"
            case _:
                return str(value)
    except (ValueError, OverflowError):
        return str(value)


def keep(
    staging: StagingFile,
    request: ImportRequest,
    rows: list[int] | None = None,
    *,
    opened: OpenedFile | None = None,
) -> None:
    """Store the sheet's own cells of these rows (by default of all rejected rows), where they are not stored yet.

    `opened` is the file, when it is open (client.OpenedFile). A file that is missing or has changed is recorded; its rows
    then stay as they were read.
    """
    missing = staging_read.without_cells(staging, rows)
    if not missing:
        return
    from loyalty_desktop.spreadsheets import client

    options = spec_of(staging).options
    try:
        if opened is not None:
            opened.keep_cells(options, staging.path, missing)
        else:
            with client.opened(request.path) as sheet:
                sheet.keep_cells(options, staging.path, missing)
    except FileProblem:
        staging.note(**{SOURCE_GONE: "1"})

"""Export lists as workbooks and CSV files, and empty templates to fill in.

Headers are field names unless `words` are given, so that an exported file can be imported again unchanged. Rows are
streamed from the database into the file; memory does not grow with the list.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_day_number, from_instant, zone
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProgramDraft
from loyalty_desktop.domain.entities.profiles import IN_SHEETS
from loyalty_desktop.domain.errors import InvalidInput, NotFound
from loyalty_desktop.domain.fields import Field, FieldType
from loyalty_desktop.domain.kinds import FieldKind, ImportKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.audit_export import write_audit
from loyalty_desktop.services.export_lists import Convert, ExportColumn, Words
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.spreadsheets.writer import WriteColumn, WriteKind, WriteResult, write_table
from loyalty_desktop.storage.profile_databases import load_profile_database
from loyalty_desktop.storage.queries import exports as queries
from loyalty_desktop.storage.queries import participant_list, transaction_list
from loyalty_desktop.storage.queries.programs import load_program_draft
from loyalty_desktop.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. `cleaned` cells lost characters that a workbook cannot hold."""

    path: Path
    rows: int
    cleaned: int
    sheets: int


class ExportsService:
    """Writes lists and templates. Every export can be cancelled through its progress; then no file is left."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def export(
        self, kind: str, of: int, path: Path, progress: Progress = NO_PROGRESS
    ) -> ExportReport:
        """Write a whole list: profiles of a database, or participants or transactions of a program, with the id `of`.

        `audit` is the audit trail of the workspace, whatever `of` is.
        Raises InvalidInput `export.no_kind`.
        """
        match kind:
            case "profiles":
                return self.profiles(of, path, progress=progress)
            case "participants":
                return self.participants(of, path, progress=progress)
            case "transactions":
                return self.transactions(of, path, progress=progress)
            case "audit":
                result = write_audit(self._storage, path, progress)
                return ExportReport(path, result.rows, result.cleaned, result.sheets)
            case _:
                return self.records(kind, of, path, progress=progress)

    def records(
        self, kind: str, program_id: int, path: Path, *, progress: Progress = NO_PROGRESS
    ) -> ExportReport:
        """Write the records of a program that a kind of sheet brings in. Raises InvalidInput `export.no_kind`."""
        from loyalty_desktop.services.imports.kinds import KINDS
        from loyalty_desktop.storage.imports.records import stored

        made = KINDS.get(ImportKind(kind))
        if made is None or made.records is None:
            raise InvalidInput("export.no_kind", kind=kind)
        with self._storage.read() as conn:
            tz = zone(_program(load_program_draft(conn, program_id), program_id).time_zone)
            rows = list(stored(conn, made.records, program_id).values())
        fields = made.records.fields.starting_with(made.records.key)
        return _write(
            path,
            [field_column(field, place, tz) for place, field in enumerate(fields)],
            ([row[name] for name in fields.names] for row in rows),
            None,
            expected=len(rows),
            name=kind,
            progress=progress,
        )

    def profiles(
        self,
        database_id: int,
        path: Path,
        query: str = "",
        *,
        columns: Sequence[str] | None = None,
        words: Words | None = None,
        progress: Progress = NO_PROGRESS,
    ) -> ExportReport:
        """Write profiles that match a search. `columns` are fields in order; `words` are headers by field."""
        with self._storage.read() as conn:
            base = load_profile_database(conn, database_id)
            if base is None:
                raise NotFound("profile_database.not_found", id=database_id)
            made = _profile_columns(base.fields, zone("UTC"))
            return _write(
                path,
                _chosen(made, columns),
                queries.profiles(conn, database_id, query),
                words,
                expected=queries.count_profiles(conn, database_id, query),
                name="profiles",
                progress=progress,
            )

    def participants(
        self,
        program_id: int,
        path: Path,
        wanted: ListQuery | None = None,
        *,
        columns: Sequence[str] | None = None,
        words: Words | None = None,
        progress: Progress = NO_PROGRESS,
    ) -> ExportReport:
        """Write participants that match a filter, with their profiles, tiers and balances."""
        wanted = wanted or ListQuery()
        with self._storage.read() as conn:
            program = _program(load_program_draft(conn, program_id), program_id)
            base = load_profile_database(conn, program.profile_database_id)
            fields = base.fields if base is not None else ()
            groups = [g.id for g in program.tier_groups if g.id is not None]
            types = [t.id for t in program.points_types if t.id is not None and not t.archived]
            found = participant_list.source(conn, program_id, now=self._storage.clock())
            return _write(
                path,
                _chosen(_participant_columns(program, fields), columns),
                queries.participants(conn, found, wanted, tier_groups=groups, points_types=types),
                words,
                expected=queries.count_participants(conn, found, wanted),
                name="participants",
                progress=progress,
            )

    def transactions(
        self,
        program_id: int,
        path: Path,
        wanted: ListQuery | None = None,
        *,
        columns: Sequence[str] | None = None,
        words: Words | None = None,
        progress: Progress = NO_PROGRESS,
    ) -> ExportReport:
        """Write points transactions that match a filter, oldest first within each participant."""
        wanted = wanted or ListQuery()
        with self._storage.read() as conn:
            program = _program(load_program_draft(conn, program_id), program_id)
            found = transaction_list.source(conn, program_id, now=self._storage.clock())
            return _write(
                path,
                _chosen(_transaction_columns(zone(program.time_zone)), columns),
                queries.transactions(conn, found, wanted),
                words,
                expected=queries.count_transactions(conn, found, wanted),
                name="transactions",
                progress=progress,
            )

    def template(
        self,
        kind: ImportKind | str,
        path: Path,
        *,
        database_id: int | None = None,
        program_id: int | None = None,
        language: str = "en",
    ) -> None:
        """Write an empty workbook of an import kind with drop-downs and a help sheet, in the reader's language."""
        from loyalty_desktop.services.imports.kinds import target_of
        from loyalty_desktop.spreadsheets.template import write_template

        request = ImportRequest(
            kind=ImportKind(kind), path=path, database_id=database_id, program_id=program_id
        )
        write_template(path, target_of(self._storage, request).schema, language=language)


def _program(found: ProgramDraft | None, program_id: int) -> ProgramDraft:
    if found is None:
        raise NotFound("program.not_found", id=program_id)
    return found


def _chosen(made: Sequence[ExportColumn], wanted: Sequence[str] | None) -> list[ExportColumn]:
    """Return the requested columns in order. Raises InvalidInput `export.no_column`."""
    if wanted is None:
        return list(made)
    by_name = {column.field: column for column in made}
    for name in wanted:
        if name not in by_name:
            raise InvalidInput("export.no_column", column=name)
    return [by_name[name] for name in wanted]


def _write(
    path: Path,
    columns: Sequence[ExportColumn],
    rows: Iterator[Sequence[Any]],
    words: Words | None,
    *,
    expected: int,
    name: str,
    progress: Progress,
) -> ExportReport:
    takes = [column.take for column in columns]
    result: WriteResult = write_table(
        path,
        [WriteColumn((words or {}).get(c.field, c.field), c.kind) for c in columns],
        ([take(row) for take in takes] for row in rows),
        sheet_name=name,
        expected=expected,
        progress=progress,
    )
    return ExportReport(path, result.rows, result.cleaned, result.sheets)


def _day(number: int | None) -> date | None:
    return None if number is None else from_day_number(number)


def _moment(tz: ZoneInfo) -> Convert:
    """Return a function that turns instants into local time, exact to the second."""

    def convert(microseconds: int | None) -> datetime | None:
        if microseconds is None:
            return None
        return from_instant(microseconds).astimezone(tz).replace(tzinfo=None, microsecond=0)

    return convert


def _points(units: int | None) -> Decimal | None:
    return None if units is None else from_units(units, 0)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _as_is(value: Any) -> Any:
    return value


def _take(index: int, convert: Convert = _as_is) -> Callable[[Sequence[Any]], Any]:
    if convert is _as_is:
        return lambda row: row[index]
    return lambda row: convert(row[index])


_CELLS = {
    FieldType.AMOUNT: WriteKind.AMOUNT,
    FieldType.DECIMAL: WriteKind.NUMBER,
    FieldType.PERCENT: WriteKind.NUMBER,
    FieldType.INTEGER: WriteKind.NUMBER,
    FieldType.FLAG: WriteKind.YES_NO,
    FieldType.DAY: WriteKind.DAY,
    FieldType.INSTANT: WriteKind.MOMENT,
}


def field_column(field: Field, index: int, tz: ZoneInfo) -> ExportColumn:
    """Return the export column of a field; `index` is its position in a stored row."""
    converts: dict[FieldType, Convert] = {
        FieldType.AMOUNT: _points,
        FieldType.DECIMAL: _decimal,
        FieldType.PERCENT: _decimal,
        FieldType.FLAG: _flag,
        FieldType.DAY: _day,
        FieldType.INSTANT: _moment(tz),
    }
    kind = _CELLS.get(field.kind, WriteKind.TEXT)
    return ExportColumn(field.name, kind, _take(index, converts.get(field.kind, _as_is)))


def _profile_columns(
    fields: Sequence[CustomFieldDraft], tz: ZoneInfo, *, skip: Sequence[str] = ()
) -> list[ExportColumn]:
    made = []
    for field in IN_SHEETS:
        if field.name not in skip:
            made.append(field_column(field, queries.PROFILE.index(field.name), tz))
        if field.name == "language" and "registered_at" not in skip:
            registered = queries.PROFILE.index("registered_at")
            made.append(
                ExportColumn("registered_at", WriteKind.MOMENT, _take(registered, _moment(tz)))
            )
    place = queries.PROFILE.index("custom")
    return made + [_custom_column(field, place) for field in fields]


_CUSTOM = {
    FieldKind.INTEGER: WriteKind.NUMBER,
    FieldKind.DECIMAL: WriteKind.NUMBER,
    FieldKind.DATE: WriteKind.DAY,
    FieldKind.YES_NO: WriteKind.YES_NO,
}


def _custom_column(field: CustomFieldDraft, place: int) -> ExportColumn:
    def take(row: Sequence[Any]) -> Any:
        stored = row[place]
        value = json.loads(stored).get(field.name) if stored else None
        if value is None:
            return None
        match field.kind:
            case FieldKind.DATE:
                return date.fromisoformat(str(value))
            case FieldKind.DECIMAL:
                return Decimal(str(value))
            case _:
                return value

    return ExportColumn(field.name, _CUSTOM.get(field.kind, WriteKind.TEXT), take)


def _participant_columns(
    program: ProgramDraft, fields: Sequence[CustomFieldDraft]
) -> list[ExportColumn]:
    tz = zone(program.time_zone)
    base = len(queries.PROFILE)
    own = {name: base + index for index, name in enumerate(queries.MEMBER)}
    external_id = queries.PROFILE.index("external_id")
    made = [
        ExportColumn("participant", WriteKind.TEXT, _take(external_id)),
        ExportColumn("state", WriteKind.TEXT, _take(own["state"])),
        ExportColumn("registered_at", WriteKind.MOMENT, _take(own["registered_at"], _moment(tz))),
    ]
    at = base + len(queries.MEMBER)
    for n, group in enumerate(program.tier_groups):
        name = "tier" if n == 0 else f"tier ({group.external_id})"
        made.append(ExportColumn(name, WriteKind.TEXT, _take(at)))
        at += 1
    made.append(ExportColumn("comment", WriteKind.TEXT, _take(own["comment"])))
    made += _profile_columns(fields, tz, skip=("external_id", "registered_at"))
    for kind in program.points_types:
        if not kind.archived:
            name = kind.external_id
            made.append(ExportColumn(f"{name} (total)", WriteKind.AMOUNT, _take(at, _points)))
            made.append(ExportColumn(f"{name} (active)", WriteKind.AMOUNT, _take(at + 1, _points)))
            at += 2
    return made


def _transaction_columns(tz: ZoneInfo) -> list[ExportColumn]:
    typed: dict[str, tuple[WriteKind, Convert]] = {
        "occurred_at": (WriteKind.MOMENT, _moment(tz)),
        "activates_at": (WriteKind.DAY, _day),
        "expires_at": (WriteKind.DAY, _day),
        "total_after": (WriteKind.AMOUNT, _points),
        "active_after": (WriteKind.AMOUNT, _points),
    }
    made = []
    for index, name in enumerate(queries.TRANSACTION):
        kind, convert = typed.get(name, (WriteKind.TEXT, _as_is))
        if name == "amount":
            made.append(ExportColumn(name, WriteKind.AMOUNT, _amount))
            continue
        made.append(ExportColumn(name, kind, _take(index, convert)))
    return made


_TYPE, _AMOUNT = queries.TRANSACTION.index("type"), queries.TRANSACTION.index("amount")


def _amount(row: Sequence[Any]) -> Decimal | None:
    """Return the amount of a redemption without its sign: the type implies it, as in the points sheet."""
    units = row[_AMOUNT]
    return _points(abs(units) if row[_TYPE] == "redemption" else units)

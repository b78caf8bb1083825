"""Sheets of small records of a program, for kinds that only say what they are: their table, their draft and their rules.

A subclass names the kind, its `records`, how a draft is made and checked; judging, writing, undo and export are here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.fields import TEXTS, Field, FieldType
from loyalty_desktop.domain.kinds import ImportKind, ImportMode
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.services.imports.applying import Writer
from loyalty_desktop.services.imports.kinds.base import Asks, Sheet, reasons, refusal
from loyalty_desktop.services.imports.types import (
    BatchRow,
    Counts,
    UndoCheck,
    UndoReport,
)
from loyalty_desktop.services.imports.verdicts import add_problems, counts
from loyalty_desktop.storage.field_codec import from_row, to_columns
from loyalty_desktop.storage.imports import records as store
from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.storage.imports.blocks import Fill
from loyalty_desktop.storage.imports.differing import Differing, Fault
from loyalty_desktop.storage.imports.records import Record, RecordTable
from loyalty_desktop.storage.imports.staging import Staged
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class JudgedRecord:
    """A row with its verdict: the record it changes (None: a new one) with its columns before and after, or its faults."""

    row_no: int
    verdict: str
    ident: int | None = None
    before: Record | None = None
    after: Record | None = None
    faults: tuple[Fault, ...] = ()


Check = Callable[[Any], ValidationReport]
"""Returns what is wrong with a draft by itself."""


def judge_rows(
    kind: Records,
    sheet: Sheet,
    known: dict[str, Record],
    rows: Sequence[tuple[int, Mapping[str, Any]]],
) -> Iterator[JudgedRecord]:
    """Yield the verdict of each row beside the stored records by key. `known` is left as it was."""
    records, request = kind.records, sheet.request
    listed: dict[str, int] = {}
    taken = {
        (name, _folded(record[name])): key
        for key, record in known.items()
        for name in records.unique
    }
    for row_no, values in rows:
        key = str(values.get(records.key))
        old = known.get(key)
        if listed.setdefault(key, row_no) != row_no:
            told = {"found": key, "row": listed[key]}
            yield _refused(row_no, (records.key, "import.repeated", told))
            continue
        if old is None and request.mode is ImportMode.ONLY_UPDATE:
            yield _refused(row_no, (records.key, "import.not_there", {"found": key}))
            continue
        if old is not None and request.mode is ImportMode.ONLY_NEW:
            yield JudgedRecord(row_no, "unchanged", old["id"])
            continue
        columns = _columns(kind, old, values, clear=request.empty_cells == "clear")
        draft = kind.draft(**from_row(records.fields, columns))
        faults = [(f.field, f.code, f.params) for f in kind.check(draft).errors]
        for name in records.unique:
            owner = taken.setdefault((name, _folded(columns[name])), key)
            if owner != key and columns[name]:
                faults.append((name, "import.name_taken", {"found": columns[name], "key": owner}))
        if faults:
            yield _refused(row_no, *faults)
            continue
        after = to_columns(records.fields, draft)
        if old is None:
            yield JudgedRecord(row_no, "new", None, {}, after)
            continue
        differing = [name for name in after if after[name] != old[name]]
        yield JudgedRecord(
            row_no,
            "changed" if differing else "unchanged",
            old["id"],
            {name: old[name] for name in differing},
            {name: after[name] for name in differing},
        )


def _refused(row_no: int, *faults: Fault) -> JudgedRecord:
    return JudgedRecord(row_no, "rejected", faults=tuple(faults))


def _folded(value: Any) -> str:
    return str(value or "").strip().casefold()


def _columns(
    kind: Records, old: Record | None, values: Mapping[str, Any], *, clear: bool
) -> Record:
    """Return the columns of a row: the sheet's where it has a value, otherwise those stored or those of a new draft."""
    fresh = to_columns(kind.records.fields, kind.draft(name="", external_id=""))
    start = dict(fresh if old is None else {name: old[name] for name in fresh})
    for field in kind.records.fields:
        if field.name not in values:
            continue
        value = values[field.name]
        if value is not None:
            start[field.name] = value
        elif clear and field.name != kind.records.key:
            start[field.name] = fresh[field.name] if _may_be_empty(field) else start[field.name]
    return start


def _may_be_empty(field: Field) -> bool:
    return not field.required and (
        field.kind in TEXTS or field.null or field.kind is FieldType.PERCENT
    )


@dataclass(frozen=True, slots=True)
class RecordsWriter:
    """Writes rows of records; each slice is judged anew under the lock of the program."""

    kind: Records
    sheet: Sheet

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables that are written."""
        return self.kind.tables

    def prepare(
        self, uow: UnitOfWork, staged: Staged | None, _rows: Slice
    ) -> tuple[Staged | None, list[Differing]]:
        """Lock the program."""
        store.lock(uow, self.sheet.program_id)
        return staged, []

    def write(
        self, uow: UnitOfWork, _staged: Staged | None, batch_id: int, rows: Slice
    ) -> list[Differing]:
        """Write the rows of a slice."""
        sheet, records = self.sheet, self.kind.records
        listed = list(store.staged(sheet.staging, after=rows.after, upto=rows.upto))
        known = store.stored(uow.conn, records, sheet.program_id)
        found = list(judge_rows(self.kind, sheet, known, [(n, v) for n, _, v in listed]))
        store.write(
            uow,
            records,
            sheet.program_id,
            batch_id,
            [(r.ident, r.before or {}, r.after or {}) for r in found if r.verdict in _WRITTEN],
        )
        return [
            Differing(row.row_no, old, row.verdict, _told(row), row.faults)
            for row, (_, old, _values) in zip(found, listed, strict=True)
            if old is not None and row.verdict != old
        ]


_WRITTEN = frozenset({"new", "changed"})


def _told(row: JudgedRecord) -> dict[str, str | None]:
    changed = row.verdict == "changed"
    return {
        "before": json.dumps(row.before, ensure_ascii=False) if changed else None,
        "after": json.dumps(row.after, ensure_ascii=False) if changed else None,
    }


class Records:
    """What sheets of records have in common. `records`, `draft` and `check` are those of the kind."""

    kind: ImportKind
    records: RecordTable
    draft: Callable[..., Any]
    in_program = True
    enrols = False
    asks = frozenset({Asks.MODE, Asks.EMPTY_CELLS})
    touches: tuple[Entity, ...] = (Entity.PROGRAM,)
    tables: tuple[str, ...] = ("program",)
    subject: str
    slices = "row_no"
    active_only = False
    attached = False

    def check(self, draft: Any) -> ValidationReport:
        """Return what is wrong with a draft by itself."""
        raise NotImplementedError

    def judge(self, sheet: Sheet) -> Counts:
        """Set the verdict of every staged row."""
        sheet.progress.phase("import.match")
        staging = sheet.staging
        staging.prepare(fill=None, profile=False)
        staging.loosen_all()
        store.add_faulty(staging)
        rows = [(number, values) for number, _, values in store.staged(staging)]
        with sheet.storage.read() as conn:
            known = store.stored(conn, self.records, sheet.program_id)
        found = list(judge_rows(self, sheet, known, rows))
        staging.add_verdicts(
            ("row_no", "verdict", "before", "after"),
            [(row.row_no, row.verdict, *_told(row).values()) for row in found],
        )
        faults = [
            (row.row_no, name, code, dict(p)) for row in found for name, code, p in row.faults
        ]
        add_problems(staging, sheet.letters, faults)
        return counts(staging)

    def fill(self, _sheet: Sheet) -> Fill | None:
        """Return None: no column follows from another one."""
        return None

    def writer(self, sheet: Sheet) -> Writer:
        """Return what writes the rows of the sheet."""
        return RecordsWriter(self, sheet)

    def undo_check(self, storage: Storage, batch: BatchRow) -> UndoCheck:
        """Return which records somebody changed since, and how many would go or be restored."""
        with storage.read() as conn:
            found = store.changes(conn, self.records, batch.id)
        return UndoCheck(
            batch_id=batch.id,
            reasons=reasons(store.obstacles(found)),
            removed=sum(not change.before for change in found),
            restored=sum(bool(change.before) for change in found),
        )

    def must_check(self) -> bool:
        """Return True: an undo is refused before a backup is made."""
        return True

    def undo(self, uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
        """Remove what the batch made and restore what it changed. Raises RuleViolation `import.cannot_undo`."""
        if batch.program_id is not None:
            store.lock(uow, batch.program_id)
        found = store.changes(uow.conn, self.records, batch.id)
        check = UndoCheck(batch_id=batch.id, reasons=reasons(store.obstacles(found)))
        if not check.safe:
            raise refusal(check)
        store.undo(uow, self.records, found)
        progress.advance(len(found))
        removed = sum(not change.before for change in found)
        return UndoReport(batch.id, removed=removed, restored=len(found) - removed, cancelled=0)

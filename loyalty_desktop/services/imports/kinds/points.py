"""Import points transactions: find the participant and points type of each row, and rehearse the rows in the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress, Stoppable
from loyalty_desktop.services.imports.applying import Writer
from loyalty_desktop.services.imports.kinds.base import Asks, Sheet, refusal
from loyalty_desktop.services.imports.types import (
    BatchRow,
    Counts,
    UndoCheck,
    UndoReason,
    UndoReport,
)
from loyalty_desktop.services.imports.verdicts import add_problems, counts
from loyalty_desktop.storage.imports import batches as store
from loyalty_desktop.storage.imports import points as imports_points
from loyalty_desktop.storage.imports import slices, versions
from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.storage.imports.blocks import Fill
from loyalty_desktop.storage.imports.differing import Differing
from loyalty_desktop.storage.imports.plan import Problem
from loyalty_desktop.storage.imports.points_sorting import PointsPlan, fill_slices, settle, sort_out
from loyalty_desktop.storage.imports.records import RecordTable
from loyalty_desktop.storage.imports.staging import Staged, StagingFile, staged_read
from loyalty_desktop.storage.imports.undo import initial_transactions
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

if TYPE_CHECKING:
    from loyalty_desktop.services.ledger.rows import PointsRow, RowVerdict
    from loyalty_desktop.services.ledger.undo import CannotUndo

TABLES = (
    "account",
    "lot",
    "movement",
    "person",
    "points_transaction",
    "tier_history",
    "tier_state",
    "transaction_key",
)

_FIELDS = {
    "points.key_reused": "external_id",
    "points.key_missing": "external_id",
    "points.type_not_importable": "type",
    "points_type": "points_type",
    "participant": "participant",
}
"""The field that a refusal of the ledger concerns, by its code or the first part of it, where it names none itself."""
_SHEET_NAMES = {"activates_on": "activates_at", "expires_on": "expires_at"}
"""Fields of the ledger that a sheet calls otherwise."""
_ALWAYS = ("amount", "participant")
"""Fields that every points sheet has; the last resort for a problem that must be shown in some column."""


def judge(sheet: Sheet) -> Counts:
    """Set the verdict of every staged row: find participants, then rehearse in the ledger."""
    from loyalty_desktop.services.ledger.bulk import post_rows

    storage, staging, target = sheet.storage, sheet.staging, sheet.target
    letters, progress, program_id = sheet.letters, sheet.progress, sheet.program_id
    progress.phase("import.match")
    staging.prepare(fill=None, profile=False)
    plan = PointsPlan(
        database_id=target.database_id,
        program_id=program_id,
        key=sheet.request.key,
        key_custom=sheet.request.key in {f.name for f in target.custom_fields},
        points_type_id=target.points_type_id,
    )
    with storage.read() as conn:
        stay = sort_out(conn, staging, plan)
    add_problems(staging, letters, imports_points.check_keys_in_file(staging))
    progress.advance()
    with staged_read(storage.database, staging) as staged:
        imports_points.match(staged, staging, plan)
    with storage.read() as conn:
        known = imports_points.exported(conn, staging)
    imports_points.mark_unchanged(staging, known)
    add_problems(staging, letters, imports_points.unmatched(staging))
    add_problems(staging, letters, imports_points.program_made(staging))
    fill_slices(staging, stay)
    versions.forget(staging)
    now_us = instant(storage.clock())
    after = 0
    ends = staging.slice_ends(slices.SIZE, by="participant_id")
    progress.phase("points.posting", len(ends))
    for upto in ends:
        rows = _rows(staging, Slice(after, upto), now_us)
        people = {row[1] for row in rows}
        with storage.rehearse() as uow:
            known_versions = versions.current(uow, people, lock=False)
            found = post_rows(
                uow, program_id, rows, write=False, progress=Stoppable(progress), brief=True
            )
        versions.keep(staging, known_versions)
        other = {v.row_no for v in found if v.status != "new"}
        settle(staging, [row[:3] for row in rows if row[0] in other] if other else [])
        imports_points.mark_unchanged(staging, [v.row_no for v in found if v.status == "unchanged"])
        add_problems(staging, letters, _faults(found, letters))
        notes: list[Problem] = [(v.row_no, "occurred_at", v.note, {}) for v in found if v.note]
        add_problems(staging, letters, notes, severity="warning")
        versions.mark(staging, other)
        after = upto
        progress.advance()
    staging.note(points=json.dumps(imports_points.sums(staging)))
    return counts(staging)


def _field(refused: RowVerdict, letters: Mapping[str, str]) -> str:
    """Return the field of the sheet in which a refusal of the ledger is shown."""
    own = str((refused.params or {}).get("field", ""))
    found = (
        _SHEET_NAMES.get(own, own),
        _FIELDS.get(refused.code, ""),
        _FIELDS.get(refused.code.split(".", maxsplit=1)[0], ""),
        *_ALWAYS,
    )
    return next((field for field in found if field in letters), "")


def _rows(
    staging: StagingFile, rows: Slice, now_us: int, *, also: Collection[int] = ()
) -> list[PointsRow]:
    """Return the new rows of a slice, and those that the ledger did not take of the people in `also`."""
    found = imports_points.rows(staging, after=rows.after, upto=rows.upto, now_us=now_us, also=also)
    return cast("list[PointsRow]", found)  # tuples: a named one for a million rows takes a second


@dataclass(frozen=True, slots=True)
class PointsWriter:
    """Writes slices of points sheets; a slice holds all rows of its participants."""

    staging: StagingFile
    program_id: int
    letters: Mapping[str, str]
    progress: Progress

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables that are written."""
        return TABLES

    def prepare(
        self, _uow: UnitOfWork, staged: Staged | None, _rows: Slice
    ) -> tuple[Staged | None, list[Differing]]:
        """Do nothing: `write` looks at the people of each slice under their locks."""
        return staged, []

    def write(
        self, uow: UnitOfWork, _staged: Staged | None, batch_id: int, rows: Slice
    ) -> list[Differing]:
        """Post the rows of a slice; all rows of people who have moved are judged anew, refused ones too."""
        from loyalty_desktop.services.ledger.bulk import post_rows

        moved = versions.moved(uow, self.staging, rows)
        before = dict(versions.asked_again(self.staging, moved)) if moved else {}
        found = post_rows(
            uow,
            self.program_id,
            _rows(self.staging, rows, uow.now_us, also=moved),
            write=True,
            progress=Stoppable(self.progress),
            import_batch_id=batch_id,
            brief=not before,
        )
        return [
            _differing(verdict, old, self.letters)
            for verdict in found
            if verdict.status != (old := before.get(verdict.row_no, "new"))
        ]


def _differing(found: RowVerdict, before: str, letters: Mapping[str, str]) -> Differing:
    faults = _faults([found], letters) if found.status == "rejected" else []
    return Differing(
        found.row_no,
        before,
        found.status,
        {"ledger": None if found.status == "new" else 1},
        tuple((name, code, params) for _, name, code, params in faults),
    )


def _faults(found: Sequence[RowVerdict], letters: Mapping[str, str]) -> list[Problem]:
    return [
        (v.row_no, _field(v, letters), v.code, dict(v.params or {}))
        for v in found
        if v.status == "rejected"
    ]


def undo_check(storage: Storage, batch: BatchRow) -> UndoCheck:
    """Return what undoing a points batch would cancel, and whose points are already spent."""
    from loyalty_desktop.services.ledger.undo import cancel_batch

    with storage.rehearse() as uow:
        count, found = cancel_batch(uow, batch.id, write=False)
        return UndoCheck(batch.id, _reasons(uow, found), cancelled=count)


def _reasons(uow: UnitOfWork, found: Sequence[CannotUndo]) -> tuple[UndoReason, ...]:
    gone = sorted({reason.participant_id for reason in found})
    if not gone:
        return ()
    examples = store.participant_names(uow.conn, gone[:5])
    return (UndoReason("undo.points_spent", len(gone), tuple(examples)),)


def undo(uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
    """Cancel the batch's transactions. Raises RuleViolation `import.cannot_undo` when points are already spent."""
    return UndoReport(batch.id, removed=0, restored=0, cancelled=_cancel(uow, batch, progress))


def cancel_initial(uow: UnitOfWork, batch: BatchRow, progress: Progress = NO_PROGRESS) -> int:
    """Cancel the initial balances that participants of a batch got."""
    if not initial_transactions(uow.conn, batch.id):
        return 0
    return _cancel(uow, batch, progress)


def _cancel(uow: UnitOfWork, batch: BatchRow, progress: Progress) -> int:
    from loyalty_desktop.services.ledger.undo import cancel_batch

    count, reasons = cancel_batch(uow, batch.id, reason="", write=True, progress=progress)
    if reasons:
        raise refusal(UndoCheck(batch.id, _reasons(uow, reasons)))
    return count


class Points:
    """A sheet of points transactions: one row an accrual, a redemption or an opening balance."""

    kind = ImportKind.POINTS
    in_program = True
    enrols = False
    asks = frozenset({Asks.KEY, Asks.POINTS_TYPE})
    touches: tuple[Entity, ...] = (Entity.ACCOUNT, Entity.POINTS_TRANSACTION, Entity.TIER_STATE)
    tables: tuple[str, ...] = TABLES
    subject = "points"
    slices = "participant_id"
    attached = False
    records: RecordTable | None = None
    active_only = True

    def judge(self, sheet: Sheet) -> Counts:
        """Set the verdict of every staged row."""
        return judge(sheet)

    def fill(self, _sheet: Sheet) -> Fill | None:
        """Return None: no column follows from another one."""
        return None

    def writer(self, sheet: Sheet) -> Writer:
        """Return what posts the rows of the sheet."""
        return PointsWriter(sheet.staging, sheet.program_id, sheet.letters, sheet.progress)

    def undo_check(self, storage: Storage, batch: BatchRow) -> UndoCheck:
        """Return what undoing would cancel, and whose points are already spent."""
        return undo_check(storage, batch)

    def must_check(self) -> bool:
        """Return False: the ledger checks everything itself, in the transaction of the undo."""
        return False

    def undo(self, uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
        """Cancel the batch's transactions."""
        return undo(uow, batch, progress)

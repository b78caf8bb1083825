"""Sheets of profiles and of participants: verdicts, first tiers, initial balances, tiers set by hand, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports import tier_columns
from loyalty_desktop.services.imports.applying import Writer
from loyalty_desktop.services.imports.kinds.base import Asks, Sheet, reasons, refusal
from loyalty_desktop.services.imports.kinds.points import cancel_initial
from loyalty_desktop.services.imports.types import BatchRow, Counts, UndoCheck, UndoReport
from loyalty_desktop.services.imports.verdicts import counts, judge_profiles, make_plan
from loyalty_desktop.storage.imports import batches as store
from loyalty_desktop.storage.imports import restoring
from loyalty_desktop.storage.imports import tiers as imports_tiers
from loyalty_desktop.storage.imports import undo as imports_undo
from loyalty_desktop.storage.imports.applying import Slice, apply_profiles
from loyalty_desktop.storage.imports.blocks import Fill
from loyalty_desktop.storage.imports.differing import Differing
from loyalty_desktop.storage.imports.moved import judge_moved
from loyalty_desktop.storage.imports.new_people import write_new
from loyalty_desktop.storage.imports.participants import apply_participants
from loyalty_desktop.storage.imports.plan import MatchPlan
from loyalty_desktop.storage.imports.records import RecordTable
from loyalty_desktop.storage.imports.staging import Staged, StagingFile
from loyalty_desktop.storage.imports.tiers import TierColumn
from loyalty_desktop.storage.imports.undo import Obstacle
from loyalty_desktop.storage.queries.tiers import Connection, load_groups
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

_PROFILE_TABLES = ("profile", "profile_key")
_PARTICIPANT_TABLES = (
    "account",
    "lot",
    "membership",
    "movement",
    "participant",
    "person",
    "points_transaction",
    "tier_history",
    "tier_state",
)


@dataclass(frozen=True, slots=True)
class PeopleWriter:
    """Writes profiles, and participants when the plan is for them; `reason` is stored with tiers set by hand."""

    staging: StagingFile
    plan: MatchPlan
    tables: tuple[str, ...]
    tier_columns: Sequence[TierColumn] = ()
    reason: str = ""

    def prepare(
        self, uow: UnitOfWork, staged: Staged | None, rows: Slice
    ) -> tuple[Staged | None, list[Differing]]:
        """Judge the rows of a part anew that moved since the rehearsal."""
        if staged is None:
            raise ValueError("profiles are written from attached rows")
        return judge_moved(uow, self.staging, staged, self.plan, rows)

    def write(
        self, uow: UnitOfWork, staged: Staged | None, batch_id: int, rows: Slice
    ) -> list[Differing]:
        """Write the rows of a slice."""
        if staged is None:
            raise ValueError("profiles are written from attached rows")
        plan = self.plan
        fresh = write_new(
            uow, self.staging, plan, batch_id=batch_id, rows=rows, without=staged.anew
        )
        made = apply_profiles(uow, staged, plan, batch_id=batch_id, rows=rows)
        if not plan.enrols or plan.program_id is None:
            return []
        joined = apply_participants(uow, staged, plan, batch_id=batch_id, rows=rows, profiles=made)
        started = sorted([*fresh, *joined.started])
        if started:
            from loyalty_desktop.services import tiers
            from loyalty_desktop.services.ledger import posting

            tiers.start_in(uow, plan.program_id, started)
            posting.grant_initial(uow, plan.program_id, started, import_batch_id=batch_id)
        imports_tiers.apply(
            uow,
            staged,
            self.tier_columns,
            batch_id=batch_id,
            rows=rows,
            first_profile=made.first,
            mode=plan.mode,
            reason=self.reason,
        )
        return []


class _People:
    """What sheets of profiles and of participants have in common."""

    subject = "people"
    slices = "row_no"
    attached = True
    records: RecordTable | None = None
    active_only = True
    tables: tuple[str, ...] = _PROFILE_TABLES

    def fill(self, sheet: Sheet) -> Fill | None:
        """Return which profile field gets the key of a participants sheet."""
        return _plan(sheet).fill

    def judge(self, sheet: Sheet) -> Counts:
        """Set the verdict of every staged row."""
        plan = _plan(sheet)
        found = judge_profiles(sheet.storage, sheet.staging, plan, sheet.letters, sheet.progress)
        tiers = self._tiers(sheet)
        if tiers:
            tier_columns.judge(sheet.storage, sheet.staging, tiers, sheet.request.mode)
            found = counts(sheet.staging)
        return found

    def writer(self, sheet: Sheet) -> Writer:
        """Return what writes the rows of the sheet."""
        return PeopleWriter(
            sheet.staging, _plan(sheet), self.tables, self._tiers(sheet), sheet.request.path.name
        )

    def _tiers(self, sheet: Sheet) -> list[TierColumn]:
        return tier_columns.columns(sheet.storage, sheet.request, sheet.target, sheet.letters)

    def must_check(self) -> bool:
        """Return True: an undo is refused before a backup is made."""
        return True


class Profiles(_People):
    """A sheet of profiles: one row a customer of a profile database."""

    kind = ImportKind.PROFILES
    in_program = False
    enrols = False
    asks = frozenset({Asks.KEY, Asks.MODE, Asks.EMPTY_CELLS})
    touches: tuple[Entity, ...] = (Entity.PROFILE,)

    def undo_check(self, storage: Storage, batch: BatchRow) -> UndoCheck:
        """Return what prevents an undo, and how many profiles would go or be restored."""
        with storage.read() as conn:
            return UndoCheck(
                batch_id=batch.id,
                reasons=reasons(imports_undo.obstacles(conn, batch.id)),
                removed=imports_undo.created(conn, batch.id, "profile"),
                restored=imports_undo.changed(conn, batch.id),
            )

    def undo(self, uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
        """Restore what the batch changed and remove what it made."""
        _refuse(batch, imports_undo.obstacles(uow.conn, batch.id))
        restored = imports_undo.changed(uow.conn, batch.id)
        restoring.restore_profiles(uow, batch.id, progress)
        removed = imports_undo.remove_profiles(uow, batch.id)
        progress.advance(removed)
        return UndoReport(batch.id, removed=removed, restored=restored, cancelled=0)


class Participants(_People):
    """A sheet of participants of a program, optionally with fields of their profiles and their tiers."""

    kind = ImportKind.PARTICIPANTS
    in_program = True
    enrols = True
    asks = frozenset(
        {Asks.KEY, Asks.MODE, Asks.EMPTY_CELLS, Asks.UNKNOWN_PROFILES, Asks.TIER_UNTIL}
    )
    touches: tuple[Entity, ...] = (
        Entity.PROFILE,
        Entity.PARTICIPANT,
        Entity.ACCOUNT,
        Entity.TIER_STATE,
    )
    tables: tuple[str, ...] = _PROFILE_TABLES + _PARTICIPANT_TABLES

    def undo_check(self, storage: Storage, batch: BatchRow) -> UndoCheck:
        """Return what prevents an undo, and how many participants would go, leave or be restored."""
        with storage.read() as conn:
            return UndoCheck(
                batch_id=batch.id,
                reasons=reasons(self._obstacles(conn, batch, instant(storage.clock()))),
                removed=imports_undo.created(conn, batch.id, "participant"),
                leaving=imports_undo.leaving(conn, batch.id),
                restored=imports_undo.changed(conn, batch.id),
                cancelled=imports_undo.initial_transactions(conn, batch.id),
            )

    def _obstacles(self, conn: Connection, batch: BatchRow, now_us: int) -> list[Obstacle]:
        """Return what prevents the undo: rows changed later, and tiers set by hand later."""
        found = imports_undo.obstacles(conn, batch.id)
        if batch.program_id is not None:
            groups = load_groups(conn, batch.program_id)
            moved = sorted(set(imports_tiers.changed_since(conn, batch.id, groups, now_us)))
            if moved:
                examples = store.participant_names(conn, moved[: imports_undo.EXAMPLES])
                found.append(("undo.tier_changed", len(moved), tuple(examples)))
        return found

    def undo(self, uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
        """Take back tiers and initial balances, restore what was changed, remove who was made."""
        _refuse(batch, self._obstacles(uow.conn, batch, uow.now_us))
        cancelled = removed = 0
        restored = imports_undo.changed(uow.conn, batch.id)
        if batch.program_id is not None:
            cancelled = cancel_initial(uow, batch, progress)
            imports_tiers.take_back(uow, batch.id, load_groups(uow.conn, batch.program_id))
            restoring.restore_participants(uow, batch.id, batch.program_id, progress)
            removed = imports_undo.remove_participants(uow, batch.id, batch.program_id)
        restoring.restore_profiles(uow, batch.id, progress)
        imports_undo.remove_profiles(uow, batch.id)
        progress.advance(removed)
        return UndoReport(batch.id, removed=removed, restored=restored, cancelled=cancelled)


def _refuse(batch: BatchRow, found: list[Obstacle]) -> None:
    if found:
        raise refusal(UndoCheck(batch.id, reasons(found)))


def _plan(sheet: Sheet) -> MatchPlan:
    return make_plan(sheet.storage, sheet.request, sheet.target, tuple(sheet.letters))

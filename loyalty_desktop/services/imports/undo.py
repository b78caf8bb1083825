"""Undo a whole batch: what prevents it, and the undo itself, in one transaction."""

from __future__ import annotations

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.kinds import points as import_points
from loyalty_desktop.services.imports.kinds.points import refusal
from loyalty_desktop.services.imports.types import BatchRow, UndoCheck, UndoReason, UndoReport
from loyalty_desktop.storage.imports import batch_guard, restoring
from loyalty_desktop.storage.imports import batches as store
from loyalty_desktop.storage.imports import tiers as imports_tiers
from loyalty_desktop.storage.imports import undo as imports_undo
from loyalty_desktop.storage.imports.undo import Obstacle
from loyalty_desktop.storage.queries.tiers import Connection, load_groups
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

__all__ = ["check", "refusal", "undo"]

_UNDOABLE = batch_guard.UNFINISHED | {BatchState.APPLIED}


def check(storage: Storage, batch: BatchRow) -> UndoCheck:
    """Return what prevents an undo, with counts and examples, and what it would do."""
    if batch.state not in _UNDOABLE:
        return UndoCheck(batch.id, (UndoReason("undo.already", 1),))
    if batch.kind is ImportKind.POINTS:
        return import_points.undo_check(storage, batch)
    with storage.read() as conn:
        found = _obstacles(conn, batch, instant(storage.clock()))
        profiles = batch.kind is ImportKind.PROFILES
        entity = "profile" if profiles else "participant"
        return UndoCheck(
            batch_id=batch.id,
            reasons=tuple(UndoReason(*reason) for reason in found),
            removed=imports_undo.created(conn, batch.id, entity),
            leaving=0 if profiles else imports_undo.leaving(conn, batch.id),
            restored=imports_undo.changed(conn, batch.id),
            cancelled=imports_undo.initial_transactions(conn, batch.id),
        )


def undo(storage: Storage, batch: BatchRow, progress: Progress) -> UndoReport:
    """Undo the batch. Raises RuleViolation `import.cannot_undo`, or that of a program rule for points.

    A batch that is being applied stops at its next part.
    """
    progress.phase("import.undo", batch.new + batch.changed)
    with storage.write() as uow:
        state, _applied = batch_guard.locked_state(uow, batch.id)
        if state not in _UNDOABLE:
            raise refusal(UndoCheck(batch.id, (UndoReason("undo.already", 1),)))
        if batch.kind is ImportKind.POINTS:
            report = import_points.undo(uow, batch, progress)
        else:
            found = _obstacles(uow.conn, batch, uow.now_us)
            if found:
                reasons = tuple(UndoReason(*reason) for reason in found)
                raise refusal(UndoCheck(batch.id, reasons))
            report = _undo_rows(uow, batch, progress)
        store.update_batch(uow, batch.id, state=BatchState.UNDONE.value, undone_at=uow.now_us)
        uow.audit(
            "import.undone",
            entity="import_batch",
            entity_id=batch.id,
            program_id=batch.program_id,
            before={"state": state.value},
            after={
                "state": BatchState.UNDONE.value,
                "removed": report.removed,
                "restored": report.restored,
                "cancelled": report.cancelled,
            },
        )
    return report


def _obstacles(conn: Connection, batch: BatchRow, now_us: int) -> list[Obstacle]:
    """Return what prevents the undo: rows changed later, and tiers set by hand later."""
    found = imports_undo.obstacles(conn, batch.id)
    if batch.kind is ImportKind.PARTICIPANTS and batch.program_id is not None:
        groups = load_groups(conn, batch.program_id)
        moved = sorted(set(imports_tiers.changed_since(conn, batch.id, groups, now_us)))
        if moved:
            examples = store.participant_names(conn, moved[: imports_undo.EXAMPLES])
            found.append(("undo.tier_changed", len(moved), tuple(examples)))
    return found


def _undo_rows(uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
    cancelled = removed = 0
    restored = imports_undo.changed(uow.conn, batch.id)
    if batch.kind is ImportKind.PARTICIPANTS and batch.program_id is not None:
        cancelled = import_points.cancel_initial(uow, batch, progress)
        imports_tiers.take_back(uow, batch.id, load_groups(uow.conn, batch.program_id))
        restoring.restore_participants(uow, batch.id, batch.program_id, progress)
        removed = imports_undo.remove_participants(uow, batch.id, batch.program_id)
    restoring.restore_profiles(uow, batch.id, progress)
    profiles = imports_undo.remove_profiles(uow, batch.id)
    if batch.kind is ImportKind.PROFILES:
        removed = profiles
    progress.advance(removed)
    return UndoReport(batch.id, removed=removed, restored=restored, cancelled=cancelled)

"""Undo a whole batch, in one transaction; its kind says what prevents it and what is done."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import BatchState
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.kinds import KINDS, refusal
from loyalty_desktop.services.imports.types import BatchRow, UndoCheck, UndoReason, UndoReport
from loyalty_desktop.storage.imports import batch_guard
from loyalty_desktop.storage.imports import batches as store
from loyalty_desktop.storage.unit_of_work import Storage

_UNDOABLE = batch_guard.UNFINISHED | {BatchState.APPLIED}


def check(storage: Storage, batch: BatchRow) -> UndoCheck:
    """Return what prevents an undo, with counts and examples, and what it would do."""
    if batch.state not in _UNDOABLE:
        return already(batch)
    return KINDS[batch.kind].undo_check(storage, batch)


def already(batch: BatchRow) -> UndoCheck:
    """Return that the batch was undone before."""
    return UndoCheck(batch.id, (UndoReason("undo.already", 1),))


def refuse(storage: Storage, batch: BatchRow) -> None:
    """Raise RuleViolation `import.cannot_undo` when an undo would be refused, before anything is prepared for it."""
    if KINDS[batch.kind].must_check() or batch.state not in _UNDOABLE:
        found = check(storage, batch)
        if not found.safe:
            raise refusal(found)


def undo(storage: Storage, batch: BatchRow, progress: Progress) -> UndoReport:
    """Undo the batch. Raises RuleViolation `import.cannot_undo`, or that of a program rule for points.

    A batch that is being applied stops at its next part.
    """
    progress.phase("import.undo", batch.new + batch.changed)
    with storage.write() as uow:
        state, _applied = batch_guard.locked_state(uow, batch.id)
        if state not in _UNDOABLE:
            raise refusal(already(batch))
        report = KINDS[batch.kind].undo(uow, batch, progress)
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

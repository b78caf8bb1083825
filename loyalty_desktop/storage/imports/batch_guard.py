"""Look at a batch inside the transaction that writes it: another process may have undone or finished it meanwhile.

The batch stays locked until the transaction ends, so that an undo and a part of an import follow each other.
"""

from __future__ import annotations

from sqlalchemy import select, text, update

from loyalty_desktop.domain.kinds import BatchState
from loyalty_desktop.storage.models.imports import import_batch
from loyalty_desktop.storage.unit_of_work import UnitOfWork

UNFINISHED = frozenset({BatchState.APPLYING, BatchState.INTERRUPTED})
"""The states of a batch whose rows are not all written."""


def locked_state(uow: UnitOfWork, batch_id: int) -> tuple[BatchState, int]:
    """Lock a batch; return its state and its resume point (`applied_rows`). Raises NoResultFound for an unknown one."""
    found = uow.conn.execute(
        select(import_batch.c.state, import_batch.c.applied_rows)
        .where(import_batch.c.id == batch_id)
        .with_for_update()
    ).one()
    return BatchState(found.state), int(found.applied_rows)


def move(uow: UnitOfWork, batch_id: int, state: BatchState) -> None:
    """Set the state of a batch that `locked_state` has locked."""
    uow.conn.execute(
        update(import_batch).where(import_batch.c.id == batch_id).values(state=state.value)
    )


def lock_file(uow: UnitOfWork, file_hash: str) -> None:
    """Let imports of one file begin one after the other, so that each sees the batch of the one before.

    In SQLite the writing transaction does that by itself.
    """
    if uow.dialect == "postgresql":
        uow.conn.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:hash, 7))"), {"hash": file_hash}
        )

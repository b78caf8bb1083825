"""Importing points transactions: which participant and points type a row means, and what the ledger says to it."""

from __future__ import annotations

from collections.abc import Mapping

from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.import_apply import WriteSlice
from loyalty_desktop.services.import_targets import Target
from loyalty_desktop.services.import_types import (
    BatchRow,
    Counts,
    ImportRequest,
    UndoCheck,
    UndoReport,
)
from loyalty_desktop.storage.imports_undo import initial_transactions
from loyalty_desktop.storage.staging import StagingFile
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


def judge(
    storage: Storage,
    staging: StagingFile,
    request: ImportRequest,
    target: Target,
    letters: Mapping[str, str],
    progress: Progress,
) -> Counts:
    """Give every staged row its verdict."""
    raise NotImplementedError


def writer(target: Target) -> WriteSlice:
    """Writes slices of points sheets."""
    raise NotImplementedError


def undo_check(conn: object, batch: BatchRow) -> UndoCheck:
    """What undoing a points batch would cancel."""
    raise NotImplementedError


def undo(uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
    """Cancel the batch's transactions."""
    raise NotImplementedError


def cancel_initial(uow: UnitOfWork, batch: BatchRow, progress: Progress) -> int:
    """Cancel the initial balances that participants of a batch got."""
    if not initial_transactions(uow.conn, batch.id):
        return 0
    raise NotImplementedError

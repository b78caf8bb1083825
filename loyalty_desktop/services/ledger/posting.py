"""Ledger operations that other services may call inside a unit of work."""

from __future__ import annotations

from loyalty_desktop.services.ledger.bulk import post_rows
from loyalty_desktop.services.ledger.due import DueCounts, expire_balance_in, run_due
from loyalty_desktop.services.ledger.rows import PointsRow, RowVerdict
from loyalty_desktop.services.ledger.session import (
    LedgerSession,
    accrue_in,
    grant_initial,
)
from loyalty_desktop.services.ledger.undo import (
    CannotUndo,
    cancel_batch,
    cancel_transactions,
)

__all__ = [
    "CannotUndo",
    "DueCounts",
    "LedgerSession",
    "PointsRow",
    "RowVerdict",
    "accrue_in",
    "cancel_batch",
    "cancel_transactions",
    "expire_balance_in",
    "grant_initial",
    "post_rows",
    "run_due",
]

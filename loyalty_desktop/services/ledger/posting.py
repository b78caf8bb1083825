"""Points inside a unit of work, for other services: the one door to ledger_desk, posting_bulk and posting_due."""

from __future__ import annotations

from loyalty_desktop.services.ledger.bulk import (
    CannotUndo,
    PointsRow,
    RowVerdict,
    cancel_batch,
    cancel_transactions,
    post_rows,
)
from loyalty_desktop.services.ledger.desk import Desk, TierHook, accrue_in, grant_initial
from loyalty_desktop.services.ledger.due import DueCounts, expire_balance_in, run_due

__all__ = [
    "CannotUndo",
    "Desk",
    "DueCounts",
    "PointsRow",
    "RowVerdict",
    "TierHook",
    "accrue_in",
    "cancel_batch",
    "cancel_transactions",
    "expire_balance_in",
    "grant_initial",
    "post_rows",
    "run_due",
]

"""Rows to post in bulk, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from loyalty_desktop.domain.kinds import TransactionType

INWARD = frozenset(
    {
        TransactionType.ACCRUAL,
        TransactionType.IMPORT,
        TransactionType.INITIAL,
        TransactionType.ADJUSTMENT,
    }
)
"""Types of rows that bring points in; below zero they take them."""

KINDS = {kind.value: kind for kind in (*INWARD, TransactionType.REDEMPTION)}
"""The types that rows may have, by their word."""


class PointsRow(NamedTuple):
    """A row to post. `amount` is in units; a negative accrual is a redemption; a redemption's sign does not matter.

    Days are YYYYMMDD, `occurred_at` UTC microseconds, `external_data` JSON text, `type` a TransactionType's value.
    """

    row_no: int
    participant_id: int
    points_type_id: int
    type: str
    amount: int
    occurred_at: int
    activates_on: int | None = None
    expires_on: int | None = None
    external_id: str | None = None
    description: str = ""
    external_data: str | None = None


class RowVerdict(NamedTuple):
    """The verdict of a row. `transaction_id` is None for rejected rows and for new rows of a rehearsal.

    `note` is the code of something to say about a new row.
    """

    row_no: int
    status: Literal["new", "unchanged", "rejected"]
    transaction_id: int | None = None
    code: str = ""
    params: Mapping[str, Any] | None = None
    note: str = ""

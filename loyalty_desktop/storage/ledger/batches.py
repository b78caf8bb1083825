"""What an import batch posted, for its undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from loyalty_desktop.storage import codes
from loyalty_desktop.storage.sql import id_list, listed

_STANDS = (
    f"t.state = {codes.PERMANENT} AND t.type NOT IN ({codes.ACTIVATION}, {codes.CANCELLATION})"
)
TO_CANCEL = f"""
{_STANDS} AND (t.import_batch_id = :batch OR (t.type = {codes.EXPIRATION} AND EXISTS
 (SELECT 1 FROM movement m JOIN lot l ON l.participant_id = m.participant_id AND l.id = m.lot_id
  JOIN points_transaction o ON o.participant_id = l.participant_id AND o.id = l.transaction_id
  WHERE m.participant_id = t.participant_id AND m.transaction_id = t.id AND o.import_batch_id = :batch)))
"""
"""The condition "transaction `t` stands and is the batch's, or an expiration that took points of the batch's lots"."""


class BatchTransaction(NamedTuple):
    """A transaction by its keys."""

    participant_id: int
    transaction_id: int
    points_type_id: int


class BatchShare(NamedTuple):
    """How many transactions of a batch stand of one person, and a points type of them."""

    participant_id: int
    transactions: int
    points_type_id: int


def batch_shares(conn: Connection, batch_id: int) -> list[BatchShare]:
    """Return the people of whom transactions of a batch still stand, ascending."""
    rows = conn.execute(
        text(
            "SELECT t.participant_id, COUNT(*), MIN(t.points_type_id) FROM points_transaction t"
            f" WHERE t.import_batch_id = :batch AND t.import_batch_id IS NOT NULL AND {_STANDS}"
            " GROUP BY t.participant_id ORDER BY t.participant_id"
        ),
        {"batch": batch_id},
    )
    return [BatchShare(*row) for row in rows]


def batch_transactions(
    conn: Connection, batch_id: int, participant_ids: Sequence[int]
) -> list[BatchTransaction]:
    """Return what is to be cancelled of these people to undo a batch, by person, the last first."""
    rows = conn.execute(
        text(
            f"SELECT t.participant_id, t.id, t.points_type_id FROM {listed(conn)} CROSS JOIN points_transaction t"
            f" WHERE t.participant_id = value AND {TO_CANCEL} ORDER BY t.participant_id, t.id DESC"
        ),
        {"batch": batch_id, "ids": id_list(conn, participant_ids)},
    )
    return [BatchTransaction(*row) for row in rows]

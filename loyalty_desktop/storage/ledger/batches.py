"""What an import batch posted, for its undo."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, text

from loyalty_desktop.storage import codes


class BatchTransaction(NamedTuple):
    """A transaction by its keys."""

    participant_id: int
    transaction_id: int
    points_type_id: int


def batch_transactions(conn: Connection, batch_id: int) -> list[BatchTransaction]:
    """Return the transactions that a batch posted and that still stand, by participant, the last first."""
    rows = conn.execute(
        text(
            "SELECT participant_id, id, points_type_id FROM points_transaction"
            f" WHERE import_batch_id = :batch AND import_batch_id IS NOT NULL AND state = {codes.PERMANENT}"
            f" AND type NOT IN ({codes.ACTIVATION}, {codes.CANCELLATION}) ORDER BY participant_id, id DESC"
        ),
        {"batch": batch_id},
    )
    return [BatchTransaction(*row) for row in rows]


def batch_expirations(conn: Connection, batch_id: int) -> list[BatchTransaction]:
    """Return expirations that stand and took points of a batch's lots."""
    rows = conn.execute(
        text(
            "WITH people AS (SELECT DISTINCT participant_id FROM points_transaction"
            " WHERE import_batch_id = :batch AND import_batch_id IS NOT NULL)"
            " SELECT DISTINCT t.participant_id, t.id, t.points_type_id FROM people p"
            " JOIN points_transaction t ON t.participant_id = p.participant_id"
            f" AND t.type = {codes.EXPIRATION} AND t.state = {codes.PERMANENT}"
            " JOIN movement m ON m.participant_id = t.participant_id AND m.transaction_id = t.id"
            " JOIN lot l ON l.participant_id = m.participant_id AND l.id = m.lot_id"
            " JOIN points_transaction o ON o.participant_id = l.participant_id AND o.id = l.transaction_id"
            " WHERE o.import_batch_id = :batch"
        ),
        {"batch": batch_id},
    )
    return [BatchTransaction(*row) for row in rows]

"""Queries of points transactions: one, those of a participant, and pages of a program's list (transaction_list.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.points import (
    ListedTransactionRow,
    TransactionRow,
)
from loyalty_desktop.storage.sql import among, id_list

_TRANSACTION = """
    t.id, t.participant_id, t.program_id, t.points_type_id, k.name AS points_type, t.uuid, t.external_id, t.type,
    t.state, t.amount, t.written_off, t.total_before, t.total_after, t.active_before, t.active_after, t.occurred_at,
    t.recorded_at, t.timeout_at, t.reverses_id, t.settles_id, t.transfer_uuid, t.source_type, t.source_id,
    t.description, t.external_data, t.actor, t.import_batch_id, k.decimals
"""


def transaction(
    conn: Connection, participant_id: int, transaction_id: int
) -> TransactionRow | None:
    """Return one transaction of a participant."""
    row = conn.execute(
        text(
            f"SELECT {_TRANSACTION} FROM points_transaction t JOIN points_type k ON k.id = t.points_type_id"
            " WHERE t.participant_id = :participant_id AND t.id = :id"
        ),
        {"participant_id": participant_id, "id": transaction_id},
    ).one_or_none()
    return None if row is None else _transaction(row)


def transactions(
    conn: Connection, program_id: int, participant_id: int, *, limit: int, before_id: int | None
) -> list[TransactionRow]:
    """Return a participant's transactions in a program, the last recorded first.

    `before_id` continues after the last one shown.
    """
    older = "" if before_id is None else " AND t.id < :before_id"
    rows = conn.execute(
        text(
            f"SELECT {_TRANSACTION} FROM points_transaction t JOIN points_type k ON k.id = t.points_type_id"
            f" WHERE t.participant_id = :participant_id AND t.program_id = :program_id{older}"
            " ORDER BY t.id DESC LIMIT :limit"
        ),
        {
            "participant_id": participant_id,
            "program_id": program_id,
            "limit": limit,
            "before_id": before_id,
        },
    )
    return [_transaction(row) for row in rows]


def transactions_page(
    conn: Connection, ids: Sequence[tuple[int, int]]
) -> list[ListedTransactionRow]:
    """Return these transactions with their participants, in the given order; those that do not exist are left out."""
    rows = conn.execute(
        text(
            f"SELECT {_TRANSACTION}, f.id AS profile_id, f.external_id AS profile_external_id,"
            " COALESCE(f.first_name, '') AS first_name, COALESCE(f.last_name, '') AS last_name,"
            " COALESCE(f.email, '') AS email, COALESCE(f.phone, '') AS phone"
            " FROM points_transaction t JOIN points_type k ON k.id = t.points_type_id"
            " JOIN participant p ON p.id = t.participant_id AND p.program_id = t.program_id"
            " JOIN profile f ON f.id = p.profile_id"
            f" WHERE {among(conn, 't.participant_id', 'people')} AND {among(conn, 't.id')}"
        ),
        {
            "people": id_list(conn, sorted({person for person, _ in ids})),
            "ids": id_list(conn, sorted({number for _, number in ids})),
        },
    )
    found = {
        (row.participant_id, row.id): ListedTransactionRow(
            _transaction(row),
            row.profile_id,
            row.profile_external_id,
            row.first_name,
            row.last_name,
            row.email,
            row.phone,
        )
        for row in rows
    }
    return [found[pair] for pair in ids if pair in found]


def _transaction(row: Any) -> TransactionRow:
    places = row.decimals
    return TransactionRow(
        row.id,
        row.participant_id,
        row.program_id,
        row.points_type_id,
        row.points_type,
        row.uuid,
        row.external_id,
        row.type,
        row.state,
        from_units(row.amount, places),
        from_units(row.written_off, places),
        from_units(row.total_before, places),
        from_units(row.total_after, places),
        from_units(row.active_before, places),
        from_units(row.active_after, places),
        from_instant(row.occurred_at),
        from_instant(row.recorded_at),
        None if row.timeout_at is None else from_instant(row.timeout_at),
        row.reverses_id,
        row.settles_id,
        row.transfer_uuid,
        row.source_type,
        row.source_id,
        row.description,
        row.external_data,
        row.actor,
        row.import_batch_id,
    )

"""Queries of points transactions: one, those of a participant, and pages of a program's list (transaction_list.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain import uuids
from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.domain.ledger.state import Entry
from loyalty_desktop.domain.points import (
    ListedTransactionRow,
    TransactionRow,
)
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.sql import among, id_list

_TRANSACTION = f"""
    t.id, t.participant_id, k.program_id, t.points_type_id, k.name AS points_type, t.uuid, t.external_id, t.type,
    t.state, t.amount, t.written_off, t.total_before, {codes.TOTAL_AFTER} AS total_after, t.active_before,
    t.active_after, t.occurred_at, {codes.RECORDED_AT} AS recorded_at, t.timeout_at, t.reverses_id, t.settles_id,
    t.transfer_uuid, t.source_type, t.source_id, t.description, t.external_data, {codes.ACTOR} AS actor,
    t.import_batch_id, k.decimals
"""
_FROM = (
    f"FROM points_transaction t JOIN points_type k ON k.id = t.points_type_id {codes.BATCH_JOIN}"
)


def transaction(
    conn: Connection, participant_id: int, transaction_id: int
) -> TransactionRow | None:
    """Return one transaction of a participant."""
    row = conn.execute(
        text(
            f"SELECT {_TRANSACTION} {_FROM} WHERE t.participant_id = :participant_id AND t.id = :id"
        ),
        {"participant_id": participant_id, "id": transaction_id},
    ).one_or_none()
    return None if row is None else _transaction(row)


def made(
    entry: Entry, rules: PointsRules, name: str, uuid: bytes, *, at: int, actor: str
) -> TransactionRow:
    """Return a transaction that was just stored, at an instant by an actor, as `transaction` would read it.

    `name` is that of the points type.
    """
    places, meta = rules.decimals, entry.meta
    return TransactionRow(
        entry.id,
        entry.participant_id,
        rules.program_id,
        entry.points_type_id,
        name,
        uuids.uuid_text(uuid),
        meta.external_id,
        entry.type.value,
        entry.state.value,
        from_units(entry.amount, places),
        from_units(entry.written_off, places),
        from_units(entry.total_before, places),
        from_units(entry.total_after, places),
        from_units(entry.active_before, places),
        from_units(entry.active_after, places),
        from_instant(entry.occurred_at),
        from_instant(at),
        None if entry.timeout_at is None else from_instant(entry.timeout_at),
        entry.reverses_id,
        entry.settles_id,
        None if entry.transfer_uuid is None else uuids.uuid_text(entry.transfer_uuid),
        meta.source_type,
        meta.source_id,
        meta.description,
        meta.external_data,
        actor,
        None,
    )


def by_uuid(conn: Connection, uuid: bytes) -> TransactionRow | None:
    """Return the transaction with a UUID, which names its person and number; None when there is none."""
    participant_id, number = uuids.owner(uuid)
    row = conn.execute(
        text(
            f"SELECT {_TRANSACTION} {_FROM}"
            " WHERE t.participant_id = :participant_id AND t.id = :id AND t.uuid = :uuid"
        ),
        {"participant_id": participant_id, "id": number, "uuid": uuid},
    ).one_or_none()
    return None if row is None else _transaction(row)


def transactions(
    conn: Connection,
    program_id: int,
    participant_id: int,
    *,
    limit: int,
    after: int | None,
    ascending: bool = False,
) -> list[TransactionRow]:
    """Return a participant's transactions in a program by number, the last first unless `ascending`.

    `after` is the number of the last one of the page before.
    """
    compare, order = (">", "") if ascending else ("<", " DESC")
    further = "" if after is None else f" AND t.id {compare} :after"
    bound = {"participant_id": participant_id, "program": program_id, "limit": limit}
    rows = conn.execute(
        text(
            f"SELECT {_TRANSACTION} {_FROM} WHERE t.participant_id = :participant_id"
            f" AND k.program_id = :program{further} ORDER BY t.id{order} LIMIT :limit"
        ),
        bound if after is None else {**bound, "after": after},
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
            f" {_FROM} JOIN profile f ON f.id = t.participant_id"
            f" WHERE {among(conn, 't.participant_id', 'people')} AND {among(conn, '+t.id')}"
        ),
        {
            "people": id_list(conn, sorted({person for person, _ in ids})),
            "ids": id_list(conn, sorted({number for _, number in ids})),
        },
    )
    by_id = {
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
    return [by_id[pair] for pair in ids if pair in by_id]


def _transaction(row: Any) -> TransactionRow:
    places = row.decimals
    return TransactionRow(
        row.id,
        row.participant_id,
        row.program_id,
        row.points_type_id,
        row.points_type,
        uuids.uuid_text(row.uuid),
        row.external_id,
        codes.TYPE_OF[row.type].value,
        codes.STATE_OF[row.state].value,
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
        None if row.transfer_uuid is None else uuids.uuid_text(row.transfer_uuid),
        row.source_type,
        row.source_id,
        row.description or "",
        row.external_data,
        row.actor,
        row.import_batch_id,
    )

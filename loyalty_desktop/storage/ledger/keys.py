"""Idempotency keys: who used a key, and for which request. The hash of a request has 16 bytes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import KeyOrigin
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.sql import among, id_list
from loyalty_desktop.storage.unit_of_work import UnitOfWork

COLUMNS = ("program_id", "origin", "text", "participant_id", "transaction_id", "body")

Used = tuple[int, int, bytes]
"""The (participant, transaction, body) that uses a key."""


def claim_key(  # noqa: PLR0917 - the columns of the key
    uow: UnitOfWork,
    program_id: int,
    origin: KeyOrigin,
    key: str,
    participant_id: int,
    transaction_id: int,
    body: bytes,
) -> Used | None:
    """Take an idempotency key. Returns None when it was free, else who uses it."""
    bound = {"program_id": program_id, "origin": codes.ORIGINS[origin], "key": key}
    done = uow.conn.execute(
        text(
            f"INSERT INTO transaction_key ({', '.join(COLUMNS)})"
            " VALUES (:program_id, :origin, :key, :participant_id, :transaction_id, :body)"
            " ON CONFLICT (program_id, origin, text) DO NOTHING"
        ),
        {**bound, "participant_id": participant_id, "transaction_id": transaction_id, "body": body},
    )
    if done.rowcount == 1:
        return None
    row = uow.conn.execute(
        text(
            "SELECT participant_id, transaction_id, body FROM transaction_key"
            " WHERE program_id = :program_id AND origin = :origin AND text = :key"
        ),
        bound,
    ).one()
    return row.participant_id, row.transaction_id, bytes(row.body)


def insert_keys(uow: UnitOfWork, program_id: int, rows: list[tuple[str, int, int, bytes]]) -> None:
    """Store many external keys: (text, participant, transaction, body)."""
    origin = codes.ORIGINS[KeyOrigin.EXTERNAL]
    insert_many(
        uow.conn, "transaction_key", COLUMNS, [(program_id, origin, *row) for row in sorted(rows)]
    )


def load_keys(conn: Connection, program_id: int, keys: Collection[str]) -> dict[str, Used]:
    """Return the external keys that are used, with who uses them."""
    if not keys:
        return {}
    rows = conn.execute(
        text(
            "SELECT text, participant_id, transaction_id, body FROM transaction_key"
            f" WHERE program_id = :program_id AND origin = :origin AND {among(conn, 'text')}"
        ),
        {
            "program_id": program_id,
            "origin": codes.ORIGINS[KeyOrigin.EXTERNAL],
            "ids": id_list(conn, keys),
        },
    )
    return {row[0]: (row[1], row[2], bytes(row[3])) for row in rows}


def load_facts(
    conn: Connection, transactions: Collection[tuple[int, int]]
) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Return (participant, transaction) -> (participant, points type, type, requested units, second, description)."""
    if not transactions:
        return {}
    rows = conn.execute(
        text(
            "SELECT participant_id, id, points_type_id, type, amount, written_off, occurred_at, description"
            " FROM points_transaction"
            f" WHERE {among(conn, 'participant_id', 'people')} AND {among(conn, '+id', 'numbers')}"
        ),
        {
            "people": id_list(conn, sorted({person for person, _ in transactions})),
            "numbers": id_list(conn, sorted({number for _, number in transactions})),
        },
    )
    return {
        (row[0], row[1]): (
            row[0],
            row[2],
            codes.TYPE_OF[row[3]].value,
            abs(row[4]) + row[5],
            row[6] // 1_000_000,
            row[7] or "",
        )
        for row in rows
    }

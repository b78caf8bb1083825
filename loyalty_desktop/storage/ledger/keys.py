"""Idempotency keys: who used a key, and for which request. The hash of a request has 16 bytes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import KeyOrigin
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.bulk import Constant, insert_columns
from loyalty_desktop.storage.row_hash import KEY, key_hashes, row_hash, stored_hash_sql
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
    """Take an idempotency key, under the person's lock. Returns None when it was free, else who uses it."""
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
        (person,) = uow.lock_people([participant_id]).values()
        origin_code = codes.ORIGINS[origin]
        person.digest += row_hash(KEY, program_id, origin_code, key, transaction_id, body)
        return None
    row = uow.conn.execute(
        text(
            "SELECT participant_id, transaction_id, body FROM transaction_key"
            " WHERE program_id = :program_id AND origin = :origin AND text = :key"
        ),
        bound,
    ).one()
    return row.participant_id, row.transaction_id, bytes(row.body)


def point_key(  # noqa: PLR0917 - the columns of the key
    uow: UnitOfWork,
    program_id: int,
    origin: KeyOrigin,
    key: str,
    participant_id: int,
    transaction_ids: tuple[int, int],
    body: bytes,
) -> None:
    """Let a key claimed in this unit of work name another transaction of the person: (before, after)."""
    before, after = transaction_ids
    bound = {"program_id": program_id, "origin": codes.ORIGINS[origin], "key": key, "after": after}
    uow.conn.execute(
        text(
            "UPDATE transaction_key SET transaction_id = :after"
            " WHERE program_id = :program_id AND origin = :origin AND text = :key"
        ),
        bound,
    )
    (person,) = uow.lock_people([participant_id]).values()
    facts = (KEY, program_id, codes.ORIGINS[origin], key)
    person.digest += row_hash(*facts, after, body) - row_hash(*facts, before, body)


def insert_keys(uow: UnitOfWork, program_id: int, rows: list[tuple[str, int, int, bytes]]) -> None:
    """Store many external keys, under the people's locks: (text, participant, transaction, body)."""
    origin = codes.ORIGINS[KeyOrigin.EXTERNAL]
    rows = sorted(rows)
    if not rows:
        return
    texts, owners, numbers, bodies = zip(*rows, strict=True)
    insert_columns(
        uow.conn,
        "transaction_key",
        {
            "program_id": Constant(program_id),
            "origin": Constant(origin),
            "text": texts,
            "participant_id": owners,
            "transaction_id": numbers,
            "body": bodies,
        },
        len(rows),
    )
    people = uow.lock_people({row[1] for row in rows})
    hashes = key_hashes([(program_id, origin, key, number, body) for key, _, number, body in rows])
    for (_, who, _, _), units in zip(rows, hashes, strict=True):
        people[who].digest += units


def free_keys(uow: UnitOfWork, batch_id: int) -> int:
    """Delete the keys of a batch's transactions, so that the same rows can come in again. Returns how many.

    Call it under the locks of the batch's people.
    """
    keys = (
        "FROM points_transaction t JOIN points_type y ON y.id = t.points_type_id"
        f" JOIN transaction_key k ON k.program_id = y.program_id AND k.origin = {codes.ORIGINS_EXTERNAL}"
        " AND k.text = t.external_id AND k.participant_id = t.participant_id AND k.transaction_id = t.id"
        " WHERE t.import_batch_id = :batch AND t.import_batch_id IS NOT NULL"
    )
    uow.store_people()
    units = f"CAST(SUM({stored_hash_sql(uow.conn, KEY, 'k')}) AS BIGINT)"
    uow.conn.execute(
        text(
            "UPDATE person SET digest = person.digest - h.units"
            f" FROM (SELECT k.participant_id AS who, {units} AS units {keys} GROUP BY k.participant_id) h"
            " WHERE person.id = h.who"
        ),
        {"batch": batch_id},
    )
    done = uow.conn.execute(
        text(
            "DELETE FROM transaction_key WHERE (program_id, origin, text) IN"
            f" (SELECT k.program_id, k.origin, k.text {keys})"
        ),
        {"batch": batch_id},
    )
    return int(done.rowcount)


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

"""Chain audit records: one chain for each person, and one for the house (participant_id 0: set-up, closes, imports).

A record's hash is sha256 over the hash before it, in hex, and the record's columns as text (NULL as empty), joined by the
unit separator. Nothing in it needs Python, so that the proof checks whole ranges of chains in SQL on both engines. The head
of a chain is kept in the person's row, which a command has locked anyway.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.storage.sql import is_sqlite

GENESIS = bytes(32)
"""The hash before the first record of a chain."""

HOUSE = 0
"""The person whose chain has what concerns no single person."""

HASHED = (
    "participant_id",
    "seq",
    "at",
    "actor",
    "action",
    "entity",
    "entity_id",
    "program_id",
    "before",
    "after",
)
"""The columns of audit_record that are hashed, in this order."""

COLUMNS = (*HASHED, "hash")
"""The columns of audit_record in the order of `chain`'s rows."""

_SEPARATOR = "\x1f"


def record_hash(previous: bytes, record: Mapping[str, Any]) -> bytes:
    """Return the 32-byte hash of a record (its columns by name) that follows the record with hash `previous`."""
    return _hash(previous, (record[name] for name in HASHED))


def chain(
    participant_id: int,
    last_seq: int,
    last_hash: bytes | None,
    records: Sequence[Mapping[str, Any]],
) -> tuple[list[tuple[Any, ...]], int, bytes]:
    """Continue a chain; return rows for audit_record (in the order of COLUMNS), and its new last seq and hash.

    `last_seq` and `last_hash` are the head in the person's row: 0 and None before the first record. Records have the
    columns `at` to `after` by name.
    """
    seq, previous = last_seq, last_hash or GENESIS
    rows = []
    for record in records:
        seq += 1
        columns = (participant_id, seq, *(record[name] for name in HASHED[2:]))
        previous = _hash(previous, columns)
        rows.append((*columns, previous))
    return rows, seq, previous


def sha256(value: bytes) -> bytes:
    """Return the sha256 of bytes: the function that PostgreSQL has and that the engine adds to SQLite."""
    return hashlib.sha256(value).digest()


def broken(conn: Connection, low: int, high: int) -> list[tuple[int, int]]:
    """Return (person, seq) of the records of persons `low` to `high` that do not continue their chain, in order.

    Found are: a changed, replaced, removed or added record, and a head in the person's row that is not the chain's last
    record (named by the last seq that either of them has).
    """
    bound = {"low": low, "high": high}
    found = {
        (int(row[0]), int(row[1]))
        for sql in (_records_sql(is_sqlite(conn)), _HEADS)
        for row in conn.execute(text(sql), bound)
    }
    return sorted(found)


def people_range(conn: Connection) -> tuple[int, int]:
    """Return the lowest and the highest person who has a chain or a head; (0, -1) when there is none."""
    low, high = conn.execute(
        text(
            "SELECT MIN(low), MAX(high) FROM ("
            " SELECT MIN(participant_id) AS low, MAX(participant_id) AS high FROM audit_record"
            " UNION ALL SELECT MIN(id), MAX(id) FROM person WHERE audit_seq <> 0) e"
        )
    ).one()
    return (0, -1) if low is None else (int(low), int(high))


def _hash(previous: bytes, columns: Iterable[object]) -> bytes:
    body = _SEPARATOR.join("" if column is None else str(column) for column in columns)
    return sha256(f"{previous.hex()}{_SEPARATOR}{body}".encode())


def _hash_sql(sqlite: bool, previous: str) -> str:
    """Return SQL for the hash of a record that follows the hash `previous` (an expression of bytes, never NULL)."""
    mark = "char(31)" if sqlite else "chr(31)"
    before = f"lower(hex({previous}))" if sqlite else f"encode({previous}, 'hex')"
    columns = (f"COALESCE(CAST({name} AS TEXT), '')" for name in HASHED)
    body = f" || {mark} || ".join((before, *columns))
    # Bytes in SQLite, so that text that is no UTF-8 any more is hashed as it lies there.
    return f"sha256(CAST({body} AS BLOB))" if sqlite else f"sha256(convert_to({body}, 'UTF8'))"


def _records_sql(sqlite: bool) -> str:
    genesis = "zeroblob(32)" if sqlite else f"decode('{GENESIS.hex()}', 'hex')"
    return f"""
        SELECT participant_id, seq FROM (
          SELECT {", ".join(HASHED)}, hash,
            COALESCE(LAG(hash) OVER chain, {genesis}) AS previous, COALESCE(LAG(seq) OVER chain, 0) AS seq_before
          FROM audit_record WHERE participant_id BETWEEN :low AND :high
          WINDOW chain AS (PARTITION BY participant_id ORDER BY seq)) c
        WHERE seq <> seq_before + 1 OR hash <> {_hash_sql(sqlite, "previous")}"""


_HEADS = """
    SELECT participant_id, MAX(seq) FROM (
      SELECT participant_id, seq, hash, 1 AS n FROM (
        SELECT participant_id, seq, hash, LEAD(seq) OVER (PARTITION BY participant_id ORDER BY seq) AS following
        FROM audit_record WHERE participant_id BETWEEN :low AND :high) r
      WHERE following IS NULL
      UNION ALL
      SELECT id, audit_seq, audit_hash, -1 FROM person
      WHERE id BETWEEN :low AND :high AND (audit_seq <> 0 OR audit_hash IS NOT NULL)) h
    GROUP BY participant_id
    HAVING SUM(n) <> 0 OR COUNT(*) <> 2 OR MIN(seq) <> MAX(seq) OR COUNT(hash) <> 2 OR COUNT(DISTINCT hash) <> 1"""

"""Hashes of rows that never change: `person.digest` is the sum of those of a person, and `prove` computes it again.

What an import changed has its sum in its batch (`import_batch.changes_digest`), because an undo takes a whole batch back.

A hash is the first 40 bits of sha256 over a tag and the values of the covered columns in the order of `COVERED`. Sums of up
to 8 million rows of a person stay below 2**63. Who writes, deletes or (lots, when a rule of expiry changes) alters a covered
row adds or subtracts its hash from the person's digest in the same transaction. Python and the SQL of both engines
give the same number.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from loyalty_desktop.storage.sql import is_sqlite

Value = int | str | bytes | None

TRANSACTION: Final = "t"
LOT: Final = "l"
TIER_STEP: Final = "s"
MEMBERSHIP: Final = "m"
PARTICIPANT: Final = "p"
KEY: Final = "k"
CHANGE: Final = "c"

TABLES: dict[str, str] = {
    TRANSACTION: "points_transaction",
    LOT: "lot",
    TIER_STEP: "tier_history",
    MEMBERSHIP: "membership",
    PARTICIPANT: "participant",
    KEY: "transaction_key",
    CHANGE: "import_change",
}
"""The table of each tag."""

COVERED: dict[str, tuple[str, ...]] = {
    TRANSACTION: (
        "id",
        "points_type_id",
        "type",
        "flow",
        "amount",
        "written_off",
        "occurred_at",
        "uuid",
        "import_batch_id",
        "recorded_at",
        "actor",
        "external_id",
        "timeout_at",
        "activates_on",
        "expires_on",
        "reverses_id",
        "settles_id",
        "transfer_uuid",
        "source_type",
        "source_id",
        "description",
        "external_data",
        "promotion_id",
        "promotion_version",
        "channel_id",
    ),
    LOT: (
        "id",
        "points_type_id",
        "transaction_id",
        "amount",
        "accrued_at",
        "activates_on",
        "expires_on",
    ),
    TIER_STEP: (
        "id",
        "tier_group_id",
        "from_tier_id",
        "tier_id",
        "reached_at",
        "recorded_at",
        "reason",
        "replaces_id",
        "floor_tier_id",
        "floor_until",
        "comment",
        "actor",
        "import_batch_id",
    ),
    MEMBERSHIP: (
        "program_id",
        "number",
        "state",
        "since",
        "recorded_at",
        "reason",
        "actor",
        "import_batch_id",
    ),
    PARTICIPANT: ("program_id", "uuid", "registered_at", "created_at", "import_batch_id"),
    KEY: ("program_id", "origin", "text", "transaction_id", "body"),
    CHANGE: ("entity", "entity_id", "before", "after", "version_after"),
}
"""The covered columns of each tag, in order. The person, or the batch of a change, is not among them, because
the sum is theirs.

The balances of a transaction and the buckets of a lot are not either: other checks of the proof compute them.
"""

BYTES = frozenset({"uuid", "transfer_uuid", "body"})
"""Covered columns that hold bytes."""

_JOINT = "\x1f"
_RARE = 13
_COMMON = len(COVERED[TRANSACTION]) - _RARE
_NO_RARE = (None,) * _RARE
_EMPTY = _JOINT * (_RARE - 1)
FILLED = {TRANSACTION: 8, LOT: 5, TIER_STEP: 2, MEMBERSHIP: 5, PARTICIPANT: 4, KEY: 5, CHANGE: 5}
"""How many of the covered columns, from the first, are never null."""
_unpack = struct.Struct(">Q").unpack_from


class PlainTransactions(NamedTuple):
    """Columns of transactions of one points type; `recording` are batch, time and actor of all of them."""

    points_type: int
    number: Sequence[int]
    type: Sequence[int]
    flow: Sequence[int]
    amount: Sequence[int]
    written_off: Sequence[int]
    at: Sequence[int]
    uuid: Sequence[bytes]
    key: Sequence[str | None]
    recording: tuple[int | None, int | None, str | None]


def row_hash(tag: str, *values: Value) -> int:
    """Return the hash of one row: values in the order of `COVERED[tag]`.

    What is hashed is text: the tag and the values joined by U+001F, None as nothing, bytes as lower-case hex. Values are
    what the columns hold (no booleans); None stands only where the column may be null.
    """
    return _hash(f"{tag}{_JOINT}{_joined(values)}")


def transaction_hashes(rows: Iterable[Sequence[Any]]) -> list[int]:
    """Return the hash of each points transaction; a row begins with the columns `COVERED[TRANSACTION]`."""
    return [_transaction_hash(row) for row in rows]


def plain_transaction_hashes(columns: PlainTransactions) -> list[int]:
    """Return the hash of each transaction that has no other covered values than these columns."""
    batch, recorded, actor = columns.recording
    shared = f"\x1f{'' if batch is None else batch}\x1f{'' if recorded is None else recorded}\x1f{actor or ''}"
    kind = columns.points_type
    return [
        _unpack(
            sha256(
                f"t\x1f{number}\x1f{kind}\x1f{code}\x1f{flow}\x1f{amount}\x1f{off}\x1f{at}\x1f{uuid.hex()}{shared}"
                f"\x1f{key or ''}\x1f{_EMPTY}".encode()
            ).digest()
        )[0]
        >> 24
        for number, code, flow, amount, off, at, uuid, key in zip(
            columns.number,
            columns.type,
            columns.flow,
            columns.amount,
            columns.written_off,
            columns.at,
            columns.uuid,
            columns.key,
            strict=True,
        )
    ]


def plain_lot_hashes(  # noqa: PLR0917 - one column after the other
    points_type: int,
    number: Sequence[int],
    transaction: Sequence[int],
    amount: Sequence[int],
    at: Sequence[int],
    expires: Sequence[int | None],
) -> list[int]:
    """Return the hash of each lot of one points type that is active from the start."""
    return [
        _unpack(
            sha256(
                f"l\x1f{n}\x1f{points_type}\x1f{t}\x1f{units}\x1f{moment}\x1f"
                f"\x1f{'' if last is None else last}".encode()
            ).digest()
        )[0]
        >> 24
        for n, t, units, moment, last in zip(number, transaction, amount, at, expires, strict=True)
    ]


def lot_hashes(rows: Iterable[Sequence[Any]]) -> list[int]:
    """Return the hash of each lot; a row begins with the columns `COVERED[LOT]`."""
    return [_lot_hash(row) for row in rows]


def key_hashes(rows: Iterable[Sequence[Any]]) -> list[int]:
    """Return the hash of each idempotency key; a row begins with the columns `COVERED[KEY]`."""
    return [_hash(f"k\x1f{p}\x1f{o}\x1f{t}\x1f{n}\x1f{b.hex()}") for p, o, t, n, b, *_ in rows]


def row_hashes(tag: str, rows: Iterable[Sequence[Any]]) -> list[int]:
    """Return the hash of each row of any tag; a row begins with the columns `COVERED[tag]`."""
    width = len(COVERED[tag])
    return [row_hash(tag, *row[:width]) for row in rows]


def hash_sql(conn: Connection, tag: str, expressions: Sequence[str]) -> str:
    """Return SQL for the hash of a row whose covered columns have these expressions, in the order of `COVERED[tag]`.

    Raises ValueError when their number is another. Expressions come from our own code; bytes must be bytes in SQL too.
    """
    columns = COVERED[tag]
    if len(expressions) != len(columns):
        raise ValueError(f"{TABLES[tag]}: {len(columns)} expressions wanted")
    if is_sqlite(conn):
        return f"row_hash(CAST({_text_sql(tag, expressions)} AS BLOB))"
    parts = [
        f"encode(CAST({expression} AS BYTEA), 'hex')"
        if column in BYTES
        else f"CAST({expression} AS TEXT)"
        for column, expression in zip(columns, expressions, strict=True)
    ]
    # concat() takes NULL as an empty text.
    whole = f", '{_JOINT}', ".join([f"'{tag}'", *parts])
    digits = f"substr(encode(sha256(convert_to(concat({whole}), 'UTF8')), 'hex'), 1, 10)"
    return f"CAST(CAST('x' || {digits} AS BIT(40)) AS BIGINT)"


def stored_hash_sql(conn: Connection, tag: str, alias: str) -> str:
    """Return SQL for the hash of a stored row of the tag's table, which the query names `alias`."""
    return hash_sql(conn, tag, _stored(tag, alias))


def joined_hash_sql(conn: Connection, first: tuple[str, str], second: tuple[str, str]) -> str:
    """Return SQL for the sum of the hashes of two stored rows, each (tag, alias), the second from an outer join.

    The second counts 0 when the join found no row.
    """
    found = f'{second[1]}."{COVERED[second[0]][0]}" IS NOT NULL'
    if not is_sqlite(conn):
        other = f"CASE WHEN {found} THEN {stored_hash_sql(conn, *second)} ELSE 0 END"
        return f"({stored_hash_sql(conn, *first)} + {other})"
    one, two = (
        f"CAST({_text_sql(tag, _stored(tag, alias))} AS BLOB)" for tag, alias in (first, second)
    )
    return f"row_hash({one}, CASE WHEN {found} THEN {two} END)"


def _stored(tag: str, alias: str) -> list[str]:
    return [f'{alias}."{column}"' for column in COVERED[tag]]


def _text_sql(tag: str, expressions: Sequence[str]) -> str:
    """Return SQL of SQLite for the text that is hashed.

    Joined by SQL, because an argument of a Python function costs as much as five in SQL.
    """
    columns, filled = COVERED[tag], FILLED[tag]
    parts = [
        f"lower(hex({expression}))"  # empty for NULL
        if column in BYTES
        else expression
        if place < filled
        else f"COALESCE({expression}, '')"
        for place, (column, expression) in enumerate(zip(columns, expressions, strict=True))
    ]
    if tag == TRANSACTION:
        rare = f"COALESCE({', '.join(expressions[_COMMON:])}) IS NULL THEN '{_EMPTY}'"
        parts[_COMMON:] = [f"CASE WHEN {rare} ELSE {_concat(parts[_COMMON:])} END"]
    return _concat([f"'{tag}'", *parts])


def _concat(parts: Sequence[str]) -> str:
    return f"concat_ws('{_JOINT}', {', '.join(parts)})"


def sql_row_hash(body: bytes) -> int:
    """SQL function `row_hash` of SQLite (storage/engine.py): the hash of a text that is joined already."""
    number: int = _unpack(sha256(body).digest())[0] >> 24
    return number


def sql_row_hash_of_two(body: bytes, other: bytes | None) -> int:
    """SQL function `row_hash` with two texts: the sum of their hashes; one call costs less than two. NULL counts 0."""
    number: int = _unpack(sha256(body).digest())[0] >> 24
    if other is not None:
        number += _unpack(sha256(other).digest())[0] >> 24
    return number


def _hash(text: str) -> int:
    number: int = _unpack(sha256(text.encode()).digest())[0] >> 24
    return number


def _joined(values: Iterable[Value]) -> str:
    return _JOINT.join(
        [
            "" if value is None else value.hex() if isinstance(value, bytes) else str(value)
            for value in values
        ]
    )


def _transaction_hash(row: Sequence[Any]) -> int:
    # Most rows have none of the rare columns; the text is the one of `row_hash`.
    number, points_type, kind, flow, amount, written_off, at, uuid, batch, recorded, actor, key = (
        row[:_COMMON]
    )
    rare = row[_COMMON : _COMMON + _RARE]
    rest = _EMPTY if rare == _NO_RARE else _joined(rare)
    text = (
        f"t\x1f{number}\x1f{points_type}\x1f{kind}\x1f{flow}\x1f{amount}\x1f{written_off}\x1f{at}\x1f{uuid.hex()}"
        f"\x1f{'' if batch is None else batch}\x1f{'' if recorded is None else recorded}"
        f"\x1f{actor or ''}\x1f{key or ''}\x1f{rest}"
    )
    return _hash(text)


def _lot_hash(row: Sequence[Any]) -> int:
    number, points_type, transaction, amount, at, activates, expires = row[:7]
    text = (
        f"l\x1f{number}\x1f{points_type}\x1f{transaction}\x1f{amount}\x1f{at}"
        f"\x1f{'' if activates is None else activates}\x1f{'' if expires is None else expires}"
    )
    return _hash(text)

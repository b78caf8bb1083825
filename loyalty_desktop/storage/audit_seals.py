"""Seal the chains of the audit trail: a Merkle root over the heads that moved since the seal before, chained to it.

A chain alone cannot show that its last records, or the whole chain with its head, were removed: a seal can. A seal whose
hash is kept elsewhere (a backup's manifest, a proof, an exported audit trail) shows that later seals were removed.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, insert, select, text

from loyalty_desktop.domain.days import from_instant, instant
from loyalty_desktop.domain.seals import Seal
from loyalty_desktop.storage.audit_chain import GENESIS, sha256
from loyalty_desktop.storage.models.system import audit_seal
from loyalty_desktop.storage.sql import is_sqlite
from loyalty_desktop.storage.unit_of_work import UnitOfWork

CHUNK = 10_000
_ADVISORY_LOCK = 0x4C6F7953
_SEPARATOR = "\x1f"


Head = tuple[int, int, bytes]
"""The end of a chain: person, number of its last record, that record's hash."""


def seal(uow: UnitOfWork, reason: str) -> Seal | None:
    """Seal what moved since the last seal. Returns the new seal, else the last one; None while there are no records.

    `reason` is close, backup, export or asked. Nobody is locked: one statement reads the heads that are committed.
    """
    conn = uow.conn
    if not is_sqlite(conn):
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    last = last_seal(conn)
    heads = _take_moved(conn)
    if not heads:
        return last
    made = Seal(
        number=1 if last is None else last.number + 1,
        at=from_instant(uow.now_us),
        actor=uow.actor.name,
        reason=reason,
        people=len(heads),
        root=merkle_root(heads).hex(),
        hash="",
    )
    made = replace(made, hash=_seal_hash(GENESIS.hex() if last is None else last.hash, made))
    row = {
        "id": made.number,
        "at": uow.now_us,
        "actor": made.actor,
        "reason": reason,
        "people": made.people,
        "heads": pack([(person, seq) for person, seq, _ in heads]),
        "root": bytes.fromhex(made.root),
        "hash": bytes.fromhex(made.hash),
    }
    conn.execute(insert(audit_seal), [row])
    return made


def last_seal(conn: Connection) -> Seal | None:
    """Return the newest seal; None when nothing was sealed."""
    found = seals(conn, limit=1)
    return found[0] if found else None


def seals(conn: Connection, *, limit: int) -> list[Seal]:
    """Return seals, the newest first."""
    query = select(*_COLUMNS).order_by(audit_seal.c.id.desc()).limit(limit)
    return [_row(row) for row in conn.execute(query)]


def broken_seals(conn: Connection) -> list[str]:
    """Return what the seals show to be wrong; nothing when every seal follows from the records and the seal before.

    "seal-3": the seal is missing, changed, or not what its records give. "seal-3/7-12": the record 12 of person 7, which
    it sealed, is gone. "sealed/7": how far person 7 is sealed is not what the seals say.
    """
    found: list[str] = []
    sealed: dict[int, int] = {}
    previous, number = GENESIS.hex(), 0
    query = select(*_COLUMNS, audit_seal.c.heads).order_by(audit_seal.c.id)
    for row in conn.execute(query, execution_options={"yield_per": 16}):
        found += [f"seal-{missing}" for missing in range(number + 1, row.id)]
        here = _row(row)
        wrong = _seal_hash(previous, here) != here.hash
        previous, number = here.hash, here.number
        lost, agrees = _check_heads(conn, here, row.heads, sealed)
        found += [f"seal-{here.number}/{person}-{seq}" for person, seq in lost]
        if wrong or not agrees:
            found.append(f"seal-{here.number}")
    found += [f"sealed/{person}" for person in _other_ends(conn, sealed)]
    return found


def _check_heads(
    conn: Connection, here: Seal, packed: bytes, sealed: dict[int, int]
) -> tuple[list[tuple[int, int]], bool]:
    """Return the sealed records that are gone, and whether the others give the seal's root. Adds to `sealed`."""
    pairs = unpack(packed)
    if pairs is None or len(pairs) != here.people:
        return [], False
    rising = all(one[0] < two[0] for one, two in pairwise(pairs))
    moved = all(seq > sealed.get(person, 0) for person, seq in pairs)
    sealed.update(pairs)
    heads: list[Head] = []
    lost: list[tuple[int, int]] = []
    for person, seq, hashed in _hashes(conn, pairs):
        if hashed is None:
            lost.append((person, seq))
        else:
            heads.append((person, seq, hashed))
    return lost, rising and moved and (bool(lost) or merkle_root(heads).hex() == here.root)


def merkle_root(heads: Sequence[Head]) -> bytes:
    """Return the Merkle root (32 bytes) over heads in order of person; of none it is GENESIS.

    Leaves and nodes are hashed with different first bytes; a node without a neighbour rises as it is.
    """
    level = [sha256(b"\0" + struct.pack(">qq", person, seq) + h) for person, seq, h in heads]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [sha256(b"\1" + level[n] + level[n + 1]) for n in range(0, len(level) - 1, 2)]
        level += odd
    return level[0] if level else GENESIS


def pack(pairs: Sequence[tuple[int, int]]) -> bytes:
    """Return (person, seq) pairs as compressed bytes: 8 bytes a number, big-endian."""
    numbers = [number for pair in pairs for number in pair]
    return zlib.compress(struct.pack(f">{len(numbers)}q", *numbers))


def unpack(packed: bytes) -> list[tuple[int, int]] | None:
    """Return the pairs of `pack`; None when the bytes are damaged."""
    try:
        plain = zlib.decompress(packed)
        numbers = struct.unpack(f">{len(plain) // 8}q", plain)
    except (zlib.error, struct.error):
        return None
    return list(zip(numbers[::2], numbers[1::2], strict=True)) if len(numbers) % 2 == 0 else None


def _seal_hash(previous: str, made: Seal) -> str:
    parts = (
        previous,
        made.number,
        instant(made.at),
        made.actor,
        made.reason,
        made.people,
        made.root,
    )
    return sha256(_SEPARATOR.join(str(part) for part in parts).encode()).hex()


_COLUMNS = tuple(
    audit_seal.c[name] for name in ("id", "at", "actor", "reason", "people", "root", "hash")
)


def _row(row: Any) -> Seal:
    return Seal(
        number=row.id,
        at=from_instant(row.at),
        actor=row.actor,
        reason=row.reason,
        people=row.people,
        root=bytes(row.root).hex(),
        hash=bytes(row.hash).hex(),
    )


_MOVED = (
    "SELECT p.id, p.audit_seq AS seq, p.audit_hash AS hash FROM person p"
    " LEFT JOIN audit_sealed s ON s.participant_id = p.id WHERE p.audit_seq > COALESCE(s.seq, 0)"
)
_MARK = (
    "INSERT INTO audit_sealed (participant_id, seq) SELECT id, seq FROM moved WHERE true"
    " ON CONFLICT (participant_id) DO UPDATE SET seq = excluded.seq"
)


def _take_moved(conn: Connection) -> list[Head]:
    """Return the heads that moved, by person, and mark them as sealed."""
    if is_sqlite(conn):
        rows = conn.execute(text(f"{_MOVED} ORDER BY p.id")).all()
        if rows:
            conn.execute(text(f"WITH moved AS ({_MOVED}) {_MARK}"))
    else:
        # One statement, so that what is marked is what was read; writers go on meanwhile.
        both = f"WITH moved AS ({_MOVED}), mark AS ({_MARK}) SELECT * FROM moved ORDER BY id"
        rows = conn.execute(text(both)).all()
    return [(int(row[0]), int(row[1]), bytes(row[2] or GENESIS)) for row in rows]


def _hashes(
    conn: Connection, pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield each pair with the hash of its audit record, None when there is no such record."""
    join = "LEFT JOIN audit_record r ON r.participant_id = k.person AND r.seq = k.seq"
    if is_sqlite(conn):
        keys = (
            "SELECT value ->> 0 AS person, value ->> 1 AS seq, key AS place FROM json_each(:pairs)"
        )
    else:
        keys = (
            "SELECT person, seq, place FROM unnest(CAST(:people AS bigint[]), CAST(:seqs AS bigint[]))"
            " WITH ORDINALITY AS u(person, seq, place)"
        )
    query = text(f"SELECT k.person, k.seq, r.hash FROM ({keys}) k {join} ORDER BY k.place")
    for start in range(0, len(pairs), CHUNK):
        part = pairs[start : start + CHUNK]
        bound: dict[str, Any] = (
            {"pairs": json.dumps(part)}
            if is_sqlite(conn)
            else {"people": [p for p, _ in part], "seqs": [s for _, s in part]}
        )
        for row in conn.execute(query, bound).all():
            yield int(row[0]), int(row[1]), None if row[2] is None else bytes(row[2])


def _other_ends(conn: Connection, sealed: dict[int, int]) -> list[int]:
    """Return the people whose row in audit_sealed is not what the seals say."""
    stored = {
        int(row[0]): int(row[1])
        for row in conn.execute(text("SELECT participant_id, seq FROM audit_sealed"))
    }
    return sorted(
        person
        for person in stored.keys() | sealed.keys()
        if stored.get(person) != sealed.get(person)
    )

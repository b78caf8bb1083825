"""Seals over the chains of the audit trail: what they show that chains alone cannot, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from loyalty_desktop.domain.seals import Seal
from loyalty_desktop.storage import audit_chain, audit_seals
from loyalty_desktop.storage.engine import postgresql_engine, sqlite_engine
from loyalty_desktop.storage.models.people import person
from loyalty_desktop.storage.models.system import audit_record, audit_seal, audit_sealed
from loyalty_desktop.storage.unit_of_work import Actor, UnitOfWork
from tests.support import postgres

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
RECORD = {
    "at": 1_768_478_400_000_000,
    "actor": "tester",
    "action": "points.accrued",
    "entity": "points_transaction",
    "entity_id": 3,
    "program_id": 1,
    "before": None,
    "after": '{"amount": "50"}',
}


class Trail:
    """The tables of the audit trail alone, without the triggers that protect them."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self.uow = UnitOfWork(conn, actor=Actor("sealer"), now=NOW)

    def add(self, *people: int) -> None:
        """One record in the chain of each person."""
        for owner in people:
            find = text("SELECT audit_seq, audit_hash FROM person WHERE id = :id")
            head = self.conn.execute(find, {"id": owner}).one_or_none()
            if head is None:
                self.conn.execute(person.insert(), [{"id": owner}])
            seq, last = (0, None) if head is None else head
            rows, seq, last = audit_chain.chain(owner, seq, last, [RECORD])
            named = [dict(zip(audit_chain.COLUMNS, row, strict=True)) for row in rows]
            self.conn.execute(audit_record.insert(), named)
            self.conn.execute(
                person.update().where(person.c.id == owner).values(audit_seq=seq, audit_hash=last)
            )

    def seal(self, reason: str = "asked") -> Seal | None:
        return audit_seals.seal(self.uow, reason)

    def broken(self) -> list[str]:
        return audit_seals.broken_seals(self.conn)

    def run(self, sql: str) -> None:
        self.conn.execute(text(sql))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def trail(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trail]:
    if request.param == "sqlite":
        path = tmp_path / "seals.db"
        path.touch()
        engine = sqlite_engine(path, cache_kib=1024)
    else:
        cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
        engine = postgresql_engine(cluster.url(cluster.fresh()))
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        for table in (person, audit_record, audit_seal, audit_sealed):
            table.create(connection)
        yield Trail(connection)
    engine.dispose()


@pytest.fixture
def sealed(trail: Trail) -> Trail:
    """Three seals: over -4, 0, 7, 9; then over 7; then over 0, 8, 9."""
    trail.add(-4, 0, 7, 9)
    trail.add(7)
    trail.seal("close")
    trail.add(7, 7)
    trail.seal("backup")
    trail.add(9, 8, 0)
    trail.seal("asked")
    assert trail.broken() == []
    return trail


def test_a_seal_covers_what_moved_since_the_one_before(sealed: Trail) -> None:
    found = audit_seals.seals(sealed.conn, limit=10)
    assert [(s.number, s.reason, s.people, s.actor) for s in found] == [
        (3, "asked", 3, "sealer"),
        (2, "backup", 1, "sealer"),
        (1, "close", 4, "sealer"),
    ]
    packed = sealed.conn.execute(text("SELECT heads FROM audit_seal ORDER BY id")).scalars()
    assert [audit_seals.unpack(bytes(heads)) for heads in packed] == [
        [(-4, 1), (0, 1), (7, 2), (9, 1)],
        [(7, 4)],
        [(0, 2), (8, 1), (9, 2)],
    ]


def test_nothing_is_sealed_twice(sealed: Trail) -> None:
    last = audit_seals.last_seal(sealed.conn)
    assert sealed.seal() == last
    assert audit_seals.last_seal(sealed.conn) == last


def test_an_empty_trail_has_no_seal(trail: Trail) -> None:
    assert trail.seal() is None
    assert trail.broken() == []


def test_records_after_the_last_seal_are_no_difference(sealed: Trail) -> None:
    sealed.add(0, 7, 11)
    assert sealed.broken() == []


def forge(trail: Trail, owner: int, keep: int) -> None:
    """Cut a chain after `keep` records and set its head there, as an owner of the database could."""
    trail.run(f"DELETE FROM audit_record WHERE participant_id = {owner} AND seq > {keep}")
    if keep:
        trail.run(
            f"UPDATE person SET audit_seq = {keep}, audit_hash = (SELECT hash FROM audit_record"
            f" WHERE participant_id = {owner} AND seq = {keep}) WHERE id = {owner}"
        )
    else:
        trail.run(f"UPDATE person SET audit_seq = 0, audit_hash = NULL WHERE id = {owner}")
    assert audit_chain.broken(trail.conn, -10, 20) == []


def test_a_lost_tail_shows_though_its_chain_is_whole(sealed: Trail) -> None:
    forge(sealed, 7, 3)
    assert sealed.broken() == ["seal-2/7-4"]


def test_a_removed_chain_shows(sealed: Trail) -> None:
    forge(sealed, -4, 0)
    sealed.run("DELETE FROM person WHERE id = -4")
    assert sealed.broken() == ["seal-1/-4-1"]


def test_a_chain_written_anew_shows(sealed: Trail) -> None:
    forge(sealed, 9, 0)
    sealed.run("UPDATE person SET audit_seq = 0, audit_hash = NULL WHERE id = 9")
    for _ in range(2):
        RECORD["actor"] = "somebody else"
        try:
            sealed.add(9)
        finally:
            RECORD["actor"] = "tester"
    assert audit_chain.broken(sealed.conn, -10, 20) == []
    assert sealed.broken() == ["seal-1", "seal-3"]


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("DELETE FROM audit_seal WHERE id = 1", ["seal-1", "seal-2", "sealed/-4"]),
        ("DELETE FROM audit_seal WHERE id = 2", ["seal-2", "seal-3", "sealed/7"]),
        ("DELETE FROM audit_seal WHERE id = 3", ["sealed/0", "sealed/8", "sealed/9"]),
        ("DELETE FROM audit_seal", ["sealed/-4", "sealed/0", "sealed/7", "sealed/8", "sealed/9"]),
        ("UPDATE audit_seal SET at = at + 1 WHERE id = 2", ["seal-2"]),
        ("UPDATE audit_seal SET actor = 'x' WHERE id = 2", ["seal-2"]),
        ("UPDATE audit_seal SET reason = 'close' WHERE id = 2", ["seal-2"]),
        ("UPDATE audit_seal SET people = 2 WHERE id = 2", ["seal-2", "sealed/7"]),
        ("UPDATE audit_seal SET root = hash WHERE id = 3", ["seal-3"]),
        ("UPDATE audit_seal SET hash = root WHERE id = 1", ["seal-1", "seal-2"]),
        (
            "UPDATE audit_seal SET heads = root WHERE id = 3",
            ["seal-3", "sealed/0", "sealed/8", "sealed/9"],
        ),
        ("UPDATE audit_sealed SET seq = 3 WHERE participant_id = 7", ["sealed/7"]),
        ("DELETE FROM audit_sealed WHERE participant_id = 7", ["sealed/7"]),
        (
            "UPDATE audit_record SET hash = zeroblob(32) WHERE participant_id = 7 AND seq = 4",
            ["seal-2"],
        ),
    ],
)
def test_every_tampering_is_named(sealed: Trail, tampering: str, found: list[str]) -> None:
    if sealed.conn.dialect.name != "sqlite":
        tampering = tampering.replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')")
    sealed.run(tampering)
    assert sorted(sealed.broken()) == found


def test_a_changed_order_or_number_of_heads_gives_another_root() -> None:
    heads = [(n, 1, bytes([n]) * 32) for n in range(1, 8)]
    roots = {audit_seals.merkle_root(heads[:n]) for n in range(8)}
    assert len(roots) == 8
    assert audit_seals.merkle_root(heads[::-1]) != audit_seals.merkle_root(heads)
    assert audit_seals.merkle_root([(1, 2, heads[0][2])]) != audit_seals.merkle_root(heads[:1])


def test_pairs_are_packed_and_damage_is_noticed() -> None:
    pairs = [(-(2**40), 1), (0, 2**40), (7, 3)]
    packed = audit_seals.pack(pairs)
    assert audit_seals.unpack(packed) == pairs
    assert audit_seals.unpack(packed[:-3]) is None
    assert audit_seals.unpack(b"") is None


def test_more_heads_than_one_statement_reads(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_seals, "CHUNK", 3)
    trail.add(*range(10))
    trail.seal()
    assert trail.broken() == []
    trail.run("DELETE FROM audit_record WHERE participant_id IN (2, 3, 9)")
    assert trail.broken() == ["seal-1/2-1", "seal-1/3-1", "seal-1/9-1"]

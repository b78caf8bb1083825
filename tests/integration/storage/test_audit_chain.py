"""Chains of audit records: what Python chains SQL recomputes, and every kind of tampering is named, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from loyalty_desktop.storage import audit_chain
from loyalty_desktop.storage.engine import postgresql_engine, sqlite_engine
from loyalty_desktop.storage.models.people import person
from loyalty_desktop.storage.models.system import audit_record
from tests.support import postgres

RECORD = {
    "at": 1_768_478_400_000_000,
    "actor": "Анна O'Neil",
    "action": "points.accrued",
    "entity": "points_transaction",
    "entity_id": 3,
    "program_id": None,
    "before": None,
    "after": '{"amount": "50", "note": "Käse \\u001f \\"x\\""}',
}
PEOPLE = (-4, 0, 7, 9)


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def conn(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """The tables of the audit trail alone, without triggers: four people with three records each."""
    if request.param == "sqlite":
        path = tmp_path / "chains.db"
        path.touch()
        engine = sqlite_engine(path, cache_kib=1024)
    else:
        cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
        engine = postgresql_engine(cluster.url(cluster.fresh()))
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        for made in (person, audit_record):
            made.create(connection)
        for owner in PEOPLE:
            connection.execute(person.insert(), [{"id": owner}])
            add(connection, owner, 2)
            add(connection, owner, 1)
        yield connection
    engine.dispose()


def add(conn: Connection, owner: int, count: int) -> None:
    """Continue a person's chain by `count` records, as a unit of work does."""
    head = conn.execute(
        text("SELECT audit_seq, audit_hash FROM person WHERE id = :id"), {"id": owner}
    ).one()
    records = [{**RECORD, "program_id": n or None} for n in range(count)]
    rows, seq, last = audit_chain.chain(owner, head[0], head[1], records)
    conn.execute(
        audit_record.insert(), [dict(zip(audit_chain.COLUMNS, row, strict=True)) for row in rows]
    )
    conn.execute(person.update().where(person.c.id == owner).values(audit_seq=seq, audit_hash=last))


def test_rows_have_the_columns_of_the_table_in_its_order() -> None:
    assert [column.name for column in audit_record.columns] == list(audit_chain.COLUMNS)


def test_a_chain_continues_from_its_head_and_starts_from_genesis() -> None:
    whole, seq, last = audit_chain.chain(7, 0, None, [RECORD, RECORD, RECORD])
    first, seq1, last1 = audit_chain.chain(7, 0, None, [RECORD])
    rest, seq2, last2 = audit_chain.chain(7, seq1, last1, [RECORD, RECORD])
    assert (first + rest, seq2, last2) == (whole, seq, last)
    assert seq == 3
    assert [row[1] for row in whole] == [1, 2, 3]
    as_names = dict(zip(audit_chain.COLUMNS, whole[0], strict=True))
    assert audit_chain.record_hash(audit_chain.GENESIS, as_names) == whole[0][-1]
    assert audit_chain.chain(7, 3, last, []) == ([], 3, last)


def test_sql_finds_honest_chains_whole(conn: Connection) -> None:
    assert audit_chain.people_range(conn) == (-4, 9)
    assert audit_chain.broken(conn, *audit_chain.people_range(conn)) == []


def test_each_hashed_column_counts(conn: Connection) -> None:
    changed = {
        "at": "at + 1",
        "actor": "'somebody else'",
        "action": "'points.redeemed'",
        "entity": "'lot'",
        "entity_id": "4",
        "program_id": "77",
        "before": "after",
        "after": "NULL",
        "hash": "(SELECT hash FROM audit_record WHERE participant_id = 7 AND seq = 1)",
    }
    assert {*changed, "participant_id", "seq"} == set(audit_chain.COLUMNS)
    for column, value in changed.items():
        with conn.begin_nested() as change:
            conn.execute(
                text(
                    f'UPDATE audit_record SET "{column}" = {value} WHERE participant_id = 7 AND seq = 2'
                )
            )
            found = audit_chain.broken(conn, -10, 10)
            assert (7, 2) in found, column
            assert {owner for owner, _ in found} == {7}, column
            assert audit_chain.broken(conn, -10, 6) == []
            change.rollback()


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("DELETE FROM audit_record WHERE participant_id = 7 AND seq = 2", [(7, 3)]),
        ("DELETE FROM audit_record WHERE participant_id = 7 AND seq = 1", [(7, 2)]),
        ("DELETE FROM audit_record WHERE participant_id = 7 AND seq = 3", [(7, 3)]),
        ("DELETE FROM audit_record WHERE participant_id = 7", [(7, 3)]),
        ("UPDATE person SET audit_hash = NULL WHERE id = 7", [(7, 3)]),
        ("UPDATE person SET audit_seq = 2 WHERE id = 7", [(7, 3)]),
        ("UPDATE person SET audit_seq = 0, audit_hash = NULL WHERE id = 0", [(0, 3)]),
        ("DELETE FROM person WHERE id = -4", [(-4, 3)]),
        (
            "UPDATE audit_record SET seq = 5 WHERE participant_id = 9 AND seq = 3",
            [(9, 5)],
        ),
    ],
)
def test_a_lost_moved_or_headless_record_is_named(
    conn: Connection, tampering: str, found: list[tuple[int, int]]
) -> None:
    conn.execute(text(tampering))
    assert audit_chain.broken(conn, -10, 10) == found


def test_a_record_of_another_person_does_not_fit_in(conn: Connection) -> None:
    conn.execute(text("DELETE FROM audit_record WHERE participant_id = 9"))
    conn.execute(text("UPDATE audit_record SET participant_id = 9 WHERE participant_id = 7"))
    found = {owner for owner, _ in audit_chain.broken(conn, -10, 10)}
    assert found == {7, 9}


@pytest.mark.parametrize("conn", ["sqlite"], indirect=True)
def test_the_text_of_a_damaged_file_is_found_and_not_fatal(conn: Connection) -> None:
    conn.execute(
        text(
            "UPDATE audit_record SET actor = CAST(x'C328' AS TEXT) WHERE participant_id = 7 AND seq = 3"
        )
    )
    assert audit_chain.broken(conn, -10, 10) == [(7, 3)]

"""Hashes of rows: Python, SQLite and PostgreSQL agree on every value, and every column is covered or left out on purpose."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import LargeBinary, text

from loyalty_desktop.storage import row_hash
from loyalty_desktop.storage.models import all_tables
from loyalty_desktop.storage.row_hash import COVERED, KEY, LOT, TABLES, TRANSACTION, hash_sql
from loyalty_desktop.storage.unit_of_work import Storage

LEFT_OUT = {
    "points_transaction": {
        "participant_id",  # the sum is the person's
        "state",  # changes
        "tier_id",  # is dated anew
        "total_before",  # computed by the proof, as the next two
        "active_before",
        "active_after",
    },
    "lot": {"participant_id", "pending", "active", "held", "written_off"},
    "tier_history": {"participant_id"},
    "membership": {"participant_id"},
    "participant": {"id", "state", "blocked_reason", "left_at", "comment", "version"},
    "transaction_key": {"participant_id"},
    "import_change": {"batch_id"},  # the sum is the batch's
}
WHOLE = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def _is_bytes(tag: str, column: str) -> bool:
    return isinstance(all_tables().tables[TABLES[tag]].c[column].type, LargeBinary)


def _values(tag: str) -> st.SearchStrategy[tuple[row_hash.Value, ...]]:
    columns = all_tables().tables[TABLES[tag]].c
    return st.tuples(
        *(
            (st.none() if columns[name].nullable else st.nothing())
            | (st.binary(max_size=32) if _is_bytes(tag, name) else WHOLE | TEXT)
            for name in COVERED[tag]
        )
    )


@pytest.mark.parametrize("tag", sorted(COVERED))
def test_python_and_the_database_give_the_same_number_for_any_row(
    storage: Storage, tag: str
) -> None:
    with storage.read() as conn:
        names = [f":v{place}" for place in range(len(COVERED[tag]))]
        query = text(f"SELECT {hash_sql(conn, tag, names)}")

        @settings(max_examples=60)
        @given(_values(tag))
        def same(values: tuple[row_hash.Value, ...]) -> None:
            bound = {f"v{place}": value for place, value in enumerate(values)}
            assert conn.execute(query, bound).scalar_one() == row_hash.row_hash(tag, *values)

        same()


def test_a_hash_is_the_start_of_sha256_over_the_joined_text() -> None:
    body = b"\x00\xff"
    text_of_it = "k\x1f5\x1f1\x1fA-1\x1f\x1f00ff"
    expected = int.from_bytes(sha256(text_of_it.encode()).digest()[:5], "big")
    assert row_hash.row_hash(KEY, 5, 1, "A-1", None, body) == expected


SMALL = st.integers(0, 9)
TRANSACTIONS = st.tuples(
    *[WHOLE] * 7,
    st.binary(min_size=16, max_size=16),
    st.none() | SMALL,
    st.none() | WHOLE,
    st.none() | TEXT,
    st.none() | TEXT,
    *[st.none() | SMALL] * 5,
    st.none() | st.binary(min_size=16, max_size=16),
    *[st.none() | TEXT] * 4,
    *[st.none() | SMALL] * 3,
)


@given(st.lists(TRANSACTIONS, max_size=3))
def test_the_fast_hash_of_transactions_is_the_plain_one(
    rows: list[tuple[row_hash.Value, ...]],
) -> None:
    plain = [row_hash.row_hash(TRANSACTION, *row) for row in rows]
    longer = [(*row, 1, None) for row in rows]
    assert row_hash.transaction_hashes(rows) == plain
    assert row_hash.transaction_hashes(longer) == plain


@given(st.lists(st.tuples(*[WHOLE] * 5, st.none() | SMALL, st.none() | SMALL), max_size=3))
def test_the_fast_hash_of_lots_is_the_plain_one(rows: list[tuple[row_hash.Value, ...]]) -> None:
    plain = [row_hash.row_hash(LOT, *row) for row in rows]
    assert row_hash.lot_hashes([(*row, 7) for row in rows]) == plain


@given(st.lists(st.tuples(SMALL, SMALL, TEXT, WHOLE, st.binary(max_size=16)), max_size=3))
def test_the_fast_hash_of_keys_is_the_plain_one(rows: list[tuple[row_hash.Value, ...]]) -> None:
    assert row_hash.key_hashes(rows) == row_hash.row_hashes(KEY, rows)


@pytest.mark.parametrize("tag", sorted(COVERED))
def test_every_column_is_covered_or_left_out_on_purpose(tag: str) -> None:
    table = all_tables().tables[TABLES[tag]]
    covered = set(COVERED[tag])
    assert covered | LEFT_OUT[table.name] == set(table.c.keys())
    assert not covered & LEFT_OUT[table.name]
    assert {c for c in covered if _is_bytes(tag, c)} == covered & row_hash.BYTES
    filled = [not table.c[name].nullable for name in COVERED[tag]]
    assert all(filled[: row_hash.FILLED[tag]])


def test_a_text_with_any_bytes_is_hashed_as_it_lies_in_the_file(sqlite_storage: Storage) -> None:
    with sqlite_storage.read() as conn:
        values = ["1", "1", "CAST(x'61ff' AS TEXT)", "1", "x'00'"]
        found = conn.execute(text(f"SELECT {hash_sql(conn, KEY, values)}")).scalar_one()
        with_nul = ["1", "1", "'a' || char(0) || 'b'", "1", "x'00'"]
        whole = conn.execute(text(f"SELECT {hash_sql(conn, KEY, with_nul)}")).scalar_one()
    joined = b"k\x1f1\x1f1\x1fa\xff\x1f1\x1f00"
    assert found == int.from_bytes(sha256(joined).digest()[:5], "big")
    assert whole == row_hash.row_hash(KEY, 1, 1, "a\0b", 1, b"\0")


def test_a_wrong_number_of_expressions_is_refused(storage: Storage) -> None:
    with storage.read() as conn, pytest.raises(ValueError, match="7 expressions"):
        hash_sql(conn, LOT, ["1"])

"""Statistics are refreshed after many rows only, on both engines, and never stand in anybody's way."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.statistics import MANY, refresh
from loyalty_desktop.storage.unit_of_work import Storage


@pytest.fixture
def filled(storage: Storage) -> Storage:
    """A workspace with keys of profiles that no statistics know of."""
    with storage.write() as uow:
        insert_many(
            uow.conn,
            "profile_key",
            ("profile_database_id", "external_id", "profile_id"),
            [(1, f"K{n:05d}", n) for n in range(2_000)],
        )
    return storage


def known_rows(storage: Storage) -> int | None:
    """How many keys the planner believes in; None when it has no statistics."""
    with storage.read() as conn:
        if storage.database.dialect == "postgresql":
            found = conn.execute(
                text("SELECT reltuples FROM pg_class WHERE relname = 'profile_key'")
            ).scalar_one()
            return None if found < 0 else int(found)
        if not conn.execute(
            text("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'")
        ).first():
            return None
        stat = conn.execute(
            text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'profile_key'")
        ).scalar_one_or_none()
        return None if stat is None else int(str(stat).split()[0])


def test_many_rows_refresh_them(filled: Storage) -> None:
    assert known_rows(filled) is None
    refresh(filled, ("profile_key",), written=MANY)
    assert known_rows(filled) == 2_000


def test_few_rows_do_not(filled: Storage) -> None:
    refresh(filled, ("profile_key",), written=MANY - 1)
    assert known_rows(filled) is None


def test_a_writer_in_the_way_is_no_error(filled: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise StorageProblem("storage.busy")

    monkeypatch.setattr(filled.database, "write_connection", busy)
    refresh(filled, ("profile_key",), written=MANY)
    assert known_rows(filled) is None

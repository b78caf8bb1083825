"""What a database can say to a healthy program becomes an error of ours, whoever raised it: SQLAlchemy or a bare cursor."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from loyalty_desktop.domain.errors import Conflict, LoyaltyError, NotFound, StorageProblem
from loyalty_desktop.storage import bulk, workspace
from loyalty_desktop.storage.engine import Database, postgresql_engine
from loyalty_desktop.storage.errors import translate, translated
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.unit_of_work import Storage

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
SECRET = "Ivan Petrov"


def by_statement(conn: Connection, sql: str) -> None:
    conn.exec_driver_sql(sql)


def by_cursor(conn: Connection, sql: str) -> None:
    cursor = conn.connection.cursor()
    try:
        cursor.execute(sql)
    finally:
        cursor.close()


def by_many(conn: Connection, sql: str) -> None:
    """As the bulk writes do, for one row without values."""
    conn.connection.cursor().executemany(sql, [()])


WAYS = [by_statement, by_cursor, by_many]
Way = Callable[[Connection, str], None]

STATES = {
    "40001": "storage.retry",
    "40P01": "storage.retry",
    "55P03": "storage.busy",
    "57014": "storage.busy",
    "25006": "storage.read_only",
    "42501": "storage.read_only",
    "53100": "storage.disk_full",
    "53200": "storage.server_full",
    "53300": "storage.server_full",
    "58030": "storage.disk_error",
    "58P01": "storage.damaged",
    "XX001": "storage.damaged",
    "XX002": "storage.damaged",
    "08006": "storage.unreachable",
    "57P01": "storage.unreachable",
    "57P05": "storage.unreachable",
    "28P01": "storage.sign_in",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("state", "code"), STATES.items())
def test_every_state_of_the_server_has_its_code(
    postgres_storage: Storage, way: Way, state: str, code: str
) -> None:
    sql = f"DO $$ BEGIN RAISE EXCEPTION '{SECRET}' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(LoyaltyError) as refused, postgres_storage.database.write_connection() as c:
        way(c, sql)
    assert refused.value.code == code
    assert isinstance(refused.value, Conflict if code == "storage.retry" else StorageProblem)
    assert SECRET not in str(refused.value) + str(refused.value.params)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("way", WAYS)
def test_a_defect_of_a_statement_stays_a_defect(storage: Storage, way: Way) -> None:
    defects = (psycopg.ProgrammingError, dbapi2.OperationalError, dbapi2.ProgrammingError)
    with pytest.raises((*defects, DBAPIError)), storage.read() as conn:
        way(conn, "SELECT nothing_of_this_name")


def test_a_deadlock_in_a_bulk_write_is_a_conflict_to_try_again(postgres_storage: Storage) -> None:
    database = postgres_storage.database
    with database.write_connection() as conn:
        conn.execute(text("INSERT INTO meta (name, value) VALUES ('one', ''), ('two', '')"))
    both = threading.Barrier(2)

    def write(first: str, second: str) -> str:
        try:
            with database.write_connection() as conn:
                for name in (first, second):
                    sql = "UPDATE meta SET value = ? WHERE name = ?"
                    bulk.execute_many(conn, sql, [(first, name)])
                    if name == first:
                        both.wait(20)
        except Conflict as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(write, ("one", "two"), ("two", "one")))
    assert answers == ["done", "storage.retry"]


@pytest.mark.parametrize("way", WAYS)
def test_a_connection_cut_within_a_unit_of_work_is_a_server_that_does_not_answer(
    postgres_storage: Storage, way: Way
) -> None:
    def cut_off() -> None:
        with postgres_storage.write() as uow:
            pid = uow.conn.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with postgres_storage.database.read() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            way(uow.conn, "SELECT 1")

    with pytest.raises(StorageProblem) as refused:
        cut_off()
    assert refused.value.code == "storage.unreachable"
    with postgres_storage.read() as conn:
        assert conn.execute(text("SELECT 1")).scalar_one() == 1


def test_a_pool_without_a_free_connection_is_busy(postgres_url: str) -> None:
    engine = postgresql_engine(postgres_url, pool_size=1, max_overflow=0)
    engine.pool._timeout = 0.05  # type: ignore[attr-defined]
    database = Database(engine, url=postgres_url)
    try:
        with database.read(), pytest.raises(StorageProblem) as refused, database.read():
            pass
        assert refused.value.code == "storage.busy"
    finally:
        database.close()


def _locked(conn: Connection, path: Path) -> Iterator[str]:
    conn.exec_driver_sql("PRAGMA busy_timeout=0")
    with closing(dbapi2.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield "INSERT INTO meta (name, value) VALUES ('a', 'b')"


def _full(conn: Connection, _path: Path) -> Iterator[str]:
    pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
    conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    yield "INSERT INTO meta (name, value) VALUES ('a', hex(zeroblob(100000)))"


def _read_only(conn: Connection, _path: Path) -> Iterator[str]:
    conn.exec_driver_sql("PRAGMA query_only=ON")
    yield "INSERT INTO meta (name, value) VALUES ('a', 'b')"


def _not_text(conn: Connection, _path: Path) -> Iterator[str]:
    conn.exec_driver_sql("INSERT INTO meta (name, value) VALUES ('a', CAST(x'ff' AS TEXT))")
    yield "SELECT value FROM meta WHERE name = 'a'"


SQLITE: dict[Callable[[Connection, Path], Iterator[str]], str] = {
    _locked: "storage.busy",
    _full: "storage.disk_full",
    _read_only: "storage.read_only",
    _not_text: "storage.damaged",
}


def read_by_statement(conn: Connection, sql: str) -> None:
    conn.exec_driver_sql(sql).all() if sql.startswith("SELECT") else conn.exec_driver_sql(sql)


def read_by_cursor(conn: Connection, sql: str) -> None:
    conn.connection.cursor().execute(sql).fetchall()


@pytest.mark.parametrize("way", [read_by_statement, read_by_cursor])
@pytest.mark.parametrize(("make", "code"), SQLITE.items())
def test_every_condition_of_a_file_has_its_code(
    sqlite_storage: Storage,
    workspace_path: Path,
    way: Way,
    make: Callable[[Connection, Path], Iterator[str]],
    code: str,
) -> None:
    def run() -> None:
        with sqlite_storage.database.read() as conn:
            for sql in make(conn, workspace_path):
                way(conn, sql)

    with pytest.raises(StorageProblem) as refused:
        run()
    assert refused.value.code == code


def test_a_damaged_schema_is_damage_and_not_an_incident(workspace_path: Path) -> None:
    with closing(dbapi2.connect(str(workspace_path), isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE lot (' WHERE name = 'lot'")
    with pytest.raises(StorageProblem) as refused:
        workspace.open_workspace(workspace_path, now=NOW)
    assert refused.value.code == "storage.damaged"


@pytest.mark.parametrize("table", ["lot", "movement", "meta", "audit_record"])
def test_a_table_that_is_gone_is_damage_and_not_an_incident(
    workspace_path: Path, table: str
) -> None:
    with closing(dbapi2.connect(str(workspace_path), isolation_level=None)) as raw:
        raw.execute(f'DROP TABLE "{table}"')
    with pytest.raises(StorageProblem) as refused:
        workspace.open_workspace(workspace_path, now=NOW)
    assert refused.value.code == "storage.damaged"


def _sqlite_error(kind: Any, words: str, number: int | None) -> Any:
    made = kind(words)
    if number is not None:
        made.sqlite_errorcode = number
    return made


@pytest.mark.parametrize(
    ("words", "number", "code"),
    [
        ("database is locked", 261, "storage.busy"),
        ("locking protocol", 15, "storage.busy"),
        ("disk I/O error", 4874, "storage.disk_error"),
        ("database or disk is full", 13, "storage.disk_full"),
        ("attempt to write a readonly database", 1032, "storage.read_only"),
        ("unable to open database file", 14, "storage.cannot_open"),
        ("malformed database schema (lot) - incomplete input", 11, "storage.damaged"),
        ("malformed database schema (?)", None, "storage.damaged"),
        ("database disk image is malformed", 267, "storage.damaged"),
        ("string or blob too big", 18, "storage.damaged"),
        ("file is not a database", 26, "storage.foreign_file"),
        ("fts5: corruption found reading blob 137438953473 from table", 267, "storage.damaged"),
        ("no such table: nothing", 1, None),
        ('malformed MATCH expression: ["]', 1, None),
    ],
)
def test_the_words_and_numbers_of_sqlite(words: str, number: int | None, code: str | None) -> None:
    found = translate(_sqlite_error(dbapi2.DatabaseError, words, number))
    assert (None if found is None else found.code) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (psycopg.OperationalError("consuming input failed: server closed"), "storage.unreachable"),
        (psycopg.InterfaceError("the connection is closed"), "storage.unreachable"),
        (psycopg.errors.ConnectionTimeout("timeout"), "storage.unreachable"),
        (psycopg.OperationalError("FATAL: sorry, too many clients already"), "storage.server_full"),
        (psycopg.OperationalError("FATAL: the database system is starting up"), "storage.unreachable"),
        (psycopg.OperationalError('FATAL: database "x" does not exist'), "storage.no_database"),
        (psycopg.ProgrammingError("the query has 1 placeholder"), None),
    ],
)  # fmt: skip
def test_the_words_of_a_server_that_is_not_reached(error: Exception, code: str | None) -> None:
    found = translate(error)
    assert (None if found is None else found.code) == code


def test_damage_of_a_staging_file_is_told_of_the_import_and_not_of_the_workspace(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.staging"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(NotFound) as refused:
        StagingFile(path).info()
    assert refused.value.code == "import.no_staging"
    with pytest.raises(NotFound), translated():
        raise sqlite3.OperationalError("no such table: verdict")

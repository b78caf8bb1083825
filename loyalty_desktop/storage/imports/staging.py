"""Staging files: private SQLite files where an import's rows wait between reading and applying (docs/adr/0007).

The child process that reads the sheet writes `info`, `row`, `issue` and `source`. This module adds `verdict` and makes
the rows available to the workspace's SQL: attached as schema `stg` in SQLite, copied into temporary tables in PostgreSQL.
SQL for both engines names the tables through `Staged.row` and `Staged.verdict`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.entities.profiles import SEARCHED
from loyalty_desktop.domain.messages import params_to_json
from loyalty_desktop.domain.staged_blocks import NEW
from loyalty_desktop.domain.text import email_key, search_text
from loyalty_desktop.storage.engine import Database
from loyalty_desktop.storage.errors import translated
from loyalty_desktop.storage.imports import slices
from loyalty_desktop.storage.imports.blocks import (
    LAST,
    Fill,
    blocks,
    count_new,
    loosen_all,
    loosen_numbers,
)
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

VERDICT_COLUMNS = {
    "row_no": "INTEGER PRIMARY KEY",
    "verdict": "TEXT NOT NULL",  # new, changed, unchanged, rejected, left_out
    "profile_verdict": "TEXT",
    "profile_id": "INTEGER",
    "profile_version": "INTEGER",
    "before": "TEXT",  # JSON of the profile's columns that change
    "after": "TEXT",
    "search": "TEXT",  # the profile's new search text where it changes
    "participant_verdict": "TEXT",
    "participant_id": "INTEGER",
    "participant_version": "INTEGER",
    "participant_before": "TEXT",
    "participant_after": "TEXT",
    "tier_before": "TEXT",  # JSON: tier column -> name of the tier in force, where another one is to be set
    "tier_after": "TEXT",
    "points_type_id": "INTEGER",
    "ledger": "INTEGER",  # 1: the ledger refused the row or knows it, and judges it anew when the person has moved
    "posted": "INTEGER",  # 1: the row is in a slice of rows to post (slices.py)
}

_VERDICT = f"CREATE TABLE verdict ({', '.join(f'{n} {t}' for n, t in VERDICT_COLUMNS.items())})"


@dataclass(frozen=True, slots=True)
class Staged:
    """A workspace connection with staged rows: names of the tables, and the columns of `row`."""

    conn: Connection
    row: str
    verdict: str
    columns: frozenset[str]
    anew: frozenset[int] = frozenset()
    """Rows that were to be written from their blocks, but are judged anew in this transaction."""

    @property
    def sqlite(self) -> bool:
        """Whether the workspace is a SQLite file (the verdict table is then in the staging file)."""
        return self.conn.dialect.name == "sqlite"


class StagingFile:
    """One staging file, which this process reads and marks. Close it before it is attached."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open a connection in autocommit mode with our settings; a crash while writing damages only this file."""
        with translated(), closing(_connect(self.path)) as connection:
            connection.execute("PRAGMA journal_mode=MEMORY")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("PRAGMA cache_size=-65536")
            yield connection

    def info(self) -> dict[str, str]:
        """Return the facts that the reading process recorded."""
        with self.open() as connection:
            return dict(connection.execute("SELECT name, value FROM info"))

    def note(self, **facts: str) -> None:
        """Record facts."""
        with self.open() as connection:
            connection.executemany(
                "INSERT INTO info (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                facts.items(),
            )

    def columns(self) -> tuple[str, ...]:
        """Return the columns of `row`, in order."""
        with self.open() as connection:
            return _columns(connection)

    def prepare(self, *, fill: Fill | None, profile: bool) -> None:
        """Make an empty verdict table, remove earlier marks, and complete derived columns of loose rows.

        `fill` is the column (external_id, email, phone) that gets the value of the participant key where that has one: it
        is also a field of the profile.
        """
        with self.open() as connection:
            connection.execute("BEGIN")
            connection.execute("DROP TABLE IF EXISTS verdict")
            connection.execute(_VERDICT)
            _leave_out(connection)
            connection.execute("UPDATE block SET new = 0")
            have = _columns(connection)
            if "origin" not in _columns(connection, "issue"):
                connection.execute("ALTER TABLE issue ADD COLUMN origin TEXT DEFAULT 'sheet'")
            connection.execute("DELETE FROM issue WHERE origin = 'match'")
            filled = False
            if fill is not None and fill.source in have:
                if fill.field not in have:
                    connection.execute(f"ALTER TABLE row ADD COLUMN {fill.field} TEXT")
                connection.execute(
                    f"UPDATE row SET {fill.field} = {fill.source} WHERE {fill.source} IS NOT NULL"
                )
                filled = True
            if profile:
                _derive(connection, anew=filled)
            connection.execute("COMMIT")

    def loosen_all(self) -> None:
        """Move the rows of all blocks to the table `row`."""
        with self.open() as connection:
            connection.execute("BEGIN")
            loosen_all(connection)
            connection.execute("COMMIT")

    def leave_out(self, row_nos: Iterable[int], *, out: bool = True) -> None:
        """Leave rows out, or with `out` False no longer; set the verdicts again afterwards."""
        change = (
            "INSERT OR IGNORE INTO left_out VALUES (?)"
            if out
            else "DELETE FROM left_out WHERE row_no = ?"
        )
        with self.open() as connection:
            connection.execute("BEGIN")
            connection.executemany(change, [(number,) for number in row_nos])
            connection.execute("COMMIT")

    def add_verdicts(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Store verdicts that were fetched from PostgreSQL."""
        marks = ", ".join("?" * len(columns))
        with self.open() as connection:
            connection.execute("BEGIN")
            connection.executemany(
                f"INSERT OR REPLACE INTO verdict ({', '.join(columns)}) VALUES ({marks})", rows
            )
            connection.execute("COMMIT")

    def add_issues(
        self,
        rows: Iterable[tuple[int, str, str, str, Mapping[str, Any]]],
        *,
        severity: str = "error",
    ) -> None:
        """Add issues that matching found: (row_no, column letters, field, code, params); errors reject the row."""
        listed = [
            (n, c, f, severity, code, params_to_json(p), "match") for n, c, f, code, p in rows
        ]
        with self.open() as connection:
            connection.execute("BEGIN")
            connection.executemany(
                'INSERT INTO issue (row_no, "column", field, severity, code, params, origin)'
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                listed,
            )
            if severity == "error":
                connection.executemany(
                    "INSERT INTO verdict (row_no, verdict) VALUES (?, 'rejected')"
                    " ON CONFLICT (row_no) DO UPDATE SET verdict = 'rejected'",
                    [(row[0],) for row in listed],
                )
            connection.execute("COMMIT")

    def counts(self) -> dict[str, int]:
        """Count rows by verdict."""
        return self.slice_counts(after=0, upto=LAST)

    def slice_ends(self, step: int, after: int = 0, *, by: str = "row_no") -> list[int]:
        """Return the row numbers, or by `participant_id` the participants, at which slices of about `step` rows end.

        They begin after the value `after`. A participant's rows are in one slice.
        """
        if by == "row_no":
            return self._row_ends(step, after)
        with self.open() as connection:
            return slices.ends_of(connection, step, after)

    def _row_ends(self, step: int, after: int) -> list[int]:
        found: list[int] = []
        inside, last = 0, 0
        with self.open() as connection:
            judged = [
                n
                for (n,) in connection.execute(
                    "SELECT row_no FROM verdict WHERE row_no > ? ORDER BY row_no", (after,)
                )
            ]
            at = 0
            for block in blocks(connection, after=after):
                numbers = [block.numbers[p] for p in block.places(NEW, after=after)]
                upto = at
                while upto < len(judged) and judged[upto] <= block.last:
                    upto += 1
                if upto > at:
                    numbers = sorted([*numbers, *judged[at:upto]])
                at = upto
                if not numbers:
                    continue
                found += numbers[step - inside - 1 :: step]
                inside = (inside + len(numbers)) % step
                last = numbers[-1]
        if last and (not found or found[-1] < last):
            found.append(last)
        return found

    def slice_counts(self, *, after: int, upto: int, by: str = "row_no") -> dict[str, int]:
        """Count the rows of a slice by verdict."""
        with self.open() as connection:
            found = dict(
                connection.execute(
                    f"SELECT verdict, COUNT(*) FROM verdict WHERE {by} > ? AND {by} <= ? GROUP BY verdict",
                    (after, upto),
                )
            )
            new = (
                count_new(connection, after=after, upto=upto)
                if by == "row_no"
                else slices.count(connection, after=after, upto=upto)
                - _settled(connection, after=after, upto=upto)
            )
            if new:
                found["new"] = found.get("new", 0) + new
            return found


def _leave_out(connection: sqlite3.Connection) -> None:
    """Give the rows that are left out their verdict; nothing else is said or asked about them."""
    out = [int(n) for (n,) in connection.execute("SELECT row_no FROM left_out")]
    loosen_numbers(connection, out)
    for statement in (
        "UPDATE row SET ok = 0 WHERE row_no IN (SELECT row_no FROM left_out)",
        "DELETE FROM issue WHERE severity = 'error' AND row_no IN (SELECT row_no FROM left_out)",
        "INSERT INTO verdict (row_no, verdict) SELECT r.row_no, 'left_out' FROM row AS r JOIN left_out USING (row_no)",
    ):
        connection.execute(statement)


def _settled(connection: sqlite3.Connection, *, after: int, upto: int) -> int:
    """Count the rows of slices that have a verdict of their own."""
    query = "SELECT COUNT(*) FROM verdict WHERE posted = 1 AND participant_id > ? AND participant_id <= ?"
    (found,) = connection.execute(query, (after, upto)).fetchone()
    return int(found)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        path.absolute(), isolation_level=None
    )  # absolute: never a "file:" address


def _columns(connection: sqlite3.Connection, table: str = "row") -> tuple[str, ...]:
    return tuple(r[1] for r in connection.execute(f"PRAGMA table_info({table})"))


def _derive(connection: sqlite3.Connection, *, anew: bool) -> None:
    """Fill `search` and `email_key` where the reading process did not."""
    have = _columns(connection)
    if "email" in have and (anew or "email_key" not in have):
        if "email_key" not in have:
            connection.execute("ALTER TABLE row ADD COLUMN email_key TEXT")
        connection.create_function("email_key", 1, email_key, deterministic=True)
        connection.execute("UPDATE row SET email_key = email_key(email) WHERE email IS NOT NULL")
    if anew or "search" not in have:
        if "search" not in have:
            connection.execute("ALTER TABLE row ADD COLUMN search TEXT")
        values = ", ".join(name if name in have else "NULL" for name in SEARCHED)
        connection.create_function("search_text", len(SEARCHED), search_text, deterministic=True)
        connection.execute(f"UPDATE row SET search = search_text({values})")


@contextmanager
def staged_read(database: Database, staging: StagingFile) -> Iterator[Staged]:
    """Open a snapshot of the workspace with the staged rows. In SQLite verdicts may be written to the staging file."""
    if database.dialect == "sqlite":
        with _attached(database, staging.path) as conn, conn.begin():
            yield _staged_sqlite(conn)
        return
    with database.read() as conn:
        yield _copied(conn, staging, verdicts=False)


@contextmanager
def staged_write(
    storage: Storage, staging: StagingFile, *, after: int, upto: int
) -> Iterator[tuple[UnitOfWork, Staged]]:
    """Open a unit of work with at least the staged rows of `after` < row number <= `upto`.

    Do not write to the staging file here: if killed, it would be damaged.
    """
    if storage.database.dialect == "sqlite":
        with storage.database.turn(), _attached(storage.database, staging.path) as conn:
            conn = conn.execution_options(immediate=True)
            with conn.begin(), storage.work_on(conn) as uow:
                yield uow, _staged_sqlite(conn)
        return
    with storage.write() as uow:
        yield uow, _copied(uow.conn, staging, verdicts=True, part=(after, upto))


@contextmanager
def _attached(database: Database, path: Path) -> Iterator[Connection]:
    """Open a connection with the staging file attached as `stg`; ATTACH and DETACH are outside transactions."""
    with translated(), database.engine.connect() as conn:
        raw: Any = conn.connection.driver_connection
        raw.execute("ATTACH DATABASE ? AS stg KEY ''", (str(path.absolute()),))
        raw.execute("PRAGMA stg.journal_mode=MEMORY")
        raw.execute("PRAGMA stg.synchronous=OFF")
        raw.create_function("search_text", len(SEARCHED), search_text, deterministic=True)
        try:
            yield conn
        finally:
            try:
                raw.execute("DETACH DATABASE stg")
            except Exception:  # noqa: BLE001  (still busy after an error: the connection is discarded)
                conn.invalidate()


def _staged_sqlite(conn: Connection) -> Staged:
    names = conn.exec_driver_sql("SELECT name FROM pragma_table_info('row', 'stg')").scalars()
    return Staged(conn, "stg.row", "stg.verdict", frozenset(names))


POSTGRES_TYPES = {"INTEGER": "BIGINT", "TEXT": "TEXT", "REAL": "DOUBLE PRECISION"}


def _copied(
    conn: Connection,
    staging: StagingFile,
    *,
    verdicts: bool,
    part: tuple[int, int] | None = None,
) -> Staged:
    """Copy staged rows (None: all) into temporary tables `stg_row` and `stg_verdict` of this transaction."""
    with staging.open() as source:
        shape = [(r[1], r[2] or "TEXT") for r in source.execute("PRAGMA table_info(row)")]
        _copy(conn, source, "row", "stg_row", shape, part=part)
        judged = [(n, t.split()[0]) for n, t in VERDICT_COLUMNS.items()]
        _copy(conn, source, "verdict", "stg_verdict", judged, part=part)
        if verdicts:
            conn.execute(text("CREATE INDEX ON stg_verdict (verdict, row_no)"))
    conn.execute(text("ANALYZE stg_row"))
    conn.execute(text("ANALYZE stg_verdict"))
    return Staged(conn, "stg_row", "stg_verdict", frozenset(name for name, _ in shape))


def _copy(
    conn: Connection,
    source: sqlite3.Connection,
    table: str,
    target: str,
    shape: Sequence[tuple[str, str]],
    *,
    part: tuple[int, int] | None,
) -> None:
    columns = ", ".join(f'"{n}" {POSTGRES_TYPES.get(t, "TEXT")}' for n, t in shape)
    conn.execute(text(f"CREATE TEMPORARY TABLE {target} ({columns}) ON COMMIT DROP"))
    raw: Any = conn.connection.driver_connection
    names = ", ".join(f'"{n}"' for n, _ in shape)
    where = "" if part is None else " WHERE row_no > ? AND row_no <= ?"
    with raw.cursor() as cursor, cursor.copy(f"COPY {target} ({names}) FROM STDIN") as copy:
        for row in source.execute(f"SELECT {names} FROM {table}{where}", part or ()):
            copy.write_row(row)
    conn.execute(text(f"CREATE UNIQUE INDEX ON {target} (row_no)"))

"""Write the staging file: a private SQLite database with the typed rows of a sheet and their issues.

The child process writes it at once; the parent reads it and adds its own tables (`storage.imports.staging`). Tables:
`info`, `block` (rows without an error, column by column: `storage.imports.blocks`), `row` (those with one), `issue`,
`source`, `left_out` (docs/architecture.md, "A spreadsheet through the layers").
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from loyalty_desktop.domain import staged_blocks


class StagingWriter:
    """Creates a staging file and fills it in one transaction. `close` leaves it complete."""

    def __init__(self, path: Path, columns: dict[str, str]) -> None:
        path.unlink(missing_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "locking_mode=EXCLUSIVE",
            "cache_size=-65536",
        ):
            self._db.execute(f"PRAGMA {pragma}")
        self._names = list(columns)
        self._columns = frozenset(columns)
        typed = "".join(
            f', "{name.replace(chr(34), chr(34) * 2)}" {kind}' for name, kind in columns.items()
        )
        self._db.execute("BEGIN")
        for statement in (
            "CREATE TABLE info (name TEXT PRIMARY KEY, value TEXT)",
            f"CREATE TABLE row (row_no INTEGER PRIMARY KEY, ok INTEGER NOT NULL{typed})",
            'CREATE TABLE issue (row_no INTEGER, "column" TEXT, field TEXT, severity TEXT, code TEXT, params TEXT)',
            "CREATE TABLE source (row_no INTEGER PRIMARY KEY, cells TEXT)",
            "CREATE TABLE left_out (row_no INTEGER PRIMARY KEY)",
        ):
            self._db.execute(statement)
        blocks = "".join(f", {staged_blocks.column(name)} BLOB" for name in self._names)
        self._db.execute(staged_blocks.BLOCK.format(columns=blocks))
        marks = ", ".join("?" * (len(columns) + 2))
        self._insert = f"INSERT INTO row VALUES ({marks})"  # noqa: S608 - our own table

    def rows(self, numbers: Sequence[int], ok: Sequence[int], values: dict[str, list[Any]]) -> None:
        """Append rows; a staging column without values is empty. Rows with an error go to the table `row`."""
        if not numbers:
            return
        given = {name: column for name, column in values.items() if name in self._columns}
        marks = bytes(staged_blocks.OPEN if fine else staged_blocks.LOOSE for fine in ok)
        if not all(ok):
            nothing = [None] * len(numbers)
            columns = [given.get(name, nothing) for name in self._names]
            faulty = [place for place, fine in enumerate(ok) if not fine]
            self._db.executemany(
                self._insert,
                ((numbers[p], 0, *(column[p] for column in columns)) for p in faulty),
            )
        names = "".join(f", {staged_blocks.column(name)}" for name in given)
        self._db.execute(
            f"INSERT INTO block (first, last, numbers, marks{names})"  # noqa: S608 - our own table
            f" VALUES (?, ?, ?, ?{', ?' * len(given)})",
            (
                numbers[0],
                numbers[-1],
                staged_blocks.packed_numbers(numbers),
                marks,
                *map(staged_blocks.packed, given.values()),
            ),
        )

    def issues(self, listed: Iterable[tuple[Any, ...]]) -> None:
        """Append issues: (row_no, column letter, field, severity, code, params as JSON)."""
        self._db.executemany("INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?)", listed)

    def sources(self, listed: Iterable[tuple[int, str]]) -> None:
        """Append the cells of rows."""
        self._db.executemany("INSERT INTO source VALUES (?, ?)", listed)

    def left_out(self, numbers: Iterable[int]) -> None:
        """Note rows that are no data; they are left out unless a person takes them in."""
        self._db.executemany(
            "INSERT OR IGNORE INTO left_out VALUES (?)", [(number,) for number in numbers]
        )

    def info(self, facts: dict[str, str]) -> None:
        """Record facts."""
        self._db.executemany("INSERT OR REPLACE INTO info VALUES (?, ?)", facts.items())

    def close(self) -> None:
        """Finish the file."""
        self._db.execute("CREATE INDEX ix_issue ON issue (row_no)")
        self._db.execute("COMMIT")
        self._db.close()

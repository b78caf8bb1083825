"""The other side of every ratio: the least a program could do with the same libraries, no checks, no undo, no audit."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from loyalty_desktop.domain.days import instant
from loyalty_desktop.storage.unit_of_work import Storage


def connect(path: Path) -> Any:
    """A bare connection with the durability settings of the program."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-262144"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def calamine_rows(path: Path) -> Iterator[list[Any]]:
    """Rows of the first sheet without its header, read in this process with nothing checked."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return islice(book.get_sheet_by_index(0).iter_rows(), 1, None)


def csv_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a comma-separated file without its header."""
    with path.open(newline="", encoding="utf-8") as handle:
        yield from islice(csv.reader(handle), 1, None)


def upsert(path: Path, columns: tuple[str, ...], rows: Iterable[list[Any]]) -> int:
    """Raw executemany of an upsert keyed by the first column, in one transaction; the number of rows then."""
    connection = connect(path)
    names = ", ".join(columns)
    connection.execute(
        f"CREATE TABLE target (id INTEGER PRIMARY KEY, {names}, UNIQUE ({columns[0]}))"
    )
    marks = ", ".join("?" * len(columns))
    sets = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO target ({names}) VALUES ({marks}) ON CONFLICT ({columns[0]}) DO UPDATE SET {sets}",
        (tuple(str(v) if not isinstance(v, (str, int, float)) else v for v in row) for row in rows),
    )
    connection.execute("COMMIT")
    count = int(connection.execute("SELECT count(*) FROM target").fetchone()[0])
    connection.close()
    return count


def post_points(path: Path, rows: Iterable[list[Any]], participants: int) -> int:
    """Raw inserts of what one points row leaves behind: transaction, key, lot, movement, balance. No rules."""
    connection = connect(path)
    connection.executescript(
        """
        CREATE TABLE tx (participant INTEGER, id INTEGER, key TEXT, amount INTEGER, at TEXT,
                         PRIMARY KEY (participant, id)) WITHOUT ROWID;
        CREATE TABLE txkey (key TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
        CREATE TABLE lot (participant INTEGER, id INTEGER, amount INTEGER, at TEXT,
                          PRIMARY KEY (participant, id)) WITHOUT ROWID;
        CREATE TABLE movement (participant INTEGER, id INTEGER, lot INTEGER, amount INTEGER,
                               PRIMARY KEY (participant, id)) WITHOUT ROWID;
        CREATE TABLE account (participant INTEGER PRIMARY KEY, active INTEGER);
        """
    )
    parsed = [
        (int(row[1]), n, row[0], round(float(row[4]) * 10_000), str(row[5]))
        for n, row in enumerate(rows, start=1)
    ]
    parsed.sort()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO account VALUES (?, 0)", ((i,) for i in range(participants)))
    connection.executemany("INSERT INTO tx VALUES (?, ?, ?, ?, ?)", parsed)
    connection.executemany("INSERT INTO txkey VALUES (?, ?)", ((row[2], row[1]) for row in parsed))
    connection.executemany(
        "INSERT INTO lot VALUES (?, ?, ?, ?)", ((row[0], row[1], row[3], row[4]) for row in parsed)
    )
    connection.executemany(
        "INSERT INTO movement VALUES (?, ?, ?, ?)",
        ((row[0], row[1], row[1], row[3]) for row in parsed),
    )
    connection.executemany(
        "UPDATE account SET active = active + ? WHERE participant = ?",
        ((row[3], row[0]) for row in parsed),
    )
    connection.execute("COMMIT")
    count = int(connection.execute("SELECT count(*) FROM movement").fetchone()[0])
    connection.close()
    return count


def post_points_same_tables(storage: Storage, rows: Iterable[list[Any]]) -> int:
    """The program's own tables with their indexes, filled by executemany: no rules, no tiers, no verdicts, no undo."""
    connection = storage.database.engine.raw_connection()
    raw: Any = connection.driver_connection
    people = dict(raw.execute("SELECT external_id, profile_id FROM profile_key").fetchall())
    kind = raw.execute("SELECT id FROM points_type WHERE external_id = 'points'").fetchone()[0]
    moment = datetime.fromisoformat
    parsed = [
        (
            people[row[1]],
            instant(moment(row[5]).replace(tzinfo=UTC)),
            row[0],
            round(float(row[4]) * 10_000) * (-1 if row[3] == "redemption" else 1),
        )
        for row in rows
    ]
    parsed.sort()
    numbered, number, last = [], 0, None
    for who, at, key, units in parsed:
        number = number + 1 if who == last else 1
        last = who
        numbered.append((who, number, at, key, units))
    noise = [os.urandom(16) for _ in numbered]
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(
        "INSERT INTO points_transaction (participant_id, id, points_type_id, uuid, type, state, flow, amount,"
        " total_before, active_before, active_after, occurred_at, import_batch_id, external_id)"
        f" VALUES (?, ?, {kind}, ?, 2, 2, 1, ?, 0, 0, ?, ?, 1, ?)",
        ((w, n, u, a, a, t, k) for (w, n, t, k, a), u in zip(numbered, noise, strict=True)),
    )
    raw.executemany(
        "INSERT INTO transaction_key VALUES (1, 1, ?, ?, ?, ?)",
        sorted((k, w, n, u) for (w, n, _, k, _), u in zip(numbered, noise, strict=True)),
    )
    raw.executemany(
        "INSERT INTO lot (participant_id, id, points_type_id, transaction_id, amount, pending, active, held, accrued_at)"
        f" VALUES (?, ?, {kind}, ?, ?, 0, ?, 0, ?)",
        ((w, n, n, a, a, t) for w, n, t, _, a in numbered if a > 0),
    )
    raw.executemany(
        "INSERT INTO movement (participant_id, transaction_id, lot_id, points_type_id, pending, active, held)"
        f" VALUES (?, ?, 1, {kind}, 0, ?, 0)",
        ((w, n, a) for w, n, _, _, a in numbered),
    )
    raw.executemany(
        f"INSERT INTO account (participant_id, points_type_id, active) VALUES (?, {kind}, ?)"
        " ON CONFLICT (participant_id, points_type_id) DO UPDATE SET active = 0",
        {w: (w, abs(a)) for w, _, _, _, a in numbered}.values(),
    )
    raw.execute("COMMIT")
    connection.close()
    return len(numbered)


def export_xlsx(path: Path, header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> int:
    """Plain XlsxWriter in constant memory; the number of rows written."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, header)
    count = 0
    for count, row in enumerate(rows, start=1):
        sheet.write_row(count, 0, row)
    book.close()
    return count


START_UP = """
import sys, time
began = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow, QLabel
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2
app = QApplication(sys.argv)
engine = create_engine("sqlite:///" + sys.argv[1], module=dbapi2)
with engine.connect() as connection:
    connection.execute(text("SELECT 1"))
window = QMainWindow(); window.setCentralWidget(QLabel("bare")); window.resize(1280, 800); window.show()
app.processEvents()
print(time.perf_counter() - began)
"""
"""A bare window over an engine; prints seconds from the first import to the first shown frame."""

OUR_START_UP = """
import sys, time
began = time.perf_counter()
from PySide6.QtWidgets import QApplication
from loyalty_desktop.app import paths
from loyalty_desktop.app.settings import Settings
from loyalty_desktop.app.user_settings import UserSettings
from loyalty_desktop.app.window.desktop import Desktop
app = QApplication(sys.argv)
desktop = Desktop(app, UserSettings(paths.config_dir(), Settings()))
desktop.starter.opened.connect(lambda _answer: app.exit(0))
desktop.start(sys.argv[1])
app.exec()
app.processEvents()
print(time.perf_counter() - began)
"""
"""Our window on a workspace, until it is shown; prints seconds from the first import."""


def expire_and_review(path: Path, day: int) -> int:
    """Raw SQL over the program's own tables: every lot that ends on the day expires, every tier's review moves on.

    Returns how many lots expired. No rules, no sums, no digests, no audit.
    """
    connection = connect(path)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "CREATE TEMP TABLE due AS SELECT l.participant_id AS who, l.id AS lot, l.points_type_id AS kind, l.active AS units,"
        " p.transactions + 1 AS tx FROM lot l JOIN person p ON p.id = l.participant_id"
        " WHERE l.expires_on = ? AND l.active > 0 ORDER BY 1",
        (day,),
    )
    count = int(connection.execute("SELECT COUNT(*) FROM due").fetchone()[0])
    for statement in (
        """INSERT INTO points_transaction (participant_id, id, points_type_id, uuid, type, state, flow, amount, total_before,
             active_before, active_after, occurred_at, recorded_at, actor)
           SELECT who, tx, kind, randomblob(16), 4, 2, 6, -units, units, units, 0, 1, 1, '' FROM due""",
        """INSERT INTO movement (participant_id, transaction_id, lot_id, points_type_id, pending, active, held)
           SELECT who, tx, lot, kind, 0, -units, 0 FROM due""",
        "UPDATE lot SET active = 0 FROM due WHERE lot.participant_id = due.who AND lot.id = due.lot",
        """UPDATE account SET active = account.active - due.units FROM due
           WHERE account.participant_id = due.who AND account.points_type_id = due.kind""",
        """INSERT INTO participant_month (participant_id, points_type_id, month, expired)
           SELECT who, kind, 201801, -units FROM due WHERE true ON CONFLICT (participant_id, points_type_id, month)
           DO UPDATE SET expired = participant_month.expired + excluded.expired""",
        "UPDATE person SET transactions = due.tx FROM due WHERE person.id = due.who",
        "UPDATE tier_state SET period_start = next_review, next_review = next_review + 100",
    ):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.close()
    return count

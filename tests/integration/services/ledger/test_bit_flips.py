"""Single bits of a workspace file are turned: each is refused at opening, found by the proof, or harms nothing of value.

"Of value" is everything in the tables of the ledger: what is left out below does not move a point, a tier or a key. Texts of
profiles are left out: nothing in the program says what they must be.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.models import all_tables
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.busy_club import busy_shop
from tests.support.clock import Clock
from tests.support.release import sampled

LEFT_OUT: dict[str, set[str]] = {
    "alembic_version": {"*"},  # refused at opening when it is another
    "meta": {"*"},  # settings
    "id_counter": {"*"},  # a number that is taken already is refused
    "import_memory": {"*"},  # how a header was matched last time
    "profile": {"*"},
    "account": {"version"},  # only compared with itself
    "participant": {"version", "comment"},
}
"""Tables and columns that the proof does not cover, with the reason."""


def test_no_flipped_bit_changes_the_ledger_unseen(
    sqlite_storage: Storage, clock: Clock, workspace_path: Path, tmp_path: Path
) -> None:
    busy_shop(Services(sqlite_storage), clock, tmp_path, people=200)
    with sqlite_storage.write() as uow:
        uow.conn.exec_driver_sql("DELETE FROM import_memory")
    sqlite_storage.database.close()
    good = workspace_path.read_bytes()
    assert not workspace_path.with_name(f"{workspace_path.name}-wal").exists()
    expected = dump(workspace_path)
    chance = random.Random(20260115)
    ends: Counter[str] = Counter()
    unseen = []
    for number in range(sampled(250, 4_000)):
        place, bit = chance.randrange(100, len(good)), chance.randrange(8)
        path = tmp_path / f"flip{number}.loyalty"
        damaged = bytearray(good)
        damaged[place] ^= 1 << bit
        path.write_bytes(damaged)
        end = outcome(path, clock)
        ends[end] += 1
        if end == "proven":
            changed = differing(expected, dump(path))
            if changed:
                unseen.append((place, bit, changed))
        for left in tmp_path.glob(f"flip{number}.*"):
            left.unlink()
    assert not unseen
    assert min(ends["refused"], ends["found"], ends["proven"]) > 0, ends


def outcome(path: Path, clock: Clock) -> str:
    """How a damaged workspace ends: refused, found or proven."""
    try:
        with bootstrap.services_over(path) as services:
            report = Services(services.storage.at(clock)).proof.prove()
    except LoyaltyError:
        return "refused"
    return "proven" if report.proven else "found"


Dump = dict[str, list[tuple[Any, ...]] | str]


def dump(path: Path) -> Dump:
    """All rows of value by table; the error in their place when they cannot be read."""
    conn = dbapi2.connect(str(path))
    found: Dump = {}
    try:
        for table in all_tables().sorted_tables:
            out = LEFT_OUT.get(table.name, set())
            columns = [c.name for c in table.columns if c.name not in out and "*" not in out]
            if columns:
                names = ", ".join(f'"{name}"' for name in columns)
                try:
                    rows = conn.execute(f'SELECT {names} FROM "{table.name}" NOT INDEXED')
                    found[table.name] = rows.fetchall()
                except (dbapi2.Error, sqlite3.Error) as error:
                    found[table.name] = str(error)
    finally:
        conn.close()
    return found


def differing(expected: Dump, found: Dump) -> list[str]:
    """The tables that differ, with the first row that does."""
    changed = []
    for name, rows in expected.items():
        now = found[name]
        if now != rows:
            pairs = zip(rows, now, strict=False)
            first = next(((one, two) for one, two in pairs if one != two), (len(rows), len(now)))
            changed.append(f"{name}: {first}")
    return changed

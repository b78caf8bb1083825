"""Which people of a points sheet have moved since its rehearsal.

A person's version is the number of the last transaction plus that of the last audit record: every command on the person
raises one of them. The rehearsal keeps the versions it judged by in the staging file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def current(uow: UnitOfWork, people: Collection[int], *, lock: bool) -> dict[int, int]:
    """Return the versions of people; `lock` locks them, ascending. It is 0 for somebody who has done nothing yet."""
    found = uow.lock_people(people, lock=lock)
    return {who: person.transactions + person.audit_seq for who, person in found.items()}


def forget(staging: StagingFile) -> None:
    """Delete the versions of an earlier rehearsal."""
    with staging.open() as conn:
        conn.execute("DROP TABLE IF EXISTS person")
        conn.execute("CREATE TABLE person (participant_id INTEGER PRIMARY KEY, version INTEGER)")


def keep(staging: StagingFile, versions: Mapping[int, int]) -> None:
    """Keep the versions by which people's rows were judged."""
    with staging.open() as conn:
        conn.execute("BEGIN")
        conn.executemany("INSERT OR REPLACE INTO person VALUES (?, ?)", versions.items())
        conn.execute("COMMIT")


def moved(uow: UnitOfWork, staging: StagingFile, rows: Slice) -> set[int]:
    """Lock the people of a slice; return those who have another version than in the rehearsal."""
    with staging.open() as kept:
        known = dict(
            kept.execute(
                "SELECT participant_id, version FROM person WHERE participant_id > ? AND participant_id <= ?",
                (rows.after, rows.upto),
            )
        )
    now = current(uow, known, lock=True)
    return {who for who, version in known.items() if now[who] != version}


def mark(staging: StagingFile, row_nos: Collection[int]) -> None:
    """Mark rows that the ledger did not take: it is asked again when their people have moved."""
    with staging.open() as conn:
        conn.execute("BEGIN")
        conn.executemany("UPDATE verdict SET ledger = 1 WHERE row_no = ?", [(n,) for n in row_nos])
        conn.execute("COMMIT")


def asked_again(staging: StagingFile, people: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield (row_no, verdict) of the marked rows of people who have moved."""
    with staging.open() as conn:
        yield from conn.execute(
            "SELECT row_no, verdict FROM verdict WHERE ledger = 1"
            " AND participant_id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(people)),),
        )

"""Lock, load and store the rows of `person`: the numbers and the audit head of one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, text

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.domain.ledger.state import Person
from loyalty_desktop.storage.bulk import update_many
from loyalty_desktop.storage.sql import among, for_update, id_list, listed

_COLUMNS = "id, transactions, lots, digest, audit_seq, audit_hash"


def load_people(conn: Connection, ids: Collection[int], *, lock: bool) -> dict[int, Person]:
    """Load people by id, ascending; `lock` makes missing rows and locks all until the transaction ends.

    Without `lock` people without a row are new ones that nobody stores.
    """
    found = _select(conn, ids, lock=lock)
    missing = sorted(set(ids).difference(found))
    if missing and lock:
        make_people(conn, missing)
        found |= _select(conn, missing, lock=True)
    elif missing:
        found |= {number: Person(number) for number in missing}
    return found


def make_people(conn: Connection, ids: Collection[int]) -> None:
    """Make the rows of people who have none."""
    conn.execute(
        text(
            f"INSERT INTO person (id) SELECT value FROM {listed(conn)} WHERE 1 = 1"
            " ON CONFLICT (id) DO NOTHING"
        ),
        {"ids": id_list(conn, sorted(ids))},
    )


def store_people(conn: Connection, people: Iterable[Person]) -> None:
    """Write the people that changed. Raises StorageProblem `ledger.moved_meanwhile` when one was changed by others."""
    changed = [one for one in people if one.changed]
    rows = [
        (
            one.transactions,
            one.lots,
            one.digest,
            one.audit_seq,
            one.audit_hash,
            one.id,
            one.stored[0],
            one.stored[3],
        )
        for one in changed
    ]
    done = update_many(
        conn,
        "person",
        sets=("transactions", "lots", "digest", "audit_seq"),
        null_sets=("audit_hash",),
        keys=("id", "transactions", "audit_seq"),
        rows=rows,
        types={"audit_hash": "bytea"},
    )
    if done != len(rows):
        raise StorageProblem("ledger.moved_meanwhile", table="person", wanted=len(rows), done=done)
    for one in changed:
        one.stored = (one.transactions, one.lots, one.digest, one.audit_seq)


def _select(conn: Connection, ids: Collection[int], *, lock: bool) -> dict[int, Person]:
    rows = conn.execute(
        text(
            f"SELECT {_COLUMNS} FROM person WHERE {among(conn, 'id')} ORDER BY id"
            f"{for_update(conn) if lock else ''}"
        ),
        {"ids": id_list(conn, sorted(ids))},
    )
    return {row[0]: Person(*row) for row in rows}

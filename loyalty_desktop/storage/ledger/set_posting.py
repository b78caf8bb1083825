"""Post transactions of many simple accounts by set-based SQL: the same rows as posting.py writes, without objects.

The close (due_sets.py) and the undo (undo_sets.py) fill the temporary tables `set_person` (people at work, whose accounts
are all simple) and `set_entry` (their new transactions) for some thousand people at a time; the functions here write what
both share. The people are locked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text

from loyalty_desktop.storage import codes
from loyalty_desktop.storage.bulk import execute_many
from loyalty_desktop.storage.ledger.posting import Recording, check_count
from loyalty_desktop.storage.row_hash import TRANSACTION, stored_hash_sql
from loyalty_desktop.storage.sql import among, id_list, listed, new_uuid
from loyalty_desktop.storage.unit_of_work import UnitOfWork

TABLES = {
    "set_person": "participant_id BIGINT PRIMARY KEY",
    "set_lot": (
        "participant_id BIGINT, lot_id BIGINT, points_type_id BIGINT, place BIGINT, day BIGINT, active BIGINT,"
        " PRIMARY KEY (participant_id, lot_id)"
    ),
    "set_entry": (
        "participant_id BIGINT, id BIGINT, points_type_id BIGINT, day BIGINT, type SMALLINT, flow SMALLINT,"
        " amount BIGINT, total_before BIGINT, active_before BIGINT, active_after BIGINT, occurred_at BIGINT,"
        " month BIGINT, tier_id BIGINT, reverses_id BIGINT, PRIMARY KEY (participant_id, id)"
    ),
    "set_day": "day BIGINT PRIMARY KEY, at BIGINT, month BIGINT",
}
"""Temporary tables and their columns. `day` joins the lots of an expiration with its entry; `place` is the order of points types."""


class SetEntry(NamedTuple):
    """A new transaction of `set_entry` whose tier Python decides."""

    participant_id: int
    id: int
    points_type_id: int
    type: int
    occurred_at: int
    active_before: int
    active_after: int


def prepare(uow: UnitOfWork, tables: Mapping[str, str] = TABLES) -> None:
    """Create temporary tables (name -> columns), empty."""
    keyed = " WITHOUT ROWID" if uow.dialect == "sqlite" else ""
    for name, columns in tables.items():
        uow.conn.execute(text(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({columns}){keyed}"))
        uow.conn.execute(text(f"DELETE FROM {name}"))


def analyse(uow: UnitOfWork, name: str) -> None:
    """Let PostgreSQL measure a temporary table."""
    if uow.dialect == "postgresql":
        uow.conn.execute(text(f"ANALYZE {name}"))


def set_people(
    uow: UnitOfWork, program_id: int, participant_ids: Collection[int], *, lock: bool = True
) -> None:
    """Lock participants of a program and put them to work. Without `lock` nothing can be stored."""
    prepare(uow)
    uow.store_people()
    uow.conn.execute(
        text(
            f"INSERT INTO set_person (participant_id) SELECT p.id FROM {listed(uow.conn)}"
            " CROSS JOIN participant p WHERE p.id = value AND p.program_id = :program_id"
        ),
        {"ids": id_list(uow.conn, participant_ids), "program_id": program_id},
    )
    analyse(uow, "set_person")
    if lock and uow.dialect == "postgresql":
        uow.conn.execute(
            text(
                "SELECT p.id FROM person p JOIN set_person s ON s.participant_id = p.id"
                " ORDER BY p.id FOR UPDATE OF p"
            )
        )


def drop_people(uow: UnitOfWork, condition: str, bound: dict[str, Any]) -> set[int]:
    """Take people out of the work by a condition on `set_person`. Returns them."""
    found = set(
        uow.conn.execute(
            text(f"SELECT participant_id FROM set_person WHERE {condition}"), bound
        ).scalars()
    )
    if found:
        execute_many(
            uow.conn,
            "DELETE FROM set_person WHERE participant_id = ?",
            [(who,) for who in sorted(found)],
        )
    return found


def set_days(uow: UnitOfWork, days: Iterable[tuple[int, int, int]]) -> None:
    """Fill `set_day`: (day, instant of what is posted for it, local month of the instant)."""
    execute_many(uow.conn, "INSERT INTO set_day (day, at, month) VALUES (?, ?, ?)", list(days))


def load_judged(uow: UnitOfWork, tier_group_id: int, deciding: Iterable[int]) -> list[SetEntry]:
    """Return the entries, by person and number, of people whose tier may change, or was reached after their first entry.

    `deciding` are the points types that decide a tier, `tier_group_id` is the program's first tier group.
    """
    numbers = ", ".join(str(int(number)) for number in deciding)
    rows = uow.conn.execute(
        text(
            "SELECT e.participant_id, e.id, e.points_type_id, e.type, e.occurred_at, e.active_before, e.active_after"
            " FROM set_entry e WHERE e.participant_id IN"
            f" (SELECT participant_id FROM set_entry WHERE points_type_id IN ({numbers})"
            " UNION SELECT x.participant_id FROM set_entry x JOIN tier_state s ON s.participant_id = x.participant_id"
            " AND s.tier_group_id = :group AND s.reached_at >= x.occurred_at)"
            " ORDER BY e.participant_id, e.id"
        ),
        {"group": tier_group_id},
    )
    return [SetEntry(*row) for row in rows]


def load_latest(
    uow: UnitOfWork, participant_ids: Collection[int]
) -> dict[tuple[int, int], int | None]:
    """Return (person, points type) -> the latest occurred_at of the stored transactions of these people's accounts."""
    rows = uow.conn.execute(
        text(
            "SELECT participant_id, points_type_id, last_at FROM account"
            f" WHERE {among(uow.conn, 'participant_id')}"
        ),
        {"ids": id_list(uow.conn, sorted(participant_ids))},
    )
    return {(row[0], row[1]): row[2] for row in rows}


def count_people(uow: UnitOfWork) -> int:
    """Return how many people have entries."""
    found = uow.conn.execute(text("SELECT COUNT(DISTINCT participant_id) FROM set_entry"))
    return int(found.scalar_one())


def set_tiers(uow: UnitOfWork, tiers: Sequence[tuple[int | None, int, int]]) -> None:
    """Set the tiers of entries: (tier, person, number)."""
    execute_many(
        uow.conn,
        "UPDATE set_entry SET tier_id = ? WHERE participant_id = ? AND id = ?",
        list(tiers),
    )


def store_entries(
    uow: UnitOfWork,
    record: Recording,
    *,
    source: tuple[str | None, str | None] = (None, None),
    description: str | None = None,
) -> int:
    """Write the entries with their accounts, months and people. Returns how many. Lots and movements are the caller's."""
    uow.store_people()
    sqlite = uow.dialect == "sqlite"
    done = uow.conn.execute(
        text(
            "INSERT INTO points_transaction (participant_id, id, points_type_id, uuid, type, state, flow, amount,"
            " written_off, total_before, active_before, active_after, occurred_at, tier_id, import_batch_id,"
            " recorded_at, actor, reverses_id, source_type, source_id, description)"
            f" SELECT e.participant_id, e.id, e.points_type_id, {new_uuid(sqlite, 'e.participant_id', 'e.id')},"
            f" e.type, {codes.PERMANENT}, e.flow, e.amount, 0, e.total_before, e.active_before, e.active_after,"
            " e.occurred_at, e.tier_id, CAST(:batch AS BIGINT), CAST(:recorded AS BIGINT), CAST(:actor AS TEXT),"
            " e.reverses_id, CAST(:source_type AS TEXT), CAST(:source_id AS TEXT), CAST(:description AS TEXT)"
            " FROM set_entry e ORDER BY e.participant_id, e.id"
        ),
        {
            "batch": record.import_batch_id,
            "recorded": record.recorded_at,
            "actor": record.actor,
            "source_type": source[0],
            "source_id": source[1],
            "description": description,
        },
    ).rowcount
    _store_accounts(uow)
    _store_people(uow, done)
    return int(done)


def _store_accounts(uow: UnitOfWork) -> None:
    """Move the balances of accounts that exist; each must have the balance that its first entry found."""
    sums = (
        "SELECT participant_id, points_type_id, SUM(amount) AS total, SUM(active_after - active_before) AS active,"
        " MAX(active_before) AS most, MIN(active_before) AS least, MAX(occurred_at) AS at"
        " FROM set_entry GROUP BY participant_id, points_type_id"
    )
    wanted = uow.conn.execute(text(f"SELECT COUNT(*) FROM ({sums}) AS s")).scalar_one()
    done = uow.conn.execute(
        text(
            "UPDATE account SET active = account.active + CAST(s.active AS BIGINT),"
            " pending = account.pending + CAST(s.total - s.active AS BIGINT), version = account.version + 1,"
            " last_at = CASE WHEN account.last_at IS NULL OR account.last_at < s.at THEN s.at ELSE account.last_at END"
            f" FROM ({sums}) AS s WHERE account.participant_id = s.participant_id"
            " AND account.points_type_id = s.points_type_id"
        )
    ).rowcount
    check_count(done, wanted, "account")


def _store_people(uow: UnitOfWork, count: int) -> None:
    """Count the new transactions, and add their hashes to the digests."""
    done = uow.conn.execute(
        text(
            "UPDATE person SET transactions = person.transactions + h.number, digest = person.digest + h.units"
            " FROM (SELECT e.participant_id AS who, COUNT(*) AS number,"
            f" CAST(SUM({stored_hash_sql(uow.conn, TRANSACTION, 't')}) AS BIGINT) AS units"
            " FROM set_entry e JOIN points_transaction t ON t.participant_id = e.participant_id AND t.id = e.id"
            " GROUP BY e.participant_id) AS h WHERE person.id = h.who"
        )
    ).rowcount
    people = uow.conn.execute(text("SELECT COUNT(DISTINCT participant_id) FROM set_entry"))
    check_count(done if count else 0, people.scalar_one(), "person")


def store_months(uow: UnitOfWork, rows: str, columns: Sequence[str]) -> None:
    """Add to the months: SQL `rows` with participant, points type, month and the changes of these columns."""
    names = ", ".join(f'"{name}"' for name in columns)
    added = ", ".join(
        f'"{name}" = participant_month."{name}" + excluded."{name}"' for name in columns
    )
    uow.conn.execute(
        text(
            f"INSERT INTO participant_month (participant_id, points_type_id, month, {names})"
            f" SELECT * FROM ({rows}) AS r WHERE 1 = 1"
            f" ON CONFLICT (participant_id, points_type_id, month) DO UPDATE SET {added}"
        )
    )

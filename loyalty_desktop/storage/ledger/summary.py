"""The daily summary: fold transactions into it, and read what is folded together with what is not yet.

No command writes a sum (docs/architecture.md, "Past one machine"): a transaction is its own delta. A person's transactions
above `person.folded` are not in the table yet; a job folds them per range of people, and a read adds them. Both group
with the same SQL, so a report is the same before and after a fold.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.day_sql import day_number_sql, days_since_1970, zones_by_points_type
from loyalty_desktop.storage.sql import among, id_list, is_sqlite, listed
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

KEY = (
    "program_id",
    "points_type_id",
    "day",
    "recorded_day",
    "flow",
    "tier_id",
    "promotion_id",
    "channel_id",
)
SUMS = ("amount", "written_off", "count")
PEOPLE = 20_000
"""How many people one unit of work folds."""

_UNFOLDED = "x.folded < x.transactions"
_WAITING = (
    f"SELECT x.id FROM person x WHERE {_UNFOLDED} UNION SELECT participant_id FROM tier_correction"
)
"""People with something to fold, by two small indexes: the first condition is that of ix_person_unfolded, as it stands."""
_PLUS_ONE = "WHEN t.amount <> 0 THEN 1 ELSE 0"
_STORED = f'SELECT {", ".join(KEY)}, amount, written_off, "count" FROM daily_summary'


def rows_sql(conn: Connection) -> str:
    """Return SQL for the whole daily summary, folded or not: KEY and SUMS, one row a key, as a subquery's text.

    Use it in the snapshot in which it was made. With nothing to fold it is the table alone.
    """
    if not _next_people(conn, 1):
        return _STORED
    return _added_up([*_parts(conn, _WAITING, {}), _STORED])


def fold(storage: Storage, progress: Progress = NO_PROGRESS) -> int:
    """Fold what is not folded yet, in units of work of PEOPLE people. Returns how many people.

    People in whose way others are just now are left for the next fold; a read adds them until then.
    """
    done = 0
    while _something_waits(storage):
        with storage.write() as uow:
            found = fold_in(uow)
        if not found:
            break
        done += found
        progress.advance()
    return done


def fold_after(storage: Storage) -> None:
    """Fold at the end of a job that is done: another writer in the way is no harm, the next fold takes what is left."""
    with contextlib.suppress(LoyaltyError):
        fold(storage)


def fold_in(uow: UnitOfWork, limit: int = PEOPLE) -> int:
    """Fold the transactions of the next people that have any to fold. Returns how many people.

    It waits for nobody who moves points: people that others have locked are left out (PostgreSQL; SQLite has one writer).
    """
    conn = uow.conn
    uow.store_people()
    if not is_sqlite(conn):
        # One job folds at a time: it alone writes the sums.
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    ids = _next_people(conn, limit)
    if ids and not is_sqlite(conn):
        lock = "SELECT id FROM person WHERE id = ANY(:ids) ORDER BY id FOR UPDATE SKIP LOCKED"
        ids = [int(number) for number in conn.execute(text(lock), {"ids": ids}).scalars()]
    if not ids:
        return 0
    bound = {"ids": id_list(conn, ids)}
    parts = _parts(conn, f"SELECT value FROM {listed(conn)}", bound)
    sets = ", ".join(f'"{name}" = daily_summary."{name}" + excluded."{name}"' for name in SUMS)
    columns = ", ".join((*KEY, "amount", "written_off", '"count"'))
    where = " WHERE 1 = 1" if is_sqlite(conn) else ""
    conn.execute(
        text(
            f"INSERT INTO daily_summary ({columns}) SELECT * FROM ({_added_up(parts)}) AS f{where}"
            f" ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {sets}"
        ),
        bound,
    )
    conn.execute(text(f"DELETE FROM tier_correction WHERE {among(conn, 'participant_id')}"), bound)
    conn.execute(text(f"UPDATE person SET folded = transactions WHERE {among(conn, 'id')}"), bound)
    return len(ids)


_LOCK = 0x4C6F7946


def _something_waits(storage: Storage) -> bool:
    with storage.read() as conn:
        return bool(_next_people(conn, 1))


def _next_people(conn: Connection, limit: int) -> list[int]:
    rows = conn.execute(text(f"{_WAITING} ORDER BY 1 LIMIT :limit"), {"limit": limit})
    return [int(number) for number in rows.scalars()]


def _added_up(parts: Sequence[str]) -> str:
    return (
        f"SELECT {', '.join(KEY)}, CAST(SUM(amount) AS BIGINT) AS amount,"
        ' CAST(SUM(written_off) AS BIGINT) AS written_off, CAST(SUM("count") AS BIGINT) AS "count"'
        f" FROM ({' UNION ALL '.join(parts)}) AS u GROUP BY {', '.join(KEY)}"
    )


def _parts(conn: Connection, people: str, bound: Mapping[str, Any]) -> list[str]:
    """Return SQL for what is not folded of these people, a SELECT of ids."""
    days = _days(conn, people, bound)
    return [_grouped(conn, people, days), *_corrections(conn, people, days)]


def _grouped(conn: Connection, people: str, days: str) -> str:
    """Return SQL that groups transactions above the fold of people `x`."""
    return (
        f"SELECT {_key(conn, 'COALESCE(t.tier_id, 0)')}, SUM(amount) AS amount, SUM(written_off) AS written_off,"
        f' SUM(one) AS "count" FROM (SELECT t.points_type_id, {days}, t.flow, t.tier_id, t.promotion_id,'
        f" t.channel_id, t.amount, t.written_off, CASE {_PLUS_ONE} END AS one FROM person x"
        f" JOIN points_transaction t ON t.participant_id = x.id AND t.id > x.folded {codes.BATCH_JOIN}"
        f" WHERE x.id IN ({people}) AND t.flow <> 0) AS t JOIN points_type y ON y.id = t.points_type_id"
        " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
    )


def _corrections(conn: Connection, people: str, days: str) -> list[str]:
    """Return SQL that takes folded amounts from the tier they are folded under and adds them to the one they have."""
    parts = []
    for sign, tier in (("-", "t.folded_tier"), ("", "COALESCE(t.tier_id, 0)")):
        parts.append(
            f"SELECT {_key(conn, tier)}, SUM({sign}amount) AS amount, SUM({sign}written_off) AS written_off,"
            f' SUM({sign}one) AS "count" FROM (SELECT t.points_type_id, {days}, t.flow, t.tier_id,'
            " c.tier_id AS folded_tier, t.promotion_id, t.channel_id, t.amount, t.written_off,"
            f" CASE {_PLUS_ONE} END AS one FROM tier_correction c"
            " JOIN person x ON x.id = c.participant_id AND x.folded >= c.transaction_id"
            " JOIN points_transaction t ON t.participant_id = c.participant_id AND t.id = c.transaction_id"
            f" {codes.BATCH_JOIN} WHERE t.flow <> 0 AND c.participant_id IN ({people})) AS t"
            " JOIN points_type y ON y.id = t.points_type_id GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
        )
    return parts


def _days(conn: Connection, people: str, bound: Mapping[str, Any]) -> str:
    """Return SQL for the local days of occurrence and recording, for the time in which these people have something to fold."""
    zones = zones_by_points_type(conn)
    moments = "t.occurred_at AS occurred_at, COALESCE(t.recorded_at, b.started_at) AS recorded_at"
    row = conn.execute(
        text(
            "SELECT MIN(u.occurred_at), MAX(u.occurred_at), MIN(u.recorded_at), MAX(u.recorded_at) FROM ("
            f"SELECT {moments} FROM person x JOIN points_transaction t ON t.participant_id = x.id AND t.id > x.folded"
            f" {codes.BATCH_JOIN} WHERE x.id IN ({people}) UNION ALL "
            f"SELECT {moments} FROM tier_correction c"
            " JOIN points_transaction t ON t.participant_id = c.participant_id AND t.id = c.transaction_id"
            f" {codes.BATCH_JOIN} WHERE c.participant_id IN ({people})) AS u"
        ),
        bound,
    ).one()
    of = [
        days_since_1970(zones, instant, "t.points_type_id", first or 0, last or 0)
        for instant, first, last in (
            ("t.occurred_at", row[0], row[1]),
            (codes.RECORDED_AT, row[2], row[3]),
        )
    ]
    return f"{of[0]} AS day, {of[1]} AS recorded_day"


def _key(conn: Connection, tier: str) -> str:
    return (
        f"y.program_id AS program_id, t.points_type_id AS points_type_id, {day_number_sql(conn, 't.day')} AS day,"
        f" {day_number_sql(conn, 't.recorded_day')} AS recorded_day, t.flow AS flow, {tier} AS tier_id,"
        " COALESCE(t.promotion_id, 0) AS promotion_id, COALESCE(t.channel_id, 0) AS channel_id"
    )

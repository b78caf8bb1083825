"""The daily summary: fold transactions into it, and read what is folded together with what is not yet.

No command writes a sum (docs/architecture.md, "Past one machine"): a transaction is its own delta. A person's transactions
above `person.folded` are not in the table yet; a job folds them per range of people, and a read adds them. Both group
with the same SQL, so a report is the same before and after a fold.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.day_sql import day_number_sql, days_since_1970, zones_by_points_type
from loyalty_desktop.storage.sql import is_sqlite
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
_PLUS_ONE = "WHEN t.amount <> 0 THEN 1 ELSE 0"


def rows_sql(conn: Connection, people: Mapping[str, int] | None = None) -> str:
    """Return SQL for the whole daily summary, folded or not: KEY and SUMS, one row a key, as a subquery's text.

    With `people` (:low and :high) only the part of these people that is not folded.
    """
    some = "" if people is None else " AND x.id BETWEEN :low AND :high"
    days = _days(conn, some, people or {})
    parts = [_grouped(conn, f"{_UNFOLDED}{some}", days), *_corrections(conn, some, days)]
    if people is None:
        parts.append(f'SELECT {", ".join(KEY)}, amount, written_off, "count" FROM daily_summary')
    joined = " UNION ALL ".join(parts)
    return (
        f"SELECT {', '.join(KEY)}, CAST(SUM(amount) AS BIGINT) AS amount,"
        ' CAST(SUM(written_off) AS BIGINT) AS written_off, CAST(SUM("count") AS BIGINT) AS "count"'
        f" FROM ({joined}) AS u GROUP BY {', '.join(KEY)}"
    )


def fold(storage: Storage, progress: Progress = NO_PROGRESS) -> int:
    """Fold everything that is not folded yet, in units of work of PEOPLE people. Returns how many people."""
    done = 0
    while True:
        with storage.write() as uow:
            found = fold_in(uow)
        if not found:
            return done
        done += found
        progress.advance()


def fold_in(uow: UnitOfWork, limit: int = PEOPLE) -> int:
    """Fold the transactions of the next people that have any to fold. Returns how many people."""
    conn = uow.conn
    ids = _next_people(conn, limit)
    if not ids:
        return 0
    uow.store_people()
    if not is_sqlite(conn):
        # One job folds at a time: it alone writes the sums. Then the people, in ascending order like everybody.
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        conn.execute(
            text("SELECT id FROM person WHERE id BETWEEN :low AND :high ORDER BY id FOR UPDATE"),
            {"low": ids[0], "high": ids[-1]},
        )
    bound = {"low": ids[0], "high": ids[-1]}
    sets = ", ".join(f'"{name}" = daily_summary."{name}" + excluded."{name}"' for name in SUMS)
    columns = ", ".join((*KEY, "amount", "written_off", '"count"'))
    where = " WHERE 1 = 1" if is_sqlite(conn) else ""
    conn.execute(
        text(
            f"INSERT INTO daily_summary ({columns}) SELECT * FROM ({rows_sql(conn, bound)}) AS f{where}"
            f" ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {sets}"
        ),
        bound,
    )
    conn.execute(
        text("DELETE FROM tier_correction WHERE participant_id BETWEEN :low AND :high"), bound
    )
    conn.execute(
        text(
            "UPDATE person SET folded = transactions"
            " WHERE id BETWEEN :low AND :high AND folded < transactions"
        ),
        bound,
    )
    return len(ids)


_LOCK = 0x4C6F7946


def _next_people(conn: Connection, limit: int) -> list[int]:
    rows = conn.execute(
        text(
            f"SELECT x.id FROM person x WHERE {_UNFOLDED} UNION SELECT participant_id FROM tier_correction"
            " ORDER BY 1 LIMIT :limit"
        ),
        {"limit": limit},
    )
    return [int(number) for number in rows.scalars()]


def _grouped(conn: Connection, where: str, days: str) -> str:
    """Return SQL that groups transactions above the fold of people `x`."""
    return (
        f"SELECT {_key(conn, 'COALESCE(t.tier_id, 0)')}, SUM(amount) AS amount, SUM(written_off) AS written_off,"
        f' SUM(one) AS "count" FROM (SELECT t.points_type_id, {days}, t.flow, t.tier_id, t.promotion_id,'
        f" t.channel_id, t.amount, t.written_off, CASE {_PLUS_ONE} END AS one FROM person x"
        f" JOIN points_transaction t ON t.participant_id = x.id AND t.id > x.folded {codes.BATCH_JOIN}"
        f" WHERE {where} AND t.flow <> 0) AS t JOIN points_type y ON y.id = t.points_type_id"
        " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
    )


def _corrections(conn: Connection, some: str, days: str) -> list[str]:
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
            f" {codes.BATCH_JOIN} WHERE t.flow <> 0{some}) AS t JOIN points_type y ON y.id = t.points_type_id"
            " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
        )
    return parts


def _days(conn: Connection, some: str, bound: Mapping[str, int]) -> str:
    zones = zones_by_points_type(conn)
    row = conn.execute(
        text(
            "SELECT MIN(t.occurred_at), MAX(t.occurred_at), MIN(COALESCE(t.recorded_at, b.started_at)),"
            " MAX(COALESCE(t.recorded_at, b.started_at)) FROM person x"
            " JOIN points_transaction t ON t.participant_id = x.id AND (t.id > x.folded OR EXISTS"
            " (SELECT 1 FROM tier_correction c WHERE c.participant_id = t.participant_id AND c.transaction_id = t.id))"
            f" {codes.BATCH_JOIN} WHERE ({_UNFOLDED}"
            f" OR x.id IN (SELECT participant_id FROM tier_correction)){some}"
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

"""SQL of the ledger proof.

Every check runs over a range of participants, so that sorts stay small and the job can report and be cancelled. Each
returns the keys of the rows that differ.

Sums of two tables are compared by subtracting one from the other, so that rows missing in either table are found too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.tiers import zone_steps
from loyalty_desktop.storage.models.system import audit_head, audit_record
from loyalty_desktop.storage.unit_of_work import GENESIS, chain_hash

__all__ = ["PER_PARTICIPANT", "WHOLE", "Connection"]

_RANGE = "participant_id BETWEEN :low AND :high"
_ACTIVE_OF = "CASE WHEN active < 0 THEN -active ELSE 0 END"

PER_PARTICIPANT: dict[str, str] = {
    "proof.lot": f"""
        SELECT participant_id, lot_id FROM (
          SELECT participant_id, lot_id, pending, active, held FROM movement WHERE {_RANGE}
          UNION ALL SELECT participant_id, id, -pending, -active, -held FROM lot WHERE {_RANGE}) u
        GROUP BY participant_id, lot_id
        HAVING SUM(pending) <> 0 OR SUM(active) <> 0 OR SUM(held) <> 0""",
    "proof.lot_movements": f"""
        SELECT m.participant_id, m.lot_id FROM movement m
        LEFT JOIN lot l ON l.participant_id = m.participant_id AND l.id = m.lot_id
        LEFT JOIN points_transaction t ON t.participant_id = m.participant_id AND t.id = m.transaction_id
        WHERE m.{_RANGE} AND (l.id IS NULL OR t.id IS NULL OR l.points_type_id <> m.points_type_id
          OR t.points_type_id <> m.points_type_id)""",
    "proof.lot_opening": f"""
        SELECT l.participant_id, l.id FROM lot l
        LEFT JOIN points_transaction t ON t.participant_id = l.participant_id AND t.id = l.transaction_id
        WHERE l.{_RANGE} AND (t.id IS NULL OR t.program_id <> l.program_id
          OR t.points_type_id <> l.points_type_id OR l.pending + l.active + l.held > l.amount
          OR l.amount <> t.amount AND t.type <> 'transfer' AND t.state IN ('permanent', 'cancelled'))""",
    "proof.account": f"""
        SELECT participant_id, points_type_id FROM (
          SELECT participant_id, points_type_id, pending, active, held, {_ACTIVE_OF} AS debt FROM lot WHERE {_RANGE}
          UNION ALL
          SELECT participant_id, points_type_id, -pending, -active, -held, -debt FROM account WHERE {_RANGE}) u
        GROUP BY participant_id, points_type_id
        HAVING SUM(pending) <> 0 OR SUM(active) <> 0 OR SUM(held) <> 0 OR SUM(debt) <> 0""",
    "proof.held": f"""
        SELECT participant_id, points_type_id FROM (
          SELECT participant_id, points_type_id, held FROM account WHERE {_RANGE} AND held <> 0
          UNION ALL
          SELECT participant_id, points_type_id, amount FROM points_transaction
          WHERE {_RANGE} AND state = 'temporary' AND amount < 0) u
        GROUP BY participant_id, points_type_id HAVING SUM(held) <> 0""",
    "proof.transaction_amount": f"""
        SELECT participant_id, transaction_id FROM (
          SELECT participant_id, transaction_id, pending + active + held AS units, active FROM movement WHERE {_RANGE}
          UNION ALL
          SELECT participant_id, id, CASE WHEN state IN ('permanent', 'cancelled') THEN -amount ELSE 0 END,
                 active_before - active_after FROM points_transaction WHERE {_RANGE}) u
        GROUP BY participant_id, transaction_id HAVING SUM(units) <> 0 OR SUM(active) <> 0""",
    "proof.balance_chain": f"""
        SELECT participant_id, id FROM (
          SELECT participant_id, id, state, amount, total_before, total_after, active_before,
                 COALESCE(LAG(total_after) OVER w, 0) AS total_was, COALESCE(LAG(active_after) OVER w, 0) AS active_was
          FROM points_transaction WHERE {_RANGE}
          WINDOW w AS (PARTITION BY participant_id, points_type_id ORDER BY id)) c
        WHERE total_before <> total_was OR active_before <> active_was
          OR total_after - total_before <> CASE WHEN state IN ('permanent', 'cancelled') THEN amount ELSE 0 END""",
    "proof.balance_last": f"""
        SELECT participant_id, points_type_id FROM (
          SELECT a.participant_id, a.points_type_id, a.pending + a.active + a.held AS total, a.active,
                 (SELECT MAX(t.id) FROM points_transaction t
                  WHERE t.participant_id = a.participant_id AND t.points_type_id = a.points_type_id) AS last_id
          FROM account a WHERE a.{_RANGE}) b
        WHERE NOT EXISTS (SELECT 1 FROM points_transaction t WHERE t.participant_id = b.participant_id
            AND t.id = b.last_id AND t.total_after = b.total AND t.active_after = b.active)
          AND NOT (last_id IS NULL AND total = 0 AND active = 0)""",
    "proof.reversal": f"""
        SELECT t.participant_id, t.id FROM points_transaction t
        LEFT JOIN points_transaction o ON o.participant_id = t.participant_id AND o.id = t.reverses_id
        WHERE t.{_RANGE} AND t.reverses_id IS NOT NULL AND (o.id IS NULL OR o.state <> 'cancelled')
        UNION ALL
        SELECT participant_id, id FROM (
          SELECT participant_id, reverses_id AS id, 1 AS n FROM points_transaction
          WHERE {_RANGE} AND reverses_id IS NOT NULL
          UNION ALL SELECT participant_id, id, -1 FROM points_transaction WHERE {_RANGE} AND state = 'cancelled') u
        GROUP BY participant_id, id HAVING SUM(n) <> 0""",
    "proof.settlement": f"""
        SELECT participant_id, id FROM (
          SELECT participant_id, settles_id AS id, 1 AS n FROM points_transaction
          WHERE {_RANGE} AND settles_id IS NOT NULL
          UNION ALL SELECT participant_id, id, -1 FROM points_transaction
          WHERE {_RANGE} AND state IN ('committed', 'rolled_back')) u
        GROUP BY participant_id, id HAVING SUM(n) <> 0""",
    "proof.owner": f"""
        SELECT a.participant_id, a.points_type_id FROM account a
        LEFT JOIN participant p ON p.id = a.participant_id LEFT JOIN points_type y ON y.id = a.points_type_id
        WHERE a.{_RANGE} AND (p.id IS NULL OR y.id IS NULL OR y.program_id <> p.program_id)""",
    "proof.tier": f"""
        SELECT s.participant_id, s.tier_group_id FROM tier_state s
        WHERE s.{_RANGE} AND NOT EXISTS (
          SELECT 1 FROM tier_history h WHERE h.participant_id = s.participant_id
            AND h.tier_group_id = s.tier_group_id AND h.tier_id = s.tier_id AND h.reached_at = s.reached_at
            AND h.id = (SELECT MAX(x.id) FROM tier_history x
              WHERE x.participant_id = s.participant_id AND x.tier_group_id = s.tier_group_id))""",
    "proof.tier_group": f"""
        SELECT s.participant_id, s.tier_group_id FROM tier_state s
        LEFT JOIN tier t ON t.id = s.tier_id AND t.tier_group_id = s.tier_group_id
        WHERE s.{_RANGE} AND t.id IS NULL""",
    "proof.tier_missing": """
        SELECT p.id, g.id FROM participant p JOIN tier_group g ON g.program_id = p.program_id
        WHERE p.id BETWEEN :low AND :high AND EXISTS (SELECT 1 FROM tier t WHERE t.tier_group_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM tier_state s WHERE s.participant_id = p.id AND s.tier_group_id = g.id)""",
    "proof.participant_key": """
        SELECT p.id, p.profile_id FROM participant p
        LEFT JOIN participant_key k ON k.program_id = p.program_id AND k.profile_id = p.profile_id
        WHERE p.id BETWEEN :low AND :high AND (k.participant_id IS NULL OR k.participant_id <> p.id)""",
    "proof.key_missing": f"""
        SELECT t.participant_id, t.id FROM points_transaction t
        LEFT JOIN transaction_key k ON k.program_id = t.program_id AND k.external_id = t.external_id
        WHERE t.{_RANGE} AND t.external_id IS NOT NULL
          AND (k.transaction_id IS NULL OR k.transaction_id <> t.id OR k.participant_id <> t.participant_id)""",
}
"""SQL by check, with :low and :high; each row is (participant, the other part of the key)."""

WHOLE: dict[str, str] = {
    "proof.key": """
        SELECT k.participant_id, k.transaction_id FROM transaction_key k
        LEFT JOIN points_transaction t ON t.participant_id = k.participant_id AND t.id = k.transaction_id
        WHERE t.id IS NULL OR t.program_id <> k.program_id OR COALESCE(t.external_id, '') <> k.external_id""",
}
"""Checks that run once, not by range."""


def participant_range(conn: Connection) -> tuple[int, int]:
    """Return the lowest and highest participant id in any table; (0, -1) when there is none."""
    tables = ("account", "movement", "lot", "points_transaction", "tier_state")
    names = [("id", "participant"), *(("participant_id", name) for name in tables)]
    low: list[int] = []
    high: list[int] = []
    for column, name in names:
        first = conn.execute(text(f"SELECT MIN({column}) FROM {name}")).scalar()
        if first is not None:
            low.append(first)
            high.append(conn.execute(text(f"SELECT MAX({column}) FROM {name}")).scalar_one())
    return (min(low), max(high)) if low else (0, -1)


def failing(conn: Connection, sql: str, low: int, high: int) -> list[tuple[int, int]]:
    """Return the keys of rows that differ for these participants."""
    query = text(sql)
    bound = {"low": low, "high": high}
    found = conn.execute(query, {name: bound[name] for name in query.compile().params})
    return [(row[0], row[1]) for row in found]


def points_types(conn: Connection) -> list[tuple[int, str, int, str, int, str]]:
    """Return (program, its name, points type, its name, decimals, time zone) of all points types."""
    query = text(
        "SELECT p.id, p.name, y.id, y.name, y.decimals, p.time_zone FROM program p"
        " JOIN points_type y ON y.program_id = p.id ORDER BY p.id, y.position, y.id"
    )
    return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in conn.execute(query)]


def occurred_range(conn: Connection, low: int, high: int) -> tuple[int, int]:
    """Return the times of the earliest and latest transaction of these participants."""
    query = text(
        f"SELECT MIN(occurred_at), MAX(occurred_at) FROM points_transaction WHERE {_RANGE}"
    )
    first, last = conn.execute(query, {"low": low, "high": high}).one()
    return (first or 0, last or 0)


def local_days_sql(zones: dict[int, Any], first: int, last: int) -> str:
    """Return SQL for days since 1970 of `occurred_at` in each program's time zone. `zones`: ZoneInfo by program."""
    by_zone: dict[str, tuple[Any, list[int]]] = {}
    for program_id, tz in zones.items():
        by_zone.setdefault(tz.key, (tz, []))[1].append(program_id)
    parts = []
    for tz, programs in by_zone.values():
        steps = zone_steps(tz, first, last)
        whens = "".join(f" WHEN occurred_at >= {at} THEN {shift}" for at, shift in reversed(steps))
        offset = f"CASE{whens} ELSE {steps[0][1]} END"
        listed = ", ".join(str(int(n)) for n in programs)
        parts.append(f" WHEN program_id IN ({listed}) THEN {offset}")
    offset = f"CASE{''.join(parts)} ELSE 0 END" if parts else "0"
    moment = f"(occurred_at + {offset})"
    # Round down, also before 1970.
    return f"(({moment} - (({moment} % 86400000000) + 86400000000) % 86400000000) / 86400000000)"


def sums_by_day(
    conn: Connection, day_sql: str, low: int, high: int
) -> Iterator[tuple[int, int, int, str, int, int]]:
    """Return (program, points type, days since 1970, type, sum, count) of permanent and cancelled transactions."""
    query = text(
        f"""SELECT program_id, points_type_id, {day_sql} AS day, type, SUM(amount) AS amount, COUNT(*) AS how_many
            FROM points_transaction WHERE {_RANGE} AND state IN ('permanent', 'cancelled')
            GROUP BY 1, 2, 3, 4"""
    )
    for row in conn.execute(query, {"low": low, "high": high}):
        yield row[0], row[1], int(row[2]), row[3], int(row[4]), int(row[5])


def movement_totals(conn: Connection, low: int, high: int) -> list[tuple[int, int]]:
    """Return (points type, sum of all movements) of these participants."""
    query = text(
        "SELECT points_type_id, SUM(pending + active + held) FROM movement"
        f" WHERE {_RANGE} GROUP BY points_type_id"
    )
    return [(row[0], int(row[1])) for row in conn.execute(query, {"low": low, "high": high})]


def account_totals(conn: Connection) -> dict[int, int]:
    """Return the sum of all balances by points type."""
    query = text("SELECT points_type_id, SUM(pending + active + held) FROM account GROUP BY 1")
    return {row[0]: int(row[1]) for row in conn.execute(query)}


def summary(conn: Connection) -> dict[tuple[int, int, int, str], tuple[int, int]]:
    """Return the daily summary: (program, points type, YYYYMMDD, type) -> (amount, count)."""
    query = text('SELECT program_id, points_type_id, day, type, amount, "count" FROM daily_summary')
    return {(r[0], r[1], r[2], r[3]): (r[4], r[5]) for r in conn.execute(query)}


def broken_audit(conn: Connection) -> Iterator[int | None]:
    """Yield the ids of audit records whose hash does not follow from the previous one, and None for each good record."""
    previous, last = GENESIS, 0
    query = audit_record.select().order_by(audit_record.c.id)
    result = conn.execution_options(yield_per=5_000).execute(query)
    for row in result.mappings():
        record = dict(row)
        good = record["id"] == last + 1 and chain_hash(previous, record) == record["hash"]
        previous, last = record["hash"], record["id"]
        yield None if good else last
    head = conn.execute(audit_head.select()).one_or_none()
    if head is None or head.last_id != last or (last and head.last_hash != previous):
        yield last


def integrity(conn: Connection) -> list[str]:
    """Return the errors that SQLite's own checks find in the file; none in PostgreSQL."""
    if conn.dialect.name != "sqlite":
        return []
    said = [row[0] for row in conn.exec_driver_sql("PRAGMA integrity_check")]
    found = [line for line in said if line != "ok"]
    found += [
        json.dumps(list(row), default=str)
        for row in conn.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return found

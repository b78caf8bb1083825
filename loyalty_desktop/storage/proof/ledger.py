"""Checks of the ledger of a range of people: lots, accounts, transactions, movements, holds, reversals.

Each check is a query with :low and :high that returns the keys (person, other) of the rows that differ. Sums of two tables
are compared by subtracting one from the other, so that rows missing in either table are found too.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from loyalty_desktop.storage import codes
from loyalty_desktop.storage.codes import (
    ACCRUAL,
    CANCELLATION,
    CANCELLED,
    COMMITTED,
    COUNTED,
    PERMANENT,
    REDEMPTION,
    ROLLED_BACK,
    TEMPORARY,
    TRANSFER,
)

_RANGE = "participant_id BETWEEN :low AND :high"
_OWED = "CASE WHEN active < 0 THEN -active ELSE 0 END"
_AFTER = codes.TOTAL_AFTER.replace("t.", "")

LEDGER: dict[str, str] = {
    # Grouped with the points type, so that a movement of another type than its lot's is found.
    "proof.lot": f"""
        SELECT participant_id, lot_id FROM (
          SELECT participant_id, lot_id, points_type_id, pending, active, held, written_off FROM movement WHERE {_RANGE}
          UNION ALL
          SELECT participant_id, id, points_type_id, -pending, -active, -held, -written_off FROM lot WHERE {_RANGE}) u
        GROUP BY participant_id, lot_id, points_type_id
        HAVING SUM(pending) <> 0 OR SUM(active) <> 0 OR SUM(held) <> 0 OR SUM(written_off) <> 0""",
    "proof.lot_opening": f"""
        SELECT l.participant_id, l.id FROM lot l
        LEFT JOIN points_transaction t ON t.participant_id = l.participant_id AND t.id = l.transaction_id
        WHERE l.{_RANGE} AND (t.id IS NULL OR t.points_type_id <> l.points_type_id
          OR l.pending + l.active + l.held > l.amount OR l.written_off NOT BETWEEN 0 AND l.amount
          OR l.amount <> t.amount AND t.type <> {TRANSFER} OR t.state NOT IN {COUNTED})""",
    "proof.account": f"""
        SELECT participant_id, points_type_id FROM (
          SELECT participant_id, points_type_id, pending, active, held, {_OWED} AS debt FROM lot WHERE {_RANGE}
          UNION ALL
          SELECT participant_id, points_type_id, -pending, -active, -held, -debt FROM account WHERE {_RANGE}) u
        GROUP BY participant_id, points_type_id
        HAVING SUM(pending) <> 0 OR SUM(active) <> 0 OR SUM(held) <> 0 OR SUM(debt) <> 0""",
    "proof.held": f"""
        SELECT participant_id, points_type_id FROM (
          SELECT participant_id, points_type_id, held FROM account WHERE {_RANGE} AND held <> 0
          UNION ALL
          SELECT participant_id, points_type_id, amount FROM points_transaction
          WHERE {_RANGE} AND state = {TEMPORARY} AND amount < 0) u
        GROUP BY participant_id, points_type_id HAVING SUM(held) <> 0""",
    "proof.transaction_amount": f"""
        SELECT participant_id, transaction_id FROM (
          SELECT participant_id, transaction_id, points_type_id, pending + active + held AS units, active
          FROM movement WHERE {_RANGE}
          UNION ALL
          SELECT participant_id, id, points_type_id, CASE WHEN state IN {COUNTED} THEN -amount ELSE 0 END,
                 active_before - active_after FROM points_transaction WHERE {_RANGE}) u
        GROUP BY participant_id, transaction_id, points_type_id HAVING SUM(units) <> 0 OR SUM(active) <> 0""",
    "proof.balance_chain": f"""
        SELECT participant_id, id FROM (
          SELECT participant_id, id, total_before, active_before,
                 COALESCE(LAG({_AFTER}) OVER w, 0) AS total_was, COALESCE(LAG(active_after) OVER w, 0) AS active_was
          FROM points_transaction WHERE {_RANGE}
          WINDOW w AS (PARTITION BY participant_id, points_type_id ORDER BY id)) c
        WHERE total_before <> total_was OR active_before <> active_was""",
    "proof.balance_last": f"""
        SELECT participant_id, points_type_id FROM (
          SELECT a.participant_id, a.points_type_id, a.pending + a.active + a.held AS total, a.active,
                 (SELECT MAX(t.id) FROM points_transaction t
                  WHERE t.participant_id = a.participant_id AND t.points_type_id = a.points_type_id) AS last_id
          FROM account a WHERE a.{_RANGE}) b
        WHERE NOT EXISTS (SELECT 1 FROM points_transaction t WHERE t.participant_id = b.participant_id
            AND t.id = b.last_id AND {codes.TOTAL_AFTER} = b.total AND t.active_after = b.active)
          AND NOT (last_id IS NULL AND total = 0 AND active = 0)""",
    # All reversals of a transaction together never exceed it; it is cancelled exactly when they are equal.
    "proof.reversal": f"""
        SELECT participant_id, id FROM (
          SELECT o.participant_id, o.id, o.state, o.amount, o.points_type_id,
                 (SELECT SUM(ABS(r.amount) + r.written_off) FROM points_transaction r
                  WHERE r.participant_id = o.participant_id AND r.reverses_id = o.id) AS reversed
          FROM points_transaction o WHERE o.{_RANGE} AND (o.state = {CANCELLED} OR EXISTS (
            SELECT 1 FROM points_transaction r WHERE r.participant_id = o.participant_id AND r.reverses_id = o.id))) u
        WHERE reversed IS NULL OR reversed > ABS(amount) OR state NOT IN {COUNTED}
          OR (state = {CANCELLED}) <> (reversed = ABS(amount))
        UNION ALL
        SELECT r.participant_id, r.id FROM points_transaction r
        LEFT JOIN points_transaction o ON o.participant_id = r.participant_id AND o.id = r.reverses_id
        WHERE r.{_RANGE} AND r.reverses_id IS NOT NULL AND (o.id IS NULL OR o.id >= r.id
          OR o.points_type_id <> r.points_type_id OR r.type <> {CANCELLATION} OR r.state <> {PERMANENT})""",
    # A temporary transaction ends by exactly one other: a permanent one of the same type, or a cancellation.
    "proof.settlement": f"""
        SELECT participant_id, id FROM (
          SELECT participant_id, settles_id AS id, CASE WHEN type = {CANCELLATION} THEN 1000 ELSE 1 END AS n
          FROM points_transaction WHERE {_RANGE} AND settles_id IS NOT NULL
          UNION ALL SELECT participant_id, id, CASE WHEN state = {ROLLED_BACK} THEN -1000 ELSE -1 END
          FROM points_transaction WHERE {_RANGE} AND state IN ({COMMITTED}, {ROLLED_BACK})) u
        GROUP BY participant_id, id HAVING SUM(n) <> 0
        UNION ALL
        SELECT participant_id, id FROM points_transaction
        WHERE {_RANGE} AND state IN ({TEMPORARY}, {COMMITTED}, {ROLLED_BACK})
          AND (amount = 0 OR type NOT IN ({ACCRUAL}, {REDEMPTION}))""",
    "proof.owner": f"""
        SELECT a.participant_id, a.points_type_id FROM account a
        LEFT JOIN points_type y ON y.id = a.points_type_id
        LEFT JOIN participant p ON p.id = a.participant_id AND p.program_id = y.program_id
        WHERE a.{_RANGE} AND (p.id IS NULL OR y.id IS NULL)""",
    "proof.person": """
        SELECT p.id, 0 FROM person p WHERE p.id BETWEEN :low AND :high AND (
          p.transactions <> (SELECT COUNT(*) FROM points_transaction t WHERE t.participant_id = p.id)
          OR p.transactions <> (SELECT COALESCE(MAX(t.id), 0) FROM points_transaction t WHERE t.participant_id = p.id)
          OR p.lots <> (SELECT COUNT(*) FROM lot l WHERE l.participant_id = p.id)
          OR p.lots <> (SELECT COALESCE(MAX(l.id), 0) FROM lot l WHERE l.participant_id = p.id)
          OR p.folded NOT BETWEEN 0 AND p.transactions)
        UNION ALL
        SELECT m.id, m.program_id FROM participant m LEFT JOIN person p ON p.id = m.id
        WHERE m.id BETWEEN :low AND :high AND p.id IS NULL""",
    "proof.profile": """
        SELECT m.id, m.program_id FROM participant m JOIN program g ON g.id = m.program_id
        LEFT JOIN profile p ON p.id = m.id AND p.profile_database_id = g.profile_database_id
        WHERE m.id BETWEEN :low AND :high AND p.id IS NULL""",
    "proof.tier": f"""
        SELECT s.participant_id, s.tier_group_id FROM tier_state s
        WHERE s.{_RANGE} AND NOT EXISTS (
          SELECT 1 FROM tier_history h WHERE h.participant_id = s.participant_id
            AND h.tier_group_id = s.tier_group_id AND h.tier_id = s.tier_id)""",
    "proof.tier_group": f"""
        SELECT s.participant_id, s.tier_group_id FROM tier_state s
        LEFT JOIN tier t ON t.id = s.tier_id AND t.tier_group_id = s.tier_group_id
        WHERE s.{_RANGE} AND t.id IS NULL""",
    "proof.tier_missing": """
        SELECT p.id, g.id FROM participant p JOIN tier_group g ON g.program_id = p.program_id
        WHERE p.id BETWEEN :low AND :high AND EXISTS (SELECT 1 FROM tier t WHERE t.tier_group_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM tier_state s WHERE s.participant_id = p.id AND s.tier_group_id = g.id)""",
}


def people_range(conn: Connection) -> tuple[int, int]:
    """Return the lowest and highest person in any table of people; (0, -1) when there is none."""
    tables = ("account", "movement", "lot", "points_transaction", "tier_state", "tier_history")
    names = [
        ("id", "participant"),
        ("id", "person"),
        *(("participant_id", name) for name in tables),
    ]
    ends: list[int] = []
    for column, name in names:
        for which in ("MIN", "MAX"):
            found = conn.execute(text(f"SELECT {which}({column}) FROM {name}")).scalar()
            if found is not None:
                ends.append(found)
    return (min(ends), max(ends)) if ends else (0, -1)


def failing(conn: Connection, sql: str, low: int, high: int) -> list[tuple[int, int]]:
    """Return the keys of rows that differ for these people."""
    found = conn.execute(text(sql), {"low": low, "high": high})
    return [(row[0], row[1]) for row in found]

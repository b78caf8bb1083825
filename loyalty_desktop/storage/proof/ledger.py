"""Checks of the ledger of a range of people: lots, accounts, transactions, movements, holds, reversals, months.

Sums of two tables are compared by subtracting one from the other, so that rows missing in either table are found too.
Where a table lies in the order of its key, sums are asked row by row (a seek costs less than a sort).
"""

from __future__ import annotations

from loyalty_desktop.storage import codes
from loyalty_desktop.storage.codes import (
    ACCRUAL,
    CANCELLATION,
    CANCELLED,
    COMMITTED,
    COUNTED,
    INITIAL,
    PERMANENT,
    REDEMPTION,
    ROLLED_BACK,
    TEMPORARY,
    TRANSFER,
)
from loyalty_desktop.storage.proof.checks import RANGE, Check, flagged, one
from loyalty_desktop.storage.proof.months import stored_sums

_OWED = "CASE WHEN active < 0 THEN -active ELSE 0 END"

_REVERSED = """(SELECT SUM(ABS(r.amount) + r.written_off) FROM points_transaction r
    WHERE r.participant_id = {0}.participant_id AND r.reverses_id IS NOT NULL AND r.reverses_id = {0}.id)"""
"""Units of transaction {0} that were reversed; NULL when none was."""

_TRANSACTIONS = flagged(
    "t.participant_id, t.id",
    {
        "proof.transaction_amount": f"""
            (CASE WHEN t.state IN {COUNTED} THEN t.amount ELSE 0 END, t.active_after - t.active_before) <> (
              SELECT COALESCE(SUM(m.pending + m.active + m.held), 0), COALESCE(SUM(m.active), 0) FROM movement m
              WHERE m.participant_id = t.participant_id AND m.transaction_id = t.id
                AND m.points_type_id = t.points_type_id)""",
        "proof.balance_chain": f"""
            t.total_before <> COALESCE({codes.TOTAL_AFTER.replace("t.", "p.")}, 0)
            OR t.active_before <> COALESCE(p.active_after, 0)""",
        # All reversals of a transaction never exceed it; it is cancelled exactly when they reach it.
        "proof.reversal": f"""
            t.state = {CANCELLED} AND COALESCE({_REVERSED.format("t")}, -1) <> ABS(t.amount)
            OR t.reverses_id IS NOT NULL AND (t.type <> {CANCELLATION} OR t.state <> {PERMANENT} OR NOT EXISTS (
              SELECT 1 FROM points_transaction o
              WHERE o.participant_id = t.participant_id AND o.id = t.reverses_id AND o.id < t.id
                AND o.points_type_id = t.points_type_id AND (o.state = {CANCELLED}
                  OR o.state = {PERMANENT} AND {_REVERSED.format("o")} < ABS(o.amount))))""",
        "proof.settlement": f"""
            t.state IN ({TEMPORARY}, {COMMITTED}, {ROLLED_BACK})
              AND (t.amount = 0 OR t.type NOT IN ({ACCRUAL}, {REDEMPTION}))
            OR t.state NOT BETWEEN 1 AND 5
            OR t.type = {CANCELLATION} AND t.reverses_id IS NULL AND t.settles_id IS NULL""",
        "proof.initial": f"""
            t.type = {INITIAL} AND t.state = {PERMANENT} AND NOT EXISTS (SELECT 1 FROM initial_grant g
              WHERE g.participant_id = t.participant_id AND g.points_type_id = t.points_type_id)""",
    },
    # The transaction before it of the same account.
    """points_transaction t LEFT JOIN points_transaction p ON p.participant_id = t.participant_id AND p.id = (
         SELECT q.id FROM points_transaction q WHERE q.participant_id = t.participant_id AND q.id < t.id
           AND q.points_type_id = t.points_type_id ORDER BY q.id DESC LIMIT 1)""",
    f"t.{RANGE}",
)

_LAST = """(SELECT MAX(t.id) FROM points_transaction t
    WHERE t.participant_id = a.participant_id AND t.points_type_id = a.points_type_id)"""

_ACCOUNTS = flagged(
    "a.participant_id, a.points_type_id",
    {
        "proof.balance_last": f"""
            l.id IS NULL AND (a.pending + a.active + a.held <> 0 OR a.active <> 0)
            OR l.id IS NOT NULL AND (a.pending + a.active + a.held <> {codes.TOTAL_AFTER.replace("t.", "l.")}
              OR a.active <> l.active_after)""",
        "proof.owner": """
            NOT EXISTS (SELECT 1 FROM participant p JOIN points_type y ON y.program_id = p.program_id
              WHERE p.id = a.participant_id AND y.id = a.points_type_id)""",
        # Every transaction lies in a month: all months together are all transactions, flow by flow.
        "proof.month": f"""
            (SELECT COALESCE(SUM({stored_sums(1)}), 0) FROM participant_month x
              WHERE x.participant_id = a.participant_id AND x.points_type_id = a.points_type_id) <>
            (SELECT COALESCE(SUM(t.flow * t.amount), 0) FROM points_transaction t
              WHERE t.participant_id = a.participant_id AND t.points_type_id = a.points_type_id)""",
        "proof.activity": """
            COALESCE(a.last_at, 0) <> (SELECT COALESCE(MAX(t.occurred_at), 0) FROM points_transaction t
              WHERE t.participant_id = a.participant_id AND t.points_type_id = a.points_type_id)""",
    },
    f"account a LEFT JOIN points_transaction l ON l.participant_id = a.participant_id AND l.id = {_LAST}",
    f"a.{RANGE}",
)

LEDGER: tuple[Check, ...] = (
    _TRANSACTIONS,
    _ACCOUNTS,
    # Grouped with the points type, so that a movement of another type than its lot's is found.
    one(
        "proof.lot",
        f"""
        SELECT participant_id, lot_id FROM (
          SELECT participant_id, lot_id, points_type_id, pending, active, held, written_off FROM movement WHERE {RANGE}
          UNION ALL
          SELECT participant_id, id, points_type_id, -pending, -active, -held, -written_off FROM lot WHERE {RANGE}) u
        GROUP BY participant_id, lot_id, points_type_id
        HAVING SUM(pending) <> 0 OR SUM(active) <> 0 OR SUM(held) <> 0 OR SUM(written_off) <> 0""",
    ),
    flagged(
        "l.participant_id, l.id",
        {
            "proof.lot_opening": f"""
                t.id IS NULL OR t.points_type_id <> l.points_type_id OR t.state NOT IN {COUNTED}
                OR l.amount <> t.amount AND t.type <> {TRANSFER}
                OR l.pending + l.active + l.held > l.amount OR l.written_off NOT BETWEEN 0 AND l.amount""",
        },
        """lot l LEFT JOIN points_transaction t
           ON t.participant_id = l.participant_id AND t.id = l.transaction_id""",
        f"l.{RANGE}",
    ),
    one(
        "proof.account",
        f"""
        SELECT participant_id, points_type_id FROM (
          SELECT participant_id, points_type_id, pending, active, held, {_OWED} AS debt FROM lot WHERE {RANGE}
          UNION ALL
          SELECT participant_id, points_type_id, -pending, -active, -held, -debt FROM account WHERE {RANGE}) u
        GROUP BY participant_id, points_type_id
        HAVING SUM(pending) <> 0 OR SUM(active) <> 0 OR SUM(held) <> 0 OR SUM(debt) <> 0""",
    ),
    one(
        "proof.held",
        f"""
        SELECT participant_id, points_type_id FROM (
          SELECT participant_id, points_type_id, held FROM account WHERE {RANGE} AND held <> 0
          UNION ALL
          SELECT participant_id, points_type_id, amount FROM points_transaction
          WHERE {RANGE} AND state = {TEMPORARY} AND amount < 0) u
        GROUP BY participant_id, points_type_id HAVING SUM(held) <> 0""",
    ),
    # A temporary transaction ends by exactly one other: a permanent one of the same type, or a cancellation.
    one(
        "proof.settlement",
        f"""
        SELECT participant_id, id FROM (
          SELECT participant_id, settles_id AS id, CASE WHEN type = {CANCELLATION} THEN 1000 ELSE 1 END AS n
          FROM points_transaction WHERE {RANGE} AND settles_id IS NOT NULL
          UNION ALL SELECT participant_id, id, CASE WHEN state = {ROLLED_BACK} THEN -1000 ELSE -1 END
          FROM points_transaction WHERE {RANGE} AND state IN ({COMMITTED}, {ROLLED_BACK})) u
        GROUP BY participant_id, id HAVING SUM(n) <> 0""",
    ),
    one(
        "proof.initial",
        f"""
        SELECT g.participant_id, g.points_type_id FROM initial_grant g WHERE g.{RANGE} AND NOT EXISTS (
          SELECT 1 FROM points_transaction t WHERE t.participant_id = g.participant_id
            AND t.points_type_id = g.points_type_id AND t.type = {INITIAL})""",
    ),
)

"""Queries of points: balances, lots, what expires.

Amounts are Decimals in points, instants aware datetimes, days `date`s, because these rows are shown to users.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, text

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import add_days, from_day_number, from_instant
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Lot
from loyalty_desktop.domain.points import BalanceRow, ExpiringRow, LotRow
from loyalty_desktop.storage.ledger.load import LedgerProgram
from loyalty_desktop.storage.queries.due import due_now, settled
from loyalty_desktop.storage.sql import among, id_list


def balances(
    conn: Connection, program: LedgerProgram, participant_id: int, *, at: int, soon: int
) -> list[BalanceRow]:
    """Return a participant's balances in all points types of the program at an instant; "expiring" means in `soon` days.

    What is due by then counts as posted: what is shown can be spent.
    """
    states = settled(conn, program, [participant_id], at)
    today = program.local_days(at)
    until = add_days(today, soon)
    found = []
    for row in conn.execute(
        text(
            "SELECT id, name, external_id FROM points_type WHERE program_id = :id ORDER BY position, id"
        ),
        {"id": program.id},
    ):
        rules, state = program.rules[row.id], states[participant_id, row.id]
        if rules.archived and not state.total and not state.debt:
            continue
        ends = [
            (last, units)
            for lot in state.lots
            if (last := _last_day(lot, state, rules)) is not None
            and last >= today
            and (units := lot.pending + max(lot.active, 0))
        ]
        places = rules.decimals
        found.append(
            BalanceRow(
                row.id,
                row.name,
                row.external_id,
                rules.kind.value,
                places,
                from_units(state.total, places),
                from_units(state.active, places),
                from_units(state.pending, places),
                from_units(state.held, places),
                from_units(state.debt, places),
                from_units(sum(units for last, units in ends if last <= until), places),
                _date(min((last for last, _ in ends), default=None)),
            )
        )
    return found


def _last_day(lot: Lot, state: AccountState, rules: PointsRules) -> int | None:
    """Return the last valid day of a lot, its own or by inactivity; None when it has none."""
    if lot.expires_on is not None or not rules.by_inactivity:
        return lot.expires_on
    return state.inactive_after


def lots(
    conn: Connection, program: LedgerProgram, participant_id: int, *, at: int, only_open: bool
) -> list[LotRow]:
    """Return a participant's lots in the program at an instant, in spending order; what is due by then counts as posted."""
    states = settled(conn, program, [participant_id], at)
    rows = conn.execute(
        text(
            "SELECT l.*, k.name AS points_type, k.decimals FROM lot l JOIN points_type k ON k.id = l.points_type_id"
            " WHERE l.participant_id = :id AND k.program_id = :program"
            " ORDER BY k.position, k.id, COALESCE(l.expires_on, 99991231), l.accrued_at, l.id"
        ),
        {"id": participant_id, "program": program.id},
    )
    found = []
    for row in rows:
        now = states[participant_id, row.points_type_id].by_id.get(row.id)
        pending, active, held = (0, 0, 0) if now is None else (now.pending, now.active, now.held)
        if only_open and not (pending or active or held):
            continue
        found.append(
            LotRow(
                row.id,
                row.participant_id,
                row.points_type_id,
                row.points_type,
                row.transaction_id,
                from_units(row.amount, row.decimals),
                from_units(pending, row.decimals),
                from_units(active, row.decimals),
                from_units(held, row.decimals),
                from_instant(row.accrued_at),
                _date(row.activates_on),
                _date(row.expires_on),
            )
        )
    return found


def expiring(
    conn: Connection, program_id: int, points_type_id: int, day_from: int, day_to: int, *, at: int
) -> list[ExpiringRow]:
    """Return points whose last valid day is in a period, by day and participant.

    Those that are past their last day at the instant `at` have expired, posted or not, and are left out.
    """
    due = due_now(conn, program_id, at)
    rules = due.rules[points_type_id]
    first = max(day_from, due.day)
    bound = {"k": points_type_id, "a": first, "b": day_to, **due.params}
    others = due.others(conn, "l.participant_id")
    sql = f"""
        SELECT l.participant_id, l.expires_on, SUM(l.pending + CASE WHEN l.active > 0 THEN l.active ELSE 0 END) AS amount
        FROM lot l
        WHERE l.points_type_id = :k AND l.expires_on BETWEEN :a AND :b
          AND l.expires_on IS NOT NULL AND (l.pending > 0 OR l.active > 0) AND {others}
        GROUP BY l.participant_id, l.expires_on
    """
    idle = f"""
        SELECT a.participant_id, a.inactive_after,
               SUM(l.pending + CASE WHEN l.active > 0 THEN l.active ELSE 0 END) AS amount
        FROM account a JOIN lot l ON l.participant_id = a.participant_id AND l.points_type_id = a.points_type_id
        WHERE a.points_type_id = :k AND a.inactive_after BETWEEN :a AND :b AND a.inactive_after IS NOT NULL
          AND l.expires_on IS NULL AND (l.pending > 0 OR l.active > 0) AND {others}
        GROUP BY a.participant_id, a.inactive_after
    """
    found: dict[tuple[int, int], int] = {}
    for query in (sql, idle) if rules.by_inactivity else (sql,):
        for who, day, units in conn.execute(text(query), bound):
            found[day, who] = found.get((day, who), 0) + int(units)
    for (who, number), state in due.settled.items():
        for lot in state.lots if number == points_type_id else ():
            last = _last_day(lot, state, rules)
            units = lot.pending + max(lot.active, 0)
            if units and last is not None and first <= last <= day_to:
                found[last, who] = found.get((last, who), 0) + units
    return [
        ExpiringRow(who, from_day_number(day), from_units(units, 0))
        for (day, who), units in sorted(found.items())
    ]


def granted(conn: Connection, points_type_id: int, participant_ids: Collection[int]) -> set[int]:
    """Return which of these people have had their initial balance of a points type."""
    rows = conn.execute(
        text(
            "SELECT participant_id FROM initial_grant"
            f" WHERE points_type_id = :points_type_id AND {among(conn, 'participant_id')}"
        ),
        {"points_type_id": points_type_id, "ids": id_list(conn, participant_ids)},
    )
    return {row[0] for row in rows}


def _date(number: int | None) -> date | None:
    return None if number is None else from_day_number(number)


__all__ = [
    "BalanceRow",
    "ExpiringRow",
    "LotRow",
    "balances",
    "expiring",
    "granted",
    "lots",
]

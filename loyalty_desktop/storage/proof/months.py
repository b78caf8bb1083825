"""The check of participant_month: what a person did in each month, against the transactions of that month."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import start_of_day
from loyalty_desktop.domain.kinds import Flow
from loyalty_desktop.storage.codes import ACCRUAL, CANCELLED, FLOWS, REDEMPTION, TRANSFER
from loyalty_desktop.storage.day_sql import zones_by_points_type
from loyalty_desktop.storage.proof.checks import RANGE, Check

_COUNTS = {
    "accruals": f"t.type = {ACCRUAL}",
    "redemptions": f"t.type = {REDEMPTION}",
    "transfers_out": f"t.type = {TRANSFER} AND t.amount < 0",
}
_PLACES = {flow.value: number for flow, number in FLOWS.items() if flow is not Flow.NONE}


def stored_sums(power: int) -> str:
    """Return SQL for the flows of a stored month, each times the power of its number.

    The sums of powers 0, 1 and 2 are equal on both sides only when no flow differs, or more than three at once.
    """
    return " + ".join(
        name if number**power == 1 else f"{number**power} * {name}"
        for name, number in _PLACES.items()
    )


def _sums() -> tuple[str, str]:
    """Return SQL of a stored month and of its transactions that must be equal."""
    shift = {name: 2 ** (20 * place) for place, name in enumerate(_COUNTS)}
    stored = [stored_sums(power) for power in range(3)]
    stored.append(" + ".join(f"{units} * {name}" for name, units in shift.items()))
    counts = "".join(f" WHEN {kind} THEN {shift[name]}" for name, kind in _COUNTS.items())
    moved = ["t.amount", "t.flow * t.amount", "t.flow * t.flow * t.amount"]
    moved.append(f"CASE WHEN t.state = {CANCELLED} THEN 0{counts} ELSE 0 END")
    return ", ".join(stored), ", ".join(f"COALESCE(SUM({one}), 0)" for one in moved)


def month_check(conn: Connection) -> Check:
    """Return the check `proof.month`; each row is (person, month).

    A month that has no row at all is found by the sums over all months (storage/proof/ledger.py).
    """
    spans = ", ".join(
        f"({points_type}, {month}, {low}, {high})"
        for points_type, month, low, high in _months(conn)
    )
    stored, moved = _sums()
    return Check(
        ("proof.month",),
        f"""
        WITH span (points_type_id, month, low, high) AS (VALUES {spans or "(0, 0, 0, 0)"})
        SELECT x.participant_id, x.month FROM participant_month x
        LEFT JOIN span s ON s.points_type_id = x.points_type_id AND s.month = x.month
        WHERE x.{RANGE} AND (s.month IS NULL OR ({stored}) <> (
          SELECT {moved} FROM points_transaction t
          WHERE t.participant_id = x.participant_id AND t.points_type_id = x.points_type_id AND t.flow <> 0
            AND t.occurred_at >= s.low AND t.occurred_at < s.high))""",
    )


def _months(conn: Connection) -> list[tuple[int, int, int, int]]:
    """Return (points type, YYYYMM, its first instant, the first instant after it) of every month that is stored."""
    zones = zones_by_points_type(conn)
    rows = conn.execute(text("SELECT DISTINCT points_type_id, month FROM participant_month"))
    found = []
    for points_type, month in rows:
        tz = zones.get(points_type)
        if tz is None:
            continue
        following = month + 1 if month % 100 < 12 else month + 89
        with suppress(ValueError, OverflowError):  # no month of the calendar
            low, high = (start_of_day(day * 100 + 1, tz) for day in (month, following))
            found.append((points_type, month, low, high))
    return found

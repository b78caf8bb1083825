"""Sums of transactions by day, to compare with the daily summary and to roll balances forward; totals of movements."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, text

from loyalty_desktop.storage import codes
from loyalty_desktop.storage.day_sql import days_since_1970, zones_by_points_type
from loyalty_desktop.storage.ledger.summary import KEY
from loyalty_desktop.storage.proof.people import FREED

__all__ = ["Connection", "DaySum", "SummaryKey"]

_RANGE = "participant_id BETWEEN :low AND :high"

SummaryKey = tuple[int, ...]
"""The key of the daily summary, in the order of storage.ledger.summary.KEY; days as YYYYMMDD."""


class DaySum(NamedTuple):
    """Sums of the transactions with one key. `days` since 1970; `folded`: whether they are in the daily summary.

    `keys` are those whose external ID must have a key.
    """

    points_type_id: int
    day: int
    recorded_day: int
    flow: int
    tier_id: int
    promotion_id: int
    channel_id: int
    folded: int
    amount: int
    written_off: int
    transactions: int
    keys: int


def points_types(conn: Connection) -> list[tuple[int, str, int, str, int]]:
    """Return (program, its name, points type, its name, decimals) of all points types."""
    query = text(
        "SELECT p.id, p.name, y.id, y.name, y.decimals FROM program p"
        " JOIN points_type y ON y.program_id = p.id ORDER BY p.id, y.position, y.id"
    )
    return [(r[0], r[1], r[2], r[3], r[4]) for r in conn.execute(query)]


def days_sql(conn: Connection) -> tuple[str, str]:
    """Return SQL for the local days since 1970 of a transaction `t` of batch `b`: of occurrence, of recording."""
    first, last, early, late = conn.execute(
        text(
            "SELECT MIN(t.occurred_at), MAX(t.occurred_at), MIN(t.recorded_at), MAX(t.recorded_at)"
            " FROM points_transaction t"
        )
    ).one()
    began, ended = conn.execute(
        text("SELECT MIN(started_at), MAX(started_at) FROM import_batch")
    ).one()
    known = [at for at in (early, late, began, ended) if at is not None] or [0]
    zones = zones_by_points_type(conn)
    return (
        days_since_1970(zones, "t.occurred_at", "t.points_type_id", first or 0, last or 0),
        days_since_1970(zones, codes.RECORDED_AT, "t.points_type_id", min(known), max(known)),
    )


def sums_by_day(conn: Connection, days: tuple[str, str], low: int, high: int) -> list[DaySum]:
    """Return the sums of the transactions of these people, those without a flow too; `days` from `days_sql`."""
    query = text(
        f"""SELECT points_type_id, day, recorded_day, flow, tier_id, promotion_id, channel_id, folded,
              SUM(amount), SUM(written_off), SUM(one), SUM(keyed) FROM (
            SELECT t.points_type_id, {days[0]} AS day, {days[1]} AS recorded_day, t.flow,
              COALESCE(c.tier_id, t.tier_id, 0) AS tier_id, COALESCE(t.promotion_id, 0) AS promotion_id,
              COALESCE(t.channel_id, 0) AS channel_id, CASE WHEN t.id <= x.folded THEN 1 ELSE 0 END AS folded,
              t.amount, t.written_off, CASE WHEN t.amount <> 0 THEN 1 ELSE 0 END AS one,
              CASE WHEN t.external_id IS NULL OR {FREED} THEN 0 ELSE 1 END AS keyed
            FROM points_transaction t {codes.BATCH_JOIN} LEFT JOIN person x ON x.id = t.participant_id
            LEFT JOIN tier_correction c ON c.participant_id = t.participant_id AND c.transaction_id = t.id
            WHERE t.{_RANGE}) u
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"""
    )
    rows = conn.execute(query, {"low": low, "high": high})
    return [DaySum(*(int(value) for value in row)) for row in rows]


def external_keys(conn: Connection) -> int:
    """Return how many external IDs have a key."""
    query = text(f"SELECT COUNT(*) FROM transaction_key WHERE origin = {codes.ORIGINS_EXTERNAL}")
    return int(conn.execute(query).scalar_one())


def account_totals(conn: Connection) -> dict[int, int]:
    """Return the sum of all balances by points type."""
    query = text("SELECT points_type_id, SUM(pending + active + held) FROM account GROUP BY 1")
    return {row[0]: int(row[1]) for row in conn.execute(query)}


def summary(conn: Connection) -> dict[SummaryKey, tuple[int, int, int]]:
    """Return the daily summary as it is stored: key -> (amount, written off, count)."""
    query = text(f'SELECT {", ".join(KEY)}, amount, written_off, "count" FROM daily_summary')
    width = len(KEY)
    return {
        tuple(row[:width]): (row[width], row[width + 1], row[width + 2])
        for row in conn.execute(query)
    }

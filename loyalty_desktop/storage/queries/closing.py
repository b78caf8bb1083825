"""Queries of the daily close: active programs, and the next day on which something is due."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import add_days, zone
from loyalty_desktop.storage.queries.tiers import next_tier_days
from loyalty_desktop.storage.sql import for_update

__all__ = [
    "ClosingProgram",
    "Connection",
    "active_programs",
    "lock_program",
    "next_due_day",
    "timed_out",
]


@dataclass(frozen=True, slots=True)
class ClosingProgram:
    """A program for the daily close. `closed_through` is YYYYMMDD or None."""

    id: int
    name: str
    state: str
    tz: ZoneInfo
    closed_through: int | None


def active_programs(conn: Connection) -> list[ClosingProgram]:
    """Return all active programs, by id."""
    query = text(
        "SELECT id, name, state, time_zone, closed_through FROM program WHERE state = 'active' ORDER BY id"
    )
    return [ClosingProgram(r[0], r[1], r[2], zone(r[3]), r[4]) for r in conn.execute(query)]


def lock_program(conn: Connection, program_id: int) -> ClosingProgram | None:
    """Return a program, locked for the close (PostgreSQL only: SQLite has a single writer)."""
    query = text(
        f"SELECT id, name, state, time_zone, closed_through FROM program WHERE id = :id{for_update(conn)}"
    )
    row = conn.execute(query, {"id": program_id}).one_or_none()
    return None if row is None else ClosingProgram(row[0], row[1], row[2], zone(row[3]), row[4])


_EXPIRY = (
    "SELECT MIN(expires_on) FROM lot WHERE program_id = :id"
    " AND expires_on IS NOT NULL AND (pending > 0 OR active > 0)"
)
_ACTIVATION = "SELECT MIN(activates_on) FROM lot WHERE program_id = :id AND pending > 0"
_IDLE_TYPES = "SELECT id FROM points_type WHERE program_id = :id AND expiry_kind = 'inactivity'"
_IDLE = "SELECT MIN(inactive_after) FROM account WHERE points_type_id = :id AND inactive_after IS NOT NULL"
_TIMEOUT = (
    "SELECT MIN(timeout_at) FROM points_transaction WHERE program_id = :id AND state = 'temporary'"
)
_GROUPS = "SELECT id FROM tier_group WHERE program_id = :id"


def next_due_day(conn: Connection, program_id: int) -> int | None:
    """Return the first local day on which something is due; None when nothing is. For time-outs see timed_out."""
    days: list[int] = []

    def after(day: int | None) -> None:
        if day is not None:
            days.append(add_days(day, 1))

    bound = {"id": program_id}
    after(conn.execute(text(_EXPIRY), bound).scalar())
    activation = conn.execute(text(_ACTIVATION), bound).scalar()
    if activation is not None:
        days.append(activation)
    for points_type_id in conn.execute(text(_IDLE_TYPES), bound).scalars().all():
        after(conn.execute(text(_IDLE), {"id": points_type_id}).scalar())
    for group_id in conn.execute(text(_GROUPS), bound).scalars().all():
        review, grace, floor = next_tier_days(conn, group_id)
        if review is not None:
            days.append(review)
        after(grace)
        after(floor)
    return min(days, default=None)


def timed_out(conn: Connection, program_id: int, now: int) -> bool:
    """Return whether some temporary transaction has timed out."""
    first = conn.execute(text(_TIMEOUT), {"id": program_id}).scalar()
    return first is not None and first <= now

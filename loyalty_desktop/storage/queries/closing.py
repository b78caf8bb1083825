"""Queries of the daily close: active programs, and the next day on which something is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import add_days, zone
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.storage.codes import TEMPORARY
from loyalty_desktop.storage.queries.tiers import next_tier_days
from loyalty_desktop.storage.sql import for_update

__all__ = [
    "ClosingProgram",
    "Connection",
    "active_programs",
    "closed_through",
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


_PROGRAMS = (
    "SELECT p.id, p.name, p.state, p.time_zone, c.closed_through FROM program p"
    " LEFT JOIN program_close c ON c.program_id = p.id"
)


def active_programs(conn: Connection) -> list[ClosingProgram]:
    """Return all active programs, by id."""
    query = text(f"{_PROGRAMS} WHERE p.state = 'active' ORDER BY p.id")
    return [_program(row) for row in conn.execute(query)]


def lock_program(conn: Connection, program_id: int) -> ClosingProgram | None:
    """Return a program, locked for the close (PostgreSQL only: SQLite has a single writer)."""
    bound = {"id": program_id}
    # Read after the lock: what one statement reads while it waits for the lock may be old.
    conn.execute(text(f"SELECT id FROM program WHERE id = :id{for_update(conn)}"), bound)
    row = conn.execute(text(f"{_PROGRAMS} WHERE p.id = :id"), bound).one_or_none()
    return None if row is None else _program(row)


def closed_through(conn: Connection, program_id: int) -> int | None:
    """Return the last closed day of a program (YYYYMMDD); None when no day has been closed."""
    query = text("SELECT closed_through FROM program_close WHERE program_id = :id")
    found: int | None = conn.execute(query, {"id": program_id}).scalar()
    return found


def _program(row: Any) -> ClosingProgram:
    return ClosingProgram(row[0], row[1], row[2], zone(row[3]), row[4])


_TYPES = "SELECT id, expiry_kind FROM points_type WHERE program_id = :id ORDER BY id"
_GROUPS = "SELECT id FROM tier_group WHERE program_id = :id ORDER BY id"
_EXPIRY = (
    "SELECT MIN(expires_on) FROM lot WHERE points_type_id = :id"
    " AND expires_on IS NOT NULL AND (pending > 0 OR active > 0)"
)
_ACTIVATION = "SELECT MIN(activates_on) FROM lot WHERE points_type_id = :id AND pending > 0"
_IDLE = "SELECT MIN(inactive_after) FROM account WHERE points_type_id = :id AND inactive_after IS NOT NULL"
_TIMEOUT = (
    f"SELECT MIN(timeout_at) FROM points_transaction WHERE state = {TEMPORARY}"
    " AND points_type_id IN (SELECT id FROM points_type WHERE program_id = :id)"
)


def next_due_day(conn: Connection, program_id: int) -> int | None:
    """Return the first local day on which something is due; None when nothing is. For time-outs see timed_out."""
    days: list[int] = []

    def first(query: str, key: int) -> int | None:
        found: int | None = conn.execute(text(query), {"id": key}).scalar()
        return found

    def after(day: int | None) -> None:
        if day is not None:
            days.append(add_days(day, 1))

    bound = {"id": program_id}
    for points_type_id, expiry_kind in conn.execute(text(_TYPES), bound).all():
        after(first(_EXPIRY, points_type_id))
        activation = first(_ACTIVATION, points_type_id)
        if activation is not None:
            days.append(activation)
        if expiry_kind == ExpiryKind.INACTIVITY:
            after(first(_IDLE, points_type_id))
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

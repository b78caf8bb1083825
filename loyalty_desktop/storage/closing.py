"""Writing the daily close's own row and the day a program is closed through."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text

from loyalty_desktop.storage.unit_of_work import UnitOfWork

COUNTS = ("activated", "expired", "timed_out", "reviewed", "tier_changes")


def store_close(uow: UnitOfWork, program_id: int, day: int, counts: Mapping[str, int]) -> None:
    """Record a closed day; closing it again (something fell due on it later) adds to its counts."""
    added = ", ".join(f"{name} = daily_close.{name} + excluded.{name}" for name in COUNTS)
    uow.conn.execute(
        text(
            f"INSERT INTO daily_close (program_id, day, closed_at, {', '.join(COUNTS)})"
            f" VALUES (:program_id, :day, :closed_at, {', '.join(f':{name}' for name in COUNTS)})"
            f" ON CONFLICT (program_id, day) DO UPDATE SET closed_at = excluded.closed_at, {added}"
        ),
        {"program_id": program_id, "day": day, "closed_at": uow.now_us, **counts},
    )
    set_closed_through(uow, program_id, day)


def set_closed_through(uow: UnitOfWork, program_id: int, day: int) -> None:
    """Everything due up to `day` is done (never goes back)."""
    uow.conn.execute(
        text(
            "UPDATE program SET closed_through = :day"
            " WHERE id = :id AND (closed_through IS NULL OR closed_through < :day)"
        ),
        {"id": program_id, "day": day},
    )

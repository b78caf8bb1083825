"""Write the row of a closed day, and the day through which a program is closed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text

from loyalty_desktop.storage.unit_of_work import UnitOfWork

COUNTS = ("activated", "expired", "timed_out", "reviewed", "tier_changes")


def store_close(uow: UnitOfWork, program_id: int, day: int, counts: Mapping[str, int]) -> None:
    """Record a closed day. When it is closed again because something fell due later, the counts are added."""
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
    """Record that everything due through `day` is done. The day never moves back."""
    uow.conn.execute(
        text(
            "INSERT INTO program_close (program_id, closed_through) VALUES (:id, :day)"
            " ON CONFLICT (program_id) DO UPDATE SET closed_through = excluded.closed_through"
            " WHERE program_close.closed_through < excluded.closed_through"
        ),
        {"id": program_id, "day": day},
    )

"""Money rates by day: what points were worth then. The points type's own column holds the latest rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import day_number
from loyalty_desktop.storage.field_codec import plain
from loyalty_desktop.storage.unit_of_work import UnitOfWork

FROM_THE_BEGINNING = day_number(date.min)
"""The day from which a points type's first rate is valid: before any transaction."""


def save_rate(
    uow: UnitOfWork, points_type_id: int, rate: Decimal, *, valid_from: int = FROM_THE_BEGINNING
) -> None:
    """Store the rate that is valid from a local day (YYYYMMDD) of the program, in place of another one of that day."""
    uow.conn.execute(
        text(
            "INSERT INTO money_rate (points_type_id, valid_from, rate, recorded_at, actor)"
            " VALUES (:id, :day, :rate, :at, :actor)"
            " ON CONFLICT (points_type_id, valid_from) DO UPDATE SET"
            " rate = excluded.rate, recorded_at = excluded.recorded_at, actor = excluded.actor"
        ),
        {
            "id": points_type_id,
            "day": valid_from,
            "rate": plain(rate),
            "at": uow.now_us,
            "actor": uow.actor.name,
        },
    )


def rate_on(conn: Connection, points_type_id: int, day: int) -> Decimal:
    """Return the points for one unit of currency that were valid on a local day (YYYYMMDD); 0: worth no money.

    Every points type has a rate on every day; for one that does not exist the answer is 0.
    """
    found = conn.execute(
        text(
            "SELECT rate FROM money_rate WHERE points_type_id = :id AND valid_from <= :day"
            " ORDER BY valid_from DESC LIMIT 1"
        ),
        {"id": points_type_id, "day": day},
    ).scalar()
    return Decimal(found or 0)

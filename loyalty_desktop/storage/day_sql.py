"""SQL for the local day of an instant, in the time zone of the points type's program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.tiers import zone_steps
from loyalty_desktop.storage.sql import is_sqlite

_YEAR = 31_557_600_000_000


def zones_by_points_type(conn: Connection) -> dict[int, ZoneInfo]:
    """Return the time zone of every points type."""
    rows = conn.execute(
        text("SELECT y.id, p.time_zone FROM points_type y JOIN program p ON p.id = y.program_id")
    )
    return {row[0]: zone(row[1]) for row in rows}


def days_since_1970(
    zones: Mapping[int, ZoneInfo], instant: str, points_type: str, first: int, last: int
) -> str:
    """Return SQL for the local days since 1970 of an instant (an expression) between `first` and `last`.

    `points_type` is the expression of the points type that decides the zone.
    """
    by_zone: dict[str, tuple[ZoneInfo, list[int]]] = {}
    for number, tz in zones.items():
        by_zone.setdefault(tz.key, (tz, []))[1].append(number)
    parts = []
    for tz, types in by_zone.values():
        steps = _steps(tz, first // _YEAR, last // _YEAR + 1)
        whens = "".join(f" WHEN {instant} >= {at} THEN {shift}" for at, shift in reversed(steps))
        offset = f"CASE{whens} ELSE {steps[0][1]} END"
        listed = ", ".join(str(int(number)) for number in types)
        parts.append((listed, offset))
    if len(parts) == 1:
        offset = parts[0][1]
    elif parts:
        cases = "".join(f" WHEN {points_type} IN ({listed}) THEN {one}" for listed, one in parts)
        offset = f"CASE{cases} ELSE 0 END"
    else:
        offset = "0"
    moment = f"({instant} + {offset})"
    # Round down, also before 1970.
    return f"(({moment} - (({moment} % 86400000000) + 86400000000) % 86400000000) / 86400000000)"


@lru_cache(maxsize=64)
def _steps(tz: ZoneInfo, first: int, last: int) -> tuple[tuple[int, int], ...]:
    return tuple(zone_steps(tz, first * _YEAR, last * _YEAR))


def day_number_sql(conn: Connection, days: str) -> str:
    """Return SQL for YYYYMMDD of days since 1970."""
    if is_sqlite(conn):
        return f"CAST(strftime('%Y%m%d', ({days}) * 86400, 'unixepoch') AS INTEGER)"
    return f"CAST(to_char(DATE '1970-01-01' + CAST({days} AS INTEGER), 'YYYYMMDD') AS INTEGER)"

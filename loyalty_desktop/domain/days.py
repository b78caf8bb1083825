"""Local days and instants as the database keeps them.

An instant is UTC microseconds since 1970 (int). A local day is the number YYYYMMDD (int): it sorts, compares and reads
the same in SQLite and PostgreSQL, and bulk paths need no conversion.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def day_number(day: date) -> int:
    """Return a date as YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


def from_day_number(number: int) -> date:
    """Return YYYYMMDD as a date."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def instant(moment: datetime) -> int:
    """Return an aware datetime as UTC microseconds. Raises ValueError for a naive one, which is a programming error."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return (moment - _EPOCH) // _MICROSECOND


def from_instant(microseconds: int) -> datetime:
    """Return UTC microseconds as an aware datetime in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """Return the time zone with an IANA name. Raises zoneinfo.ZoneInfoNotFoundError when there is none."""
    return ZoneInfo(name)


def local_day(microseconds: int, tz: ZoneInfo) -> int:
    """Return the local day (YYYYMMDD) on which an instant falls."""
    return day_number(from_instant(microseconds).astimezone(tz).date())


def start_of_day(day: int, tz: ZoneInfo) -> int:
    """Return the instant at which a local day begins (the first one when midnight is skipped or occurs twice)."""
    return instant(datetime.combine(from_day_number(day), time.min, tzinfo=tz))


def add_days(day: int, count: int) -> int:
    """Return YYYYMMDD plus a number of days."""
    return day_number(from_day_number(day) + timedelta(days=count))


def add_months(day: int, count: int) -> int:
    """Return YYYYMMDD plus a number of months; 31 January plus one month is the last day of February."""
    base = from_day_number(day)
    index = base.year * 12 + base.month - 1 + count
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day_number(date(year, month + 1, min(base.day, last)))


def end_of_month(day: int, count: int = 0) -> int:
    """Return the last day of the month that is `count` months later."""
    first = add_months(day // 100 * 100 + 1, count)
    return add_days(add_months(first, 1), -1)


def end_of_quarter(day: int, count: int = 0) -> int:
    """Return the last day of the quarter that is `count` quarters later."""
    month = day // 100 % 100
    return end_of_month(day, (2 - (month - 1) % 3) + 3 * count)


def end_of_year(day: int, count: int = 0) -> int:
    """Return 31 December of the year that is `count` years later."""
    return (day // 10_000 + count) * 10_000 + 1231

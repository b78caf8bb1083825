"""The cached conversion of instants to local days equals the plain one, above all where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_desktop.domain import days
from loyalty_desktop.domain.ledger.rules import LocalDays

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
FROM, TO = datetime(2004, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
NEAR = [
    sign * (units + more)
    for sign in (-1, 1)
    for units in (0, MINUTE, 15 * MINUTE, HOUR, 12 * HOUR)
    for more in (0, 1, MINUTE - 1)
]


def _offset(at: int, zone: ZoneInfo) -> timedelta | None:
    return days.from_instant(at).astimezone(zone).utcoffset()


@lru_cache
def changes(name: str) -> list[int]:
    """Instants at which the clock of a zone changes."""
    zone = ZoneInfo(name)
    found = []
    at, end = days.instant(FROM), days.instant(TO)
    while at < end:
        low, high = at, at + 28 * DAY
        if _offset(low, zone) != _offset(high, zone):
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset(middle, zone) == _offset(at, zone)
                low, high = (middle, high) if same else (low, middle)
            found.append(high)
        at += 28 * DAY
    return found


def test_every_zone_keeps_its_days_where_its_clock_changes() -> None:
    wrong = []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        cached = LocalDays(zone)
        for change in changes(name):
            day = cached(change)
            if cached.after(day) != days.start_of_day(days.add_days(day, 1), zone):
                wrong.append((name, change, day))
        wrong += [
            (name, change, near)
            for change in changes(name)
            for near in NEAR
            if cached(change + near) != days.local_day(change + near, zone)
        ]
    assert wrong == []


@given(name=st.sampled_from(sorted(available_timezones())), data=st.data())
def test_any_moment_of_any_zone_falls_on_its_day(name: str, data: st.DataObject) -> None:
    zone = ZoneInfo(name)
    cached = LocalDays(zone)
    at = data.draw(st.integers(days.instant(FROM), days.instant(TO)))
    near = data.draw(st.lists(st.integers(-20 * MINUTE, 20 * MINUTE), max_size=5))
    for moment in (at, *(at + more for more in near), at):
        assert cached(moment) == days.local_day(moment, zone)
    day = cached(at)
    assert cached(cached.start(day)) == day
    assert cached(cached.start(day) - 1) < day
    assert cached.after(day) == cached.start(days.add_days(day, 1))


def at(text: str) -> int:
    """An instant of UTC."""
    return days.instant(datetime.fromisoformat(text).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        # In St John's the clock went back from 00:01 to 23:01 of the day before, until 2011.
        ("America/St_Johns", "2010-11-07 02:29:59", 20101106),
        ("America/St_Johns", "2010-11-07 02:30:00", 20101107),
        ("America/St_Johns", "2010-11-07 02:30:59", 20101107),
        ("America/St_Johns", "2010-11-07 02:31:00", 20101106),
        ("America/St_Johns", "2010-11-07 03:29:59", 20101106),
        ("America/St_Johns", "2010-11-07 03:30:00", 20101107),
        # Apia had no 30 December 2011.
        ("Pacific/Apia", "2011-12-30 09:59:59", 20111229),
        ("Pacific/Apia", "2011-12-30 10:00:00", 20111231),
        # In Santiago 8 September 2024 began at one o'clock, and 6 April 2024 had 25 hours.
        ("America/Santiago", "2024-09-08 03:59:59", 20240907),
        ("America/Santiago", "2024-09-08 04:00:00", 20240908),
        ("America/Santiago", "2024-04-07 03:59:59", 20240406),
        ("America/Santiago", "2024-04-07 04:00:00", 20240407),
    ],
)
def test_days_of_clocks_that_jump_at_midnight(zone: str, moment: str, day: int) -> None:
    cached = LocalDays(ZoneInfo(zone))
    for first in (moment, "2010-11-07 02:37:00", "2024-09-08 04:10:00"):
        cached(at(first))  # whatever is cached already
        assert cached(at(moment)) == day


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("America/St_Johns", 20101107, "2010-11-07 02:30:00"),
        ("America/Santiago", 20240908, "2024-09-08 04:00:00"),
        ("Pacific/Apia", 20111231, "2011-12-30 10:00:00"),
    ],
)
def test_where_such_a_day_begins(zone: str, day: int, begins: str) -> None:
    assert LocalDays(ZoneInfo(zone)).start(day) == at(begins)

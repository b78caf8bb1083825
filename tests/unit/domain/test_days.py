"""Local days and instants: calendars with short months, leap years and clocks that jump."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_desktop.domain import days


@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_day_is_a_number_that_sorts_as_days_do(day: date) -> None:
    number = days.day_number(day)
    assert days.from_day_number(number) == day
    assert number < days.day_number(day + timedelta(days=1)) == days.add_days(number, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (20250131, 1, 20250228),
        (20240131, 1, 20240229),
        (20250131, 2, 20250331),
        (20251231, 1, 20260131),
        (20250331, -1, 20250228),
        (20250115, -1, 20241215),
        (20240229, 12, 20250228),
        (20240229, 48, 20280229),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: int, months: int, expected: int
) -> None:
    assert days.add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "count", "month", "quarter", "year"),
    [
        (20250101, 0, 20250131, 20250331, 20251231),
        (20250331, 0, 20250331, 20250331, 20251231),
        (20240210, 0, 20240229, 20240331, 20241231),
        (20250401, 0, 20250430, 20250630, 20251231),
        (20251231, 1, 20260131, 20260331, 20261231),
        (20251130, 3, 20260228, 20260930, 20281231),
    ],
)
def test_ends_of_months_quarters_and_years(
    day: int, count: int, month: int, quarter: int, year: int
) -> None:
    assert days.end_of_month(day, count) == month
    assert days.end_of_quarter(day, count) == quarter
    assert days.end_of_year(day, count) == year


@given(moment=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_an_instant_comes_back_to_the_microsecond(moment: datetime) -> None:
    assert days.from_instant(days.instant(moment)) == moment


def test_a_moment_without_a_zone_is_a_defect() -> None:
    with pytest.raises(ValueError, match="time zone"):
        days.instant(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Pago_Pago", 20251231), ("UTC", 20260101), ("Pacific/Kiritimati", 20260102)],
)
def test_one_instant_falls_on_three_days_around_the_world(zone: str, day: int) -> None:
    moment = days.instant(datetime(2026, 1, 1, 10, 30, tzinfo=UTC))
    assert days.local_day(moment, ZoneInfo(zone)) == day


@pytest.mark.parametrize("zone", ["Africa/Cairo", "America/Havana", "Asia/Kathmandu", "UTC"])
@given(day=st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_day_starts_with_its_first_instant(zone: str, day: date) -> None:
    where, number = ZoneInfo(zone), days.day_number(day)
    start = days.start_of_day(number, where)
    assert days.local_day(start, where) == number
    assert days.local_day(start - 1, where) == days.add_days(number, -1)

"""Days and instants in cells: one order a column, the program's clock, and nothing that was never a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from loyalty_desktop.domain.days import instant
from loyalty_desktop.spreadsheets.contract import CellKind
from tests.support.cells import Column, Doubted, Refused

DAY = Column(CellKind.DAY, zone="Europe/Moscow")
INSTANT = Column(CellKind.INSTANT, zone="Europe/Moscow")
MOSCOW = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    "cell",
    [
        "2025-12-31", "2025/12/31", "2025.12.31", "31.12.2025", "31/12/2025", "31-12-2025", "31 12 2025", "12/31/2025",
        "31.12.25", " 31.12.2025 ", "31.12.2025г.", "31.12.2025 г.", "31.12.2025 23:59", "2025-12-31T23:59:59",
        "31-Dec-2025", "31 Dec 2025", "Dec 31, 2025", "December 31st, 2025", "Wed, 31 Dec 2025", "31 декабря 2025", "31 дек. 2025 г.",
        "среда, 31 декабря 2025 г. 10:30", "31.дек.25", "31-dec-25", "DECEMBER 31 2025", "20251231", "31 Dec 2025 23:59",
        "12/31/2025 11:59 PM", date(2025, 12, 31), datetime(2025, 12, 31, 23, 59),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_writing(cell: Any) -> None:
    assert DAY.one(cell) == 20251231


@pytest.mark.parametrize(
    "cell",
    [
        "yesterday", "31.02.2025", "2025-02-30", "31/12-2025", "1.2.123", "123.1.2", "2025.12.2025", "31.12.2025 24:00",
        "31.12.2025 13:00 PM", "0:30", "2025-12", "31 Foo 2025", "32 Dec 2025", "31 Feb 2025", "Dec 2025", "20251331", "2025123", "Dec 31", time(10, 30), timedelta(hours=30), True,
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", [DAY, INSTANT], ids=["day", "instant"])
def test_what_is_no_date_is_refused(column: Column, cell: Any) -> None:
    assert column.one(cell) == Refused("date.not_a_date")


@pytest.mark.parametrize("offset", ["+25:00", "-99:99", "+24:00"])
@pytest.mark.parametrize("column", [DAY, INSTANT], ids=["day", "instant"])
def test_an_offset_that_no_clock_has_is_refused(column: Column, offset: str) -> None:
    assert column.one(f"31.12.2025 10:00 {offset}") == Refused("date.not_a_date")
    assert column.one(f"2025-12-31 10:00{offset}") == Refused("date.not_a_date")


@pytest.mark.parametrize("cell", ["28.02.1900", "2101-01-01", date(1899, 12, 31), "01.01.0999"])
@pytest.mark.parametrize("column", [DAY, INSTANT], ids=["day", "instant"])
def test_days_outside_the_calendar_of_workbooks_are_refused(column: Column, cell: Any) -> None:
    assert column.one(cell) == Refused("date.out_of_range")


def test_a_day_or_month_in_either_order_is_not_guessed() -> None:
    assert DAY.read("01/02/2025", "03/04/2025") == [Refused("date.ambiguous")] * 2


@pytest.mark.parametrize(("other", "day"), [("31/12/2025", 20250201), ("12/31/2025", 20250102)])
def test_another_cell_of_the_column_says_which_comes_first(other: str, day: int) -> None:
    assert DAY.read("01/02/2025", other)[0] == day


@pytest.mark.parametrize(
    "cells",
    [
        ("25/02/2025", "03/25/2025"),
        ("31/12/2025", "12/31/2025", "01/02/2025"),
        ("25.02.2025", "03.25.2025"),
        ("1-2-2025", "2-25-2025", "25-2-2025"),
        ("25/02/25 10:00", "03/25/25 10:00"),
    ],
)
@pytest.mark.parametrize("column", [DAY, INSTANT])
def test_a_column_in_two_orders_asks(column: Column, cells: tuple[str, ...]) -> None:
    assert column.read(*cells) == [Refused("date.ambiguous")] * len(cells)


@pytest.mark.parametrize("junk", ["45/03/2025", "13/25/2025", "00/25/2025", "25/00/2025"])
def test_what_is_no_date_in_any_order_says_nothing_of_the_column(junk: str) -> None:
    assert DAY.read("03/25/2025", junk) == [20250325, Refused("date.not_a_date")]
    assert DAY.read(junk, "25/03/2025") == [Refused("date.not_a_date"), 20250325]


def test_dates_that_fit_one_order_in_any_column_are_read_beside_two_orders() -> None:
    assert DAY.read("25/02/2025", "2025-02-26", date(2025, 2, 27), "03/25/2025") == [
        Refused("date.ambiguous"),
        20250226,
        20250227,
        Refused("date.ambiguous"),
    ]


def test_dots_put_the_day_first() -> None:
    assert DAY.one("01.02.2025") == 20250201


@pytest.mark.parametrize(
    ("order", "cell", "day"),
    [
        ("dmy", "01/02/2025", 20250201),
        ("mdy", "01/02/2025", 20250102),
        ("mdy", "01.02.2025", 20250102),
        ("mdy", "2025-02-01", 20250201),
        ("mdy", "31/12/2025", Refused("date.not_a_date")),
    ],
)
def test_a_chosen_order_holds_for_every_cell(order: str, cell: str, day: Any) -> None:
    assert Column(CellKind.DAY, date_order=order).one(cell) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-12-31T22:30:00Z", 20260101),
        ("2025-12-31T20:30:00Z", 20251231),
        ("01.01.2026 00:30 +05:00", 20251231),
        (datetime(2025, 12, 31, 22, 30, tzinfo=UTC), 20260101),
    ],
)
def test_a_moment_with_an_offset_is_the_day_of_the_program(cell: Any, day: int) -> None:
    assert DAY.one(cell) == day


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2025-12-31 10:20:30", datetime(2025, 12, 31, 10, 20, 30, tzinfo=MOSCOW)),
        ("2025-12-31T10:20", datetime(2025, 12, 31, 10, 20, tzinfo=MOSCOW)),
        ("2025-12-31", datetime(2025, 12, 31, tzinfo=MOSCOW)),
        ("31.12.2025 10:20:30", datetime(2025, 12, 31, 10, 20, 30, tzinfo=MOSCOW)),
        ("31.12.2025, 10:20", datetime(2025, 12, 31, 10, 20, tzinfo=MOSCOW)),
        ("12/31/2025 12:05 AM", datetime(2025, 12, 31, 0, 5, tzinfo=MOSCOW)),
        ("12/31/2025 12:05 pm", datetime(2025, 12, 31, 12, 5, tzinfo=MOSCOW)),
        ("2025-12-31T10:20:30Z", datetime(2025, 12, 31, 10, 20, 30, tzinfo=UTC)),
        ("2025-12-31T10:20:30.25+00:00", datetime(2025, 12, 31, 10, 20, 30, 250_000, tzinfo=UTC)),
        ("31.12.2025 10:20 UTC", datetime(2025, 12, 31, 10, 20, tzinfo=UTC)),
        ("31.12.2025 10:20 -0530", datetime(2025, 12, 31, 15, 50, tzinfo=UTC)),
        (date(2025, 12, 31), datetime(2025, 12, 31, tzinfo=MOSCOW)),
        (datetime(2025, 12, 31, 10, 20, 30, 5), datetime(2025, 12, 31, 10, 20, 30, 5, MOSCOW)),
    ],
)
def test_a_time_without_an_offset_is_on_the_clock_of_the_program(
    cell: Any, moment: datetime
) -> None:
    assert INSTANT.one(cell) == instant(moment)


def test_summer_and_winter_have_their_own_offsets_in_one_batch() -> None:
    column = Column(CellKind.INSTANT, zone="America/New_York")
    batch = ("2025-01-15 12:00:00", "2025-07-15 12:00:00", "2025-07-15 12:59:59")
    assert column.read(*batch) == [
        instant(datetime(2025, 1, 15, 17, tzinfo=UTC)),
        instant(datetime(2025, 7, 15, 16, tzinfo=UTC)),
        instant(datetime(2025, 7, 15, 16, 59, 59, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("form", [str, date.fromisoformat], ids=["text", "date"])
def test_nobody_is_born_in_the_future(form: Any) -> None:
    born = Column(CellKind.DAY, name="birth_date", today=20260115)
    days = [form(day) for day in ("1990-03-25", "2026-01-15", "2026-01-16", "2031-01-01")]
    refused = Refused("profile.birth_date")
    assert born.read(*days) == [19900325, 20260115, refused, refused]
    assert Column(CellKind.DAY, today=20260115).read(*days)[3] == 20310101


def test_a_birth_year_of_two_digits_is_never_ahead() -> None:
    born = Column(CellKind.DAY, name="birth_date", today=20260115)
    assert born.read("15.03.55", "15.03.69", "15.01.26", "16.01.26", "14.12.25") == [
        19550315,
        19690315,
        20260115,
        19260116,
        20251214,
    ]
    assert Column(CellKind.DAY, today=20260115).read("15.03.55") == [20550315]


@pytest.mark.parametrize(
    ("text", "hour"),
    [("31 Dec 2025 10:30", 7), ("Wed, 31 Dec 2025 10:30:00 GMT", 10), ("Dec 31, 2025 10:30 PM", 19), ("31 декабря 2025, 10:30", 7)],
)  # fmt: skip
def test_a_named_month_may_have_a_time(text: str, hour: int) -> None:
    expected = datetime(2025, 12, 31, hour, 30, tzinfo=UTC)
    assert INSTANT.one(text) == instant(expected)


def test_named_months_decide_nothing_about_other_cells() -> None:
    assert DAY.read("31 Dec 2025", "05/06/2025") == [20251231, Refused("date.ambiguous")]


def test_eight_digits_in_a_number_are_a_day_and_said() -> None:
    read = DAY.read(20251231.0, 45_000.0, 20251331)
    assert read[:2] == [Doubted(20251231, "date.serial"), Doubted(20230315, "date.serial")]
    assert read[2] == Refused("date.not_a_date")

"""One formatter writes every number, amount, date, time, duration and size, in English and in Russian."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from loyalty_desktop.words.numbers import formatter

ENGLISH, RUSSIAN = formatter("en"), formatter("ru")


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (None, "–", "–"),
        (0, "0", "0"),
        (999, "999", "999"),
        (2_469, "2,469", "2\u00a0469"),
        (150_000, "150,000", "150\u00a0000"),
        (-1_234_567, "\u22121,234,567", "\u22121\u00a0234\u00a0567"),
    ],
)
def test_counts_are_grouped(value: int | None, english: str, russian: str) -> None:
    assert ENGLISH.number(value) == english
    assert RUSSIAN.number(value) == russian


@pytest.mark.parametrize(
    ("value", "decimals", "english", "russian"),
    [
        (Decimal("1250.5"), 2, "1,250.50", "1\u00a0250,50"),
        (Decimal("1250.5"), 0, "1,250.5", "1\u00a0250,5"),
        (Decimal("5000"), 0, "5,000", "5\u00a0000"),
        (Decimal("0.1250"), 2, "0.125", "0,125"),
        (Decimal("-0.05"), 2, "\u22120.05", "\u22120,05"),
        (Decimal("9999999999999.9999"), 4, "9,999,999,999,999.9999", "9\u00a0999\u00a0999\u00a0999\u00a0999,9999"),
        (Decimal("1E+3"), 2, "1,000.00", "1\u00a0000,00"),
    ],
)  # fmt: skip
def test_amounts_are_exact_with_the_decimals_of_their_type(
    value: Decimal, decimals: int, english: str, russian: str
) -> None:
    assert ENGLISH.amount(value, decimals) == english
    assert RUSSIAN.amount(value, decimals) == russian


def test_points_show_the_decimals_of_their_type() -> None:
    assert ENGLISH.amount(Decimal(1250)) == "1,250"
    assert ENGLISH.signed(Decimal("1250.00")) == "+1,250.00"
    assert RUSSIAN.amount(Decimal("0.5")) == "0,5"


def test_money_stands_where_the_language_writes_its_sign() -> None:
    assert ENGLISH.money(Decimal("1250.5"), "USD") == "$1,250.50"
    assert RUSSIAN.money(Decimal("1250.5"), "USD") == "1\u00a0250,50\u00a0$"
    assert ENGLISH.money(Decimal("-3"), "KZT") == "\u22123.00\u00a0KZT"


def test_shares_and_signs() -> None:
    assert ENGLISH.percent(0.0644) == "6.4\u00a0%"
    assert RUSSIAN.percent(0.0644) == "6,4\u00a0%"
    assert RUSSIAN.percent(Decimal("12.5"), 0) == "1\u00a0250\u00a0%"
    assert ENGLISH.signed(Decimal(5), 0) == "+5"
    assert ENGLISH.signed(Decimal(0), 0) == "0"


def test_days_and_moments() -> None:
    day = date(2026, 5, 4)
    assert (ENGLISH.day(day), RUSSIAN.day(day)) == ("4 May 2026", "4 мая 2026")
    assert ENGLISH.long_day(day) == "Monday, 4 May 2026"
    assert RUSSIAN.long_day(day) == "Понедельник, 4 мая 2026"
    assert (ENGLISH.month(day), RUSSIAN.month(day)) == ("May", "май")
    at = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)
    assert RUSSIAN.moment(at, "Europe/Moscow") == "5 мая 2026 01:30"


def test_durations_and_sizes() -> None:
    assert ENGLISH.duration(42) == "0:42"
    assert ENGLISH.duration(3_725) == "1:02:05"
    assert (ENGLISH.size(500), RUSSIAN.size(500)) == ("500\u00a0bytes", "500\u00a0байт")
    assert (ENGLISH.size(4_404_019), RUSSIAN.size(4_404_019)) == ("4.2\u00a0MB", "4,2\u00a0МБ")

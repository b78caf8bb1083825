"""Amounts: exact units inside, decimals for people, and nothing guessed of what they type."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_desktop.domain.amounts import (
    MAX_UNITS,
    from_units,
    parse_amount,
    to_units,
)
from loyalty_desktop.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("points", "units"),
    [
        ("1", 10_000),
        ("0.0001", 1),
        ("-2.5", -25_000),
        ("10000000000000", MAX_UNITS),
        ("1E+3", 10**7),
    ],
)
def test_a_point_is_ten_thousand_units(points: str, units: int) -> None:
    assert to_units(Decimal(points)) == units


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("0.00001", "amount.too_fine"),
        ("10000000000000.0001", "amount.too_large"),
        ("-10000000000001", "amount.too_large"),
        ("1E+400", "amount.too_large"),
        ("NaN", "amount.not_a_number"),
        ("Infinity", "amount.not_a_number"),
    ],
)
def test_what_the_ledger_cannot_hold_is_refused(points: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        to_units(Decimal(points))
    assert refused.value.code == code


@given(units=st.integers(-MAX_UNITS, MAX_UNITS), decimals=st.integers(0, 4))
def test_units_come_back_from_what_people_see(units: int, decimals: int) -> None:
    assert to_units(from_units(units, decimals)) == units


@pytest.mark.parametrize(
    ("units", "decimals", "shown"),
    [
        (10_000, 0, "1"),
        (10_000, 2, "1.00"),
        (12_345, 2, "1.2345"),
        (12_300, 2, "1.23"),
        (1, 0, "0.0001"),
    ],
)
def test_people_see_the_decimals_of_the_points_type_and_more_only_where_needed(
    units: int, decimals: int, shown: str
) -> None:
    assert str(from_units(units, decimals)) == shown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1'234.5", "1234.5"),
        ("0,125", "0.125"),
        ("-5", "-5"),
        ("\u22125,5", "-5.5"),
        (".5", "0.5"),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount.missing"),
        (" \u00a0", "amount.missing"),
        ("1,234", "amount.ambiguous"),
        ("-12,345", "amount.ambiguous"),
        ("five", "amount.not_a_number"),
        ("1,23,456", "amount.not_a_number"),
        ("1.2.3", "amount.not_a_number"),
        ("1,2.5", "amount.not_a_number"),
        ("1,23,4.5", "amount.not_a_number"),
        ("1.2,5", "amount.not_a_number"),
        ("12345,678.9", "amount.not_a_number"),
        ("1,234.567,8", "amount.not_a_number"),
        ("--5", "amount.not_a_number"),
        ("1e5", "amount.not_a_number"),
        (".", "amount.not_a_number"),
        ("-", "amount.not_a_number"),
    ],
)
def test_what_could_be_two_amounts_or_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_amount(text)
    assert refused.value.code == code

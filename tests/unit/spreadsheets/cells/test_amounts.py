"""Numbers in cells: one decimal sign a column, exact to the last digit, and nothing guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.spreadsheets.contract import CellKind
from tests.support.cells import Column, Refused

AMOUNT = Column(CellKind.AMOUNT)
INTEGER = Column(CellKind.INTEGER)
DECIMAL = Column(CellKind.DECIMAL)


def points(text: str) -> int:
    return int(Decimal(text) * 10_000)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12.50", "12.5"),
        ("12,50", "12.5"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234.5", "1234.5"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1'234.50", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("0,125", "0.125"),
        (".5", "0.5"),
        ("+5", "5"),
        ("-5", "-5"),
        ("\u22125,5", "-5.5"),
        ("  7 ", "7"),
        ("0.0001", "0.0001"),
        (5, "5"),
        (2.5, "2.5"),
        (0.1, "0.1"),
        (1234567.89, "1234567.89"),
    ],
)
def test_an_amount_is_read_in_every_usual_writing(cell: Any, expected: str) -> None:
    assert AMOUNT.one(cell) == points(expected)


@pytest.mark.parametrize(
    "cell",
    [
        "five", "1,23,456", "1,234,5", "1.2.3", "1,234.567,8", "--5", "1e3", "-", "١٢",
        True, date(2026, 1, 1), float("nan"), float("inf"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(cell: Any) -> None:
    assert AMOUNT.one(cell) in {Refused("amount.not_a_number"), Refused("cell.not_a_number")}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("0.00001", "amount.too_fine"),
        ("10000000000001", "amount.too_large"),
        ("-10000000000001", "amount.too_large"),
        ("9" * 39, "amount.too_large"),
    ],
)
def test_an_amount_has_four_decimals_and_a_largest_value(cell: str, code: str) -> None:
    assert AMOUNT.one(cell) == Refused(code)


def test_the_largest_amount_is_read_to_the_last_digit() -> None:
    assert AMOUNT.one("9999999999999.9999") == 10**17 - 1


def test_a_comma_before_three_digits_alone_is_not_guessed() -> None:
    assert AMOUNT.read("1,234", "2,500") == [Refused("amount.ambiguous")] * 2


@pytest.mark.parametrize(("other", "value"), [("0,5", "1.234"), ("0.5", "1234")])
def test_another_cell_of_the_column_says_what_a_comma_is(other: str, value: str) -> None:
    assert AMOUNT.read("1,234", other)[0] == points(value)


def test_cells_that_contradict_one_another_speak_for_themselves_only() -> None:
    assert AMOUNT.read("1,5", "2.5", "1,234") == [
        points("1.5"),
        points("2.5"),
        Refused("amount.ambiguous"),
    ]


@pytest.mark.parametrize(
    ("mark", "cell", "expected"),
    [
        (",", "1,234", points("1.234")),
        (",", "1.234", points("1234")),
        (",", "1.234,5", points("1234.5")),
        (",", "1.5", Refused("amount.not_a_number")),
        (".", "1,234", points("1234")),
        (".", "1.234", points("1.234")),
        (".", "1,5", Refused("amount.not_a_number")),
    ],
)
def test_a_chosen_decimal_sign_holds_for_every_cell(mark: str, cell: str, expected: Any) -> None:
    assert Column(CellKind.AMOUNT, decimal_mark=mark).one(cell) == expected


@pytest.mark.parametrize("batch", [["1.5", "2", ""], ["1", "2", "-3"], [1.5, 2.0, -0.25]])
def test_a_batch_of_plain_cells_reads_as_its_cells_do(batch: list[Any]) -> None:
    assert AMOUNT.read(*batch) == [AMOUNT.one(cell) for cell in batch]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1 000", 1000),
        ("5,0", 5),
        (5.0, 5),
        ("-7", -7),
        (2**63 - 1, 2**63 - 1),
        (2**63, Refused("integer.not_whole")),
        ("5.5", Refused("integer.not_whole")),
        (0.5, Refused("integer.not_whole")),
        ("five", Refused("amount.not_a_number")),
        ("", None),
    ],
)
def test_a_whole_number_has_no_fraction_and_fits_64_bits(cell: Any, expected: Any) -> None:
    assert INTEGER.one(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1 234,50", "1234.50"),
        ("0.1000000000000000000001", "0.1000000000000000000001"),
        (5.0, "5"),
        (0.25, "0.25"),
        (7, "7"),
        ("0." + "0" * 31 + "1", Refused("amount.not_a_number")),
    ],
)
def test_a_decimal_keeps_every_digit(cell: Any, expected: Any) -> None:
    assert DECIMAL.one(cell) == expected

"""What all columns promise: nothing raises, every cell is answered, and a batch reads as its cells do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_desktop.spreadsheets.cells import Problem
from loyalty_desktop.spreadsheets.contract import CellKind
from loyalty_desktop.spreadsheets.words import GENDERS
from tests.support.cells import Column, Refused, outcome
from tests.support.release import sampled

ALPHABET = st.sampled_from(
    "0123456789+-.,:/ TZeE@'\u00a0\u2212\u0660aяЁ\ufeff\u200b\x00\ud800|{}\"г"
)
DATES = st.from_regex(
    r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}( \d{1,2}:\d\d(:\d\d)?( ?[ap]m)?( ?(Z|[+-]\d\d:?\d\d))?)?",
    fullmatch=True,
)
CELLS = st.one_of(
    st.text(ALPHABET, max_size=25),
    st.text(max_size=12),
    DATES,
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.none(),
)
COLUMNS = [
    Column(kind, choices=GENDERS, zone="Europe/Moscow", date_order="dmy", decimal_mark=",")
    for kind in CellKind
]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.kind)
@settings(max_examples=sampled(gate=150, release=1_500))
@given(cells=st.lists(CELLS, min_size=1, max_size=6))
def test_any_cell_is_answered_and_a_batch_reads_as_its_cells_do(
    column: Column, cells: list[Any]
) -> None:
    whole = outcome(column.reader(cells), cells)
    # What a column decides as a whole, such as fractions of percents, each cell shares.
    assert whole == [outcome(column.reader(cells), [cell], slow=True)[0] for cell in cells]


@pytest.mark.parametrize("kind", list(CellKind))
def test_an_empty_cell_has_no_value(kind: CellKind) -> None:
    assert Column(kind, choices=GENDERS).read("", None, "") == [None, None, None]


def test_a_problem_names_its_row_in_the_batch_and_what_was_found() -> None:
    problems: list[Problem] = []
    values = Column(CellKind.INTEGER).reader().read(["1", "two", "3", "two"], problems)
    assert values == [1, None, 3, None]
    assert [(row, code, params) for row, _severity, code, params in problems] == [
        (1, "amount.not_a_number", {"found": "two"}),
        (3, "amount.not_a_number", {"found": "two"}),
    ]


def test_a_long_cell_is_shortened_in_its_message() -> None:
    problems: list[Problem] = []
    Column(CellKind.INTEGER).reader().read(["x" * 500], problems)
    assert problems[0][3]["found"] == "x" * 59 + "…"


def test_batches_of_one_column_share_what_it_has_decided() -> None:
    reader = Column(CellKind.DAY).reader(["01/02/2025", "31/12/2025"])
    assert outcome(reader, ["01/02/2025"]) == [20250201]
    assert outcome(reader, ["03/02/2025", "12/31/2025"]) == [20250203, Refused("date.not_a_date")]

"""The transactions of a program without a window: order, what stands behind a bar of the chart, sums, export."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.lists import Sort
from loyalty_desktop.controllers.program_transactions import (
    ProgramTransactionsController,
    row_key,
    split_key,
)
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.kinds import TransactionType
from loyalty_desktop.services.container import Services
from tests.support.signals import heard

Settle = Callable[[], None]


@pytest.fixture
def points_type(services: Services, program_id: int) -> int:
    """The points type of two participants: 100 and 30 accrued, 40 of the first redeemed."""
    points = services.participants.layout(program_id).points_types[0].id
    anna, boris = (
        services.participants.join_new(program_id, ProfileDraft(external_id=name)).value
        for name in ("anna", "boris")
    )
    services.points.accrue(anna, points, Decimal(100), key="a")
    services.points.accrue(boris, points, Decimal(30), key="b")
    services.points.redeem(anna, points, Decimal(40), key="c")
    return points


@pytest.fixture
def transactions(
    app: AppContext, program_id: int, points_type: int, settle: Settle
) -> ProgramTransactionsController:
    made = ProgramTransactionsController(app)
    made.open(program_id)
    settle()
    return made


def amounts(transactions: ProgramTransactionsController, settle: Settle) -> list[Decimal]:
    """The amounts of the list as it is shown now."""
    answers = heard(transactions.ids_loaded)
    transactions.refresh()
    settle()
    rows: list[Any] = list(answers[-1].first)
    return [row.transaction.amount for row in rows]


def test_the_list_is_sorted_by_a_column_and_filtered_by_a_bar_of_the_chart(
    transactions: ProgramTransactionsController,
    services: Services,
    points_type: int,
    settle: Settle,
) -> None:
    assert sorted(amounts(transactions, settle)) == [Decimal(-40), Decimal(30), Decimal(100)]
    transactions.sort = Sort("amount", descending=True)
    assert amounts(transactions, settle) == [Decimal(100), Decimal(30), Decimal(-40)]
    ever, kinds = (date(2000, 1, 1), date(2100, 1, 1)), [TransactionType.ACCRUAL]
    transactions.query = transactions.of_days(ever, kinds, points_type)
    assert amounts(transactions, settle) == [Decimal(100), Decimal(30)]
    transactions.query = transactions.of_days((date(2000, 1, 1), date(2000, 1, 2)), kinds, None)
    assert amounts(transactions, settle) == []


def test_a_selection_is_summed_as_the_whole_list_is(
    transactions: ProgramTransactionsController, settle: Settle
) -> None:
    answers, sums = heard(transactions.ids_loaded), heard(transactions.sums_loaded)
    transactions.set_sort(Sort("amount", descending=True))
    settle()
    ids = list(answers[-1].ids)
    for chosen in (None, ids, ids[:2], []):
        transactions.request_sum("amount", chosen)
        settle()
    assert [(found.count, found.total) for found in sums] == [(3, 90), (3, 90), (2, 130), (0, 0)]
    assert sums[2].average == Decimal(65)


def test_what_is_shown_is_exported(
    transactions: ProgramTransactionsController, points_type: int, tmp_path: Path, settle: Settle
) -> None:
    ever = (date(2000, 1, 1), date(2100, 1, 1))
    transactions.query = transactions.of_days(ever, [TransactionType.REDEMPTION], points_type)
    exported = heard(transactions.exported)
    failed: list[BaseException] = []
    path = tmp_path / "out.csv"
    transactions.export(path, failed.append)
    settle()
    assert (exported, failed) == ([path], [])
    with path.open(encoding="utf-8-sig", newline="") as handle:
        [row] = csv.DictReader(handle)
    assert (row["participant"], row["type"], Decimal(row["amount"])) == (
        "anna",
        "redemption",
        Decimal(40),
    )
    transactions.export(tmp_path / "no such folder" / "out.csv", failed.append)
    settle()
    assert len(failed) == 1


def test_a_key_holds_both_ids() -> None:
    assert split_key(row_key(1_000_000, 70_000)) == (1_000_000, 70_000)

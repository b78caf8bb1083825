"""A list while somebody types: the first page at once, a count beside it, the whole list after a pause or on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.lists import COUNT_CAP, PAGE, ListController, Sort
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.models.paged_model import PagedModel
from tests.support.signals import heard

Settle = Callable[[], None]


class Numbers(ListController):
    """A list of as many numbers as the search says; it notes what it was asked for."""

    def __init__(self, app: AppContext) -> None:
        super().__init__(app)
        self.asked: list[str] = []

    def load_ids(self, query: ListQuery, sort: Sort | None) -> Sequence[int]:
        self.asked.append("all")
        return range(int(query.text or 0))

    def load_first(self, query: ListQuery, limit: int) -> Sequence[int]:
        self.asked.append("first")
        return range(min(int(query.text), limit))

    def load_count(self, query: ListQuery, limit: int) -> int:
        self.asked.append("count")
        return min(int(query.text), limit)

    def load_page(self, ids: Sequence[int]) -> list[str]:
        return [str(number) for number in ids]


@pytest.fixture
def numbers(app: AppContext) -> Numbers:
    return Numbers(app)


def test_few_hits_need_no_second_question(numbers: Numbers, settle: Settle) -> None:
    answers = heard(numbers.ids_loaded)
    numbers.set_query(ListQuery(str(PAGE)), typing=True)
    settle()
    assert [(len(a.ids), a.complete) for a in answers] == [(PAGE, True)]
    assert numbers.asked == ["first"]
    assert (numbers.total, numbers.capped) == (PAGE, False)


def test_many_hits_show_a_page_and_a_count_and_the_rest_on_demand(
    numbers: Numbers, settle: Settle
) -> None:
    answers, counts = heard(numbers.ids_loaded), heard(numbers.counted)
    numbers.set_query(ListQuery("500"), typing=True)
    settle()
    assert [(len(a.ids), a.complete) for a in answers] == [(PAGE, False)]
    assert [(c.count, c.capped) for c in counts] == [(500, False)]
    numbers.complete()
    settle()
    assert (len(answers[-1].ids), answers[-1].complete) == (500, True)
    assert numbers.asked == ["first", "count", "all"]
    numbers.complete()
    settle()
    assert len(answers) == 2, "a list that is whole is not read again"


def test_the_rest_comes_by_itself_after_a_pause(
    numbers: Numbers, settle: Settle, qtbot: Any
) -> None:
    numbers.set_query(ListQuery("500"), typing=True)
    settle()
    qtbot.waitUntil(lambda: numbers.whole, timeout=5_000)
    assert numbers.total == 500


def test_a_count_ends_at_ten_thousand(numbers: Numbers, settle: Settle) -> None:
    numbers.set_query(ListQuery("123456"), typing=True)
    settle()
    assert (numbers.total, numbers.capped) == (COUNT_CAP, True)


def test_a_sorted_list_is_read_whole_at_once(numbers: Numbers, settle: Settle) -> None:
    numbers.set_sort(Sort("name"))
    numbers.set_query(ListQuery("500"), typing=True)
    settle()
    assert "first" not in numbers.asked
    assert numbers.total == 500


def test_rows_stay_where_they_are_when_the_rest_comes(numbers: Numbers, settle: Settle) -> None:
    model = PagedModel([Column("n", "Number", str)])
    numbers.ids_loaded.connect(model.set_answer)
    resets: list[int] = []
    inserted: list[int] = []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    model.rowsInserted.connect(lambda _parent, first, _last: inserted.append(first))
    numbers.set_query(ListQuery("500"), typing=True)
    settle()
    assert (model.rowCount(), resets) == (PAGE, [PAGE])
    numbers.complete()
    settle()
    assert model.rowCount() == 500
    assert (resets, inserted) == ([PAGE], [PAGE])
    assert model.row(99) == "99"


def test_a_pause_that_ends_after_the_workspace_was_closed_asks_nothing(
    numbers: Numbers, app: AppContext, settle: Settle
) -> None:
    numbers.set_query(ListQuery("500"), typing=True)
    settle()
    app.jobs.close()
    numbers.complete()
    assert numbers.asked == ["first", "count"]

"""The values to tick in the filter of a heading: what the ticks mean, and answers that come late or incomplete."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from loyalty_desktop.domain.list_filters import (
    ColumnFilter,
    ColumnKind,
    DistinctValues,
    FilterOp,
    ValueCount,
)
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.widgets.filter_values import FilterValues

CITY = Column("city", "City", str, kind=ColumnKind.TEXT)


class Asked:
    """Keeps every question of the widget until the test answers it."""

    def __init__(self, qtbot: QtBot, current: ColumnFilter | None = None) -> None:
        self.questions: dict[str, Callable[[DistinctValues], None]] = {}
        self._qtbot = qtbot
        self.values = FilterValues(CITY, current, self.questions.__setitem__)
        qtbot.addWidget(self.values)

    def search(self, text: str) -> None:
        self.values.search.setText(text)
        self._qtbot.waitUntil(lambda: text in self.questions)

    def answer(self, text: str, *cities: str | None, more: bool = False) -> None:
        counts = tuple(ValueCount(city, 1) for city in cities)
        self.questions[text](DistinctValues(counts, more))


def test_a_search_with_more_hits_than_are_listed_means_all_that_contain_the_text(
    qtbot: QtBot,
) -> None:
    asked = Asked(qtbot)
    asked.answer("", "Perm", "Dayton")
    asked.search("ton")
    asked.answer("ton", "Dayton", "Boston", more=True)
    assert asked.values.condition() == ColumnFilter("city", FilterOp.CONTAINS, ("ton",))


def test_a_ticked_value_that_no_row_has_any_more_stays_in_the_condition(qtbot: QtBot) -> None:
    current = ColumnFilter("city", FilterOp.IN, ("Dayton", "Atlantis"))
    asked = Asked(qtbot, current)
    asked.answer("", "Perm", "Dayton")
    assert asked.values.texts() == ["Perm  (1)", "Dayton  (1)", "Atlantis  (0)"]
    assert asked.values.condition() == current


def test_the_answer_to_an_earlier_search_is_dropped(qtbot: QtBot) -> None:
    asked = Asked(qtbot)
    asked.search("per")
    asked.search("day")
    asked.answer("per", "Perm")
    assert not asked.values.ready()
    assert asked.values.texts() == []
    asked.answer("day", "Dayton")
    assert asked.values.ready()
    assert asked.values.condition() == ColumnFilter("city", FilterOp.IN, ("Dayton",))


def test_a_search_ticks_what_it_finds_whatever_was_ticked_before(qtbot: QtBot) -> None:
    asked = Asked(qtbot, ColumnFilter("city", FilterOp.IN, ("Perm",)))
    asked.answer("", "Perm", "Dayton")
    asked.search("day")
    asked.answer("day", "Dayton")
    assert asked.values.condition() == ColumnFilter("city", FilterOp.IN, ("Dayton",))

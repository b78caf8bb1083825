"""The filter in a heading: values with counts, conditions, sort; by mouse and by Alt+Down."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from loyalty_desktop.domain.list_filters import ColumnFilter, FilterOp
from loyalty_desktop.ui.widgets.filter_popup import FilterPopup
from tests.gui.widgets.test_list_view import BOOKS, Shelf, shelf
from tests.support.pages.lists import FilterPage

__all__ = ["shelf"]


def opened(shelf: Shelf, qtbot: QtBot, column: str) -> FilterPage:
    page = shelf.page.open_filter(column)
    qtbot.waitUntil(page.popup.values.ready)
    shelf.ui.settle()
    return page


def gone(shelf: Shelf) -> bool:
    popup = shelf.page.table.findChild(FilterPopup)
    return popup is None or not popup.isVisible()


def test_values_stand_with_their_counts_and_the_ticked_ones_narrow(
    shelf: Shelf, qtbot: QtBot
) -> None:
    page = opened(shelf, qtbot, "shelf")
    assert page.values() == ["upper  (20)", "lower  (10)"]
    page.tick_only("lower")
    page.press("filter-apply")
    shelf.ui.settle()
    assert gone(shelf)
    assert len(shelf.page.ids()) == 10
    assert shelf.page.counter() == "10 of 30"
    assert shelf.page.view.chips.chip("shelf") is not None
    again = opened(shelf, qtbot, "shelf")
    assert again.popup.values.ticked() == ["lower"]
    again.press("filter-clear")
    shelf.ui.settle()
    assert len(shelf.page.ids()) == 30
    assert shelf.page.view.chips.chip("shelf") is None


def test_everything_ticked_is_no_condition_and_nothing_ticked_cannot_be_applied(
    shelf: Shelf, qtbot: QtBot
) -> None:
    page = opened(shelf, qtbot, "shelf")
    page.tick_only()
    assert not page.popup.apply_button.isEnabled()
    page.tick_only("lower", "upper")
    page.press("filter-apply")
    shelf.ui.settle()
    assert len(shelf.page.ids()) == 30
    assert shelf.page.view.state()["query"]["filters"] == []


def test_a_search_in_the_values_takes_what_it_finds(shelf: Shelf, qtbot: QtBot) -> None:
    page = opened(shelf, qtbot, "title")
    page.search("TITLE 2")
    qtbot.waitUntil(lambda: len(page.values()) == 11)
    qtbot.waitUntil(page.popup.values.ready)
    page.press("filter-apply")
    shelf.ui.settle()
    assert shelf.page.ids() == [2, *range(20, 30)]


@pytest.mark.parametrize(
    "case",
    [
        ("title", FilterOp.CONTAINS, ("e 2",), [2, *range(20, 30)]),
        ("code", FilterOp.BEGINS, ("001",), list(range(10, 20))),
        ("code", FilterOp.EQUALS, ("0007",), [7]),
        ("price", FilterOp.BETWEEN, ("5,002.50", "7003.5"), [5, 6, 7]),
        ("price", FilterOp.BETWEEN, ("7003.5", "5002.5"), [5, 6, 7]),
        ("price", FilterOp.BETWEEN, ("28 000",), [28, 29, 30]),
        ("price", FilterOp.TOP, (), list(range(21, 31))),
        ("shelf", FilterOp.EMPTY, (), []),
        ("shelf", FilterOp.NOT_EMPTY, (), [book.id for book in BOOKS]),
    ],
)
def test_conditions(
    shelf: Shelf, qtbot: QtBot, case: tuple[str, FilterOp, tuple[str, ...], list[int]]
) -> None:
    column, op, texts, expected = case
    page = opened(shelf, qtbot, column)
    page.choose(op, *texts)
    page.press("filter-apply")
    shelf.ui.settle()
    assert gone(shelf)
    assert shelf.page.ids() == expected


def test_a_condition_without_its_value_stays_open_and_waits_in_the_field(
    shelf: Shelf, qtbot: QtBot
) -> None:
    page = opened(shelf, qtbot, "price")
    page.choose(FilterOp.BETWEEN)
    page.press("filter-apply")
    assert not gone(shelf)
    assert len(shelf.page.ids()) == 30


def test_a_condition_in_force_is_shown_when_the_filter_opens(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.page.view.filter_column(
        "price", ColumnFilter("price", FilterOp.BETWEEN, (Decimal(1500), None))
    )
    shelf.ui.settle()
    page = opened(shelf, qtbot, "price")
    assert page.popup.condition.op() is FilterOp.BETWEEN
    found = page.popup.condition.condition()
    assert found is not None
    assert found.values == (Decimal(1500), None)


def test_sorting_from_the_filter(shelf: Shelf, qtbot: QtBot) -> None:
    page = opened(shelf, qtbot, "price")
    page.press("sort-down")
    shelf.ui.settle()
    assert shelf.page.ids()[:3] == [30, 29, 28]
    assert gone(shelf)


def test_alt_down_opens_the_filter_of_the_current_column_and_esc_closes_it(
    shelf: Shelf, qtbot: QtBot
) -> None:
    table = shelf.page.table
    table.setCurrentIndex(table.model().index(0, 2))
    table.setFocus()
    shelf.page.action("filter").trigger()
    assert shelf.page.action("filter").shortcut().toString() == "Alt+Down"
    page = shelf.page.opened_filter()
    assert "Shelf" in page.popup.accessibleName()
    qtbot.waitUntil(page.popup.values.ready)
    QTest.keyClick(page.popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone(shelf))
    assert len(shelf.page.ids()) == 30


def test_the_menu_of_a_heading_sorts_and_filters(shelf: Shelf) -> None:
    table = shelf.page.table
    menu = table.header_menu(3)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[:3] == ["Sort ascending", "Sort descending", "Filter…"]
    menu.actions()[1].trigger()
    shelf.ui.settle()
    assert shelf.page.ids()[0] == 30
    menu.deleteLater()


def test_every_input_of_the_filter_has_a_name(shelf: Shelf, qtbot: QtBot) -> None:
    for column in ("code", "shelf", "price"):
        page = opened(shelf, qtbot, column)
        for kind in (QLineEdit, QComboBox, QListWidget, QCheckBox, QSpinBox):
            for widget in page.popup.findChildren(kind):
                inside = widget.parent()
                if widget.isVisible() and not isinstance(inside, QAbstractSpinBox | QComboBox):
                    assert widget.accessibleName(), widget
        page.popup.close()

"""The list every view stands on: search, chips, facets, selection, copying, keys, columns, what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.local_lists import LocalColumns, LocalListController, column
from loyalty_desktop.domain.list_filters import ColumnFilter, ColumnKind, FilterOp, ListQuery
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Column, EmptyState
from loyalty_desktop.ui.widgets.cell_delegate import cell_width
from loyalty_desktop.ui.widgets.filter_popup import FilterPopup
from loyalty_desktop.ui.widgets.list_spec import Facet, ListAction, ListSpec
from loyalty_desktop.ui.widgets.list_view import ListView
from tests.support.pages.lists import ListPage
from tests.support.window import TestWindow


@dataclass(frozen=True)
class Book:
    """A row."""

    id: int
    code: str
    title: str
    shelf: str
    price: Decimal


BOOKS = [
    Book(n, f"{n:04d}", f"Title {n}", "upper" if n % 3 else "lower", Decimal(n) * Decimal("1000.5"))
    for n in range(1, 31)
]


class Books(LocalListController):
    """A list of thirty books."""

    columns = LocalColumns(
        {
            "code": column(ColumnKind.TEXT, "code"),
            "title": column(ColumnKind.TEXT, "title"),
            "shelf": column(ColumnKind.CHOICE, "shelf"),
            "price": column(ColumnKind.NUMBER, "price"),
        },
        searched=("code", "title"),
    )

    def load_rows(self) -> list[Book]:
        return BOOKS


@dataclass
class Shelf:
    """The list in a window, and what was done with it."""

    page: ListPage
    ui: TestWindow
    done: list[str]
    opened: list[int]
    status: list[str]

    @property
    def view(self) -> ListView:
        return self.page.view


@pytest.fixture
def shelf(sqlite_storage: Storage, qtbot: QtBot) -> Iterator[Shelf]:
    ui = TestWindow(Services(sqlite_storage), qtbot)
    done: list[str] = []
    opened: list[int] = []
    status: list[str] = []
    spec = ListSpec(
        "books",
        "Books",
        [
            Column("code", "Code", lambda r: r.code, kind=ColumnKind.TEXT),
            Column("title", "Title", lambda r: r.title, stretch=True, kind=ColumnKind.TEXT),
            Column("shelf", "Shelf", lambda r: r.shelf, kind=ColumnKind.CHOICE),
            Column(
                "price",
                "Price",
                lambda r: formats.amount(r.price, 2),
                align="right",
                value=lambda r: r.price,
                kind=ColumnKind.NUMBER,
                says=lambda v: formats.amount(Decimal(v), 2),
            ),
            Column("last", "Id", lambda r: str(r.id)),
        ],
        Books(ui.app),
        "Search books",
        opened.append,
        [
            ListAction("edit", "Edit…", lambda: done.append("edit"), "pencil", "F2", needs="one", on_rows=True),
            ListAction("lend", "Lend", lambda: done.append("lend"), needs="some", bulk="Lend"),
            ListAction("archive", "Archive…", lambda: done.append("archive"), "archive", "Del", needs="one", on_rows=True, available=lambda row: row.shelf == "upper"),
            ListAction("new", "New…", lambda: done.append("new"), "plus", "Ctrl+N", menu=False),
        ],
        [Facet("shelf", "Shelf")],
    )  # fmt: skip
    window = QWidget()
    qtbot.addWidget(window)
    view = ListView(spec)
    view.setParent(window)
    view.set_empty(EmptyState("inbox", "No books"))
    view.set_total(len(BOOKS))
    view.status_changed.connect(status.append)
    view.lend_actions(ui.actions)
    window.resize(900, 500)
    view.resize(900, 500)
    window.show()
    view.show_query(ListQuery())
    ui.settle()
    yield Shelf(ListPage(window), ui, done, opened, status)
    ui.end()


def test_typing_narrows_after_a_moment_and_esc_clears_step_by_step(
    shelf: Shelf, qtbot: QtBot
) -> None:
    page = shelf.page
    page.tick("shelf", "lower")
    shelf.ui.settle()
    page.view.search.setFocus()
    QTest.keyClicks(page.view.search, "title 3")
    qtbot.waitUntil(lambda: page.ids() == [3, 30])
    assert page.counter() == "2 of 30"
    page.escape_in_search()
    shelf.ui.settle()
    assert len(page.ids()) == 10
    assert page.view.escape()
    shelf.ui.settle()
    assert len(page.ids()) == 30
    page.select(0)
    assert page.view.escape()
    assert page.view.selected_ids() == []
    assert not page.view.escape()


def test_each_condition_is_a_chip_and_nothing_found_offers_to_clear(shelf: Shelf) -> None:
    page = shelf.page
    page.view.filter_column("price", ColumnFilter("price", FilterOp.BETWEEN, (Decimal(5000), None)))
    page.view.filter_column("code", ColumnFilter("code", FilterOp.CONTAINS, ("zz",)))
    shelf.ui.settle()
    assert page.view.chips.texts() == ["Price: from 5,000.00", "Code: contains “zz”"]
    assert page.shows("nothing-matches")
    page.remove_chip("code")
    shelf.ui.settle()
    assert len(page.ids()) == 26
    page.view.clear_filters()
    shelf.ui.settle()
    assert page.view.chips.texts() == []
    assert len(page.ids()) == 30


def test_a_facet_counts_what_the_other_conditions_leave(shelf: Shelf) -> None:
    page = shelf.page
    facet = page.view.facets.facet("shelf")
    assert (facet.count("upper"), facet.count("lower")) == (20, 10)
    page.tick("shelf", "lower")
    page.type("title 1")
    shelf.ui.settle()
    assert (facet.count("upper"), facet.count("lower")) == (8, 4)
    assert len(page.ids()) == 4


def test_sum_and_average_of_the_selected_stand_in_the_status_bar(shelf: Shelf) -> None:
    shelf.page.select(0, 1)
    assert shelf.status[-1] == "30 of 30 · 2 selected · Price: sum 3,001.50, average 1,500.75"
    shelf.page.table.selectAll()
    shelf.ui.settle()
    assert "30 selected" in shelf.status[-1]
    assert "sum 465,232.50" in shelf.status[-1]


def test_the_bulk_bar_offers_all_that_match_as_a_query(shelf: Shelf) -> None:
    page = shelf.page
    page.tick("shelf", "lower")
    shelf.ui.settle()
    page.select(0)
    assert not page.shows("bulk-bar")
    page.select(0, 1)
    assert page.shows("bulk-bar")
    everything = page.view.bulk.findChild(QWidget, "bulk-all")
    assert everything is not None
    QTest.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert page.view.everything_selected()
    assert page.view.selected_count() == 10
    lend = page.view.bulk.findChild(QWidget, "bulk.lend")
    assert lend is not None
    QTest.mouseClick(lend, Qt.MouseButton.LeftButton)
    assert shelf.done == ["lend"]


def test_rows_are_copied_as_text_and_html_that_keep_zeros(shelf: Shelf) -> None:
    page = shelf.page
    page.select(0, 1)
    page.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "0001\tTitle 1\tupper\t1000.5\t1"
    assert "<td style=\"mso-number-format:'\\@'\">0001</td>" in data.html()
    assert "<td>1000.5</td>" in data.html()
    page.press(
        Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "Code\tTitle\tShelf\tPrice\tId"
    assert "<th>Code</th>" in data.html()


def test_keys_open_edit_and_archive_the_selected_row(shelf: Shelf, qtbot: QtBot) -> None:
    page = shelf.page
    with qtbot.waitActive(page.view.window()):
        page.view.window().activateWindow()
    page.select(0)
    page.press(Qt.Key.Key_Return)
    page.press(Qt.Key.Key_F2)
    page.press(Qt.Key.Key_Delete)
    assert shelf.opened == [1]
    assert shelf.done == ["edit", "archive"]
    page.select(2)  # on the lower shelf: it cannot be archived
    page.press(Qt.Key.Key_Delete)
    assert shelf.done == ["edit", "archive"]


def test_menu_palette_and_keys_are_the_same_actions(shelf: Shelf) -> None:
    known = {action.id: action for action in shelf.ui.actions.all()}
    assert {"books.edit", "books.lend", "books.archive", "books.new", "books.copy"} <= set(known)
    assert known["books.edit"].shortcut == "F2"
    said: list[str] = []
    shelf.view.said.connect(said.append)
    shelf.ui.actions.run("books.edit")
    assert shelf.done == []
    assert said, "an action that needs a row says so"
    shelf.page.select(0)
    shelf.ui.actions.run("books.edit")
    assert shelf.done == ["edit"]
    shelf.view.hide()
    assert not [a for a in shelf.ui.actions.all() if a.id.startswith("books.")]


def test_the_name_takes_the_room_and_no_heading_is_cut(shelf: Shelf) -> None:
    table = shelf.page.table
    shown = {c.id: table.columnWidth(i) for i, c in enumerate(table.columns())}
    assert sum(shown.values()) == table.viewport().width()
    assert shown["title"] == max(shown.values())
    assert all(table.columnWidth(i) >= table.header.needed(i) for i in range(len(table.columns())))


def test_columns_grow_with_what_comes_later(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A balance that was 0.00 when the list was first shown is not cut when it is 1,250,000.00."""
    table = shelf.page.table
    grown = [replace(book, price=book.price * 10_000, shelf="the very lowest") for book in BOOKS]
    monkeypatch.setattr(f"{__name__}.BOOKS", grown)
    shelf.page.view.spec.controller.refresh()
    shelf.ui.settle()
    assert table.loaded_rows()[0].shelf == "the very lowest"
    for place, each in enumerate(table.columns()):
        if each.id in {"shelf", "price"}:
            needed = max(cell_width(each, row) for row in table.loaded_rows())
            assert table.columnWidth(place) >= needed, each.id


def test_columns_order_widths_and_sort_are_kept_by_column_id(shelf: Shelf) -> None:
    page = shelf.page
    table = page.table
    table.setColumnHidden(4, True)
    table.header.moveSection(3, 0)
    table.header.resizeSection(0, 150)
    QTest.mouseClick(
        table.header.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(table.header.sectionViewportPosition(3) + 40, table.header.height() // 2),
    )
    shelf.ui.settle()
    page.tick("shelf", "lower")
    shelf.ui.settle()
    kept = page.view.state()
    assert kept["columns"]["order"][0] == "price"
    assert kept["columns"]["hidden"] == ["last"]
    assert kept["columns"]["sort"] == ["price", False]
    assert kept["columns"]["widths"] == {"en": {"code": 150}}
    table.reset_columns()
    page.view.clear_filters()
    shelf.ui.settle()
    assert [c.id for c in table.shown_columns()] == ["code", "title", "shelf", "price", "last"]
    page.view.restore_state(kept)
    shelf.ui.settle()
    assert [c.id for c in table.shown_columns()] == ["price", "code", "title", "shelf"]
    assert page.ids() == list(range(3, 31, 3))
    assert page.view.chips.texts() == ["Shelf: lower"]


def test_another_filter_starts_at_the_top_and_a_refresh_stays_where_it_was(shelf: Shelf) -> None:
    page = shelf.page
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.view.spec.controller.refresh()
    shelf.ui.settle()
    assert bar.value() == bar.maximum() > 0
    page.tick("shelf", "upper")
    shelf.ui.settle()
    assert bar.maximum() > 0
    assert bar.value() == 0


def test_both_keys_open_the_filter_of_the_current_column(shelf: Shelf, qtbot: QtBot) -> None:
    page = shelf.page
    with qtbot.waitActive(page.view.window()):
        page.view.window().activateWindow()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key, modifier in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_L, control | shift),
    ):
        page.select(0)
        page.press(key, modifier)
        shelf.ui.settle()
        [popup] = [
            w
            for w in QApplication.topLevelWidgets()
            if isinstance(w, FilterPopup) and w.isVisible()
        ]
        assert "Code" in popup.accessibleName()
        popup.close()


def test_ticking_by_keyboard_keeps_the_focus_on_the_tick(shelf: Shelf, qtbot: QtBot) -> None:
    page = shelf.page
    with qtbot.waitActive(page.view.window()):
        page.view.window().activateWindow()
    box = page.view.facets.facet("shelf").box("lower")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    shelf.ui.settle()
    QApplication.processEvents()
    again = page.view.facets.facet("shelf").box("lower")
    assert again is not None
    assert again.isChecked()
    assert page.view.window().focusWidget() is again

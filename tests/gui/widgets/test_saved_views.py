"""Saved views at the left of a list: made, shown, told from what differs, renamed, copied, deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from loyalty_desktop.domain.list_filters import ListQuery
from tests.gui.widgets.test_list_view import Shelf, shelf
from tests.support.pages.lists import ListPage

__all__ = ["shelf"]


def press(page: ListPage, name: str) -> None:
    [button] = [b for b in page.view.findChildren(QPushButton, name) if b.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def name_it(page: ListPage, name: str) -> None:
    [edit] = [e for e in page.view.findChildren(QLineEdit, "view-name") if e.isVisible()]
    edit.setText(name)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QApplication.processEvents()


def menu(page: ListPage, name: str, action: str) -> None:
    """Take an action of a view's menu."""
    views = page.view.side.views
    [view] = [v for v in views.saved() if v.name == name]
    [found] = [a for a in views.menu(view).actions() if a.objectName() == action]
    assert found.isEnabled()
    found.trigger()
    QApplication.processEvents()


def dot(page: ListPage, name: str) -> bool:
    return any(w.isVisible() for w in page.view.findChildren(QWidget, f"dot.{name}"))


def make_lower(shelf: Shelf) -> ListPage:
    page = shelf.page
    page.tick("shelf", "lower")
    page.table.sort_by(page.sort("price", descending=True))
    shelf.ui.settle()
    assert dot(page, "All")
    press(page, "save-view")
    name_it(page, "Lower shelf")
    shelf.ui.settle()
    return page


def test_a_view_keeps_conditions_sort_and_columns(shelf: Shelf) -> None:
    page = make_lower(shelf)
    assert page.view.side.views.names() == ["All", "Lower shelf"]
    assert not dot(page, "Lower shelf")
    press(page, "view.All")
    shelf.ui.settle()
    assert len(page.ids()) == 30
    assert page.view.chips.texts() == []
    press(page, "view.Lower shelf")
    shelf.ui.settle()
    assert page.ids() == list(range(30, 0, -3))
    assert page.view.chips.texts() == ["Shelf: lower"]


def test_a_dot_shows_what_was_changed_since_and_saving_takes_it_away(shelf: Shelf) -> None:
    page = make_lower(shelf)
    page.type("title 3")
    shelf.ui.settle()
    assert dot(page, "Lower shelf")
    menu(page, "Lower shelf", "save")
    assert not dot(page, "Lower shelf")
    page.view.show_query(ListQuery())
    shelf.ui.settle()
    press(page, "view.Lower shelf")
    shelf.ui.settle()
    assert page.ids() == [30, 3]
    assert page.view.search.text() == "title 3"


def test_a_view_is_starred_copied_renamed_and_deleted_after_a_question(shelf: Shelf) -> None:
    page = make_lower(shelf)
    menu(page, "Lower shelf", "duplicate")
    name_it(page, "Aside")
    assert page.view.side.views.names() == ["All", "Lower shelf", "Aside"]
    menu(page, "Aside", "star")
    assert page.view.side.views.names() == ["All", "Aside", "Lower shelf"]
    menu(page, "Aside", "rename")
    name_it(page, "Low")
    menu(page, "Low", "delete")
    press(page, "keep-view")
    assert page.view.side.views.names() == ["All", "Low", "Lower shelf"]
    menu(page, "Low", "delete")
    press(page, "delete-view")
    assert page.view.side.views.names() == ["All", "Lower shelf"]


def test_esc_leaves_the_name_as_it_was(shelf: Shelf) -> None:
    page = make_lower(shelf)
    menu(page, "Lower shelf", "rename")
    [edit] = [e for e in page.view.findChildren(QLineEdit, "view-name") if e.isVisible()]
    edit.setText("Other")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert page.view.side.views.names() == ["All", "Lower shelf"]

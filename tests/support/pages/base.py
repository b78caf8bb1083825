"""A screen as its user sees it: fields, buttons, tables and messages, found by their object names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from loyalty_desktop.ui.widgets import (
    AmountEdit,
    Choice,
    DayEdit,
    FilePicker,
    FormRow,
    MomentEdit,
    PagedTable,
    RadioGroup,
    RowTable,
)
from loyalty_desktop.ui.widgets.table import BaseTable

W = TypeVar("W", bound=QObject)
_SHORT = 100


class Page:
    """Finds by object name what is on the screen, and does what a person can do with it."""

    def __init__(self, widget: QWidget, settle: Callable[[], None]) -> None:
        self.widget = widget
        self.settle = settle
        """Waits until every job has ended and told so."""

    # Finding -----------------------------------------------------------------------------------------------

    def find(self, kind: type[W], name: str) -> W:
        """The one object of that name; of several, the one that is shown."""
        found = list(self.widget.findChildren(kind, name))
        if len(found) > 1:
            found = [each for each in found if not isinstance(each, QWidget) or each.isVisible()]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} {name!r} in {self.names(kind)}"
        return found[0]

    def names(self, kind: type[QObject] = QWidget) -> list[str]:
        """Object names of that kind on the screen, for a failing test to show."""
        names = {each.objectName() for each in self.widget.findChildren(kind)}
        return sorted(name for name in names if name and not name.startswith("qt_"))

    def inside(self, name: str) -> Page:
        """A part of the screen, where names are looked for alone."""
        return Page(self.find(QWidget, name), self.settle)

    def has(self, name: str) -> bool:
        """Whether something of that name is shown."""
        return any(each.isVisible() for each in self.widget.findChildren(QWidget, name))

    # Fields ------------------------------------------------------------------------------------------------

    def fill(self, field: str, value: Any) -> None:
        """Type, choose or tick, as the field asks for."""
        editor = self.find(QWidget, field)
        assert editor.isVisibleTo(self.widget), f"{field} is hidden"
        assert editor.isEnabled(), f"{field} is disabled"
        editor.setFocus()
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            _type(editor, str(value))
        elif isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, Choice | RadioGroup):
            editor.set_value(value)
            assert editor.value() == value, f"{field} does not offer {value!r}"
        elif isinstance(editor, QSpinBox):
            editor.setValue(int(value))
        elif isinstance(editor, DayEdit):
            assert value is None or isinstance(value, date)
            editor.set_day(value)
        elif isinstance(editor, MomentEdit):
            assert value is None or isinstance(value, datetime)
            editor.set_moment(value)
        else:
            assert isinstance(editor, FilePicker), f"{field} is a {type(editor).__name__}"
            editor.set_path(value)
        self.settle()

    def leave(self, field: str) -> None:
        """Go on to another field: what is checked or tidied on leaving happens now."""
        editor = self.find(QWidget, field)
        editor.activateWindow()
        QTest.qWaitForWindowActive(editor.window())
        editor.setFocus()
        assert editor.hasFocus(), f"{field} takes no focus"
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        self.settle()

    def value(self, field: str) -> Any:
        """What a field holds."""
        editor = self.find(QWidget, field)
        if isinstance(editor, AmountEdit):
            return editor.amount()
        if isinstance(editor, QLineEdit):
            return editor.text()
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, DayEdit):
            return editor.day()
        if isinstance(editor, MomentEdit):
            return editor.moment()
        if isinstance(editor, FilePicker):
            return editor.path()
        assert isinstance(editor, Choice | RadioGroup | QSpinBox), type(editor).__name__
        return editor.value()

    def error(self, field: str) -> str:
        """The message under a field, or nothing."""
        return self.find(FormRow, f"{field}.row").error()

    # Buttons and actions -----------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Click a button with the mouse and wait for what follows."""
        self.click_only(name)
        self.settle()

    def click_only(self, name: str) -> None:
        """Click a button with the mouse while something else goes on."""
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), f"{name} is hidden"
        assert button.isEnabled(), f"{name} is disabled"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=_hot(button))

    def enabled(self, name: str) -> bool:
        """Whether a button can be pressed."""
        return self.find(QAbstractButton, name).isEnabled()

    def choose(self, name: str) -> None:
        """Take an action of a menu and wait for what follows."""
        action = self.find(QAction, name)
        assert action.isEnabled(), f"{name} is disabled"
        assert action.isVisible(), f"{name} is hidden"
        action.trigger()
        self.settle()

    def offers(self, name: str) -> bool:
        """Whether an action of a menu can be taken."""
        action = self.find(QAction, name)
        return action.isEnabled() and action.isVisible()

    # Texts and tables --------------------------------------------------------------------------------------

    def text(self, name: str) -> str:
        """The words of a label."""
        return self.find(QLabel, name).text()

    def rows(self, name: str) -> list[Any]:
        """The rows of a table; of a long list those of the first page."""
        table = self.find(BaseTable, name)
        if isinstance(table, PagedTable):
            return table.loaded_rows()
        assert isinstance(table, RowTable)
        return table.rows()

    def ids(self, name: str) -> list[int]:
        """The ids of a long list, in the order shown."""
        return [int(each) for each in self.find(PagedTable, name).paged.ids]

    def search(self, text: str, name: str = "search") -> None:
        """Type into a search field and press Enter."""
        self.fill(name, text)
        QTest.keyClick(self.find(QLineEdit, name), Qt.Key.Key_Return)
        self.settle()

    def select(self, name: str, row: int) -> None:
        """Select a row of a table."""
        self.find(QTableView, name).selectRow(row)

    def open_row(self, name: str, row: int) -> None:
        """Double-click a row of a table."""
        table = self.find(QTableView, name)
        at = table.visualRect(table.model().index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(self.widget.focusWidget() or self.widget, key)


class DialogPage(Page):
    """A dialog: its fields, its banner, and the button that does it."""

    def confirm(self) -> None:
        """Press the primary button."""
        self.press("primary")

    @property
    def open(self) -> bool:
        """Whether it still asks."""
        return isValid(self.widget) and self.widget.isVisible()

    @property
    def message(self) -> str:
        """What its banner says."""
        said: str = self.widget.banner.text()  # type: ignore[attr-defined]
        return said


def _hot(button: QAbstractButton) -> QPoint:
    """Where a click hits: a check box answers at its box only."""
    if isinstance(button, QCheckBox):
        return QPoint(8, button.height() // 2)
    return button.rect().center()


def _type(editor: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Type over what stands there; other alphabets come through an input method."""
    editor.selectAll()
    if not text:
        QTest.keyClick(editor, Qt.Key.Key_Delete)
    elif text.isascii() and len(text) <= _SHORT and "\n" not in text:
        QTest.keyClicks(editor, text)
    else:
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QApplication.sendEvent(editor, typed)

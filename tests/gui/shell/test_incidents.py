"""Painting that fails leaves a window that can be used, and tells of it once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from loyalty_desktop.app.window.incidents import Incidents
from loyalty_desktop.ui.dialogs.error import ErrorDialog
from loyalty_desktop.ui.widgets import Column, RowTable
from loyalty_desktop.ui.widgets.painting import painted

pytestmark = pytest.mark.expects_log_errors


class Broken(QWidget):
    """A widget whose painting fails, with its painter changed."""

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        painter.save()
        raise AttributeError("no such thing")


def _fails(_row: object) -> str:
    raise AttributeError("no such thing")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a table whose second column cannot be painted, a widget that cannot, and a button."""
    made = QWidget()
    qtbot.addWidget(made)
    layout = QVBoxLayout(made)
    table = RowTable([Column("a", "A", str), Column("b", "B", _fails)], "broken")
    table.set_rows([1, 2, 3])
    button = QPushButton("Back")
    button.setObjectName("back")
    broken = Broken()
    broken.setMinimumHeight(40)
    for widget in (table, broken, button):
        layout.addWidget(widget)
    made.resize(500, 400)
    return made


@pytest.fixture
def incidents(
    window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Incidents]:
    """What takes the exceptions of the window's thread."""
    made = Incidents(lambda: window)
    monkeypatch.setattr(sys, "excepthook", made.unexpected)
    yield made
    if made.dialog is not None:
        made.dialog.close()


def dialogs() -> list[ErrorDialog]:
    """Incident dialogs on the screen."""
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog) and w.isVisible()
    ]


def repaint(window: QWidget, times: int) -> None:
    for _ in range(times):
        for widget in (window, *window.findChildren(QWidget)):
            widget.update()
        QApplication.processEvents()


def test_a_cell_that_cannot_be_painted_is_told_of_once(
    window: QWidget, incidents: Incidents, qtbot: QtBot
) -> None:
    pressed: list[bool] = []
    button: Any = window.findChild(QPushButton, "back")
    button.clicked.connect(lambda: pressed.append(True))
    window.show()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    [dialog] = dialogs()
    repaint(window, 20)
    assert dialogs() == [dialog]
    more = dialog.findChild(QLabel, "further_incidents")
    assert more is not None
    assert more.text().startswith("1 "), "the other place is counted, each once"
    assert dialog.primary is not None
    QTest.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    repaint(window, 20)
    assert dialogs() == []
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_two_places_reached_from_one_line_are_both_counted(
    incidents: Incidents, qtbot: QtBot
) -> None:
    def here(_row: object) -> str:
        raise AttributeError("no such thing")

    for fails in (_fails, here, _fails, here):
        try:
            fails(None)
        except AttributeError as error:
            incidents.unexpected(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    more = dialogs()[0].findChild(QLabel, "further_incidents")
    assert more is not None
    assert more.text().startswith("1 ")


def test_an_action_that_fails_again_is_told_of_again_in_one_dialog(
    window: QWidget, incidents: Incidents, qtbot: QtBot
) -> None:
    def fail() -> None:
        try:
            _fails(None)
        except AttributeError as error:
            incidents.report(error)

    for _ in range(3):
        fail()
        qtbot.waitUntil(lambda: len(dialogs()) == 1)
    [dialog] = dialogs()
    more = dialog.findChild(QLabel, "further_incidents")
    assert more is not None
    assert more.text().startswith("2 ")
    dialog.accept()
    fail()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)

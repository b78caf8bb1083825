"""Ctrl+V of cells on a list opens the import at its Match page; other views and words take nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.screens import Stage

CELLS = "external_id\tfirst_name\tphone\r\n00012\tАнна\t+79161234567\r\n00013\tПётр\t\r\n"


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: object) -> Iterator[None]:
    """A clipboard that is left full may end the process under the offscreen platform."""
    yield
    QGuiApplication.clipboard().clear()


def paste(stage: Stage, qtbot: QtBot, text: str) -> None:
    """Ctrl+V in the view in front."""
    QGuiApplication.clipboard().setText(text)
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    stage.window.setFocus()
    QTest.keyClick(stage.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.settle()


def shown(stage: Stage) -> str:
    """Everything the view in front says."""
    view = stage.window.current_view()
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_cells_pasted_on_participants_are_matched_with_their_zeros(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.window.navigate("participants")
    stage.settle()
    paste(stage, qtbot, CELLS)
    assert stage.window.current_view().name == "import"
    said = shown(stage)
    assert "Country of phones" in said
    assert "00012" in said
    assert "Анна" in said
    assert "Import participants" in said


def test_cells_pasted_on_imports_open_the_import_too(stage: Stage, qtbot: QtBot) -> None:
    stage.window.navigate("imports")
    stage.settle()
    paste(stage, qtbot, CELLS)
    assert stage.window.current_view().name == "import"


def test_words_are_no_table(stage: Stage, qtbot: QtBot) -> None:
    stage.window.navigate("participants")
    stage.settle()
    paste(stage, qtbot, "Anna")
    assert stage.window.current_view().name == "participants"
    assert "no table" in stage.window.current_view().banner.text()


def test_a_view_without_a_list_takes_no_cells(stage: Stage, qtbot: QtBot) -> None:
    stage.window.navigate("settings")
    stage.settle()
    paste(stage, qtbot, CELLS)
    assert stage.window.current_view().name == "settings"

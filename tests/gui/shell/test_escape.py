"""Esc in the window: it closes what is open, then clears what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.screens import Stage
from tests.support.pages.lists import ListPage


def test_esc_closes_the_jobs_panel_then_clears_the_search(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    stage.show("programs")
    page = ListPage(window.stack.currentWidget())
    page.view.focus_search()
    QTest.keyClicks(page.view.search, "zzz")
    qtbot.waitUntil(lambda: page.shows("nothing-matches"))
    stage.window.actions.run("jobs")
    assert window.jobs_panel.isVisible()
    page.view.search.setFocus()
    QTest.keyClick(page.view.search, Qt.Key.Key_Escape)
    assert not window.jobs_panel.isVisible()
    assert page.view.search.text() == "zzz"
    QTest.keyClick(page.view.search, Qt.Key.Key_Escape)
    stage.settle()
    assert page.view.search.text() == ""
    assert len(page.ids()) == 1

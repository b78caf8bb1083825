"""The demonstration says that its time stands still (docs/adr/0008)."""

from __future__ import annotations

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from loyalty_desktop.ui.views.home import HomeView
from loyalty_desktop.ui.views.home_start import DemoBanner
from tests.support.window import TestWindow


def told(ui: TestWindow, qtbot: QtBot) -> list[str]:
    """The banners of the home screen."""
    view = HomeView(ui)
    qtbot.addWidget(view)
    return [note.label.text() for note in view.findChildren(DemoBanner)]


def test_home_names_the_day_on_which_the_demo_stands_still(qtbot: QtBot, ui: TestWindow) -> None:
    ui.app.services.settings.freeze_clock(datetime(2017, 12, 31, 23, 30, tzinfo=UTC))
    [text] = told(ui, qtbot)
    assert "31 Dec 2017" in text


def test_home_of_a_real_workspace_says_nothing_of_a_demo(qtbot: QtBot, ui: TestWindow) -> None:
    assert told(ui, qtbot) == []

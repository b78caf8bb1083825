"""A new workspace is led through its first steps; the demo leads to one's own data; the program in front is one everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from loyalty_desktop.app.bootstrap import services_over
from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.ui.widgets import Chip, KpiTile, PagedTable
from tests.gui.screens import Stage


def home(stage: Stage) -> Any:
    """Home, read anew."""
    stage.window.navigate("home")
    stage.settle()
    return stage.window.current_view()


def open_steps(stage: Stage) -> list[str]:
    """The steps that are still to be done, as the strip shows them."""
    strip = home(stage).findChild(QWidget, "next-steps")
    if not strip.isVisible():
        return []
    return [
        button.objectName().removeprefix("next-step.")
        for button in strip.findChildren(QPushButton)
        if button.objectName().startswith("next-step.") and button.isVisible()
    ]


def join(stage: Stage, name: str = "Anna", program: int | None = None) -> int:
    draft = ProfileDraft(external_id=name, first_name=name)
    return int(stage.services.participants.join_new(program or stage.first_program(), draft).value)


def accrue(stage: Stage, who: int, amount: int) -> None:
    points = stage.services.programs.get(stage.first_program()).points_types[0].id
    stage.services.points.accrue(who, points, Decimal(amount), key=f"k{who}-{amount}")


def test_the_steps_of_a_new_workspace_are_ticked_as_they_are_done(stage: Stage) -> None:
    assert open_steps(stage) == ["participants", "points", "proof"]
    who = join(stage)
    assert open_steps(stage) == ["points", "proof"]
    accrue(stage, who, 10)
    assert open_steps(stage) == ["proof"]
    stage.window.findChild(QPushButton, "next-step.proof").click()
    stage.settle()
    strip = stage.window.current_view().findChild(QWidget, "next-steps")
    assert not strip.isVisible(), "done while Home is in front"
    assert open_steps(stage) == []


@pytest.mark.parametrize(("step", "view"), [("participants", "import"), ("points", "participants")])
def test_a_step_leads_to_where_it_is_done(stage: Stage, step: str, view: str) -> None:
    home(stage)
    stage.window.findChild(QPushButton, f"next-step.{step}").click()
    stage.settle()
    assert stage.window.current_view().name == view


def test_the_strip_stays_away_once_it_was_hidden(stage: Stage) -> None:
    view = home(stage)
    view.findChild(QPushButton, "next-steps.hide").click()
    assert open_steps(stage) == []


def test_the_demo_leads_to_a_workspace_of_ones_own(
    desktop: Desktop,
    program_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    with services_over(program_path) as services:
        services.settings.freeze_clock(datetime(2017, 12, 31, tzinfo=UTC))
    stage = Stage(desktop)
    desktop.starter.open(str(program_path))
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    stage.settle()
    own = tmp_path / "own.loyalty"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(own), ""))
    home(stage).findChild(QPushButton, "own-data").click()
    qtbot.waitUntil(lambda: desktop.settings.get("recent_workspaces")[0] == str(own))
    stage.settle()
    assert stage.window.current_view().name == "home"
    assert stage.services.programs.list() == []


def programs_offered(stage: Stage) -> list[QAction]:
    """The entries of the menu in the top bar."""
    button = stage.window.findChild(QPushButton, "program-switcher")
    return [a for a in button.menu().actions() if a.isCheckable()]


def second_program(stage: Stage) -> int:
    """Another active program, over another profile database."""
    draft = QuickStartDraft(
        program_name="Second",
        program_external_id="second",
        database_name="Others",
        database_external_id="others",
    )
    return int(stage.services.quick_start(draft).value.program_id)


def choose(stage: Stage, name: str) -> None:
    stage.window.programs.refresh()
    stage.settle()
    next(a for a in programs_offered(stage) if a.text().startswith(name)).trigger()
    stage.settle()


def test_the_program_chosen_in_the_top_bar_is_that_of_every_view(stage: Stage) -> None:
    second = second_program(stage)
    join(stage, "Bob", second)
    choose(stage, "Second")
    assert [a.text().split("  ")[0] for a in programs_offered(stage) if a.isChecked()] == ["Second"]
    assert stage.window.place_text == "Second"
    stage.window.navigate("participants")
    stage.settle()
    assert stage.window.place_text == "Second"
    assert "Active" in programs_offered(stage)[0].text()
    choose(stage, "Loyalty program")
    assert stage.window.place_text == "Loyalty program"
    home(stage)
    assert stage.window.place_text == "Loyalty program"


def test_the_choice_is_remembered_for_the_workspace(
    stage: Stage, program_path: Path, qtbot: QtBot
) -> None:
    second_program(stage)
    choose(stage, "Second")
    stage.desktop.show_start()
    stage.desktop.starter.open(str(program_path))
    qtbot.waitUntil(lambda: stage.desktop.workspace is not None)
    stage.settle()
    assert stage.window.place_text == "Second"


def test_home_says_that_a_chosen_draft_is_not_counted(stage: Stage) -> None:
    stage.services.programs.clone(stage.first_program(), name="Plan", external_id="plan")
    choose(stage, "Plan")
    view = home(stage)
    assert stage.window.place_text == "Plan"
    texts = [b.accessibleName() for b in view.findChildren(QPushButton) if b.isVisible()]
    assert "Open the program" in texts


def test_see_who_opens_those_people_with_a_chip_that_can_be_taken_off(stage: Stage) -> None:
    """Points that expire soon: Home says how many, the list shows whose, and taking the chip off shows everybody."""
    anna, bob = join(stage, "Anna"), join(stage, "Bob")
    points = stage.services.programs.get(stage.first_program()).points_types[0].id
    day = stage.desktop.workspace.app.clock().date() + timedelta(days=9)
    stage.services.points.accrue(anna, points, Decimal(50), key="a", expires_on=day)
    stage.services.points.accrue(bob, points, Decimal(50), key="b")
    view = home(stage)
    view.findChild(QPushButton, "home.expiring").click()
    stage.settle()
    assert people(stage) == ["Anna"]
    [chip] = stage.window.current_view().findChildren(Chip)
    assert "Points expire from" in chip.text()
    chip.removed.emit()
    stage.settle()
    assert people(stage) == ["Anna", "Bob"]


@pytest.mark.parametrize(
    ("tile", "shown"),
    [("participants", ["Anna", "Bob"]), ("active", ["Anna"]), ("outstanding", ["Anna"]), ("liability", ["Anna"])],
)  # fmt: skip
def test_a_tile_opens_the_people_it_counts(stage: Stage, tile: str, shown: list[str]) -> None:
    accrue(stage, join(stage, "Anna"), 50)
    join(stage, "Bob")
    gone = join(stage, "Gone")
    stage.services.participants.leave(stage.first_program(), gone)
    home(stage).findChild(KpiTile, f"home.{tile}").clicked.emit()
    stage.settle()
    assert people(stage) == shown


@pytest.mark.parametrize("tile", ["redemption", "breakage"])
def test_a_tile_of_a_share_opens_its_transactions(stage: Stage, tile: str) -> None:
    accrue(stage, join(stage, "Anna"), 50)
    home(stage).findChild(KpiTile, f"home.{tile}").clicked.emit()
    stage.settle()
    assert stage.window.current_view().name == "program"


def people(stage: Stage) -> list[str]:
    """The external IDs that the list in front shows."""
    table = stage.window.current_view().findChild(PagedTable)
    rows = [table.model().index(number, 0) for number in range(table.model().rowCount())]
    return [str(index.data()) for index in rows]

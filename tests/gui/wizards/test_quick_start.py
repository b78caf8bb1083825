"""The quick start: Enter to the end, Back without loss, nothing written before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.quick_start import WayIn
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.wizards.quick_start.wizard import QuickStartWizard
from tests.support.window import TestWindow


@pytest.fixture
def services(sqlite_storage: Storage) -> Services:
    return Services(sqlite_storage)


@pytest.fixture
def ui(services: Services, qtbot: QtBot) -> Iterator[TestWindow]:
    window = TestWindow(services, qtbot)
    yield window
    window.end()


@pytest.fixture
def wizard(qtbot: QtBot, ui: TestWindow) -> QuickStartWizard:
    view = QuickStartWizard(ui)
    qtbot.addWidget(view)
    view.resize(1072, 724)
    view.show()
    view.open_with()
    ui.settle()
    return view


def enter(wizard: QuickStartWizard) -> None:
    QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_Return)


def test_six_times_enter_makes_an_active_program(
    ui: TestWindow, services: Services, wizard: QuickStartWizard
) -> None:
    for step in range(6):
        assert wizard.step() == step
        assert services.programs.list() == []
        enter(wizard)
    ui.settle()
    (row,) = services.programs.list()
    assert (row.external_id, row.state, row.tiers) == ("loyalty", ProgramState.ACTIVE, 4)
    assert ui.visited[-1][0] == "program"


def test_back_loses_nothing(wizard: QuickStartWizard) -> None:
    wizard.pages[0]._name.setText("Star club")  # type: ignore[attr-defined]
    enter(wizard)
    wizard.pages[1]._activation.set_value(14)  # type: ignore[attr-defined]
    enter(wizard)
    wizard.back()
    wizard.back()
    assert wizard.pages[0]._name.text() == "Star club"  # type: ignore[attr-defined]
    assert wizard.controller.answers.draft.program_external_id == "star-club"
    enter(wizard)
    assert wizard.pages[1]._activation.value() == 14  # type: ignore[attr-defined]


def test_a_step_that_is_wrong_is_not_left(wizard: QuickStartWizard) -> None:
    page = wizard.pages[0]
    page._name.setText("")  # type: ignore[attr-defined]
    enter(wizard)
    assert wizard.step() == 0
    assert page.form.rows["name"].error()


def test_one_participant_by_hand_gets_the_first_points(
    ui: TestWindow, services: Services, wizard: QuickStartWizard
) -> None:
    wizard.show_step(4)
    page = wizard.pages[4]
    page._way.set_value(WayIn.BY_HAND)  # type: ignore[attr-defined]
    enter(wizard)
    assert wizard.step() == 4
    page._external_id.setText("0001")  # type: ignore[attr-defined]
    enter(wizard)
    wizard.pages[5]._amount.set_amount(Decimal(250))  # type: ignore[attr-defined]
    enter(wizard)
    ui.settle()
    name, params = ui.visited[-1]
    assert name == "participant"
    balances = services.points.balances(params["participant_id"])
    assert [row.active for row in balances] == [250, 0]


def test_a_workbook_opens_the_import(ui: TestWindow, wizard: QuickStartWizard) -> None:
    wizard.show_step(4)
    wizard.pages[4]._way.set_value(WayIn.FILE)  # type: ignore[attr-defined]
    enter(wizard)
    enter(wizard)
    ui.settle()
    assert ui.visited[-1] == ("import", {"kind": "participants"})


def test_a_program_without_tiers(
    ui: TestWindow, services: Services, wizard: QuickStartWizard
) -> None:
    wizard.show_step(2)
    wizard.pages[2]._use.setChecked(False)  # type: ignore[attr-defined]
    for _ in range(4):
        enter(wizard)
    ui.settle()
    (row,) = services.programs.list()
    assert (row.tiers, row.points_types) == (0, 1)


def test_a_second_quick_start_proposes_a_free_id_and_pauses_the_first(
    ui: TestWindow, services: Services, wizard: QuickStartWizard
) -> None:
    for _ in range(6):
        enter(wizard)
    ui.settle()
    assert wizard.step() == 0
    assert wizard.controller.answers.draft.program_external_id == "loyalty-2"
    for _ in range(6):
        enter(wizard)
    ui.settle()
    (dialog,) = [w for w in QApplication.topLevelWidgets() if type(w) is Dialog and w.isVisible()]
    assert dialog.primary is not None
    dialog.primary.click()
    ui.settle()
    states = {row.external_id: row.state for row in services.programs.list()}
    assert states == {"loyalty": ProgramState.PAUSED, "loyalty-2": ProgramState.ACTIVE}

"""The quick start: Enter to the end, Back without loss, nothing written before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loyalty_desktop.controllers.quick_start import WayIn
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.wizards.quick_start.wizard import QuickStartWizard
from tests.support.pages.quick_start import QuickStartPage
from tests.support.window import TestWindow


@pytest.fixture
def wizard(ui: TestWindow) -> QuickStartPage:
    view = QuickStartWizard(ui)
    ui.show(view)
    return QuickStartPage(view, ui.settle)


def test_six_times_enter_makes_an_active_program(
    ui: TestWindow, services: Services, wizard: QuickStartPage
) -> None:
    for step in range(6):
        assert wizard.step == step
        assert services.programs.list() == []
        wizard.enter()
    (row,) = services.programs.list()
    assert (row.external_id, row.state, row.tiers) == ("loyalty", ProgramState.ACTIVE, 4)
    assert ui.visited[-1][0] == "program"


def test_back_loses_nothing(wizard: QuickStartPage) -> None:
    wizard.fill("name", "Star club")
    wizard.enter()
    wizard.fill("activation_days", 14)
    wizard.enter()
    wizard.press("back")
    wizard.press("back")
    assert wizard.value("name") == "Star club"
    assert wizard.value("external_id") == "star-club"
    wizard.enter()
    assert wizard.value("activation_days") == 14


def test_a_step_that_is_wrong_is_not_left(wizard: QuickStartPage) -> None:
    wizard.fill("name", "")
    wizard.enter()
    assert wizard.step == 0
    assert wizard.error("name")


def test_one_participant_by_hand_gets_the_first_points(
    ui: TestWindow, services: Services, wizard: QuickStartPage
) -> None:
    wizard.enter(4)
    wizard.fill("way", WayIn.BY_HAND)
    wizard.enter()
    assert wizard.step == 4
    assert wizard.error("external_id")
    wizard.fill("external_id", "0001")
    wizard.enter()
    wizard.fill("first_points", Decimal(250))
    wizard.enter()
    name, params = ui.visited[-1]
    assert name == "participant"
    balances = services.points.balances(params["program_id"], params["participant_id"])
    assert [row.active for row in balances] == [250, 0]


def test_a_workbook_opens_the_import(ui: TestWindow, wizard: QuickStartPage) -> None:
    wizard.enter(4)
    wizard.fill("way", WayIn.FILE)
    wizard.enter(2)
    assert ui.visited[-1] == ("import", {"kind": "participants"})


def test_a_program_without_tiers(services: Services, wizard: QuickStartPage) -> None:
    wizard.enter(2)
    wizard.fill("use", False)
    wizard.enter(4)
    (row,) = services.programs.list()
    assert (row.tiers, row.points_types) == (0, 1)


def test_a_second_quick_start_proposes_a_free_id_and_pauses_the_first(
    ui: TestWindow, services: Services, wizard: QuickStartPage
) -> None:
    wizard.enter(6)
    assert wizard.step == 0
    assert wizard.value("external_id") == "loyalty-2"
    wizard.enter(6)
    ui.dialog().confirm()
    states = {row.external_id: row.state for row in services.programs.list()}
    assert states == {"loyalty": ProgramState.PAUSED, "loyalty-2": ProgramState.ACTIVE}

"""The list of programs, and the transactions of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from loyalty_desktop.domain.kinds import ProgramState, TransactionType
from loyalty_desktop.domain.list_filters import ColumnFilter, FilterOp
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.views.programs.list import ProgramsView
from tests.support.pages.base import Page
from tests.support.pages.lists import ListPage
from tests.support.pages.program_editor import ProgramEditorPage, join
from tests.support.window import TestWindow


@pytest.fixture
def second(services: Services, program_id: int) -> int:
    """A draft beside the active program."""
    return services.programs.clone(program_id, name="Other", external_id="other").value


def show(ui: TestWindow) -> Page:
    """The list, its first program selected."""
    page = ui.show(ProgramsView(ui))
    if page.has("programs"):
        page.select("programs", 0)
    return page


def test_an_empty_list_offers_the_quick_start(ui: TestWindow) -> None:
    page = show(ui)
    assert not page.has("programs")
    page.press("empty-quick-start")
    assert ui.visited == [("quick-start", {})]


def test_the_list_shows_what_a_program_has(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    join(services, program_id, "1", 100)
    page = show(ui)
    (row,) = page.rows("programs")
    assert (row.name, row.participants) == ("Loyalty program", 1)
    page.open_row("programs", 0)
    assert ui.visited == [("program", {"program_id": program_id})]


def test_pausing_asks_first_and_the_list_follows(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    page = show(ui)
    page.select("programs", 0)
    page.choose("pause")
    assert services.programs.details(program_id).state is ProgramState.ACTIVE
    ui.dialog().confirm()
    assert page.rows("programs")[0].state is ProgramState.PAUSED


def test_activating_offers_to_pause_the_other(
    ui: TestWindow, services: Services, program_id: int, second: int
) -> None:
    page = show(ui)
    place = [row.id for row in page.rows("programs")].index(second)
    page.select("programs", place)
    page.choose("activate")
    ui.dialog().confirm()
    assert services.programs.details(second).state is ProgramState.ACTIVE
    assert services.programs.details(program_id).state is ProgramState.PAUSED


def test_a_clone_with_a_taken_id_is_told_under_the_field(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    page = show(ui)
    page.choose("clone")
    dialog = ui.dialog()
    dialog.fill("external_id", "loyalty")
    dialog.confirm()
    assert dialog.error("external_id")
    dialog.fill("external_id", "second")
    dialog.confirm()
    assert ui.visited[-1][0] == "program"
    assert len(services.programs.list()) == 2


def test_a_new_program_brings_its_profile_database(ui: TestWindow, services: Services) -> None:
    page = show(ui)
    page.press("new")
    dialog = ui.dialog()
    dialog.confirm()
    assert dialog.error("name")
    dialog.fill("name", "Star club")
    dialog.confirm()
    (row,) = services.programs.list()
    assert (row.name, row.external_id, row.state) == ("Star club", "star-club", ProgramState.DRAFT)
    assert row.database_name == "Customers"


@pytest.fixture
def editor(ui: TestWindow, program_id: int) -> ProgramEditorPage:
    return ProgramEditorPage(ui, program_id)


def test_transactions_are_filtered_and_found_by_participant(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    first = join(services, program_id, "A-1", 100)
    join(services, program_id, "A-2", 200)
    editor.press("tab.transactions")
    page = ListPage(editor.view)
    assert page.texts("participant") == ["A-2", "A-1"]
    page.view.filter_column(
        "type", ColumnFilter("type", FilterOp.IN, (TransactionType.REDEMPTION.value,))
    )
    ui.settle()
    assert page.view.chips.texts() == ["Type: Redemption"]
    assert page.ids() == []
    page.view.clear_filters()
    editor.search("A-1")
    assert page.texts("participant") == ["A-1"]
    editor.open_row("program.transactions", 0)
    assert ui.visited[-1] == (
        "participant",
        {"program_id": program_id, "participant_id": first},
    )
    editor.search("nobody")
    assert page.shows("nothing-matches")


def test_transactions_are_exported_as_filtered(
    ui: TestWindow,
    services: Services,
    program_id: int,
    editor: ProgramEditorPage,
    tmp_path: Path,
) -> None:
    join(services, program_id, "007", 100)
    join(services, program_id, "008", 200)
    editor.press("tab.transactions")
    editor.search("007")
    out = tmp_path / "moves.csv"
    editor.view.transactions.controller.export(out, ui.show_error)
    ui.settle()
    text = out.read_text("utf-8-sig")
    assert "007" in text
    assert "008" not in text
    assert ui.toasts

"""Programs in the window: list, editor, partners, transactions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.kinds import ProgramState, TransactionType
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.views.programs.editor import ProgramEditorView
from loyalty_desktop.ui.views.programs.list import ProgramsView
from tests.support.pages.program_editor import ProgramEditorPage, join
from tests.support.window import TestWindow


def show(ui: TestWindow) -> Any:
    view = ProgramsView(ui)
    ui.show(view)
    return view


def test_an_empty_list_offers_the_quick_start(ui: TestWindow) -> None:
    view = show(ui)
    assert view._stack.currentIndex() == 1


def test_the_list_shows_what_a_program_has(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    join(services, program_id, "1", 100)
    view = show(ui)
    (row,) = view._table.rows()
    assert (row.name, row.participants) == ("Loyalty program", 1)
    view._table.activated_row.emit(row)
    assert ui.visited == [("program", {"program_id": program_id})]


def test_pausing_asks_first_and_the_list_follows(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    view = show(ui)
    view.act("pause", view._table.rows()[0])
    assert services.programs.details(program_id).state is ProgramState.ACTIVE
    ui.dialog().confirm()
    assert view._table.rows()[0].state is ProgramState.PAUSED


def test_activating_offers_to_pause_the_other(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    other = services.programs.clone(program_id, name="Other", external_id="other").value
    view = show(ui)
    view.act("activate", services.programs.details(other))
    ui.settle()
    ui.dialog().confirm()
    assert services.programs.details(other).state is ProgramState.ACTIVE
    assert services.programs.details(program_id).state is ProgramState.PAUSED


def test_a_clone_with_a_taken_id_is_told_under_the_field(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    view = show(ui)
    view.act("clone", services.programs.details(program_id))
    dialog = ui.dialog()
    dialog.fill("external_id", "loyalty")
    dialog.confirm()
    assert dialog.error("external_id")
    dialog.fill("external_id", "second")
    dialog.confirm()
    assert ui.visited[-1][0] == "program"
    assert len(services.programs.list()) == 2


def test_a_new_program_brings_its_profile_database(ui: TestWindow, services: Services) -> None:
    view = show(ui)
    view._new()
    ui.settle()
    dialog = ui.dialog()
    dialog.confirm()
    assert dialog.error("name")
    dialog.fill("name", "Star club")
    dialog.confirm()
    (row,) = services.programs.list()
    assert (row.name, row.external_id, row.state) == ("Star club", "star-club", ProgramState.DRAFT)
    assert row.database_name == "Customers"


@pytest.fixture
def editor(ui: TestWindow, program_id: int) -> ProgramEditorView:
    return ProgramEditorPage(ui, program_id).view


def test_transactions_are_filtered_and_found_by_participant(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    first = join(services, program_id, "A-1", 100)
    join(services, program_id, "A-2", 200)
    editor.tabs.set_current("transactions")
    ui.settle()
    tab = editor.transactions
    assert tab.controller.total == 2
    tab._type.set_value(TransactionType.REDEMPTION)
    ui.settle()
    assert tab.controller.total == 0
    tab._clear_filters()
    tab._searched("A-1")
    ui.settle()
    assert tab.controller.total == 1
    tab._table.activated_id.emit(int(tab._table.paged.ids[0]))
    assert ui.visited[-1] == ("participant", {"participant_id": first})
    tab._searched("nobody")
    ui.settle()
    assert tab.controller.total == 0


def test_transactions_are_exported_as_filtered(
    ui: TestWindow,
    services: Services,
    program_id: int,
    editor: ProgramEditorView,
    tmp_path: Path,
) -> None:
    join(services, program_id, "007", 100)
    join(services, program_id, "008", 200)
    editor.tabs.set_current("transactions")
    editor.transactions._searched("007")
    ui.settle()
    out = tmp_path / "moves.csv"
    editor.transactions.controller.export(out, ui.show_error)
    ui.settle()
    text = out.read_text("utf-8-sig")
    assert "007" in text
    assert "008" not in text
    assert ui.toasts

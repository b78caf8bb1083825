"""The import wizard and the list of batches, from a file with mistakes to the undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.import_wizard import Step
from loyalty_desktop.domain.kinds import BatchState
from loyalty_desktop.domain.participants import ParticipantFilter
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.types import Verdict
from loyalty_desktop.storage.unit_of_work import Storage
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.views.imports import ImportsView
from loyalty_desktop.ui.wizards.imports.wizard import ImportWizard
from tests.gui.scenes_participants import write_sheet
from tests.support.window import TestWindow


@pytest.fixture
def services(sqlite_storage: Storage, tmp_path: Path) -> Services:
    made = Services(sqlite_storage)
    from loyalty_desktop.services.imports.service import ImportsService

    made.__dict__["imports"] = ImportsService(
        sqlite_storage, back_up=made.backups.make_before, staging_folder=tmp_path / "staging"
    )
    return made


@pytest.fixture
def ui(services: Services, qtbot: QtBot) -> Iterator[TestWindow]:
    window = TestWindow(services, qtbot)
    yield window
    window.end()


@pytest.fixture
def program_id(services: Services) -> int:
    return services.programs.quick_start(QuickStartDraft()).value.program_id


@pytest.fixture
def wizard(qtbot: QtBot, ui: TestWindow, program_id: int, tmp_path: Path) -> Any:
    """The wizard with the sheet of 40 rows chosen, 10 of them with mistakes."""
    view: Any = ImportWizard(ui)
    qtbot.addWidget(view)
    view.resize(1072, 724)
    view.show()
    view.open_with(kind="participants")
    settle(ui)
    view._source.set_path(write_sheet(tmp_path))
    settle(ui)
    return view


def settle(ui: TestWindow) -> None:
    ui.qtbot.waitUntil(ui.app.jobs.idle, timeout=20_000)


def forward(ui: TestWindow, wizard: Any, steps: int = 1) -> None:
    for _ in range(steps):
        wizard._next.click()
        settle(ui)


def participants(services: Services, program_id: int) -> int:
    return services.participants.layout(program_id).total


def test_the_preview_shows_the_sheet_as_text(wizard: Any) -> None:
    number, cells = wizard._source._table.rows()[0]
    assert number == 2
    assert cells[0] == "700000"
    assert wizard._next.isEnabled()


def test_every_row_has_its_verdict_before_anything_is_written(
    ui: TestWindow, wizard: Any, services: Services, program_id: int
) -> None:
    forward(ui, wizard, 3)
    assert wizard._step is Step.CHECK
    counts = wizard._controller.rehearsal.counts
    assert (counts.read, counts.new, counts.rejected) == (40, 30, 10)
    assert participants(services, program_id) == 0
    wizard._check._tiles[Verdict.REJECTED]._flip()
    settle(ui)
    rows = wizard._check._table.rows()
    assert len(rows) == 10
    assert {row.verdict for row in rows} == {Verdict.REJECTED}


def test_back_loses_nothing_and_changes_are_checked_again(ui: TestWindow, wizard: Any) -> None:
    forward(ui, wizard)
    wizard._match._choices["city"].set_value("")
    forward(ui, wizard, 2)
    assert "city" not in wizard._controller.rehearsal.fields
    wizard._back_to(Step.MATCH)
    assert wizard._match._choices["city"].value() == ""
    assert wizard._match._choices["external_id"].value() == "A"
    wizard._match._choices["city"].set_value("E")
    forward(ui, wizard, 2)
    assert "city" in wizard._controller.rehearsal.fields


def test_a_faulty_value_is_corrected_for_all_rows_alike(ui: TestWindow, wizard: Any) -> None:
    forward(ui, wizard, 3)
    rejected = wizard._controller.rehearsal.counts.rejected
    row = next(r for r in wizard._check._table.rows() if [i.field for i in r.issues] == ["email"])
    wizard._check._correct(row)
    dialog: Any = ui.dialogs[-1]
    dialog._edits["email"].setText("")
    dialog._alike.setChecked(True)
    dialog.primary.click()
    settle(ui)
    assert wizard._controller.rehearsal.counts.rejected < rejected
    assert ui.toasts


def test_leaving_in_the_middle_writes_nothing(
    ui: TestWindow, wizard: Any, services: Services, program_id: int, tmp_path: Path
) -> None:
    forward(ui, wizard, 3)
    wizard._cancel.click()
    settle(ui)
    assert participants(services, program_id) == 0
    assert services.imports.batches() == []
    assert not list((tmp_path / "staging").glob("*"))
    assert wizard._controller.request is None


def test_a_required_column_that_is_missing_is_named(ui: TestWindow, wizard: Any) -> None:
    forward(ui, wizard)
    for field in ("external_id", "email", "phone"):
        wizard._match._choices[field].set_value("")
    forward(ui, wizard)
    assert wizard._step is Step.MATCH
    assert "Participant" in wizard.banner.text()


def test_an_applied_import_is_listed_and_undone(
    qtbot: QtBot, ui: TestWindow, wizard: Any, services: Services, program_id: int
) -> None:
    forward(ui, wizard, 4)
    assert wizard._step is Step.APPLY
    assert wizard._controller.report.new == 30
    assert participants(services, program_id) == 30
    view: Any = ImportsView(ui)
    qtbot.addWidget(view)
    view.show()
    view.open_with(batch_id=wizard._controller.report.batch)
    settle(ui)
    [batch] = view._table.rows()
    assert (batch.new, batch.rejected) == (30, 10)
    view._actions["undo"].trigger()
    settle(ui)
    [asked] = [w for w in QApplication.topLevelWidgets() if type(w) is Dialog and w.isVisible()]
    assert asked.primary is not None
    asked.primary.click()
    settle(ui)
    assert view.banner.text() == ""
    facets = services.participants.facets(program_id, ParticipantFilter())
    assert not facets.states
    assert services.imports.batch(batch.id).state is BatchState.UNDONE


def test_the_same_file_is_noticed(ui: TestWindow, wizard: Any) -> None:
    path = wizard._controller.request.path
    forward(ui, wizard, 4)
    wizard._start_anew()
    wizard._source.set_path("")
    wizard._source.set_path(path)
    settle(ui)
    while wizard._step is not Step.CHECK:
        forward(ui, wizard)
    assert wizard._controller.rehearsal.same_file_batch is not None
    assert "before" in wizard.banner.text()

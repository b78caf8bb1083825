"""Programs in the window: list, editor, partners, transactions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from loyalty_desktop.domain.drafts import PartnerDraft, ProfileDraft
from loyalty_desktop.domain.kinds import PointsKind, ProgramState, TransactionType
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.partner import PartnerDialog
from loyalty_desktop.ui.dialogs.program_clone import CloneProgramDialog
from loyalty_desktop.ui.dialogs.program_moves import TierMovesDialog
from loyalty_desktop.ui.dialogs.program_new import NewProgramDialog
from loyalty_desktop.ui.views.programs.editor import ProgramEditorView
from loyalty_desktop.ui.views.programs.list import ProgramsView
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
def program_id(services: Services) -> int:
    return services.quick_start(QuickStartDraft()).value.program_id


def show(qtbot: QtBot, ui: TestWindow, view: Any, **params: Any) -> Any:
    qtbot.addWidget(view)
    ui.hub.changed.connect(view.on_changes)
    view.resize(1072, 724)
    view.show()
    view.open_with(**params)
    ui.settle()
    return view


def question() -> Dialog:
    """The question asked last."""
    asked = [w for w in QApplication.topLevelWidgets() if type(w) is Dialog and w.isVisible()]
    return asked[-1]


def answer_yes(ui: TestWindow) -> None:
    dialog = question()
    assert dialog.primary is not None
    dialog.primary.click()
    ui.settle()


def join(services: Services, program_id: int, external_id: str, points: int) -> int:
    person = services.participants.join_new(program_id, ProfileDraft(external_id=external_id)).value
    status = services.programs.get(program_id).points_types[1]
    assert status.id is not None
    if points:
        services.points.accrue(person, status.id, Decimal(points), key=f"key-{external_id}")
    return person


def test_an_empty_list_offers_the_quick_start(qtbot: QtBot, ui: TestWindow) -> None:
    view = show(qtbot, ui, ProgramsView(ui))
    assert view._stack.currentIndex() == 1


def test_the_list_shows_what_a_program_has(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    join(services, program_id, "1", 100)
    view = show(qtbot, ui, ProgramsView(ui))
    (row,) = view._table.rows()
    assert (row.name, row.participants) == ("Loyalty program", 1)
    view._table.activated_row.emit(row)
    assert ui.visited == [("program", {"program_id": program_id})]


def test_pausing_asks_first_and_the_list_follows(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    view = show(qtbot, ui, ProgramsView(ui))
    view.act("pause", view._table.rows()[0])
    assert services.programs.details(program_id).state is ProgramState.ACTIVE
    answer_yes(ui)
    ui.settle()
    assert view._table.rows()[0].state is ProgramState.PAUSED


def test_activating_offers_to_pause_the_other(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    other = services.programs.clone(program_id, name="Other", external_id="other").value
    view = show(qtbot, ui, ProgramsView(ui))
    view.act("activate", services.programs.details(other))
    ui.settle()
    answer_yes(ui)
    assert services.programs.details(other).state is ProgramState.ACTIVE
    assert services.programs.details(program_id).state is ProgramState.PAUSED


def test_a_clone_with_a_taken_id_is_told_under_the_field(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    view = show(qtbot, ui, ProgramsView(ui))
    view.act("clone", services.programs.details(program_id))
    dialog = ui.dialogs[-1]
    assert isinstance(dialog, CloneProgramDialog)
    dialog._external_id.setText("loyalty")
    dialog.primary_clicked.emit()
    ui.settle()
    assert dialog._form.rows["external_id"].error()
    dialog._external_id.setText("second")
    dialog.primary_clicked.emit()
    ui.settle()
    assert ui.visited[-1][0] == "program"
    assert len(services.programs.list()) == 2


def test_a_new_program_brings_its_profile_database(
    qtbot: QtBot, ui: TestWindow, services: Services
) -> None:
    view = show(qtbot, ui, ProgramsView(ui))
    view._new()
    ui.settle()
    dialog = ui.dialogs[-1]
    assert isinstance(dialog, NewProgramDialog)
    dialog.primary_clicked.emit()
    ui.settle()
    assert dialog._form.rows["name"].error()
    dialog._name.setText("Star club")
    dialog._name.textEdited.emit("Star club")
    dialog.primary_clicked.emit()
    ui.settle()
    (row,) = services.programs.list()
    assert (row.name, row.external_id, row.state) == ("Star club", "star-club", ProgramState.DRAFT)
    assert row.database_name == "Customers"


@pytest.fixture
def editor(qtbot: QtBot, ui: TestWindow, program_id: int) -> ProgramEditorView:
    view: ProgramEditorView = show(qtbot, ui, ProgramEditorView(ui), program_id=program_id)
    return view


def test_the_sentence_follows_the_form(editor: ProgramEditorView) -> None:
    general = editor.general
    general.choose("points_types.0")
    assert "never expire" in general.points.note.label.text()
    general.points._activation.set_value(14)
    general.points._initial.set_amount(Decimal(50))
    text = general.points.note.label.text()
    assert "14" in text
    assert "50" in text
    draft = editor._controller.draft
    assert draft is not None
    assert draft.points_types[0].activation_days == 14


def test_qualification_points_hide_what_pays(editor: ProgramEditorView) -> None:
    editor.general.choose("points_types.0")
    panel = editor.general.points
    panel._initial.set_amount(Decimal(50))
    panel._kind.set_value(PointsKind.QUALIFICATION)
    assert panel._share_row.isHidden()
    draft = editor._controller.draft
    assert draft is not None
    assert draft.points_types[0].initial_balance == 0


def test_save_shows_only_while_there_is_something_to_save(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    assert editor._save.isHidden()
    editor.general._name.setText("Star club")
    assert not editor._save.isHidden()
    editor.save()
    ui.settle()
    assert services.programs.get(program_id).name == "Star club"
    assert editor._save.isHidden()
    assert editor.header.title() == "Star club"


def test_a_wrong_field_is_told_when_it_is_saved_and_not_stored(
    services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    general = editor.general
    general.choose("points_types.0")
    general.points._rounding_step.setText("abc")
    general.choose("general")
    editor.save()
    assert general.current() == "points_types.0"
    assert general.points._rounding_step.text() == "abc"
    assert general.points.form.rows["rounding_step"].error()
    assert services.programs.get(program_id).version == 1


def test_two_editors_conflict_and_the_second_reloads(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    services.programs.update(replace(services.programs.get(program_id), name="Theirs"))
    editor.general._name.setText("Mine")
    editor.save()
    ui.settle()
    answer_yes(ui)
    assert editor.header.title() == "Theirs"
    assert not editor._controller.dirty


def test_a_tier_is_inserted_and_rows_follow_their_thresholds(editor: ProgramEditorView) -> None:
    editor.general.choose("tier_groups.0")
    rows = editor.general.tiers.tiers
    rows.insert(2)
    assert [tier.threshold for tier in rows.tiers()] == [0, 500, 1000, 1500, 4000]
    rows._names[2].setText("Bronze")
    rows._names[2].textEdited.emit("Bronze")
    assert rows.tiers()[2].external_id == "bronze"
    rows._thresholds[2].setText("2000")
    rows._thresholds[2].editingFinished.emit()
    assert [tier.name for tier in rows.tiers()] == [
        "Member",
        "Silver",
        "Gold",
        "Bronze",
        "Platinum",
    ]


def test_who_moves_is_shown_before_tiers_are_saved(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    join(services, program_id, "1", 700)
    editor._controller.open(program_id)
    ui.settle()
    editor.general.choose("tier_groups.0")
    rows = editor.general.tiers.tiers
    rows._thresholds[1].setText("600")
    rows._thresholds[2].setText("650")
    editor.save()
    ui.settle()
    dialog = ui.dialogs[-1]
    assert isinstance(dialog, TierMovesDialog)
    assert services.programs.get(program_id).tier_groups[0].tiers[2].threshold == 1500
    dialog.primary_clicked.emit()
    ui.settle()
    group = services.programs.get(program_id).tier_groups[0]
    assert group.tiers[2].threshold == 650
    assert services.programs.tier_counts(program_id) == {group.tiers[2].id: 1}


def test_leaving_with_edits_asks(ui: TestWindow, editor: ProgramEditorView) -> None:
    assert editor.may_leave(lambda: None)
    editor.general._name.setText("Half done")
    left: list[bool] = []
    assert not editor.may_leave(lambda: left.append(True))
    answer_yes(ui)
    assert left == [True]


def test_a_partner_is_added_while_other_edits_wait(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    editor.general._name.setText("Waiting")
    dialog = PartnerDialog(editor._controller, ui)
    ui.open_dialog(dialog)
    dialog._name.setText("Bakery")
    dialog._name.textEdited.emit("Bakery")
    dialog._share.set_amount(Decimal(15))
    dialog.primary_clicked.emit()
    ui.settle()
    assert services.programs.get(program_id).partners[0].cost_share == 15
    assert services.programs.get(program_id).name == "Loyalty program"
    assert editor._controller.dirty
    editor.save()
    ui.settle()
    stored = services.programs.get(program_id)
    assert (stored.name, len(stored.partners)) == ("Waiting", 1)


def test_partners_are_listed(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    draft = services.programs.get(program_id)
    services.programs.update(replace(draft, partners=(PartnerDraft("Dairy", "dairy"),)))
    editor._controller.open(program_id)
    ui.settle()
    editor.tabs.set_current("people")
    assert [partner.name for partner in editor.people._table.rows()] == ["Dairy"]


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


def test_edits_survive_a_change_of_language(
    qtbot: QtBot, ui: TestWindow, editor: ProgramEditorView
) -> None:
    editor.general.choose("points_types.0")
    editor.general.points._activation.set_value(14)
    state = json.loads(json.dumps(editor.state()))
    again = ProgramEditorView(ui)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.open_with(program_id=state["program_id"])
    ui.settle()
    assert again._controller.dirty
    assert again.general.points._activation.value() == 14


def test_numbers_that_come_meanwhile_do_not_disturb_typing(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorView
) -> None:
    editor.general._name.setText("Half typed")
    outcome = services.participants.join_new(program_id, ProfileDraft(external_id="1"))
    ui.hub.publish(outcome.changes)
    ui.settle()
    assert editor.people._controller.row.participants == 1
    assert editor.general._name.text() == "Half typed"
    assert editor._controller.dirty


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


def test_every_input_of_the_editor_has_a_name(editor: ProgramEditorView) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox

    for key in ("general", "points_types.0", "tier_groups.0"):
        editor.general.choose(key)
        for kind in (QLineEdit, QComboBox, QSpinBox, QAbstractButton):
            for widget in editor.general.findChildren(kind):
                if not widget.isVisible() or widget.objectName() == "qt_spinbox_lineedit":
                    continue
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                assert widget.accessibleName() or text, (key, widget)


def test_dialogs_close_with_escape(ui: TestWindow, editor: ProgramEditorView) -> None:
    dialog = PartnerDialog(editor._controller, ui)
    ui.open_dialog(dialog)
    dialog.reject()
    assert dialog.result() == QDialog.DialogCode.Rejected

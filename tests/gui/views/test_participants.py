"""Participants in the window: the list with its filters, the card, and the dialogs over both."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.kinds import ParticipantState, TransactionState
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.views.participants.card import ParticipantCardView
from loyalty_desktop.ui.views.participants.list import ParticipantsView
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
    return services.programs.quick_start(QuickStartDraft()).value.program_id


def join(
    services: Services, program_id: int, external_id: str, status: int = 0, **more: Any
) -> int:
    draft = ProfileDraft(external_id=external_id, first_name="Household", **more)
    person = services.participants.join_new(program_id, draft).value
    points, qualification = services.participants.layout(program_id).points_types
    services.points.accrue(person, points.id, Decimal(100), key=f"welcome-{external_id}")
    if status:
        services.points.accrue(person, qualification.id, Decimal(status), key=f"s-{external_id}")
    return person


def show(qtbot: QtBot, ui: TestWindow, view: Any, **params: Any) -> Any:
    qtbot.addWidget(view)
    ui.hub.changed.connect(lambda notice: view.on_changes(notice.changes))
    view.resize(1072, 724)
    view.show()
    view.open_with(**params)
    ui.settle()
    return view


def shown_ids(view: Any) -> list[int]:
    return [int(each) for each in view._table.paged.ids]


def press(ui: TestWindow, dialog: Any) -> None:
    dialog.primary.click()
    ui.settle()


def test_without_a_program_the_list_leads_to_the_quick_start(qtbot: QtBot, ui: TestWindow) -> None:
    view = show(qtbot, ui, ParticipantsView(ui))
    assert view._panel is None
    assert not any(button.isEnabled() for button in view._needs_program)


def test_ticking_a_tier_narrows_the_list_and_its_chip_widens_it_again(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    gold = join(services, program_id, "1", 1600)
    member = join(services, program_id, "2")
    view = show(qtbot, ui, ParticipantsView(ui))
    assert shown_ids(view) == [gold, member]
    tiers = {t.name: t.id for t in view._layout.tier_groups[0].tiers}
    view._facets._tiers[tiers["Gold"]][0].setChecked(True)
    ui.settle()
    assert shown_ids(view) == [gold]
    assert view._panel.counter.text() == "1 of 2"
    view._panel.chips.removed.emit("tiers")
    ui.settle()
    assert shown_ids(view) == [gold, member]


def test_searching_finds_a_phone_in_any_format_and_esc_shows_all_again(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    join(services, program_id, "1", phone="+15135550118")
    second = join(services, program_id, "2", phone="+15135550119")
    view = show(qtbot, ui, ParticipantsView(ui))
    view._panel.search.setText("(513) 555-0119")
    view._panel.search.returnPressed.emit()
    ui.settle()
    assert shown_ids(view) == [second]
    view._panel.search.setText("nobody at all")
    view._panel.search.returnPressed.emit()
    ui.settle()
    assert view._panel._stack.currentWidget() is view._panel._nothing
    view._panel._clear()
    ui.settle()
    assert len(shown_ids(view)) == 2


def test_everything_that_matches_is_accrued_once_even_when_pressed_again(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    people = [join(services, program_id, str(n)) for n in range(3)]
    services.participants.block(people[0], "test")
    view = show(qtbot, ui, ParticipantsView(ui))
    view._table.selectAll()
    ui.settle()
    assert "average" in " ".join(view.status_parts())
    view._accrue_selected()
    dialog: Any = ui.dialogs[-1]
    dialog._amount.setText("5")
    dialog._save()
    dialog._save()
    ui.settle()
    for person in people[1:]:
        assert services.points.balances(person)[0].active == Decimal(105)
    assert services.points.balances(people[0])[0].active == Decimal(100)
    assert "blocked" in view.banner.text().lower()


def test_adding_a_participant_names_every_mistake_first(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    view = show(qtbot, ui, ParticipantsView(ui))
    view._add()
    ui.settle()
    dialog: Any = ui.dialogs[-1]
    press(ui, dialog)
    assert dialog._new.rows["external_id"].error()
    dialog._new.rows["external_id"].editor.setText("77")
    dialog._new.rows["phone"].editor.setText("513 555 0118")
    press(ui, dialog)
    assert "country code" in dialog._new.rows["phone"].error()
    dialog._new.rows["phone"].editor.setText("+1 513 555 0118")
    press(ui, dialog)
    assert services.participants.find(program_id, "77") == shown_ids(view)[0]
    assert ui.toasts


def test_a_profile_that_exists_joins_by_its_phone(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    database = services.participants.layout(program_id).program.profile_database_id
    services.profiles.create(database, ProfileDraft("9", phone="+15135550118"))
    view = show(qtbot, ui, ParticipantsView(ui))
    view._add()
    ui.settle()
    dialog: Any = ui.dialogs[-1]
    dialog._which.set_value("old")
    dialog._key.setText("0")
    press(ui, dialog)
    assert dialog._search.rows["key"].error()
    dialog._key.setText("+1 (513) 555-0118")
    press(ui, dialog)
    assert len(shown_ids(view)) == 1


def test_the_card_shows_balances_and_what_is_missing_to_the_next_tier(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1", 600)
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=person)
    assert view.header.title() == "Household"
    assert view._tier_chip._label.text() == "Silver"
    assert [t.type for t in view._transactions.rows()] == ["accrual", "accrual"]
    from loyalty_desktop.ui.views.participants.card_panels import standing_sentence

    assert standing_sentence(view._data.standings[0]) == "600 points; 900 to go."


def test_redeeming_more_than_there_is_is_refused_in_the_dialog(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=person)
    view._redeem.click()
    dialog: Any = ui.dialogs[-1]
    press(ui, dialog)
    assert dialog._form.rows["amount"].error()
    dialog._amount.setText("100.01")
    press(ui, dialog)
    assert dialog.isVisible()
    assert dialog.banner.text() or dialog._form.rows["amount"].error()
    dialog._amount.setText("30")
    press(ui, dialog)
    assert not dialog.isVisible()
    assert services.points.balances(person)[0].active == Decimal(70)
    assert view._transactions.rows()[0].amount == Decimal(-30)


def test_a_hold_is_rolled_back_from_the_list_of_transactions(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=person)
    view._redeem.click()
    dialog: Any = ui.dialogs[-1]
    dialog._amount.setText("40")
    dialog._temporary.setChecked(True)
    press(ui, dialog)
    assert services.points.balances(person)[0].held == Decimal(40)
    view._transactions.selectRow(0)
    assert view._transaction().state == TransactionState.TEMPORARY
    assert view._actions["commit"].isEnabled()
    view._actions["roll_back"].trigger()
    ui.settle()
    assert services.points.balances(person)[0].active == Decimal(100)


def test_cancelling_needs_a_reason(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=person)
    view._transactions.selectRow(0)
    view._actions["cancel"].trigger()
    dialog: Any = ui.dialogs[-1]
    press(ui, dialog)
    assert dialog._form.rows["reason"].error()
    dialog._reason.setPlainText("booked twice")
    press(ui, dialog)
    assert services.points.balances(person)[0].total == Decimal(0)


def test_points_are_transferred_to_whoever_the_key_finds(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    one, two = join(services, program_id, "1"), join(services, program_id, "2")
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=one)
    view._actions["transfer"].trigger()
    dialog: Any = ui.dialogs[-1]
    dialog._amount.setText("10")
    for key, mistake in (("404", True), ("1", True), ("2", False)):
        dialog._receiver.setText(key)
        press(ui, dialog)
        ui.settle()
        assert bool(dialog.isVisible() and dialog._form.rows["to_id"].error()) is mistake
    assert services.points.balances(two)[0].active == Decimal(110)


def test_blocking_from_the_card_stops_its_operations(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=person)
    view._actions["block"].trigger()
    dialog: Any = ui.dialogs[-1]
    dialog.edit.setPlainText("card lost")
    press(ui, dialog)
    assert services.participants.card(person).row.state is ParticipantState.BLOCKED
    assert not view._accrue.isEnabled()
    assert "card lost" in view.banner.text()
    view._actions["unblock"].trigger()
    ui.settle()
    assert view._accrue.isEnabled()


def test_leaving_asks_first_and_joining_again_is_offered(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=person)
    view._actions["leave"].trigger()
    [dialog] = [w for w in QApplication.topLevelWidgets() if type(w) is Dialog and w.isVisible()]
    press(ui, dialog)
    assert services.participants.card(person).row.state is ParticipantState.LEFT
    view._actions["rejoin"].trigger()
    ui.settle()
    assert services.participants.card(person).row.state is ParticipantState.ACTIVE


def test_editing_the_profile_keeps_the_card_in_step(
    qtbot: QtBot, ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    view = show(qtbot, ui, ParticipantCardView(ui), participant_id=person)
    view._edit()
    dialog: Any = ui.dialogs[-1]
    dialog._form.rows["last_name"].editor.setText("Seven")
    dialog._comment.setPlainText("calls on Mondays")
    press(ui, dialog)
    assert view.header.title() == "Household Seven"
    assert view._data.card.row.comment == "calls on Mondays"

"""Adding a participant: a new profile, or one that the database has already."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.dialogs.participant_new import NewParticipantDialog
from tests.support.pages.base import DialogPage
from tests.support.window import TestWindow


def adding(ui: TestWindow, qtbot: QtBot) -> DialogPage:
    """The dialog as the list of participants opens it."""
    controller = ParticipantsController(ui.app, ui.window)
    with qtbot.waitSignal(controller.opened):
        controller.open()
    assert controller.layout is not None
    return ui.dialog(NewParticipantDialog(controller, controller.layout, ui.window))


def test_a_mistake_is_told_under_its_field_and_nothing_is_made(
    ui: TestWindow, qtbot: QtBot, services: Services, program_id: int
) -> None:
    dialog = adding(ui, qtbot)
    dialog.confirm()
    assert dialog.error("external_id")
    dialog.fill("external_id", "77")
    dialog.fill("phone", "513 555 0118")
    dialog.confirm()
    assert "country code" in dialog.error("phone")
    assert services.participants.layout(program_id).total == 0
    dialog.fill("phone", "+1 513 555 0118")
    dialog.confirm()
    assert not dialog.open
    person = services.participants.find(program_id, "77")
    assert services.participants.card(program_id, person).profile.phone == "+15135550118"


@pytest.mark.parametrize("key", ["9", "+1 (513) 555-0118", "nine@example.com"])
def test_a_profile_that_exists_joins_by_any_of_its_keys(
    ui: TestWindow, qtbot: QtBot, services: Services, program_id: int, key: str
) -> None:
    database = services.participants.layout(program_id).program.profile_database_id
    draft = ProfileDraft("9", phone="+15135550118", email="nine@example.com")
    profile = services.profiles.create(database, draft).value
    dialog = adding(ui, qtbot)
    dialog.fill("which", "old")
    dialog.fill("key", "0")
    dialog.confirm()
    assert dialog.error("key")
    dialog.fill("key", key)
    dialog.confirm()
    assert not dialog.open
    person = services.participants.find(program_id, "9")
    assert services.participants.card(program_id, person).row.profile_id == profile


def test_a_moment_of_registration_and_a_comment_are_kept(
    ui: TestWindow, qtbot: QtBot, services: Services, program_id: int
) -> None:
    since = datetime(2024, 5, 17, 10, 30, tzinfo=UTC)
    dialog = adding(ui, qtbot)
    dialog.fill("external_id", "77")
    dialog.fill("registered_at", since)
    dialog.fill("comment", "came with a friend")
    dialog.confirm()
    assert not dialog.open
    row = services.participants.card(program_id, services.participants.find(program_id, "77")).row
    assert (row.registered_at, row.comment) == (since, "came with a friend")

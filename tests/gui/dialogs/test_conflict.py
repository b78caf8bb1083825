"""Two people edit one profile: different fields are both kept, and the same field is asked about, with the value before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.participant_card import CardData, ParticipantCardController
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.ui.dialogs.conflict import ConflictDialog
from loyalty_desktop.ui.dialogs.participant_new import EditProfileDialog
from loyalty_desktop.ui.widgets import Choice, LineEdit
from tests.gui.screens import Stage


class Editing:
    """The edit dialog of a participant over a real window."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage = stage
        draft = ProfileDraft(external_id="C1", first_name="Anna", city="Pskov")
        self.who = int(stage.services.participants.join_new(stage.first_program(), draft).value)
        controller = ParticipantCardController(stage.desktop.workspace.app)
        loaded: list[CardData] = []
        controller.loaded.connect(loaded.append)
        controller.open(self.who)
        stage.settle()
        self.dialog = EditProfileDialog(controller, loaded[0], stage.window)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def profile(self) -> ProfileDraft:
        found: ProfileDraft = self.stage.services.participants.card(self.who).profile
        return found

    def type(self, label: str, text: str) -> None:
        """Write into a field of the form."""
        field = next(
            e for e in self.dialog.findChildren(LineEdit) if e.accessibleName().startswith(label)
        )
        field.setText(text)

    def save(self) -> None:
        assert self.dialog.primary is not None
        self.dialog.primary.click()
        self.stage.settle()

    def asked(self) -> list[ConflictDialog]:
        return [d for d in self.dialog.findChildren(ConflictDialog) if d.isVisible()]


@pytest.fixture
def editing(stage: Stage, qtbot: QtBot) -> Iterator[Editing]:
    made = Editing(stage, qtbot)
    yield made
    made.dialog.reject()


def test_changes_of_different_fields_are_both_kept_without_a_question(editing: Editing) -> None:
    editing.type("City", "Tver")
    editing.stage.services.profiles.update(replace(editing.profile(), last_name="Petrova"))
    editing.save()
    assert editing.asked() == []
    saved = editing.profile()
    assert (saved.city, saved.last_name) == ("Tver", "Petrova")
    assert not editing.dialog.isVisible()


@pytest.mark.parametrize(
    ("keep", "city"), [("mine", "Tver"), ("theirs", "Omsk"), ("base", "Pskov")]
)
def test_a_field_that_both_changed_is_chosen(editing: Editing, keep: str, city: str) -> None:
    editing.type("City", "Tver")
    editing.stage.services.profiles.update(
        replace(editing.profile(), city="Omsk", last_name="Petrova")
    )
    editing.save()
    [dialog] = editing.asked()
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Pskov", "Tver", "Omsk"} <= set(said)
    choice = dialog.findChild(Choice, "keep.city")
    assert isinstance(choice, Choice)
    choice.set_value(keep)
    assert dialog.primary is not None
    dialog.primary.click()
    editing.stage.settle()
    saved = editing.profile()
    assert (saved.city, saved.last_name) == (city, "Petrova")
    assert not editing.dialog.isVisible()

"""Two people edit one profile or profile database: different changes are both kept, the same field is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.controllers.profile_databases import ProfileDatabasesController
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDatabaseDraft, ProfileDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.dialogs.conflict import ConflictDialog
from loyalty_desktop.ui.dialogs.participant_new import EditProfileDialog
from loyalty_desktop.ui.dialogs.profile_database import ProfileDatabaseDialog
from loyalty_desktop.ui.widgets import Choice, LineEdit
from tests.gui.screens import Stage
from tests.support.window import TestWindow


class Editing:
    """The edit dialog of a participant over a real window."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage = stage
        draft = ProfileDraft(external_id="C1", first_name="Anna", city="Pskov")
        self.who = int(stage.services.participants.join_new(stage.first_program(), draft).value)
        controller = ParticipantCardController(stage.desktop.workspace.app)
        loaded: list[CardData] = []
        controller.loaded.connect(loaded.append)
        controller.open(stage.first_program(), self.who)
        stage.settle()
        self.dialog = EditProfileDialog(controller, loaded[0], stage.window)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def profile(self) -> ProfileDraft:
        participants = self.stage.services.participants
        found: ProfileDraft = participants.card(self.stage.first_program(), self.who).profile
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


def test_a_question_that_was_cancelled_is_asked_again_and_their_other_changes_stay(
    editing: Editing,
) -> None:
    editing.type("City", "Tver")
    editing.stage.services.profiles.update(
        replace(editing.profile(), city="Omsk", last_name="Petrova")
    )
    editing.save()
    [dialog] = editing.asked()
    dialog.reject()
    editing.save()
    [dialog] = editing.asked()
    assert dialog.primary is not None
    dialog.primary.click()
    editing.stage.settle()
    saved = editing.profile()
    assert (saved.city, saved.last_name) == ("Tver", "Petrova")


class EditingDatabase:
    """The dialog of a profile database with two custom fields, opened before somebody else saves."""

    def __init__(self, ui: TestWindow, services: Services) -> None:
        self.ui, self.services = ui, services
        draft = ProfileDatabaseDraft(
            "Customers",
            "customers",
            fields=(CustomFieldDraft("card", "Card"), CustomFieldDraft("shoe", "Shoe size")),
        )
        self.id = services.databases.create(draft).value
        controller = ProfileDatabasesController(ui.app, ui.window)
        self.dialog = ProfileDatabaseDialog(controller, ui.window, self.stored())
        ui.open_dialog(self.dialog)
        ui.settle()

    def stored(self) -> ProfileDatabaseDraft:
        return self.services.databases.get(self.id)

    def names(self) -> list[str]:
        return [item.name for item in self.stored().fields]

    def type(self, name: str, text: str) -> None:
        """Write into an input by what a screen reader calls it."""
        field = next(
            e
            for e in self.dialog.findChildren(LineEdit)
            if e.isVisible() and e.accessibleName().startswith(name)
        )
        field.setText(text)
        field.textEdited.emit(text)

    def press(self, name: str) -> None:
        button = next(
            b
            for b in self.dialog.findChildren(QAbstractButton)
            if b.isVisible() and name in {b.text(), b.accessibleName()}
        )
        button.click()
        self.ui.settle()

    def save(self) -> None:
        assert self.dialog.primary is not None
        self.dialog.primary.click()
        self.ui.settle()

    def answer(self, field: str, keep: str) -> None:
        """Choose for the one clash, whose row says `field`."""
        [asked] = [d for d in self.dialog.findChildren(ConflictDialog) if d.isVisible()]
        assert field in [label.text() for label in asked.findChildren(QLabel)]
        [choice] = asked.findChildren(Choice)
        choice.set_value(keep)
        assert choice.value() == keep
        assert asked.primary is not None
        asked.primary.click()
        self.ui.settle()


@pytest.fixture
def database(ui: TestWindow, services: Services) -> EditingDatabase:
    return EditingDatabase(ui, services)


def test_fields_that_two_people_added_to_a_profile_database_are_both_kept(
    database: EditingDatabase,
) -> None:
    theirs = database.stored()
    added = CustomFieldDraft("size", "Size")
    database.services.databases.update(
        replace(theirs, name="Clients", fields=(*theirs.fields, added))
    )
    database.press("Add field")
    database.type("Label of field 3", "Pet")
    database.save()
    assert database.stored().name == "Clients"
    assert sorted(database.names()) == ["card", "pet", "shoe", "size"]
    assert not database.dialog.isVisible()


@pytest.mark.parametrize(
    ("keep", "name"), [("mine", "Mine"), ("theirs", "Theirs"), ("base", "Customers")]
)
def test_a_name_of_a_profile_database_that_both_changed_is_chosen(
    database: EditingDatabase, keep: str, name: str
) -> None:
    theirs = database.stored()
    database.services.databases.update(replace(theirs, name="Theirs", fields=theirs.fields[:1]))
    database.type("Name", "Mine")
    database.save()
    database.answer("Name", keep)
    assert (database.stored().name, database.names()) == (name, ["card"])
    assert not database.dialog.isVisible()


@pytest.mark.parametrize(("keep", "left"), [("mine", ["card"]), ("theirs", ["card", "shoe"])])
def test_a_field_removed_here_and_changed_there_is_kept_or_removed(
    database: EditingDatabase, keep: str, left: list[str]
) -> None:
    card, shoe = database.stored().fields
    changed = replace(database.stored(), fields=(card, replace(shoe, label="Foot")))
    database.services.databases.update(changed)
    database.press("Remove field 2")
    database.save()
    database.answer("Custom field Shoe size", keep)
    assert database.names() == left

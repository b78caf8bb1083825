"""Add a participant: a profile of the database, found by any key, or a new profile. And: edit a participant's profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.entities.participants import PARTICIPANT
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.errors import Conflict, InvalidInput, LoyaltyError
from loyalty_desktop.domain.merging import Clash, merge
from loyalty_desktop.domain.profiles import full_name
from loyalty_desktop.services.participant_lists import ListLayout
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.conflict import ConflictDialog
from loyalty_desktop.ui.dialogs.profile_form import ProfileForm
from loyalty_desktop.ui.widgets import Form, LineEdit, Note, RadioGroup, TextArea
from loyalty_desktop.ui.widgets.field_inputs import FieldInputs
from loyalty_desktop.ui.words.fields import field_label, field_text
from loyalty_desktop.ui.words.i18n import translate


class NewParticipantDialog(Dialog):
    """Adds one participant; `joined` carries the id."""

    joined = Signal(int)

    def __init__(
        self, controller: ParticipantsController, layout: ListLayout, window: QWidget
    ) -> None:
        super().__init__(
            translate("NewParticipant", "Add participant"),
            window,
            width=600,
            subtitle=translate("NewParticipant", "To the program {program}").format(
                program=layout.program.name
            ),
        )
        self._controller, self._layout = controller, layout
        self._today: date = controller.app.clock().date()
        self._found: Any = None
        self._saving = False
        self._which = RadioGroup()
        self._which.setObjectName("which")
        self._which.add("new", translate("NewParticipant", "A new profile"))
        self._which.add(
            "old",
            translate("NewParticipant", "A profile of the database {database}").format(
                database=layout.program.database_name
            ),
        )
        self._which.setVisible(layout.profiles_not_enrolled > 0)
        self.body.addWidget(self._which)
        self._pages = QStackedWidget()
        self._new: ProfileForm | None = None
        self._pages.addWidget(self._search_page())
        self.body.addWidget(self._pages, 1)
        self._form = Form()
        zone = ZoneInfo(layout.program.time_zone)
        self._joining = FieldInputs(PARTICIPANT, now=controller.app.clock().astimezone(zone))
        self._form.add_fields(self._joining)
        self.body.addWidget(self._form)
        self.set_buttons(translate("NewParticipant", "Add participant"))
        self.primary_clicked.connect(self._save)
        self._which.changed.connect(lambda _value: self._turn())
        controller.load_fields(self._build_new)

    def _search_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._search = Form()
        self._key = LineEdit(translate("NewParticipant", "ID, email or phone"))
        self._search.add("key", translate("Common", "Profile"), self._key, required=True)
        self._key.editingFinished.connect(self._find)
        self._note = Note()
        self._note.setVisible(False)
        column.addWidget(self._search)
        column.addWidget(self._note)
        column.addStretch(1)
        return page

    def _build_new(self, fields: tuple[CustomFieldDraft, ...]) -> None:
        self._new = ProfileForm(ProfileDraft(), fields, self._today)
        self._pages.addWidget(self._new)
        self._turn()

    def _turn(self) -> None:
        new = self._which.value() == "new"
        self._pages.setCurrentIndex(1 if new and self._new is not None else 0)
        if new and self._new is not None:
            self._new.rows["external_id"].editor.setFocus()
        else:
            self._key.setFocus()

    def _find(self) -> None:
        if self._key.text().strip():
            self._controller.find_profile(self._key.text(), self._profile_found, self._refused)

    def _profile_found(self, row: Any) -> None:
        self._found = row
        profile = row.profile
        self._search.clear_errors()
        words = translate("NewParticipant", "{name}, ID {external_id}")
        self._note.set_text(
            words.format(
                name=full_name(profile.first_name, profile.last_name) or profile.external_id,
                external_id=profile.external_id,
            )
        )
        if self._saving:
            self._join(row.id)

    def _save(self) -> None:
        self.banner.clear()
        self._saving = False
        if self._which.value() == "new" and self._new is not None:
            report = self._new.report()
            self._new.show_report(report, everything=True)
            if report.errors:
                self._new.focus_first_error()
                return
            self._join(self._new.draft())
            return
        if not self._key.text().strip():
            self._search.show_error(InvalidInput("participant.key_missing", field="key"))
            return
        self._saving = True
        self._find()

    def _join(self, profile: int | ProfileDraft) -> None:
        self.set_busy(True)
        self._saving = False
        self._controller.join(
            profile,
            **self._joining.values(),
            done=self._done,
            failed=self._refused,
        )

    def _done(self, outcome: Any) -> None:
        self.accept()
        self.joined.emit(outcome.value)

    def _refused(self, error: BaseException) -> None:
        self._saving = False
        self.set_busy(False)
        forms = [self._search, self._form, *([self._new] if self._new else [])]
        if isinstance(error, LoyaltyError):
            if self._which.value() == "old" and error.code.startswith("profile."):
                error = type(error)(error.code, **{**error.params, "field": "key"})
            if any(form.show_error(error) for form in forms):
                return
        self.fail(error)


class EditProfileDialog(Dialog):
    """Edits the profile of a card and the participant's comment."""

    def __init__(
        self, controller: ParticipantCardController, data: CardData, window: QWidget
    ) -> None:
        super().__init__(
            translate("EditProfile", "Edit profile"),
            window,
            width=600,
            subtitle=data.card.row.name or data.card.row.external_id,
        )
        self._controller = controller
        self._form = ProfileForm(data.card.profile, data.card.profile_fields, data.today)
        self._base, self._fields = data.card.profile, data.card.profile_fields
        self._comment = TextArea(rows=2)
        self._comment.setPlainText(data.card.row.comment)
        self._form.add_field(PARTICIPANT, "comment", self._comment)
        self.body.addWidget(self._form)
        self.set_buttons(translate("EditProfile", "Save profile"))
        self.primary_clicked.connect(self._save)

    def _save(self) -> None:
        self.banner.clear()
        report = self._form.report()
        self._form.show_report(report, everything=True)
        if report.errors:
            self._form.focus_first_error()
            return
        self._send(self._form.draft())

    def _send(self, draft: ProfileDraft) -> None:
        self.set_busy(True)
        self._controller.save_profile(
            draft,
            comment=self._comment.toPlainText(),
            done=lambda _outcome: self.accept(),
            failed=self._refused,
        )

    def _merge(self, theirs: ProfileDraft) -> None:
        """Merge both changes when somebody else saved first, and ask about the fields that both changed."""
        merged, clashes = merge(_values(self._base), _values(self._form.draft()), _values(theirs))

        def save(kept: dict[str, Any]) -> None:
            self._send(_with(theirs, {**merged, **kept}))

        if not clashes:
            save({})
            return
        dialog = ConflictDialog(clashes, self._label, self._text, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(save)
        dialog.open()

    def _label(self, clash: Clash) -> str:
        name = clash.field
        custom = {field.name: field.label for field in self._fields}
        return custom.get(name.removeprefix("custom."), "") or field_label(PROFILE, name)

    def _text(self, clash: Clash, value: object) -> str:
        name = clash.field
        if name.startswith("custom."):
            return "" if value is None else str(value)
        return field_text(PROFILE[name], value)

    def _refused(self, error: BaseException) -> None:
        self.set_busy(False)
        if isinstance(error, Conflict) and error.code == "profile.changed":
            self._controller.load_profile(self._merge, self.fail)
            return
        if not (isinstance(error, LoyaltyError) and self._form.show_error(error)):
            self.fail(error)


def _values(draft: ProfileDraft) -> dict[str, Any]:
    """Return every field of a profile by name; custom ones as "custom.NAME"."""
    own = {name: getattr(draft, name) for name in PROFILE.names}
    return own | {f"custom.{name}": value for name, value in draft.custom.items()}


def _with(theirs: ProfileDraft, values: dict[str, Any]) -> ProfileDraft:
    """Return the stored profile with these values."""
    custom = {
        name.removeprefix("custom."): value
        for name, value in values.items()
        if name.startswith("custom.") and value is not None
    }
    own = {name: values[name] for name in PROFILE.names}
    return replace(theirs, **own, custom=custom)

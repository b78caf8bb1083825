"""The fields of a profile as a form, its custom fields included. Used when adding a participant and when editing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QWidget

from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.profiles import validate
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.widgets import Choice, DayEdit, Form, LineEdit
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.participants import gender_options

_TEXTS = (
    "external_id",
    "email",
    "phone",
    "first_name",
    "last_name",
    "middle_name",
    "city",
    "region",
    "language",
)


class ProfileForm(Form):
    """Edits a ProfileDraft; shows what is wrong with a field once it was left."""

    def __init__(
        self, draft: ProfileDraft, fields: Sequence[CustomFieldDraft], today: date
    ) -> None:
        super().__init__()
        self._base, self._fields, self._today = draft, tuple(fields), today
        self._texts = {name: LineEdit() for name in _TEXTS}
        for name, edit in self._texts.items():
            edit.setText(getattr(draft, name))
        self._birth = DayEdit()
        self._birth.set_day(draft.birth_date)
        self._gender = Choice(gender_options())
        self._gender.set_value(draft.gender)
        self._marketing = self._consent(given=draft.consent_marketing)
        self._program = self._consent(given=draft.consent_program)
        self._tags = LineEdit(translate("ProfileForm", "family, weekly"))
        self._tags.setText(", ".join(draft.tags))
        self._custom: dict[str, QWidget] = {}
        self._lay_out()
        self.left.connect(lambda _field: self.show_report(self.report()))

    def _lay_out(self) -> None:
        texts = self._texts
        texts["phone"].setPlaceholderText("+1 513 555 0118")
        texts["email"].setPlaceholderText("name@example.com")
        texts["language"].setPlaceholderText("en")
        self.add(
            "external_id",
            translate("ProfileForm", "External ID"),
            texts["external_id"],
            translate("ProfileForm", "The number of the card, or the ID of your other system."),
            required=True,
        )
        self.add_pair(
            ("first_name", translate("ProfileForm", "First name"), texts["first_name"]),
            ("last_name", translate("ProfileForm", "Last name"), texts["last_name"]),
        )
        self.add_pair(
            ("phone", translate("ProfileForm", "Phone"), texts["phone"]),
            ("email", translate("ProfileForm", "Email"), texts["email"]),
        )
        self.add_pair(
            ("birth_date", translate("ProfileForm", "Birth date"), self._birth),
            ("gender", translate("ProfileForm", "Gender"), self._gender),
        )
        self.add_pair(
            ("city", translate("ProfileForm", "City"), texts["city"]),
            ("region", translate("ProfileForm", "Region"), texts["region"]),
        )
        self.add_pair(
            ("middle_name", translate("ProfileForm", "Middle name"), texts["middle_name"]),
            ("language", translate("ProfileForm", "Language"), texts["language"]),
        )
        self.add_pair(
            (
                "consent_marketing",
                translate("ProfileForm", "Agrees to marketing messages"),
                self._marketing,
            ),
            ("consent_program", translate("ProfileForm", "Agrees to the program"), self._program),
        )
        self.add(
            "tags",
            translate("ProfileForm", "Tags"),
            self._tags,
            translate("ProfileForm", "Separated by commas."),
        )
        rows: list[tuple[str, str, QWidget]] = []
        for field in self._fields:
            editor = self._editor(field)
            self._custom[field.name] = editor
            rows.append((f"custom.{field.name}", field.label, editor))
        for start in range(0, len(rows), 2):
            self.add_pair(*rows[start : start + 2])

    def _consent(self, *, given: bool | None) -> Choice:
        choice = Choice(
            [
                (None, translate("ProfileForm", "Not asked")),
                (True, translate("ProfileForm", "Yes")),
                (False, translate("ProfileForm", "No")),
            ]
        )
        choice.set_value(given)
        return choice

    def _editor(self, field: CustomFieldDraft) -> QWidget:
        value = self._base.custom.get(field.name)
        if field.kind is FieldKind.YES_NO:
            return self._consent(given=None if value is None else bool(value))
        if field.kind is FieldKind.DATE:
            edit = DayEdit()
            edit.set_day(value if isinstance(value, date) else None)
            return edit
        if field.kind is FieldKind.LIST:
            choice = Choice([(None, "–"), *((option, option) for option in field.options)])
            choice.set_value(value)
            return choice
        line = LineEdit()
        line.setText("" if value is None else str(value))
        return line

    def draft(self) -> ProfileDraft:
        """What the form holds; a number that does not read stays text, so that the report names it."""
        custom: dict[str, object] = {}
        for field in self._fields:
            value = self._read(field)
            if value is not None:
                custom[field.name] = value
        texts: dict[str, Any] = {name: edit.text().strip() for name, edit in self._texts.items()}
        return replace(
            self._base,
            **texts,
            birth_date=self._birth.day(),
            gender=self._gender.value() or "",
            consent_marketing=self._marketing.value(),
            consent_program=self._program.value(),
            tags=tuple(t.strip() for t in self._tags.text().split(",") if t.strip()),
            custom=custom,
        )

    def _read(self, field: CustomFieldDraft) -> object:
        editor = self._custom[field.name]
        if isinstance(editor, Choice):
            return editor.value()
        if isinstance(editor, DayEdit):
            return editor.day()
        assert isinstance(editor, LineEdit)  # noqa: S101 - the kinds left
        text = editor.text().strip()
        if not text:
            return None
        try:
            if field.kind is FieldKind.INTEGER:
                return int(text.replace(" ", ""))
            if field.kind is FieldKind.DECIMAL:
                return Decimal(text.replace(" ", "").replace(",", "."))
        except (ValueError, InvalidOperation):
            return text
        return text

    def report(self) -> ValidationReport:
        """What is wrong with it, as far as it can be told without the database."""
        return validate(self.draft(), fields=self._fields, today=self._today)

"""The fields of a profile as a form, with its custom fields. It serves new participants and existing ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.profiles import validate
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.widgets import AmountEdit, Choice, DayEdit, Form, LineEdit
from loyalty_desktop.ui.widgets.field_inputs import FieldInputs
from loyalty_desktop.ui.words.participants import consent_text

_MOST_DECIMALS = 12
"""Decimal places of a custom number."""

_LAYOUT = (
    ("external_id",),
    ("first_name", "last_name"),
    ("phone", "email"),
    ("birth_date", "gender"),
    ("city", "region"),
    ...,
    ("middle_name", "language"),
    ("consent_marketing", "consent_program"),
    ("tags",),
)


class ProfileForm(Form):
    """Edits a ProfileDraft; shows the error of a field once the focus has left it."""

    def __init__(
        self, draft: ProfileDraft, fields: Sequence[CustomFieldDraft], today: date
    ) -> None:
        super().__init__()
        self._base, self._fields, self._today = draft, tuple(fields), today
        self._inputs = FieldInputs(PROFILE, draft)
        self._custom: dict[str, QWidget] = {}
        self._lay_out()
        self.left.connect(lambda _field: self.show_report(self.report()))

    def _lay_out(self) -> None:
        self.add_fields(self._inputs, _LAYOUT)
        rows: list[tuple[str, str, QWidget]] = []
        for field in self._fields:
            editor = self._editor(field)
            self._custom[field.name] = editor
            rows.append((f"custom.{field.name}", field.label, editor))
        for start in range(0, len(rows), 2):
            self.add_pair(*rows[start : start + 2])

    def _editor(self, field: CustomFieldDraft) -> QWidget:
        value = self._base.custom.get(field.name)
        if field.kind is FieldKind.YES_NO:
            asked = Choice([(given, consent_text(given)) for given in (None, True, False)])
            asked.set_value(None if value is None else bool(value))
            return asked
        if field.kind is FieldKind.DATE:
            edit = DayEdit()
            edit.set_day(value if isinstance(value, date) else None)
            return edit
        if field.kind is FieldKind.LIST:
            choice = Choice([(None, "–"), *((option, option) for option in field.options)])
            choice.set_value(value)
            return choice
        if field.kind in {FieldKind.INTEGER, FieldKind.DECIMAL}:
            whole = field.kind is FieldKind.INTEGER
            amount = AmountEdit(decimals=0 if whole else _MOST_DECIMALS, allow_negative=True)
            if value is not None:
                amount.set_amount(Decimal(str(value)))
            return amount
        line = LineEdit()
        line.setText("" if value is None else str(value))
        return line

    def draft(self) -> ProfileDraft:
        """Return what the form holds; a number that cannot be read stays text, so that the report names it."""
        custom: dict[str, object] = {}
        for field in self._fields:
            value = self._read(field)
            if value is not None:
                custom[field.name] = value
        return replace(self._base, **self._inputs.values(), custom=custom)

    def _read(self, field: CustomFieldDraft) -> object:
        editor = self._custom[field.name]
        if isinstance(editor, Choice):
            return editor.value()
        if isinstance(editor, DayEdit):
            return editor.day()
        if isinstance(editor, AmountEdit):
            try:
                number = editor.amount()
            except InvalidInput:
                return editor.text().strip()
            return int(number) if number is not None and editor.decimals == 0 else number
        assert isinstance(editor, LineEdit)  # noqa: S101 - the kinds left
        return editor.text().strip() or None

    def report(self) -> ValidationReport:
        """Return the findings that can be made without the database."""
        return validate(self.draft(), fields=self._fields, today=self._today)

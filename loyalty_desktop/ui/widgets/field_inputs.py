"""Reads the field table for forms: the input of a field by its type, filled from a draft and read again."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.fields import NUMBERS, TEXTS, Field, FieldTable, FieldType
from loyalty_desktop.ui.widgets.inputs import (
    AmountEdit,
    CheckBox,
    Choice,
    LineEdit,
    NumberEdit,
    TextArea,
)
from loyalty_desktop.ui.widgets.moments import DayEdit, MomentEdit
from loyalty_desktop.ui.words.fields import choice_options, field_example, field_label
from loyalty_desktop.ui.words.participants import consent_text


class FieldInputs:
    """The inputs of a field table by name. A form lays them out with `Form.add_fields`.

    `now` has the time zone in which moments are typed; without a draft the inputs are empty.
    """

    def __init__(
        self, fields: FieldTable, draft: object = None, *, now: datetime | None = None
    ) -> None:
        self.fields = fields
        self._inputs = {field.name: make_input(fields, field, now) for field in fields}
        if draft is not None:
            for field in fields:
                show_value(field, self._inputs[field.name], getattr(draft, field.name))

    def __getitem__(self, name: str) -> QWidget:
        return self._inputs[name]

    def line(self, name: str) -> LineEdit:
        """Return the input of a field of one line, for forms that do more than show and read it."""
        found = self._inputs[name]
        assert isinstance(found, LineEdit)  # noqa: S101 - the table says so
        return found

    def amount(self, name: str) -> AmountEdit:
        """Return the input of a number; its decimals may follow another field."""
        found = self._inputs[name]
        assert isinstance(found, AmountEdit)  # noqa: S101 - the table says so
        return found

    def values(self) -> dict[str, Any]:
        """Return the values of the inputs, for `dataclasses.replace`. Raises InvalidInput that names the field."""
        return {field.name: read_value(field, self._inputs[field.name]) for field in self.fields}


def make_input(fields: FieldTable, field: Field, now: datetime | None = None) -> QWidget:
    """Return the empty input of a field; moments are typed in the time zone of `now`."""
    example = field_example(fields, field.name)
    match field.kind:
        case FieldType.LINES:
            return TextArea(example, rows=2)
        case FieldType.DAY:
            return DayEdit(optional=field.null)
        case FieldType.INSTANT:
            return MomentEdit(now or datetime.now(UTC), optional=field.null)
        case FieldType.INTEGER:
            return NumberEdit(field.least or 0, 999_999 if field.largest is None else field.largest)
        case FieldType.FLAG if field.null:
            return Choice([(value, consent_text(value)) for value in (None, True, False)])
        case FieldType.FLAG:
            return CheckBox(field_label(fields, field.name))
        case FieldType.CHOICE:
            return Choice(choice_options(field))
        case kind if kind in NUMBERS:
            return AmountEdit(decimals=field.decimals)
        case kind if kind in TEXTS or kind is FieldType.TAGS:
            return LineEdit(example)
        case kind:
            raise ValueError(kind)


def show_value(field: Field, editor: QWidget, value: Any) -> None:
    """Show a value in an input that `make_input` made."""
    match editor:
        case AmountEdit():
            editor.set_amount(value)
        case LineEdit():
            editor.setText(", ".join(value) if field.kind is FieldType.TAGS else value)
        case TextArea():
            editor.setPlainText(value)
        case DayEdit():
            editor.set_day(value)
        case MomentEdit():
            editor.set_moment(value)
        case NumberEdit() | Choice():
            editor.set_value(value)
        case CheckBox():
            editor.setChecked(bool(value))


def read_value(field: Field, editor: QWidget) -> Any:
    """Return the value in an input that `make_input` made. Raises InvalidInput for a number that cannot be read."""
    match editor:
        case AmountEdit():
            try:
                amount = editor.amount()
            except InvalidInput as error:
                raise InvalidInput(error.code, **{**error.params, "field": field.name}) from error
            return Decimal(0) if amount is None and not field.null else amount
        case LineEdit() if field.kind is FieldType.TAGS:
            return tuple(tag.strip() for tag in editor.text().split(",") if tag.strip())
        case LineEdit():
            return editor.text().strip()
        case TextArea():
            return editor.toPlainText().strip()
        case DayEdit():
            return editor.day()
        case MomentEdit():
            return editor.moment()
        case NumberEdit() | Choice():
            return editor.value()
        case CheckBox():
            return editor.isChecked()
        case _:
            raise TypeError(type(editor))

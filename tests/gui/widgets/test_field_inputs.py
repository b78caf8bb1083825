"""Every field of every field table has an input, a label and a list column in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QWidget

from loyalty_desktop.domain.entities import ENTITIES
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.fields import NUMBERS, FieldTable, FieldType
from loyalty_desktop.ui.models.columns import field_column
from loyalty_desktop.ui.widgets import AmountEdit, Form, MomentEdit
from loyalty_desktop.ui.widgets.field_inputs import FieldInputs, make_input, read_value
from loyalty_desktop.ui.words.fields import choice_options, field_text
from loyalty_desktop.ui.words.i18n import Language
from tests.support.field_values import TABLES, a_value, name_of

each_table = pytest.mark.parametrize("table", list(TABLES.values()), ids=name_of)


@pytest.fixture(params=["en", "ru"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    speaking = Language(qapp)
    speaking.use(request.param)
    yield request.param
    speaking.use("en")


@each_table
def test_a_list_shows_the_value_under_the_label(table: FieldTable, language: str) -> None:
    for field in table:
        column = field_column(table, field.name)
        assert any("а" <= c.lower() <= "я" for c in column.title) == (language == "ru")
        row, empty = ({field.name: value} for value in (a_value(field), None))
        assert column.text(SimpleNamespace(**row)) == field_text(field, a_value(field))
        assert column.text(SimpleNamespace(**empty)) == ""
        assert (column.align == "right") == (field.kind in NUMBERS | {FieldType.INTEGER})


@each_table
def test_a_form_shows_every_field_of_its_table(table: FieldTable, language: str) -> None:
    draft = SimpleNamespace(**{field.name: a_value(field) for field in table})
    form = Form()
    inputs = FieldInputs(table, draft)
    form.add_fields(inputs)
    assert set(form.rows) == set(table.names)
    assert inputs.values() == {field.name: a_value(field) for field in table}
    for name in table.names:
        assert form.findChild(QWidget, name) is inputs[name]


@each_table
def test_a_closed_list_has_words(table: FieldTable, language: str) -> None:
    for field in table:
        if field.choices is not None:
            words = dict(choice_options(field))
            assert set(words) - {""} == set(field.choices)
            assert all(text and text not in set(field.choices) for text in words.values())


def test_a_number_that_cannot_be_read_names_its_field(qapp: QApplication) -> None:
    table = ENTITIES["partner"]
    editor = make_input(table, table["cost_share"])
    assert isinstance(editor, AmountEdit)
    editor.setText("a third")
    with pytest.raises(InvalidInput) as refused:
        read_value(table["cost_share"], editor)
    assert refused.value.params["field"] == "cost_share"


def test_a_moment_is_typed_in_the_time_zone_of_the_program(qapp: QApplication) -> None:
    now = datetime(2026, 3, 1, 23, 40, 50, tzinfo=UTC).astimezone(ZoneInfo("Asia/Almaty"))
    editor = MomentEdit(now)
    assert editor.moment() is None
    typed = editor.findChild(QDateTimeEdit)
    assert isinstance(typed, QDateTimeEdit)
    assert typed.text() == "2026-03-02 04:40"
    exact = datetime(2026, 2, 28, 20, 30, 7, 9, tzinfo=UTC)
    editor.set_moment(exact)
    assert typed.text() == "2026-03-01 01:30"
    assert editor.moment() == exact
    typed.setDateTime(QDateTime(QDate(2026, 3, 1), QTime(1, 31)))
    assert editor.moment() == datetime(2026, 2, 28, 20, 31, tzinfo=UTC)
    editor.set_moment(None)
    assert editor.moment() is None

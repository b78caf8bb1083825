"""The field tables, walked: every field of every entity is known to all that read the tables."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loyalty_desktop import ui
from loyalty_desktop.domain.fields import TEXTS, Field, FieldTable, FieldType
from loyalty_desktop.domain.findings import Findings
from loyalty_desktop.domain.text import fold
from loyalty_desktop.services.exports import field_column
from loyalty_desktop.spreadsheets.document import TARGET, document
from loyalty_desktop.spreadsheets.matching import normal
from loyalty_desktop.spreadsheets.schemas import SCHEMAS, schema
from loyalty_desktop.spreadsheets.schemas.fields import sheet_columns
from loyalty_desktop.storage.field_codec import decode, encode
from loyalty_desktop.storage.models import all_tables
from loyalty_desktop.words.fields import FIELDS, field_words
from tests.support.field_values import (
    ALL_FIELDS,
    ASKED,
    DRAFTS,
    STORED,
    TABLES,
    draft_type,
    name_of,
    valid_values,
)

UI = Path(ui.__file__).parent

each_table = pytest.mark.parametrize("table", list(TABLES.values()), ids=name_of)
each_field = pytest.mark.parametrize(("table", "field"), ALL_FIELDS, ids=name_of)

each_stored = pytest.mark.parametrize(("table", "field"), STORED, ids=name_of)

BY_HAND = {
    "profile_database": {"fields"},
    "custom_field": {"options"},
    "profile": {"custom"},
    "program": {"profile_database_id", "points_types", "tier_groups", "partners"},
    "tier_group": {"points_type", "tiers"},
    "points_operation": {"points_type_id", "temporary_seconds"},
}
"""Attributes of drafts that are no plain fields."""


def found(field: Field, value: Any, *, places: int | None = None) -> list[tuple[str, str]]:
    out = Findings()
    out.field(field, value, "here.", places=places)
    return [(finding.field, finding.code) for finding in out.found]


@each_table
def test_a_table_lists_the_plain_attributes_of_its_draft(table: FieldTable) -> None:
    assert len(set(table.names)) == len(table.names)
    if table.entity in DRAFTS or table.entity in BY_HAND:
        attributes = {f.name for f in dataclasses.fields((DRAFTS | ASKED)[table.entity])}
        assert set(table.names) == attributes - {"id", "version"} - BY_HAND.get(table.entity, set())


@each_field
def test_a_field_has_the_type_of_its_attribute(table: FieldTable, field: Field) -> None:
    hints = get_type_hints((DRAFTS | ASKED)[table.entity])
    assert hints[field.name] == draft_type(field)


@each_stored
def test_a_field_has_a_column_that_fits(table: FieldTable, field: Field) -> None:
    column = all_tables().tables[table.entity].c[field.name]
    assert column.nullable == field.null
    whole = field.kind in {
        FieldType.AMOUNT,
        FieldType.INTEGER,
        FieldType.FLAG,
        FieldType.DAY,
        FieldType.INSTANT,
    }
    assert column.type.python_type is (int if whole else str)


@each_field
@given(data=st.data())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_valid_value_passes_the_checks_and_comes_back_from_its_column(
    table: FieldTable, field: Field, data: st.DataObject
) -> None:
    value = data.draw(valid_values(field))
    assert found(field, value) == []
    stored = encode(field, value)
    assert (stored is None) == (field.null and value in (None, "", ()))
    assert decode(field, stored) == value


@each_field
def test_what_is_missing_or_too_long_is_found_at_the_field(table: FieldTable, field: Field) -> None:
    here = f"here.{field.name}"
    if field.kind in TEXTS:
        assert field.longest > 0
        assert (here, "setup.too_long") in found(field, "x" * (field.longest + 1))
        assert found(field, "") == ([(here, "setup.missing")] if field.required else [])
    elif field.required:
        assert found(field, None) == [(here, "setup.missing")]
    elif field.kind is FieldType.CHOICE:
        assert found(field, "no such value") == [(here, "field.choice")]


@each_table
def test_every_field_is_a_column_of_a_sheet_that_both_languages_head(table: FieldTable) -> None:
    columns = list(sheet_columns(table))
    assert [column.name for column in columns] == list(table.names)
    for field, column in zip(table, columns, strict=True):
        heads = {fold(text) for text in (column.name, column.label, *column.synonyms)}
        words = field_words(table.entity, field.name)
        assert {fold(field.name), fold(words.label.en), fold(words.label.ru)} <= heads
        assert {choice.value for choice in column.choices} == set(field.choices or ())


@each_field
@given(data=st.data())
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_field_is_a_column_of_an_export(
    table: FieldTable, field: Field, data: st.DataObject
) -> None:
    value = data.draw(valid_values(field))
    column = field_column(field, 0, ZoneInfo("UTC"))
    written = column.take([encode(field, value)])
    assert column.field == field.name
    if field.kind is FieldType.TAGS:
        written = tuple(written.split(",")) if written else ()
    if isinstance(written, datetime):
        value = value.replace(tzinfo=None, microsecond=0)
    assert (written or "") == (value or "") or written == value


@each_field
def test_every_field_has_a_label_in_both_languages(table: FieldTable, field: Field) -> None:
    words = field_words(table.entity, field.name)
    assert words.label.en
    assert re.search("[А-Яа-я]", words.label.ru)
    for more in (words.hint, words.in_sheet, words.example):
        assert more is None or (more.en and more.ru)


def test_words_of_fields_that_are_gone_are_gone() -> None:
    assert {(entity, name) for entity, named in FIELDS.items() for name in named} <= {
        (table.entity, field.name) for table, field in ALL_FIELDS
    }


def test_the_documented_formats_are_those_of_the_tables() -> None:
    assert TARGET.read_text(encoding="utf-8") == document()


def form_rows(source: str) -> Iterator[tuple[str, str]]:
    """(field, label) of every row that a form of this source labels by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            own = [node.args] if node.func.attr == "add" else []
            pairs = [each.elts for each in node.args if isinstance(each, ast.Tuple)]
            for row in own + (pairs if node.func.attr == "add_pair" else []):
                match row[:2]:
                    case [
                        ast.Constant(value=str(name)),
                        ast.Call(args=[_, ast.Constant(value=str(said)), *_]),
                    ]:
                        yield name, said


def test_forms_say_no_label_that_a_table_has() -> None:
    labels = {(field.name, field_words(t.entity, field.name).label.en) for t, field in ALL_FIELDS}
    assert list(form_rows('form.add("city", translate("X", "City"), box)')) == [("city", "City")]
    found = [
        (path.name, row)
        for path in UI.rglob("*.py")
        for row in form_rows(path.read_text(encoding="utf-8"))
        if row in labels
    ]
    assert found == []


def test_names_are_those_of_python_and_sql() -> None:
    assert [f.name for _, f in ALL_FIELDS if not re.fullmatch(r"[a-z][a-z_]*", f.name)] == []


def test_homonyms_are_names_of_their_field_as_headers_are_compared() -> None:
    found = 0
    for kind in SCHEMAS:
        for column in schema(kind).columns:
            words = {normal(word) for word in (column.name, column.label, *column.synonyms)}
            assert words.issuperset(column.homonyms), column.name
            found += len(column.homonyms)
    assert found > 3

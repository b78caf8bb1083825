"""Reads the field table for sheets: a field's line as the column of import, template and documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loyalty_desktop.domain.fields import Field, FieldTable, FieldType
from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.contract import CellKind, Choice, SheetColumn
from loyalty_desktop.words.fields import field_words

CELLS = {
    FieldType.TEXT: CellKind.TEXT,
    FieldType.LINES: CellKind.TEXT,
    FieldType.CODE: CellKind.IDENTIFIER,
    FieldType.IDENTIFIER: CellKind.IDENTIFIER,
    FieldType.EMAIL: CellKind.EMAIL,
    FieldType.PHONE: CellKind.PHONE,
    FieldType.LANGUAGE: CellKind.TEXT,
    FieldType.AMOUNT: CellKind.AMOUNT,
    FieldType.DECIMAL: CellKind.DECIMAL,
    FieldType.PERCENT: CellKind.DECIMAL,
    FieldType.INTEGER: CellKind.INTEGER,
    FieldType.FLAG: CellKind.YES_NO,
    FieldType.DAY: CellKind.DAY,
    FieldType.INSTANT: CellKind.INSTANT,
    FieldType.CHOICE: CellKind.CHOICE,
    FieldType.TAGS: CellKind.TAGS,
}
"""How the cells of a field are read."""


def sheet_columns(
    fields: FieldTable,
    *,
    choices: Mapping[str, tuple[Choice, ...]] | None = None,
    beside: Mapping[str, tuple[SheetColumn, ...]] | None = None,
) -> Iterator[SheetColumn]:
    """Makes the columns of a field table.

    `choices` are the words that cells may hold for a field of a closed list; `beside` names columns that are written by
    hand and follow that field's.
    """
    for field in fields:
        yield _column(fields.entity, field, (choices or {}).get(field.name, ()))
        yield from (beside or {}).get(field.name, ())


def _column(entity: str, field: Field, choices: tuple[Choice, ...]) -> SheetColumn:
    words = field_words(entity, field.name)
    russian = words.label.ru
    known = {fold(text) for text in (field.name, words.label.en, *field.synonyms)}
    told = words.in_sheet or words.hint
    return SheetColumn(
        name=field.name,
        label=words.label.en,
        kind=CELLS[field.kind],
        synonyms=field.synonyms if fold(russian) in known else (*field.synonyms, russian.lower()),
        required=False,  # a sheet that only changes rows leaves columns out; the schema says what it needs
        help=told.en if told is not None else "",
        example=field.example,
        choices=choices or tuple(Choice(value, value) for value in field.choices or ()),
    )

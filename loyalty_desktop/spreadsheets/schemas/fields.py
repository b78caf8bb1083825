"""Make columns of sheets from the field table, for import, templates and documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loyalty_desktop.domain.fields import Field, FieldTable, FieldType
from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.contract import AllowedValue, CellKind, SheetColumn
from loyalty_desktop.words.fields import FieldWords, field_words
from loyalty_desktop.words.sheets import SHEET

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
    FieldType.PERCENT: CellKind.PERCENT,
    FieldType.INTEGER: CellKind.INTEGER,
    FieldType.FLAG: CellKind.YES_NO,
    FieldType.DAY: CellKind.DAY,
    FieldType.INSTANT: CellKind.INSTANT,
    FieldType.CHOICE: CellKind.CHOICE,
    FieldType.TAGS: CellKind.TAGS,
}
"""How the cells of each type of field are read."""


def sheet_columns(
    fields: FieldTable,
    *,
    choices: Mapping[str, tuple[AllowedValue, ...]] | None = None,
    beside: Mapping[str, tuple[SheetColumn, ...]] | None = None,
) -> Iterator[SheetColumn]:
    """Makes the columns of a field table.

    `choices` are the words that cells may have for a field of a closed list; `beside` has columns written by hand, by the
    field that they follow.
    """
    for field in fields:
        yield _column(fields.entity, field, (choices or {}).get(field.name, ()))
        yield from (beside or {}).get(field.name, ())


def by_hand(
    name: str,
    kind: CellKind,
    synonyms: tuple[str, ...] = (),
    *,
    words: FieldWords | None = None,
    required: bool = False,
    example: str = "",
    choices: tuple[AllowedValue, ...] = (),
    also: tuple[str, ...] = (),
    weaker: tuple[str, ...] = (),
    homonyms: tuple[str, ...] = (),
) -> SheetColumn:
    """Makes a column that no field table has; `words.sheets.SHEET` says what it is called unless `words` are given."""
    words = words or SHEET[name]
    return SheetColumn(
        name,
        words.label.en,
        kind,
        _with_russian(name, words, synonyms),
        required=required,
        help=_told(words),
        example=example,
        choices=choices,
        also=also,
        words=words,
        weaker=weaker,
        homonyms=homonyms,
    )


def _column(entity: str, field: Field, choices: tuple[AllowedValue, ...]) -> SheetColumn:
    words = field_words(entity, field.name)
    return SheetColumn(
        name=field.name,
        label=words.label.en,
        kind=CELLS[field.kind],
        synonyms=_with_russian(field.name, words, field.synonyms),
        required=False,  # a sheet that only changes rows may leave columns out; the schema has its required fields
        help=_told(words),
        example=field.example,
        choices=choices or tuple(AllowedValue(value, value) for value in field.choices or ()),
        words=words,
    )


def _with_russian(name: str, words: FieldWords, synonyms: tuple[str, ...]) -> tuple[str, ...]:
    """Synonyms that hold the Russian label."""
    known = {fold(text) for text in (name, words.label.en, *synonyms)}
    return synonyms if fold(words.label.ru) in known else (*synonyms, words.label.ru.lower())


def _told(words: FieldWords) -> str:
    told = words.in_sheet or words.hint
    return told.en if told is not None else ""

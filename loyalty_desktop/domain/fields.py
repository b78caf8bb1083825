"""The field table: one line per field describes its column, its cells, its input and its checks. Data only.

A table lists the plain fields of one entity; `domain/entities` has all tables. Plain functions read a table: table columns
(storage/models/base), rows (storage/field_codec), checks (domain/findings), sheets (spreadsheets/schemas/fields), exports
(services/exports), labels (words/fields), inputs (ui/widgets/field_inputs), list columns (ui/models/columns). None of them
is compulsory: what does not fit in a line is written by hand, and so are rules over several fields, layouts and use cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class FieldType(StrEnum):
    """What a field holds. In brackets: the type of the draft's attribute and of the table's column."""

    TEXT = "text"  # one line (str, text)
    LINES = "lines"  # several lines (str, text)
    CODE = "code"  # an external ID that we check: letters, digits, _ . - (str, text)
    IDENTIFIER = (
        "identifier"  # an identifier of another system, any text, leading zeros kept (str, text)
    )
    EMAIL = "email"  # (str, text)
    PHONE = "phone"  # E.164 once it is stored (str, text)
    LANGUAGE = "language"  # a code such as en or pt-BR (str, text)
    AMOUNT = "amount"  # points (Decimal, units)
    DECIMAL = "decimal"  # an exact number (Decimal, text)
    PERCENT = "percent"  # from 0 to 100 (Decimal, text)
    INTEGER = "integer"  # (int, integer)
    FLAG = "flag"  # yes or no (bool, 0 or 1)
    DAY = "day"  # (date, YYYYMMDD)
    INSTANT = "instant"  # (datetime, UTC microseconds)
    CHOICE = "choice"  # one of `choices` (the enumeration or its text, text)
    TAGS = "tags"  # several words without commas (tuple of str, text)


TEXTS = frozenset(
    {
        FieldType.TEXT,
        FieldType.LINES,
        FieldType.CODE,
        FieldType.IDENTIFIER,
        FieldType.EMAIL,
        FieldType.PHONE,
        FieldType.LANGUAGE,
    }
)
"""Types whose value is a text; an empty text means no value."""

NUMBERS = frozenset({FieldType.AMOUNT, FieldType.DECIMAL, FieldType.PERCENT})
"""Types whose value is a Decimal."""


@dataclass(frozen=True, slots=True)
class Field:
    """One plain field.

    `name` is at once the draft's attribute, the column, the field of a sheet, the row of a form and the path of a finding.
    """

    name: str
    kind: FieldType
    required: bool = False
    null: bool = False  # no value is stored as NULL
    longest: int = 0  # characters of a text
    least: int | None = None  # of an INTEGER
    largest: int | None = None  # of a number
    decimals: int = 2  # of a number
    positive: bool = False  # a number must be above 0
    choices: type[StrEnum] | None = None
    searched: bool = False  # the quick search searches it
    synonyms: tuple[
        str, ...
    ] = ()  # other headings of its column in sheets, besides its name and labels
    example: str = ""


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The plain fields of an entity in their usual order. `entity` is the name of its table and the key of its labels."""

    entity: str
    fields: tuple[Field, ...]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __getitem__(self, name: str) -> Field:
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Returns the names of all fields."""
        return tuple(field.name for field in self.fields)

    def starting_with(self, *names: str) -> FieldTable:
        """Returns the table with these fields first, for places that show another order."""
        rest = tuple(field for field in self.fields if field.name not in names)
        return replace(self, fields=(*(self[name] for name in names), *rest))

    def without(self, *names: str) -> FieldTable:
        """Returns the table without some fields."""
        return replace(self, fields=tuple(f for f in self.fields if f.name not in names))

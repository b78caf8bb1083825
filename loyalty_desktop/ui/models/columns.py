"""A column of a table as an object: the text, alignment and weight of its cells, and how it is filtered.

`field_column` reads the field table for lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from loyalty_desktop.domain.fields import NUMBERS, TEXTS, Field, FieldTable, FieldType
from loyalty_desktop.domain.list_filters import ColumnKind, FilterValue
from loyalty_desktop.ui.words.fields import field_label, field_text


def _normal(_row: Any) -> str:
    return "normal"


def _plain(value: FilterValue) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """`id` is used in saved states; `width` counts average characters (None: from the title); `value` is used for sums.

    `stretch`: takes the room that is left (the name or description; the last column never does by itself).
    `narrows`: gives way when the columns have too little room; otherwise the table scrolls.
    `keeps_end`: a text that does not fit loses its middle (names of files differ at their ends).
    `kind`: the column can be filtered; `says` words one of its values ("gold" -> "Gold") for filters, facets and chips.
    """

    id: str
    title: str
    text: Callable[[Any], str]
    align: Literal["left", "right"] = "left"
    width: int | None = None
    sortable: bool = True
    visible: bool = True
    tone: Callable[[Any], str] = _normal
    chip: bool = False
    bold: bool = False
    tooltip: Callable[[Any], str] | None = None
    value: Callable[[Any], Decimal | int | None] | None = None
    struck: Callable[[Any], str] | None = None
    stretch: bool = False
    kind: ColumnKind | None = None
    says: Callable[[Any], str] = _plain
    keeps_end: bool = False
    narrows: bool = True


def field_column(
    fields: FieldTable,
    name: str,
    of: Callable[[Any], Any] = lambda row: row,
    *,
    width: int | None = None,
    bold: bool = False,
    visible: bool = True,
    sortable: bool = True,
) -> Column:
    """Return the column of a field; `of` takes the draft, or another object with the field as an attribute, out of a row."""
    field = fields[name]
    kind, says = _filtered(field)
    return Column(
        name,
        field_label(fields, name),
        lambda row: field_text(field, getattr(of(row), name)),
        align="right" if field.kind in NUMBERS | {FieldType.INTEGER} else "left",
        width=width,
        bold=bold,
        visible=visible,
        sortable=sortable,
        kind=kind,
        says=says,
    )


def _filtered(field: Field) -> tuple[ColumnKind | None, Callable[[Any], str]]:
    """Return how a list filters a field, and the function that words one of its values."""
    if field.kind is FieldType.CHOICE and field.choices is not None:
        choices = field.choices
        return ColumnKind.CHOICE, lambda value: field_text(field, choices(value))
    if field.kind is FieldType.FLAG:
        return ColumnKind.CHOICE, lambda value: field_text(field, bool(value))
    if field.kind is FieldType.DAY:
        return ColumnKind.DAY, _plain
    texts = TEXTS | {FieldType.TAGS}
    return (ColumnKind.TEXT if field.kind in texts else None), _plain

"""A column of a table as an object: what a cell says, how it stands, what it weighs in the status bar.

`field_column` reads the field table for lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from loyalty_desktop.domain.fields import NUMBERS, FieldTable, FieldType
from loyalty_desktop.ui.words.fields import field_label, field_text


def _normal(_row: Any) -> str:
    return "normal"


@dataclass(frozen=True)
class Column:
    """`id` is kept in saved states; `width` counts average characters (None: from the title); `value` feeds sums."""

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
    """Make the column of a field; `of` takes the draft, or whatever has the field as an attribute, out of a row."""
    field = fields[name]
    return Column(
        name,
        field_label(fields, name),
        lambda row: field_text(field, getattr(of(row), name)),
        align="right" if field.kind in NUMBERS | {FieldType.INTEGER} else "left",
        width=width,
        bold=bold,
        visible=visible,
        sortable=sortable,
    )

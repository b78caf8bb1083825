"""Convert between drafts and rows, by the field table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from loyalty_desktop.domain.amounts import from_units, to_units
from loyalty_desktop.domain.days import day_number, from_day_number, from_instant, instant
from loyalty_desktop.domain.fields import TEXTS, Field, FieldTable, FieldType


def to_columns(table: FieldTable, draft: object) -> dict[str, Any]:
    """Returns the columns of a draft's fields."""
    return {field.name: encode(field, getattr(draft, field.name)) for field in table}


def from_row(table: FieldTable, row: Mapping[Any, Any], *, places: int = 0) -> dict[str, Any]:
    """Returns the draft's values of a row; amounts get at least `places` decimals."""
    return {field.name: decode(field, row[field.name], places=places) for field in table}


def encode(field: Field, value: Any) -> Any:
    """Return a value as its column stores it."""
    if value is None or (field.null and value in {"", ()}):
        return None
    match field.kind:
        case FieldType.LINES | FieldType.CODE | FieldType.CHOICE:
            return str(value)
        case kind if kind in TEXTS:
            return value.strip()
        case FieldType.AMOUNT:
            return to_units(value)
        case FieldType.DECIMAL | FieldType.PERCENT:
            return plain(value)
        case FieldType.DAY:
            return day_number(value)
        case FieldType.INSTANT:
            return instant(value)
        case FieldType.TAGS:
            return ",".join(value)
        case _:
            return int(value)


def decode(field: Field, stored: Any, *, places: int = 0) -> Any:
    """Return a stored value as the draft has it."""
    if stored is None:
        if field.kind is FieldType.TAGS:
            return ()
        return "" if field.kind in TEXTS or field.kind is FieldType.CHOICE else None
    match field.kind:
        case FieldType.AMOUNT:
            return from_units(stored, places)
        case FieldType.DECIMAL | FieldType.PERCENT:
            return Decimal(stored)
        case FieldType.DAY:
            return from_day_number(stored)
        case FieldType.INSTANT:
            return from_instant(stored)
        case FieldType.FLAG:
            return bool(stored)
        case FieldType.CHOICE if field.choices is not None:
            return field.choices(stored)
        case FieldType.TAGS:
            return tuple(tag for tag in stored.split(",") if tag)
        case _:
            return stored


def nothing_first(field: Field, table: str) -> str:
    """Returns the SQL that sorts rows by a field, those without a value first, in both dialects."""
    column = f"{table}.{field.name}"
    if not field.null:
        return column
    whole = field.kind in {FieldType.AMOUNT, FieldType.INTEGER, FieldType.FLAG, FieldType.DAY}
    return f"COALESCE({column}, -1)" if whole else f"COALESCE({column}, '')"


def plain(value: Decimal) -> str:
    """Return a decimal as the database stores it: no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

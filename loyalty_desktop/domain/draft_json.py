"""Convert drafts to values that JSON can hold and back, so that edits survive when their screen is rebuilt. Pure."""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Return a frozen draft as dicts and lists: amounts and dates as text, enumerations by their values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(kind: type[T], data: Any) -> T | None:
    """Return the draft that `encode` was given; None when the data comes from another version or another type."""
    try:
        made: T = _decode(kind, data)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None
    return made


def _decode(kind: Any, data: Any) -> Any:
    if get_origin(kind) in {Union, types.UnionType}:
        if data is None:
            return None
        kind = next(part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is tuple:
        return tuple(_decode(get_args(kind)[0], item) for item in data)
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(
            **{f.name: _decode(hints[f.name], data[f.name]) for f in dataclasses.fields(kind)}
        )  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is Decimal:
        return Decimal(data)
    if kind is date:
        return date.fromisoformat(data)
    return data

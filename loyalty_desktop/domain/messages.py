"""A message: a code and the values that its text contains. The texts are in the package `words`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol


class Worded(Protocol):
    """Anything with a code and parameters that has a text: messages, errors, findings, issues of a row."""

    @property
    def code(self) -> str:
        """A dotted lower-case name ("points.not_enough")."""

    @property
    def params(self) -> Mapping[str, Any]:
        """The values that the text contains."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a person."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def params_to_json(params: Mapping[str, Any]) -> str:
    """Return parameters as JSON in which amounts and days differ from texts."""
    return json.dumps(params, ensure_ascii=False, default=_written)


def params_from_json(text: str) -> dict[str, Any]:
    """Return the parameters that params_to_json wrote."""
    found: dict[str, Any] = json.loads(text, object_hook=_read)
    return found


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    return str(value)


def _read(value: dict[str, Any]) -> Any:
    match value:
        case {"$decimal": str(text)}:
            return Decimal(text)
        case {"$moment": str(text)}:
            return datetime.fromisoformat(text)
        case {"$day": str(text)}:
            return date.fromisoformat(text)
        case _:
            return value

"""A column of a table as an object: what a cell says, how it stands, what it weighs in the status bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal


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

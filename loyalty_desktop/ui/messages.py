"""The words of errors and findings. Qt is not imported here: the command line renders the same messages.

The tables live in ui/message_tables, one module an area, and are found by themselves: a new module needs no entry here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.validation import Finding
from loyalty_desktop.ui import message_tables
from loyalty_desktop.ui.message_tables import QT_TRANSLATE_NOOP

Translate = Callable[[str, str], str]
"""(context, English text) -> text in the language of the reader."""

UNKNOWN = QT_TRANSLATE_NOOP("errors", "Something was refused ({code}). Nothing was changed.")
UNEXPECTED = QT_TRANSLATE_NOOP("errors", "Something went wrong inside the program.")


@cache
def table() -> Mapping[str, str]:
    """Every error code with its English template. A code that stands in two tables is a defect: ValueError."""
    merged: dict[str, str] = {}
    for module_info in pkgutil.iter_modules(message_tables.__path__):
        module = importlib.import_module(f"{message_tables.__name__}.{module_info.name}")
        for name, value in vars(module).items():
            if name.startswith("_") or not isinstance(value, dict):
                continue
            for code, template in value.items():
                if merged.setdefault(code, template) != template:
                    raise ValueError(f"two messages for {code}")
    return merged


def render(error: LoyaltyError | Finding, translate: Translate | None = None) -> str:
    """One message in plain words. Without `translate` it is English.

    A parameter that the error lacks is left out rather than failing: a message must never hide its error.
    """
    template = table().get(error.code)
    params: dict[str, Any] = {**error.params, "code": error.code}
    say = translate or (lambda _context, text: text)
    if template is None:
        return say("errors", UNKNOWN).format_map(_Lenient(params))
    return say("errors", template).format_map(_Lenient(params))


class _Lenient(dict[str, Any]):
    """Parameters as people read them; a missing one reads as a dash."""

    def __getitem__(self, name: str) -> Any:
        return _shown(super().__getitem__(name)) if name in self else "–"


def _shown(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(str(_shown(item)) for item in value)
    return value

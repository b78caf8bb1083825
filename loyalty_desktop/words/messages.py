"""Render the messages of the program: (code, parameters) -> a sentence in the language of the reader.

The tables are in words/tables, one module per area.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, cast

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.messages import Message, Worded
from loyalty_desktop.words import tables
from loyalty_desktop.words.entries import IDENTIFIER, Words
from loyalty_desktop.words.numbers import NOTHING, Formatter, formatter
from loyalty_desktop.words.terms import TERMS

UNKNOWN = Message("message.unknown")
"""The message for a code without texts. A test makes sure that there is none."""

UNEXPECTED = Message("message.unexpected")
"""The message for a defect of the program."""


@cache
def table() -> Mapping[str, Words]:
    """Returns every code with its texts. Raises ValueError when a code is in two tables."""
    merged: dict[str, Words] = {}
    for module_info in pkgutil.iter_modules(tables.__path__):
        module = importlib.import_module(f"{tables.__name__}.{module_info.name}")
        for name, value in vars(module).items():
            if name.startswith("_") or not isinstance(value, dict):
                continue
            for code, words in value.items():
                if code in merged:
                    raise ValueError(f"two messages for {code}")
                merged[code] = words
    return merged


def render(message: Worded | BaseException, language: str = "en") -> str:
    """Return the text of a message. Any other exception is a defect and gets a general sentence.

    A missing parameter is shown as a dash, so that the rest of the message can be read.
    """
    defect = isinstance(message, BaseException) and not isinstance(message, LoyaltyError)
    worded = UNEXPECTED if defect else cast("Worded", message)
    words = table().get(worded.code) or table()[UNKNOWN.code]
    params = {**worded.params, "code": worded.code}
    return fill_template(words.in_language(language), params, language)


def fill_template(template: str, params: Mapping[str, Any], language: str) -> str:
    """Put parameters into a template (words/entries.py) in a language. A missing parameter is shown as a dash."""
    return template.format_map(_Parameters(params, formatter(language)))


@cache
def _terms() -> Mapping[tuple[type, Any], Words]:
    """Return the terms by enumeration and value: members of different enumerations are equal when their values are."""
    return {(type(member), member.value): words for member, words in TERMS}


class _Parameters(dict[str, Any]):
    """The parameters of one message, each as a value that formats itself."""

    def __init__(self, params: Mapping[str, Any], shown_by: Formatter) -> None:
        super().__init__(params)
        self._formatter = shown_by

    def __getitem__(self, name: str) -> _Shown:
        return _Shown(super().__getitem__(name) if name in self else None, self._formatter)


class _Shown:
    """A value in a template; `__format__` gets the text after the colon."""

    def __init__(self, value: Any, shown_by: Formatter) -> None:
        self._value = value
        self._formatter = shown_by

    def __format__(self, form: str) -> str:
        if form == IDENTIFIER:
            return NOTHING if self._value is None else str(self._value)
        if form:
            return self._formatter.plural(self._value, form.split("|"))
        return self._text(self._value)

    def _text(self, value: Any) -> str:
        by = self._formatter
        match value:
            case None:
                return NOTHING
            case Enum() | ImportKind():
                term = _terms().get((type(value), value.value))
                return term.in_language(by.language) if term else str(value.value)
            case bool() | str():
                return str(value)
            case int():
                return by.number(value)
            case Decimal() if value.is_finite():
                return by.amount(value)
            case datetime():
                return f"{by.day(value.date())} {by.time(value)}"
            case date():
                return by.day(value)
            case tuple() | list() | set() | frozenset():
                return ", ".join(self._text(item) for item in value)
            case _:
                return str(value)

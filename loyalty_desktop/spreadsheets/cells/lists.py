"""Closed lists, yes and no, tags, JSON, and a full name's parts."""

from __future__ import annotations

import json
import re
from typing import Any

from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.cells.base import CellProblem, ColumnReader, shown
from loyalty_desktop.spreadsheets.cells.texts import as_text, clean
from loyalty_desktop.spreadsheets.contract import SheetColumn, SheetContext
from loyalty_desktop.spreadsheets.words import YES_NO, choice_words

_PATRONYMIC = re.compile(r"(?:вич|вна|чна|ична|инична|оглы|кызы|уулу)$", re.IGNORECASE)
_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|ой|ый|ая|ко|ук|юк|ян|дзе|швили)$",
    re.IGNORECASE,
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SEVERAL = re.compile(r"[,;|\n]")


class YesNoReader(ColumnReader):
    """Reads yes and no as 1 and 0, in both languages."""

    def one(self, cell: Any) -> Any:
        """Return 1 or 0."""
        if isinstance(cell, bool):
            return int(cell)
        if isinstance(cell, int | float):
            if cell in {0, 1}:
                return int(cell)
            raise CellProblem("yes_no.unknown", found=shown(cell))
        text = self.meant(as_text(cell))
        if not text:
            return None
        known = YES_NO.get(fold(text))
        if known is None:
            raise CellProblem("yes_no.unknown", found=shown(text))
        return known


class ChoiceReader(ColumnReader):
    """Reads one of the column's allowed values, by value, name or another word."""

    def __init__(self, column: SheetColumn, context: SheetContext) -> None:
        super().__init__(column, context)
        self._words = {**{value: value for value in column.also}, **choice_words(column.choices)}

    def one(self, cell: Any) -> Any:
        """Return the allowed value that the cell names."""
        text = self.meant(as_text(cell))
        if not text:
            return None
        known = self._words.get(fold(text))
        if known is None:
            allowed = ", ".join(choice.name or choice.value for choice in self.column.choices[:10])
            raise CellProblem("choice.unknown", found=shown(text), allowed=allowed)
        return known


class TagsReader(ColumnReader):
    """Reads the tags of a cell, sorted, with commas between."""

    def one(self, cell: Any) -> Any:
        """Return comma-separated tags without duplicates."""
        text = as_text(cell)
        tags = {part.strip() for part in _SEVERAL.split(text)}
        return ",".join(sorted(tags - {""})) or None


class JsonReader(ColumnReader):
    """Reads a JSON object as text in normal form."""

    def one(self, cell: Any) -> Any:
        """Return the object as compact JSON with sorted keys."""
        text = as_text(cell)
        if not text:
            return None
        try:
            value = json.loads(text)
            normal = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
            normal.encode()  # half of a surrogate pair cannot be stored
        except (ValueError, RecursionError) as error:
            raise CellProblem("json.not_an_object", found=shown(text)) from error
        if not isinstance(value, dict):
            raise CellProblem("json.not_an_object", found=shown(text))
        return normal


class FullNameReader(ColumnReader):
    """Reads a full name as (last, first, middle)."""

    def one(self, cell: Any) -> Any:
        """Return the three parts, None where missing."""
        if not isinstance(cell, str):
            raise CellProblem("name.not_text", found=shown(cell))
        return split_name(clean(cell))


def split_name(text: str) -> tuple[str | None, str | None, str | None] | None:
    """Return (last, first, middle) of a full name.

    "Last, First Middle" is recognised by its comma; Russian names by the patronymic (Ivanova Anna Petrovna, or with the
    first name first) and the usual endings of surnames, with the last name first when in doubt. In other names the last
    name is at the end.
    """
    if not text.strip():
        return None
    if "," in text:
        last, _, rest = text.partition(",")
        given = rest.split()
        return last.strip() or None, given[0] if given else None, " ".join(given[1:]) or None
    words = text.split()
    if len(words) == 1:
        return None, words[0], None
    if not _CYRILLIC.search(text):
        return words[-1], words[0], " ".join(words[1:-1]) or None
    if len(words) == 2:
        first_first = bool(_SURNAME.search(words[1])) and not _SURNAME.search(words[0])
        last, first = (words[1], words[0]) if first_first else (words[0], words[1])
        return last, first, None
    if len(words) == 3 and _PATRONYMIC.search(words[1]) and not _PATRONYMIC.search(words[2]):
        return words[2], words[0], words[1]
    return words[0], words[1], " ".join(words[2:]) or None

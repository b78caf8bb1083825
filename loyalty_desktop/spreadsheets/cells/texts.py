"""Texts and identifiers. Texts stay as they are; identifiers get a normal form, so that two spellings of a code are equal."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.cells.base import CellProblem, ColumnReader, Doubt, shown
from loyalty_desktop.spreadsheets.contract import MAX_TEXT, SheetColumn, SheetContext
from loyalty_desktop.spreadsheets.raw_cells import cell_text
from loyalty_desktop.spreadsheets.words import LANGUAGES

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
"""What is removed from both ends of a text: white space, byte order marks and zero-width spaces."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_EXACT_DIGITS = 10**15
LONGEST_IDENTIFIER = 200
_MARKS = frozenset({"'", "="})
LONGEST_FIELD = 1000
LONG_TEXTS = frozenset({"description", "comment"})


def clean(text: str) -> str:
    """Return a text without outer white space, with line ends as one character.

    Raises CellProblem for control characters and for texts that are too long.
    """
    if len(text) > MAX_TEXT:
        raise CellProblem("cell.too_long", length=len(text), limit=MAX_TEXT)
    text = text.strip(_EDGES)
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _CONTROL.search(text)
    if found:
        raise CellProblem("cell.control_character", found=f"U+{ord(found.group()):04X}")
    return text


def as_text(cell: Any) -> str:
    """Return any cell as the text that a person would have typed; whole numbers without a decimal point."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float) and not math.isfinite(cell):
        raise CellProblem("cell.not_a_number", found=str(cell))
    return clean(cell_text(cell))


def plain(cells: Sequence[Any]) -> str | None:
    """Return the cells joined by "|" when all are plain texts (printable, no outer spaces, not long), else None."""
    try:
        joined = "|".join(cells)
    except TypeError:
        return None
    if (
        not joined.isprintable()
        or "| " in joined
        or " |" in joined
        or joined.startswith(" ")
        or joined.endswith(" ")
        or (len(joined) > LONGEST_FIELD and max(map(len, cells)) > LONGEST_FIELD)
    ):
        return None
    return joined


class TextReader(ColumnReader):
    """Reads free text, without outer white space."""

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Return a column of plain texts unchanged."""
        if plain(cells) is None:
            return None
        return [cell or None for cell in cells]

    def one(self, cell: Any) -> Any:
        """Return the text, or None when there are only spaces."""
        text = as_text(cell)
        if len(text) > LONGEST_FIELD and self.column.name not in LONG_TEXTS:
            raise CellProblem("cell.too_long", length=len(text), limit=LONGEST_FIELD)
        return text or None


class IdentifierReader(ColumnReader):
    """Reads identifiers: whole numbers become digits, full-width characters ordinary ones, invisible ones are removed."""

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Return ASCII texts unchanged: they are already in normal form."""
        joined = plain(cells)
        if joined is None or not joined.isascii():
            return None
        if len(joined) > LONGEST_IDENTIFIER and max(map(len, cells)) > LONGEST_IDENTIFIER:
            return None
        if joined[:1] in _MARKS or "|'" in joined or "|=" in joined:
            return None
        return [cell or None for cell in cells]

    def one(self, cell: Any) -> Any:
        """Return the identifier. A number of more than 15 digits is refused, as it has lost its last digits."""
        if isinstance(cell, bool | date | time | timedelta):
            raise CellProblem("identifier.not_text", found=shown(cell))
        if isinstance(cell, int | float):
            if not math.isfinite(cell):
                raise CellProblem("cell.not_a_number", found=str(cell))
            if abs(cell) >= _EXACT_DIGITS:
                raise CellProblem("identifier.long_number", found=shown(f"{cell:.0f}"))
            return as_text(cell)
        text = self.unmarked(as_text(cell))
        if not text.isascii():
            text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
        if len(text) > LONGEST_IDENTIFIER:
            raise CellProblem("cell.too_long", length=len(text), limit=LONGEST_IDENTIFIER)
        if not text.isascii() and _mixed(text):
            return Doubt(text, "identifier.mixed_alphabets", found=shown(text))
        return text or None


def _mixed(text: str) -> bool:
    """Return whether a word mixes Latin and Cyrillic letters."""
    return any(_LATIN.search(word) and _CYRILLIC.search(word) for word in text.split())


class LanguageReader(ColumnReader):
    """Reads language codes, or names of languages."""

    def __init__(self, column: SheetColumn, context: SheetContext) -> None:
        super().__init__(column, context)
        self._cache.update({"ru": "ru", "en": "en"})

    def one(self, cell: Any) -> Any:
        """Return a code such as "ru" or "pt-BR"."""
        text = as_text(cell)
        if not text:
            return None
        known = LANGUAGES.get(fold(text))
        if known:
            return known
        if not _LANGUAGE.fullmatch(text):
            raise CellProblem("language.unknown", found=shown(text))
        head, *rest = text.replace("_", "-").split("-")
        return "-".join([head.lower(), *rest])

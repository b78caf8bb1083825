"""The base of all column readers: problems, the loop over cells, the cache of texts already read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.contract import SheetColumn, SheetContext
from loyalty_desktop.spreadsheets.raw_cells import cell_text

Problem = tuple[int, str, str, dict[str, Any]]
"""(offset in the batch, severity, code, params)"""

_CACHE_LIMIT = 100_000
_KNOWN_LIMIT = 5_000
_SHOWN = 60
_TEXT_MARK = re.compile(r"'([+\-]?\w[^']*)|=\"(.*)\"", re.DOTALL)


class CellProblem(Exception):
    """A cell that cannot be read as its field. With `severity` warning the given value is used."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Doubt:
    """A value that is used, with a warning."""

    __slots__ = ("code", "params", "value")

    def __init__(self, value: Any, code: str, **params: Any) -> None:
        self.value = value
        self.code = code
        self.params = params


def shown(cell: Any) -> str:
    """Return the text of a cell for a message, shortened."""
    text = cell_text(cell)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def first_of_each(texts: Iterable[Any], evidence: Callable[[str], str]) -> dict[str, str]:
    """Return the first text of each evidence that the texts of a column give. Other cells and empty ones give none.

    Marks that say "this is text" do not count.
    """
    found: dict[str, str] = {}
    for text in texts:
        if isinstance(text, str) and text:
            plain = without_mark(text.strip()) if text[0] in "'= " else text
            found.setdefault(evidence(plain), plain)
    return found


def without_mark(text: str) -> str:
    """Return a text without the mark by which other programs say that it is text: '007 or ="007"."""
    found = _TEXT_MARK.fullmatch(text)
    if found is None:
        return text
    return found[1] if found[1] is not None else found[2].replace('""', '"')


@dataclass(frozen=True, slots=True)
class Decided:
    """How sure a column's order of dates or decimal sign is: "certain" or "likely", and the text that decided it."""

    sure: str = ""
    example: str = ""


class ColumnReader:
    """Reads one column. Subclasses implement `one` (a non-empty cell -> value) and may implement `bulk`."""

    def __init__(self, column: SheetColumn, context: SheetContext) -> None:
        self.column = column
        self.context = context
        self.date_order = ""
        self.decimal_mark = ""
        self.all_cells: Callable[[], Iterable[Any]] | None = None
        """All cells of the column, needed only when the whole column must decide about an ambiguous cell."""
        self.noted: dict[str, tuple[str, str]] = {}
        """What was done with texts of this column besides reading them: what -> (value, example). See `ColumnDecision`."""
        self.decided = Decided()
        words = context.value_words.get(column.name, {})
        self._meant = {fold(word): value for word, value in words.items()}
        self._cache: dict[str, Any] = {}
        self._known: dict[Any, Any] = {"": None, None: None}
        """Texts read without a problem: in a column with few different texts each cell is one look-up."""

    def unmarked(self, text: str) -> str:
        """Return a code or number `without_mark`, and note that it had one."""
        plain = without_mark(text)
        if plain != text:
            self.note("text_mark", "", text)
        return plain

    def meant(self, text: str) -> str:
        """Return the name of the value that the sender's word stands for, when a person has said so; else the text."""
        value = self._meant.get(fold(text)) if self._meant else None
        if value is None:
            return text
        self.note("value_word", value, text)
        return value

    def note(self, what: str, value: str, example: str) -> None:
        """Remember once what was done with a text."""
        if what not in self.noted:
            self.noted[what] = (value, shown(example))

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Return the values of a batch when every cell is plain, else None."""
        del cells
        return None

    def one(self, cell: Any) -> Any:
        """Return the value of a cell that is not empty. Raises CellProblem; a Doubt is a value with a warning."""
        raise NotImplementedError

    def read(self, cells: Sequence[Any], problems: list[Problem]) -> list[Any]:
        """Return the values of a batch (None: empty or unreadable); problems are appended."""
        values = self.bulk(cells)
        if values is not None:
            return values
        known = self._known
        try:
            return [known[cell] for cell in cells]
        except (KeyError, TypeError):
            return self.slow(cells, problems)

    def finish(self) -> None:
        """Note what can be said only when all cells are read."""

    def forget(self) -> None:
        """Clear the cache, because the column has decided how to read its texts."""
        self._cache.clear()
        self._known = {"": None, None: None}

    def slow(self, cells: Sequence[Any], problems: list[Problem]) -> list[Any]:
        """Read cell by cell, each different text only once."""
        values: list[Any] = []
        cache = self._cache
        for offset, cell in enumerate(cells):
            if cell == "" or cell is None:
                values.append(None)
                continue
            is_text = type(cell) is str
            if is_text and cell in cache:
                found = cache[cell]
            else:
                found = self._try(cell)
                if is_text and len(cell) < 200:
                    if len(cache) >= _CACHE_LIMIT:
                        cache.clear()
                    cache[cell] = found
            if isinstance(found, CellProblem):
                problems.append((offset, Severity.ERROR, found.code, found.params))
                values.append(None)
            elif isinstance(found, Doubt):
                problems.append((offset, Severity.WARNING, found.code, found.params))
                values.append(found.value)
            else:
                values.append(found)
                if is_text and len(cell) < 200 and len(self._known) < _KNOWN_LIMIT:
                    self._known[cell] = found
        return values

    def _try(self, cell: Any) -> Any:
        try:
            return self.one(cell)
        except CellProblem as problem:
            problem.__traceback__ = None  # cached: keep no frames alive
            return problem

"""Find cells in error and formulas without a value with an XML parser, where the patterns of the preflight are not enough.

The parser of workbooks returns such cells as empty ones. Only parts that the preflight has streamed come here: they have
no document type, so that nothing in them can grow.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.spreadsheets.contract import MAX_COLUMNS, MAX_ROWS
from loyalty_desktop.spreadsheets.textfiles import ERROR_TEXTS

ERROR = "cell.error"
NO_VALUE = "cell.formula_without_value"

Place = tuple[int, int]
"""(row, column), both 1-based."""

_MOST = 100_000
_CHUNK = 1 << 20
_LONGEST_TEXT = 40


@dataclass(slots=True)
class Marks:
    """Cells without a usable value: their codes, and what they show (#N/A) where it is known."""

    bad: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)

    def add(self, place: Place, code: str, text: str = "") -> None:
        """Mark a cell; beyond a hundred thousand no further ones."""
        if len(self.bad) < _MOST:
            self.bad[place] = code
            if text:
                self.errors[place] = text


def of_xlsx(path: Path, part: str) -> Marks:
    """Return the marks of a sheet's part, however its cells are written: with references or in order, in any spelling."""
    reader = _Worksheet()
    _parse(path, part, reader.begin, reader.end, reader.text)
    return reader.marks


def of_ods(path: Path, sheet: str) -> Marks:
    """Return the marks of a sheet of an OpenDocument spreadsheet."""
    reader = _Table(sheet)
    _parse(path, "content.xml", reader.begin, reader.end, reader.text)
    return reader.marks


def is_well_formed(path: Path, parts: Callable[[str], bool]) -> bool:
    """Return whether the chosen parts of a zipped workbook are XML without a fault."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if parts(name)]
        for name in names:
            _parse(path, name, lambda _name, _values: None, lambda _name: None, lambda _text: None)
    except (FileProblem, zipfile.BadZipFile, OSError, KeyError, ValueError):
        return False
    return bool(names)


def _parse(
    path: Path,
    part: str,
    begin: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> None:
    """Parse a part; names of elements and attributes come without their name spaces. Raises FileProblem `file.damaged`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def begins(name: str, values: dict[str, str]) -> None:
        begin(name.rpartition(" ")[2], {k.rpartition(" ")[2]: v for k, v in values.items()})

    def ends(name: str) -> None:
        end(name.rpartition(" ")[2])

    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    parser.CharacterDataHandler = text
    with zipfile.ZipFile(path) as archive, archive.open(part) as handle:
        try:
            while chunk := handle.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise FileProblem("file.damaged", name=path.name, part=part[:80]) from error


class _Worksheet:
    """Follows the cells of a worksheet."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._row = self._column = 0
        self._kind = ""
        self._formula = self._in_value = False
        self._value = ""

    def begin(self, name: str, values: dict[str, str]) -> None:
        if name == "row":
            self._row = _number(values.get("r"), self._row + 1)
            self._column = 0
        elif name == "c":
            self._column += 1
            place = _place(values.get("r", ""))
            if place is not None:
                self._row, self._column = place
            self._kind, self._formula, self._value = values.get("t", "n"), False, ""
        elif name == "f":
            self._formula = True
        elif name in {"v", "t"}:
            self._in_value = True

    def text(self, text: str) -> None:
        if self._in_value and len(self._value) < _LONGEST_TEXT:
            self._value += text

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._in_value = False
        elif name == "c":
            if self._kind == "e":
                self.marks.add((self._row, self._column), ERROR, self._value.strip())
            elif self._formula and not self._value and self._kind != "str":
                self.marks.add((self._row, self._column), NO_VALUE)


class _Table:
    """Follows the cells of one table of an OpenDocument spreadsheet; repeated rows and cells are marked once each."""

    def __init__(self, sheet: str) -> None:
        self.marks = Marks()
        self._sheet = sheet
        self._inside = False
        self._depth = 0  # of tables within cells
        self._row = self._rows = 0
        self._column = self._columns = 0
        self._values: dict[str, str] | None = None
        self._paragraphs = 0
        self._text = ""

    def begin(self, name: str, values: dict[str, str]) -> None:
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._inside = values.get("name") == self._sheet
                self._row = self._rows = 0
        elif not self._inside or self._depth > 1:
            return
        elif name == "table-row":
            self._row += self._rows
            self._rows = _number(values.get("number-rows-repeated"), 1)
            self._column = self._columns = 0
        elif name in {"table-cell", "covered-table-cell"}:
            self._column += self._columns
            self._columns = _number(values.get("number-columns-repeated"), 1)
            self._values, self._text, self._paragraphs = values, "", 0
        elif name == "p" and self._values is not None:
            self._paragraphs += 1

    def text(self, text: str) -> None:
        if self._paragraphs and len(self._text) < _LONGEST_TEXT:
            self._text += text

    def end(self, name: str) -> None:
        if name == "table":
            self._depth -= 1
            if not self._depth:
                self._inside = False
        elif name in {"table-cell", "covered-table-cell"} and self._values is not None:
            code = self._code(self._values, self._text.strip())
            if code:
                for row in range(min(self._rows, MAX_ROWS)):
                    for column in range(min(self._columns, MAX_COLUMNS)):
                        place = (self._row + row + 1, self._column + column + 1)
                        self.marks.add(place, code, self._text.strip() if code == ERROR else "")
            self._values, self._paragraphs = None, 0

    @staticmethod
    def _code(values: dict[str, str], text: str) -> str:
        known = text in ERROR_TEXTS or text.startswith("Err:5")
        if values.get("value-type") == "error" or (known and "formula" in values):
            return ERROR
        if known and values.get("value-type", "string") == "string":
            return ERROR
        if "formula" in values and "value-type" not in values and not text:
            return NO_VALUE
        return ""


def _number(text: str | None, other: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else other


def _place(reference: str) -> Place | None:
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha() and digits):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits), column

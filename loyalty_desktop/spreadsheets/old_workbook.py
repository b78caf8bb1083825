"""Look into old workbooks (.xls): which cells hold an error, and whether the file has a second, older workbook.

The parser returns cells in error as empty ones. Formats: Compound File Binary and BIFF5/BIFF8, as their maker documents
them ([MS-CFB], [MS-XLS]). Only the records of errors are looked at; everything else is left to the parser.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from loyalty_desktop.spreadsheets.cell_marks import ERROR, Marks

_END = 0xFFFFFFFA  # this and above: no sector
_BOUND_SHEET, _BOF, _EOF, _FORMULA, _ERROR_OR_TRUTH = 0x85, 0x809, 0x0A, 0x06, 0x205
_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_RECORD = struct.Struct("<HH")
_CELL = struct.Struct("<HH")


def streams(content: bytes) -> dict[str, bytes]:
    """Return the streams of a compound file that hold a workbook: "Workbook", "Book". A broken file has none."""
    try:
        return _Compound(content).workbooks()
    except (struct.error, IndexError, ValueError):
        return {}


def marks(path: Path, place: int) -> Marks:
    """Return the cells in error of the sheet at this place (0-based) among all sheets of the workbook."""
    found = streams(path.read_bytes())
    book = found.get("Workbook") or found.get("Book") or b""
    made = Marks()
    try:
        _sheet(book, place, made)
    except (struct.error, IndexError):
        return made  # cut short: what was found before counts
    return made


def _sheet(book: bytes, place: int, made: Marks) -> None:
    starts = [
        struct.unpack_from("<I", book, at + 4)[0]
        for kind, at, size in _records(book, 0)
        if kind == _BOUND_SHEET and size >= 6
    ]
    if place >= len(starts):
        return
    for kind, at, size in _records(book, starts[place]):
        body = at + 4
        if kind == _ERROR_OR_TRUTH and size >= 8 and book[body + 7] == 1:
            row, column = _CELL.unpack_from(book, body)
            made.add((row + 1, column + 1), ERROR, _TEXTS.get(book[body + 6], ""))
        elif kind == _FORMULA and size >= 14 and book[body + 12 : body + 14] == b"\xff\xff":
            row, column = _CELL.unpack_from(book, body)
            if book[body + 6] == 2:
                made.add((row + 1, column + 1), ERROR, _TEXTS.get(book[body + 8], ""))


def _records(book: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, place, size) of the records of one substream; those of charts inside it are left out."""
    at, depth = start, 0
    while at + 4 <= len(book):
        kind, size = _RECORD.unpack_from(book, at)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, at, size
        at += 4 + size


class _Compound:
    """A compound file: sectors in chains, and a directory of streams."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._sector: int = 1 << struct.unpack_from("<H", content, 30)[0]
        self._small: int = 1 << struct.unpack_from("<H", content, 32)[0]
        self._directory, self._cutoff, self._small_first = (
            struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60)
        )
        if self._sector not in {512, 4096} or self._small != 64:
            raise ValueError("sector size")
        self._next = self._table()

    def _table(self) -> list[int]:
        content = self._content
        listed = list(struct.unpack_from("<109I", content, 76))
        more = struct.unpack_from("<I", content, 68)[0]
        each = self._sector // 4
        seen = 0
        while more < _END and seen <= len(content) // self._sector:
            found = struct.unpack_from(f"<{each}I", content, self._at(more))
            listed += found[:-1]
            more, seen = found[-1], seen + 1
        made: list[int] = []
        for sector in listed:
            if sector < _END:
                made += struct.unpack_from(f"<{each}I", content, self._at(sector))
        return made

    def _at(self, sector: int) -> int:
        return (sector + 1) * self._sector

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        sector = first
        while sector < _END and len(parts) <= len(self._next):
            parts.append(self._content[self._at(sector) : self._at(sector) + self._sector])
            sector = self._next[sector]
        return b"".join(parts)

    def workbooks(self) -> dict[str, bytes]:
        """Return the streams of the root that hold workbooks, by name."""
        directory = self._chain(self._directory)
        found: dict[str, bytes] = {}
        root = b""
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            first, size = struct.unpack_from("<II", directory, at + 116)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            if kind == 5:
                root = self._chain(first)
            elif kind == 2 and name in {"Workbook", "Book"}:
                small = size < self._cutoff
                whole = self._small_chain(root, first) if small else self._chain(first)
                found[name] = whole[:size]
        return found

    def _small_chain(self, root: bytes, first: int) -> bytes:
        table = self._chain(self._small_first)
        following = struct.unpack(f"<{len(table) // 4}I", table)
        parts: list[bytes] = []
        sector = first
        while sector < _END and len(parts) <= len(following):
            parts.append(root[sector * self._small : (sector + 1) * self._small])
            sector = following[sector]
        return b"".join(parts)

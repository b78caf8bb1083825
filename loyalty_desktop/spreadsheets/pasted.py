"""Cells from the clipboard as a text file that the import reads like any other.

Spreadsheet programs put cells there as text with tabs and as an HTML table; both hold what the cells show, so leading
zeros stay. Every cell is quoted, so that commas and line breaks inside cells part nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from loyalty_desktop.domain.clipboard import copied_rows
from loyalty_desktop.domain.errors import InvalidInput


def pasted_rows(text: str, html: str = "") -> list[list[str]]:
    """Returns the rows that were copied, all of one width. Raises InvalidInput `import.nothing_pasted`.

    One line without a tab is a word, not a table: it needs the HTML table to count.
    """
    rows = [row for row in copied_rows(text) if any(row)]
    if not any(len(row) > 1 for row in rows):
        table = _Table()
        table.feed(html)
        rows = [row for row in table.rows if any(row)] or rows
    if len(rows) < 2:
        raise InvalidInput("import.nothing_pasted")
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def write_pasted(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write the rows as UTF-8 text with tabs, readable by this user alone."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)


class _Table(HTMLParser):
    """The first table of a page, as texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "table":
            self._tables += 1
        elif self._tables == 1 and tag == "tr":
            self.rows.append([])
        elif self._tables == 1 and tag in {"td", "th"} and self.rows:
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            self.rows[-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "table":
            self._tables += 1  # what follows is another table

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

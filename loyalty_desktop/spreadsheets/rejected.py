"""Write rejected rows as a workbook: the same columns, then row, problem and what to do. After correction, import it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.spreadsheets.contract import MAX_ROWS, SheetSchema, letter
from loyalty_desktop.spreadsheets.raw_cells import CellWriter
from loyalty_desktop.spreadsheets.template import add_lists
from loyalty_desktop.spreadsheets.writer import clean_text, open_workbook, replacing, sheet_title
from loyalty_desktop.words import rejected_sheet


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row: its number in the sheet, the sheet's cells, and the texts of its problems.

    `problems`: (0-based column index or None, text of the problem, what to do). `uneven`: the row has more or fewer cells
    than the header, so that nobody knows which cell belongs to which column.
    """

    row_no: int
    cells: Sequence[Any]
    problems: Sequence[tuple[int | None, str, str]] = field(default_factory=tuple)
    uneven: bool = False


def write(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[RejectedRow],
    *,
    schema: SheetSchema | None = None,
    matches: Mapping[str, int] | None = None,
    words: Sequence[str] = (),
    sheet_name: str = "Rejected",
    rows_per_sheet: int = MAX_ROWS - 1,
    progress: Progress = NO_PROGRESS,
) -> int:
    """Write the rejected rows. Returns how many. Faulty cells are coloured; columns of closed lists get a drop-down list.

    `words` are the headers of the added columns, in the order of words.rejected_sheet.HEADERS; English by default. Cells of
    an uneven row that have no column stand behind the added columns, and the row is marked, so that it stays rejected until
    a person has put its cells in order. Rows that do not fit on one sheet stand on further sheets with the same header.
    """
    added = words or [header.en for header in rejected_sheet.HEADERS.values()]
    again = rejected_sheet.added_at(headers)  # a workbook of rejected rows that is imported again
    own = headers if again is None else headers[:again]
    skipped = len(headers) if again is None else again + len(added)
    with replacing(path) as temporary:
        book = open_workbook(temporary)
        look = _Look(book)
        left, pages = iter(rows), list[_Page]()
        while True:
            page = _Page(book, look, own, added, sheet_title(sheet_name, len(pages) + 1))
            pages.append(page)
            for row in islice(left, rows_per_sheet):
                page.add(row, skipped)
                progress.advance(1)
            page.add_filter()
            following = next(left, None) if page.rows == rows_per_sheet else None
            if following is None:
                break
            left = chain((following,), left)
        if schema is not None and matches:
            add_lists(book, {page.sheet: max(page.rows, 1) for page in pages}, schema, matches)
        book.close()
    return sum(page.rows for page in pages)


class _Look:
    """The formats of a workbook of rejected rows."""

    def __init__(self, book: Any) -> None:
        top = {"bold": True, "bottom": 1, "valign": "top"}
        self.header = book.add_format({**top, "text_wrap": True})
        self.added = book.add_format({**top, "font_color": "#9C2B1B"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.faulty, self.plain = CellWriter(book, bg_color="#FFD9D2"), CellWriter(book)


class _Page:
    """One sheet of rejected rows."""

    def __init__(
        self, book: Any, look: _Look, headers: Sequence[str], added: Sequence[str], title: str
    ) -> None:
        self._look = look
        self._width, self._added = len(headers), len(added)
        self.rows = 0
        self.sheet = sheet = book.add_worksheet(title)
        width = self._width
        sheet.freeze_panes(1, 0)
        if width:
            sheet.set_column(0, width - 1, 16)
        sheet.set_column(width, width + 1, 9)
        sheet.set_column(width + 2, width + 3, 48)
        for index, header in enumerate(headers):
            sheet.write_string(0, index, clean_text(header), look.header)
        for offset, header in enumerate(added):
            sheet.write_string(0, width + offset, clean_text(header), look.added)

    def add(self, row: RejectedRow, skipped: int) -> None:
        """Write a row; its cells from index `skipped` on have no column."""
        self.rows += 1
        sheet, look, width, place = self.sheet, self._look, self._width, self.rows
        faulty = {index for index, _, _ in row.problems if index is not None}
        for index in range(width):
            cell = row.cells[index] if index < len(row.cells) else ""
            (look.faulty if index in faulty else look.plain).write(sheet, place, index, cell)
        for index, cell in enumerate(row.cells[skipped:]):
            look.faulty.write(sheet, place, width + self._added + index, cell)
        letters = ", ".join(dict.fromkeys(letter(i) for i, _, _ in row.problems if i is not None))
        sheet.write_number(place, width, row.row_no)
        sheet.write_string(place, width + 1, rejected_sheet.UNEVEN if row.uneven else letters)
        texts = _lines(text for _, text, _ in row.problems)
        advice = _lines(advice for _, _, advice in row.problems)
        sheet.write_string(place, width + 2, texts, look.wrap)
        sheet.write_string(place, width + 3, advice, look.wrap)

    def add_filter(self) -> None:
        """Let people filter the rows; called when all are written."""
        self.sheet.autofilter(0, 0, max(self.rows, 1), self._width + 3)


def _lines(texts: Iterable[str]) -> str:
    return clean_text("\n".join(dict.fromkeys(text for text in texts if text)))

"""Write rejected rows as a workbook: the same columns, then row, problem and what to do. After correction, import it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    progress: Progress = NO_PROGRESS,
) -> int:
    """Write the rejected rows. Returns how many. Faulty cells are coloured; columns of closed lists get a drop-down list.

    `words` are the headers of the added columns, in the order of words.rejected_sheet.HEADERS; English by default. Cells of
    an uneven row that have no column stand behind the added columns, and the row is marked, so that it stays rejected until
    a person has put its cells in order. Rows that do not fit on one sheet are left out (a million rejected rows are not
    corrected by hand).
    """
    added = words or [header.en for header in rejected_sheet.HEADERS.values()]
    count = 0
    with replacing(path) as temporary:
        book = open_workbook(temporary)
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        note = book.add_format(
            {"bold": True, "bottom": 1, "font_color": "#9C2B1B", "valign": "top"}
        )
        bad, plain = CellWriter(book, bg_color="#FFD9D2"), CellWriter(book)
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(sheet_title(sheet_name))
        sheet.freeze_panes(1, 0)
        again = rejected_sheet.added_at(
            headers
        )  # a workbook of rejected rows that is imported again
        width = len(headers) if again is None else again
        headers = headers[:width]
        skipped = width if again is None else width + len(added)
        if width:
            sheet.set_column(0, width - 1, 16)
        sheet.set_column(width, width + 1, 9)
        sheet.set_column(width + 2, width + 3, 48)
        for index, header in enumerate(headers):
            sheet.write_string(0, index, clean_text(header), bold)
        for offset, header in enumerate(added):
            sheet.write_string(0, width + offset, clean_text(header), note)
        for row in rows:
            if count + 1 >= MAX_ROWS:
                break
            count += 1
            faulty = {index for index, _, _ in row.problems if index is not None}
            for index in range(width):
                cell = row.cells[index] if index < len(row.cells) else ""
                (bad if index in faulty else plain).write(sheet, count, index, cell)
            letters = ", ".join(
                dict.fromkeys(letter(i) for i, _, _ in row.problems if i is not None)
            )
            for index, cell in enumerate(row.cells[skipped:]):
                bad.write(sheet, count, width + len(added) + index, cell)
            sheet.write_number(count, width, row.row_no)
            sheet.write_string(count, width + 1, rejected_sheet.UNEVEN if row.uneven else letters)
            sheet.write_string(count, width + 2, _lines(text for _, text, _ in row.problems), wrap)
            sheet.write_string(
                count, width + 3, _lines(advice for _, _, advice in row.problems), wrap
            )
            progress.advance(1)
        sheet.autofilter(0, 0, max(count, 1), width + 3)
        if schema is not None and matches:
            add_lists(book, sheet, schema, dict(matches), max(count, 1))
        book.close()
    return count


def _lines(texts: Iterable[str]) -> str:
    return clean_text("\n".join(dict.fromkeys(text for text in texts if text)))

"""Write tables: .xlsx with XlsxWriter in constant memory, and .csv for spreadsheet programs; never a formula that runs.

A file appears complete or not at all: it is written beside its place under another name and renamed at the end.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.spreadsheets.contract import MAX_ROWS, MAX_TEXT
from loyalty_desktop.spreadsheets.textfiles import guarded

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STEP = 500
_EXACT = 10**15
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class WriteKind(StrEnum):
    """What a column's cells are."""

    TEXT = "text"  # identifiers and codes too
    NUMBER = "number"
    AMOUNT = "amount"  # Decimal points
    DAY = "day"
    MOMENT = "moment"  # naive, already in the program's time zone
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class WriteColumn:
    """A column to write. `width` is in characters; 0: by kind and header."""

    header: str
    kind: WriteKind = WriteKind.TEXT
    width: int = 0
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What was written. `cleaned` cells lost characters that a workbook cannot hold; `sheets` counts worksheets."""

    rows: int
    cleaned: int
    sheets: int


_WIDTHS = {WriteKind.TEXT: 18, WriteKind.NUMBER: 10, WriteKind.AMOUNT: 12, WriteKind.DAY: 12, WriteKind.MOMENT: 19, WriteKind.YES_NO: 8}  # fmt: skip
_FORMATS = {
    WriteKind.TEXT: "@",
    WriteKind.AMOUNT: "0.00##",
    WriteKind.DAY: "yyyy-mm-dd",
    WriteKind.MOMENT: "yyyy-mm-dd hh:mm:ss",
}


def write_table(
    path: Path,
    columns: Sequence[WriteColumn],
    rows: Iterable[Sequence[Any]],
    *,
    sheet_name: str = "Data",
    expected: int | None = None,
    yes_no: tuple[str, str] = ("yes", "no"),
    rows_per_sheet: int = MAX_ROWS - 1,
    progress: Progress = NO_PROGRESS,
) -> WriteResult:
    """Write a table as .xlsx or .csv, by the extension. Cells: str, int, Decimal, float, date, naive datetime, bool, None.

    Raises FileProblem `file.row_count` when there are not `expected` rows, and `file.not_writable`. When `progress` cancels,
    no file is left. CSV: UTF-8 with a byte order mark, commas, `'` before what would run.
    """
    progress.phase("export.writing", expected)
    write = _csv if path.suffix.lower() in {".csv", ".txt"} else _xlsx
    with replacing(path) as temporary:
        result = write(temporary, columns, rows, sheet_name, yes_no, rows_per_sheet, progress)
        if expected is not None and result.rows != expected:
            raise FileProblem(
                "file.row_count", name=path.name, written=result.rows, expected=expected
            )
    return result


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary file beside `path`. It replaces `path` when the block succeeds, and is deleted when it fails."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise FileProblem("file.not_writable", name=path.name) from error
    temporary = Path(name)
    try:
        try:
            yield temporary
            if os.name == "posix":
                mask = os.umask(0)
                os.umask(mask)
                temporary.chmod(0o666 & ~mask)
            temporary.replace(path)
        except OSError as error:
            raise FileProblem("file.not_writable", name=path.name) from error
    finally:
        temporary.unlink(missing_ok=True)


def clean_text(text: str) -> str:
    """Return a text without the characters that a workbook cannot hold, cut to the length of a cell."""
    if not text.isprintable():
        text = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT]


def sheet_title(name: str, number: int = 1) -> str:
    """Return a valid name of a worksheet; further sheets are numbered."""
    base = _SHEET_NAME.sub(" ", name).strip("' ") or "Data"
    tail = "" if number == 1 else f" ({number})"
    return base[: 31 - len(tail)] + tail


def open_workbook(path: Path, *, constant_memory: bool = True) -> Any:
    """Return an XlsxWriter workbook that turns no text into formulas, links or numbers."""
    import xlsxwriter

    return xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": constant_memory,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )


def _xlsx(  # noqa: PLR0917 - the two writers share one shape
    path: Path,
    columns: Sequence[WriteColumn],
    rows: Iterable[Sequence[Any]],
    sheet_name: str,
    yes_no: tuple[str, str],
    rows_per_sheet: int,
    progress: Progress,
) -> WriteResult:
    book = open_workbook(path)
    header_format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = [
        book.add_format({"num_format": column.number_format or _FORMATS[column.kind]})
        if column.number_format or column.kind in _FORMATS
        else None
        for column in columns
    ]
    count = cleaned = sheets = 0
    line = 0
    sheet: Any = None

    def open_sheet() -> Any:
        made = book.add_worksheet(sheet_title(sheet_name, sheets))
        made.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            width = column.width or max(_WIDTHS[column.kind], min(len(column.header) + 3, 40))
            made.set_column(index, index, width, formats[index])
        for index, column in enumerate(columns):
            made.write_string(0, index, clean_text(column.header), header_format)
        return made

    def close_sheet() -> None:
        if columns:
            sheet.autofilter(0, 0, max(line, 1), len(columns) - 1)

    try:
        sheets = 1
        sheet = open_sheet()
        writers = [(i, c.kind, formats[i]) for i, c in enumerate(columns)]
        for row in rows:
            if line >= rows_per_sheet:
                close_sheet()
                sheets += 1
                line = 0
                sheet = open_sheet()
            line += 1
            count += 1
            for (index, kind, shape), value in zip(writers, row, strict=True):
                if value is None or value == "":
                    continue
                if type(value) is str:
                    if not value.isprintable() or len(value) > MAX_TEXT:
                        kept = clean_text(value)
                        cleaned += kept != value.replace("\r\n", "\n").replace("\r", "\n")
                        value = kept
                    sheet.write_string(
                        line, index, value, shape if kind is WriteKind.TEXT else None
                    )
                else:
                    _typed(sheet, line, index, value, shape, yes_no)
            if not count % _STEP:
                progress.advance(_STEP)
        close_sheet()
        progress.advance(count % _STEP)
    except BaseException:
        _discard(book)
        raise
    book.close()
    return WriteResult(count, cleaned, sheets)


def _discard(book: Any) -> None:
    """Close the temporary files of a workbook that is no longer needed."""
    for sheet in book.worksheets():
        handle = getattr(sheet, "row_data_fh", None)
        if handle is not None:
            handle.close()
            with contextlib.suppress(OSError):
                Path(sheet.row_data_filename).unlink()
    book.fileclosed = True


def _typed(  # noqa: PLR0917
    sheet: Any, line: int, index: int, value: Any, shape: Any, yes_no: tuple[str, str]
) -> None:
    if isinstance(value, bool):
        sheet.write_string(line, index, yes_no[0] if value else yes_no[1])
    elif isinstance(value, date):
        sheet.write_datetime(line, index, value, shape)
    elif isinstance(value, int | float | Decimal):
        # Numbers of more than 15 digits would lose their last digits in a cell.
        digits = len(value.as_tuple().digits) if isinstance(value, Decimal) else 0
        if digits > 15 or (isinstance(value, int) and abs(value) >= _EXACT):
            sheet.write_string(
                line, index, format(value, "f") if isinstance(value, Decimal) else str(value)
            )
        elif value == value and abs(value) != float("inf"):  # noqa: PLR0124 - NaN is no number
            sheet.write_number(line, index, float(value), shape)
        else:
            sheet.write_string(line, index, str(value))
    else:
        sheet.write_string(line, index, clean_text(str(value)), shape)


def csv_cell(value: Any, yes_no: tuple[str, str] = ("yes", "no")) -> str:
    """Return a cell of a CSV file: numbers with a decimal point, dates as ISO, texts guarded by `'`."""
    match value:
        case None:
            return ""
        case str():
            return guarded(_ILLEGAL.sub("", value) if not value.isprintable() else value)
        case bool():
            return yes_no[0] if value else yes_no[1]
        case datetime():
            return value.isoformat(
                sep=" ", timespec="microseconds" if value.microsecond else "seconds"
            )
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _csv(  # noqa: PLR0917
    path: Path,
    columns: Sequence[WriteColumn],
    rows: Iterable[Sequence[Any]],
    sheet_name: str,
    yes_no: tuple[str, str],
    rows_per_sheet: int,
    progress: Progress,
) -> WriteResult:
    del sheet_name, rows_per_sheet
    count = cleaned = 0
    with path.open("w", newline="", encoding="utf-8-sig", errors="replace") as handle:
        writer = csv.writer(handle)
        writer.writerow([guarded(column.header) for column in columns])
        for row in rows:
            count += 1
            cleaned += sum(
                1
                for cell in row
                if type(cell) is str and not cell.isprintable() and _ILLEGAL.search(cell)
            )
            writer.writerow([csv_cell(value, yes_no) for value in row])
            if not count % _STEP:
                progress.advance(_STEP)
    progress.advance(count % _STEP)
    return WriteResult(count, cleaned, 1)


Words = Callable[[str], str]
"""Return an English text of a schema in the reader's language."""

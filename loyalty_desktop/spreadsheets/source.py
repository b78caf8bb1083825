"""A sheet as rows, for any kind of file. Only the child process reads through this, never the process of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.spreadsheets import cell_marks, formats, header_search, preflight, textfiles
from loyalty_desktop.spreadsheets.contract import (
    MAX_COLUMNS,
    MAX_HEADER,
    MAX_TEXT,
    FileFormat,
    ReadOptions,
    SheetInfo,
    letter,
)
from loyalty_desktop.spreadsheets.raw_cells import BrokenCell
from loyalty_desktop.spreadsheets.sheet_names import (
    check_names,
    may_hold_rows,
    part_key,
    sheet_parts,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from loyalty_desktop.spreadsheets.cell_marks import Marks
    from loyalty_desktop.spreadsheets.preflight import PartReport

BESIDE_FROM = 4 << 20
"""From this size in bytes the preflight of a workbook runs in parallel with the parser (both within the child's limits)."""

HEADER_SEARCH = 30
"""How many rows are searched for the header."""

Batch = tuple[list[int], list[Sequence[Any]]]


class Source:
    """An opened file: its format and its chosen sheet. Raises FileProblem for what cannot be read."""

    def __init__(
        self,
        path: Path,
        options: ReadOptions,
        advance: Callable[[int], None] = lambda _: None,
        *,
        beside: bool = False,
    ) -> None:
        """`beside` runs the preflight of large workbooks while the parser works, which releases the interpreter lock."""
        self._beside = beside
        self._flying: threading.Thread | None = None
        self._refusal: FileProblem | None = None
        self.path = path
        self.options = options
        self.format = formats.detect(path)
        self.shape: textfiles.TextShape | None = None
        self.sheets: tuple[SheetInfo, ...] = ()
        self.warnings: tuple[str, ...] = ()
        self.bad: dict[tuple[int, int], str] = {}
        """Codes of cells without a usable value, by (row, column), both 1-based."""
        self.errors: dict[tuple[int, int], str] = {}
        """The texts of such cells (#N/A), where they are known."""
        self.merged = False
        self._book: CalamineWorkbook | None = None
        self._flight = preflight.Preflight()
        self._sheet: CalamineSheet | None = None
        self._offset = 0
        self._open(advance)

    def _open(self, advance: Callable[[int], None]) -> None:
        name = self.path.name
        match self.format:
            case FileFormat.PASSWORD:
                raise FileProblem("file.password", name=name)
            case FileFormat.HTML:
                raise FileProblem("file.html", name=name)
            case FileFormat.XML:
                raise FileProblem("file.xml_workbook", name=name)
            case FileFormat.UNKNOWN:
                raise FileProblem("file.unknown_format", name=name)
            case FileFormat.CSV:
                self.shape = textfiles.shape(
                    self.path, encoding=self.options.encoding, separator=self.options.separator
                )
                self.sheets = (SheetInfo(name=self.path.stem),)
                if self.shape.guessed:
                    self.warnings += ("file.encoding_guessed",)
            case FileFormat.XLSX | FileFormat.ODS:
                if self._beside and self.path.stat().st_size > BESIDE_FROM:
                    self._flying = threading.Thread(target=self._fly, args=(advance,), daemon=True)
                    self._flying.start()
                else:
                    self._flight = preflight.check(self.path, self.format, advance)
                self._load()
            case FileFormat.XLS:
                self._load()
        claimed = formats.by_ending(self.path)
        if claimed is not None and claimed is not self.format:
            self.warnings += ("file.other_ending",)
        if any(sheet.hidden for sheet in self.sheets):
            self.warnings += ("file.hidden_sheets",)

    def _fly(self, advance: Callable[[int], None]) -> None:
        try:
            self._flight = preflight.check(self.path, self.format, advance)
        except FileProblem as problem:
            self._refusal = problem

    def _land(self) -> None:
        """Wait for the parallel preflight; its refusal has priority over errors of the parser."""
        if self._flying is not None:
            self._flying.join()
            self._flying = None
        if self._refusal is not None:
            raise self._refusal

    def _load(self) -> None:
        """Let the parser read the content; from a path it would choose the format by the ending."""
        import python_calamine as calamine

        try:
            with self.path.open("rb") as content:
                self._book = calamine.load_workbook(content)
        except calamine.PasswordError as error:
            self._land()
            raise FileProblem("file.password", name=self.path.name) from error
        except (calamine.CalamineError, OSError, ValueError) as error:
            self._land()
            raise self._unread("workbook") from error
        parts = sheet_parts(self.path) if self.format is FileFormat.XLSX else {}
        visible = calamine.SheetVisibleEnum.Visible
        found = []
        listed = self._book.sheets_metadata
        check_names(self.path.name, [meta.name for meta in listed])
        for meta in listed:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            part = self._flight.parts.get(parts.get(meta.name, ""))
            found.append(
                SheetInfo(
                    name=meta.name,
                    rows=part.last_row if part else None,
                    columns=part.last_column if part else None,
                    hidden=meta.visible != visible,
                    error_cells=part.error_cells if part else 0,
                    empty_formulas=part.empty_formulas if part else 0,
                )
            )
        if not found:
            raise FileProblem("file.no_sheet", name=self.path.name)
        self.sheets = tuple(found)
        self._parts = parts
        self._places = {meta.name: place for place, meta in enumerate(listed)}

    def _unread(self, part: str) -> FileProblem:
        """Return why the parser gave up: the file is damaged, or it is sound and only written in a way it does not know."""
        books = {FileFormat.XLSX: ("xl/workbook.xml",), FileFormat.ODS: ("content.xml",)}
        wanted = books.get(self.format, ())
        sound = bool(wanted) and cell_marks.is_well_formed(
            self.path,
            lambda name: part_key(name) in wanted or part_key(name).startswith("xl/worksheets/"),
        )
        code = "file.not_read_here" if sound else "file.damaged"
        return FileProblem(code, name=self.path.name, part=part)

    @property
    def sheet_name(self) -> str:
        """Return the chosen sheet, or the first visible one. Raises FileProblem `file.sheet_missing`."""
        names = [sheet.name for sheet in self.sheets]
        if self.options.sheet and self.shape is None:
            if self.options.sheet not in names:
                raise FileProblem(
                    "file.sheet_missing",
                    name=self.path.name,
                    sheet=self.options.sheet,
                    sheets=", ".join(names[:20]),
                )
            return self.options.sheet
        return next((sheet.name for sheet in self.sheets if not sheet.hidden), names[0])

    @property
    def further_sheets(self) -> tuple[str, ...]:
        """Return the sheets that are not read and may hold rows."""
        return may_hold_rows(self.sheets, self.sheet_name)

    def _opened(self) -> CalamineSheet:
        if self._sheet is None:
            import python_calamine as calamine

            if self._book is None:
                raise FileProblem("file.damaged", name=self.path.name, part="workbook")
            part = self._parts.get(self.sheet_name, "")
            self._refuse(part)
            try:
                self._sheet = self._book.get_sheet_by_name(self.sheet_name)
            except (calamine.CalamineError, OSError, ValueError) as error:
                self._land()
                raise self._unread(part or self.sheet_name) from error
            self._land()
            self._refuse(part)
            start, end = self._sheet.start, self._sheet.end
            self._offset = start[1] if start else 0
            if end and end[1] >= MAX_COLUMNS:
                raise FileProblem(
                    "file.too_wide",
                    name=self.path.name,
                    part=self.sheet_name,
                    cell=letter(end[1]),
                    limit=MAX_COLUMNS,
                )
            self._mark(part)
            merged = self._sheet.merged_cell_ranges if self.format is not FileFormat.ODS else None
            self._merged = list(merged or [])
        return self._sheet

    def _refuse(self, part: str) -> None:
        """Raise what the preflight has found against the chosen sheet."""
        report = self._flight.parts.get(part)
        if report is not None and report.refusal is not None:
            raise report.refusal

    def _mark(self, part: str) -> None:
        """Note the cells without a usable value, which the parser returns as empty ones."""
        report = self._flight.parts.get(part)
        found: PartReport | Marks | None = report
        if self.format is FileFormat.XLS:
            from loyalty_desktop.spreadsheets import old_workbook

            found = old_workbook.marks(self.path, self._places[self.sheet_name])
        elif self.format is FileFormat.ODS and self._flight.ods_errors:
            found = cell_marks.of_ods(self.path, self.sheet_name)
        elif report is not None and report.unsure:
            found = cell_marks.of_xlsx(self.path, report.name)
        self.bad = dict(found.bad) if found else {}
        self.errors = dict(found.errors) if found else {}

    def height(self) -> int:
        """Return how many rows the chosen sheet has; 0 where that is not known without reading."""
        return 0 if self.shape is not None else self._opened().total_height

    def rows(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """Yield (row number of the sheet, cells from column A). For text files it is the number of the line."""
        for numbers, rows in self._chunks(64):
            yield from zip(numbers, rows, strict=True)

    def _chunks(self, size: int) -> Iterator[Batch]:
        if self.shape is not None:
            for numbers, lines in textfiles.chunks(self.path, self.shape, self.bad, size=size):
                yield numbers, list(lines)
            return
        sheet = self._opened()
        pad: list[Any] = [""] * self._offset
        number = 1
        left = iter(sheet.iter_rows())
        while rows := list(islice(left, size)):
            yield (
                list(range(number, number + len(rows))),
                [pad + row for row in rows] if pad else list(rows),
            )
            number += len(rows)

    def batches(self, after: int, size: int) -> Iterator[Batch]:
        """Yield rows below row number `after` in batches, without empty rows."""
        if self.shape is None:
            self._opened()
        unusable = {row for row, _ in self.bad}  # the parser returns cells in error as empty
        for numbers, rows in self._chunks(size):
            if numbers[0] > after and all(map(any, rows)):
                yield numbers, rows
                continue
            kept = [
                (n, row)
                for n, row in zip(numbers, rows, strict=True)
                if n > after and (any(row) or _filled(row) or n in unusable)
            ]
            if kept:
                yield [n for n, _ in kept], [row for _, row in kept]

    def as_sent(self, number: int, row: Sequence[Any]) -> list[Any]:
        """Return a row's cells, with BrokenCell for those without a usable value.

        Of a text that is too long for a cell one character more than allowed is kept, so that it stays too long.
        """
        cells = [cut_text(cell) for cell in row]
        if self.bad:
            for index in range(len(cells)):
                code = self.bad.get((number, index + 1))
                if code is not None:
                    text = self.errors.get((number, index + 1), "")
                    if not text and isinstance(cells[index], str):
                        text = cells[index]
                    cells[index] = BrokenCell(text, code)
        return cells

    def column(self, index: int, after: int) -> Iterator[Any]:
        """Yield every cell of one column below a row."""
        for number, row in self.rows():
            if number > after and index < len(row):
                yield row[index]

    def header(self) -> tuple[int, list[str]]:
        """Return (row number, header texts of up to `MAX_HEADER` characters).

        Raises FileProblem `file.no_header`, `file.header_row_empty`, `file.too_wide`, `file.header_too_long`.
        """
        top: list[tuple[int, Sequence[Any]]] = []
        for number, row in self.rows():
            top.append((number, row))
            if number >= max(HEADER_SEARCH, self.options.header_row):
                break
        if self.options.header_row:
            chosen = [row for number, row in top if number == self.options.header_row]
            if not chosen or not _filled(chosen[0]):
                raise FileProblem(
                    "file.header_row_empty", name=self.path.name, row=self.options.header_row
                )
            number, row = self.options.header_row, chosen[0]
        else:
            number, row = self._found_header(top)
        if len(row) > MAX_COLUMNS:
            raise FileProblem(
                "file.too_wide",
                name=self.path.name,
                part=self.sheet_name,
                cell=letter(len(row) - 1),
                limit=MAX_COLUMNS,
            )
        for index, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > MAX_TEXT:
                raise FileProblem(
                    "file.header_too_long",
                    name=self.path.name,
                    cell=f"{letter(index)}{number}",
                    length=len(cell),
                    limit=MAX_TEXT,
                )
        self._check_texts(top)
        if self.shape is None:
            self.merged = any(last[0] >= number for _, last in self._merged)
        return number, [header_text(cell)[:MAX_HEADER] for cell in row]

    def _found_header(self, top: Sequence[header_search.Row]) -> header_search.Row:
        try:
            found = header_search.find(top, self.path.name)
        except FileProblem as problem:
            if self.format is FileFormat.XLS and self._two_books():
                raise FileProblem("file.two_workbooks", name=self.path.name) from problem
            raise
        return found if self.shape is not None else header_search.joined(top, found, self._merged)

    def _two_books(self) -> bool:
        from loyalty_desktop.spreadsheets import old_workbook

        return len(old_workbook.streams(self.path.read_bytes())) > 1

    def _check_texts(self, top: Sequence[header_search.Row]) -> None:
        """Refuse an old workbook whose texts the parser reads with zeros between the letters."""
        if self.format is FileFormat.XLS:
            texts = [
                cell for _, row in top for cell in row if isinstance(cell, str) and len(cell) > 1
            ]
            if sum("\x00" in text for text in texts) * 2 > len(texts):
                raise FileProblem("file.texts_not_read", name=self.path.name)


def header_text(cell: Any) -> str:
    """Return a header cell as one line of text."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def duplicates(headers: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return headers of several columns, with the columns' letters."""
    places: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for index, header in enumerate(headers):
        if header:
            places.setdefault(header.casefold(), []).append(letter(index))
            names.setdefault(header.casefold(), header)
    return tuple((names[key], tuple(found)) for key, found in places.items() if len(found) > 1)


def cut_text(cell: Any, limit: int = MAX_TEXT + 1) -> Any:
    """Return a cell; of a text only the first `limit` characters."""
    return cell[:limit] if isinstance(cell, str) and len(cell) > limit else cell


def _filled(row: Sequence[Any]) -> bool:
    return any(cell != "" and cell is not None for cell in row)

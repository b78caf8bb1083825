"""Write a sheet to a staging file: read in batches, type by the schema, count. Runs only in the child process."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.errors import FileProblem, InvalidInput
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.messages import params_to_json
from loyalty_desktop.spreadsheets.contract import (
    ReadOptions,
    StageResult,
    StageSpec,
    letter,
)
from loyalty_desktop.spreadsheets.decisions import ColumnDecision
from loyalty_desktop.spreadsheets.furniture import Furniture
from loyalty_desktop.spreadsheets.raw_cells import row_json
from loyalty_desktop.words import rejected_sheet

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.row_reader import SheetRowReader
    from loyalty_desktop.spreadsheets.source import Source
    from loyalty_desktop.spreadsheets.staging_writer import StagingWriter

BATCH = 4_096
ISSUE_LIMIT = 2_000_000
_EVERY_SECONDS = 0.1


class Reporter:
    """Sends messages to the parent process as JSON lines, progress at most ten times a second."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._count = 0
        self._last = time.monotonic()

    def phase(self, code: str, total: int | None = None) -> None:
        """Report a new phase."""
        self._flush()
        self.say({"event": "phase", "code": code, "total": total})

    def advance(self, count: int) -> None:
        """Report that more steps are done."""
        self._count += count
        if time.monotonic() - self._last >= _EVERY_SECONDS:
            self._flush()

    def _flush(self) -> None:
        if self._count:
            self.say({"event": "advance", "count": self._count})
        self._count = 0
        self._last = time.monotonic()

    def say(self, message: dict[str, Any]) -> None:
        """Write one line."""
        self._out.write(json.dumps(message, ensure_ascii=True) + "\n")
        self._out.flush()


def stage_here(
    path: Path,
    spec: StageSpec,
    staging_path: Path,
    reporter: Reporter,
    source: Source | None = None,
) -> tuple[StageResult, Source]:
    """Do `client.stage` in this process; only the child process calls it. `source` is the file, when it is already open.

    Returns the result, and the file for a later task.
    """
    from loyalty_desktop.spreadsheets.row_reader import SheetRowReader
    from loyalty_desktop.spreadsheets.schemas import schema
    from loyalty_desktop.spreadsheets.source import Source
    from loyalty_desktop.spreadsheets.staging_writer import StagingWriter

    sheet_schema = schema(spec.kind, context=spec.context)
    reporter.phase("import.checking")
    digest = _hash(path)
    if source is None or source.options != spec.options:
        source = Source(path, spec.options, beside=True)
    reporter.phase("import.loading")
    header_row, headers = source.header()
    _known_fields(spec, {column.name for column in sheet_schema.columns}, len(headers))
    reader = SheetRowReader(sheet_schema, spec)
    for item in reader.fields:
        item.reader.all_cells = lambda index=item.index: source.column(index, header_row)
    writer = StagingWriter(staging_path, reader.columns)
    reporter.phase("import.reading", max(source.height() - header_row, 0) or None)
    tally = _Tally(writer, reader, headers, source)
    for numbers, rows in source.batches(header_row, BATCH):
        tally.batch(numbers, rows)
        reporter.advance(len(numbers))
    tally.end()
    result = StageResult(
        read=tally.read,
        valid=tally.read - tally.rejected,
        rejected=tally.rejected,
        warnings=tally.warnings,
        issues=tally.issues,
        sheet=source.sheet_name,
        header_row=header_row,
        headers=tuple(headers),
        format=source.format,
        encoding=source.shape.encoding if source.shape else "",
        separator=source.shape.separator if source.shape else "",
        file_hash=digest,
        date_orders={
            f.column.name: f.reader.date_order for f in reader.fields if f.reader.date_order
        },
        decimal_marks={
            f.column.name: f.reader.decimal_mark for f in reader.fields if f.reader.decimal_mark
        },
        columns=tuple(reader.columns),
        file_warnings=(*source.warnings, *_further(source, headers)),
        further_sheets=source.further_sheets,
        decisions=tuple(_decisions(reader)),
    )
    facts = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in asdict(result).items()
    }
    writer.info({**facts, "kind": spec.kind, "matches": json.dumps(dict(spec.matches))})
    writer.close()
    return result, source


def keep_cells_here(
    path: Path,
    options: ReadOptions,
    staging_path: Path,
    rows: Sequence[int],
    source: Source | None = None,
) -> None:
    """Do `client.OpenedFile.keep_cells` in this process; only the child process calls it."""
    import sqlite3
    from contextlib import closing

    from loyalty_desktop.spreadsheets.source import Source

    wanted = set(rows)
    with closing(sqlite3.connect(staging_path)) as staging, staging:
        if source is None or source.options != options:
            (known,) = staging.execute("SELECT value FROM info WHERE name = 'file_hash'").fetchone()
            if _hash(path) != known:
                raise FileProblem("file.changed", name=path.name)
            source = Source(path, options, beside=True)
        last = max(wanted, default=0)
        for numbers, found in source.batches(min(wanted, default=1) - 1, BATCH):
            staging.executemany(
                "INSERT OR REPLACE INTO source VALUES (?, ?)",
                [
                    (number, row_json(source.as_sent(number, row)))
                    for number, row in zip(numbers, found, strict=True)
                    if number in wanted
                ],
            )
            if numbers[-1] >= last:
                break


class _Tally:
    """Writes batches and counts."""

    def __init__(
        self,
        writer: StagingWriter,
        reader: SheetRowReader,
        headers: Sequence[str],
        source: Source,
    ) -> None:
        self.read = self.rejected = self.warnings = self.issues = 0
        self._writer = writer
        self._reader = reader
        self._width = len(headers)
        self._source = source
        self._mark = rejected_sheet.mark_at(headers)
        self._matched = {item.index: item.column.name for item in reader.fields}
        self._furniture = Furniture(headers, self._matched)
        self._last: list[int] = []  # rows of the last batch with totals, headers or cells in error

    def batch(self, numbers: list[int], rows: list[Any]) -> None:
        """Read one batch of rows and write it."""
        bad = self._source.bad
        listed: list[tuple[int, int | None, str, str, str, dict[str, Any]]] = []
        width = self._width
        try:
            cells: list[Any] = list(zip(*rows, strict=True))
            uneven = bool(rows) and len(rows[0]) != width
        except ValueError:
            uneven = True
        if uneven:
            for offset, row in enumerate(rows):
                if len(row) != width:
                    listed.append(
                        (
                            offset,
                            min(len(row), width),  # the first cell that is missing or too many
                            "",
                            Severity.ERROR,
                            "row.cell_count",
                            {"found": len(row), "expected": width},
                        )
                    )
            rows_even = [row if len(row) == width else [""] * width for row in rows]
            cells = list(zip(*rows_even, strict=True))
        if self._mark is not None and not uneven:
            listed.extend(
                (offset, self._mark, "", Severity.ERROR, "row.uneven", {})
                for offset, cell in enumerate(cells[self._mark] if cells else ())
                if isinstance(cell, str) and cell.strip() == rejected_sheet.UNEVEN
            )
        uneven_offsets = {issue[0] for issue in listed}
        staged = self._reader.read(cells, len(rows))
        listed.extend(issue for issue in staged.issues if issue[0] not in uneven_offsets)
        if bad:
            listed = self._unusable(numbers, bad, listed)
        listed = self._not_data(numbers, rows, cells, listed)
        ok = [1] * len(rows)
        faulty = {issue[0] for issue in listed if issue[3] == Severity.ERROR}
        for offset in faulty:
            ok[offset] = 0
        self._writer.rows(numbers, ok, staged.values)
        self.read += len(rows)
        self.rejected += len(faulty)
        self._note(numbers, listed)
        if faulty:
            self._writer.sources(
                (numbers[o], row_json(self._source.as_sent(numbers[o], rows[o])))
                for o in sorted(faulty)
            )

    def _not_data(
        self, numbers: list[int], rows: list[Any], cells: list[Any], listed: list[Any]
    ) -> list[Any]:
        """Leave rows out that are no data, and say so; nothing else is said of them."""
        found = list(self._furniture.of_batch(numbers, rows, cells))
        self._last = [number for number, _ in self._source.bad if numbers[0] <= number]
        if not found:
            return listed
        offsets = {number: offset for offset, number in enumerate(numbers)}
        out = {number for number, _ in found}
        self._last += out
        self._writer.left_out(out)
        kept = [issue for issue in listed if numbers[issue[0]] not in out]
        return kept + [
            (offsets[number], None, "", Severity.WARNING, code, {}) for number, code in found
        ]

    def end(self) -> None:
        """Say what is known only after the last row."""
        found = list(self._furniture.at_end(frozenset(self._last)))
        self._writer.left_out(number for number, _ in found)
        self.issues += len(found)
        self.warnings += len(found)
        self._writer.issues(
            (number, "", "", str(Severity.WARNING), code, params_to_json({}))
            for number, code in found
        )

    def _unusable(
        self, numbers: list[int], bad: dict[tuple[int, int], str], listed: list[Any]
    ) -> list[Any]:
        """Report cells in error and formulas without a value instead of "required" and similar issues of the same cell."""
        offsets = {number: offset for offset, number in enumerate(numbers)}
        found: dict[tuple[int, int], str] = {}
        first, last = numbers[0], numbers[-1]
        for (row, column), code in bad.items():
            if first <= row <= last and row in offsets and column - 1 in self._matched:
                found[(offsets[row], column - 1)] = code
        told = {offset for offset, _ in found}
        kept = [
            issue
            for issue in listed
            if (issue[0], issue[1]) not in found
            and not (issue[4] == "row.no_key" and issue[0] in told)
        ]
        kept.extend(
            (offset, index, self._matched[index], Severity.ERROR, code, {})
            for (offset, index), code in found.items()
        )
        return kept

    def _note(self, numbers: list[int], listed: list[Any]) -> None:
        room = ISSUE_LIMIT - self.issues
        self.issues += len(listed)
        self.warnings += sum(issue[3] == Severity.WARNING for issue in listed)
        self._writer.issues(
            (
                numbers[offset],
                "" if index is None else letter(index),
                name,
                str(severity),
                code,
                params_to_json(params),
            )
            for offset, index, name, severity, code, params in listed[: max(room, 0)]
        )


def _further(source: Source, headers: Sequence[str]) -> Iterator[str]:
    """Yield the warning about visible sheets that are not read: rejected rows that go on there, or the first sheet alone."""
    if source.further_sheets and rejected_sheet.added_at(headers) is not None:
        yield "file.more_rejected"
    elif source.further_sheets and source.sheet_name == next(
        sheet.name for sheet in source.sheets if not sheet.hidden
    ):
        yield "file.further_sheets"


def _decisions(reader: SheetRowReader) -> Iterator[ColumnDecision]:
    """Yield how columns were read, where it is not plain."""
    for item in reader.fields:
        name, column, read = item.column.name, letter(item.index), item.reader
        if read.decimal_mark in {",", "."}:
            yield ColumnDecision(
                name,
                column,
                "decimal_sign",
                read.decimal_mark,
                read.decided.example,
                read.decided.sure,
            )
        if read.date_order in {"dmy", "mdy", "ymd"}:
            yield ColumnDecision(
                name, column, "date_order", read.date_order, read.decided.example, read.decided.sure
            )
        read.finish()
        for what, (value, example) in read.noted.items():
            yield ColumnDecision(name, column, what, value, example)


def _known_fields(spec: StageSpec, names: set[str], width: int) -> None:
    for name, index in spec.matches.items():
        if name not in names:
            raise InvalidInput("import.unknown_field", name=name)
        if not 0 <= index < width:
            raise InvalidInput("import.column_outside", name=name, column=letter(max(index, 0)))


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise FileProblem("file.missing", name=path.name) from error
    except OSError as error:
        raise FileProblem("file.unreadable", name=path.name) from error

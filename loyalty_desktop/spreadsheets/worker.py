"""Parsing users' files in a child process under limits of memory and time; the parent's side is `process.run_child`.

`stage` is what services call. The child is `python -m loyalty_desktop.spreadsheets.worker`: one JSON task on standard
input, JSON lines of progress and the answer on standard output. A packaged program starts itself with
`--spreadsheet-worker` and calls `main`.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.errors import FileProblem, InvalidInput, LoyaltyError
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.messages import params_to_json
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.spreadsheets.contract import (
    FileFormat,
    ReadOptions,
    SampleTable,
    StageResult,
    StageSpec,
    letter,
)
from loyalty_desktop.spreadsheets.raw_cells import row_json

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.process import Child
    from loyalty_desktop.spreadsheets.source import Source

BATCH = 4_096
ISSUE_LIMIT = 2_000_000
SECONDS = 1800
_EVERY_SECONDS = 0.1
_NO_VERDICT = frozenset({"file.parser_crashed", "file.out_of_memory", "file.too_slow"})


class Opened:
    """A file that a child process has opened: sampled first, then staged, and loaded only once."""

    def __init__(
        self, child: Child, path: Path, progress: Progress, cancel: Callable[[], bool] | None
    ) -> None:
        self._child = child
        self._path = path
        self._progress = progress
        self._cancel = cancel

    def sample(self, options: ReadOptions, rows: int = 50) -> SampleTable:
        """Header and first rows, as `preview.sample`."""
        from loyalty_desktop.spreadsheets import preview

        task = {"task": "open", "keep": True, "options": asdict(options), "rows": rows}
        return preview.table(self._do(task, SECONDS))

    def stage(self, spec: StageSpec, staging_path: Path, *, keep: bool = False) -> StageResult:
        """As `stage`. The last task, unless `keep` holds the file for `keep_cells`."""
        task = {
            "task": "stage",
            "staging": str(staging_path),
            "spec": spec.to_json(),
            "keep": keep,
        }
        try:
            return StageResult.from_json(self._do(task, spec.seconds))
        except BaseException:
            staging_path.unlink(missing_ok=True)
            raise

    def keep_cells(self, options: ReadOptions, staging_path: Path, rows: Sequence[int]) -> None:
        """Note the cells of these rows down in a staging file, as the sheet has them. The last task.

        FileProblem `file.changed` when the file is not the one that was staged.
        """
        task = {
            "task": "cells",
            "staging": str(staging_path),
            "options": asdict(options),
            "rows": list(rows),
        }
        self._do(task, SECONDS)

    def _do(self, task: dict[str, Any], seconds: float) -> Any:
        try:
            return self._child.do(
                {**task, "path": str(self._path)},
                seconds=seconds,
                progress=self._progress,
                cancel=self._cancel,
            )
        except FileProblem as problem:
            if problem.code in _NO_VERDICT:
                self._ask_preflight()
            raise

    def _ask_preflight(self) -> None:
        """The parser died before the look over the file beside it was done: have that done alone, for the reason."""
        from loyalty_desktop.spreadsheets.process import run_child

        try:
            run_child({"task": "check", "path": str(self._path)}, name=self._path.name, seconds=300)
        except FileProblem as reason:
            if reason.code not in _NO_VERDICT:
                raise


@contextmanager
def opened(
    path: Path,
    progress: Progress = NO_PROGRESS,
    cancel: Callable[[], bool] | None = None,
    *,
    memory_mb: int = 4096,
) -> Iterator[Opened]:
    """A child process for one file; it is gone when the block ends."""
    from loyalty_desktop.spreadsheets.process import Child

    with Child(path.name, memory_mb) as child:
        yield Opened(child, path, progress, cancel)


def stage(
    path: Path,
    spec: StageSpec,
    staging_path: Path,
    progress: Progress = NO_PROGRESS,
    cancel: Callable[[], bool] | None = None,
) -> StageResult:
    """Parse, check and normalise a sheet into a staging file (see `staging`), in a child process.

    Phases of `progress`: import.checking (bytes of the unpacked file), import.reading (rows). Cancelled when `cancel`
    answers True or `progress.advance` raises it; the child is killed and the staging file removed.
    FileProblem `file.*`: unreadable, dangerous, `file.parser_crashed`, `file.too_slow`, `file.out_of_memory`.
    """
    with opened(path, progress, cancel, memory_mb=spec.memory_mb) as sheet:
        return sheet.stage(spec, staging_path)


class Reporter:
    """The child's voice: JSON lines, progress at most ten a second."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._count = 0
        self._last = time.monotonic()

    def phase(self, code: str, total: int | None = None) -> None:
        """A new phase."""
        self._flush()
        self.say({"event": "phase", "code": code, "total": total})

    def advance(self, count: int) -> None:
        """More steps done."""
        self._count += count
        if time.monotonic() - self._last >= _EVERY_SECONDS:
            self._flush()

    def _flush(self) -> None:
        if self._count:
            self.say({"event": "advance", "count": self._count})
        self._count = 0
        self._last = time.monotonic()

    def say(self, message: dict[str, Any]) -> None:
        """One line."""
        self._out.write(json.dumps(message, ensure_ascii=True) + "\n")
        self._out.flush()


def stage_here(
    path: Path,
    spec: StageSpec,
    staging_path: Path,
    reporter: Reporter,
    source: Source | None = None,
) -> tuple[StageResult, Source]:
    """`stage` in this process; only the child calls it. `source`: the file, when it is open already.

    Returns what was found, and the file for a later task.
    """
    from loyalty_desktop.spreadsheets import staging
    from loyalty_desktop.spreadsheets.schemas import schema
    from loyalty_desktop.spreadsheets.source import Source

    sheet_schema = schema(spec.kind, context=spec.context)
    reporter.phase("import.checking")
    digest = _hash(path)
    if source is None or source.options != spec.options:
        source = Source(path, spec.options, beside=True)
    reporter.phase("import.loading")
    header_row, headers = source.header()
    _known_fields(spec, {column.name for column in sheet_schema.columns}, len(headers))
    reader = staging.RowReader(sheet_schema, spec)
    for item in reader.fields:
        item.reader.all_cells = lambda index=item.index: source.column(index, header_row)
    writer = staging.StagingWriter(staging_path, reader.columns)
    reporter.phase("import.reading", max(source.height() - header_row, 0) or None)
    tally = _Tally(writer, reader, len(headers), source)
    for numbers, rows in source.batches(header_row, BATCH):
        tally.batch(numbers, rows)
        reporter.advance(len(numbers))
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
        file_warnings=source.warnings,
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
    """`Opened.keep_cells` in this process; only the child calls it."""
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

    def __init__(self, writer: Any, reader: Any, width: int, source: Source) -> None:
        self.read = self.rejected = self.warnings = self.issues = 0
        self._writer = writer
        self._reader = reader
        self._width = width
        self._source = source
        self._matched = {item.index: item.column.name for item in reader.fields}

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
                            None,
                            "",
                            Severity.ERROR,
                            "row.cell_count",
                            {"found": len(row), "expected": width},
                        )
                    )
            rows_even = [row if len(row) == width else [""] * width for row in rows]
            cells = list(zip(*rows_even, strict=True))
        uneven_offsets = {issue[0] for issue in listed}
        staged = self._reader.read(cells, len(rows))
        listed.extend(issue for issue in staged.issues if issue[0] not in uneven_offsets)
        if bad:
            listed = self._unusable(numbers, bad, listed)
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

    def _unusable(
        self, numbers: list[int], bad: dict[tuple[int, int], str], listed: list[Any]
    ) -> list[Any]:
        """Cells in error and formulas without a value win over "required" and the like in the same cell."""
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


def _limit_memory(megabytes: int) -> None:
    """Bound the address space, so that a hostile file ends this process and not the machine."""
    if sys.platform == "win32":
        return
    import resource

    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """The child: read tasks, answer, and leave after the last one."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    reporter = Reporter(sys.stdout)
    source: Source | None = None
    for line in iter(sys.stdin.readline, ""):
        task = json.loads(line)
        if task.get("memory_mb"):
            _limit_memory(task["memory_mb"])
        try:
            answer, source = _do(task, Path(task["path"]), reporter, source)
        except LoyaltyError as error:
            _say_error(reporter, type(error).__name__, error.code, error.params)
            return 0
        except MemoryError:
            name = Path(task["path"]).name
            _say_error(reporter, "FileProblem", "file.out_of_memory", {"name": name})
            return 0
        if not task.get("keep"):
            reporter.phase("import.done")
        reporter.say({"event": "answer", "value": answer})
        if not task.get("keep"):
            break
    return 0


def _do(
    task: dict[str, Any], path: Path, reporter: Reporter, source: Source | None
) -> tuple[Any, Source | None]:
    """A task's answer, and the file when it stays open for the next task."""
    from loyalty_desktop.spreadsheets import formats, preflight, preview
    from loyalty_desktop.spreadsheets.source import Source

    match task["task"]:
        case "stage":
            spec = StageSpec.from_json(task["spec"])
            result, source = stage_here(path, spec, Path(task["staging"]), reporter, source)
            return asdict(result), source
        case "cells":
            options = ReadOptions(**task["options"])
            keep_cells_here(path, options, Path(task["staging"]), task["rows"], source)
            return None, None
        case "open":
            reporter.phase("import.checking")
            found = Source(path, ReadOptions(**task["options"]), beside=True)
            reporter.phase("import.loading")
            return preview.sample_here(found, task["rows"]), found
        case "check":
            kind = formats.detect(path)
            if kind in {FileFormat.XLSX, FileFormat.ODS}:
                preflight.check(path, kind)
            return None, None
        case _:
            return preview.answer_here(task, path, reporter.advance), None


def _say_error(reporter: Reporter, kind: str, code: str, params: dict[str, Any]) -> None:
    reporter.say({"event": "error", "kind": kind, "code": code, "params": params})


if __name__ == "__main__":
    sys.exit(main())

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
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.errors import FileProblem, InvalidInput, LoyaltyError
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.spreadsheets.contract import StageResult, StageSpec, letter

BATCH = 4_096
ISSUE_LIMIT = 2_000_000
_EVERY_SECONDS = 0.1


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
    from loyalty_desktop.spreadsheets.process import run_child

    task = {
        "task": "stage",
        "path": str(path),
        "staging": str(staging_path),
        "spec": spec.to_json(),
    }
    try:
        answer = run_child(
            task,
            name=path.name,
            memory_mb=spec.memory_mb,
            seconds=spec.seconds,
            progress=progress,
            cancel=cancel,
        )
    except BaseException:
        staging_path.unlink(missing_ok=True)
        raise
    return StageResult.from_json(answer)


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


def stage_here(path: Path, spec: StageSpec, staging_path: Path, reporter: Reporter) -> StageResult:
    """`stage` in this process; only the child calls it."""
    from loyalty_desktop.spreadsheets import staging
    from loyalty_desktop.spreadsheets.schemas import schema
    from loyalty_desktop.spreadsheets.source import Source

    sheet_schema = schema(spec.kind, context=spec.context)
    reporter.phase("import.checking")
    digest = _hash(path)
    source = Source(path, spec.options, beside=True)
    reporter.phase("import.loading")
    header_row, headers = source.header()
    _known_fields(spec, {column.name for column in sheet_schema.columns}, len(headers))
    reader = staging.RowReader(sheet_schema, spec)
    for item in reader.fields:
        item.reader.all_cells = lambda index=item.index: source.column(index, header_row)
    writer = staging.StagingWriter(staging_path, reader.columns)
    reporter.phase("import.reading", max(source.height() - header_row, 0) or None)
    tally = _Tally(writer, spec, reader, len(headers))
    for numbers, rows in source.batches(header_row, BATCH):
        tally.batch(numbers, rows, source.bad)
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
    return result


class _Tally:
    """Writes batches and counts."""

    def __init__(self, writer: Any, spec: StageSpec, reader: Any, width: int) -> None:
        self.read = self.rejected = self.warnings = self.issues = 0
        self._writer = writer
        self._reader = reader
        self._width = width
        self._matched = {item.index: item.column.name for item in reader.fields}
        self._all = spec.source_rows == "all"
        self._wanted = frozenset(() if isinstance(spec.source_rows, str) else spec.source_rows)

    def batch(self, numbers: list[int], rows: list[Any], bad: dict[tuple[int, int], str]) -> None:
        """Read one batch of rows and write it."""
        from loyalty_desktop.spreadsheets.staging import source_cells

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
        kept = (
            range(len(rows))
            if self._all
            else sorted(
                faulty | {o for o, n in enumerate(numbers) if n in self._wanted}
                if self._wanted
                else faulty
            )
        )
        if kept:
            self._writer.sources((numbers[offset], source_cells(rows[offset])) for offset in kept)

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
                json.dumps(params, ensure_ascii=False),
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
    """The child: read the task, answer, and leave."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    reporter = Reporter(sys.stdout)
    task = json.loads(sys.stdin.readline())
    if task.get("memory_mb"):
        _limit_memory(task["memory_mb"])
    path = Path(task["path"])
    try:
        if task["task"] == "stage":
            spec = replace(StageSpec.from_json(task["spec"]))
            answer: Any = asdict(stage_here(path, spec, Path(task["staging"]), reporter))
        else:
            from loyalty_desktop.spreadsheets import preview

            answer = preview.answer_here(task, path, reporter.advance)
    except LoyaltyError as error:
        reporter.say(
            {
                "event": "error",
                "kind": type(error).__name__,
                "code": error.code,
                "params": error.params,
            }
        )
        return 0
    except MemoryError:
        reporter.say(
            {
                "event": "error",
                "kind": "FileProblem",
                "code": "file.out_of_memory",
                "params": {"name": path.name},
            }
        )
        return 0
    reporter.phase("import.done")
    reporter.say({"event": "answer", "value": answer})
    return 0


if __name__ == "__main__":
    sys.exit(main())

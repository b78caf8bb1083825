"""The child process that parses users' files: it reads tasks and answers, with limits of memory and time.

Started by `process.command()`, which calls `main`: JSON tasks on standard input, JSON lines of progress and answers on
standard output. A packaged program starts itself with `--spreadsheet-worker` and calls `main`. The parent's side is
`client`, over `process`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.spreadsheets.contract import (
    FileFormat,
    ReadOptions,
    StageSpec,
)
from loyalty_desktop.spreadsheets.stage_sheet import Reporter, keep_cells_here, stage_here

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.source import Source


def _limit_memory(megabytes: int) -> None:
    """Limit the address space, so that a hostile file ends this process and does not fill the computer's memory."""
    if sys.platform == "win32":
        return
    import resource

    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Run the child process: read tasks, answer, and exit after the last one."""
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
    """Return a task's answer, and the file when it stays open for the next task."""
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

"""The functions with which services read a user's file: a child process (`worker`) opens, samples and stages it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.spreadsheets.contract import (
    ReadOptions,
    SampleTable,
    StageResult,
    StageSpec,
)

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.process import Child


SECONDS = 1800
_NO_VERDICT = frozenset({"file.parser_crashed", "file.out_of_memory", "file.too_slow"})


class OpenedFile:
    """A file that a child process has opened. It is sampled, then staged, and loaded only once."""

    def __init__(
        self, child: Child, path: Path, progress: Progress, cancel: Callable[[], bool] | None
    ) -> None:
        self._child = child
        self._path = path
        self._progress = progress
        self._cancel = cancel

    def sample(self, options: ReadOptions, rows: int = 50) -> SampleTable:
        """Return header and first rows, as `preview.sample` does."""
        from loyalty_desktop.spreadsheets import preview

        task = {"task": "open", "keep": True, "options": asdict(options), "rows": rows}
        return preview.table(self._do(task, SECONDS))

    def stage(self, spec: StageSpec, staging_path: Path, *, keep: bool = False) -> StageResult:
        """Stage the sheet, as `stage` does. This is the last task, unless `keep` keeps the file open for `keep_cells`."""
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
        """Store the sheet's cells of these rows in a staging file. This is the last task.

        Raises FileProblem `file.changed` when the file is not the one that was staged.
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
        """Run only the preflight, to find the reason when the parser died before the preflight beside it was finished."""
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
) -> Iterator[OpenedFile]:
    """Open a file in a child process, which ends with the block."""
    from loyalty_desktop.spreadsheets.process import Child

    with Child(path.name, memory_mb) as child:
        yield OpenedFile(child, path, progress, cancel)


def stage(
    path: Path,
    spec: StageSpec,
    staging_path: Path,
    progress: Progress = NO_PROGRESS,
    cancel: Callable[[], bool] | None = None,
) -> StageResult:
    """Parse, check and normalise a sheet into a staging file (see `staging_writer`), in a child process.

    Phases of `progress`: import.checking (bytes of the unpacked file), import.reading (rows). Raises Cancelled when
    `cancel` returns True or `progress.advance` raises it; then the child is killed and the staging file deleted.
    Raises FileProblem `file.*`: unreadable, dangerous, `file.parser_crashed`, `file.too_slow`, `file.out_of_memory`.
    """
    with opened(path, progress, cancel, memory_mb=spec.memory_mb) as sheet:
        return sheet.stage(spec, staging_path)

"""Importing spreadsheets: match columns, rehearse, apply, undo, resume. The story; its parts are in import_*.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.import_types import (
    BatchRow,
    Counts,
    FieldInfo,
    FieldMatch,
    FileWarning,
    FreeColumn,
    ImportReport,
    ImportRequest,
    Issue,
    IssueGroup,
    MatchProposal,
    NewField,
    Rehearsal,
    RehearsalPage,
    RehearsalRow,
    UndoCheck,
    UndoReason,
    UndoReport,
    Verdict,
)
from loyalty_desktop.storage.unit_of_work import Storage

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.preview import FileInfo, SampleTable

__all__ = [
    "BatchRow",
    "Counts",
    "FieldInfo",
    "FieldMatch",
    "FileWarning",
    "FreeColumn",
    "ImportReport",
    "ImportRequest",
    "ImportsService",
    "Issue",
    "IssueGroup",
    "MatchProposal",
    "NewField",
    "Rehearsal",
    "RehearsalPage",
    "RehearsalRow",
    "UndoCheck",
    "UndoReason",
    "UndoReport",
    "Verdict",
]


class ImportsService:
    """Imports of profiles, participants and points transactions.

    Rehearsals live in staging files in `staging_folder` (default: the user's cache folder) until applied or discarded.
    """

    def __init__(
        self,
        storage: Storage,
        *,
        staging_folder: Path | None = None,
        back_up: Callable[[str], object] | None = None,
    ) -> None:
        self._storage = storage

    def inspect(self, path: Path) -> FileInfo:
        """Format, sheets (name, rows, hidden), encoding and separator of a file. FileProblem `file.*`."""
        raise NotImplementedError

    def sample(self, request: ImportRequest, rows: int = 50) -> SampleTable:
        """Header row, headers and the first rows of the request's sheet, as text."""
        raise NotImplementedError

    def match(self, request: ImportRequest) -> MatchProposal:
        """How the sheet's columns match the kind's fields; remembered matchings come first."""
        raise NotImplementedError

    def rehearse(self, request: ImportRequest, progress: Progress = NO_PROGRESS) -> Rehearsal:
        """Read and check the whole sheet against the database; writes nothing to the workspace."""
        raise NotImplementedError

    def rehearsal_rows(
        self,
        rehearsal: Rehearsal,
        *,
        verdict: Verdict | None = None,
        search: str = "",
        code: str | None = None,
        field: str | None = None,
        offset: int = 0,
        limit: int = 100,
    ) -> RehearsalPage:
        """Rows of the check grid: by verdict, by words, by the code or the changed/faulty field of their issues."""
        raise NotImplementedError

    def set_value(
        self, rehearsal: Rehearsal, row_no: int, field: str, text: str
    ) -> tuple[Rehearsal, RehearsalRow]:
        """Mend one cell and judge its row again."""
        raise NotImplementedError

    def replace_value(
        self, rehearsal: Rehearsal, field: str, old_text: str, new_text: str
    ) -> tuple[Rehearsal, int]:
        """Mend every faulty cell of this field with this text alike; answers how many rows."""
        raise NotImplementedError

    def apply(
        self,
        rehearsal: Rehearsal,
        progress: Progress = NO_PROGRESS,
        *,
        force_same_file: bool = False,
    ) -> Outcome[ImportReport]:
        """Write what the rehearsal said. Conflict `import.same_file`, `import.data_changed`."""
        raise NotImplementedError

    def run(
        self,
        request: ImportRequest,
        progress: Progress = NO_PROGRESS,
        *,
        dry_run: bool = False,
        rejected_path: Path | None = None,
        force_same_file: bool = False,
    ) -> Outcome[ImportReport]:
        """Rehearse and apply in one go, for the command line. `dry_run` writes nothing and has no batch."""
        raise NotImplementedError

    def save_rejected(self, source: Rehearsal | int, path: Path) -> int:
        """Write the rejected rows of a rehearsal or a batch as a workbook with reasons; answers how many."""
        raise NotImplementedError

    def discard(self, rehearsal: Rehearsal) -> None:
        """Forget a rehearsal and remove its staging file."""
        raise NotImplementedError

    def batches(self, limit: int = 200) -> list[BatchRow]:
        """Import batches, newest first."""
        raise NotImplementedError

    def batch(self, batch_id: int) -> BatchRow:
        """One batch; NotFound `import.no_batch`."""
        raise NotImplementedError

    def undo_check(self, batch_id: int) -> UndoCheck:
        """What undoing would do, and what stands in its way."""
        raise NotImplementedError

    def undo(self, batch_id: int, progress: Progress = NO_PROGRESS) -> Outcome[UndoReport]:
        """Take a batch back as a whole. RuleViolation `import.cannot_undo` (reasons) changes nothing."""
        raise NotImplementedError

    def resume(self, batch_id: int, progress: Progress = NO_PROGRESS) -> Outcome[ImportReport]:
        """Finish a batch that was interrupted while it was applied in parts."""
        raise NotImplementedError

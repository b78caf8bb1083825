"""The list of import batches: undo with its reasons, resume, rejected rows. It words nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Done, Failed
from loyalty_desktop.controllers.jobs import JobLink
from loyalty_desktop.controllers.local_lists import (
    LocalColumn,
    LocalColumns,
    LocalListController,
    choice,
    column,
)
from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.services.imports.mending import Describe
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import BatchRow, ImportReport, UndoReport


class ImportsController(LocalListController):
    """Lists the batches, newest first unless sorted otherwise, and runs what can be done with one."""

    columns = LocalColumns(
        {
            "file": column(ColumnKind.TEXT, "file_name"),
            "kind": choice("kind"),
            "target": LocalColumn(
                ColumnKind.TEXT, lambda row: row.program_name or row.database_name
            ),
            "state": choice("state"),
            "read": column(ColumnKind.NUMBER, "read"),
            "new": column(ColumnKind.NUMBER, "new"),
            "changed": column(ColumnKind.NUMBER, "changed"),
            "unchanged": column(ColumnKind.NUMBER, "unchanged"),
            "rejected": column(ColumnKind.NUMBER, "rejected"),
            "when": column(ColumnKind.MOMENT, "started_at"),
            "actor": column(ColumnKind.TEXT, "actor"),
        },
        searched=("file", "target", "actor"),
    )
    undo_checked = Signal(object)  # UndoCheck

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self._imports: ImportsService = app.services.imports

    def load_rows(self) -> Sequence[BatchRow]:
        """Return all batches, newest first. Runs in a reader thread."""
        return self._imports.batches()

    def check_undo(self, batch_id: int) -> None:
        """Check what an undo would do; `undo_checked` follows."""
        self.read(
            lambda _progress: self._imports.undo_check(batch_id),
            self.undo_checked.emit,
            key="undo",
        )

    def undo(
        self,
        batch_id: int,
        *,
        done: Done[UndoReport] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Undo a batch."""
        self.write(
            lambda progress: self._imports.undo(batch_id, progress),
            done,
            title="import.undo",
            failed=failed,
            links=lambda _outcome: [JobLink.to_route("show", "imports", batch_id=batch_id)],
        )

    def resume(self, batch_id: int, *, done: Done[ImportReport] | None = None) -> None:
        """Finish an interrupted batch."""
        self.write(
            lambda progress: self._imports.resume(batch_id, progress),
            done,
            title="import.resume",
            links=lambda _outcome: [JobLink.to_route("show", "imports", batch_id=batch_id)],
        )

    def save_rejected(
        self, batch_id: int, path: Path, describe: Describe, done: Callable[[int], None]
    ) -> None:
        """Write a batch's rejected rows to a workbook, each problem worded by `describe`; `done` gets the number of rows."""
        self.read(
            lambda _progress: self._imports.save_rejected(batch_id, path, describe),
            done,
            title="import.rejected",
            params={"file": path.name},
            links=lambda _count: [JobLink.to_file(path)],
        )

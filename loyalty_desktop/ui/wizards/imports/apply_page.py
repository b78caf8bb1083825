"""The last page of an import: progress while the rows are written, then the result and what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.import_queue import ImportQueue
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.services.imports.types import (
    ImportReport,
)
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import (
    Card,
    KeyValues,
    RowTable,
    SecondaryButton,
)
from loyalty_desktop.ui.widgets.progress_card import ProgressCard
from loyalty_desktop.ui.wizards.imports.queue_bar import result_table
from loyalty_desktop.ui.words.i18n import translate

_FEW_ROWS = 72
"""Least height of the table of files, in pixels; it gets more where there is room."""


class ApplyPage(QWidget):
    """Shows progress while the rows are written, then the result and what can be done next."""

    undo_wanted = Signal()
    created_wanted = Signal()
    rejected_wanted = Signal()
    again_wanted = Signal()
    matching_wanted = Signal()

    def __init__(self, cancel: Callable[[], None], queue: ImportQueue) -> None:
        super().__init__()
        self._queue = queue
        self._results: RowTable | None = None
        self._progress = ProgressCard(translate("ImportWizard", "Writing the rows"), cancel)
        self._done = Card(translate("ImportWizard", "The import is done"))
        self._values = KeyValues()
        self._done.body.addWidget(self._values)
        actions = QHBoxLayout()
        actions.setSpacing(12)
        self._buttons = {}
        for key, text, icon_name, signal in (
            (
                "created",
                translate("ImportWizard", "Show what was created"),
                "users",
                self.created_wanted,
            ),
            (
                "rejected",
                translate("ImportWizard", "Save rejected rows"),
                "file-down",
                self.rejected_wanted,
            ),
            (
                "matching",
                translate("ImportWizard", "Save the matching…"),
                "columns-3",
                self.matching_wanted,
            ),
            ("undo", translate("ImportWizard", "Undo import"), "undo-2", self.undo_wanted),
            (
                "again",
                translate("ImportWizard", "Import another file"),
                "file-up",
                self.again_wanted,
            ),
        ):
            button = SecondaryButton(text, icon_name)
            button.setObjectName(f"done.{key}")
            button.clicked.connect(signal)
            actions.addWidget(button)
            self._buttons[key] = button
        actions.addStretch(1)
        self._done.body.addLayout(actions)
        self._done.body.addStretch(1)
        self._done.setVisible(False)
        self._files = Card(translate("ImportQueue", "Files"))
        self._files.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._progress, 1)
        column.addWidget(self._done, 1)
        column.addWidget(self._files)

    def follow(self, job: Any) -> None:
        """Show the job that writes."""
        self._done.setVisible(False)
        self._files.setVisible(False)
        self._progress.setVisible(True)
        self._progress.follow(job)

    def show_results(self) -> None:
        """Show what became of each of several files."""
        self._progress.setVisible(False)
        self._done.setVisible(False)
        self._files.setVisible(self._queue.active)
        if self._results is not None:
            self._files.body.removeWidget(self._results)
            self._results.deleteLater()
            self._results = None
        if self._queue.active:
            self._results = result_table(self._queue)
            self._results.setMinimumHeight(_FEW_ROWS)
            self._files.body.addWidget(self._results, 1)

    def show_report(self, report: ImportReport, kind: ImportKind) -> None:
        """Show the result."""
        self.show_results()
        self._done.setVisible(True)
        self._values.set_rows(
            [
                (translate("ImportWizard", "Rows read"), formats.number(report.read)),
                (translate("ImportWizard", "New"), formats.number(report.new)),
                (translate("ImportWizard", "Changed"), formats.number(report.changed)),
                (translate("ImportWizard", "Unchanged"), formats.number(report.unchanged)),
                (translate("ImportWizard", "Rejected"), formats.number(report.rejected)),
                (translate("ImportWizard", "Left out"), formats.number(report.left_out)),
                (translate("ImportWizard", "Time"), formats.duration(report.seconds)),
                (translate("ImportWizard", "Batch"), formats.number(report.batch)),
            ]
        )
        self._buttons["rejected"].setVisible(report.rejected > 0)
        self._buttons["created"].setVisible(report.new > 0 and KINDS[kind].enrols)
        self._buttons["undo"].setVisible(report.batch is not None)
        self._buttons["again"].setVisible(not self._queue.waiting)  # the files that wait come first
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._done.isHidden():
            self._fit()

    def _fit(self) -> None:
        """In a low window the result of this file needs the room of the table of files."""
        room = self.height() - self._done.sizeHint().height()
        self._files.setVisible(self._queue.active and room >= self._files.sizeHint().height())

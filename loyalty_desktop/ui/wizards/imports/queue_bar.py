"""The line above the steps of an import of several files: which file it is, and what became of the others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loyalty_desktop.controllers.import_queue import ImportQueue, QueuedFile
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.widgets import Column, ElidedLabel, RowTable, SecondaryButton
from loyalty_desktop.ui.words.i18n import fill, message, translate


class QueueBar(QWidget):
    """Shows the place in the queue, with a button that skips this file. Hidden for a single file."""

    skip_wanted = Signal()

    def __init__(self, queue: ImportQueue) -> None:
        super().__init__()
        self._queue = queue
        self._text = ElidedLabel("")
        self._text.setObjectName("queue-place")
        self._skip = SecondaryButton(translate("ImportQueue", "Skip this file"))
        self._skip.setObjectName("skip-file")
        self._skip.clicked.connect(self.skip_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._skip)
        self.show_queue()

    def show_queue(self, *, busy: bool = False, done: bool = False) -> None:
        """Show where the queue is; while rows are written (`busy`) a file cannot be skipped. `done`: its result is shown."""
        queue = self._queue
        self.setVisible(queue.active)
        self._skip.setVisible(bool(queue.waiting) and not busy)
        over = [f"{f.path.name}: {result_text(f)}" for f in queue.files if f.over]
        place = min(queue.place + (not done), len(queue.files))
        words = translate("ImportQueue", "File {place} of {all}").format(
            place=formats.number(place), all=formats.number(len(queue.files))
        )
        self._text.setText(". ".join([words, *reversed(over)]))
        self._text.setToolTip("\n".join(over))


def result_text(file: QueuedFile) -> str:
    """Return what became of a file."""
    if file.refusal is not None:
        return message(file.refusal)
    if file.skipped:
        return translate("ImportQueue", "skipped")
    if file.report is None:
        return translate("ImportQueue", "waits")
    words = translate(
        "ImportQueue", "imported: {new} new, {changed} changed, {rejected} rejected, batch {batch}"
    )
    report = file.report
    return fill(
        words,
        new=report.new,
        changed=report.changed,
        rejected=report.rejected,
        batch=formats.number(report.batch),
    )


def result_table(queue: ImportQueue) -> RowTable:
    """Return a table of all files with their results."""
    table = RowTable(
        [
            Column(
                "file",
                translate("Common", "File"),
                lambda f: f.path.name,
                width=24,
                bold=True,
                keeps_end=True,
            ),
            Column(
                "result",
                translate("ImportQueue", "Result"),
                result_text,
                width=60,
                stretch=True,
                tone=lambda f: "bad" if f.refusal is not None else "normal",
                tooltip=result_text,
            ),
        ],
        "queue",
    )
    table.setAccessibleName(translate("ImportQueue", "Files"))
    table.set_rows(list(queue.files))
    return table


def ask_to_leave(queue: ImportQueue, parent: QWidget, leave: Callable[[], object]) -> None:
    """Ask before files that wait are forgotten."""
    words = translate(
        "ImportQueue",
        "{left} {left:file is|files are} not imported yet. What was imported stays and can be undone file by file.",
    )
    ask(
        translate("ImportQueue", "Leave the other files"),
        fill(words, left=len(queue.waiting)),
        translate("ImportQueue", "Leave them"),
        parent,
        on_yes=leave,
        cancel_text=translate("ImportQueue", "Stay"),
    )

"""A card that follows a job: its progress, the time left, and a button to cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets.buttons import SecondaryButton
from loyalty_desktop.ui.widgets.cards import Card
from loyalty_desktop.ui.widgets.labels import Muted, Text
from loyalty_desktop.ui.words.i18n import fill, translate


class ProgressCard(Card):
    """Shows the progress of a job, with the time left and a button that cancels it."""

    def __init__(self, title: str, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._job: Any = None
        self._title = Text(title, size=15, weight=QFont.Weight.DemiBold)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._text = Muted()
        stop = SecondaryButton(translate("Common", "Cancel"))
        stop.clicked.connect(cancel)
        self._stop = stop
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(stop)
        self.body.addStretch(1)
        self.body.addWidget(self._title)
        self.body.addWidget(self._bar)
        self.body.addLayout(row)
        self.body.addStretch(2)

    def follow(self, job: Any) -> None:
        """Show this job's progress until it ends."""
        if job is not None:
            self._job = job
            job.changed.connect(self._show)  # a method: the connection ends with this card
            self._show()

    def _show(self) -> None:
        job = self._job
        progress = job.progress
        fraction = progress.fraction
        self._bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._bar.setValue(round(fraction * 1000))
        parts = []
        if progress.total:
            words = translate("ImportWizard", "{done} of {total} {total:row|rows}")
            parts.append(fill(words, done=progress.done, total=progress.total))
        if progress.seconds_left is not None:
            words = translate("ImportWizard", "{time} left")
            parts.append(words.format(time=formats.duration(progress.seconds_left)))
        self._text.setText(", ".join(parts))
        self._stop.setEnabled(not job.cancelling)

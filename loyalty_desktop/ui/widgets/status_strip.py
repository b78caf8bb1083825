"""The status bar: proof and engine on the left, the running job with progress and cancel on the right; the job panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from loyalty_desktop.controllers.jobs import Job, JobLink, JobRunner, JobState
from loyalty_desktop.ui.formats import duration, number, percent
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.buttons import BarButton, IconButton, LinkButton
from loyalty_desktop.ui.widgets.charts import Meter
from loyalty_desktop.ui.widgets.labels import Caption, ElidedLabel, Heading, Muted, line
from loyalty_desktop.ui.words import jobs as job_words
from loyalty_desktop.ui.words.i18n import message, translate


def progress_words(job: Job) -> str:
    """Return the state of a job: phase, share or count, speed, time left."""
    if job.cancelling:
        return translate("Jobs", "cancelling")
    if job.state is JobState.QUEUED:
        return translate("Jobs", "waiting")
    if job.state is JobState.CANCELLED:
        return translate("Jobs", "cancelled, nothing was changed")
    if job.state is JobState.FAILED:
        return message(job.error) if job.error else ""
    if job.state is JobState.DONE:
        return translate("Jobs", "done in {time}").format(time=duration(job.seconds))
    at = job.progress
    parts = [job_words.phase(at.phase)]
    if at.fraction is not None:
        parts.append(percent(at.fraction, 0))
    elif at.done:
        parts.append(number(at.done))
    if at.seconds_left is not None:
        parts.append(translate("Jobs", "{time} left").format(time=duration(at.seconds_left)))
    return ", ".join(part for part in parts if part)


class StatusStrip(QFrame):
    """The status bar, 28 pixels at the foot of the window."""

    panel_asked = Signal()
    proof_asked = Signal()

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self.setProperty("kind", "statusbar")
        self.setFixedHeight(28)
        self._jobs = jobs
        self._proof = BarButton(translate("StatusBar", "Ledger not proven yet"))
        self._proof.setObjectName("proof")
        self._proof.setToolTip(translate("Common", "Prove the ledger"))
        self._proof.clicked.connect(self.proof_asked)
        self._engine = Caption()
        self._note = ElidedLabel(tone="muted", font=theme.font(12))
        self._job = BarButton()
        self._job.setObjectName("job")
        self._job.setToolTip(translate("StatusBar", "Show jobs"))
        self._job.clicked.connect(self.panel_asked)
        self._meter = Meter()
        self._meter.setFixedWidth(120)
        self._cancel = IconButton("x", translate("StatusBar", "Cancel the job"))
        self._cancel.setFixedSize(22, 22)
        self._cancel.clicked.connect(self._cancel_first)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        for widget in (self._proof, self._engine):
            row.addWidget(widget)
        row.addWidget(self._note, 1)
        for right in (self._meter, self._job, self._cancel):
            row.addWidget(right)
        for signal in (jobs.added, jobs.ended, jobs.progressed):
            signal.connect(self._update)
        self._update()

    def set_proof(self, text: str) -> None:
        """Show when the ledger was last proven."""
        self._proof.setText(text)

    def set_engine(self, text: str) -> None:
        """Show the engine and the size of the workspace."""
        self._engine.setText(text)

    def set_note(self, text: str) -> None:
        """Show what the current view counts: shown of total, selected, sum."""
        self._note.setText(text)

    def _update(self, *_args: object) -> None:
        active = self._jobs.active()
        self._meter.setVisible(bool(active))
        self._cancel.setVisible(bool(active))
        if not active:
            self._job.setText(translate("StatusBar", "No running jobs"))
            return
        job = next((j for j in active if j.state is JobState.RUNNING), active[0])
        words = f"{job_words.title(job.title, job.params)}, {progress_words(job)}".rstrip(", ")
        if len(active) > 1:
            words += f" (+{len(active) - 1})"
        self._job.setText(words)
        self._meter.set_fraction(job.progress.fraction or 0.0)

    def _cancel_first(self) -> None:
        active = self._jobs.active()
        running = [job for job in active if job.state is JobState.RUNNING]
        for job in (running or active)[:1]:
            job.cancel()


class _JobRow(QWidget):
    def __init__(
        self, job: Job, details: Callable[[Job], None], follow: Callable[[JobLink], None]
    ) -> None:
        super().__init__()
        self._job, self._details, self._follow = job, details, follow
        self._title = ElidedLabel(job_words.title(job.title, job.params))
        self._words = Muted(wrap=True)
        self._meter = Meter()
        self._links = QGridLayout()  # two in a row: Russian names are long
        self._links.setHorizontalSpacing(8)
        self._links.setVerticalSpacing(2)
        self._links.setColumnStretch(2, 1)
        self._cancel = LinkButton(translate("Common", "Cancel"))
        self._cancel.clicked.connect(job.cancel)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._meter)
        layout.addWidget(self._words)
        layout.addLayout(self._links)
        job.changed.connect(self._update)
        job.finished.connect(self._ended)
        self._update()
        if job.over:
            self._ended()

    def _update(self) -> None:
        job = self._job
        self._words.setText(progress_words(job))
        self._words.set_tone("bad" if job.state is JobState.FAILED else "muted")
        self._meter.setVisible(not job.over)
        self._meter.set_fraction(job.progress.fraction or 0.0)
        self._cancel.setVisible(not job.over)

    def _ended(self, *_args: object) -> None:
        self._update()
        for link in self._job.links:
            button = LinkButton(job_words.link(link.code))
            button.clicked.connect(lambda _checked=False, link=link: self._follow(link))
            self._add(button)
        if self._job.error is not None:
            button = LinkButton(job_words.link("details"))
            button.clicked.connect(lambda: self._details(self._job))
            self._add(button)

    def _add(self, button: QWidget) -> None:
        place = self._links.count()
        self._links.addWidget(button, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)


class JobPanel(QFrame):
    """Running, queued, finished and failed jobs, newest first. A panel over the window, not a dialog."""

    shown = Signal(bool)
    details_asked = Signal(object)  # Job
    link_followed = Signal(object)  # JobLink

    def __init__(self, jobs: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("jobs")
        self.setProperty("kind", "card")
        self._window = parent
        close = IconButton("x", translate("Common", "Close"))
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(Heading(translate("Jobs", "Jobs")))
        head.addStretch(1)
        head.addWidget(close)
        page = QWidget()
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(0)
        self._empty = Muted(
            translate("Jobs", "Nothing has run yet. Imports, exports and proofs show here."),
            wrap=True,
        )
        self._list.addWidget(self._empty)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        for job in jobs.history:
            self._add(job)
        jobs.added.connect(self._add)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown.emit(False)

    def place(self) -> None:
        """Move to the right, above the status bar."""
        window = self._window
        self.setGeometry(window.width() - 420 - 12, window.height() - 28 - 380 - 8, 420, 380)
        self.raise_()

    def _add(self, job: Job) -> None:
        self._empty.hide()
        if self._list.count() > 2:
            self._list.insertWidget(0, line())
        row = _JobRow(job, self.details_asked.emit, self.link_followed.emit)
        self._list.insertWidget(0, row)

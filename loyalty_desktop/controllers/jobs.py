"""Run work outside the GUI thread: readers in parallel, writers one after another.

A job is held by its runner until `finished`, which comes exactly once, whatever happened, also when a waiting job is
cancelled. Worker threads talk to the GUI thread through one queued signal with one object as payload.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from loyalty_desktop.controllers.job_stages import STAGES, WholeShare
from loyalty_desktop.domain.changes import Changes, kept_by
from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.domain.stopping import Stopper

READERS = 3
TELL_EVERY = 0.1
"""Seconds between two progress signals of a job."""

INSIST_MS = 100
"""A cancelled job is interrupted this often until it ends: a statement may begin just after the first interruption."""

Work = Callable[[Progress], Any]


class JobState(StrEnum):
    """The states of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class JobProgress:
    """The progress of a job. `speed`: steps per second; `seconds_left`: None in the first two seconds or without a total.

    `done` and `total` are of the phase.
    """

    phase: str = ""
    done: int = 0
    total: int | None = None
    speed: float | None = None
    seconds_left: float | None = None
    whole: float | None = None  # the share of the whole job, of jobs with known stages

    @property
    def fraction(self) -> float | None:
        """Return the share that is done, 0 to 1; None when the total is not known."""
        if self.whole is not None:
            return self.whole
        return min(1.0, self.done / self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class JobEnd:
    """How a job ended. `kept` is what it had written when it was cancelled or failed."""

    job: Job
    state: JobState
    value: Any = None
    error: BaseException | None = None
    kept: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class JobLink:
    """A follow-up that a finished job offers.

    The interface words the code (ui/words/jobs.py) and follows it: "open_file" opens `params["path"]`, every other one
    shows the route `params["route"]` with the remaining parameters.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def to_file(cls, path: Path) -> JobLink:
        """Open a file that was written."""
        return cls("open_file", {"path": str(path)})

    @classmethod
    def to_route(cls, code: str, route: str, **params: Any) -> JobLink:
        """Show a route."""
        return cls(code, {"route": route, **params})


Links = Callable[[Any], Sequence[JobLink]]
"""Return the follow-ups that fit the value a job returned."""


@dataclass(frozen=True, slots=True)
class _Event:
    job: Job
    kind: str
    payload: Any = None


class Job(QObject):
    """One piece of work. Its signals arrive in the GUI thread."""

    changed = Signal()
    finished = Signal(object)

    def __init__(self, number: int, title: str, params: Mapping[str, Any], *, writes: bool) -> None:
        super().__init__()
        self.id = number
        self.title = title
        self.params = dict(params)
        self.writes = writes
        self.state = JobState.QUEUED
        self.progress = JobProgress()
        self.value: Any = None
        self.error: BaseException | None = None
        self.links: list[JobLink] = []
        self.find_links: Links | None = None
        self.seconds = 0.0
        self.stopper = Stopper()

    @property
    def over(self) -> bool:
        """Return whether the job has ended."""
        return self.state not in {JobState.QUEUED, JobState.RUNNING}

    @property
    def cancelling(self) -> bool:
        """Return whether the job was asked to stop and has not ended yet."""
        return self.stopper.stopped and not self.over

    def cancel(self) -> None:
        """Ask the job to stop at once; what it has written is rolled back."""
        self.stopper.stop()
        self.changed.emit()

    def stop_asked(self) -> bool:
        """Return whether the job was asked to stop. Called by worker threads."""
        return self.stopper.stopped


@dataclass(slots=True)
class _Reporter:
    """The Progress of one running job. It lives in the job's worker thread."""

    job: Job
    tell: Callable[[_Event], None]
    phase_code: str = ""
    total: int | None = None
    done: int = 0
    began: float = field(default_factory=time.monotonic)
    started: float = field(default_factory=time.monotonic)
    told: float = 0.0
    whole: WholeShare | None = None

    def __post_init__(self) -> None:
        stages = STAGES.get(self.job.title)
        self.whole = WholeShare(stages) if stages else None

    def phase(self, code: str, total: int | None = None) -> None:
        """Start a phase. Raises Cancelled."""
        if self.whole is not None and not self.whole.phase(code):
            return  # a part of the phase before it
        self.phase_code, self.total, self.done = code, total, 0
        self.started = time.monotonic()
        self.advance(0)

    def advance(self, count: int = 1) -> None:
        """Report steps that are done. Raises Cancelled."""
        if self.job.stop_asked():
            raise Cancelled
        self.done += count
        now = time.monotonic()
        if now - self.told < TELL_EVERY:
            return
        self.told = now
        spent = now - self.started
        speed = self.done / spent if spent > 0.5 and self.done else None
        left = None
        if speed and self.total and spent > 2:
            left = max(0.0, (self.total - self.done) / speed)
        share = None
        if self.whole is not None:
            self.whole.advance(self.done, self.total)
            share, left = self.whole.share, self.whole.seconds_left(now - self.began)
        progress = JobProgress(self.phase_code, self.done, self.total, speed, left, share)
        self.tell(_Event(self.job, "progress", progress))


class JobRunner(QObject):
    """Runs jobs. `added` and `ended` carry the job (`ended`: JobEnd); quiet jobs are not announced.

    `active()` counts what a person would lose by closing the window: jobs with a title.
    """

    added = Signal(object)
    ended = Signal(object)
    progressed = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self.closed = False
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._held: dict[int, tuple[Job, Future[None]]] = {}
        self.history: list[Job] = []
        self._told.connect(self._on_event, Qt.ConnectionType.QueuedConnection)
        self._insist = QTimer(self)
        self._insist.setInterval(INSIST_MS)
        self._insist.timeout.connect(self._stop_again)

    def run_read(
        self, work: Work, *, title: str = "", params: Mapping[str, Any] | None = None
    ) -> Job:
        """Start a job that reads; several run in parallel."""
        return self._run(self._readers, work, title, params or {}, writes=False)

    def run_write(self, work: Work, *, title: str, params: Mapping[str, Any] | None = None) -> Job:
        """Start a job that writes; one runs at a time, in the order they were asked for."""
        return self._run(self._writer, work, title, params or {}, writes=True)

    def active(self) -> list[Job]:
        """Return the jobs with a title that are waiting or running."""
        return [job for job, _ in self._held.values() if job.title and not job.over]

    def idle(self) -> bool:
        """Return whether nothing runs or waits, quiet jobs included."""
        return not self._held

    def close(self) -> None:
        """Cancel everything and wait for the threads. No signal is sent afterwards."""
        self.closed = True
        for job, future in self._held.values():
            job.stopper.stop()
            future.cancel()
        while wait([future for _, future in self._held.values()], INSIST_MS / 1000).not_done:
            self._stop_again()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True, cancel_futures=True)
        self._held.clear()

    def _run(
        self,
        pool: ThreadPoolExecutor,
        work: Work,
        title: str,
        params: Mapping[str, Any],
        *,
        writes: bool,
    ) -> Job:
        job = Job(next(self._numbers), title, params, writes=writes)
        future = pool.submit(self._work, job, work)
        self._held[job.id] = (job, future)
        job.changed.connect(lambda: self._cancel_waiting(job))
        if title:
            self.history.append(job)
            del self.history[:-200]
            self.added.emit(job)
        return job

    def _work(self, job: Job, work: Work) -> None:
        """Run a job. Called in a worker thread."""
        try:
            reporter = _Reporter(job, self._told.emit)
            reporter.advance(0)
            self._told.emit(_Event(job, "started"))
            with job.stopper.working():
                value = work(reporter)
        except Cancelled as error:
            end = JobEnd(job, JobState.CANCELLED, kept=kept_by(error))
        except BaseException as error:  # noqa: BLE001 - the border: shown or reported by the GUI thread
            end = JobEnd(job, JobState.FAILED, error=error, kept=kept_by(error))
        else:
            end = JobEnd(job, JobState.DONE, value=value)
        self._told.emit(_Event(job, "ended", end))

    def _cancel_waiting(self, job: Job) -> None:
        held = self._held.get(job.id)
        if held and job.stop_asked() and not self._insist.isActive():
            self._insist.start()
        if held and job.stop_asked() and held[1].cancel():
            self._told.emit(_Event(job, "ended", JobEnd(job, JobState.CANCELLED)))

    def _stop_again(self) -> None:
        """Interrupt statements that a cancelled job began after it was asked to stop."""
        stopping = [job for job, _ in self._held.values() if job.stop_asked()]
        for job in stopping:
            job.stopper.stop()
        if not stopping:
            self._insist.stop()

    def _on_event(self, event: _Event) -> None:
        job = event.job
        if job.id not in self._held:
            return
        if event.kind == "started":
            job.state = JobState.RUNNING
            job.seconds = time.monotonic()
        elif event.kind == "progress":
            job.progress = event.payload
        else:
            self._end(event.payload)
            return
        job.changed.emit()
        if job.title:
            self.progressed.emit(job)

    def _end(self, end: JobEnd) -> None:
        job = end.job
        del self._held[job.id]
        job.seconds = time.monotonic() - job.seconds if job.seconds else 0.0
        job.state, job.value, job.error = end.state, end.value, end.error
        if end.state is JobState.DONE and job.find_links is not None:
            job.links.extend(job.find_links(end.value))
        job.changed.emit()
        job.finished.emit(end)
        if job.title:
            self.ended.emit(end)

"""The base of every controller: the services, the job runner, the change hub. Lists build on controllers/lists.py.

Controllers give codes and data, never words, and know no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.change_hub import ChangeHub
from loyalty_desktop.controllers.current_program import CurrentProgram
from loyalty_desktop.controllers.jobs import Job, JobEnd, JobRunner, JobState, Links, Work
from loyalty_desktop.controllers.undo import UndoStack
from loyalty_desktop.domain.changes import Outcome

if TYPE_CHECKING:
    from loyalty_desktop.services.container import Services

T = TypeVar("T")

Done = Callable[[Outcome[T]], None]
"""Called with the Outcome of a write, for whoever asked for it."""

Failed = Callable[[BaseException], None]
"""Called with the error, for whoever asked; without it the controller's signal `failed` carries the error."""


class SettingsLike(Protocol):
    """Where the user's choices are stored; values must fit into JSON."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value, or the default."""

    def set(self, name: str, value: Any) -> None:
        """Store a value."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class AppContext:
    """One open workspace as controllers see it."""

    services: Services
    jobs: JobRunner
    hub: ChangeHub
    settings: SettingsLike
    workspace_name: str = ""
    clock: Callable[[], datetime] = field(default=_now)
    undo: UndoStack = field(init=False)
    program: CurrentProgram = field(init=False)

    def __post_init__(self) -> None:
        self.undo = UndoStack(self.jobs, self.hub)
        name, settings = f"program.{self.workspace_name}", self.settings
        self.program = CurrentProgram(
            lambda: settings.get(name, None), lambda chosen: settings.set(name, chosen)
        )


class Controller(QObject):
    """Base of controllers. Answers arrive in the GUI thread, and never after the controller is gone."""

    failed = Signal(object)

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self._latest: dict[str, int] = {}

    def read(
        self,
        work: Work,
        done: Callable[[Any], None],
        *,
        key: str = "",
        title: str = "",
        params: Mapping[str, Any] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        links: Links | None = None,
    ) -> Job:
        """Run work that reads. With a key, only the answer of the newest call counts. Without a title the job is quiet.

        `links` says what can be done with the finished job.
        """
        job = self.app.jobs.run_read(work, title=title, params=params)
        job.find_links = links
        self._follow(job, done, failed, key)
        return job

    def write(
        self,
        work: Work,
        done: Callable[[Any], None] | None = None,
        *,
        title: str,
        params: Mapping[str, Any] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        links: Links | None = None,
    ) -> Job:
        """Run work that writes. If the result is an Outcome, the hub gets its changes before `done` is called.

        The hub also gets what was written before a job was cancelled or failed.
        """
        job = self.app.jobs.run_write(work, title=title, params=params)
        job.find_links = links
        hub = self.app.hub
        job.finished.connect(lambda end: _publish(hub, end))
        self._follow(job, done, failed, "")
        return job

    def _follow(
        self,
        job: Job,
        done: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None] | None,
        key: str,
    ) -> None:
        if key:
            self._latest[key] = job.id

        def ended(end: JobEnd) -> None:
            if not shiboken6.isValid(self) or (key and self._latest.get(key) != job.id):
                return
            if end.state is JobState.DONE and done is not None:
                if not gone(done):
                    done(end.value)
            elif end.state is JobState.FAILED and end.error is not None:
                if failed is not None and not gone(failed):
                    failed(end.error)
                elif failed is None:
                    self.failed.emit(end.error)

        job.finished.connect(ended)


def gone(callback: Callable[..., object]) -> bool:
    """Return whether the dialog or view that waits for an answer has been closed."""
    owner = getattr(callback, "__self__", None)
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)


def _publish(hub: ChangeHub, end: JobEnd) -> None:
    if shiboken6.isValid(hub):
        hub.publish(end.value.changes if isinstance(end.value, Outcome) else end.kept)

"""What every controller stands on: the services, the runner, the hub; and the controller of a list.

Controllers give codes and data, never words, and know no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.change_hub import ChangeHub
from loyalty_desktop.controllers.jobs import Job, JobEnd, JobRunner, JobState, Links, Work
from loyalty_desktop.domain.changes import Outcome

if TYPE_CHECKING:
    from loyalty_desktop.services.container import Services

T = TypeVar("T")

Done = Callable[[Outcome[T]], None]
"""Who asked for a write gets its Outcome."""

Failed = Callable[[BaseException], None]
"""Who asked gets the error; without it the controller's signal `failed` tells it."""

PAGE = 100
"""Rows in one page of a list."""


class SettingsLike(Protocol):
    """Where choices of the user are kept; values are JSON-able."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or the default."""

    def set(self, name: str, value: Any) -> None:
        """Keep a value."""


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


class Controller(QObject):
    """Base of controllers. Answers come in the GUI thread, and never after the controller is gone."""

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
        """Run reading work. With a key only the answer of the newest call counts. Without a title it is quiet.

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
        """Run writing work. A result of type Outcome tells the hub its changes before `done` gets it."""
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
                done(end.value)
            elif end.state is JobState.FAILED and end.error is not None:
                if failed is not None:
                    failed(end.error)
                else:
                    self.failed.emit(end.error)

        job.finished.connect(ended)


def _publish(hub: ChangeHub, end: JobEnd) -> None:
    if end.state is JobState.DONE and isinstance(end.value, Outcome) and shiboken6.isValid(hub):
        hub.publish(end.value.changes)


@dataclass(frozen=True, slots=True)
class Sort:
    """Order of a list by one column id."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """Ids in order with the rows of the first page. `generation` grows with every answer asked for."""

    generation: int
    ids: Sequence[int]
    first: Sequence[Any]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page that a list wants to show."""

    generation: int
    page: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """The rows of a page, in the order of its ids; None for a row that is gone."""

    generation: int
    page: int
    rows: Sequence[Any]


class ListController(Controller):
    """A list over a snapshot of ids and pages. Subclasses give `load_ids` and `load_page`; both run in reader threads."""

    ids_loaded = Signal(object)
    page_loaded = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.query: Any = None
        self.sort: Sort | None = None
        self.total = 0
        self._generation = 0

    def load_ids(self, query: Any, sort: Sort | None) -> Sequence[int]:
        """Ids that match, in order."""
        raise NotImplementedError

    def load_page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Rows of these ids, in their order."""
        raise NotImplementedError

    def set_query(self, query: Any) -> None:
        """Filter anew."""
        self.query = query
        self.refresh()

    def set_sort(self, sort: Sort | None) -> None:
        """Sort anew."""
        self.sort = sort
        self.refresh()

    def refresh(self) -> None:
        """Ask for a new snapshot of ids and its first page."""
        self._generation += 1
        generation, query, sort = self._generation, self.query, self.sort

        def work(_progress: object) -> ListAnswer:
            ids = self.load_ids(query, sort)
            first = self.load_page(tuple(ids[:PAGE])) if len(ids) else ()
            return ListAnswer(generation, ids, first)

        self.busy_changed.emit(True)
        self.read(work, self._ids_came, key="ids", failed=self._ids_failed)

    def request_page(self, request: PageRequest) -> None:
        """Ask for one page; its answer is dropped when a newer snapshot came meanwhile."""
        if request.generation != self._generation:
            return

        def work(_progress: object) -> PageAnswer:
            return PageAnswer(request.generation, request.page, self.load_page(request.ids))

        self.read(work, self._page_came)

    def _ids_came(self, answer: ListAnswer) -> None:
        self.total = len(answer.ids)
        self.busy_changed.emit(False)
        self.ids_loaded.emit(answer)

    def _ids_failed(self, error: BaseException) -> None:
        self.busy_changed.emit(False)
        self.failed.emit(error)

    def _page_came(self, answer: PageAnswer) -> None:
        if answer.generation == self._generation:
            self.page_loaded.emit(answer)

"""The start page without its widgets: recent workspaces; open, create, demonstration.

Opening belongs to the app layer; it is handed in as functions that run in a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import SettingsLike
from loyalty_desktop.controllers.jobs import JobEnd, JobRunner, JobState
from loyalty_desktop.domain.connections import ServerAddress, address_of
from loyalty_desktop.domain.progress import Progress

PINNED = "start.pinned"


@dataclass(frozen=True, slots=True)
class RecentRow:
    """A workspace opened before. `folder` of a server is who@host; `changed_at` is None when the file is missing.

    `reason` says why it cannot be opened: "file" is gone, or its "folder" is (a drive that is not there).
    """

    target: str
    name: str
    folder: str
    missing: bool
    pinned: bool
    server: bool
    changed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkspaceActions:
    """What the app layer provides: each opens a workspace and returns it (in a worker thread; raises LoyaltyError)."""

    open: Callable[[str], Any]
    create: Callable[[str], Any]
    demo: Callable[[Progress], Any]
    test: Callable[[str], bool]  # whether a server already holds a workspace
    open_without: Callable[[str], Any] | None = None  # opens a file that lacks confirmed changes


class StartController(QObject):
    """The recent list and the ways to open a workspace. `opened` carries (target, what the app layer opened)."""

    opened = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        jobs: JobRunner,
        settings: SettingsLike,
        actions: WorkspaceActions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._settings = settings
        self._actions = actions
        self.busy = False

    def recent(self) -> list[RecentRow]:
        """Return the recent workspaces: pinned first, then newest first."""
        pinned = set(self._settings.get(PINNED, []))
        rows = [_row(t, pinned) for t in self._settings.get("recent_workspaces", ())]
        return sorted(rows, key=lambda row: not row.pinned)

    def pin(self, target: str, *, on: bool) -> None:
        """Pin a workspace to the head of the list, or unpin it."""
        others = [t for t in self._settings.get(PINNED, []) if t != target]
        self._settings.set(PINNED, [target, *others] if on else others)

    def forget(self, target: str) -> None:
        """Remove a workspace from the list; its file stays."""
        self.pin(target, on=False)
        left = tuple(t for t in self._settings.get("recent_workspaces", ()) if t != target)
        self._settings.set("recent_workspaces", left)

    def open(self, target: str) -> None:
        """Open a file or URL."""
        self._run("open", target, lambda _progress: self._actions.open(target))

    def open_without_missing(self, target: str) -> None:
        """Open a file that lacks confirmed changes ("storage.commits_missing"), which accepts it as it is."""
        accept = self._actions.open_without
        if accept is not None:
            self._run("open", target, lambda _progress: accept(target))

    def open_server(self, address: ServerAddress, password: str) -> None:
        """Open a shared database. The password goes to the server only; `opened` carries the address without it."""
        url = address.url(password)
        self._run("open", address.url(), lambda _progress: self._actions.open(url))

    def test(
        self,
        address: ServerAddress,
        password: str,
        done: Callable[[bool], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Try to reach a shared database; `done` gets whether it already holds a workspace."""
        url = address.url(password)
        job = self.jobs.run_read(lambda _progress: self._actions.test(url))

        def ended(end: JobEnd) -> None:
            if end.state is JobState.DONE:
                done(end.value)
            elif end.error is not None:
                failed(end.error)

        job.finished.connect(ended)

    def create(self, target: str) -> None:
        """Create an empty workspace and open it."""
        self._run("init", target, lambda _progress: self._actions.create(target))

    def demo(self) -> None:
        """Create the demonstration workspace and open it."""
        self._run("demo", "", self._actions.demo)

    def _run(self, title: str, target: str, work: Callable[[Progress], Any]) -> None:
        self.busy = True
        self.busy_changed.emit(True)
        job = self.jobs.run_write(work, title=title)
        job.finished.connect(lambda end: self._ended(target, end))

    def _ended(self, target: str, end: JobEnd) -> None:
        self.busy = False
        self.busy_changed.emit(False)
        if end.state is JobState.DONE:
            self.opened.emit((target, end.value))
        elif end.error is not None:
            self.failed.emit(end.error)


def shown_name(target: str) -> str:
    """Return the file name, or host and database of a URL; never a password."""
    if "://" not in target:
        return Path(target).name
    return target.partition("://")[2].rpartition("@")[2].partition("?")[0]


def _row(target: str, pinned: set[str]) -> RecentRow:
    if "://" in target:
        address = address_of(target)
        place = f"{address.user}@{address.host}" if address.user else address.host
        return RecentRow(
            target, address.database, place, missing=False, pinned=target in pinned, server=True
        )
    path = Path(target)
    try:
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        at = None
    reason = "" if at else "file" if path.parent.is_dir() else "folder"
    return RecentRow(
        target, path.name, str(path.parent), at is None, target in pinned, False, at, reason
    )

"""The composition root below the window: target -> open workspace -> storage -> services."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loyalty_desktop.app.logging_setup import LOG
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.settings import SettingsService
from loyalty_desktop.storage import restore_note, workspace
from loyalty_desktop.storage.engine import Database
from loyalty_desktop.storage.unit_of_work import Actor, Storage, utc_now


@dataclass(frozen=True, slots=True)
class OpenWorkspace:
    """An open workspace with its services. Call `close()` in every case."""

    services: Services
    workspace: workspace.Workspace

    def close(self) -> None:
        """Close the database."""
        self.workspace.database.close()


def actor_name() -> str:
    """The system user, whose name is in the audit trail until the program has users of its own."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def open_services(target: str | Path) -> OpenWorkspace:
    """Open a workspace file or URL. Raises StorageProblem."""
    opened = workspace.open_workspace(target, now=utc_now())
    LOG.info("workspace opened: %s", opened.database.dialect)
    for notice in opened.notices:
        LOG.warning("workspace notice: %s", notice.code)
    _finish_restore(opened.database)
    storage = Storage(opened.database, actor=Actor(actor_name()))
    frozen = SettingsService(storage).frozen_clock()
    if frozen is not None:
        storage = storage.at(lambda: frozen)
    return OpenWorkspace(Services(storage), opened)


def _finish_restore(database: Database) -> None:
    if database.path is None or not restore_note.path_of(database.path).exists():
        return
    from loyalty_desktop.services import backups

    with contextlib.suppress(
        StorageProblem
    ):  # a workspace that cannot be written now is recorded at the next opening
        backups.record_restore(database)


def is_server(place: str | Path) -> bool:
    """Return whether a workspace is on a database server rather than in a file."""
    return workspace.is_url(place)


def holds_workspace(url: str) -> bool:
    """Return whether a database server has a workspace under this URL. Raises StorageProblem when it does not answer."""
    return workspace.exists_at(url)


def check_exists(place: str) -> None:
    """Raise StorageProblem `storage.not_found` when a database server has no workspace of this name."""
    if workspace.is_url(place) and not workspace.exists_at(place):
        raise StorageProblem("storage.not_found", path=workspace.without_password(place))


def make_workspace(
    place: str, fill: Callable[[Services], None] | None = None, *, goes_on: bool = False
) -> None:
    """Make a workspace file or schema, and let `fill` put the first things in.

    A file appears under its name only when it is complete; in a database the schema is there before `fill` begins, so one
    without a program, which an interrupted call left, is filled by the next call with `goes_on`. Raises StorageProblem when
    a workspace is there already, and whatever `fill` raises.
    """

    def filled(place: str | Path) -> None:
        with services_over(place) as services:
            if fill is not None:
                fill(services)

    if not workspace.is_url(place):
        workspace.create(Path(place), now=utc_now(), fill=filled)
    elif workspace.exists_at(place) and not (goes_on and _is_unused(place)):
        raise StorageProblem("storage.exists", path=workspace.without_password(place))
    else:
        filled(place)


def _is_unused(place: str) -> bool:
    with services_over(place) as services:
        return not services.programs.list() and not services.databases.list()


def remove_workspace(made: Path) -> None:
    """Remove a workspace file with its companions."""
    for ending in ("", "-wal", "-shm", "-queue", "-restored"):
        made.with_name(made.name + ending).unlink(missing_ok=True)


def accept_loss(place: str | Path) -> None:
    """Accept a workspace file that lacks confirmed changes; does nothing for one that lacks none."""
    from loyalty_desktop.services import backups

    if backups.accept_loss(place, actor=actor_name()):
        LOG.warning("workspace opened without confirmed changes")


@contextlib.contextmanager
def services_over(target: str | Path) -> Iterator[Services]:
    """Provide the services for the length of a block."""
    opened = open_services(target)
    try:
        yield opened.services
    finally:
        opened.close()

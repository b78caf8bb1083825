"""Back up the open workspace, and restore a closed one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from loyalty_desktop.domain.backups import Backup
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.services.audit import AuditService
from loyalty_desktop.storage import backup, restore_note, workspace
from loyalty_desktop.storage.engine import Database
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Actor, Storage, utc_now

DAILY = timedelta(hours=20)
"""A daily backup is due when the last one is older. A little less than a day, so that it is not made later each day."""

__all__ = ["Backup", "BackupsService", "accept_loss", "described", "restore"]


class BackupsService:
    """Backups of the open workspace. Other work may continue meanwhile."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    @property
    def possible(self) -> bool:
        """Return whether this program makes the backups itself: for files, not for PostgreSQL."""
        return self._storage.database.path is not None

    def make(self, *, reason: str = "manual", to: Path | None = None) -> Backup:
        """Seal the audit trail and back up now. For PostgreSQL raises "storage.backup_postgresql" (use its own pg_dump).

        Reasons: manual, daily, import, undo. The shared setting "backup.keep_daily" says how many daily backups are kept.
        """
        path = self._path()
        with _unless_busy():
            AuditService(self._storage).seal("backup")
        keep = None
        if reason == "daily":
            from loyalty_desktop.services.settings import SettingsService

            keep = SettingsService(self._storage).number("backup.keep_daily")
        return backup.make_backup(path, reason=reason, now=self._storage.clock(), to=to, keep=keep)

    def make_before(self, reason: str) -> Backup | None:
        """Back up before a risky step (import, undo). Does nothing for PostgreSQL, which has backups of its own."""
        return self.make(reason=reason) if self.possible else None

    def make_daily(self) -> Backup | None:
        """Make the daily backup if it is due and the workspace is a file; else return None."""
        if not self.possible:
            return None
        last = backup.last_backup(self._path(), "daily")
        if last is not None and self._storage.clock() - last < DAILY:
            return None
        return self.make(reason="daily")

    def list(self) -> list[Backup]:
        """Return the backups beside the workspace, newest first; none for PostgreSQL."""
        return backup.list_backups(self._path()) if self.possible else []

    def _path(self) -> Path:
        path = self._storage.database.path
        if path is None:
            raise StorageProblem("storage.backup_postgresql")
        return path


@contextmanager
def _unless_busy() -> Iterator[None]:
    """Let a backup go on without a new seal while a long import writes; its manifest then has the last one."""
    try:
        yield
    except StorageProblem as problem:
        if problem.code != "storage.busy":
            raise


def described(source: Path) -> Backup | None:
    """Return what the manifest beside a backup says; None when there is none."""
    return backup.described(source)


def restore(target: str | Path, source: Path, *, actor: str) -> Backup | None:
    """Restore a backup in place of a workspace that nobody has open, and record it in the audit trail.

    Returns the backup of the previous state (None: there was no file). For PostgreSQL raises "storage.backup_postgresql".
    """
    if workspace.is_url(target):
        raise StorageProblem("storage.backup_postgresql")
    path = Path(target)
    saved = backup.restore(path, source, now=utc_now(), actor=actor)
    opened = workspace.open_workspace(path, now=utc_now())
    try:
        record_restore(opened.database)
    finally:
        opened.database.close()
    return saved


def record_restore(database: Database) -> None:
    """Record in the audit trail that the open workspace was restored, when that has not been recorded yet."""
    path = database.path
    note = None if path is None else restore_note.read(path)
    if path is None or note is None:
        return
    storage = Storage(database, actor=Actor(note.actor))

    @command
    def write() -> None:
        with storage.write() as uow:
            if restore_note.end_of(uow.conn) == note.end():
                uow.audit(
                    "workspace.restored",
                    entity="workspace",
                    after={"from": note.source, "saved": note.saved},
                )

    write()
    restore_note.remove(path)


def accept_loss(target: str | Path, *, actor: str) -> bool:
    """Accept a workspace file that lacks confirmed changes as it is, and record that in the audit trail.

    Returns whether any were missing. Opening it raises "storage.commits_missing" until then.
    """
    if workspace.is_url(target):
        return False
    path = Path(target)
    try:
        workspace.open_workspace(path, now=utc_now()).database.close()
    except StorageProblem as problem:
        if problem.code != "storage.commits_missing":
            raise
    else:
        return False
    workspace.accept(path)
    _record_loss(path, actor)
    return True


def _record_loss(path: Path, actor: str) -> None:
    opened = workspace.open_workspace(path, now=utc_now())
    storage = Storage(opened.database, actor=Actor(actor))

    @command
    def write() -> None:
        with storage.write() as uow:
            uow.audit("workspace.loss_accepted", entity="workspace")

    try:
        write()
    finally:
        opened.database.close()

"""Create and open workspaces: a workspace file (SQLite), or a shared PostgreSQL database given by URL.

A file is checked before SQLite opens it, so that a foreign or empty file is refused and never turned into a new database.
Several processes may share one workspace file (WAL).
"""

from __future__ import annotations

import glob
import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.storage import marks, migrate
from loyalty_desktop.storage.audit_chain import HOUSE
from loyalty_desktop.storage.backup import LEFT_BEHIND_S, make_backup
from loyalty_desktop.storage.engine import (
    Database,
    postgresql_engine,
    sqlite_engine,
)
from loyalty_desktop.storage.errors import translated
from loyalty_desktop.storage.left_wal import check_left_wal
from loyalty_desktop.storage.models.people import person
from loyalty_desktop.storage.models.system import meta
from loyalty_desktop.storage.queries import meta as meta_values
from loyalty_desktop.storage.syncing import sync
from loyalty_desktop.storage.workspace_file import (
    check_is_workspace,
    check_name,
    has_room,
    path_notices,
)

SUFFIX = ".loyalty"
URL_PREFIX = "postgresql+psycopg://"
QUICK_CHECK_LIMIT = 64 * 1024 * 1024
"""Files up to this size are checked when opened; larger ones by the self-check and with every backup."""


_UNWRITABLE = {"storage.read_only", "storage.cannot_open"}
"""What SQLite says when the companions of a file cannot be made."""

Check = Literal["auto", "full", "none"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace: its database, its warnings, and the backup made when it was migrated."""

    database: Database
    notices: tuple[Message, ...] = ()
    migrated_from: str | None = None
    backup: Path | None = None


def is_url(target: str | Path) -> bool:
    """Return whether a target is a database server and not a file."""
    return "://" in str(target)


def create(path: Path, *, now: datetime, fill: Callable[[Path], None] | None = None) -> None:
    """Make a workspace file. Refuses an existing path ("storage.exists"); a crash leaves no file at the path.

    `fill` completes the workspace under the temporary path that it is given, and closes it; only then does the file take
    its name. An exception of `fill` passes, and nothing is left.
    """
    check_name(path)
    if path.exists() or path.is_symlink():
        raise StorageProblem("storage.exists", path=str(path))
    if not path.parent.is_dir():
        raise StorageProblem("storage.no_folder", path=str(path.parent))
    _remove_old_drafts(path)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        with _creating(path):
            _build(draft, now)
        if fill is not None:
            fill(draft)
        with _creating(path):
            _take_name(draft, path)
            sync(path.parent)
        marks.forget(path)
    finally:
        _remove(draft)
        marks.forget(draft)


@contextmanager
def _creating(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageProblem(
            "storage.cannot_create", path=str(path), reason=error.strerror or ""
        ) from None


def _remove(draft: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _remove_old_drafts(path: Path) -> None:
    """Remove drafts that a crash left; a newer one may belong to another process."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_BEHIND_S:
                _remove(left)


def _build(draft: Path, now: datetime) -> None:
    draft.touch(exist_ok=False)
    engine = sqlite_engine(draft, cache_kib=8 * 1024, journal="DELETE")
    try:
        with translated():
            migrate.migrate_sqlite(engine)
            with engine.connect() as conn, conn.begin():
                _first_rows(conn, now)
    finally:
        engine.dispose()


def _first_rows(conn: Any, now: datetime) -> None:
    conn.execute(
        insert(meta),
        [
            {"name": "workspace_id", "value": str(uuid.uuid4())},
            {"name": "created_at", "value": now.isoformat()},
            {"name": marks.COMMITS, "value": "0"},
            {"name": migrate.FINGERPRINT, "value": migrate.fingerprint(conn.dialect.name)},
        ],
    )
    conn.execute(insert(person), [{"id": HOUSE}])


def _take_name(draft: Path, path: Path) -> None:
    """Rename without replacing, so that of two processes that create the same name only one succeeds."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise StorageProblem("storage.exists", path=str(path)) from None
    except (OSError, NotImplementedError, AttributeError):
        # No hard links here (FAT, some shares). Windows' rename refuses an existing name by itself.
        if path.exists():
            raise StorageProblem("storage.exists", path=str(path)) from None
        draft.rename(path)


def open_workspace(
    target: str | Path,
    *,
    now: datetime,
    check: Check = "auto",
) -> Workspace:
    """Open a workspace for use. An older one is migrated after a verified backup.

    Raises StorageProblem: storage.not_found, vanished, empty_file, foreign_file, newer, other_schema, damaged, commits_missing,
    foreign_wal, cannot_open, unreachable, url.
    """
    if is_url(target):
        return _open_url(str(target), now)
    return _open_file(Path(target), now, check)


def accept(path: Path) -> None:
    """Accept a workspace file as it is, although confirmed commits are missing ("storage.commits_missing")."""
    marks.forget(path)


def _open_file(path: Path, now: datetime, check: Check) -> Workspace:
    if not path.exists() and marks.is_known(path):
        raise StorageProblem("storage.vanished", path=str(path))
    check_is_workspace(path)
    check_left_wal(path)
    try:
        return _open_for_writing(path, now, check)
    except StorageProblem as problem:
        if problem.code == "storage.disk_error" and not has_room(path.parent):
            raise StorageProblem("storage.disk_full") from None
        if problem.code not in _UNWRITABLE or path.with_name(f"{path.name}-wal").exists():
            raise
    return _open_for_reading(path, check)


def _open_for_writing(path: Path, now: datetime, check: Check) -> Workspace:
    database = Database(sqlite_engine(path), path=path)
    try:
        with translated():
            revision = _check_file(database, path, check)
        migrated_from = made = None
        if revision != migrate.HEAD:
            made = make_backup(path, reason="migration", now=now).path
            with translated():
                migrate.migrate_sqlite(database.engine)
            migrated_from = revision
        marks.keep(database.engine, path, _checked_id(database, path))
        notices = (*path_notices(path), *_unfinished(database))
    except BaseException:
        database.close()
        raise
    return Workspace(database, notices, migrated_from, made)


def _open_for_reading(path: Path, check: Check) -> Workspace:
    """Open a closed workspace in a place where nothing can be written: reads work, writes raise "storage.read_only"."""
    database = Database(sqlite_engine(path, read_only=True), path=path)
    try:
        with translated():
            revision = _check_file(database, path, check)
        _check_is_current(revision)
        _checked_id(database, path)
    except BaseException:
        database.close()
        raise
    return Workspace(database, (Message("storage.opened_read_only", {"path": str(path)}),))


def _check_is_current(revision: str) -> None:
    if revision != migrate.HEAD:
        raise StorageProblem("storage.read_only")  # it would have to be migrated


def _checked_id(database: Database, path: Path) -> str:
    """Return the workspace's id; raise StorageProblem "storage.commits_missing" when confirmed commits are missing."""
    with database.read() as conn:
        marks.check(conn, path)
        return meta_values.value(conn, "workspace_id") or ""


def _check_file(database: Database, path: Path, check: Check) -> str:
    try:
        return _checked_revision(database, path, check)
    except (
        DBAPIError
    ) as error:  # what a healthy file cannot raise, such as an index with other options
        raise StorageProblem("storage.damaged", path=str(path)) from error


def _checked_revision(database: Database, path: Path, check: Check) -> str:
    with database.read() as conn:
        revision = migrate.revision_of(conn)
        if revision is None:
            raise StorageProblem("storage.foreign_file", path=str(path))
        migrate.check_known(revision)
        migrate.check_tables(conn, path, {"meta"})
        migrate.check_fingerprint(conn, path.name)
        if revision == migrate.REVISIONS[0]:
            migrate.check_tables(conn, path, migrate.first_tables())
        if check == "full" or (check == "auto" and path.stat().st_size <= QUICK_CHECK_LIMIT):
            found = conn.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if found != "ok":
                raise StorageProblem("storage.damaged", path=str(path))
    return revision


def _unfinished(database: Database) -> tuple[Message, ...]:
    with database.read() as conn:
        count = conn.execute(
            text("SELECT count(*) FROM import_batch WHERE state IN ('applying', 'interrupted')")
        ).scalar_one()
    return (Message("storage.unfinished_import", {"count": count}),) if count else ()


def _open_url(url: str, now: datetime) -> Workspace:
    if not url.startswith(URL_PREFIX):
        raise StorageProblem("storage.url", scheme=url.split("://", 1)[0])
    try:
        engine = postgresql_engine(url)
    except Exception as error:
        raise StorageProblem("storage.url", scheme="postgresql") from error
    database = Database(engine, url=url)
    try:
        with translated():
            migrate.migrate_postgresql(engine)
            with database.write_connection() as conn:
                _first_rows_once(conn, now)
                migrate.check_fingerprint(conn, without_password(url))
        notices = _unfinished(database)
    except BaseException:
        database.close()
        raise
    return Workspace(database, notices)


def _first_rows_once(conn: Any, now: datetime) -> None:
    there = text("SELECT 1 FROM meta WHERE name = 'workspace_id'")
    if conn.execute(there).scalar() is None:
        conn.execute(text("LOCK TABLE meta IN EXCLUSIVE MODE"))
        if conn.execute(there).scalar() is None:
            _first_rows(conn, now)


def exists_at(url: str) -> bool:
    """Return whether a database already holds a workspace. Raises StorageProblem: storage.unreachable, storage.url."""
    if not url.startswith(URL_PREFIX):
        raise StorageProblem("storage.url", scheme=url.split("://", 1)[0])
    database = Database(postgresql_engine(url), url=url)
    try:
        with database.read() as conn:
            return migrate.revision_of(conn) is not None
    finally:
        database.close()


def without_password(url: str) -> str:
    """Return a URL for showing and logging, without the password."""
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)

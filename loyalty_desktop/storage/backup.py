"""Make and restore backups of a workspace file.

A backup is a copy of one snapshot (VACUUM INTO) under a temporary name. It is reopened, verified and then renamed, and a
manifest is written beside it, so a file under a backup's name is always complete. A restore needs exclusive access to
the workspace: it backs up the present state, copies the pages of the backup in one transaction (a crash rolls it back)
and verifies the result. PostgreSQL has its own tools: its databases are refused with the command to run.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.backups import Backup
from loyalty_desktop.domain.errors import LoyaltyError, StorageProblem
from loyalty_desktop.storage import marks, migrate, restore_note
from loyalty_desktop.storage.engine import sqlite_address
from loyalty_desktop.storage.errors import translate
from loyalty_desktop.storage.restore_note import RestoreNote
from loyalty_desktop.storage.syncing import sync
from loyalty_desktop.storage.workspace_file import check_is_workspace, check_name

KEEP = {"daily": 14, "migration": 10, "import": 20, "undo": 10, "restore": 10}
"""How many backups are kept, by reason; those made by hand stay until somebody deletes them."""

COUNTED = ("profile", "participant", "points_transaction", "lot", "movement", "audit_record")
_NAME = re.compile(
    r"^(?P<stem>.+)-(?P<at>\d{8}-\d{6}(?:-\d+)?)-(?P<reason>[a-z]+)\.loyalty$", re.DOTALL
)
_BUSY_MS = 2_000
_Note = Callable[
    [Backup | None], None
]  # leaves the note of a restore, given the backup of the state before
_COPY_ONLY = {"storage.cannot_open", "storage.read_only", "storage.disk_error"}
"""Errors of writing a copy, which concern the folder of the copy rather than the workspace."""
LEFT_BEHIND_S = 24 * 3600
"""A draft older than this was left by a crash; a newer one may belong to another process."""


def folder_of(workspace: Path) -> Path:
    """Return the folder of a workspace's backups, which is beside it."""
    return workspace.with_name(f"{workspace.stem}-backups")


def make_backup(
    workspace: Path,
    *,
    reason: str,
    now: datetime,
    to: Path | None = None,
    keep: int | None = None,
) -> Backup:
    """Back up a workspace file; other processes may continue to write meanwhile.

    `to` is the file to make (never replaced). Without it the backup goes to the folder beside the workspace, and the
    oldest backups of the same reason are removed so that `keep` (default KEEP) are left.
    """
    check_name(workspace if to is None else to)
    if to is not None and to.exists():
        raise StorageProblem("storage.exists", path=str(to))
    try:
        target = to if to is not None else _claim(workspace, reason, now)
    except OSError as error:
        raise StorageProblem(
            "storage.backup_failed", path=str(folder_of(workspace)), reason=error.strerror or ""
        ) from None
    draft = _draft_of(target)
    if to is not None:
        draft = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(workspace, draft)
        sync(draft)
        made = _describe(draft, workspace.name, reason, now)
        _write_manifest(target, made)
        draft.replace(target)
        sync(target.parent)
    except OSError as error:
        raise StorageProblem(
            "storage.backup_failed", path=str(target), reason=error.strerror or ""
        ) from None
    finally:
        draft.unlink(missing_ok=True)
    if to is None:
        rotate(workspace, reason, KEEP.get(reason) if keep is None else keep)
    return Backup(path=target, **{k: v for k, v in made.items() if k != "path"})


def list_backups(workspace: Path) -> list[Backup]:
    """Return the backups beside a workspace, newest first. A backup without a readable manifest is left out."""
    found = []
    for path in folder_of(workspace).glob("*.loyalty"):
        if _NAME.match(path.name):
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
                found.append(_read_manifest(path))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def last_backup(workspace: Path, reason: str) -> datetime | None:
    """Return when the newest backup of a reason was made."""
    made = [b.made_at for b in list_backups(workspace) if b.reason == reason]
    return datetime.fromisoformat(max(made)) if made else None


def rotate(workspace: Path, reason: str, keep: int | None) -> None:
    """Remove the oldest backups of a reason so that `keep` are left, and drafts that a crash left."""
    folder = folder_of(workspace)
    for left in folder.glob(".*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_BEHIND_S:
                left.unlink()
    if keep is None:
        return
    same = [b for b in list_backups(workspace) if b.reason == reason]
    for old in same[max(keep, 1) :]:
        with contextlib.suppress(OSError):
            old.path.unlink()
            _manifest_path(old.path).unlink(missing_ok=True)


def described(path: Path) -> Backup | None:
    """Return what the manifest of a backup says; None when the file has no readable manifest."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return _read_manifest(path)
    return None


def verify(path: Path) -> str:
    """Check a whole backup or closed workspace. Returns its revision. Raises StorageProblem."""
    check_is_workspace(path)
    connection = _connect(path)
    try:
        revision = _verify(connection, path)
    finally:
        connection.close()
    migrate.check_known(revision)
    return revision


def restore(workspace: Path, source: Path, *, now: datetime, actor: str) -> Backup | None:
    """Restore a backup in place of a workspace file. Returns the backup of the previous state (None: there was none).

    Nobody may have the workspace open, not even this process ("storage.in_use"). The note of storage/restore_note.py is left
    for the caller, who opens the workspace and records the restore in the audit trail.
    """
    check_name(workspace)
    if workspace.absolute() == source.absolute():
        raise StorageProblem("storage.restore_itself", path=str(source))
    verify(source)
    _check_manifest(source)
    with contextlib.closing(_connect(source)) as connection:
        seq, chain = restore_note.end_of_file(connection)

    def note(saved: Backup | None) -> None:
        name = None if saved is None else saved.path.name
        try:
            restore_note.write(workspace, RestoreNote(source.name, name, actor, seq, chain))
        except OSError as error:
            raise _failed(workspace, error) from None

    try:
        return _restore(workspace, source, now, note)
    except StorageProblem:
        restore_note.remove(workspace)
        raise


def _restore(workspace: Path, source: Path, now: datetime, note: _Note) -> Backup | None:
    if not workspace.exists():
        _set_aside(workspace, now)  # its -wal may still lie there
        note(None)
        _replace(workspace, source)
        marks.forget(workspace)
        return None
    saved: Backup | None = None
    try:
        saved = _restore_in_place(workspace, source, now, note)
    except StorageProblem as problem:
        if problem.code not in {"storage.damaged", "storage.foreign_file", "storage.empty_file"}:
            raise
        _set_aside(workspace, now)
        note(None)
        _replace(workspace, source)
    marks.forget(workspace)
    verify(workspace)
    return saved


def _restore_in_place(workspace: Path, source: Path, now: datetime, note: _Note) -> Backup:
    from sqlcipher3 import dbapi2

    check_is_workspace(workspace)
    target = _connect(workspace)
    try:
        _verify(target, workspace)
        saved = make_backup(workspace, reason="restore", now=now)
        try:
            # Leaving WAL mode succeeds only for the only connection; it merges -wal into the file and removes -wal and -shm.
            target.execute("PRAGMA locking_mode=EXCLUSIVE")
            mode = target.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            target.execute("PRAGMA synchronous=FULL")
            if mode != "delete":
                raise StorageProblem("storage.in_use", path=str(workspace))
            target.execute("BEGIN EXCLUSIVE")
            target.execute("COMMIT")
            note(saved)
            origin = _connect(source)
            try:
                origin.backup(target, pages=-1)
            finally:
                origin.close()
        except dbapi2.DatabaseError as error:
            problem = translate(error)
            if problem is None:
                raise
            if problem.code == "storage.busy":
                raise StorageProblem("storage.in_use", path=str(workspace)) from None
            raise _of_file(problem, workspace) from None
    finally:
        target.close()
    return saved


def _set_aside(workspace: Path, now: datetime) -> None:
    """Rename a file that cannot be opened and its -wal, never delete them: the -wal may hold the newest transactions."""
    aside = f"{workspace.name}.damaged-{now:%Y%m%d-%H%M%S}"
    for ending in ("", "-wal", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            workspace.with_name(workspace.name + ending).rename(workspace.with_name(aside + ending))


def _replace(workspace: Path, source: Path) -> None:
    draft = workspace.with_name(f".{workspace.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        _copy(source, draft)
        sync(draft)
        for ending in ("-wal", "-shm", "-journal"):
            workspace.with_name(workspace.name + ending).unlink(missing_ok=True)
        draft.replace(workspace)
        sync(workspace.parent)
    except OSError as error:
        raise _failed(workspace, error) from None
    finally:
        draft.unlink(missing_ok=True)


def _failed(workspace: Path, error: OSError) -> StorageProblem:
    return StorageProblem(
        "storage.restore_failed", path=str(workspace), reason=error.strerror or ""
    )


def _copy(source: Path, draft: Path) -> None:
    from sqlcipher3 import dbapi2

    connection = _connect(source)
    try:
        connection.execute("VACUUM INTO ?", (str(draft.absolute()),))
    except dbapi2.DatabaseError as error:
        problem = translate(error)
        if problem is None or problem.code in _COPY_ONLY:
            raise StorageProblem("storage.backup_failed", path=str(draft), reason="") from None
        raise _of_file(problem, source) from None
    finally:
        connection.close()


def _of_file(problem: LoyaltyError, path: Path) -> LoyaltyError:
    """Return an error of the driver with the file it is about; what is not a database any more is damaged."""
    code = "storage.damaged" if problem.code == "storage.foreign_file" else problem.code
    return type(problem)(code, **{**problem.params, "path": str(path)})


def _connect(path: Path) -> Any:
    from sqlcipher3 import dbapi2

    try:
        connection = dbapi2.connect(
            sqlite_address(path), uri=True, isolation_level=None, timeout=_BUSY_MS / 1000
        )
    except dbapi2.OperationalError:
        code = "storage.cannot_open" if path.exists() else "storage.not_found"
        raise StorageProblem(code, path=str(path)) from None
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _verify(connection: Any, path: Path) -> str:
    from sqlcipher3 import dbapi2

    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except dbapi2.DatabaseError as error:
        problem = translate(error) or StorageProblem("storage.damaged")
        raise _of_file(problem, path) from None
    if found != "ok" or orphans is not None or revision is None:
        raise StorageProblem("storage.damaged", path=str(path))
    return str(revision[0])


def _describe(draft: Path, workspace: str, reason: str, now: datetime) -> dict[str, Any]:
    connection = _connect(draft)
    try:
        revision = _verify(connection, draft)
        rows = {
            name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
            for name in COUNTED
        }
        seal = connection.execute(
            "SELECT id, lower(hex(hash)) FROM audit_seal ORDER BY id DESC LIMIT 1"
        ).fetchone()
    finally:
        connection.close()
    return {
        "workspace": workspace,
        "reason": reason,
        "made_at": now.isoformat(timespec="microseconds"),
        "revision": revision,
        "size": draft.stat().st_size,
        "sha256": _sha256(draft),
        "rows": rows,
        "seal": 0 if seal is None else seal[0],
        "seal_hash": "" if seal is None else seal[1],
    }


def _claim(workspace: Path, reason: str, now: datetime) -> Path:
    """Return a free name in the folder of backups. Its draft is made at once, so that no other process takes the name."""
    folder = folder_of(workspace)
    folder.mkdir(parents=True, exist_ok=True)
    base = f"{workspace.stem}-{now:%Y%m%d-%H%M%S}"
    for name in (f"{base}-{reason}", *(f"{base}-{n}-{reason}" for n in range(2, 1000))):
        target = folder / f"{name}.loyalty"
        if target.exists():
            continue
        try:
            _draft_of(target).touch(exist_ok=False)
        except FileExistsError:
            continue
        if not target.exists():
            return target
        _draft_of(target).unlink(missing_ok=True)  # finished by another process just now
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / base))


def _draft_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _manifest_path(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _write_manifest(target: Path, made: dict[str, Any]) -> None:
    draft = target.with_name(f".{target.name}.json.part")
    draft.write_text(json.dumps(made, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    draft.replace(_manifest_path(target))


def _read_manifest(path: Path) -> Backup:
    said = json.loads(_manifest_path(path).read_text(encoding="utf-8"))
    return Backup(path=path, **said)


def _check_manifest(source: Path) -> None:
    """Check that a backup with a manifest is still the file that the manifest describes."""
    if not _manifest_path(source).exists():
        return
    try:
        said = asdict(_read_manifest(source))
    except (OSError, ValueError, TypeError):
        raise StorageProblem("storage.manifest", path=str(source)) from None
    if said["size"] != source.stat().st_size or said["sha256"] != _sha256(source):
        raise StorageProblem("storage.manifest", path=str(source))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()

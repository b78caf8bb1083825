"""Notice at opening that confirmed commits of a workspace file are gone: its `-wal` deleted or cut, or an older copy.

Every commit writes its number, one higher than the number before it, and its session's name into the table `meta`.
After the commit the number is noted outside, in a small file of this user for this path. At the next opening the
workspace must still know that session and that number. A file that was closed and copied elsewhere has no note there;
a newer copy of the file contains what the note says; an older one, or one without its `-wal`, does not.

The note is written after the commit is on the disk, so it is never ahead of it, and it costs one short write.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.storage.engine import is_writing
from loyalty_desktop.storage.queries import meta

COMMITS = "commits"
"""Name in the table meta: the number of the last commit, then the last sessions with their last numbers, newest first."""

KEPT_SESSIONS = 60
"""Sessions that a workspace remembers. A note about an older one is compared by its number only."""

_WAL_HEADER = 32
_LOAD = "SELECT value FROM meta WHERE name = ?"
_STORE = (
    "INSERT INTO meta (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_CHANGES, _PENDING = "marks.changes", "marks.pending"


def default_folder() -> Path:
    """Return the folder of the notes: among the program's own files, or in LOYALTY_DESKTOP_HOME."""
    home = os.environ.get("LOYALTY_DESKTOP_HOME")
    if home:
        return Path(home) / "data" / "marks"
    from platformdirs import user_data_path

    return user_data_path("loyalty-desktop", appauthor=False) / "marks"


def note_of(path: Path) -> Path:
    """Return the file of the note about a workspace at a path, the same however the path is written."""
    place = os.path.normcase(os.path.realpath(path))
    return default_folder() / f"{hashlib.sha256(os.fsencode(place)).hexdigest()[:32]}.json"


def forget(path: Path) -> None:
    """Delete the note: the file at the path is accepted as it is (a restored backup, a new workspace)."""
    with contextlib.suppress(OSError):
        note_of(path).unlink(missing_ok=True)


def is_known(path: Path) -> bool:
    """Return whether something was saved in a workspace at this path on this computer."""
    return _read(note_of(path)) is not None


def check(conn: Connection, path: Path) -> None:
    """Raise StorageProblem "storage.commits_missing" (path) when commits that were confirmed here are not in the file."""
    said = _read(note_of(path))
    if said is None or said["workspace"] != meta.value(conn, "workspace_id"):
        return
    last, sessions = _parse(meta.value(conn, COMMITS))
    found = sessions.get(said["session"])
    if found is None and last >= said["commit"] and len(sessions) >= KEPT_SESSIONS:
        return  # so many sessions ago that the workspace has forgotten it
    if found is None or found < said["commit"]:
        raise StorageProblem("storage.commits_missing", path=str(path))


def last_commit(value: str | None) -> int:
    """Return the number of the last commit from the value of `COMMITS`; 0 when there is none."""
    return _parse(value)[0]


def wal_state(path: Path) -> tuple[str, int] | None:
    """Return what tells a workspace's present `-wal` from all others, and its size in bytes; None for none with content."""
    try:
        with open(f"{path}-wal", "rb") as handle:
            header = handle.read(_WAL_HEADER)
            size = os.fstat(handle.fileno()).st_size
    except OSError:
        return None
    return (header[16:24].hex(), size) if size > _WAL_HEADER else None


def noted_wal(path: Path) -> tuple[str, int] | None:
    """Return the `wal_state` that was noted with the last commit."""
    said = _read(note_of(path))
    return None if said is None else (said["wal"], said["wal_size"])


def keep(engine: Engine, path: Path, workspace_id: str) -> None:
    """Number and note the commits of an open workspace from now on. Call it once, when the file is checked."""
    note = _Note(path, workspace_id)

    def began(connection: Connection) -> None:
        note.confirm(connection.info.pop(_PENDING, None))
        if is_writing(connection):
            connection.info[_CHANGES] = _driver(connection).total_changes

    def committing(connection: Connection) -> None:
        if not is_writing(connection):
            return
        raw = _driver(connection)
        if raw.total_changes != connection.info.get(_CHANGES):
            connection.info[_PENDING] = note.stamp(raw)

    def rolled_back(connection: Connection) -> None:
        connection.info.pop(_PENDING, None)

    def failed(context: ExceptionContext) -> None:
        if context.connection is not None:
            context.connection.info.pop(_PENDING, None)

    def returned(raw: Any, record: Any, _state: object) -> None:
        number = record.info.pop(_PENDING, None)
        if not raw.in_transaction:  # else the commit has failed
            note.confirm(number)

    event.listen(engine, "begin", began)
    event.listen(engine, "commit", committing)
    event.listen(engine, "rollback", rolled_back)
    event.listen(engine, "handle_error", failed)
    event.listen(engine, "reset", returned)


class _Note:
    """The note about one session. Safe to share between threads."""

    def __init__(self, path: Path, workspace_id: str) -> None:
        self._workspace = path
        self._path = note_of(path)
        self._workspace_id = workspace_id
        self._session = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._noted = 0
        self._last = 0
        self._written = ""  # the value as this session wrote it last; only the holder of the writer's lock looks
        self._others = ""

    def stamp(self, raw: Any) -> int:
        """Number the commit that follows, within its transaction. Returns the number."""
        stored = raw.execute(_LOAD, (COMMITS,)).fetchone()
        value = None if stored is None else stored[0]
        if value is None or value != self._written:  # somebody else has written since
            last, sessions = _parse(value)
            sessions.pop(self._session, None)
            kept = list(sessions.items())[: KEPT_SESSIONS - 1]
            self._last, self._others = last, "".join(f" {name}:{at}" for name, at in kept)
        self._last += 1
        self._written = f"{self._last} {self._session}:{self._last}{self._others}"
        raw.execute(_STORE, (COMMITS, self._written))
        return self._last

    def confirm(self, number: int | None) -> None:
        """Note a commit that is done. A folder that cannot be written only costs the check at the next opening."""
        if number is None:
            return
        with self._lock, contextlib.suppress(OSError):
            if number > self._noted:
                self._write(number)
                self._noted = number

    def _write(self, number: int) -> None:
        wal, size = wal_state(self._workspace) or ("", 0)
        said = {
            "workspace": self._workspace_id,
            "session": self._session,
            "commit": number,
            "wal": wal,
            "wal_size": size,
        }
        text = (
            json.dumps(said).ljust(200) + "\n"
        )  # of one length, so that it is written over in place
        if not self._noted:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(handle, text.encode())
        finally:
            os.close(handle)


def _read(path: Path) -> dict[str, Any] | None:
    """Return a note; None when there is none, or none that can be read."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {
            "workspace": str(said["workspace"]),
            "session": str(said["session"]),
            "commit": int(said["commit"]),
            "wal": str(said["wal"]),
            "wal_size": int(said["wal_size"]),
        }
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _parse(value: str | None) -> tuple[int, dict[str, int]]:
    """Return the number of the last commit and the last number of each session; of a value nobody wrote, none."""
    try:
        first, *rest = (value or "0").split()
        pairs = [pair.split(":") for pair in rest]
        return int(first), {name: int(number) for name, number in pairs}
    except ValueError:
        return 0, {}


def _driver(connection: Connection) -> Any:
    raw: Callable[..., Any] | None = connection.connection.driver_connection
    return raw

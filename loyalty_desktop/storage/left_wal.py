"""Check a `-wal` that lies beside a closed workspace file, before SQLite opens both and merges it in.

After a crash the `-wal` holds the last commits, and SQLite takes it as it is: one of another workspace, or of an older
time, would be merged in and damage the file for good. The note of this computer (storage/marks.py) knows which `-wal` was
in use, and how long it was. Any other one is tried on a copy first.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.storage import marks
from loyalty_desktop.storage.engine import sqlite_address

_SHM_LOCKS = (120, 9)
"""Where SQLite's locks are in the `-shm`: first byte and length. Each open connection holds the last one."""


def check_left_wal(path: Path) -> None:
    """Raise StorageProblem "storage.foreign_wal" (path, wal) for a `-wal` that does not belong to a workspace file.

    Only for a file that this process has not opened. A `-wal` in use by another process is not looked at, nor is one
    that cannot be copied for lack of space.
    """
    wal = path.with_name(f"{path.name}-wal")
    found, noted = marks.wal_state(path), marks.noted_wal(path)
    if found is None:
        return
    known = noted is not None and found[0] == noted[0] and found[1] >= noted[1]
    if known or _in_use(path):
        return
    try:
        with tempfile.TemporaryDirectory(prefix="loyalty-") as folder:
            fits = _fits(path, wal, Path(folder))
    except OSError:
        return
    if not fits:
        raise StorageProblem("storage.foreign_wal", path=str(path), wal=wal.name)


def _fits(path: Path, wal: Path, folder: Path) -> bool:
    copy = folder / "copy"
    shutil.copyfile(path, copy)
    before = _facts(copy)
    if before is None:
        return True  # damaged without the -wal; opening says so, or the -wal mends it
    shutil.copyfile(wal, folder / "copy-wal")
    after = _facts(copy)
    return after is not None and after[0] == before[0] and after[1] >= before[1]


def _facts(path: Path) -> tuple[str, int] | None:
    """Return a workspace's id and the number of its last commit; None when it is damaged."""
    from sqlcipher3 import dbapi2

    try:
        with closing(dbapi2.connect(sqlite_address(path), uri=True)) as raw:
            if raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            found = dict(raw.execute("SELECT name, value FROM meta").fetchall())
    except dbapi2.Error:
        return None
    return str(found.get("workspace_id")), marks.last_commit(found.get(marks.COMMITS))


def _in_use(path: Path) -> bool:
    """Return whether another process has the workspace open; where that cannot be known, say yes."""
    if os.name == "nt":
        return True
    import fcntl

    shm = path.with_name(f"{path.name}-shm")
    first, length = _SHM_LOCKS
    try:
        with shm.open("r+b") as handle:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, length, first)
            fcntl.lockf(handle, fcntl.LOCK_UN, length, first)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False

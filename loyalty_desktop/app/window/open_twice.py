"""Tells when a workspace is open in another window of this user: a lock file beside the program's own files.

The lock is only a notice; the database takes several windows. It names its process, so that one left behind by a crash
counts for nothing. Windows of other users or machines are not seen.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile

from loyalty_desktop.app import paths
from loyalty_desktop.app.bootstrap import is_server


def place_of(target: str) -> str:
    """Return a short name for where a workspace is, the same however its path is written."""
    place = target if is_server(target) else str(Path(target).resolve())
    return hashlib.sha256(place.encode()).hexdigest()[:16]


class OpenTwice:
    """Held while a workspace is open. `elsewhere` is true when another window had it first."""

    def __init__(self, target: str) -> None:
        folder = paths.data_dir() / "open"
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / f"{place_of(target)}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that is gone makes it stale, not time
        taken = self._lock.tryLock(0)
        self.elsewhere = not taken and self._lock.error() == QLockFile.LockError.LockFailedError

    def close(self) -> None:
        """Release the lock."""
        self._lock.unlock()

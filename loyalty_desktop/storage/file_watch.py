"""Notice that an open workspace file was deleted, replaced or robbed of its companions: the path against what is open.

On Linux and macOS an open file can be deleted or renamed: SQLite would go on writing to what has no name any more, and
every commit would be lost at the end. So each writing transaction compares the path with the opened file (device and
number), once when it begins and once before it commits, by three calls of `stat`. The `-wal` and `-shm` stay the same
files as long as one connection is open.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from loyalty_desktop.domain.errors import StorageProblem

_COMPANIONS = ("-wal", "-shm")


class FileWatch:
    """What one engine has open. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names = [f"{path}{ending}" for ending in _COMPANIONS]
        self._lock = threading.Lock()
        self._open = 0
        self._file: tuple[int, int] | None = None
        self._companions: list[tuple[int, int] | None] = []
        self._wal_size = 0

    def connecting(self) -> None:
        """Check before a further connection is opened, which would open whatever is at the path now."""
        if self._file is not None:
            self.check()

    def connected(self) -> None:
        """Note what a connection has opened; call it when its `-wal` exists."""
        with self._lock:
            self._open += 1
            if self._file is None:
                self._file = _identity(self._path)
            if self._open == 1:  # with no connection open, SQLite makes new companions
                self._companions = [_identity(name) for name in self._names]
                self._wal_size = 0

    def closed(self) -> None:
        """Note that a connection is being closed."""
        with self._lock:
            self._open = max(self._open - 1, 0)

    def check(self) -> None:
        """Raise StorageProblem: storage.gone, storage.replaced, storage.companions_gone (path)."""
        with self._lock:
            found = _identity(self._path)
            if found is None:
                raise StorageProblem("storage.gone", path=str(self._path))
            if self._file is not None and found != self._file:
                raise StorageProblem("storage.replaced", path=str(self._path))
            if self._open and self._companions_differ():
                raise StorageProblem("storage.companions_gone", path=str(self._path))

    def _companions_differ(self) -> bool:
        wal = _stat(self._names[0])
        size = 0 if wal is None else wal.st_size
        # A -wal is written anew from its beginning, but never made shorter while it is open.
        shorter, self._wal_size = size < self._wal_size, max(size, self._wal_size)
        found = [None if wal is None else (wal.st_dev, wal.st_ino), _identity(self._names[1])]
        return shorter or found != self._companions


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Return device and number of a file; None when there is none. Without numbers (some drives) all files are alike."""
    found = _stat(path)
    return None if found is None else (found.st_dev, found.st_ino)


def _stat(path: str | Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageProblem(
            "storage.cannot_open", path=str(path), reason=error.strerror or ""
        ) from None

"""A claim on a file: one process at a time works with it, and the claim ends with its process, however that ends.

It is a lock of the operating system on a small file beside, which says who holds it and since when. On file systems
without locks every claim is granted.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

_TRIES = 20
_PAUSE_SECONDS = 0.02
"""Whoever only looks whether a file is claimed holds the lock for a moment; a claim waits longer than that."""
_LOCKED_BYTE = 1 << 20
"""Windows lets nobody read a locked byte, so the one that is locked lies behind the text."""

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who works with a file, and since when (aware; None when that could not be read)."""

    actor: str = ""
    since: datetime | None = None


class Claim:
    """A claim that this process holds until `release`. Made by `take`."""

    def __init__(self, path: Path, file: int) -> None:
        self._path = path
        self._file: int | None = file

    @classmethod
    def take(cls, path: Path, claimant: Claimant | None = None) -> Self | None:
        """Claim through the lock file `path`, which is made; returns None when another claim holds it.

        With `claimant` a busy lock is tried again for a moment, and the claimant is noted in the file.
        """
        for attempt in range(_TRIES if claimant else 1):
            if attempt:
                time.sleep(_PAUSE_SECONDS)
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if _locked(file) and _is_same(file, path):
                if claimant is not None:
                    _note(file, claimant)
                return cls(path, file)
            os.close(file)
        return None

    def release(self) -> None:
        """End the claim and delete the lock file."""
        file, self._file = self._file, None
        if file is None:
            return
        if sys.platform != "win32":  # while it is locked, so that nobody else's is deleted
            self._path.unlink(missing_ok=True)
        os.close(file)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):  # another process has opened it by now
                self._path.unlink()


def claimant_of(path: Path) -> Claimant | None:
    """Return who holds the claim of a lock file; None when nobody does."""
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        if _locked(file):
            return None
        os.lseek(file, 0, os.SEEK_SET)
        noted = json.loads(os.read(file, 10_000))
        return Claimant(str(noted["actor"]), datetime.fromisoformat(noted["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Claimant()
    finally:
        os.close(file)


def _locked(file: int) -> bool:
    """Lock an open file. Returns False when another one has locked it."""
    try:
        _lock(file)
    except OSError as error:
        return error.errno not in {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}
    return True


def _is_same(file: int, path: Path) -> bool:
    """Return whether the path still leads to the open file: its last holder may just have deleted it."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _note(file: int, claimant: Claimant) -> None:
    since = claimant.since.isoformat() if claimant.since else ""
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, json.dumps({"actor": claimant.actor, "since": since}).encode())

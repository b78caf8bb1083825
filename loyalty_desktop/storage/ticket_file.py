"""A queue between processes: numbers in a small file beside the workspace, each held by a lock on one byte.

Who comes takes the next number and locks its byte; it is his turn when no lower byte is locked. The system frees the locks
of a process that ends, however it ends, so nobody waits for the dead. Where the file cannot be made, locked or counted (a
folder without the right to write, a full disk, a system without such locks) there is no queue, and only the database's own
locks order the writers. The file is removed by the last process that closes it.

    bytes 0-7: the last number taken    8-15: the number whose turn it is    from _DOOR on: bytes to lock, beyond the file's end
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
import threading
import time
from pathlib import Path

ENDING = "-queue"
"""What the file's name adds to the workspace's."""

WINDOW = 4096
"""How many numbers below its own a process looks at."""

_DOOR = 1 << 20  # locked while a number is taken
_PRESENCE = _DOOR + 1  # locked by every process that has the file open, together
_FIRST = _DOOR + 16
_LIMIT = 1 << 40
_DOOR_SECONDS = 0.2
_NUMBER = struct.Struct("<Q")

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int, start: int, length: int, *, shared: bool) -> bool:
        del shared  # there are only exclusive ones
        return _locking(fd, start, length, msvcrt.LK_NBLCK)

    def _unlock(fd: int, start: int, length: int) -> None:
        _locking(fd, start, length, msvcrt.LK_UNLCK)

    def _locking(fd: int, start: int, length: int, how: int) -> bool:
        os.lseek(fd, start, os.SEEK_SET)
        try:
            msvcrt.locking(fd, how, length)
        except OSError:
            return False
        return True

    _POSSIBLE = True
else:
    import fcntl

    # Locks that belong to the opened file: those of POSIX would be lost when the process closes the file anywhere else.
    _SET: int | None = getattr(fcntl, "F_OFD_SETLK", None)
    _POSSIBLE = _SET is not None and sys.maxsize > 2**32

    def _lock(fd: int, start: int, length: int, *, shared: bool) -> bool:
        return _set(fd, start, length, fcntl.F_RDLCK if shared else fcntl.F_WRLCK)

    def _unlock(fd: int, start: int, length: int) -> None:
        _set(fd, start, length, fcntl.F_UNLCK)

    def _set(fd: int, start: int, length: int, kind: int) -> bool:
        wanted = struct.pack("hhqqi4x", kind, os.SEEK_SET, start, length, 0)
        try:
            fcntl.fcntl(fd, _SET or 0, wanted)
        except OSError:
            return False
        return True


class TicketFile:
    """The queue of one workspace file. Safe to share between threads; each open workspace needs its own."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace.with_name(workspace.name + ENDING)
        self._guard = threading.RLock()
        self._fd: int | None = None
        self._broken = not _POSSIBLE

    def take(self) -> int | None:
        """Return the next number, locked; None when there is no queue."""
        with self._guard:
            fd = self._opened()
            if fd is None or not self._enter(fd):
                return None
            try:
                ticket = self._read(fd, 0) + 1
                while not _lock(fd, _FIRST + ticket, 1, shared=False):
                    ticket += 1  # somebody has it: the file was written by others
                self._write(fd, 0, ticket)
            except OSError:
                self._give_up()
                return None
            finally:
                if self._fd is not None:
                    _unlock(fd, _DOOR, 1)
            return ticket

    def ahead(self, ticket: int) -> int:
        """Return about how many are before this number; 0 when it is its turn."""
        with self._guard:
            fd = self._fd
            if fd is None:
                return 0
            low = max(ticket - WINDOW, 0)
            if _lock(fd, _FIRST + low, ticket - low, shared=True):
                _unlock(fd, _FIRST + low, ticket - low)
                with contextlib.suppress(OSError):
                    self._write(fd, 8, ticket)
                return 0
            try:
                return max(ticket - self._read(fd, 8), 1)
            except OSError:
                return 1

    def give_back(self, ticket: int) -> None:
        """Leave the queue."""
        with self._guard:
            if self._fd is not None:
                _unlock(self._fd, _FIRST + ticket, 1)

    def close(self) -> None:
        """Close the file, and remove it when no other process has it open."""
        with self._guard:
            fd, self._fd = self._fd, None
            if fd is None:
                return
            # Nobody opens it while the door is locked, and whoever opened it before looks again (`_opened`).
            alone = _lock(fd, _DOOR, 1, shared=False) and self._alone(fd)
            if alone and sys.platform != "win32":
                self._remove(fd)
            os.close(fd)
            if alone and sys.platform == "win32":  # an open file cannot be removed there
                with contextlib.suppress(OSError):
                    self._path.unlink()

    @staticmethod
    def _alone(fd: int) -> bool:
        _unlock(fd, _PRESENCE, 1)
        return _lock(fd, _PRESENCE, 1, shared=False)

    def _remove(self, fd: int) -> None:
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(fd), os.stat(self._path)):
                self._path.unlink()

    def _opened(self) -> int | None:
        """Return the opened file, opened now if need be."""
        while self._fd is None and not self._broken:
            flags = (
                os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
            )
            try:
                fd = os.open(self._path, flags, 0o666)
            except OSError:
                self._broken = True
                return None
            present = _lock(fd, _PRESENCE, 1, shared=True) or sys.platform == "win32"
            try:
                same = os.path.samestat(os.fstat(fd), os.stat(self._path))
            except OSError:
                same = False  # removed between the two
            if present and same:
                self._fd = fd
            else:
                os.close(fd)
                time.sleep(0.001)  # the last one before is removing it
        return self._fd

    @staticmethod
    def _enter(fd: int) -> bool:
        """Lock the door; give up when somebody keeps it, who must have been halted."""
        until = time.monotonic() + _DOOR_SECONDS
        while not _lock(fd, _DOOR, 1, shared=False):
            if time.monotonic() > until:
                return False
            time.sleep(0.0002)
        return True

    def _give_up(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
        self._fd, self._broken = None, True

    @staticmethod
    def _read(fd: int, place: int) -> int:
        os.lseek(fd, place, os.SEEK_SET)
        found = os.read(fd, _NUMBER.size)
        number = int(_NUMBER.unpack(found)[0]) if len(found) == _NUMBER.size else 0
        return number if number < _LIMIT else 0  # else written by others

    @staticmethod
    def _write(fd: int, place: int, number: int) -> None:
        os.lseek(fd, place, os.SEEK_SET)
        os.write(fd, _NUMBER.pack(number))

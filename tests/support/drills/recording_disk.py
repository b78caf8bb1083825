"""Records what SQLite writes and syncs, through the file methods of the very library that the driver brings.

SQLite reaches the disk through tables of functions. This module puts functions of its own into them (ctypes), which note
the call and pass it on. It works where the driver's library shows SQLite's symbols (the Linux wheels), and is meant for
a process of its own: it cannot be taken out again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a file, or a note of the workload (`what` is "note", `at` a number).

    write: `data` at offset `at` · truncate: to `at` bytes · sync · delete: `at` is 1 when the folder was synced.
    """

    what: str
    file: str = ""
    at: int = 0
    data: bytes = b""


_FILE = ctypes.c_void_p
_Name = ctypes.c_void_p
"""Not c_char_p: SQLite keeps the pointer, and a Python copy of the name would be gone."""
_Open = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, _Name, _FILE, ctypes.c_int, ctypes.c_void_p)
_Delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, _Name, ctypes.c_int)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.c_int)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("delete", ctypes.c_void_p),
    )


_METHODS = 19
"""Words of sqlite3_io_methods: the version and 18 functions."""
_WRITE, _TRUNCATE, _SYNC = 3, 4, 5


def _file_name(pointer: int) -> str:
    return Path(ctypes.string_at(pointer).decode()).name


def library() -> Any | None:
    """The driver's library, or None when it hides SQLite's functions."""
    import sqlcipher3

    for path in Path(str(sqlcipher3.__file__)).parent.glob("_sqlite3*"):
        found = ctypes.CDLL(str(path))
        if hasattr(found, "sqlite3_vfs_find"):
            return found
    return None


class RecordingDisk:
    """Records from now on, for the rest of the process."""

    def __init__(self) -> None:
        self.log: list[Event] = []
        self._names: dict[int, str] = {}
        self._kept: list[object] = []
        self._tables: dict[int, Any] = {}
        found = library()
        assert found is not None
        found.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._vfs = found.sqlite3_vfs_find(None).contents
        self._open = _Open(self._vfs.open)
        self._delete = _Delete(self._vfs.delete)
        self._vfs.open = self._keep(_Open(self._opened))
        self._vfs.delete = self._keep(_Delete(self._deleted))

    def note(self, number: int) -> None:
        """Write a number into the log: what the workload has been told is done."""
        self.log.append(Event("note", at=number))

    def _keep(self, function: Any) -> int:
        self._kept.append(function)
        return int(ctypes.cast(function, ctypes.c_void_p).value or 0)

    def _opened(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        code = int(self._open(vfs, name, file, flags, out))
        methods = ctypes.c_size_t.from_address(file)
        if code == 0 and name is not None and methods.value:
            self._names[file] = _file_name(name)
            methods.value = self._table(methods.value)
        return code

    def _deleted(self, vfs: int, name: int, sync_folder: int) -> int:
        code = int(self._delete(vfs, name, sync_folder))
        if code == 0:
            self.log.append(Event("delete", _file_name(name), int(bool(sync_folder))))
        return code

    def _table(self, real: int) -> int:
        """A copy of a table of file methods that notes writes, truncations and syncs."""
        if real not in self._tables:
            table = (ctypes.c_size_t * _METHODS)()
            version = ctypes.c_int.from_address(real).value
            size = {1: 13, 2: 17}.get(version, _METHODS) * ctypes.sizeof(ctypes.c_size_t)
            ctypes.memmove(table, real, size)
            for at, kind, made in (
                (_WRITE, _Write, self._writing),
                (_TRUNCATE, _Truncate, self._truncating),
                (_SYNC, _Sync, self._syncing),
            ):
                table[at] = self._keep(kind(made(kind(table[at]))))
            self._tables[real] = table
        return ctypes.addressof(self._tables[real])

    def _writing(self, real: Callable[..., int]) -> Callable[..., int]:
        def write(file: int, data: int, size: int, offset: int) -> int:
            self.log.append(Event("write", self._names[file], offset, ctypes.string_at(data, size)))
            return real(file, data, size, offset)

        return write

    def _truncating(self, real: Callable[..., int]) -> Callable[..., int]:
        def truncate(file: int, size: int) -> int:
            self.log.append(Event("truncate", self._names[file], size))
            return real(file, size)

        return truncate

    def _syncing(self, real: Callable[..., int]) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            code = real(file, flags)
            self.log.append(Event("sync", self._names[file]))
            return code

        return sync

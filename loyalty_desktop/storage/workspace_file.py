"""Check a workspace file before SQLite opens it: whether it is a workspace, and whether its folder is safe."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from pathlib import Path, PureWindowsPath
from typing import Any

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.storage.engine import APPLICATION_ID

_COMPANIONS_NEED = 64 * 1024
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_ESCAPED = re.compile(r"\\([0-7]{3})")
_MAGIC = b"SQLite format 3\0"
_SYNC_FOLDERS = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "yandex.disk",
    "yandexdisk",
    "nextcloud",
    "owncloud",
    "seafile",
)
_NETWORK_FILE_SYSTEMS = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afpfs", "webdav", "davfs"
}  # fmt: skip


def check_name(path: Path) -> None:
    """Raise StorageProblem "storage.path_letters" for a path that is not text: SQLite could not be asked for it."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        raise StorageProblem("storage.path_letters", path=ascii(str(path))[1:-1]) from None


def check_is_workspace(path: Path) -> None:
    """Refuse what is not a workspace file, without SQLite (which would create a missing or empty file).

    Only for a file that this process has not opened: closing a second handle would drop SQLite's POSIX locks.
    """
    check_name(path)
    try:
        if not path.exists():
            raise StorageProblem("storage.not_found", path=str(path))
        if not path.is_file():
            raise StorageProblem("storage.foreign_file", path=str(path))
        if path.stat().st_size == 0:
            raise StorageProblem("storage.empty_file", path=str(path))
        with path.open("rb") as handle:
            header = handle.read(100)
    except OSError as error:
        raise StorageProblem(
            "storage.cannot_open", path=str(path), reason=error.strerror or ""
        ) from None
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise StorageProblem("storage.foreign_file", path=str(path))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StorageProblem("storage.foreign_file", path=str(path))


def has_room(folder: Path) -> bool:
    """Return whether a folder has room for SQLite's companions: it says "disk I/O error" for a full disk when it opens."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(_COMPANIONS_NEED))
    except OSError as error:
        return error.errno not in _NO_ROOM
    return True


def path_notices(path: Path) -> tuple[Message, ...]:
    """Return warnings about the folder of a file: network drives and synchronised folders break SQLite's locks."""
    found = []
    folders = [part.casefold() for part in path.absolute().parts[:-1]]
    for part in folders:
        if any(part.startswith(name) or name in part.split(" - ") for name in _SYNC_FOLDERS):
            found.append(Message("storage.sync_folder", {"folder": part}))
            break
    if _on_network(path):
        found.append(Message("storage.network_drive", {"path": str(path)}))
    return tuple(found)


def _on_network(path: Path) -> bool:
    if os.name == "nt":
        drive = PureWindowsPath(path.absolute()).drive
        if drive.startswith("\\\\"):
            return True
        import ctypes

        remote = 4  # DRIVE_REMOTE
        windows: Any = getattr(ctypes, "windll", None)
        return windows is not None and windows.kernel32.GetDriveTypeW(drive + "\\") == remote
    with contextlib.suppress(OSError, ValueError):
        return mount_type(path, Path("/proc/mounts").read_text(encoding="utf-8")) in (
            _NETWORK_FILE_SYSTEMS
        )
    return False


def mount_type(path: Path, mounts: str) -> str:
    """Return the file system type of the deepest mount point above a path, from the text of /proc/mounts."""
    best, kind = "", ""
    place = path.resolve().as_posix()
    for line in mounts.splitlines():
        _device, point, fs_type, *_rest = line.split(" ")
        point = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), point)
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fs_type
    return kind

"""Detect what a file is by its first bytes and its parts. A wrong extension only leads to a warning."""

from __future__ import annotations

import zipfile
from pathlib import Path

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.spreadsheets.contract import FileFormat

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = {
    ".xlsx": FileFormat.XLSX,
    ".xlsm": FileFormat.XLSX,
    ".xltx": FileFormat.XLSX,
    ".xls": FileFormat.XLS,
    ".ods": FileFormat.ODS,
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".tab": FileFormat.CSV,
    ".txt": FileFormat.CSV,
    ".htm": FileFormat.HTML,
    ".html": FileFormat.HTML,
}
_TEXT_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARIES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format 3",
)


def detect(path: Path) -> FileFormat:
    """Return the format of a file. Raises FileProblem `file.missing`, `file.empty`, `file.unreadable`."""
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(65_536)
    except FileNotFoundError as error:
        raise FileProblem("file.missing", name=path.name) from error
    except OSError as error:
        raise FileProblem("file.unreadable", name=path.name) from error
    if size == 0 or not head.strip(b"\x00\r\n\t "):
        raise FileProblem("file.empty", name=path.name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path, size)
    if head.startswith(_BINARIES):
        return FileFormat.UNKNOWN
    return _text(head)


def by_ending(path: Path) -> FileFormat | None:
    """Return the format of the extension; None for unknown extensions."""
    return _ENDINGS.get(path.suffix.lower())


def _zipped(path: Path) -> FileFormat:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype")
                if b"opendocument.spreadsheet" in kind:
                    return FileFormat.ODS
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise FileProblem("file.damaged", name=path.name, part="zip") from error
    if any(name.lower().lstrip("/").startswith("xl/") for name in names):
        return FileFormat.XLSX
    if "content.xml" in names:
        return FileFormat.ODS
    return FileFormat.UNKNOWN


def _compound(path: Path, size: int) -> FileFormat:
    """Return the format of an OLE file: an old workbook, or an encrypted new one (stream names in its directory are UTF-16)."""
    encrypted = "EncryptedPackage".encode("utf-16-le")
    books = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    workbook = False
    tail = b""
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            block = tail + chunk
            if encrypted in block:
                return FileFormat.PASSWORD
            workbook = workbook or any(name in block for name in books)
            tail = block[-64:]
    del size
    return FileFormat.XLS if workbook else FileFormat.UNKNOWN


def _text(head: bytes) -> FileFormat:
    if head.startswith(_TEXT_BOMS):
        return FileFormat.CSV
    start = head.lstrip()[:1000].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        return FileFormat.HTML
    zeros = head.count(0)
    if not zeros:
        return FileFormat.CSV
    even, odd = head[::2].count(0), head[1::2].count(0)
    if zeros > len(head) // 4 and (even == 0 or odd == 0):
        return FileFormat.CSV  # UTF-16 without a byte order mark
    # A single NUL in a text is a bad cell; many mean another kind of file.
    return FileFormat.CSV if zeros * 200 < len(head) or zeros <= 8 else FileFormat.UNKNOWN

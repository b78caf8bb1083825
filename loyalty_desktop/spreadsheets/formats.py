"""Detect what a file is by its first bytes and its parts. A wrong extension only leads to a warning."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.spreadsheets.contract import FileFormat
from loyalty_desktop.spreadsheets.sheet_names import part_key

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
_MANIFEST = "META-INF/manifest.xml"
_FILEPASS = re.compile(
    rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""The first record of an old workbook, perhaps a write protection, and the record that announces encryption."""
_XML_WORKBOOKS = (
    b"urn:schemas-microsoft-com:office:spreadsheet",
    b"urn:oasis:names:tc:opendocument:xmlns:office",
)
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
_OTHER_TEXTS = re.compile(
    rb"""ID;P|TABLE\s+0,1\s|BEGIN:V(?:CARD|CALENDAR)|\{\\rtf|\{\s*(?:"|\})|\[\s*[\[{"]|%!PS|From \S+@"""
)
"""How texts of other programs begin: SYLK, DIF, address books and calendars, RTF, JSON, PostScript, mail."""


_ZIP = b"PK\x03\x04"
_CONTAINERS = {FileFormat.XLSX, FileFormat.ODS, FileFormat.XLS}


def detect(path: Path) -> FileFormat:
    """Return the format of a file. Raises FileProblem `file.missing`, `file.empty`, `file.unreadable`, `file.numbers`."""
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
    if head.startswith((_ZIP, b"PK\x05\x06")):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path, size)
    if by_ending(path) in _CONTAINERS and any(mark.startswith(head) for mark in (_ZIP, _OLE)):
        raise FileProblem("file.damaged", name=path.name, part="zip")  # cut off in its first bytes
    if head.startswith(_BINARIES):
        return FileFormat.UNKNOWN
    return _text(head)


def by_ending(path: Path) -> FileFormat | None:
    """Return the format of the extension; None for unknown extensions."""
    return _ENDINGS.get(path.suffix.lower())


def _zipped(path: Path) -> FileFormat:
    ods = encrypted = False
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            ods = b"opendocument.spreadsheet" in _small(archive, names, "mimetype", 200)
            if ods or "content.xml" in names:
                manifest = _small(archive, names, _MANIFEST, 1 << 20)
                encrypted = b"encryption-data" in manifest
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise FileProblem("file.damaged", name=path.name, part="zip") from error
    xlsx = any(part_key(name).startswith("xl/") for name in names)
    if xlsx and (ods or "content.xml" in names):  # each reader would see another table
        raise FileProblem("file.dangerous_part", name=path.name, part="content.xml")
    if encrypted:
        return FileFormat.PASSWORD
    if any(name.endswith(".iwa") for name in names):
        raise FileProblem("file.numbers", name=path.name)
    if xlsx:
        return FileFormat.XLSX
    return FileFormat.ODS if ods or "content.xml" in names else FileFormat.UNKNOWN


def _small(archive: zipfile.ZipFile, names: set[str], part: str, limit: int) -> bytes:
    """Return a part of up to `limit` bytes; nothing for a larger or missing one."""
    return archive.read(part) if part in names and archive.getinfo(part).file_size < limit else b""


def _compound(path: Path, size: int) -> FileFormat:
    """Return the format of an OLE file: an old workbook, or an encrypted one, new or old.

    Raises FileProblem `file.damaged` for one that ends before its directory. Stream names in the directory are UTF-16. In an encrypted old workbook the record FILEPASS follows the first one.
    """
    encrypted = "EncryptedPackage".encode("utf-16-le")
    books = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    workbook = False
    tail = b""
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            block = tail + chunk
            if encrypted in block or _FILEPASS.search(block):
                return FileFormat.PASSWORD
            workbook = workbook or any(name in block for name in books)
            tail = block[-64:]
    if workbook:
        return FileFormat.XLS
    if size < 512 or size < 512 * (_directory(path) + 2):
        raise FileProblem("file.damaged", name=path.name, part="OLE")
    return FileFormat.UNKNOWN


def _directory(path: Path) -> int:
    """Return the sector in which an OLE file says its directory begins."""
    with path.open("rb") as handle:
        handle.seek(48)
        return int.from_bytes(handle.read(4), "little")


def _text(head: bytes) -> FileFormat:
    plain = head.removeprefix(_TEXT_BOMS[0])
    if head.startswith(_TEXT_BOMS[1:]):
        plain = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    start = plain.lstrip()[:1000].lower()
    if start.startswith(b"<?xml") and any(name in plain for name in _XML_WORKBOOKS):
        return FileFormat.XML
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        return FileFormat.HTML
    if _OTHER_TEXTS.match(plain.lstrip()):
        return FileFormat.UNKNOWN
    if head.startswith(_TEXT_BOMS):
        return FileFormat.CSV
    zeros = head.count(0)
    if not zeros:
        return FileFormat.CSV
    even, odd = head[::2].count(0), head[1::2].count(0)
    if zeros > len(head) // 4 and (even == 0 or odd == 0):
        return FileFormat.CSV  # UTF-16 without a byte order mark
    # A single NUL in a text is a bad cell; many mean another kind of file.
    return FileFormat.CSV if zeros * 200 < len(head) or zeros <= 8 else FileFormat.UNKNOWN

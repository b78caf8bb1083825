"""Check a workbook before a parser reads it: every part is streamed once in bounded memory.

It uses byte patterns, not an XML parser, and takes about a second per hundred megabytes. What a pattern cannot decide is
left to the limits of the child process (worker.py).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.spreadsheets.contract import MAX_ROWS, FileFormat
from loyalty_desktop.spreadsheets.sheet_names import part_key, sheet_parts

MAX_PARTS = 2_000
MAX_UNPACKED = 4 << 30
MAX_RATIO = 150
RATIO_FROM = 20 << 20
MAX_AREA_PER_CELL = 200
SPARSE_FROM = 50_000_000
_MAX_MARKED = 100_000
_CHUNK = 1 << 20
_LONGEST_CELL = 8 << 20

_DANGEROUS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<[A-Za-z]")
_ALIKE = bytes.maketrans(b"BCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"A" * 25 + b"0" * 9)
_ANY_REFERENCE = re.compile(rb"""[\s]r\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,20})["']""")
_REFERENCE = re.compile(rb'r="([A-Za-z]{1,9})([0-9]{1,20})"')
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\st=["']e["'][^>]*)>"""
    rb"""(?:\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>))?(?:\s*<(?:\w+:)?v>([^<]{1,16})<)?"""
)
_EMPTY_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:\w+:)?c>"""
)
_OWN_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_SHEET_PART = re.compile(r"xl/(?:.+/)?worksheets/[^/]+\.xml|xl/sheet\d*\.xml")
_ERRORS = re.compile(rb"""\st\s*=\s*["']e["']""")
_ODS_ERRORS = re.compile(
    rb"""value-type\s*=\s*["']error|>#[A-Z/0]{2,8}[!?A]|>Err:5|>#[\xd0\xd1]|:formula\s*="""
)
_CELL_END = re.compile(rb"</(?:[\w.-]+:)?c>|<(?:[\w.-]+:)?row[\s>/]")
_ODS_REPEAT = re.compile(rb'number-(columns|rows)-repeated="([0-9]+)"')


@dataclass(slots=True)
class PartReport:
    """One sheet part: its extent, and the cells without a usable value as (row, column), both 1-based."""

    name: str
    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    error_cells: int = 0
    empty_formulas: int = 0
    bad: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # as the cell shows it: #N/A
    unsure: bool = False  # there may be such cells that the patterns do not find: `cell_marks` does
    refusal: FileProblem | None = None  # raised when this sheet is the one that is read


@dataclass(slots=True)
class Preflight:
    """What was found in a zipped workbook, by name of the part."""

    parts: dict[str, PartReport] = field(default_factory=dict)
    unpacked: int = 0
    ods_errors: bool = False  # an OpenDocument spreadsheet may have cells in error


def column_number(letters: bytes) -> int:
    """Return the 1-based number of a column's letters."""
    number = 0
    for character in letters.upper():
        number = number * 26 + character - 64
    return number


def check(
    path: Path, found: FileFormat, advance: Callable[[int], None] = lambda _: None
) -> Preflight:
    """Stream every part of a zipped workbook. `advance` is called with bytes read.

    Raises FileProblem `file.damaged`, `file.too_many_parts`, `file.dangerous_part`, `file.bomb`, `file.cells_outside`,
    each with the part. What refuses one sheet only (`file.sparse`) is kept in its report.
    """
    report = Preflight()
    try:
        sheets = set(sheet_parts(path).values()) if found is FileFormat.XLSX else set()
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _directory(path, entries)
            for entry in entries:
                if entry.is_dir():
                    continue
                part = None
                key = part_key(entry.filename)
                if found is FileFormat.XLSX and (key in sheets or _SHEET_PART.fullmatch(key)):
                    part = report.parts[key] = PartReport(entry.filename)
                stream = _Stream(path, entry, part)
                _stream(archive, stream, report, advance)
                report.ods_errors = report.ods_errors or stream.errors
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise FileProblem("file.damaged", name=path.name, part="zip") from error
    return report


def _directory(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS:
        raise FileProblem(
            "file.too_many_parts", name=path.name, found=len(entries), limit=MAX_PARTS
        )
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.filename
        pieces = name.replace("\\", "/").split("/")
        if ".." in pieces or name.lower() in seen or "\x00" in name:
            raise FileProblem("file.dangerous_part", name=path.name, part=name[:80])
        if entry.flag_bits & 1:
            raise FileProblem("file.password", name=path.name)
        seen.add(name.lower())
        total += entry.file_size
        if total > MAX_UNPACKED:
            raise FileProblem("file.bomb", name=path.name, part=name[:80])
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(
            entry.compress_size, 1
        ):
            raise FileProblem("file.bomb", name=path.name, part=name[:80])


class _Stream:
    """A part being streamed: the bytes not checked yet, and whether its root element has begun."""

    def __init__(self, path: Path, entry: zipfile.ZipInfo, part: PartReport | None) -> None:
        self.path = path
        self.entry = entry
        self.part = part
        self.xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        self.ods = entry.filename == "content.xml"
        self.tail = b""
        self.begun = False
        self.errors = False

    def take(self, chunk: bytes) -> None:
        """Check one chunk."""
        if not self.xml:
            return
        block = self.tail + chunk
        if not self.begun:
            # A document type can only be before the root element.
            if _DANGEROUS.search(block) or b"<\x00!" in block or b"\x00<\x00!" in block:
                raise FileProblem(
                    "file.dangerous_part", name=self.path.name, part=self.entry.filename[:80]
                )
            self.begun = _ROOT.search(block) is not None
        if self.part is None:
            if self.ods:
                _repeats(self.path, block)
                self.errors = self.errors or _ODS_ERRORS.search(block) is not None
            self.tail = block[-64:]
            return
        cut = _last_cell(block)
        if not cut and len(block) > _LONGEST_CELL:
            raise FileProblem("file.huge_cell", name=self.path.name, part=self.entry.filename[:80])
        _cells(self.path, self.part, block[:cut])
        self.tail = block[cut:]

    def finish(self) -> None:
        """Check what is left."""
        if self.part is not None:
            _cells(self.path, self.part, self.tail)
            area = self.part.last_row * self.part.last_column
            if area > SPARSE_FROM and area > MAX_AREA_PER_CELL * max(self.part.cells, 1):
                self.part.refusal = FileProblem(
                    "file.sparse", name=self.path.name, part=self.entry.filename[:80]
                )


def _last_cell(block: bytes) -> int:
    """Return the place after the last whole cell of a block; 0 when it has none."""
    usual = max(block.rfind(b"</c>") + 4, block.rfind(b"<row"))
    if usual >= 4:
        return usual
    # Elements have a prefix: look from the end, some kilobytes at a time.
    size = 1 << 14
    while True:
        ends = list(_CELL_END.finditer(block, max(len(block) - size, 0)))
        if ends:
            return ends[-1].end() if ends[-1][0].endswith(b"c>") else ends[-1].start()
        if size >= len(block):
            return 0
        size *= 8


def _stream(
    archive: zipfile.ZipFile,
    stream: _Stream,
    report: Preflight,
    advance: Callable[[int], None],
) -> None:
    entry, name = stream.entry, stream.path.name
    read = 0
    try:
        for chunk in _chunks(archive, entry):
            read += len(chunk)
            report.unpacked += len(chunk)
            if read > entry.file_size or report.unpacked > MAX_UNPACKED:
                raise FileProblem("file.bomb", name=name, part=entry.filename[:80])
            advance(len(chunk))
            stream.take(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileProblem("file.damaged", name=name, part=entry.filename[:80]) from error
    if read != entry.file_size:
        raise FileProblem("file.damaged", name=name, part=entry.filename[:80])
    stream.finish()


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as handle:
        while chunk := handle.read(_CHUNK):
            yield chunk


def _cells(path: Path, part: PartReport, block: bytes) -> None:
    """Check the cells of a block that ends between two cells.

    All letters and all digits are replaced by one letter and one digit first, so that two plain searches find long
    references: three letters or seven digits. Only then, or when cells are not written in the usual way, are references
    read one by one.
    """
    if not block:
        return
    cells = block.count(b"<c ") + block.count(b":c ") + block.count(b"<c>")
    part.cells += cells
    usual = True
    alike = block.translate(_ALIKE)
    if (
        cells != block.count(b'<c r="')
        or b'r="AAA' in alike
        or b'A0000000"' in alike
        or b'r="a' in alike
    ):
        usual = False
        for found in _ANY_REFERENCE.finditer(block):
            _inside(path, part, found[1], found[2])
    else:
        _extent(path, part, block)
    if b't="e"' in block or b"t='e'" in block or (not usual and _ERRORS.search(block)):
        part.unsure = part.unsure or not usual
        for cell in _ERROR_CELL.finditer(block):
            part.error_cells += 1
            _mark(part, cell[1], "cell.error", (cell[2] or b"").decode("ascii", "replace"))
    if b"<f" in block or b":f" in block:
        part.unsure = part.unsure or not usual
        for cell in _EMPTY_FORMULA.finditer(block):
            part.empty_formulas += 1
            _mark(part, cell[1], "cell.formula_without_value")


def _extent(path: Path, part: PartReport, block: bytes) -> None:
    """Return the last cells of the block's first rows and of its end: enough to know the extent of a usual sheet."""
    places = [block.rfind(b'<c r="')]
    at = 0
    for _ in range(5):
        at = block.find(b"</row>", at + 1)
        if at < 0:
            break
        places.append(block.rfind(b'<c r="', 0, at))
    for place in places:
        found = _REFERENCE.match(block, place + 3) if place >= 0 else None
        if found:
            _inside(path, part, found[1], found[2])


def _inside(path: Path, part: PartReport, letters: bytes, digits: bytes) -> None:
    column, row = column_number(letters), int(digits)
    where = (letters + digits).decode()[:30]
    if row > MAX_ROWS or row < 1 or column > 16_384:
        raise FileProblem("file.cells_outside", name=path.name, part=part.name, cell=where)
    part.last_row = max(part.last_row, row)
    part.last_column = max(part.last_column, column)


def _mark(part: PartReport, attributes: bytes, code: str, text: str = "") -> None:
    own = _OWN_REFERENCE.search(attributes)
    if own and len(part.bad) < _MAX_MARKED:
        place = (int(own[2]), column_number(own[1]))
        part.bad[place] = code
        if text:
            part.errors[place] = text


def _repeats(path: Path, block: bytes) -> None:
    """Refuse extremely long runs of equal cells in ODS, which would unpack to gigabytes."""
    for found in _ODS_REPEAT.finditer(block):
        limit = 16_384 if found[1] == b"columns" else MAX_ROWS
        if len(found[2]) > 8 or int(found[2]) > limit:
            raise FileProblem(
                "file.cells_outside",
                name=path.name,
                part="content.xml",
                cell=found[2].decode()[:20],
            )

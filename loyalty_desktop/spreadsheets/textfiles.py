"""Read separated text: the encoding, the separator, and rows with the line on which they start.

Order of decoding: byte order mark, UTF-8, the code page that a person chose. Without a choice charset-normalizer
suggests a code page, and the result is marked as a guess.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from loyalty_desktop.domain.errors import FileProblem

SEPARATORS = (";", ",", "\t", "|")
CODE_PAGES = ("cp1251", "koi8_r", "cp866", "cp1252", "mac_cyrillic", "utf_16_le", "utf_16_be")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEP_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
ERROR_TEXTS = frozenset(
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!", "#ДЕЛ/0!", "#ИМЯ?", "#ЧИСЛО!", "#ПУСТО!",
    }
)  # fmt: skip
"""What a spreadsheet program writes to a text file for a cell in error, in both languages."""
_GUARD = re.compile(
    r"'(?='*(?:[=+\-@\t\r]|(?:" + "|".join(map(re.escape, sorted(ERROR_TEXTS))) + r")\Z))"
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_RISKY = frozenset("=+-@\t\r#")
_HEAD = 256 * 1024
_LETTERS_EACH_FAULT = 4
"""From how many right letters of several bytes for each wrong byte on a file is UTF-8 with faults."""
FIELD_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class TextShape:
    """How a text file is read. `guessed`: nobody chose the code page, and the file does not prove it."""

    encoding: str
    separator: str
    skip_lines: int = 0
    guessed: bool = False
    candidates: tuple[str, ...] = ()


def shape(path: Path, *, encoding: str = "", separator: str = "") -> TextShape:
    """Return encoding and separator. Raises FileProblem `file.encoding` when the chosen code page does not fit."""
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    guessed = False
    candidates: tuple[str, ...] = ()
    chosen = _marked(head)
    if not chosen and encoding:
        chosen = _known(path, encoding)
    elif not chosen:
        if _is_utf8(path):
            chosen = "utf-8"
        else:
            _refuse_cut(path)
            candidates = suggest(head)
            chosen, guessed = candidates[0], True
    text = _decode_head(path, head, chosen)
    found = _SEP_LINE.match(text.lstrip("\ufeff"))
    if found:
        return TextShape(chosen, found[1], 1, guessed, candidates)
    return TextShape(chosen, separator or sniff(text), 0, guessed, candidates)


def suggest(head: bytes) -> tuple[str, ...]:
    """Return likely code pages, best first; never empty."""
    zeros_even, zeros_odd = head[::2].count(0), head[1::2].count(0)
    if zeros_odd > len(head) // 8 and zeros_even * 20 < zeros_odd:
        return ("utf_16_le",)
    if zeros_even > len(head) // 8 and zeros_odd * 20 < zeros_even:
        return ("utf_16_be",)
    from charset_normalizer import from_bytes

    matches = from_bytes(head[:65_536], cp_isolation=[*CODE_PAGES[:5]])
    found = [match.encoding for match in matches]
    ordered = list(
        dict.fromkeys(
            [
                *sorted(found, key=lambda n: n != "cp1251" or not _russian(head, n)),
                *CODE_PAGES[:4],
                "cp1250",
            ]
        )
    )
    return tuple(ordered)


def _russian(head: bytes, encoding: str) -> bool:
    """Return whether the bytes are mostly small Cyrillic letters, which have different codes in each code page."""
    text = head.decode(encoding, "replace")
    small = sum("а" <= c <= "я" for c in text)
    large = sum("А" <= c <= "Я" for c in text)
    return small > large


def sniff(text: str) -> str:
    """Return the separator: the one with the largest count that is the same in the first lines, outside quotes."""
    lines = re.sub(r'"[^"]*"', "", text).splitlines()[:50]
    lines = [
        line for line in lines if line.strip(" ")
    ]  # a line of quoted cells is all separators now
    best, best_score = ",", 0.0
    for mark in SEPARATORS:
        counts = [line.count(mark) for line in lines[:-1] or lines]
        if not counts or not counts[0]:
            continue
        same = sum(count == counts[0] for count in counts) / len(counts)
        score = same * 1000 + counts[0]
        if score > best_score:
            best, best_score = mark, score
    return best


def guarded(text: str) -> str:
    """Return a text for CSV: with `'` before what a spreadsheet program would run or misread."""
    start = text.lstrip("'")
    return "'" + text if start[:1] in _RISKY and (start[0] != "#" or start in ERROR_TEXTS) else text


def rows(
    path: Path, found: TextShape, bad: dict[tuple[int, int], str] | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number on which the row starts, cells), one by one; see `chunks`."""
    for numbers, cells in chunks(path, found, bad, size=64):
        yield from zip(numbers, cells, strict=True)


def chunks(
    path: Path, found: TextShape, bad: dict[tuple[int, int], str] | None = None, *, size: int
) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Yield (line numbers on which rows start, rows of cells) of `size` rows each, without the `'` that our export adds.

    Cells with the text of an error ("#N/A") are recorded in `bad` by (line, 1-based column).

    Raises FileProblem `file.encoding` (with the line), `file.unclosed_quote`, `file.field_too_long`.
    """
    csv.field_size_limit(FIELD_LIMIT)
    line = 1 + found.skip_lines
    chunk: list[list[str]] = []
    try:
        with path.open("r", encoding=found.encoding, errors="strict", newline="") as handle:
            if found.skip_lines:
                handle.readline()
            reader = csv.reader(_LineCounter(handle), delimiter=found.separator, strict=True)
            while True:
                chunk = []
                before = reader.line_num
                chunk.extend(
                    islice(reader, size)
                )  # after an error, what was read before it is kept
                if not chunk:
                    return
                if reader.line_num - before == len(chunk):
                    numbers = list(range(line, line + len(chunk)))
                else:
                    numbers = _starts(chunk, line)
                line += reader.line_num - before
                joined = "\x1f".join(chain.from_iterable(chunk))
                if bad is not None and "#" in joined:
                    _note_errors(chunk, numbers, bad)
                if "\ufeff" in joined:  # files with a mark each that were put together
                    chunk = [[c.replace("\ufeff", "") for c in row] for row in chunk]
                if "'" in joined:
                    chunk = [[c[1:] if _GUARD.match(c) else c for c in row] for row in chunk]
                yield numbers, chunk
    except UnicodeError as error:
        at = _after(chunk, line)
        raise FileProblem(
            "file.encoding", name=path.name, encoding=found.encoding, line=at
        ) from error
    except csv.Error as error:
        text = str(error)
        at = _after(chunk, line)
        if "unexpected end" in text:
            raise FileProblem("file.unclosed_quote", name=path.name, line=at) from error
        if "field larger" in text:
            raise FileProblem("file.field_too_long", name=path.name, line=at) from error
        raise FileProblem("file.broken_row", name=path.name, line=at) from error


def _starts(chunk: list[list[str]], line: int) -> list[int]:
    """Return the lines on which rows start when cells have line ends."""
    numbers = []
    for row in chunk:
        numbers.append(line)
        line += 1 + sum(len(_LINE_END.findall(cell)) for cell in row)
    return numbers


def _after(chunk: list[list[str]], line: int) -> int:
    """Return the line after a chunk that starts at `line`."""
    return _starts([*chunk, []], line)[-1]


def _note_errors(
    chunk: list[list[str]], numbers: list[int], bad: dict[tuple[int, int], str]
) -> None:
    for number, row in zip(numbers, chunk, strict=True):
        for index, cell in enumerate(row, start=1):
            if cell in ERROR_TEXTS:
                bad[(number, index)] = "cell.error"


class _LineCounter:
    """Lines of a text file for the csv module, limited so that a file without line ends does not fill the memory."""

    def __init__(self, handle: io.TextIOBase) -> None:
        self._handle = handle

    def __iter__(self) -> _LineCounter:
        return self

    def __next__(self) -> str:
        line = self._handle.readline(64 * FIELD_LIMIT)
        if not line:
            raise StopIteration
        return line


def _marked(head: bytes) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    return ""


def _known(path: Path, encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise FileProblem("file.encoding", name=path.name, encoding=encoding, line=1) from error


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    zeros = 0
    size = 0
    try:
        with path.open("rb") as handle:
            while chunk := handle.read(1 << 20):
                zeros += chunk.count(0)
                size += len(chunk)
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return zeros * 5 < size


def _refuse_cut(path: Path) -> None:
    """Raise FileProblem `file.cut_utf8` (name, line) for a UTF-8 file with a few bytes that are none.

    A single letter cut in half must not turn a whole file into another code page. A file without letters of several bytes
    tells nothing about UTF-8 and may be of any code page.
    """
    faults, first, letters = 0, 0, 0
    with path.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            if line.isascii():
                continue
            text = line.decode("utf-8", "replace")
            wrong = text.count("\ufffd") - line.count(b"\xef\xbf\xbd")
            letters += sum(character > "\x7f" for character in text) - wrong
            if wrong:
                first = first or number
                faults += wrong
    if faults and letters >= _LETTERS_EACH_FAULT * faults:
        raise FileProblem("file.cut_utf8", name=path.name, line=first)


def _decode_head(path: Path, head: bytes, encoding: str) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(head)
    except UnicodeError as error:
        line = 1 + (
            head.count(b"\n", 0, error.start) if isinstance(error, UnicodeDecodeError) else 0
        )
        raise FileProblem("file.encoding", name=path.name, encoding=encoding, line=line) from error

"""Inspect a file: what it is, its sheets, its header and first rows. It is parsed in the child process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyalty_desktop.spreadsheets.contract import (
    MAX_COLUMNS,
    FileFormat,
    FileInfo,
    ReadOptions,
    SampleTable,
    SheetInfo,
)
from loyalty_desktop.spreadsheets.process import run_child
from loyalty_desktop.spreadsheets.raw_cells import cell_text, from_json, to_json

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.source import Source

__all__ = ["FileInfo", "ReadOptions", "SampleTable", "SheetInfo", "inspect", "sample"]

SAMPLE_CHARACTERS = 2_000_000
"""About how many characters a sample has at most."""
_SECONDS = 300
_CUT_SHORT = 1_000


def inspect(path: Path, options: ReadOptions | None = None) -> FileInfo:
    """Return format, sheets, encoding and separator of a file. Raises FileProblem `file.*`."""
    task = {"task": "inspect", "path": str(path), "options": asdict(options or ReadOptions())}
    data = run_child(task, name=path.name, seconds=_SECONDS)
    return FileInfo(
        path=data["path"],
        format=FileFormat(data["format"]),
        size=data["size"],
        sheets=tuple(SheetInfo(**sheet) for sheet in data["sheets"]),
        encoding=data["encoding"],
        encodings=tuple(data["encodings"]),
        separator=data["separator"],
        warnings=tuple(data["warnings"]),
    )


def sample(path: Path, options: ReadOptions | None = None, rows: int = 50) -> SampleTable:
    """Return header and first rows of the chosen sheet (or the first visible one). Raises FileProblem `file.*`.

    There are fewer rows when their texts are very long: about `SAMPLE_CHARACTERS` in all.
    """
    task = {
        "task": "sample",
        "path": str(path),
        "options": asdict(options or ReadOptions()),
        "rows": rows,
    }
    return table(run_child(task, name=path.name, seconds=_SECONDS))


def table(data: dict[str, Any]) -> SampleTable:
    """Return the sample in an answer of the child process."""
    raw = tuple(tuple(from_json(cell) for cell in row) for row in data["raw"])
    return SampleTable(
        sheet=data["sheet"],
        header_row=data["header_row"],
        headers=tuple(data["headers"]),
        rows=tuple(tuple(cell_text(cell) for cell in row) for row in raw),
        row_numbers=tuple(data["row_numbers"]),
        duplicates=tuple((name, tuple(letters)) for name, letters in data["duplicates"]),
        merged=data["merged"],
        encoding=data["encoding"],
        separator=data["separator"],
        guesses=tuple(data["guesses"]),
        raw=raw,
    )


def answer_here(task: dict[str, Any], path: Path, advance: Callable[[int], None]) -> Any:
    """Do `inspect` and `sample` in this process; only the child process calls it."""
    from loyalty_desktop.spreadsheets.source import Source

    source = Source(path, ReadOptions(**task["options"]), advance)
    shape = source.shape
    facts = {
        "encoding": shape.encoding if shape else "",
        "separator": shape.separator if shape else "",
    }
    if task["task"] == "inspect":
        return {
            **facts,
            "path": str(path),
            "format": source.format,
            "size": path.stat().st_size,
            "sheets": [asdict(sheet) for sheet in source.sheets],
            "encodings": list(shape.candidates) if shape else [],
            "warnings": list(source.warnings),
        }
    return sample_here(source, task["rows"])


def sample_here(source: Source, rows: int) -> dict[str, Any]:
    """Return header and first rows of an opened file, in this process; only the child process calls it."""
    from loyalty_desktop.spreadsheets.source import duplicates

    shape = source.shape
    header_row, headers = source.header()
    below = ((n, row) for n, row in source.rows() if n > header_row and any(row))
    found = _bounded(islice(below, rows))
    return {
        "encoding": shape.encoding if shape else "",
        "separator": shape.separator if shape else "",
        "guesses": list(shape.candidates) if shape and shape.guessed else [],
        "sheet": source.sheet_name,
        "header_row": header_row,
        "headers": headers,
        "row_numbers": [n for n, _ in found],
        "raw": [[to_json(cell) for cell in row] for _, row in found],
        "duplicates": [[name, list(letters)] for name, letters in duplicates(headers)],
        "merged": source.merged,
    }


def _bounded(rows: Iterable[tuple[int, Sequence[Any]]]) -> list[tuple[int, list[Any]]]:
    """Return rows of up to `MAX_COLUMNS` cells until their texts have `SAMPLE_CHARACTERS`; the last row's are cut short.

    The process that asked for the sample works on it without the limits of this one.
    """
    from loyalty_desktop.spreadsheets.source import cut_text

    left = SAMPLE_CHARACTERS
    found = []
    for number, row in rows:
        cells = []
        for cell in row[:MAX_COLUMNS]:
            kept = cut_text(cell) if left > 0 else cut_text(cell, _CUT_SHORT)
            left -= len(kept) if isinstance(kept, str) else 0
            cells.append(kept)
        found.append((number, cells))
        if left <= 0:
            break
    return found

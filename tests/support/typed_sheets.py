"""Workbooks with cells of every type, as people's spreadsheet programs write them, and how such a cell must be shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

CELLS: dict[str, tuple[Any, str]] = {
    "text": ("Казань", "Казань"),
    "leading zeros": ("0071", "0071"),
    "whole number": (79161234567, "79161234567"),
    "decimal number": (50.25, "50.25"),
    "small number": (0.0000001, "0.0000001"),
    "long number": (1234567890123456, "1234567890123456"),
    "day": (date(2024, 2, 10), "2024-02-10"),
    "moment": (datetime(2024, 2, 10, 9, 30), "2024-02-10 09:30:00"),
    "yes": (True, "TRUE"),
    "empty": (None, ""),
    "error": ("#N/A", "#N/A"),
}
"""Cell types: what the sender's cell holds, and its text."""


def write(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A workbook of these rows; openpyxl makes a spreadsheet error of the text #N/A."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def read(path: Path) -> list[list[Any]]:
    """Cells of the first sheet; midnight is a day, as it is shown."""
    book = load_workbook(path)
    return [
        [_plain(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)
    ]


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date()
    if isinstance(cell, str) and cell.startswith("=#"):  # openpyxl gives the formula of an error
        return cell[1:]
    return cell


def correct(path: Path, column: str, value: Any) -> Path:
    """Put a value into every cell of a column, as a person would in a spreadsheet program."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, titles.index(column) + 1).value = value(line) if callable(value) else value
    book.save(path)
    return path

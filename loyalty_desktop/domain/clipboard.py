"""Cells that a spreadsheet program copied as text: parted by tabs, a cell with a line break in quotation marks."""

from __future__ import annotations

import csv
from io import StringIO


def copied_rows(text: str) -> list[list[str]]:
    """Return the rows with their cells as shown; an empty line is a row with one empty cell."""
    return [row or [""] for row in csv.reader(StringIO(text, newline=""), delimiter="\t")]

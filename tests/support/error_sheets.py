"""Sheets with cells in error, in every format and in the spellings of other programs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

ROWS: tuple[tuple[Any, ...], ...] = (
    ("external_id", "first_name", "city"),
    ("E1", "Ann", "#N/A"),
    ("#REF!", "Bob", "Oslo"),
    ("E3", "Cleo", "Riga"),
    ("E4", "#DIV/0!", ""),
)
"""A sheet of profiles; texts with # are cells in error."""
FAULTS = [(2, "C"), (3, "A"), (5, "B")]
_CODES = {"#N/A": 0x2A, "#REF!": 0x17, "#DIV/0!": 0x07}
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def xlsx(path: Path, rows: Sequence[Sequence[Any]] = ROWS) -> Path:
    """A workbook as Excel writes it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("People")
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("#"):
                    sheet.write_formula(at, place, "=NA()", None, cell)
                else:
                    sheet.write(at, place, cell)
    return path


def rewritten(path: Path, change: Callable[[str, str], tuple[str, str]]) -> Path:
    """The workbook with other names and contents of its parts."""
    xlsx(path)
    with zipfile.ZipFile(path) as archive:
        parts = [change(n, archive.read(n).decode()) for n in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def lower_references(name: str, content: str) -> tuple[str, str]:
    if "worksheets" in name:
        content = re.sub(r'(<c r=")([A-Z]+)', lambda m: m[1] + m[2].lower(), content)
    return name, content


def no_references(name: str, content: str) -> tuple[str, str]:
    """Cells and rows in order, without saying where they stand."""
    if "worksheets" in name:
        content = re.sub(r'<c r="[A-Z]+[0-9]+"', "<c", content)
        content = re.sub(r'<row r="[0-9]+"', "<row", content)
    return name, content


def capital_parts(name: str, content: str) -> tuple[str, str]:
    if name.endswith("workbook.xml.rels"):
        content = content.replace("worksheets/sheet1.xml", "worksheets/Sheet1.xml")
    return name, content


def backslashes(name: str, content: str) -> tuple[str, str]:
    return (name.replace("/", "\\") if name.startswith("xl/") else name), content


def prefixed(name: str, content: str) -> tuple[str, str]:
    if "worksheets" in name:
        content = re.sub(r"<(/?)(\w)", r"<\1x:\2", content)
        content = content.replace(' xmlns="', ' xmlns:x="', 1)
    return name, content


def moved(name: str, content: str) -> tuple[str, str]:
    """The sheet in a part of another name and folder."""
    content = content.replace("worksheets/sheet1.xml", "pages/people.xml")
    return name.replace("worksheets/sheet1.xml", "pages/people.xml"), content


def by_spelling(change: Callable[[str, str], tuple[str, str]]) -> Callable[[Path], Path]:
    return lambda folder: rewritten(folder / f"{change.__name__}.xlsx", change)


def xls(folder: Path) -> Path:
    book = xlwt.Workbook()
    other = book.add_sheet("Notes")
    other.write(0, 0, "Nothing here")
    other.row(1).set_cell_error(0, _CODES["#N/A"])
    sheet = book.add_sheet("People")
    for at, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            if cell in _CODES:
                sheet.row(at).set_cell_error(place, _CODES[cell])
            elif cell:
                sheet.write(at, place, cell)
    path = folder / "errors.xls"
    book.save(str(path))
    return path


def ods(folder: Path, typed: str = ' calcext:value-type="error"', gap: str = "") -> Path:
    def cell(value: Any) -> str:
        if not value:
            return "<table:table-cell/>"
        fault = f' table:formula="of:=X"{typed}' if value in _CODES else ""
        return (
            f'<table:table-cell office:value-type="string"{fault}>{gap}'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>{gap}" for row in ROWS
    )
    path = folder / "errors.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OFFICE}office:1.0"'
            f' xmlns:table="{_OFFICE}table:1.0" xmlns:text="{_OFFICE}text:1.0" xmlns:calcext="urn:calcext:1.0">'
            '<office:body><office:spreadsheet><table:table table:name="Other"><table:table-row>'
            "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
            f'</table:table-row></table:table><table:table table:name="People">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def ods_of_formulas(folder: Path) -> Path:
    """A cell in error as other programs write it: a formula with the text of the error."""
    return ods(folder, typed="")

"""What a file is, is decided by its content under every ending; a person is told when the ending says otherwise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import odf.opendocument
import odf.table
import odf.text
import pytest
import xlwt

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets import preview
from loyalty_desktop.spreadsheets.contract import FileFormat, ReadOptions, StageSpec
from loyalty_desktop.spreadsheets.stage_sheet import Reporter, stage_here
from tests.integration.spreadsheets.test_hostile_files import workbook

ROWS = (("external_id", "city"), ("001", "Kazan"))
ENDINGS = {
    ".xlsx": FileFormat.XLSX,
    ".xlsm": FileFormat.XLSX,
    ".XLSX": FileFormat.XLSX,
    ".xls": FileFormat.XLS,
    ".ods": FileFormat.ODS,
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".txt": FileFormat.CSV,
    ".html": FileFormat.HTML,
    ".xlsb": None,  # an ending that promises none of our formats
    ".dat": None,
    "": None,
}


def ods(path: Path) -> Path:
    document = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="People")
    for cells in ROWS:
        row = odf.table.TableRow()
        for text in cells:
            cell = odf.table.TableCell(valuetype="string")
            cell.addElement(odf.text.P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("People")
    for number, cells in enumerate(ROWS):
        for index, text in enumerate(cells):
            sheet.write(number, index, text)
    book.save(str(path))
    return path


def text_file(mark: str, encoding: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes("\n".join(mark.join(cells) for cells in ROWS).encode(encoding))
        return path

    return make


def answer(path: Path, task: str) -> Any:
    """What the child process answers, without the child."""
    asked = {"task": task, "options": asdict(ReadOptions()), "rows": 50}
    return preview.answer_here(asked, path, lambda _: None)


READ: dict[str, tuple[FileFormat, Callable[[Path], Path]]] = {
    "xlsx": (FileFormat.XLSX, workbook),
    "xls": (FileFormat.XLS, xls),
    "ods": (FileFormat.ODS, ods),
    "comma": (FileFormat.CSV, text_file(",", "utf-8")),
    "tab": (FileFormat.CSV, text_file("\t", "utf-8-sig")),
    "utf-16": (FileFormat.CSV, text_file(";", "utf-16")),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", READ)
def test_every_format_is_read_under_every_ending(tmp_path: Path, content: str, ending: str) -> None:
    found, make = READ[content]
    path = make(tmp_path / "made").rename(tmp_path / f"file{ending}")
    info = answer(path, "inspect")
    assert info["format"] == found
    other = ENDINGS[ending] not in {None, found}
    assert info["warnings"] == (["file.other_ending"] if other else [])
    sample = answer(path, "sample")
    assert (tuple(sample["headers"]), sample["raw"]) == (ROWS[0], [list(ROWS[1])])
    spec = StageSpec(ImportKind.PROFILES, {"external_id": 0, "city": 1})
    result, _ = stage_here(path, spec, tmp_path / "s.staging", Reporter(io.StringIO()))
    assert (result.read, result.valid, result.format) == (1, 1, found.value)


def refused_bytes(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


PAGE = "<html><table><tr><td>external_id</td></tr></table></html>"
XML = '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
FLAT = (
    '<?xml version="1.0"?>\n'
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
)


def encrypted_xls(path: Path) -> Path:
    data = bytearray(xls(path).read_bytes())
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    data[start + 20 : start + 22] = b"\x2f\x00"
    path.write_bytes(data)
    return path


def with_part(make: Callable[[Path], Path], part: str, content: str) -> Callable[[Path], Path]:
    def made(path: Path) -> Path:
        with zipfile.ZipFile(make(path)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts[part] = content.encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    return made


def zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return path


REFUSED: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "page": ("file.html", refused_bytes(PAGE.encode())),
    "page with a mark": ("file.html", refused_bytes(PAGE.encode("utf-8-sig"))),
    "page in UTF-16": ("file.html", refused_bytes(PAGE.encode("utf-16"))),
    "Excel 2003 XML": ("file.xml_workbook", refused_bytes(XML.encode())),
    "flat OpenDocument": ("file.xml_workbook", refused_bytes(FLAT.encode())),
    "encrypted xls": ("file.password", encrypted_xls),
    "encrypted ods": (
        "file.password",
        with_part(ods, "META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ),
    "two workbooks in one": (
        "file.dangerous_part",
        with_part(workbook, "content.xml", "<office:document-content/>"),
    ),
    "document": ("file.unknown_format", with_part(zipped, "word/document.xml", "")),
    "picture": ("file.unknown_format", refused_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))),
}


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods", ".csv", ".html", ""])
@pytest.mark.parametrize("content", REFUSED)
def test_what_cannot_be_read_is_named_under_every_ending(
    tmp_path: Path, content: str, ending: str
) -> None:
    code, make = REFUSED[content]
    path = make(tmp_path / "made").rename(tmp_path / f"file{ending}")
    with pytest.raises(FileProblem) as caught:
        answer(path, "inspect")
    assert caught.value.code == code

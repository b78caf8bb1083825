"""Files that damage, deceive or mislead: a clear refusal or a rejected row, never a hang or a wrong value."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets import client, preview, process
from loyalty_desktop.spreadsheets.contract import FileFormat, ReadOptions, StageSpec

SHEET = "xl/worksheets/sheet1.xml"


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("People")
    sheet.write_row(0, 0, ["external_id", "city"])
    sheet.write_row(1, 0, ["001", "Kazan"])
    book.close()
    return path


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    workbook(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refusal(path: Path) -> FileProblem:
    spec = StageSpec(ImportKind.PROFILES, {"external_id": 0, "city": 1}, memory_mb=2048, seconds=60)
    staging = path.with_suffix(".staging")
    with pytest.raises(FileProblem) as caught:
        client.stage(path, spec, staging)
    assert not staging.exists()
    return caught.value


def doctype(data: bytes) -> bytes:
    return data.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (doctype, "file.dangerous_part"),
        (lambda data: data.replace(b'r="B2"', b'r="XFD1048576"'), "file.sparse"),
        (lambda data: data.replace(b'r="B2"', b'r="B9999999"'), "file.cells_outside"),
        (lambda data: data.replace(b'r="B2"', b'r="ZZZZ2"'), "file.cells_outside"),
        (lambda data: data + b" " * (60 << 20), "file.bomb"),
    ],
)
def test_a_dangerous_sheet_is_refused_with_its_part(
    tmp_path: Path, change: Callable[[bytes], bytes], code: str
) -> None:
    problem = refusal(rewritten(tmp_path / "a.xlsx", SHEET, change))
    assert problem.code == code
    assert problem.params["part"] == SHEET


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:-400])
    assert refusal(path).code == "file.damaged"


def test_a_flipped_byte_is_damaged_and_names_the_part(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(SHEET)
    data = bytearray(path.read_bytes())
    data[entry.header_offset + 30 + len(SHEET) + 100] ^= 0xFF
    path.write_bytes(data)
    problem = refusal(path)
    assert (problem.code, problem.params["part"]) == ("file.damaged", SHEET)


def test_entries_that_climb_out_or_stand_twice_are_dangerous(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../evil.xml", "x")
    assert refusal(path).code == "file.dangerous_part"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file.html"),
        (b"%PDF-1.7 something", "file.unknown_format"),
        (b'external_id,city\n1,"open', "file.unclosed_quote"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "file.password"),
    ],
)  # fmt: skip
def test_what_is_no_readable_table_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == code


def test_half_one_encoding_half_another_is_refused_with_the_chosen_code_page(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        "external_id;city\n1;Казань\n".encode() + "2;Омск\n".encode("cp1251") + b"3;\x98\n"
    )
    with pytest.raises(FileProblem) as caught:
        preview.sample(path, ReadOptions(encoding="cp1251"))
    assert caught.value.code == "file.encoding"


def test_the_content_and_not_the_ending_says_what_a_file_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    info = preview.inspect(path)
    assert info.format is FileFormat.XLSX
    assert info.warnings == ("file.other_ending",)


def test_the_first_visible_sheet_is_read_and_hidden_ones_are_listed(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    hidden = book.add_worksheet("Secret")
    shown = book.add_worksheet("Shown")
    hidden.write_row(0, 0, ["x", "y"])
    shown.write_row(0, 0, ["external_id", "external_id"])
    shown.write_row(1, 0, ["1", "2"])
    shown.activate()
    shown.set_first_sheet()
    hidden.hide()
    book.close()
    info = preview.inspect(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in info.sheets] == [
        ("Secret", True),
        ("Shown", False),
    ]
    table = preview.sample(tmp_path / "a.xlsx")
    assert table.sheet == "Shown"
    assert table.duplicates == (("external_id", ("A", "B")),)


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Old")
    for index, text in enumerate(["external_id", "city"]):
        sheet.write(0, index, text)
    sheet.write(1, 0, "007")
    buffer = io.BytesIO()
    book.save(buffer)
    (tmp_path / "a.xls").write_bytes(buffer.getvalue())
    assert preview.sample(tmp_path / "a.xls").rows[0][0] == "007"


def test_a_parser_that_dies_leaves_the_reason_to_the_look_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do = process.Child.do

    def dies(child: process.Child, task: dict[str, Any], **how: Any) -> Any:
        if task["task"] == "stage":
            raise FileProblem("file.parser_crashed", name="a.xlsx")
        return do(child, task, **how)

    monkeypatch.setattr(process.Child, "do", dies)
    assert refusal(workbook(tmp_path / "a.xlsx")).code == "file.parser_crashed"
    problem = refusal(rewritten(tmp_path / "b.xlsx", SHEET, doctype))
    assert (problem.code, problem.params["part"]) == ("file.dangerous_part", SHEET)

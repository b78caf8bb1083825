"""Fifty hostile and odd files through the command line: refused in words with nothing written, or read with the right values.

Each is rehearsed and imported as profiles, and refused ones are tried as points too. No message is a traceback.
"""

from __future__ import annotations

import json
import shutil
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.cli.main import main
from tests.support.import_sheets import table

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
HEAD = ["external_id", "last_name", "birth_date"]
ROWS = [HEAD, ["001", "Lee", "1990-05-06"], ["002", "Kim", "1991-12-31"]]
Read = dict[str, tuple[str | None, str | None]]
"""What stands in the workspace afterwards: external ID -> (last name, birth date)."""
BOTH: Read = {"001": ("Lee", "1990-05-06"), "002": ("Kim", "1991-12-31")}
Make = Callable[[Path], Path]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def book(path: Path, rows: list[list[object]] | None = None, **options: object) -> Path:
    with xlsxwriter.Workbook(str(path), options) as made:
        sheet = made.add_worksheet("People")
        for number, row in enumerate(rows or ROWS):
            sheet.write_row(number, 0, row)
    return path


def with_part(part: str, change: Callable[[bytes], bytes]) -> Make:
    """A workbook of which one part is changed."""

    def make(folder: Path) -> Path:
        path = book(folder / "a.xlsx")
        parts = parts_of(path)
        parts[part] = change(parts[part])
        return zipped(path, parts)

    return make


def replaced(part: str, old: bytes, new: bytes) -> Make:
    def change(data: bytes) -> bytes:
        assert old in data, data[:600]
        return data.replace(old, new, 1)

    return with_part(part, change)


def laughs(tag: bytes) -> Callable[[bytes], bytes]:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
    )
    return lambda data: data.replace(b"<" + tag, b"<!DOCTYPE x [" + entities + b"]><" + tag, 1)


def quadratic(data: bytes) -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 50_000 + b'">]>'
    return data.replace(b"<worksheet", entity + b"<worksheet", 1)


def external(tag: bytes) -> Callable[[bytes], bytes]:
    kind = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return lambda data: data.replace(b"<" + tag, kind + b"<" + tag, 1)


def written(name: str, content: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def cut(keep: Callable[[int], int], make: Callable[[Path], Path] | None = None) -> Make:
    def cut_off(folder: Path) -> Path:
        path = make(folder) if make else book(folder / "a.xlsx")
        data = path.read_bytes()
        path.write_bytes(data[: keep(len(data))])
        return path

    return cut_off


def flipped(folder: Path) -> Path:
    path = book(folder / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(SHEET)
    data = bytearray(path.read_bytes())
    data[entry.header_offset + 30 + len(SHEET) + 60] ^= 0xFF
    path.write_bytes(data)
    return path


def with_entry(name: str) -> Make:
    def make(folder: Path) -> Path:
        path = book(folder / "a.xlsx")
        with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the name stands twice on purpose
            archive.writestr(name, b"x")
        return path

    return make


def csv(text: str, name: str = "a.csv", encoding: str = "utf-8") -> Make:
    return written(name, text.encode(encoding))


PLAIN = "external_id,last_name,birth_date\n001,Lee,1990-05-06\n002,Kim,1991-12-31\n"


def renamed(make: Make, name: str) -> Make:
    def again(folder: Path) -> Path:
        return make(folder).rename(folder / name)

    return again


def old_book(folder: Path) -> Path:
    made = xlwt.Workbook()
    sheet = made.add_sheet("People")
    for number, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    made.save(str(folder / "a.xls"))
    return folder / "a.xls"


def open_document(folder: Path, manifest: str = "") -> Path:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in ROWS
    )
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}office:1.0"'
        f' xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="People">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return zipped(
        folder / "a.ods",
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{office}manifest:1.0">{manifest}</manifest:manifest>'.encode(),
        },
    )


def encrypted(folder: Path) -> Path:
    return open_document(folder, "<manifest:encryption-data/>")


def serial_dates(first: bool) -> Make:
    """Dates stored as numbers with a date format, counted from 1900 or 1904."""

    def make(folder: Path) -> Path:
        path = folder / "a.xlsx"
        options = {"date_1904": not first}
        with xlsxwriter.Workbook(str(path), options) as made:
            sheet = made.add_worksheet()
            day = made.add_format({"num_format": "dd.mm.yyyy"})
            sheet.write_row(0, 0, HEAD)
            for number, row in enumerate(ROWS[1:], 1):
                sheet.write_row(number, 0, row[:2])
            sheet.write_number(1, 2, 32_999 - (0 if first else 1_462), day)
            sheet.write_number(2, 2, 33_603 - (0 if first else 1_462), day)
        return path

    return make


def formulas(folder: Path) -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_formula(1, 0, '="00"&1', None, "001")
        sheet.write_row(1, 1, ROWS[1][1:])
        sheet.write_row(2, 0, ["002"])
        sheet.write_formula(2, 1, '="K"&"im"', None, "Kim")
        sheet.write_string(2, 2, "1991-12-31")
    return path


def hidden_first(folder: Path) -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        secret = made.add_worksheet("Old")
        secret.write_row(0, 0, HEAD)
        secret.write_row(1, 0, ["999", "Old", "1950-01-01"])
        sheet = made.add_worksheet("People")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.activate()
        sheet.set_first_sheet()
        secret.hide()
    return path


def odd_numbers(folder: Path) -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, [1001, "Lee", "1990-05-06"])
        sheet.write_row(2, 0, [123456789012345, "Kim", "1991-12-31"])
    return path


@dataclass(frozen=True)
class Case:
    """How a file is made and what becomes of it: words of the refusal, or what is read and how many rows are rejected."""

    make: Make
    refused: str = ""
    read: Read | None = None
    rejected: int = 0


def refused(make: Make, words: str) -> Case:
    return Case(make, words)


def read(make: Make, values: Read | None = None, rejected: int = 0) -> Case:
    return Case(make, "", BOTH if values is None else values, rejected)


CASES = {
    "bitflip": refused(flipped, "damaged"),
    "bomb_cells": refused(with_part(SHEET, lambda d: d + b" " * (60 << 20)), "unpack"),
    "bomb_sst": refused(with_part(STRINGS, lambda d: d + b" " * (60 << 20)), "unpack"),
    "bomb_string": refused(
        replaced(STRINGS, b"<t>Lee</t>", b"<t>" + b"x" * (60 << 20) + b"</t>"), "unpack"
    ),
    "dup_entry": refused(with_entry(SHEET), "dangerous"),
    "laughs_sheet": refused(with_part(SHEET, laughs(b"worksheet")), "dangerous"),
    "laughs_sst": refused(with_part(STRINGS, laughs(b"sst")), "dangerous"),
    "laughs_wb": refused(with_part(BOOK, laughs(b"workbook")), "dangerous"),
    "quad_sheet": refused(with_part(SHEET, quadratic), "dangerous"),
    "xxe_sheet": refused(with_part(SHEET, external(b"worksheet")), "dangerous"),
    "xxe_sst": refused(with_part(STRINGS, external(b"sst")), "dangerous"),
    "traversal": refused(with_entry("../../evil.xml"), "dangerous"),
    "trunc_half": refused(cut(lambda size: size // 2), "damaged"),
    "trunc_tail": refused(cut(lambda size: size - 30), "damaged"),
    "trunc_head": refused(cut(lambda _: 3), "damaged"),
    "trunc_ods": refused(cut(lambda size: size // 2, open_document), "damaged"),
    "trunc_xls": refused(cut(lambda _: 700, old_book), "damaged"),
    "trunc_xls_head": refused(cut(lambda _: 5, old_book), "damaged"),
    "xml_trunc": refused(with_part(SHEET, lambda d: d[: len(d) // 2]), "damaged"),
    "sst_oob": refused(replaced(SHEET, b"<v>3</v>", b"<v>9999</v>"), "cannot read"),
    "row_beyond": refused(replaced(SHEET, b'r="A2"', b'r="A9999999"'), "outside"),
    "sparse_far": refused(replaced(SHEET, b'r="C2"', b'r="XFD1048576"'), "far"),
    "empty": refused(written("a.xlsx", b""), "empty"),
    "blank": refused(written("a.csv", b"\r\n \t\n"), "empty"),
    "encrypted": refused(encrypted, "password"),
    "html_as_xls": refused(written("a.xls", b"<html><body><table><tr><td>external_id"), "web page"),
    "html_as_xlsx": refused(written("a.xlsx", b"<!DOCTYPE html><table><tr><td>x"), "web page"),
    "image": refused(written("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(100)), "not"),
    "pdf": refused(written("a.xlsx", b"%PDF-1.7\n" + bytes(200)), "not"),
    "json": refused(written("a.csv", b'{"external_id": "001"}'), "not"),
    "no_key": refused(csv("city,note\nKazan,x\n"), "external_id"),
    "secret_txt": refused(csv("root:x:0:0:root:/root:/bin/bash\n", "secret.txt"), "external_id"),
    "ok": read(lambda folder: book(folder / "a.xlsx")),
    "csv": read(csv(PLAIN)),
    "csv_as_xlsx": read(csv(PLAIN, "a.xlsx")),
    "xlsx_as_csv": read(renamed(lambda folder: book(folder / "b.xlsx"), "a.csv")),
    "xlsx_as_xls": read(renamed(lambda folder: book(folder / "b.xlsx"), "a.xls")),
    "xls": read(old_book),
    "xls_as_xlsx": read(renamed(old_book, "b.xlsx")),
    "ods": read(open_document),
    "ods_as_xlsx": read(renamed(open_document, "b.xlsx")),
    "dim_huge": read(replaced(SHEET, b'ref="A1:C3"', b'ref="A1:XFD1048576"')),
    "hidden_sheet": read(hidden_first),
    "formula": read(formulas),
    "d1900": read(serial_dates(first=True)),
    "d1904": read(serial_dates(first=False)),
    "numbers": read(odd_numbers, {"1001": BOTH["001"], "123456789012345": BOTH["002"]}),
    "codes": read(
        csv("external_id,last_name\n007,Lee\n0E12,Kim\n1e5,Oh\n"),
        {"007": ("Lee", None), "0E12": ("Kim", None), "1e5": ("Oh", None)},
    ),
    "traps": read(
        csv('external_id,last_name\n1,=1+1\n2,@SUM(A1)\n3,"<script>"\n4,\'; DROP TABLE profile;--\n'),
        {
            "1": ("=1+1", None),
            "2": ("@SUM(A1)", None),
            "3": ("<script>", None),
            "4": ("'; DROP TABLE profile;--", None),
        },
    ),
    "text": read(
        csv("external_id,last_name\nа1,Королёва\nz2,łódź 🎉\n", encoding="utf-8-sig"),
        {"а1": ("Королёва", None), "z2": ("łódź 🎉", None)},
    ),
    "sparse_row": read(csv("external_id,last_name\n1,Lee\n" + "\n" * 5_000 + "2,Kim\n"), {"1": ("Lee", None), "2": ("Kim", None)}),
    "dup_keys": read(csv("external_id,last_name\n1,Lee\n1,Kim\n2,Oh\n"), {"1": ("Lee", None), "2": ("Oh", None)}, 1),
    "ctrl_raw": read(
        csv("external_id,last_name\n1,Le\x07e\n2,Kim\n"), {"2": ("Kim", None)}, 1
    ),
    "nul_header": read(csv("external_id,last_name,no\x07te\n1,Lee,x\n"), {"1": ("Lee", None)}),
    "nan_inf": read(
        csv("external_id,last_name,birth_date\n1,nan,inf\n2,Kim,1991-12-31\n"), {"2": BOTH["002"]}, 1
    ),
    "long_cell": read(
        csv("external_id,last_name\n1," + "x" * 200_000 + "\n2,Kim\n"), {"2": ("Kim", None)}, 1
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a program and nobody in it."""
    place = tmp_path_factory.mktemp("hostile") / "shop.loyalty"
    assert main(["init", "--quick-start", "--workspace", str(place)]) == 0
    return place


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_refused_in_words_or_read_rightly(
    name: str, empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    place = tmp_path / "shop.loyalty"
    shutil.copyfile(empty, place)
    (tmp_path / "in").mkdir()
    path = case.make(tmp_path / "in")

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--workspace", str(place), *words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "incident" not in said.err, said.err
        return code, said.out, said.err

    rehearsed = run("import", "profiles", str(path), "--dry-run", "--json")
    assert stored(place) == {}
    code, out, err = run("import", "profiles", str(path), "--json")
    if case.refused:
        assert (rehearsed[0], code) == (1, 1), out
        assert case.refused in err, err
        assert run("import", "points", str(path))[0] == 1
        assert stored(place) == {}
        return
    assert code == (3 if case.rejected else 0), err
    assert stored(place) == case.read
    assert json.loads(out)["rejected"] == case.rejected


def stored(place: Path) -> Read:
    """The profiles of a workspace."""
    with bootstrap.services_over(place) as services:
        found = table(services, "SELECT external_id, last_name, birth_date FROM profile")
    return {
        key: (
            name,
            None if day is None else f"{day // 10_000}-{day // 100 % 100:02d}-{day % 100:02d}",
        )
        for key, name, day in found
    }

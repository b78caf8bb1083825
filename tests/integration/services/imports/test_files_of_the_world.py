"""Files as other programs write them: cells in error, headers and furniture of reports, odd spellings of formats."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.services.imports.types import ImportReport
from tests.support.error_sheets import (
    FAULTS,
    backslashes,
    by_spelling,
    capital_parts,
    lower_references,
    moved,
    no_references,
    ods,
    ods_of_formulas,
    prefixed,
    xls,
    xlsx,
)
from tests.support.import_sheets import Sheet


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: xlsx(folder / "plain.xlsx"),
        by_spelling(lower_references),
        by_spelling(no_references),
        by_spelling(capital_parts),
        by_spelling(backslashes),
        by_spelling(prefixed),
        by_spelling(moved),
        xls,
        ods,
        ods_of_formulas,
    ],
)
def test_cells_in_error_are_named_in_every_format(
    imports: ImportsService, database_id: int, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path)
    request = ImportRequest(ImportKind.PROFILES, path, database_id=database_id, sheet="People")
    report = imports.run(request).value
    assert (report.read, report.new, report.rejected) == (4, 1, 3)
    assert sorted((i.row, i.column) for i in report.issues) == FAULTS
    assert {i.code for i in report.issues} == {"cell.error"}


def test_a_sheet_with_prefixes_is_read_in_any_size(
    imports: ImportsService, database_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "large.xlsx"
    rows = [("external_id", "city"), *((f"P{n}", "Oslo " + "x" * 300) for n in range(30_000))]
    xlsx(path, rows)
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n).decode() for n in archive.namelist()}
    # inline texts, so that the part of the sheet itself is large
    sheet = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{"AB"[place]}{at}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for place, cell in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(
        r"<sheetData>.*</sheetData>", f"<sheetData>{sheet}</sheetData>", parts[name], flags=re.DOTALL
    )  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(*prefixed(part, content))
    report = imports.run(ImportRequest(ImportKind.PROFILES, path, database_id=database_id)).value
    assert (report.new, report.rejected) == (30_000, 0)


def run(
    imports: ImportsService, path: Path, database_id: int, **more: Any
) -> tuple[ImportReport, list[tuple[int, str]]]:
    report = imports.run(
        ImportRequest(ImportKind.PROFILES, path, database_id=database_id, **more)
    ).value
    return report, sorted((i.row, i.code) for i in report.issues)


TITLES: tuple[tuple[tuple[Any, ...], ...], ...] = (
    (("Report on points",), ("Period:", "01.01.2026 - 31.01.2026"), ()),
    (("Отчёт по клиентам", "", ""), ("Отбор:", "Магазин", "все"), ("", "", "")),
    (("My shop", "Printed", "by the till"),),
    (),
)


@pytest.mark.parametrize("titles", TITLES)
def test_the_header_is_found_below_titles(
    imports: ImportsService, database_id: int, tmp_path: Path, titles: tuple[tuple[Any, ...], ...]
) -> None:
    table = (("Код клиента", "Имя", "Город"), ("T1", "Ann", "Oslo"), ("T2", "Bob", "Riga"))
    report, problems = run(imports, xlsx(tmp_path / "titles.xlsx", titles + table), database_id)
    assert (report.new, problems) == (2, [])


def test_names_of_fields_in_the_data_make_no_header(
    imports: ImportsService, database_id: int, sheet: Sheet
) -> None:
    rows = (("Nr", "Channel"), ("A1", "email"), ("A2", "phone"))
    request = ImportRequest(ImportKind.PROFILES, sheet(rows, "data.csv"), database_id=database_id)
    assert imports.sample(request).headers == ("Nr", "Channel")


def test_a_header_of_two_rows_is_read_as_one(
    imports: ImportsService, database_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "levels.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "external_id")
        sheet.merge_range(0, 1, 0, 2, "Name")
        sheet.merge_range(0, 3, 1, 3, "phone")
        sheet.write_row(1, 1, ["first_name", "last_name"])
        sheet.write_row(2, 0, ["H1", "Ann", "Alpha", "+79161230101"])
    proposal = imports.match(ImportRequest(ImportKind.PROFILES, path, database_id=database_id))
    assert [m.field for m in proposal.matches] == ["external_id", "first_name", "last_name", "phone"]  # fmt: skip
    report, problems = run(imports, path, database_id)
    assert (report.read, report.new, problems) == (1, 1, [])


@pytest.mark.parametrize(
    ("rows", "new", "told"),
    [
        ((("A1", "Ann", "Oslo"), ("external_id", "first_name", "city"), ("A2", "Bob", "Oslo")), 2, [(3, "row.header_again")]),
        ((("A1", "Ann", "Oslo"), ("External_ID", "First_Name", " City "), ("A2", "Bob", "Oslo")), 2, [(3, "row.header_again")]),
        ((("A1", "Ann", "Oslo"), ("Total: 1 customer", "", "")), 1, [(3, "row.looks_like_total")]),
        ((("A1", "Ann", "Oslo"), ("Итого", "2", "")), 1, [(3, "row.looks_like_total")]),
        ((("A1", "Ann", "Oslo"), ("Всего клиентов 1", "", ""), ("A2", "Bob", "Oslo")), 2, [(3, "row.looks_like_total")]),
        ((("A1", "Ann", "Oslo"), ("A2", "Bob", ""), ("Printed on Monday", "", "")), 2, [(4, "row.looks_like_note")]),
        ((("A1", "Ann", "Oslo"), ("A2", "", ""), ("A3", "Total", "Oslo")), 3, []),
        ((("A1", "Ann", "Oslo"), ("A2", "", ""), ("A3", "", "")), 3, []),
        ((("TOTAL-001", "Ann", "Oslo"), ("Total2", "Bob", ""), ("ИТОГО_1", "Cleo", "")), 3, []),
        ((("A1", "Ann", "Oslo"), ("ВСЕГО:", "1", ""), ("Grand total", "", "")), 1, [(3, "row.looks_like_total"), (4, "row.looks_like_total")]),
        ((("A1", "Ann", "Totals"), ("Totally", "Bob", "Oslo"), ("A3", "", "Итого")), 3, []),
    ],
)  # fmt: skip
def test_rows_that_are_no_data_are_told(  # noqa: PLR0917 - fixtures
    imports: ImportsService,
    database_id: int,
    sheet: Sheet,
    rows: tuple[tuple[str, ...], ...],
    new: int,
    told: list[tuple[int, str]],
) -> None:
    path = sheet((("external_id", "first_name", "city"), *rows), "furniture.csv")
    report, problems = run(imports, path, database_id)
    assert (report.new, report.rejected, problems) == (new, 0, told)
    assert report.left_out == len(told) == report.read - report.new
    assert imports.batch(report.batch or 0).left_out == len(told)


def test_rows_that_look_like_totals_come_in_when_asked(
    imports: ImportsService, database_id: int, sheet: Sheet
) -> None:
    rows = (("external_id", "first_name", "city"), ("A1", "Ann", "Oslo"), ("external_id", "first_name", "city"), ("Total 2", "", "Oslo"), ("A note", "", ""))  # fmt: skip
    request = ImportRequest(ImportKind.PROFILES, sheet(rows, "all.csv"), database_id=database_id)
    rehearsal = imports.rehearse(request)
    assert (rehearsal.counts.new, rehearsal.counts.left_out) == (1, 3)
    total = next(g for g in rehearsal.issues if g.code == "row.looks_like_total")
    rehearsal = imports.leave_out(rehearsal, total, out=False)
    assert (rehearsal.counts.new, rehearsal.counts.left_out) == (2, 2)
    assert [r.verdict for r in imports.rehearsal_rows(rehearsal).rows] == ["new", "left_out", "new", "left_out"]  # fmt: skip
    imports.discard(rehearsal)
    report, problems = run(imports, request.path, database_id, all_rows=True)
    assert (report.new, report.left_out, problems) == (3, 1, [(3, "row.header_again")])


def test_rows_with_a_problem_are_left_out_and_not_rejected(
    imports: ImportsService, database_id: int, sheet: Sheet
) -> None:
    rows = (("external_id", "gender"), ("G1", "gold"), ("G2", "gold"), ("G3", "silver"), ("G4", "male"))  # fmt: skip
    request = ImportRequest(ImportKind.PROFILES, sheet(rows, "gold.csv"), database_id=database_id)
    rehearsal = imports.rehearse(request)
    found = [(g.value, g.count, g.rows, g.part) for g in rehearsal.issues]
    assert found == [("", 3, (2, 3, 4), False), ("gold", 2, (2, 3), True)]
    shown = imports.rehearsal_rows(rehearsal, code=rehearsal.issues[1].code, field="gender", value="gold")  # fmt: skip
    assert [row.row_no for row in shown.rows] == [2, 3]
    rehearsal = imports.leave_out(rehearsal, rehearsal.issues[1], out=True)
    assert (rehearsal.counts.new, rehearsal.counts.rejected, rehearsal.counts.left_out) == (1, 1, 2)
    report = imports.apply(rehearsal).value
    assert (report.new, report.rejected, report.left_out) == (1, 1, 2)


def test_files_put_together_with_their_marks_are_one_sheet(
    imports: ImportsService, database_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "together.csv"
    path.write_bytes(
        "\ufeffexternal_id,first_name\nB1,Ann\n\ufeffexternal_id,first_name\nB2,Bob\n".encode()
    )
    report, problems = run(imports, path, database_id)
    assert (report.new, report.left_out, problems) == (2, 1, [(3, "row.header_again")])


def test_limits_are_those_of_the_sheet_that_is_read(
    imports: ImportsService, database_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        wide = book.add_worksheet("Wide")
        people = book.add_worksheet("People")
        grey = book.add_format({"bg_color": "#cccccc"})
        wide.write(0, 600, "far to the right")
        people.write_row(0, 0, ["external_id", "city"])
        people.write_row(1, 0, ["W1", "Oslo"])
        people.write_blank(1, 700, None, grey)
    report, problems = run(imports, path, database_id, sheet="People")
    assert (report.new, problems) == (1, [])
    with pytest.raises(FileProblem) as refused:
        run(imports, path, database_id, sheet="Wide")
    assert refused.value.code == "file.too_wide"


@pytest.mark.parametrize("damage", [False, True])
def test_a_sound_file_that_is_not_read_is_not_called_damaged(
    imports: ImportsService, database_id: int, tmp_path: Path, *, damage: bool
) -> None:
    path = xlsx(tmp_path / "parts.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        text = parts[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        parts[name] = (text[: len(text) // 2] if damage else text).encode("utf-16")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FileProblem) as refused:
        run(imports, path, database_id)
    assert refused.value.code == ("file.damaged" if damage else "file.not_read_here")


@pytest.mark.parametrize(
    "content",
    [
        'ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K"external_id"\n',
        'TABLE\n0,1\n"EXCEL"\nVECTORS\n0,2\n""\n',
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n",
        "{\\rtf1\\ansi external_id;city\\par A1;Oslo}",
        '[{"external_id": "A1", "city": "Oslo"}]',
        '{"rows": [{"external_id": "A1"}]}',
        "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n",
    ],
)
def test_texts_of_other_programs_are_no_tables(
    imports: ImportsService, database_id: int, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileProblem) as refused:
        run(imports, path, database_id)
    assert refused.value.code == "file.unknown_format"


def test_a_sheet_that_begins_like_another_format_is_a_table(
    imports: ImportsService, database_id: int, sheet: Sheet
) -> None:
    report, _ = run(imports, sheet((("id", "city"), ("I1", "Oslo")), "id.csv"), database_id)
    assert report.new == 1


def test_texts_with_zeros_between_their_letters_are_refused(
    imports: ImportsService, database_id: int, tmp_path: Path
) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("People")
    for place, name in enumerate(("external_id", "first_name")):
        sheet.write(0, place, "\x00".join(name))
        sheet.write(1, place, "\x00".join(f"{name} 1"))
    path = tmp_path / "zeros.xls"
    book.save(str(path))
    with pytest.raises(FileProblem) as refused:
        run(imports, path, database_id)
    assert refused.value.code == "file.texts_not_read"


def test_an_old_workbook_beside_an_empty_new_one_is_told(
    imports: ImportsService, database_id: int, tmp_path: Path
) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Empty")
    path = tmp_path / "two.xls"
    book.save(str(path))
    content = bytearray(path.read_bytes())
    start = content.find("Workbook".encode("utf-16-le"))
    entry = bytearray(content[start : start + 128])
    entry[0:64] = "Book".encode("utf-16-le").ljust(64, b"\x00")
    struct.pack_into("<H", entry, 64, 10)
    free = start + 128
    content[free : free + 128] = entry
    path.write_bytes(content)
    with pytest.raises(FileProblem) as refused:
        run(imports, path, database_id)
    assert refused.value.code in {"file.two_workbooks"}


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("№ операции", "Карта", "Тип", "Баллы", "Дата"), ImportKind.POINTS),
        (("№ операции", "Карта", "Тип", "Сумма, баллы", "Дата"), ImportKind.POINTS),
        (("Номер; операции", "Карта", "Дата", "«Сумма» баллов"), ImportKind.POINTS),
        (("member_id", "points", "date"), ImportKind.POINTS),
        (("Transaction ID", "Customer", "Date", "Points Change"), ImportKind.POINTS),
        (("external_id", "first_name", "last_name", "city"), ImportKind.PARTICIPANTS),
        (("Email", "Birthday", "Gender"), ImportKind.PARTICIPANTS),
        (("Код клиента", "Имя", "Город", "Баллы"), ImportKind.PARTICIPANTS),
        (("external_id", "email"), None),
        (("a", "b", "c"), None),
    ],
)
def test_the_kind_of_a_sheet_is_recognised_by_its_columns(
    imports: ImportsService, sheet: Sheet, headers: tuple[str, ...], kind: ImportKind | None
) -> None:
    path = sheet((headers, ["1"] * len(headers)), "kind.csv")
    sample = imports.sample(ImportRequest(ImportKind.PROFILES, path))
    assert imports.recognise(sample) is kind


def test_a_document_of_numbers_says_how_it_can_be_read(
    imports: ImportsService, database_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "people.numbers"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
        archive.writestr("Metadata/Properties.plist", b"x")
    with pytest.raises(FileProblem) as refused:
        run(imports, path, database_id)
    assert refused.value.code == "file.numbers"

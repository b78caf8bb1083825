"""Sheets of partners as companies send them, in both languages; on both engines."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService

PARTNERS = ImportKind("partners")
ENGLISH = (
    ("Our partners in 2026",),
    (),
    ("Code", "Partner", "Brands", "Share", "Contact person", "E-mail", "Phone", "Web address", "Note"),
    ("bakery", "Corner bakery", "Bread, pastry", 50, "Ann Lee", "ann@bakery.example", "+44 20 7946 0958", "bakery.example", "Pays late"),
    (1007, "Fish & Co", "Salmon", 12.5, None, None, None, None, None),
    ("dairy", "Dairy", None, 130, None, None, None, None, None),
    ("Total", None, None, 192.5, None, None, None, None, None),
)  # fmt: skip
RUSSIAN = (
    ("Код партнёра", "Название партнёра", "Бренды", "Доля, %", "Эл. почта", "Телефон", "Сайт"),
    ("bakery", "Пекарня на углу", "Хлеб", "50", "ann@bakery.example", "+442079460958", "bakery.example"),
    ("0042", "Рыба", "Лосось", "7,5", "", "", ""),
)  # fmt: skip


def workbook(path: Path, rows: Any) -> Path:
    """Cells as a spreadsheet program stores them."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Partners")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
    return path


@pytest.mark.parametrize("active", [True, False], ids=["active", "paused"])
def test_a_workbook_with_a_title_numbers_and_a_total(
    services: Services, imports: ImportsService, program_id: int, tmp_path: Path, active: bool
) -> None:
    if not active:
        services.programs.pause(program_id)
    path = workbook(tmp_path / "partners.xlsx", ENGLISH)
    request = ImportRequest(PARTNERS, path, program_id=program_id)
    assert imports.recognise(imports.sample(request)) == PARTNERS
    report = imports.run(request).value
    assert (report.new, report.rejected, report.left_out) == (2, 1, 1)
    assert [
        (i.row, i.column, i.code) for i in report.issues if i.code != "row.looks_like_total"
    ] == [(6, "D", "setup.too_large")]
    fish, bakery = sorted(services.programs.get(program_id).partners, key=lambda p: p.external_id)
    assert (fish.external_id, fish.cost_share) == ("1007", Decimal("12.5"))
    assert (bakery.contact_person, bakery.contact_phone) == ("Ann Lee", "+442079460958")
    assert (bakery.website, bakery.note) == ("bakery.example", "Pays late")
    assert not services.proof.prove().differences


def test_russian_headings_and_a_sheet_that_comes_again(
    services: Services, imports: ImportsService, program_id: int, tmp_path: Path
) -> None:
    request = ImportRequest(PARTNERS, workbook(tmp_path / "p.xlsx", RUSSIAN), program_id=program_id)
    assert imports.recognise(imports.sample(request)) == PARTNERS
    assert imports.run(request).value.new == 2
    again = imports.run(request, force_same_file=True).value
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    shares = {p.external_id: p.cost_share for p in services.programs.get(program_id).partners}
    assert shares == {"bakery": Decimal(50), "0042": Decimal("7.5")}


def test_shares_with_their_sign_and_cells_formatted_as_percent(
    services: Services, imports: ImportsService, program_id: int, tmp_path: Path
) -> None:
    head = ("Code", "Partner", "Share")
    signed = (head, ("a", "A", "50%"), ("b", "B", "12,5 %"), ("c", "C", 40), ("d", "D", 0.5))
    imports.run(
        ImportRequest(PARTNERS, workbook(tmp_path / "a.xlsx", signed), program_id=program_id)
    )
    shares = {p.external_id: p.cost_share for p in services.programs.get(program_id).partners}
    half = Decimal("0.5")
    assert shares == {"a": Decimal(50), "b": Decimal("12.5"), "c": Decimal(40), "d": half}
    formatted = (head, ("e", "E", 0.25), ("f", "F", 1))
    request = ImportRequest(
        PARTNERS, workbook(tmp_path / "b.xlsx", formatted), program_id=program_id
    )
    report = imports.run(request).value
    assert [(i.row, i.column, i.code) for i in report.issues] == [
        (row, "C", "percent.fraction") for row in (2, 3)
    ]


def test_an_export_comes_back_without_a_change(
    services: Services, imports: ImportsService, program_id: int, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "partners.xlsx", ENGLISH)
    imports.run(ImportRequest(PARTNERS, path, program_id=program_id))
    for name in ("out.xlsx", "out.csv"):
        out = tmp_path / name
        services.exports.export("partners", program_id, out)
        report = imports.run(ImportRequest(PARTNERS, out, program_id=program_id)).value
        assert (report.unchanged, report.read) == (2, 2)


def test_an_import_is_undone_and_audited(
    services: Services, imports: ImportsService, program_id: int, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "partners.xlsx", ENGLISH)
    batch = imports.run(ImportRequest(PARTNERS, path, program_id=program_id)).value.batch
    assert batch is not None
    assert imports.undo(batch).value.removed == 2
    assert services.programs.get(program_id).partners == ()
    assert not services.proof.prove().differences

"""A matching is saved on the match page and offered for a sheet that differs a little, with what differs."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QLabel

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.widgets import MenuButton
from tests.support.pages.import_wizard import ImportPage
from tests.support.window import TestWindow


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    """Write a workbook with numbers as numbers."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def do(page: ImportPage, place: int) -> None:
    """Choose an entry of the menu of matchings."""
    page.find(MenuButton, "matching-actions").menu_.actions()[place].trigger()


def matched_page(ui: TestWindow, path: Path) -> ImportPage:
    """A wizard on its match page."""
    page = ImportPage(ui, "participants")
    page.choose_file(path)
    page.go_to("match")
    ui.settle()
    return page


def test_a_saved_matching_is_offered_with_what_differs(
    ui: TestWindow, services: Services, program_id: int, tmp_path: Path
) -> None:
    assert program_id
    first = workbook(tmp_path / "a.xlsx", ("Kaart", "Naam", "Noot"), (1001, "Bos", "x"))
    page = matched_page(ui, first)
    page.fill("match.participant", "A")
    page.fill("match.last_name", "B")
    do(page, 0)
    dialog = ui.dialog()
    dialog.fill("name", "Shop")
    dialog.confirm()
    ui.settle()
    (saved,) = services.matchings.list(ImportKind.PARTICIPANTS)
    assert (saved.name, saved.fields) == ("Shop", ("participant", "last_name", ""))
    assert "encoding" not in {k for k, v in saved.options.items() if v}

    # Another matching of that name is replaced only when somebody says so.
    page.fill("match.last_name", "")
    for answer, kept in (("cancel", "last_name"), ("primary", "")):
        do(page, 0)
        dialog = ui.dialog()
        dialog.fill("name", "shop")
        dialog.confirm()
        ui.settle()
        ui.dialog().click_only(answer)
        ui.settle()
        (saved,) = services.matchings.list(ImportKind.PARTICIPANTS)
        assert saved.fields[1] == kept
    page.fill("match.last_name", "B")
    do(page, 0)
    dialog = ui.dialog()
    dialog.fill("name", "Shop")
    dialog.confirm()
    ui.settle()
    ui.dialog().confirm()
    ui.settle()

    second = workbook(
        tmp_path / "b.xlsx", ("Pas", "Naam", "Noot", "Extra"), (1002, "Dijk", "", "y")
    )
    page = matched_page(ui, second)
    assert page.value("match.participant") == ""
    differs = page.find(QLabel, "matching-differs").text()
    assert "“Kaart” may be “Pas” now." in differs
    assert "Extra" in differs
    page.press("use-matching")
    ui.settle()
    assert (page.value("match.participant"), page.value("match.last_name")) == ("A", "B")

    do(page, 1)
    dialog = ui.dialog()
    dialog.fill("name", "Shop 2")
    dialog.confirm()
    ui.settle()
    assert [m.name for m in services.matchings.list()] == ["Shop 2"]
    do(page, 2)
    ui.dialog().confirm()
    ui.settle()
    assert services.matchings.list() == []

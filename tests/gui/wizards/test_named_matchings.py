"""A matching is saved on the match page and offered for a sheet that differs a little, with what differs."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.widgets import Choice, MenuButton
from tests.support.import_sheets import table
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


def test_words_and_new_fields_are_saved_at_the_end_of_an_import_and_used_again(
    ui: TestWindow, services: Services, program_id: int, tmp_path: Path
) -> None:
    assert program_id
    head = ("external_id", "Gender", "Shoe size")
    first = workbook(tmp_path / "a.xlsx", head, ("W1", "дама", 38), ("W2", "F", 40))
    page = matched_page(ui, first)
    page.fill("column.C", "new")
    page.go_to("check")
    problems = page.find(Choice, "problems")
    problems.setCurrentIndex(problems.findText("дама", Qt.MatchFlag.MatchContains))
    page.settle()
    replacing = page.find(MenuButton, "replace-value").menu_.actions()
    [female] = [a for a in all_actions(replacing) if a.text() == "“дама” → female"]
    female.trigger()
    page.settle()
    page.press("next")
    ui.settle()
    page.press("done.matching")
    dialog = ui.dialog()
    dialog.fill("name", "Shop")
    dialog.confirm()
    ui.settle()
    (saved,) = services.matchings.list(ImportKind.PARTICIPANTS)
    assert saved.options["value_words"] == {"gender": {"дама": "female"}}
    assert [new["label"] for new in saved.options["new_fields"]] == ["Shoe size"]

    page.press("done.again")
    ui.settle()
    second = workbook(tmp_path / "b.xlsx", (*head, "Till"), ("W3", "Дама", 39, 4))
    page = matched_page(ui, second)
    page.press("use-matching")
    ui.settle()
    page.go_to("check")
    assert "“Дама” as female" in page.find(QLabel, "read-as").text()
    page.press("next")
    ui.settle()
    found = table(services, "SELECT external_id, gender, custom FROM profile ORDER BY 1")
    assert [row[:2] for row in found] == [("W1", "female"), ("W2", "female"), ("W3", "female")]
    assert all("39" in row[2] for row in found[2:])


def all_actions(actions: list[QAction]) -> list[QAction]:
    """Actions with those of their menus."""
    found = []
    for action in actions:
        menu = action.menu()
        found += menu.actions() if isinstance(menu, QMenu) else [action]
    return found

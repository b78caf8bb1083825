"""The check page with workbooks of real cell types: shown, corrected, saved, dropped back, applied."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from loyalty_desktop.services.imports.types import Verdict
from loyalty_desktop.ui.widgets import Choice, MenuButton
from tests.support import typed_sheets
from tests.support.pages.import_wizard import ImportPage
from tests.support.typed_sheets import CELLS
from tests.support.window import TestWindow

SHEETS = Path(__file__).parents[2] / "data" / "sheets"

PEOPLE = ("external_id", "city", "email", "phone", "birth_date")
WAYS = {
    "bad email": ("email", "nobody", "a@example.com"),
    "bad phone": ("phone", 12345, "+79161112233"),
    "bad day": ("birth_date", "32.13.2026", "1990-05-01"),
    "no key": ("external_id", None, ""),
    "nothing to find it by": ("external_id", None, ""),
}


@pytest.fixture(autouse=True)
def program(program_id: int, ui: TestWindow) -> int:
    """There is a program to import into, and phones without a code are Russian."""
    ui.app.services.settings.set_phone_region("RU")
    return program_id


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the window's save dialog saves to."""
    path = tmp_path / "rejected.xlsx"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *_args, **_options: (str(path), ""))
    )
    return path


@pytest.mark.parametrize("way", WAYS)
def test_every_cell_type_through_the_grid(
    ui: TestWindow, tmp_path: Path, saved: Path, way: str
) -> None:
    column, wrong, good = WAYS[way]
    sent: list[list[Any]] = [list(PEOPLE)]
    for number, (cell, _) in enumerate(CELLS.values(), start=1):
        person = {"external_id": f"P{number}", "phone": 79160000000, "city": cell, column: wrong}
        if way == "nothing to find it by":
            person |= {"phone": None, "birth_date": "1990-05-01"}
        sent.append([person.get(name) for name in PEOPLE])
    page = ImportPage(ui, "participants")
    page.check(typed_sheets.write(tmp_path / "people.xlsx", sent))
    painted = page.painted()
    assert [cells["city"] for cells in painted] == [text for _, text in CELLS.values()]
    if column != "phone" and way != "nothing to find it by":
        assert {cells["phone"] for cells in painted} == {"79160000000"}
    assert {row.verdict for row in page.checked} == {Verdict.REJECTED}

    page.press("save-rejected")
    assert [row[: len(PEOPLE)] for row in typed_sheets.read(saved)] == sent

    for row in page.checked:
        if row.cells["city"] != "#N/A":
            page.correct(row.row_no, column, good or f"K{row.row_no}")
    still = [row.cells["city"] for row in page.checked if row.verdict is Verdict.REJECTED]
    assert still == ["#N/A"]
    assert [cells["city"] for cells in page.painted()] == [text for _, text in CELLS.values()]

    back = ImportPage(ui, "participants")
    back.check(typed_sheets.correct(saved, column, lambda line: good or f"K{line}"))
    back.next()
    assert ui.app.services.imports.batches()[0].new == len(CELLS) - 1


@pytest.mark.parametrize(
    ("name", "kind", "cells"),
    [
        ("min.xlsx", "participants", {"phone": "79161234567"}),
        ("min2.xlsx", "points", {"amount": "50"}),
    ],
)
def test_numbers_of_rejected_rows(
    ui: TestWindow, name: str, kind: str, cells: dict[str, str]
) -> None:
    page = ImportPage(ui, kind)
    page.check(SHEETS / name)
    [painted] = page.painted()
    assert {field: painted[field] for field in cells} == cells


def test_the_sheet_of_a_club(ui: TestWindow, saved: Path) -> None:
    page = ImportPage(ui, "participants")
    page.check(SHEETS / "clients.xlsx")
    phones = {cells["phone"] for cells in page.painted()}
    assert not [phone for phone in phones if phone.endswith(".0")]
    page.press("save-rejected")
    again = ImportPage(ui, "participants")
    again.check(saved)
    assert len(again.checked) == len(typed_sheets.read(saved)) - 1


class TestTiers:
    """The tier column on the wizard's pages."""

    def test_words_are_mapped_and_the_end_is_asked_once(
        self, ui: TestWindow, program: int, tmp_path: Path
    ) -> None:
        rows = [("external_id", "tier"), ("A1", "золото"), ("A2", "золото"), ("A3", "Member")]
        page = ImportPage(ui, "participants")
        page.choose_file(typed_sheets.write(tmp_path / "people.xlsx", rows))
        page.go_to("existing")
        page.fill("tier_until", date(2027, 3, 31))
        page.go_to("check")
        assert [row.verdict.value for row in page.checked] == ["rejected", "rejected", "new"]
        problems = page.find(Choice, "problems")
        problems.setCurrentIndex(problems.findText("золото", Qt.MatchFlag.MatchContains))
        page.settle()
        menu = page.find(MenuButton, "replace-value").menu_
        (gold,) = [action for action in menu.actions() if action.text() == "“золото” → Gold"]
        gold.trigger()
        page.settle()
        problems.setCurrentIndex(0)
        page.settle()
        assert [row.verdict.value for row in page.checked] == ["new", "new", "new"]
        page.go_to("apply")
        services = ui.app.services
        standing = services.tiers.standing(program, 1)[0]
        assert (standing.tier, standing.floor_until) == ("Gold", date(2027, 3, 31))

    def test_a_sheet_without_tiers_is_not_asked(self, ui: TestWindow) -> None:
        page = ImportPage(ui, "participants")
        page.choose_file(SHEETS / "min.xlsx")
        page.go_to("existing")
        assert not page.find(QWidget, "tier_until").isVisible()

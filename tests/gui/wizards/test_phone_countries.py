"""Phones without a country code on the check page: the country that fits them is one button, any other in a menu."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from loyalty_desktop.services.imports.types import Verdict
from loyalty_desktop.ui.widgets import Choice, MenuButton, SecondaryButton
from tests.support import typed_sheets
from tests.support.pages.import_wizard import ImportPage
from tests.support.window import TestWindow

PEOPLE: list[list[Any]] = [
    ["external_id", "phone"],
    ["P1", 89161112233],
    ["P2", "8 (916) 111-22-34"],
    ["P3", "+7 916 111-22-35"],
    ["P4", "no phone"],
]


@pytest.fixture
def page(ui: TestWindow, tmp_path: Path, program_id: int) -> ImportPage:
    """The check of four people in a workspace without a country of phones."""
    assert program_id
    made = ImportPage(ui, "participants")
    made.check(typed_sheets.write(tmp_path / "people.xlsx", PEOPLE))
    problems = made.find(Choice, "problems")
    problems.setCurrentIndex(problems.findText("country code", Qt.MatchFlag.MatchContains))
    made.settle()
    return made


def rejected(page: ImportPage) -> set[int]:
    page.fill("problems", None)
    return {row.row_no for row in page.checked if row.verdict is Verdict.REJECTED}


def test_one_button_reads_them_as_numbers_of_the_country_that_fits(page: ImportPage) -> None:
    button = page.find(SecondaryButton, "read-phones")
    assert button.text() == "Read them as +7 numbers (RU)"
    button.click()
    page.settle()
    assert rejected(page) == {5}


def test_another_country_is_in_the_menu(page: ImportPage) -> None:
    actions = page.find(MenuButton, "other-region").menu_.actions()
    (kazakhstan,) = [a for a in actions if a.text().startswith("KZ ")]
    kazakhstan.trigger()
    page.settle()
    assert rejected(page) == {5}
    (other,) = [a for a in actions if a.text().startswith("GB ")]
    assert other.text().startswith("GB  +44")


def test_other_problems_offer_no_country(page: ImportPage) -> None:
    problems = page.find(Choice, "problems")
    problems.setCurrentIndex(problems.findText("no phone", Qt.MatchFlag.MatchContains))
    page.settle()
    assert not page.has("read-phones")
    assert not page.has("other-region")

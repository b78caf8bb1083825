"""Columns that can be read in two ways on the check page: each way is one button, other countries of phones a menu."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.types import ImportRequest, Verdict
from loyalty_desktop.ui.widgets import Choice, MenuButton, SecondaryButton
from tests.support import typed_sheets
from tests.support.import_sheets import table
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
    choose_problem(made, "country code")
    return made


def rejected(page: ImportPage) -> set[int]:
    if page.has("problems"):
        page.fill("problems", None)
    return {row.row_no for row in page.checked if row.verdict is Verdict.REJECTED}


def test_one_button_reads_them_as_numbers_of_the_country_that_fits(page: ImportPage) -> None:
    button = page.find(SecondaryButton, "read-as.0")
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
    choose_problem(page, "no phone")
    assert not page.has("read-as.0")
    assert not page.has("other-region")


@pytest.mark.parametrize(
    ("field", "texts", "place", "label", "day"),
    [
        ("birth_date", ["03/04/1990", "05/06/1991"], 0, "The day comes first", 19900403),
        ("birth_date", ["03/04/1990", "05/06/1991"], 1, "The month comes first", 19900304),
    ],
)
def test_each_order_of_dates_is_a_button(  # noqa: PLR0917 - fixtures
    ui: TestWindow,
    services: Services,
    program_id: int,
    tmp_path: Path,
    field: str,
    texts: list[str],
    place: int,
    label: str,
    day: int,
) -> None:
    assert program_id
    rows = [["external_id", field], *([f"D{n}", text] for n, text in enumerate(texts))]
    page = ImportPage(ui, "participants")
    page.check(typed_sheets.write(tmp_path / "days.xlsx", rows))
    choose_problem(page, "03/04/1990")
    button = page.find(SecondaryButton, f"read-as.{place}")
    assert button.text() == label
    button.click()
    page.settle()
    assert rejected(page) == set()
    page.press("next")
    ui.settle()
    found = table(services, "SELECT birth_date FROM profile WHERE external_id = 'D0'")
    assert found == [(day,)]


@pytest.mark.parametrize(("place", "sign", "units"), [(0, ",", 1), (1, ".", 1234)])
def test_each_decimal_sign_is_a_button(  # noqa: PLR0917 - fixtures
    ui: TestWindow,
    services: Services,
    program_id: int,
    tmp_path: Path,
    place: int,
    sign: str,
    units: int,
) -> None:
    people = typed_sheets.write(tmp_path / "people.xlsx", [["external_id"], ["M1"]])
    services.imports.run(ImportRequest(ImportKind.PARTICIPANTS, people, program_id=program_id))
    rows = [["participant", "points"], ["M1", "1,234"], ["M1", "1,230"]]
    page = ImportPage(ui, "points")
    page.check(typed_sheets.write(tmp_path / "points.xlsx", rows))
    choose_problem(page, "1,234")
    button = page.find(SecondaryButton, f"read-as.{place}")
    assert button.text() == f"The decimal sign is “{sign}”"
    button.click()
    page.settle()
    assert rejected(page) == ({2} if units == 1 else set())  # 1.234 has three decimals


def choose_problem(page: ImportPage, words: str) -> None:
    problems = page.find(Choice, "problems")
    problems.setCurrentIndex(problems.findText(words, Qt.MatchFlag.MatchContains))
    page.settle()

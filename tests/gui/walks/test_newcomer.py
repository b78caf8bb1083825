"""A newcomer's first hour, by mouse and keys through the whole window."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from loyalty_desktop.controllers.quick_start import WayIn
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.services.imports.types import Verdict
from tests.gui.walks.conftest import SHEETS, FileDialogs
from tests.support.pages.import_wizard import ImportSteps
from tests.support.pages.lists import ListPage
from tests.support.pages.main_window import MainWindowPage, Program


def test_customers_come_in_from_a_sheet_with_everything_wrong_in_it(
    program: Program, files: FileDialogs, tmp_path: Path
) -> None:
    window = new_workspace(program, files, tmp_path / "shop.loyalty")
    quick_start_in_two_languages(window)
    steps = match_in_two_languages(window)
    check_and_correct(window, steps)
    rejected = save_rejected(window, files, tmp_path / "rejected.xlsx")
    apply(window, new=292, rejected=8)
    drop_corrected(window, rejected)
    undo_and_apply_again(window, rejected)


def new_workspace(program: Program, files: FileDialogs, path: Path) -> MainWindowPage:
    """A start page without workspaces; New workspace opens an empty one."""
    files.path = path
    program.start_page().press("new")
    window = program.window()
    assert (window.route, window.title) == ("home", "Home")
    assert "No active program yet" in window.words
    assert path.is_file()
    return window


def quick_start_in_two_languages(window: MainWindowPage) -> None:
    """What was typed stays when the language and the colours change in the middle of a form."""
    window.click("Quick start")
    quick = window.quick_start()
    quick.fill("name", "Радуга")
    quick.fill("phone_region", "RU")
    quick.enter()
    quick.fill("activation_days", 0)
    window.speak("ru")
    window.run("Тёмные цвета")
    quick = window.quick_start()
    assert quick.step == 1
    assert quick.value("activation_days") == 0
    quick.press("back")
    assert quick.value("name") == "Радуга"
    window.speak("en")
    window.run("Light colours")
    quick = window.quick_start()
    quick.enter(4)
    quick.fill("way", WayIn.FILE)
    quick.enter(2)
    assert window.toast == "The program is ready and active."
    assert (window.route, window.title) == ("import", "Import participants")


def match_in_two_languages(window: MainWindowPage) -> ImportSteps:
    """A column matched by hand stays so in another language."""
    steps = window.imports()
    steps.choose_file(SHEETS / "clients.xlsx")
    window.speak("ru")
    steps = window.imports()
    assert steps.value("path") == SHEETS / "clients.xlsx"
    steps.next()
    assert steps.step == "match"
    steps.fill("match.comment", "")
    window.speak("en")
    steps = window.imports()
    assert steps.step == "match"
    assert steps.value("match.comment") == ""
    assert steps.value("match.external_id") == "A"
    steps.fill("match.comment", "L")
    return steps


def check_and_correct(window: MainWindowPage, steps: ImportSteps) -> None:
    """The check, its filter and its corrections are as they were in another language and other colours."""
    steps.go_to("check")
    assert counts(steps) == (240, 0, 0, 60)
    steps.filter(Verdict.REJECTED)
    assert len(steps.checked) == 60
    said = window.message
    assert (
        said
        == "Tiers in column K that differ from those in force are set by hand, through 26 Nov 2027."
    )
    window.run("Dark colours")
    window.speak("ru")
    assert window.title == "Загрузка участников"
    window.speak("en")
    window.run("Light colours")
    steps = window.imports()
    assert (steps.step, window.message) == ("check", said)
    assert counts(steps) == (240, 0, 0, 60)
    assert len(steps.checked) == 60
    places = rows_of(steps)
    steps.correct(places["000004"], "tier", "Gold", alike=True)
    assert window.toast == "51 rows were checked again"
    assert counts(steps) == (290, 0, 0, 10)
    steps.correct(places["000057"], "email", "brown@example.com")
    steps.correct(places["000058"], "birth_date", "29.02.1980")
    assert counts(steps) == (292, 0, 0, 8)
    window.go("programs")
    window.back()
    assert counts(steps) == (292, 0, 0, 8)
    assert set(rows_of(steps)) == WRONG


def save_rejected(window: MainWindowPage, files: FileDialogs, path: Path) -> Path:
    """What is still wrong goes into a workbook, as the sender wrote it, with what to do beside it."""
    files.path = path
    window.imports().press("save-rejected")
    assert window.toast == "Rejected rows are saved to rejected.xlsx"
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    header, *rows = sheet.iter_rows(values_only=True)
    assert header[:3] == ("Номер карты", "Фамилия", "Имя")
    assert {str(row[0] or "") for row in rows} == WRONG
    assert rows[0][4] == "+79161000280"
    assert rows[1][-2:] == (
        "“12345” is not a phone number.",
        "Type it with its country code, such as +7 916 123-45-67.",
    )
    return path


def apply(window: MainWindowPage, *, new: int, changed: int = 0, rejected: int = 0) -> None:
    """Write the rows; the page says how many."""
    steps = window.imports()
    assert window.button("next") == f"Apply {new + changed} rows"
    steps.next()
    assert steps.step == "apply", window.message
    report = steps.report()
    assert report["New"] == str(new)
    assert report["Changed"] == str(changed)
    assert report["Rejected"] == str(rejected)


def drop_corrected(window: MainWindowPage, path: Path) -> None:
    """The sender corrects the workbook and drags it back onto the window: every row of it is good."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row, corrected in enumerate(CORRECTED, start=2):
        for column, value in corrected.items():
            sheet[f"{column}{row}"] = value
    book.save(path)
    window.go("participants")
    window.drop(path)
    steps = window.imports()
    assert steps.value("path") == path
    steps.go_to("check")
    assert counts(steps) == (8, 0, 0, 0)
    apply(window, new=8)


def undo_and_apply_again(window: MainWindowPage, path: Path) -> None:
    """Undo says what it takes back, takes exactly that back, and the same file can come again."""
    window.imports().press("done.undo")
    assert (window.route, window.title) == ("imports", "Imports")
    said = window.dialog_words()
    assert "4 created rows are deleted" in said
    assert "4 created participants leave the program but stay in the list" in said
    window.dialog("Undo the import").confirm()
    assert window.toast == "The import was undone"
    assert people(window) == (296, 4)
    window.drop(path)
    window.imports().go_to("check")
    window.speak("ru")
    window.speak("en")
    assert counts(window.imports()) == (4, 4, 0, 0)
    apply(window, new=4, changed=4)
    assert people(window) == (300, 0)


WRONG = {"000040", "000056", "000059", "", "000062", "000064", "000065", "000021"}
"""IDs of the rows that the walk does not correct in the window."""

CORRECTED = (
    {"A": "000401"},
    {"E": "+79161234567"},
    {"G": "01.02.1990"},
    {"A": "000061"},
    {"I": "ж"},
    {"B": "Морозова"},
    {"G": "01.01.1981"},
    {"A": "000402"},
)
"""What the sender writes into the rows of the rejected workbook, by column."""


def counts(steps: ImportSteps) -> tuple[int, ...]:
    """New, changed, unchanged, rejected."""
    return tuple(steps.count(verdict) for verdict in list(Verdict)[:4])


def rows_of(steps: ImportSteps) -> dict[str, int]:
    """Row of the sheet by ID, of the rows shown."""
    return {row.cells["external_id"]: row.row_no for row in steps.checked}


def people(window: MainWindowPage) -> tuple[int, int]:
    """How many participants the list shows, and how many of them have left."""
    window.go("participants")
    shown = ListPage(window.view)
    every = len(shown.ids())
    shown.tick("state", ParticipantState.LEFT)
    window.settle()
    left = len(shown.ids())
    shown.tick("state", ParticipantState.LEFT, on=False)
    window.settle()
    return every, left

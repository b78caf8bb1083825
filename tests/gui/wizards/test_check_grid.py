"""Corrections in the cells of the check grid, by mouse and keys: text, lists, pasted columns, and what is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from loyalty_desktop.services.imports.types import Verdict
from loyalty_desktop.ui.widgets import Choice, MenuButton
from loyalty_desktop.ui.wizards.imports.cell_editors import CellChoice, CellEdit
from loyalty_desktop.ui.wizards.imports.check_grid import CheckGrid
from tests.support import typed_sheets
from tests.support.pages.import_wizard import ImportPage
from tests.support.window import TestWindow

SHEETS = Path(__file__).parents[2] / "data" / "sheets"

PEOPLE: list[list[Any]] = [
    ["external_id", "last_name", "gender", "email", "phone", "birth_date"],
    ["P1", "Stone", "женщина", "stone", 79161112233, date(1980, 5, 1)],
    ["P2", "Reed", "дама", "reed@example.com", 79161112234, "32.13.1990"],
    ["P3", "Marsh", "дама", "marsh@", 79161112235, None],
    ["P4", "Birch", None, "birch@example.com", 79161112236, date(1990, 5, 1)],
]


@pytest.fixture(autouse=True)
def program(program_id: int, ui: TestWindow) -> int:
    """There is a program to import into, and phones without a code are Russian."""
    ui.app.services.settings.set_phone_region("RU")
    return program_id


@pytest.fixture
def page(ui: TestWindow, tmp_path: Path) -> ImportPage:
    """The check of four people, three of them with mistakes."""
    made = ImportPage(ui, "participants")
    made.check(typed_sheets.write(tmp_path / "people.xlsx", PEOPLE))
    assert rejected(made) == {2, 3, 4}
    return made


def rejected(page: ImportPage) -> set[int]:
    return {row.row_no for row in page.checked if row.verdict is Verdict.REJECTED}


def grid(page: ImportPage) -> CheckGrid:
    assert isinstance(page.grid, CheckGrid)
    return page.grid


def cell(page: ImportPage, row_no: int, field: str) -> QModelIndex:
    table = grid(page)
    place = next(i for i, row in enumerate(page.checked) if row.row_no == row_no)
    column = next(i for i, column in enumerate(table.columns()) if column.id == field)
    return table.model().index(place, column)


def text(page: ImportPage, row_no: int, field: str) -> str:
    return next(row for row in page.checked if row.row_no == row_no).cells[field]


def click(page: ImportPage, row_no: int, field: str) -> None:
    index = cell(page, row_no, field)
    table = grid(page)
    table.scrollTo(index)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center()
    )


def go_to(page: ImportPage, row_no: int, field: str) -> None:
    """The cell is the current one, as after the arrow keys."""
    table = grid(page)
    table.setFocus()
    table.setCurrentIndex(cell(page, row_no, field))


def editor(page: ImportPage) -> QWidget:
    (found,) = [w for w in page.widget.findChildren(QWidget, "cell-editor") if w.isVisible()]
    return found


def editing(page: ImportPage) -> bool:
    return any(w.isVisible() for w in page.widget.findChildren(QWidget, "cell-editor"))


def write(page: ImportPage, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over the cell that is open, and leave it by this key."""
    line = editor(page)
    assert isinstance(line, CellEdit)
    line.selectAll()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, key)
    QCoreApplication.processEvents()


def clipboard(words: str) -> None:
    data = QMimeData()
    data.setText(words)
    QGuiApplication.clipboard().setMimeData(data)


class TestText:
    def test_one_click_opens_a_faulty_cell_and_enter_checks_its_row_again(
        self, page: ImportPage
    ) -> None:
        click(page, 2, "email")
        line = editor(page)
        assert isinstance(line, CellEdit)
        assert line.text() == "stone"
        write(page, "stone@example.com")
        assert text(page, 2, "email") == "stone@example.com", "shown before it was checked"
        page.settle()
        assert text(page, 2, "email") == "stone@example.com"
        issues = next(row.issues for row in page.checked if row.row_no == 2)
        assert "email" not in {issue.field for issue in issues}

    def test_a_click_on_a_sound_cell_only_chooses_its_row(self, page: ImportPage) -> None:
        click(page, 5, "last_name")
        assert not editing(page)
        assert [row.row_no for row in grid(page).selected()] == [5]

    def test_f2_shows_the_text_as_the_sheet_has_it(self, page: ImportPage) -> None:
        go_to(page, 2, "birth_date")
        QTest.keyClick(grid(page), Qt.Key.Key_F2)
        line = editor(page)
        assert isinstance(line, CellEdit)
        assert line.text() == "1980-05-01"

    def test_typing_replaces_the_text(self, page: ImportPage) -> None:
        go_to(page, 5, "last_name")
        QTest.keyClicks(grid(page), "B")
        line = editor(page)
        assert isinstance(line, CellEdit)
        assert line.text().upper() == "B"
        QTest.keyClicks(line, "irchwood")
        QTest.keyClick(line, Qt.Key.Key_Return)
        QCoreApplication.processEvents()
        page.settle()
        assert text(page, 5, "last_name").lower() == "birchwood"

    def test_esc_takes_the_text_back(self, ui: TestWindow, page: ImportPage) -> None:
        click(page, 2, "email")
        write(page, "other", Qt.Key.Key_Escape)
        page.settle()
        assert not editing(page)
        assert page.step == "check"
        assert text(page, 2, "email") == "stone"
        assert not ui.toasts

    def test_tab_goes_on_to_the_next_cell_past_what_cannot_be_written(
        self, page: ImportPage
    ) -> None:
        click(page, 3, "birth_date")
        write(page, "1990-12-31", Qt.Key.Key_Tab)
        page.settle()
        at = grid(page).currentIndex()
        assert editing(page)
        assert (page.checked[at.row()].row_no, grid(page).columns()[at.column()].id) == (
            3,
            "phone",
        )
        QTest.keyClick(editor(page), Qt.Key.Key_Backtab)
        QCoreApplication.processEvents()
        at = grid(page).currentIndex()
        assert (page.checked[at.row()].row_no, grid(page).columns()[at.column()].id) == (
            3,
            "birth_date",
        )

    def test_what_is_being_written_outlives_the_check_of_another_row(
        self, page: ImportPage
    ) -> None:
        click(page, 4, "email")
        write(page, "marsh@example.com")
        click(page, 2, "email")
        half = editor(page)
        assert isinstance(half, CellEdit)
        QTest.keyClicks(half, "stone@exam")
        page.settle()
        assert editor(page) is half
        QTest.keyClicks(half, "ple.com")
        QTest.keyClick(half, Qt.Key.Key_Return)
        QCoreApplication.processEvents()
        page.settle()
        assert (text(page, 2, "email"), text(page, 4, "email")) == (
            "stone@example.com",
            "marsh@example.com",
        )

    def test_del_empties_the_cell(self, page: ImportPage) -> None:
        go_to(page, 4, "email")
        QTest.keyClick(grid(page), Qt.Key.Key_Delete)
        page.settle()
        assert text(page, 4, "email") == ""

    def test_enter_opens_the_whole_row(self, ui: TestWindow, page: ImportPage) -> None:
        go_to(page, 4, "email")
        QTest.keyClick(grid(page), Qt.Key.Key_Return)
        dialog = ui.dialog()
        assert (dialog.has("email"), dialog.has("gender")) == (True, True)
        dialog.press("cancel")

    def test_rows_left_out_are_not_written(self, ui: TestWindow, tmp_path: Path) -> None:
        path = tmp_path / "points.csv"
        path.write_text(
            "external_id,participant,type,amount\nT1,A1,accrual,5\nTotal,,,5\n", encoding="utf-8"
        )
        page = ImportPage(ui, "points")
        page.check(path)
        (out,) = [r.row_no for r in page.checked if r.verdict is Verdict.LEFT_OUT]
        go_to(page, out, "amount")
        QTest.keyClick(grid(page), Qt.Key.Key_F2)
        assert not editing(page)


class TestLists:
    def test_a_list_opens_with_the_sheets_word_and_the_allowed_ones(self, page: ImportPage) -> None:
        click(page, 3, "gender")
        page.settle()
        choice = editor(page)
        assert isinstance(choice, CellChoice)
        assert choice.view().isVisible()
        assert choice.itemText(0) == "дама"
        QTest.keyClick(choice.view(), Qt.Key.Key_Down)
        wanted = choice.itemText(1)
        QTest.keyClick(choice.view(), Qt.Key.Key_Return)
        page.settle()
        assert not editing(page)
        assert text(page, 3, "gender") == wanted
        assert text(page, 4, "gender") == "дама"

    def test_esc_closes_the_list_and_keeps_the_word(self, page: ImportPage) -> None:
        click(page, 3, "gender")
        page.settle()
        choice = editor(page)
        assert isinstance(choice, CellChoice)
        QTest.keyClick(choice.view(), Qt.Key.Key_Down)
        QTest.keyClick(choice.view(), Qt.Key.Key_Escape)
        QTest.qWait(20)
        page.settle()
        assert not editing(page)
        assert text(page, 3, "gender") == "дама"

    def test_one_button_of_the_cause_replaces_a_word_everywhere(self, page: ImportPage) -> None:
        problems = page.find(Choice, "problems")
        problems.setCurrentIndex(problems.findText("дама", Qt.MatchFlag.MatchContains))
        page.settle()
        assert page.has("replace-value")
        assert not page.has("correct-alike")
        actions = page.find(MenuButton, "replace-value").menu_.actions()
        for action in actions:
            words = action.menu()  # of a cause: the words that its rows share
            if isinstance(words, QMenu) and action.text() == "“дама”":
                actions = words.actions()
        (female,) = [a for a in actions if a.text() == "“дама” → female"]
        female.trigger()
        page.settle()
        page.fill("problems", None)
        assert (text(page, 3, "gender"), text(page, 4, "gender")) == ("female", "female")


class TestPaste:
    def test_a_column_goes_into_the_cells_below(self, page: ImportPage) -> None:
        go_to(page, 2, "email")
        clipboard("a@example.com\r\nb@example.com\r\nc@example.com\r\n")
        QTest.keyClick(grid(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        page.settle()
        emails = [row.cells["email"] for row in page.checked]
        assert emails == ["a@example.com", "b@example.com", "c@example.com", "birch@example.com"]

    def test_a_cell_with_line_breaks_and_an_empty_one_move_no_other_cell(
        self, page: ImportPage
    ) -> None:
        go_to(page, 2, "email")
        clipboard('"one\ntwo ""three"""\n\nc@example.com\n')
        QTest.keyClick(grid(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        page.settle()
        emails = [row.cells["email"] for row in page.checked]
        assert emails == ['one\ntwo "three"', "", "c@example.com", "birch@example.com"]

    def test_what_finds_no_cell_is_said(self, ui: TestWindow, page: ImportPage) -> None:
        go_to(page, 5, "email")
        clipboard("a@example.com\nb@example.com\n")
        QTest.keyClick(grid(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        page.settle()
        assert text(page, 5, "email") == "a@example.com"
        assert any(said.startswith("1 pasted value") for said in ui.toasts)

    def test_one_value_goes_into_every_selected_row(self, page: ImportPage) -> None:
        go_to(page, 3, "gender")
        QTest.keyClick(grid(page), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        clipboard("female")
        QTest.keyClick(grid(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        page.settle()
        assert [row.cells["gender"] for row in page.checked] == ["женщина", "female", "female", ""]

    def test_lines_pasted_into_an_open_cell_go_into_the_cells_below(self, page: ImportPage) -> None:
        click(page, 2, "email")
        clipboard("a@example.com\nb@example.com")
        QTest.keyClick(editor(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        page.settle()
        assert (text(page, 2, "email"), text(page, 3, "email")) == (
            "a@example.com",
            "b@example.com",
        )


class TestUndo:
    def test_ctrl_z_takes_the_last_correction_back(self, page: ImportPage) -> None:
        before = [(row.verdict, row.cells) for row in page.checked]
        click(page, 2, "email")
        write(page, "stone@example.com")
        page.settle()
        go_to(page, 3, "birth_date")
        QTest.keyClick(grid(page), Qt.Key.Key_Delete)
        page.settle()
        for _ in range(2):
            QTest.keyClick(grid(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            page.settle()
        assert [(row.verdict, row.cells) for row in page.checked] == before

    def test_the_cell_of_the_sheet_comes_back_with_its_type(
        self, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for field in ("phone", "birth_date"):
            go_to(page, 2, field)
            QTest.keyClick(grid(page), Qt.Key.Key_Delete)
            page.settle()
        for _ in range(2):
            QTest.keyClick(grid(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            page.settle()
        saved = tmp_path / "rejected.xlsx"
        monkeypatch.setattr(
            QFileDialog,
            "getSaveFileName",
            staticmethod(lambda *_args, **_options: (str(saved), "")),
        )
        page.press("save-rejected")
        assert typed_sheets.read(saved)[1][: len(PEOPLE[0])] == PEOPLE[1]


class TestPlace:
    def test_a_correction_keeps_the_place_and_a_filter_begins_at_the_top(
        self, ui: TestWindow, tmp_path: Path
    ) -> None:
        sheet = [PEOPLE[0], *([f"Q{n}", "Stone", None, "stone", None, None] for n in range(200))]
        page = ImportPage(ui, "participants")
        page.check(typed_sheets.write(tmp_path / "many.xlsx", sheet))
        click(page, 150, "email")
        bar = grid(page).verticalScrollBar()
        at = bar.value()
        assert at > 0
        write(page, "stone@example.com")
        page.settle()
        assert bar.value() == at
        assert page.checked[grid(page).currentIndex().row()].row_no == 150
        page.filter(Verdict.REJECTED)
        assert bar.value() == 0


class TestLook:
    def test_what_decides_is_seen_without_scrolling(self, ui: TestWindow) -> None:
        page = ImportPage(ui, "participants")
        page.check(SHEETS / "clients.xlsx")
        table = grid(page)
        names = [column.id for column in table.shown_columns()]
        known = next(i for i, column in enumerate(table.columns()) if column.id == "known")
        assert {"phone", "tier"} <= set(names[: names.index("known")]), "most rows fall by these"
        right = table.columnViewportPosition(known) + table.columnWidth(known)
        assert right <= table.viewport().width()
        page.fill("problems", None)
        assert not page.has("cause-actions")

    def test_warnings_are_told_apart_from_errors(self, ui: TestWindow, tmp_path: Path) -> None:
        path = tmp_path / "points.csv"
        path.write_text(
            "external_id,participant,type,amount\nT1,A1,accrual,five\nTotal,,,5\n",
            encoding="utf-8",
        )
        page = ImportPage(ui, "points")
        page.check(path)
        problems = page.find(Choice, "problems")
        texts = [problems.itemText(i) for i in range(problems.count())]
        assert texts[0] == "All problems (1 error, 1 warning)"
        assert [text.startswith("Warning, 1 row") for text in texts[1:]] == [False, True]
        known = next(column for column in grid(page).columns() if column.id == "known")
        told = {row.verdict: (known.text(row), known.tone(row)) for row in page.checked}
        assert told[Verdict.REJECTED][1] == "bad"
        assert told[Verdict.LEFT_OUT][0].startswith("Warning: ")
        assert told[Verdict.LEFT_OUT][1] == "warn"

    def test_amounts_are_grouped_and_copied_plain(self, ui: TestWindow, tmp_path: Path) -> None:
        sheet: list[list[Any]] = [
            ["external_id", "participant", "type", "amount"],
            ["T1", "A1", "accrual", 12500.5],
            ["T2", "A2", "accrual", "900 USD"],
        ]
        page = ImportPage(ui, "points")
        page.check(typed_sheets.write(tmp_path / "points.xlsx", sheet))
        assert [cells["amount"] for cells in page.painted()] == ["12,500.5", "900"]
        amount = next(column for column in grid(page).columns() if column.id == "amount")
        assert amount.align == "right"
        go_to(page, 2, "amount")
        assert grid(page).copy_selection().split("\t")[5] == "12500.5"
        QTest.keyClick(grid(page), Qt.Key.Key_F2)
        line = editor(page)
        assert isinstance(line, CellEdit)
        assert line.text() == "12500.5"

"""How the window behaves under keys and mouse: Tab, Enter, leaving unsaved edits, toasts, growing dialogs, a second window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.app.window.open_twice import OpenTwice
from loyalty_desktop.ui.dialogs.base import Dialog, ReasonDialog
from loyalty_desktop.ui.widgets import (
    Banner,
    FilePicker,
    MenuButton,
    PrimaryButton,
    RowTable,
    SecondaryButton,
    room,
)
from loyalty_desktop.ui.widgets.states import Toast
from loyalty_desktop.ui.wizards.imports.source_page import SourcePage
from tests.gui.screens import Stage
from tests.support import full_workspace


def test_tab_goes_through_bar_sidebar_page_and_status_line(stage: Stage) -> None:
    window = stage.show("settings")
    stage.window.setFocus()
    regions: list[str] = []
    for _ in range(60):
        QTest.keyClick(stage.window.focusWidget() or window, Qt.Key.Key_Tab)
        at = stage.window.focusWidget()
        for name, region in (
            ("bar", stage.window.top),
            ("sidebar", stage.window.sidebar),
            ("page", stage.window.stack),
            ("status", stage.window.strip),
        ):
            if region.isAncestorOf(at) and (not regions or regions[-1] != name):
                regions.append(name)
        if regions[-1:] == ["status"]:
            break
    assert regions == ["bar", "sidebar", "page", "status"]


@pytest.mark.parametrize("how", ["hidden", "disabled", "left"])
def test_enter_reaches_no_other_button_when_the_one_in_focus_goes_away(
    stage: Stage, how: str
) -> None:
    """The brand was next; Enter on it closes the workspace."""
    stage.show("imports")
    page = stage.window.stack.currentWidget()
    button = next(b for b in page.findChildren(PrimaryButton) if b.isVisible())
    button.setFocus()
    if how == "left":
        stage.window.navigate("participants")
    elif how == "hidden":
        button.hide()
    else:
        button.setEnabled(False)
    stage.settle()
    at = stage.window.focusWidget()
    assert at is None or not isinstance(at, QAbstractButton)


def test_the_start_page_begins_on_a_new_workspace(desktop: Desktop) -> None:
    desktop.show_start()
    assert desktop.start_view is not None
    at = desktop.start_view.focusWidget()
    assert isinstance(at, PrimaryButton)
    assert at.accessibleName() == "New workspace"


@pytest.mark.parametrize("accrue", [True, False])
def test_points_are_explained_by_an_example_of_their_own(stage: Stage, accrue: bool) -> None:
    from loyalty_desktop.domain.drafts import ProfileDraft

    person = stage.services.participants.join_new(
        stage.first_program(), ProfileDraft(external_id="1")
    ).value
    stage.show("participant", program_id=stage.first_program(), participant_id=person)
    wanted = "Accrue" if accrue else "Redeem"
    [button] = [b for b in stage.window.findChildren(QPushButton) if b.accessibleName() == wanted and b.isVisible()]  # fmt: skip
    button.click()
    examples = {e.placeholderText() for e in stage.dialog().findChildren(QLineEdit)}
    expected = "Card was not scanned at the till" if accrue else "Paid with points at the till"
    assert expected in examples


@pytest.fixture
def edited(stage: Stage) -> QWidget:
    """The program editor with a new name that is not saved."""
    stage.show("program", program_id=stage.first_program())
    view: QWidget = stage.window.stack.currentWidget()
    name = next(w for w in view.findChildren(QLineEdit, "name") if w.isVisible())
    name.selectAll()
    QTest.keyClicks(name, "Sunday club")
    return view


def question(stage: Stage) -> Dialog:
    dialog = stage.dialog()
    assert isinstance(dialog, Dialog)
    return dialog


def click_home(stage: Stage) -> None:
    [home] = [
        b for b in stage.window.sidebar.findChildren(QPushButton) if b.accessibleName() == "Home"
    ]
    home.click()


def test_staying_keeps_the_section_lit(stage: Stage, edited: QWidget) -> None:
    click_home(stage)
    question(stage).reject()
    assert stage.window.stack.currentWidget() is edited
    assert stage.window.sidebar.lit() == "programs"


def test_unsaved_edits_can_be_saved_on_the_way_out(stage: Stage, edited: QWidget) -> None:
    click_home(stage)
    save = question(stage).findChild(SecondaryButton, "save-and-leave")
    assert isinstance(save, SecondaryButton)
    save.click()
    stage.settle()
    assert stage.window.sidebar.lit() == "home"
    assert stage.services.programs.list()[0].name == "Sunday club"


def test_a_transfer_names_the_other_participant(
    desktop: Desktop, program_path: Path, qtbot: QtBot
) -> None:
    full_workspace.fill(program_path)
    stage = Stage(desktop)
    desktop.starter.open(str(program_path))
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    stage.show("participant", program_id=stage.first_program(), participant_id=1)
    table = stage.window.findChild(RowTable, "transactions")
    assert isinstance(table, RowTable)
    model = table.model()
    shown = {
        model.index(r, c).data()
        for r in range(model.rowCount())
        for c in range(model.columnCount())
    }
    assert "from Anna Petrova, 000002" in shown


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("/nowhere/at-all.xlsx", "There is no such file"),
        ("/", "This is a folder"),
        ("", "Choose a file"),
    ],
)
def test_a_wrong_path_is_told_under_its_field(stage: Stage, written: str, told: str) -> None:
    stage.show("import", kind="participants")
    page = stage.window.findChild(SourcePage)
    assert isinstance(page, SourcePage)
    box = page.findChild(FilePicker)
    assert isinstance(box, FilePicker)
    edit = box.focusProxy()
    assert isinstance(edit, QLineEdit)
    edit.setText(written)
    if written:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    else:
        [following] = [
            b
            for b in stage.window.findChildren(PrimaryButton)
            if b.text() == "Next" and b.isVisible()
        ]
        following.click()
    assert told in box.accessibleDescription()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """A window for dialogs."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, parent: QWidget) -> None:
    dialog = ReasonDialog("Block", "Why?", "Block", parent)
    dialog.show()
    cancel = dialog.findChild(SecondaryButton)
    assert isinstance(cancel, SecondaryButton)
    with qtbot.waitSignal(dialog.rejected, timeout=1000):
        QTest.keyClick(cancel, Qt.Key.Key_Return)


def test_a_dialog_begins_in_its_field_and_grows_with_a_message(
    qtbot: QtBot, parent: QWidget
) -> None:
    dialog = ReasonDialog("Block", "Why?", "Block", parent)
    dialog.show()
    assert dialog.focusWidget() is dialog.edit
    before = dialog.height()
    dialog.banner.show_message("Write a reason. " * 20)
    qtbot.waitUntil(lambda: dialog.height() >= before + 60)
    banner = dialog.findChild(Banner)
    assert isinstance(banner, Banner)
    assert banner.height() >= banner.heightForWidth(banner.width())
    dialog.banner.clear()
    qtbot.waitUntil(lambda: dialog.height() == before)


def test_a_window_fits_a_small_screen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "screen_rect", lambda _widget: QRect(0, 0, 1024, 768))
    window = QWidget()
    qtbot.addWidget(window)
    room.fit_window(window, 1280, 800)
    assert window.width() <= 1024 - 8
    assert window.height() <= 768 - 30


def test_menus_are_not_mirrored(stage: Stage) -> None:
    for route in ("programs", "imports"):
        stage.show(route)
    menus = stage.window.findChildren(MenuButton)
    assert menus
    assert all(m.menu_.layoutDirection() == Qt.LayoutDirection.LeftToRight for m in menus)


def test_a_toast_lies_below_every_row(desktop: Desktop, program_path: Path, qtbot: QtBot) -> None:
    full_workspace.fill(program_path)
    stage = Stage(desktop)
    desktop.starter.open(str(program_path))
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    window = stage.show("participants")
    stage.window.toast("12 participants blocked.", "Undo", lambda: None)
    toast = window.findChild(Toast)
    assert isinstance(toast, Toast)
    for table in window.findChildren(QTableView):
        if table.isVisible():
            bottom = table.mapTo(window, QPoint(0, table.height())).y()
            assert toast.mapTo(window, QPoint(0, 0)).y() >= bottom


def test_a_workspace_that_is_open_elsewhere_says_so(qapp: QApplication, tmp_path: Path) -> None:
    first = OpenTwice(str(tmp_path / "a.loyalty"))
    assert not first.elsewhere
    assert not OpenTwice(str(tmp_path / "b.loyalty")).elsewhere
    assert OpenTwice(str(tmp_path / "a.loyalty")).elsewhere
    first.close()
    assert not OpenTwice(str(tmp_path / "a.loyalty")).elsewhere


def test_an_import_begins_in_the_field_of_the_file(stage: Stage) -> None:
    stage.show("imports")
    stage.window.navigate("import")
    stage.settle()
    at = stage.window.focusWidget()
    [picker] = [p for p in stage.window.findChildren(FilePicker) if p.isVisible()]
    assert isinstance(at, QLineEdit)
    assert picker.isAncestorOf(at)

"""The window around the views: start page, sections, language, colours, palette, closing, drops."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.error import ErrorDialog
from loyalty_desktop.ui.dialogs.prove import ProofDialog
from loyalty_desktop.ui.shell.palette import CommandPalette, PaletteEntry, find
from loyalty_desktop.ui.views.base import View
from tests.gui.screens import Stage
from tests.support.pages.base import DialogPage


def test_the_start_page_greys_what_is_missing_and_puts_pins_first(
    desktop: Desktop, tmp_path: Path
) -> None:
    here = tmp_path / "here.loyalty"
    here.write_bytes(b"x")
    desktop.settings.set("recent_workspaces", (str(here), str(tmp_path / "gone.loyalty")))
    desktop.starter.pin(str(tmp_path / "gone.loyalty"), on=True)
    rows = desktop.starter.recent()
    assert [(row.name, row.missing, row.pinned) for row in rows] == [
        ("gone.loyalty", True, True),
        ("here.loyalty", False, False),
    ]


def test_a_file_that_is_no_workspace_is_refused_on_the_start_page(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.loyalty"
    path.write_text("Dear all, " * 100)
    desktop.start(str(path))
    qtbot.waitUntil(lambda: desktop.start_view is not None)
    view = desktop.start_view
    assert view is not None
    qtbot.waitUntil(lambda: bool(view.banner.text()))
    assert desktop.workspace is None


def test_an_opened_workspace_shows_home_and_heads_the_recent_ones(
    stage: Stage, program_path: Path
) -> None:
    assert stage.window.stack.currentWidget().name == "home"
    assert stage.desktop.settings.get("recent_workspaces")[0] == str(program_path)
    assert stage.desktop.start_view is None


def test_sections_are_opened_from_the_sidebar_and_back_goes_back(stage: Stage) -> None:
    stage.window.navigate("settings")
    stage.settle()
    assert stage.window.stack.currentWidget().name == "settings"
    stage.window.back()
    stage.settle()
    assert stage.window.stack.currentWidget().name == "home"


def test_the_language_changes_at_once_and_the_view_stays(stage: Stage) -> None:
    stage.window.navigate("settings")
    stage.settle()
    stage.desktop.speak("ru")
    stage.settle()
    assert stage.desktop.settings.get("language") == "ru"
    current = stage.window.stack.currentWidget()
    assert isinstance(current, View)
    assert current.name == "settings"
    stage.desktop.speak("en")
    stage.settle()
    assert stage.window.stack.currentWidget().header.title() == "Settings"


def test_colours_change_at_once(stage: Stage, qapp: QApplication) -> None:
    stage.window.actions.run("theme.dark")
    stage.settle()
    assert qapp.property("loyalty_theme") == "dark"
    stage.window.actions.run("theme.light")
    stage.settle()
    assert qapp.property("loyalty_theme") == "light"


def test_the_proof_shows_its_result_and_the_status_bar_remembers_it(stage: Stage) -> None:
    stage.window.proof_asked.emit()
    stage.settle()
    dialog = next(w for w in stage.window.findChildren(ProofDialog) if w.isVisible())
    assert stage.desktop.workspace.proof.last()[1] == 0
    dialog.accept()


def test_the_audit_trail_is_sealed_from_the_proof(stage: Stage) -> None:
    services = stage.services
    stage.window.proof_asked.emit()
    stage.settle()
    dialog = next(w for w in stage.window.findChildren(ProofDialog) if w.isVisible())
    page = DialogPage(dialog, stage.settle)
    services.settings.set_number("backup.keep_daily", 3)
    page.press("seal_now")
    stage.settle()
    newest = services.audit.seals()[0]
    assert newest.reason == "asked"
    assert newest.hash in page.find(QLabel, "seal").text()
    dialog.accept()


def test_closing_asks_while_a_job_runs(stage: Stage, qtbot: QtBot) -> None:
    gate = threading.Event()
    stage.desktop.jobs.run_write(lambda _p: gate.wait(10), title="proof")
    stage.window.close()
    asked = [w for w in stage.window.findChildren(Dialog) if w.isVisible()]
    assert len(asked) == 1
    assert stage.window.isVisible()
    asked[0].reject()
    gate.set()
    qtbot.waitUntil(stage.desktop.jobs.idle)


def test_a_refusal_stands_above_the_view(stage: Stage) -> None:
    stage.window.show_error(RuleViolation("points.not_enough", needed=10, available=3))
    assert stage.window.stack.currentWidget().banner.text()


def test_a_defect_gets_an_incident_id_and_keeps_its_message_to_itself(
    stage: Stage, qtbot: QtBot, caplog: object
) -> None:
    error = ErrorDialog(ValueError("card 4111"), "ab12-cd34", stage.window)
    stage.window.open_dialog(error)
    details = DialogPage(error, stage.settle).value("details")
    assert "ab12-cd34" in details
    assert "4111" not in details
    error.accept()


def test_a_spreadsheet_dropped_on_the_window_opens_the_import(
    stage: Stage, tmp_path: Path, monkeypatch: object
) -> None:
    asked: list[tuple[str, str]] = []
    stage.window.navigate = lambda name, **params: asked.append((name, params["path"]))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "points.xlsx"))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.window.dropEvent(event)
    assert asked == [("import", str(tmp_path / "points.xlsx"))]


def test_window_and_views_are_where_they_were_after_a_restart(stage: Stage) -> None:
    stage.window.keep_state()
    assert stage.desktop.settings.get("window.geometry")


ENTRIES = [
    PaletteEntry("Participants", lambda: None, words=("Участники",)),
    PaletteEntry("Imports", lambda: None, words=("Импорт",)),
    PaletteEntry("Settings", lambda: None, words=("Настройки",)),
]


def test_the_palette_finds_by_parts_and_typing_mistakes() -> None:
    assert find("parti", ENTRIES)[0].text == "Participants"
    assert find("setings", ENTRIES)[0].text == "Settings"
    assert find("участ", ENTRIES)[0].text == "Participants"


def test_the_palette_forgives_the_wrong_keyboard_layout() -> None:
    assert find("ызе", ENTRIES) == [] or find("ыуе", ENTRIES)[0].text == "Settings"
    assert find("zfcnh", [*ENTRIES, PaletteEntry("Ячстр", lambda: None)])
    assert find("bvgjhn", ENTRIES)[0].text == "Imports"


def test_the_palette_runs_what_is_chosen(stage: Stage, qtbot: QtBot) -> None:
    stage.desktop.workspace.open_palette()
    palette = next(w for w in stage.window.findChildren(CommandPalette) if w.isVisible())
    palette.field.setText("Settings")
    palette.run()
    stage.settle()
    assert stage.window.stack.currentWidget().name == "settings"


def test_no_section_is_dead(stage: Stage) -> None:
    for button in stage.window.sidebar.findChildren(QPushButton):
        button.click()
        stage.settle()
        assert button.isChecked()


def test_the_palette_finds_participants(stage: Stage, qtbot: QtBot) -> None:
    services = stage.services
    program = services.programs.list()[0]
    draft = ProfileDraft(external_id="C-777", first_name="Test")
    profile = services.profiles.create(program.profile_database_id, draft).value
    participant = services.participants.join(program.id, profile).value
    stage.desktop.workspace.open_palette()
    palette = next(w for w in stage.window.findChildren(CommandPalette) if w.isVisible())
    palette.field.setText("C-777")
    stage.settle()
    assert any("C-777" in text for text in palette.texts())
    palette.run()
    stage.settle()
    assert stage.window.stack.currentWidget().name == "participant"
    assert participant > 0


def test_the_start_page_comes_back_when_another_workspace_is_wanted(stage: Stage) -> None:
    stage.window.actions.run("workspace")
    stage.settle()
    assert stage.desktop.workspace is None
    assert stage.desktop.start_view.isVisible()


def test_a_workspace_is_not_left_under_a_running_job(stage: Stage, qtbot: QtBot) -> None:
    gate = threading.Event()
    stage.desktop.jobs.run_write(lambda _p: gate.wait(10), title="proof")
    stage.window.actions.run("workspace")
    assert stage.desktop.workspace is not None
    gate.set()
    qtbot.waitUntil(stage.desktop.jobs.idle)

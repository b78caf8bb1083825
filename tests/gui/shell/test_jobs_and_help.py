"""Finished jobs lead to what they made, the daily close always answers, and every screen and hard dialog has help."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.jobs import JobLink
from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.ui.dialogs.base import Dialog, HelpDialog
from loyalty_desktop.ui.dialogs.prove import ProofDialog
from loyalty_desktop.ui.shell.navigation import ROUTES
from loyalty_desktop.ui.widgets import LinkButton, Note
from loyalty_desktop.ui.widgets.states import Toast
from tests.gui.screens import Stage


def said(stage: Stage) -> str:
    """What the toast says now."""
    toast = stage.window.findChild(Toast)
    return toast.accessibleName() if toast.isVisible() else ""


def test_close_the_day_answers_though_nothing_is_due(stage: Stage, qtbot: QtBot) -> None:
    stage.window.findChild(QPushButton, "close-day").click()
    stage.settle()
    assert "Closed up to" in said(stage)
    stage.window.actions.run("close_day")
    stage.settle()
    assert said(stage).endswith("nothing was due.")
    assert [j.title for j in stage.desktop.jobs.history].count("close_day") >= 2


def test_close_the_day_without_a_program_says_what_to_do(stage: Stage) -> None:
    stage.services.programs.pause(stage.first_program())
    stage.window.actions.run("close_day")
    stage.settle()
    assert "No program is active" in said(stage)


def test_home_says_up_to_which_day_is_closed(stage: Stage) -> None:
    stage.window.actions.run("close_day")
    stage.settle()
    home = stage.window.stack.currentWidget()
    home.refresh()
    stage.settle()
    today = datetime.now(UTC)
    assert f"closed up to {today.day} " in home.header.subtitle()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files that were opened with the desktop's programs."""
    found: list[str] = []

    def open_url(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


def test_a_finished_export_opens_its_file_from_toast_and_panel(
    stage: Stage, tmp_path: Path, opened: list[str]
) -> None:
    path = tmp_path / "people.csv"
    stage.desktop.jobs.run_read(
        lambda _p: None, title="export", params={"file": path.name}
    ).find_links = lambda _value: [JobLink.to_file(path)]
    stage.settle()
    assert said(stage) == "people.csv is written"
    toast = stage.window.findChild(Toast)
    toast.findChild(LinkButton).click()
    stage.window.actions.run("jobs")
    next(
        b
        for b in stage.window.jobs_panel.findChildren(LinkButton)
        if b.text() == "Open file" and b.isVisible()
    ).click()
    assert opened == [str(path), str(path)]


def test_an_import_in_the_panel_leads_to_its_file_its_rejected_rows_and_its_undo(
    stage: Stage, tmp_path: Path, opened: list[str]
) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text("external_id,email\nP1,p1@example.com\nP2,nobody\n", encoding="utf-8")
    stage.show("import", kind="participants", path=str(sheet))
    page = stage.page()
    for _ in range(4):
        page.press("next")
    stage.window.actions.run("jobs")
    panel = stage.window.jobs_panel

    def links() -> dict[str, LinkButton]:
        return {b.text(): b for b in panel.findChildren(LinkButton) if b.isVisible()}

    assert {"Open file", "Rejected rows", "Undo"} <= set(links())
    QTest.mouseClick(links()["Open file"], Qt.MouseButton.LeftButton)
    assert opened == [str(sheet)]
    stage.window.actions.run("jobs")
    QTest.mouseClick(links()["Undo"], Qt.MouseButton.LeftButton)
    stage.settle()
    dialog = stage.dialog()
    assert dialog.isVisible()
    dialog.close()
    stage.settle()


def test_a_failed_job_tells_its_reason_in_the_panel(stage: Stage) -> None:
    def work(_progress: object) -> None:
        raise RuleViolation("points.not_enough", needed=10, available=3)

    stage.desktop.jobs.run_write(work, title="backup")
    stage.settle()
    stage.window.actions.run("jobs")
    next(
        b
        for b in stage.window.jobs_panel.findChildren(LinkButton)
        if b.text() == "Details" and b.isVisible()
    ).click()
    dialog = next(w for w in stage.window.findChildren(HelpDialog) if w.isVisible())
    assert dialog.windowTitle() == "Backup"
    dialog.accept()


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_f1_explains_every_view(stage: Stage, route: str) -> None:
    params = {"program_id": stage.first_program()} if route == "program" else {}
    stage.window.navigate(route, **params)
    stage.settle()
    view = stage.window.stack.currentWidget()
    assert len(view.help_text()) > 80
    stage.window.actions.run("help")
    dialog = next(w for w in stage.window.findChildren(HelpDialog) if w.isVisible())
    dialog.accept()


def test_f1_explains_the_terms_of_a_dialog(stage: Stage, qtbot: QtBot) -> None:
    stage.window.proof_asked.emit()
    stage.settle()
    dialog = next(w for w in stage.window.findChildren(ProofDialog) if w.isVisible())
    shown = dialog.findChild(Note, "dialog-help")
    assert not shown.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert shown.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert not shown.isVisible()
    dialog.accept()


def test_a_plain_question_has_no_help(stage: Stage, qtbot: QtBot) -> None:
    dialog = Dialog("Question", stage.window)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    shown = dialog.findChild(Note, "dialog-help")
    assert shown is not None
    assert not shown.isVisible()

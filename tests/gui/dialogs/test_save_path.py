"""An existing file is replaced only after a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget

from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.export import ExportDialog
from loyalty_desktop.ui.dialogs.save_path import ask_save_path
from loyalty_desktop.ui.views.participants.list import ParticipantsView
from loyalty_desktop.ui.widgets import FilePicker
from tests.support.pages.base import DialogPage
from tests.support.pages.card import join
from tests.support.window import TestWindow


@pytest.fixture
def export(ui: TestWindow, services: Services, program_id: int) -> DialogPage:
    """The export of a list of one participant."""
    join(services, program_id, "1")
    view = ParticipantsView(ui)
    ui.show(view)
    button = view.findChild(QPushButton, "export")
    assert button is not None
    button.click()
    return ui.dialog()


def questions() -> list[Dialog]:
    """The questions that are open."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]
    return [w for w in shown if not isinstance(w, ExportDialog)]


@pytest.mark.parametrize("agreed", [True, False])
def test_an_export_replaces_a_file_only_when_told_so(
    ui: TestWindow, export: DialogPage, tmp_path: Path, agreed: bool
) -> None:
    path = tmp_path / "participants.csv"
    path.write_text("last week's notes", "utf-8")
    export.fill("path", str(path))
    export.confirm()
    [question] = questions()
    assert path.read_text("utf-8") == "last week's notes"
    DialogPage(question, ui.settle).press("primary" if agreed else "cancel")
    ui.settle()
    assert (path.read_text("utf-8") == "last week's notes") is not agreed
    assert export.open is not agreed


def test_what_the_file_dialog_has_asked_is_not_asked_again(
    ui: TestWindow, export: DialogPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "participants.csv"
    path.write_text("last week's notes", "utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    [browse] = export.find(FilePicker, "path").findChildren(QPushButton)
    browse.click()
    export.confirm()
    ui.settle()
    assert questions() == []
    assert "last week" not in path.read_text("utf-8")


def test_a_name_completed_to_an_existing_file_is_asked_for_again(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file dialog asked about "list", not about "list.pdf"."""
    taken = tmp_path / "list.pdf"
    taken.touch()
    answers = [str(tmp_path / "list"), str(taken)]
    proposed: list[str] = []

    def answer(_parent: QWidget, _title: str, start: str, _filters: str) -> tuple[str, str]:
        proposed.append(start)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    parent = QDialog()
    assert ask_save_path(parent, "Save", tmp_path / "a.pdf", "PDF (*.pdf)", ".pdf") == taken
    assert proposed == [str(tmp_path / "a.pdf"), str(taken)]
    answers = [str(tmp_path / "free")]
    free = ask_save_path(parent, "Save", tmp_path / "a.pdf", "PDF (*.pdf)", ".pdf")
    assert free == tmp_path / "free.pdf"

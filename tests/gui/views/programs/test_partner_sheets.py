"""The partners of a program as sheets: the buttons of their list, the wizard that follows, the palette."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from loyalty_desktop.domain.drafts import PartnerDraft
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.spreadsheets import preview
from loyalty_desktop.ui.shell.palette_entries import palette_entries
from loyalty_desktop.ui.widgets import Choice
from loyalty_desktop.words.sheet_kinds import KIND_WORDS
from tests.support.pages.program_editor import ProgramEditorPage
from tests.support.window import TestWindow

PARTNERS = ImportKind("partners")


@pytest.fixture
def editor(ui: TestWindow, services: Services, program_id: int) -> ProgramEditorPage:
    """A program with one partner, at the tab that lists it."""
    program = services.programs.get(program_id)
    partner = PartnerDraft("Dairy", "0042", "Milk", website="dairy.example")
    services.programs.update(replace(program, partners=(partner,)))
    page = ProgramEditorPage(ui, program_id)
    page.view.tabs.set_current("people")
    ui.settle()
    return page


def test_partners_and_their_template_are_written(
    ui: TestWindow, editor: ProgramEditorPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("export", "template"):
        path = tmp_path / f"{name}.xlsx"
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_a, path=path, **_more: (str(path), "")
        )
        editor.find(QPushButton, f"partners-{name}").click()
        ui.settle()
    written = preview.sample(tmp_path / "export.xlsx")
    assert written.headers[:3] == ("external_id", "name", "owns")
    assert [row[:3] for row in written.rows] == [("0042", "Dairy", "Milk")]
    template = preview.sample(tmp_path / "template.xlsx")
    assert (template.headers, template.rows) == (written.headers, ())


def test_the_button_opens_the_import_of_this_program(
    ui: TestWindow, editor: ProgramEditorPage, program_id: int
) -> None:
    editor.find(QPushButton, "partners-import").click()
    assert ui.visited[-1] == ("import", {"kind": "partners", "program_id": program_id})


def test_the_palette_and_the_wizard_know_every_kind(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = ImportKind("stalls")
    monkeypatch.setitem(KINDS, toy, KINDS[PARTNERS])
    monkeypatch.setitem(KIND_WORDS, toy, KIND_WORDS[PARTNERS])
    program_id = stage.first_program()
    stage.show("program", program_id=program_id, tab="people")
    stage.settle()
    entries = {entry.text: entry for entry in palette_entries(stage.window)}
    entries["Partners: Import workbook"].callback()
    stage.settle()
    view = stage.window.current_view()
    assert view.name == "import"
    said = [words.name.en for words in KIND_WORDS.values()]
    (kinds,) = [
        choice
        for choice in view.findChildren(Choice)
        if [choice.itemText(n) for n in range(choice.count())] == said
    ]
    assert len(said) == len(KINDS)
    assert kinds.value() == PARTNERS


def test_a_program_without_partners_offers_the_import(ui: TestWindow, program_id: int) -> None:
    page = ProgramEditorPage(ui, program_id)
    page.view.tabs.set_current("people")
    ui.settle()
    assert not page.find(QPushButton, "partners-export").isVisible()
    assert page.find(QPushButton, "empty-import").isVisible()

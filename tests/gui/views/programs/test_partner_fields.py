"""Every field of the partner's table is in the dialog, the database, the audit record and the list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from loyalty_desktop.domain.drafts import PartnerDraft
from loyalty_desktop.domain.entities.programs import PARTNER
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.widgets import RowTable
from loyalty_desktop.ui.words.fields import field_label, field_text
from tests.support.field_values import a_value, another_value
from tests.support.pages.program_editor import ProgramEditorPage
from tests.support.window import TestWindow

STORED = {field.name: a_value(field) for field in PARTNER}
TYPED = {field.name: another_value(field) for field in PARTNER}


@pytest.fixture
def editor(ui: TestWindow, services: Services, program_id: int) -> ProgramEditorPage:
    """A program with one partner, at the tab that lists it."""
    program = services.programs.get(program_id)
    services.programs.update(replace(program, partners=(PartnerDraft(**STORED),)))
    page = ProgramEditorPage(ui, program_id)
    page.view.tabs.set_current("people")
    ui.settle()
    return page


def test_the_list_of_partners_shows_every_field(editor: ProgramEditorPage) -> None:
    shown = editor.find(RowTable, "partners").model()
    for place, field in enumerate(PARTNER):
        title = shown.headerData(place, Qt.Orientation.Horizontal)
        assert title == field_label(PARTNER, field.name)
        assert shown.index(0, place).data() == field_text(field, STORED[field.name])


def test_the_dialog_changes_every_field_and_the_audit_record_tells_it(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    editor.open_row("partners", 0)
    dialog = ui.dialog()
    for name, value in TYPED.items():
        dialog.fill(name, value)
    dialog.confirm()
    assert not dialog.open
    (partner,) = services.programs.get(program_id).partners
    assert {name: getattr(partner, name) for name in PARTNER.names} == TYPED
    record = services.audit.entries()[0]
    assert (record.action, record.program_id) == ("program.changed", program_id)
    told = {path.rpartition(".")[2] for path in record.after or {}}
    assert set(PARTNER.names) <= told


def test_what_is_too_long_is_told_at_its_field(ui: TestWindow, editor: ProgramEditorPage) -> None:
    editor.open_row("partners", 0)
    dialog = ui.dialog()
    for field in PARTNER:
        if field.longest:
            dialog.fill(field.name, "x" * (field.longest + 1))
    dialog.confirm()
    assert dialog.open
    for field in PARTNER:
        assert bool(dialog.error(field.name)) == bool(field.longest), field.name

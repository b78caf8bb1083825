"""Correcting a row in the check of an import: its faulty cells, in one row or in all rows with the same cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.imports.types import (
    Issue,
    IssueGroup,
    Rehearsal,
    RehearsalRow,
)
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import (
    CheckBox,
    Choice,
    Form,
    LineEdit,
)
from loyalty_desktop.ui.words.i18n import message, translate
from loyalty_desktop.ui.words.imports import choice_texts, field_text


def issue_text(issue: Issue | IssueGroup, field: str) -> str:
    """Return what is wrong with a cell, preceded by the name of the column."""
    known = {"field": field or field_text(issue.field), **issue.params}
    words = message(Message(issue.code, known))
    return f"{field}: {words}" if field else words


def header_text(rehearsal: Rehearsal, name: str) -> str:
    """Return the name of a field's column: the name of a known field, otherwise the header of the sheet."""
    known = field_text(name)
    return rehearsal.headers.get(name, name) if known == name else known


class CorrectRowDialog(Dialog):
    """Corrects the faulty cells of a row, and the same cells of other rows if wanted; with `group`, its cell in all its rows."""

    def __init__(
        self,
        controller: ImportWizardController,
        rehearsal: Rehearsal,
        row: RehearsalRow,
        window: QWidget,
        *,
        group: IssueGroup | None = None,
    ) -> None:
        super().__init__(
            translate("ImportWizard", "Correct row {row}").format(row=row.row_no)
            if group is None
            else translate(
                "ImportWizard", "Correct “{value}” in %n rows", None, group.count
            ).format(value=group.value),
            window,
            subtitle=translate(
                "ImportWizard", "The file stays as it is; the import takes what you write here."
            ),
        )
        self._controller, self._row = controller, row
        self._form = Form()
        self._edits: dict[str, LineEdit | Choice] = {}
        for issue in row.issues:
            if not issue.field or issue.field in self._edits:
                continue
            if group is not None and issue.field != group.field:
                continue
            choices = choice_texts(controller.checking.info(issue.field))
            edit = _editor(row.cells.get(issue.field, ""), choices)
            title = header_text(rehearsal, issue.field)
            made = self._form.add(issue.field, title, edit)
            made.set_error(issue_text(issue, ""))
            self._edits[issue.field] = edit
        self.body.addWidget(self._form)
        self._alike = CheckBox(translate("ImportWizard", "Apply to all rows with the same value"))
        self._alike.setObjectName("alike")
        self._alike.setChecked(group is not None)
        self.body.addWidget(self._alike)
        self._alike.setVisible(group is None)
        self.set_buttons(translate("ImportWizard", "Correct"))
        self.primary_clicked.connect(self._save)

    def _save(self) -> None:
        texts = {
            field: (self._row.cells.get(field, ""), _written(edit))
            for field, edit in self._edits.items()
        }
        cells = [(field, old, new) for field, (old, new) in texts.items() if new != old]
        if cells:
            self._controller.checking.mend(self._row.row_no, cells, alike=self._alike.isChecked())
        self.accept()


def _editor(text: str, choices: Sequence[str]) -> LineEdit | Choice:
    """Return a list of choices if the field has one: the sheet's own word first, so that nothing is chosen by accident."""
    if choices:
        return Choice([(text, text or "–"), *((c, c) for c in choices if c != text)])
    edit = LineEdit()
    edit.setText(text)
    return edit


def _written(edit: LineEdit | Choice) -> str:
    return str(edit.value()) if isinstance(edit, Choice) else edit.text()

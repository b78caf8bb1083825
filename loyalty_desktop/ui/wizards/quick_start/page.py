"""The base of every page of the quick start."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loyalty_desktop.controllers.program_editor import scoped
from loyalty_desktop.controllers.quick_start import Answers, QuickStartController
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.validation import Finding, ValidationReport
from loyalty_desktop.ui.widgets import (
    Form,
    Heading,
    Muted,
)

PAGE_WIDTH = 720


class QuickStartPage(QWidget):
    """A heading, a sentence and a form. The rest of a finding's path after one of `prefixes` names a field of the form."""

    prefixes: tuple[str, ...] = ("",)

    def __init__(self, controller: QuickStartController) -> None:
        super().__init__()
        self._controller = controller
        self._filling = False
        self.form = Form()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(8, 4, 8, 4)
        self.body.setSpacing(12)
        self._build_ui()
        self.body.addStretch(1)
        self.form.setMaximumWidth(PAGE_WIDTH)
        self.form.edited.connect(self._edited)
        self.form.left.connect(lambda _field: self._tell())

    def fill(self) -> None:
        """Show the answers."""
        self._filling = True
        self._fill(self._controller.answers)
        self.form.clear_errors()
        self._filling = False
        self._follow()

    def show_errors(self, report: ValidationReport) -> None:
        """Show all errors of this page and focus the first."""
        self.form.show_report(self._scoped(report), everything=True)
        self.form.focus_first_error()

    def focus_first(self) -> None:
        """Focus the first input that makes sense."""
        for row in self.form.rows.values():
            if not row.isHidden() and row.editor.isEnabled():
                row.editor.setFocus()
                return

    def _intro(self, title: str, text: str) -> None:
        self.body.addWidget(Heading(title))
        said = Muted(text, wrap=True)
        said.setMaximumWidth(PAGE_WIDTH)
        self.body.addWidget(said)

    def _build_ui(self) -> None:
        raise NotImplementedError

    def _fill(self, answers: Answers) -> None:
        raise NotImplementedError

    def _read(self, field: str) -> None:
        raise NotImplementedError

    def _follow(self) -> None:
        """Show what depends on the answers."""

    def _edited(self, field: str) -> None:
        if self._filling:
            return
        path = f"{self.prefixes[-1]}{field}"
        try:
            self._read(field)
        except InvalidInput as error:
            self._controller.unread[path] = Finding(path, error.code, params=error.params)
            return
        self._controller.unread.pop(path, None)
        self._follow()

    def _tell(self) -> None:
        if not self._filling:
            self.form.show_report(self._scoped(self._controller.report()))

    def _scoped(self, report: ValidationReport) -> ValidationReport:
        return ValidationReport(
            tuple(f for prefix in self.prefixes for f in scoped(report, prefix).findings)
        )

    def _draft(self, **values: Any) -> None:
        answers = self._controller.answers
        self._controller.answers = replace(answers, draft=replace(answers.draft, **values))

"""Sheets of the partners of a program: bring them in, write them out, save a template. The same in the palette."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.program_editor import (
    ProgramEditorController,
    write_partners,
    write_partners_template,
)
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.save_path import ask_save_path
from loyalty_desktop.ui.widgets import SecondaryButton
from loyalty_desktop.ui.words.i18n import language, translate


class PartnerSheets:
    """The three buttons of the list of partners, and their actions."""

    def __init__(self, controller: ProgramEditorController, ui: UiContext, parent: QWidget) -> None:
        self._controller, self._ui = controller, ui
        self.buttons: list[SecondaryButton] = []
        self._actions: list[QAction] = []
        head = translate("ProgramPeopleTab", "Partners")
        for name, text, icon, run in (
            (
                "template",
                translate("ParticipantsView", "Download template"),
                "download",
                self.save_template,
            ),
            ("export", translate("Common", "Export"), "file-down", self.export),
            ("import", translate("Common", "Import workbook"), "file-up", self.bring_in),
        ):
            button = SecondaryButton(text, icon)
            button.setObjectName(f"partners-{name}")
            button.clicked.connect(run)
            action = QAction(f"{head}: {text}", parent)
            action.triggered.connect(run)
            parent.addAction(action)
            self.buttons.append(button)
            self._actions.append(action)

    def show_count(self, count: int) -> None:
        """Offer the export only where there is something to write."""
        self.buttons[1].setVisible(count > 0)
        self._actions[1].setEnabled(count > 0)

    def bring_in(self) -> None:
        """Open the import of partners into this program."""
        self._ui.navigate("import", kind="partners", program_id=self._controller.program_id)

    def export(self) -> None:
        """Ask where, and write the partners."""
        path = ask_save_path(
            self._ui.window,
            translate("Common", "Export"),
            Path.home() / "partners.xlsx",
            translate("ExportDialog", "Workbooks (*.xlsx);;CSV files (*.csv)"),
            ".xlsx",
        )
        if path is not None:
            write_partners(self._controller, path, self._exported)

    def _exported(self, report: Any) -> None:
        self._ui.toast(translate("ParticipantsView", "%n rows were written", None, report.rows))

    def save_template(self) -> None:
        """Ask where, and save the template."""
        path = ask_save_path(
            self._ui.window,
            translate("ParticipantsView", "Save the template"),
            Path.home() / "partners.xlsx",
            translate("ParticipantsView", "Workbooks (*.xlsx)"),
            ".xlsx",
        )
        if path is not None:
            write_partners_template(self._controller, path, language(), self._saved)

    def _saved(self, _answer: object) -> None:
        self._ui.toast(translate("ParticipantsView", "The template was saved"))

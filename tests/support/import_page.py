"""The import wizard as a test drives it: by what is on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from loyalty_desktop.services.imports.types import RehearsalRow
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import FilePicker, PrimaryButton, RowTable
from loyalty_desktop.ui.wizards.imports.wizard import ImportWizard
from tests.support.window import TestWindow


class ImportPage:
    """One import wizard in a window of its own."""

    def __init__(self, ui: TestWindow, kind: str) -> None:
        self.ui = ui
        self.wizard = ImportWizard(ui)
        ui.qtbot.addWidget(self.wizard)
        self.wizard.resize(1072, 724)
        self.wizard.show()
        self.wizard.open_with(kind=kind)
        self.settle()

    def settle(self) -> None:
        """Wait until every job has ended."""
        self.ui.qtbot.waitUntil(self.ui.app.jobs.idle, timeout=20_000)

    def choose(self, path: Path) -> None:
        """Take a file."""
        [picker] = self.wizard.findChildren(FilePicker)
        picker.set_path(path)
        self.settle()

    def next(self, steps: int = 1) -> None:
        """Go on."""
        for _ in range(steps):
            [button] = [b for b in self.wizard.findChildren(PrimaryButton) if b.isVisible()]
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            self.settle()

    def check(self, path: Path) -> None:
        """Take a file and go to the check of its rows."""
        self.choose(path)
        self.next(3)

    @property
    def grid(self) -> RowTable:
        """The grid of the check page."""
        [table] = [t for t in self.wizard.findChildren(RowTable, "check") if t.isVisible()]
        return table

    def rows(self) -> list[RehearsalRow]:
        """Rows of the grid."""
        return self.grid.rows()

    def painted(self) -> list[dict[str, str]]:
        """Texts of the grid's cells by column, after the grid was painted."""
        self.grid.grab()
        columns = self.grid.small.columns
        return [{column.id: column.text(row) for column in columns} for row in self.rows()]

    def press(self, words: str) -> None:
        """Press the button with these words."""
        [button] = [
            b
            for b in self.wizard.findChildren(QPushButton)
            if b.isVisible() and b.accessibleName() == words
        ]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def correct(self, number: int, field: str, text: str, *, alike: bool = False) -> None:
        """Double-click a row of the grid and write another text into a field of the dialog."""
        place = next(i for i, row in enumerate(self.rows()) if row.row_no == number)
        self.grid.doubleClicked.emit(self.grid.small.index(place, 0))
        dialog = self.dialog()
        edit = dialog.findChild(QLineEdit, field)
        assert edit is not None, f"the dialog has no field {field}"
        edit.setText(text)
        if alike:
            [box] = [b for b in dialog.findChildren(QWidget) if type(b).__name__ == "CheckBox"]
            box.setProperty("checked", True)
        assert dialog.primary is not None
        QTest.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self) -> Dialog:
        """The dialog that is open."""
        found: list[Any] = [
            w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()
        ]
        assert len(found) == 1
        return found[0]  # type: ignore[no-any-return]

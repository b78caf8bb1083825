"""The import wizard as its user sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from loyalty_desktop.services.imports.types import RehearsalRow, Verdict
from loyalty_desktop.ui.widgets import RowTable, StatTile
from loyalty_desktop.ui.wizards.imports.wizard import ImportWizard
from tests.support.pages.base import DialogPage, Page
from tests.support.window import TestWindow

STEPS = ("source", "match", "existing", "check", "apply")


class ImportSteps(Page):
    """Choose a file, match its columns, look at every row, write."""

    def __init__(
        self, wizard: ImportWizard, settle: Callable[[], None], dialog: Callable[[], DialogPage]
    ) -> None:
        super().__init__(wizard, settle)
        self.wizard = wizard
        self._dialog = dialog

    @property
    def step(self) -> str:
        """The step shown: source, match, existing, check or apply."""
        (shown,) = [name for name in STEPS if self.find(QWidget, f"{name}-step").isVisible()]
        return shown

    @property
    def message(self) -> str:
        """What stands above the step."""
        return self.wizard.banner.text()

    def choose_file(self, path: Path | str) -> None:
        """Take a file."""
        self.fill("path", path)

    def next(self, steps: int = 1) -> None:
        """Go on."""
        for _ in range(steps):
            self.press("next")

    def go_to(self, step: str) -> None:
        """Go on until this step."""
        for _ in STEPS:
            if self.step == step:
                return
            self.press("next")
        raise AssertionError(f"{step} is not reached: {self.message}")

    def check(self, path: Path) -> None:
        """Take a file and go to the check of its rows."""
        self.choose_file(path)
        self.go_to("check")

    # The check of the rows ---------------------------------------------------------------------------------

    def count(self, verdict: Verdict) -> int:
        """The number in a tile."""
        return int(self.find(StatTile, f"tile.{verdict.value}").value().replace(",", ""))

    def filter(self, verdict: Verdict) -> None:
        """Click a tile."""
        tile = self.find(StatTile, f"tile.{verdict.value}")
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def grid(self) -> RowTable:
        """The grid of the check page."""
        return self.find(RowTable, "check")

    @property
    def checked(self) -> list[RehearsalRow]:
        """Rows of the grid."""
        return self.grid.rows()

    def painted(self) -> list[dict[str, str]]:
        """Texts of the grid's cells by column, after the grid was painted."""
        self.grid.grab()
        columns = self.grid.small.columns
        return [{column.id: column.text(row) for column in columns} for row in self.checked]

    def correction(self, number: int) -> DialogPage:
        """Double-click a row of the sheet; the dialog that corrects it."""
        place = next(i for i, row in enumerate(self.checked) if row.row_no == number)
        self.grid.scrollTo(self.grid.small.index(place, 0))
        self.open_row("check", place)
        return self._dialog()

    def correct(self, number: int, field: str, text: str, *, alike: bool = False) -> None:
        """Write another text into a cell of the sheet."""
        dialog = self.correction(number)
        dialog.fill(field, text)
        dialog.fill("alike", alike)
        dialog.confirm()

    # What was done -----------------------------------------------------------------------------------------

    def report(self) -> dict[str, str]:
        """Label and value of what was done."""
        labels: list[Any] = self.find(QWidget, "apply-step").findChildren(QLabel)
        return {label.accessibleName(): label.text() for label in labels if label.accessibleName()}


class ImportPage(ImportSteps):
    """The wizard alone, in a window of the test."""

    def __init__(self, ui: TestWindow, kind: str) -> None:
        self.ui = ui
        wizard = ImportWizard(ui)
        ui.show(wizard, kind=kind)
        super().__init__(wizard, ui.settle, ui.dialog)

"""The quick start as its user sees it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from loyalty_desktop.ui.wizards.quick_start.wizard import QuickStartWizard
from tests.support.pages.base import Page


class QuickStartPage(Page):
    """Six steps; Enter goes on."""

    def __init__(self, wizard: QuickStartWizard, settle: Callable[[], None]) -> None:
        super().__init__(wizard, settle)
        self.wizard = wizard

    @property
    def step(self) -> int:
        """The step shown, from 0."""
        return self.wizard.step()

    def enter(self, times: int = 1) -> None:
        """Press Enter where the cursor is."""
        for _ in range(times):
            self.key(Qt.Key.Key_Return)
        self.settle()

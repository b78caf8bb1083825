"""The numbers of the home screen, read off the GUI thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from loyalty_desktop.controllers.base import Controller
from loyalty_desktop.domain.progress import Progress

PROGRAM = "home.program"


class HomeController(Controller):
    """`loaded` carries a list of services.home.HomeProgram: the active programs by name."""

    loaded = Signal(object)

    def refresh(self) -> None:
        """Read the numbers anew."""

        def work(_progress: Progress) -> Any:
            return self.app.services.home.numbers()

        self.read(work, self.loaded.emit, key="home")

    @property
    def program_id(self) -> int | None:
        """The program shown last."""
        kept: int | None = self.app.settings.get(PROGRAM, None)
        return kept

    def choose(self, program_id: int) -> None:
        """Show this program from now on."""
        self.app.settings.set(PROGRAM, program_id)

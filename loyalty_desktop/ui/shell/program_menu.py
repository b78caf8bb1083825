"""The menu of programs in the top bar; it follows the current program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from loyalty_desktop.controllers.program_switcher import ProgramSwitcher
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.domain.programs import program_in_front
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.shell.bars import TopBar
from loyalty_desktop.ui.views.base import View


class ProgramMenu(QObject):
    """Offers the programs, and applies a choice. A rebuilt top bar is passed in again."""

    def __init__(self, ui: UiContext, in_front: Callable[[], View | None]) -> None:
        super().__init__(ui.window)
        self._ui, self._in_front = ui, in_front
        self._top: TopBar | None = None
        self._rows: list[ProgramRow] = []
        self._switcher = ProgramSwitcher(ui.app, self)
        self._switcher.listed.connect(self._offer)
        ui.app.program.changed.connect(lambda _id: self._offer(self._rows))

    def serve(self, top: TopBar) -> None:
        """Fill the menu of this top bar from now on."""
        self._top = top
        top.program_chosen.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Read the programs again."""
        self._switcher.refresh()

    def _offer(self, rows: list[ProgramRow]) -> None:
        self._rows = rows
        if self._top is not None:
            self._top.set_programs(rows, program_in_front(rows, self._ui.app.program.id))

    def _choose(self, program_id: int) -> None:
        """Show another program in the current view; an open program editor switches to it."""
        self._ui.app.program.choose(program_id)
        view = self._in_front()
        if view is not None and view.name == "program":
            self._ui.navigate("program", program_id=program_id)

"""The programs that the menu in the top bar offers. It words nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.domain.changes import Changes, Entity
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.program_rows import ProgramRow


class ProgramSwitcher(Controller):
    """`listed` carries the programs that are not archived, active ones first."""

    listed = Signal(object)  # list[ProgramRow]

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        app.hub.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the programs; `listed` follows. The service is made in the reader thread: its imports take time."""
        services = self.app.services

        def done(rows: list[ProgramRow]) -> None:
            self.listed.emit([row for row in rows if row.state != ProgramState.ARCHIVED])

        self.read(lambda _progress: services.programs.list(), done, key="programs")

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Entity.PROGRAM):
            self.refresh()

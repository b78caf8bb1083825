"""The current program: the one that Home, Participants and Transactions show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class CurrentProgram(QObject):
    """Holds the choice; `changed` carries the chosen program. The place where it is stored is passed in."""

    changed = Signal(int)

    def __init__(self, load: Callable[[], int | None], keep: Callable[[int], None]) -> None:
        super().__init__()
        self._keep = keep
        self._id = load()

    @property
    def id(self) -> int | None:
        """Return the program chosen last; it may have been deleted or archived since."""
        return self._id

    def choose(self, program_id: int) -> None:
        """Show this program from now on, also after a restart."""
        if program_id != self._id:
            self._id = program_id
            self._keep(program_id)
            self.changed.emit(program_id)

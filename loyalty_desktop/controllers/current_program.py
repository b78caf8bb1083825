"""The program in front: the one that Home, Participants and Transactions show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class CurrentProgram(QObject):
    """Holds the choice; `changed` carries the program that was chosen. Where it is kept is handed in."""

    changed = Signal(int)

    def __init__(self, load: Callable[[], int | None], keep: Callable[[int], None]) -> None:
        super().__init__()
        self._keep = keep
        self._id = load()

    @property
    def id(self) -> int | None:
        """The program chosen last; it may be gone or archived by now."""
        return self._id

    def choose(self, program_id: int) -> None:
        """Show this program from now on, and after a restart."""
        if program_id != self._id:
            self._id = program_id
            self._keep(program_id)
            self.changed.emit(program_id)

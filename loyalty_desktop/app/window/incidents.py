"""Incidents: unexpected errors. Each is logged, and shown once for each place, never from inside a paint event."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from loyalty_desktop.app import logging_setup, paths

if TYPE_CHECKING:
    from loyalty_desktop.ui.dialogs.error import ErrorDialog

Place = tuple[str, str, int]
"""The type of the exception, and the file and line where it was raised."""

_LOGGED_A_PLACE = 5
"""A painting error comes with every repaint: this many of one place are written to the log."""


class Incidents(QObject):
    """Logs incidents and reports them in one dialog at a time."""

    def __init__(
        self, parent_of_dialogs: Callable[[], QWidget | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parent_of_dialogs = parent_of_dialogs
        self._counts: dict[Place, int] = {}
        self._waiting: tuple[BaseException, str] | None = None
        self._further = 0
        self.dialog: ErrorDialog | None = None
        """The open dialog."""

    def report(self, error: BaseException) -> None:
        """Log an incident caused by an action of the user, and show it unless a dialog is already open."""
        place = place_of(error)
        self._counts[place] = self._counts.get(place, 0) + 1
        self._tell(error, logging_setup.log_incident(error))

    def unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Handle an exception that nothing caught in the GUI thread (sys.excepthook). Each place is shown once."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        error = error.with_traceback(trace)
        place = place_of(error)
        count = self._counts[place] = self._counts.get(place, 0) + 1
        if count > _LOGGED_A_PLACE:
            return
        incident = logging_setup.log_incident(error)
        if count == 1:
            self._tell(error, incident)

    def _tell(self, error: BaseException, incident: str) -> None:
        if self.dialog is not None:
            self.dialog.count_further()
        elif self._waiting is not None:
            self._further += 1
        else:
            self._waiting, self._further = (error, incident), 0
            # Painting may be under way: a dialog opened now would paint again.
            QTimer.singleShot(0, self, self._show)

    def _show(self) -> None:
        if self._waiting is None:
            return
        from loyalty_desktop.ui.dialogs.error import ErrorDialog

        (error, incident), self._waiting = self._waiting, None
        dialog = ErrorDialog(
            error, incident, self._parent_of_dialogs(), log_folder=str(paths.log_dir())
        )
        dialog.count_further(self._further)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.destroyed.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self, *_: object) -> None:
        self.dialog = None


def place_of(error: BaseException) -> Place:
    """Return where an exception was raised: the innermost frame of its traceback."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__qualname__, "", 0
    return type(error).__qualname__, trace.tb_frame.f_code.co_filename, trace.tb_lineno

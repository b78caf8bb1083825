"""Imports from outside the wizard: cells pasted on a list, and files dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from loyalty_desktop.controllers.pasting import PastingController
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.words.i18n import translate

SHEETS = {".xlsx", ".xls", ".ods", ".csv", ".tsv"}


class PasteImport(QObject):
    """Takes cells from the clipboard when the current view accepts them."""

    def __init__(self, ui: UiContext, in_front: Callable[[], View | None]) -> None:
        super().__init__(ui.window)
        self._ui, self._in_front = ui, in_front
        self._controller = PastingController(ui.app, self)
        self._controller.failed.connect(ui.show_error)

    def paste(self) -> None:
        """Import the cells on the clipboard; a view that accepts none shows a message."""
        view = self._in_front()
        kind = view.paste_kind() if view is not None else None
        mime = QGuiApplication.clipboard().mimeData()
        if kind is None or mime is None:
            self._ui.toast(
                translate(
                    "MainWindow",
                    "Cells are pasted on a list: participants, imports or a program's transactions.",
                )
            )
            return
        known = {"kind": kind} if kind else {}
        self._controller.keep(
            mime.text() if mime.hasText() else "",
            mime.html() if mime.hasHtml() else "",
            lambda path: self._ui.navigate("import", path=str(path), pasted=True, **known),
        )


def dropped_sheet(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """Return the first spreadsheet that is dragged, or None."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix.lower() in SHEETS:
            return path
    return None

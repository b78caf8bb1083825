"""Print (Ctrl+P): what the current view shows, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.words.i18n import translate

if TYPE_CHECKING:
    from loyalty_desktop.ui.printing.printable import Printable


class Printing(QObject):
    """Opens the preview of the current view."""

    def __init__(self, ui: UiContext, in_front: Callable[[], View | None]) -> None:
        super().__init__(ui.window)
        self._ui, self._in_front = ui, in_front

    def ask(self) -> None:
        """Show the pages; for a view without rows, a message that there is nothing to print."""
        from loyalty_desktop.ui.printing.collect import collect

        view = self._in_front()
        if view is not None:
            collect(view, self._show)

    def _show(self, printable: Printable) -> None:
        from loyalty_desktop.ui.dialogs.print_preview import PrintPreview

        if printable.is_empty:
            self._ui.toast(translate("Printing", "There are no rows to print here."))
            return
        app = self._ui.app
        self._ui.open_dialog(
            PrintPreview(printable, app.workspace_name, app.clock(), self._ui.window)
        )

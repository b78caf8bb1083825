"""What views and dialogs may ask of the window that holds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.ui.actions import ActionRegistry


class UiContext(Protocol):
    """What a view may ask of its window. Implemented by MainWindow."""

    app: AppContext
    window: QWidget
    actions: ActionRegistry

    def navigate(self, name: str, **params: Any) -> None:
        """Show a route."""

    def set_program(self, name: str) -> None:
        """Show the name of the current program in the top bar."""

    def set_note(self, text: str) -> None:
        """Show a text about the current view in the status bar."""

    def back(self) -> None:
        """Go back to what was shown before."""

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show a message that needs no answer."""

    def show_error(self, error: BaseException) -> None:
        """Show why something was refused, or report a defect with an incident ID."""

    def open_dialog(self, dialog: QDialog) -> None:
        """Open a dialog without blocking; it is deleted when it closes."""

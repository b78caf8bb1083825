"""What views and dialogs may ask of the window they are in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.ui.actions import ActionRegistry


class UiContext(Protocol):
    """What a view may ask of the window it is in. Implemented by MainWindow."""

    app: AppContext
    window: QWidget
    actions: ActionRegistry

    def navigate(self, name: str, **params: Any) -> None:
        """Show a route."""

    def set_program(self, name: str) -> None:
        """Name the program in front in the top bar."""

    def set_note(self, text: str) -> None:
        """What the status bar says about the view in front."""

    def back(self) -> None:
        """Show what was shown before."""

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Say something that needs no answer."""

    def show_error(self, error: BaseException) -> None:
        """Say what was refused, or report a defect with an incident id."""

    def open_dialog(self, dialog: QDialog) -> None:
        """Open a dialog without blocking; it is deleted when it closes."""

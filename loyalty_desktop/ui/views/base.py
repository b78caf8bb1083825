"""The base of every view: header, content, banner, refresh, changes, state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loyalty_desktop.domain.changes import Changes, Entity
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.widgets.page import PageHeader
from loyalty_desktop.ui.widgets.states import Banner
from loyalty_desktop.ui.words.i18n import message


class View(QWidget):
    """A screen in the content area. Subclasses build in `_build_ui` and read their data in `refresh`."""

    name: ClassVar[str] = ""
    entities: ClassVar[tuple[Entity, ...]] = ()

    def __init__(self, ui: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui
        self.setObjectName(self.name)
        self.header = PageHeader()
        self.banner = Banner()
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self.header)
        layout.addWidget(self.banner)
        layout.addLayout(self.content, 1)
        self._stale = False
        self._build_ui()

    def _build_ui(self) -> None:
        """Build the widgets."""

    def step_back(self, back: bool) -> None:
        """Make the header's primary button look like the others, because the page itself offers the main action."""
        self.header.step_back(back)

    def refresh(self) -> None:
        """Read again what is shown."""

    def open_with(self, **params: Any) -> None:
        """Show what the route names; called after every navigation, before the view shows."""
        del params
        self.refresh()

    def state(self) -> dict[str, Any]:
        """Return what must survive a rebuild and a restart, as JSON values."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Restore a saved state; unknown keys are ignored. Called before `open_with`."""

    def reopen(self, **params: Any) -> None:
        """Show the same route again, on the way back or after a rebuild, without starting anything over that the user began."""
        self.open_with(**params)

    def successor(self) -> Callable[[UiContext], View] | None:
        """Return what rebuilds this view with the work in progress; None when `state` holds everything."""
        return None

    def may_leave(self, leave: Callable[[], None]) -> bool:
        """Return False to keep the user here (unsaved edits); the view then asks, and calls `leave` if the answer allows it."""
        del leave
        return True

    def may_close(self, close: Callable[[], object]) -> bool:
        """Return False when closing the window would lose work; the view then asks, and calls `close` if the answer allows it."""
        del close
        return True

    def help_text(self) -> str:
        """Return a few sentences about this screen, for F1."""
        return ""

    def focus_search(self) -> None:
        """Focus the search (Ctrl+F)."""

    def escape(self) -> bool:
        """Clear what can be cleared (Esc, when nothing is open); False when there is nothing."""
        return False

    def tell_status(self, text: str) -> None:
        """Show a text in the status bar, while this view is visible."""
        if self.isVisible():
            self.ui.set_note(text)

    def paste_kind(self) -> str | None:
        """Return what cells pasted here are imported as; "" leaves the kind open, None accepts no cells."""
        return None

    def message(self, error: BaseException) -> None:
        """Show a refusal above the view; a defect gets its dialog."""
        if isinstance(error, LoyaltyError):
            self.banner.show_message(message(error))
        else:
            self.ui.show_error(error)

    def on_changes(self, changes: Changes) -> None:
        """Refresh when a change concerns this view: at once if it is visible, otherwise when it is shown next."""
        if not changes.touches(*self.entities):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.escape():
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

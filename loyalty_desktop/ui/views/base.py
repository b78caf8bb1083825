"""What every view stands on: header, content, banner, refresh, changes, state."""

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
    """A screen in the content area. Subclasses build in `_build_ui` and fetch in `refresh`."""

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
        """Make the widgets."""

    def step_back(self, back: bool) -> None:
        """The page itself offers the one thing to do: the header's primary button steps back."""
        self.header.step_back(back)

    def refresh(self) -> None:
        """Fetch anew what is shown."""

    def open_with(self, **params: Any) -> None:
        """Show what the route names; called after every navigation, before the view shows."""
        del params
        self.refresh()

    def state(self) -> dict[str, Any]:
        """What should survive a rebuild and a restart; JSON-able."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put a kept state in force; unknown keys are ignored. Called before `open_with`."""

    def reopen(self, **params: Any) -> None:
        """Show the same route again, on the way back or built anew: nothing the person began may start over."""
        self.open_with(**params)

    def successor(self) -> Callable[[UiContext], View] | None:
        """What makes this view anew with the work under way; None when `state` holds all there is."""
        return None

    def may_leave(self, leave: Callable[[], None]) -> bool:
        """False holds the person here (unsaved edits); the view asks, and calls `leave` when that is the answer."""
        del leave
        return True

    def help_text(self) -> str:
        """A few sentences on this screen, for F1."""
        return ""

    def focus_search(self) -> None:
        """Ctrl+F."""

    def escape(self) -> bool:
        """Esc, when nothing is open: clear what can be cleared; False when there is nothing."""
        return False

    def tell_status(self, text: str) -> None:
        """Say something in the status bar, while this view shows."""
        if self.isVisible():
            self.ui.set_note(text)

    def paste_kind(self) -> str | None:
        """What cells pasted here are imported as; "" leaves the kind open, None takes no cells."""
        return None

    def message(self, error: BaseException) -> None:
        """Show a refusal above the view; a defect gets its dialog."""
        if isinstance(error, LoyaltyError):
            self.banner.show_message(message(error))
        else:
            self.ui.show_error(error)

    def on_changes(self, changes: Changes) -> None:
        """Something changed somewhere: refresh when it is ours and we are seen, otherwise at the next show."""
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

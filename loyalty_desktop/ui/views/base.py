"""What every view stands on: header, content, banner, refresh, changes, state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.domain.changes import Changes
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.ui.actions import ActionRegistry
from loyalty_desktop.ui.widgets.chips import Chip
from loyalty_desktop.ui.widgets.labels import ElidedLabel, Title
from loyalty_desktop.ui.widgets.states import Banner
from loyalty_desktop.ui.words.i18n import message


class UiContext(Protocol):
    """What a view may ask of the window it is in. Implemented by MainWindow."""

    app: AppContext
    window: QWidget
    actions: ActionRegistry

    def navigate(self, name: str, **params: Any) -> None:
        """Show a route."""

    def set_program(self, name: str) -> None:
        """Name the program in front in the top bar."""

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


class PageHeader(QWidget):
    """Title, chips, subtitle on the left; actions on the right."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Title()
        self._subtitle = ElidedLabel(tone="muted")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addLayout(self._chips)
        row.addWidget(self._subtitle, 1)
        row.addLayout(self._actions)
        self.setMinimumHeight(32)

    def set_title(self, text: str) -> None:
        """Name the view."""
        self._title.setText(text)

    def title(self) -> str:
        """The view's name."""
        return self._title.text()

    def set_subtitle(self, text: str) -> None:
        """A few words beside the title."""
        self._subtitle.setText(text)

    def subtitle(self) -> str:
        """The words beside the title."""
        return self._subtitle.text()

    def add_chip(self, chip: Chip) -> None:
        """Put a chip behind the title."""
        self._chips.addWidget(chip)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right; the primary one comes last."""
        self._actions.addWidget(widget)


class View(QWidget):
    """A screen in the content area. Subclasses build in `_build_ui` and fetch in `refresh`."""

    name: ClassVar[str] = ""
    entities: ClassVar[tuple[str, ...]] = ()

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

    def may_leave(self, leave: Callable[[], None]) -> bool:
        """False holds the person here (unsaved edits); the view asks, and calls `leave` when that is the answer."""
        del leave
        return True

    def help_text(self) -> str:
        """A few sentences on this screen, for F1."""
        return ""

    def focus_search(self) -> None:
        """Ctrl+F."""

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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()


def scroll_page(content: QWidget) -> QScrollArea:
    """A page that scrolls when the window is low, without a frame."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("kind", "page")
    content.setAutoFillBackground(False)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    return area

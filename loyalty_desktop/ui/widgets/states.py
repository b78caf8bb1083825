"""Banner, empty state and toast: messages that need no dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loyalty_desktop.ui.style.icons import pixmap
from loyalty_desktop.ui.widgets.buttons import (
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from loyalty_desktop.ui.widgets.labels import Muted, Text, reveal
from loyalty_desktop.ui.words.i18n import translate

_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "good": "circle-check", "accent": "info"}


class Banner(QFrame):
    """A message above what it is about. Hidden while it is empty."""

    action_triggered = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "note")
        self._icon = QLabel()
        self._text = Text(wrap=True)
        self._action = LinkButton()
        self._action.clicked.connect(self.action_triggered)
        close = IconButton("x", translate("Banner", "Close this message"))
        close.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._icon, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self._closer = close
        self.setVisible(False)

    def show_message(
        self, text: str, tone: str = "bad", action_text: str = "", *, closable: bool = True
    ) -> None:
        """Show a message."""
        self.setProperty("tone", tone)
        self._icon.setPixmap(pixmap(_ICONS.get(tone, "info"), tone))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self._closer.setVisible(closable)
        self.style().unpolish(self)
        self.style().polish(self)
        reveal(self, True)

    def text(self) -> str:
        """Return the message, or an empty text."""
        return self._text.text() if not self.isHidden() else ""

    def clear(self) -> None:
        """Hide the message."""
        self.setVisible(False)

    def _close(self) -> None:
        self.clear()
        self.closed.emit()


class EmptyState(QWidget):
    """Shown instead of an empty list: what belongs here, one main action, and other ways to begin."""

    def __init__(self, icon_name: str, title: str, text: str = "") -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(pixmap(icon_name, "faint", 36))
        picture.setFixedSize(36, 36)
        heading = Text(title, size=15, weight=QFont.Weight.DemiBold)
        said = Muted(text, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setMinimumWidth(240)
        said.setMaximumWidth(460)
        self._primary = False
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        self._actions.addStretch(1)
        self._actions.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 32)
        layout.setSpacing(10)
        layout.addStretch(2)
        for widget in (picture, heading):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        # A wrapped label added with an alignment is given the height of its widest form: lines are cut.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(said, 1000)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(6)
        layout.addLayout(self._actions)
        layout.addStretch(3)

    def add_action(
        self,
        text: str,
        callback: Callable[[], object],
        *,
        primary: bool = False,
        icon_name: str = "",
        name: str = "",
    ) -> None:
        """Add an action; `name` is the button's object name.

        A primary one makes the page's own primary button step back while this shows.
        """
        self._primary = self._primary or primary
        button = (PrimaryButton if primary else SecondaryButton)(text, icon_name)
        button.setObjectName(name)
        button.clicked.connect(lambda *_: callback())
        self._actions.insertWidget(self._actions.count() - 1, button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_page(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tell_page(False)

    def _tell_page(self, shown: bool) -> None:
        at = self.parentWidget() if self._primary else None
        while at is not None:
            step_back = getattr(at, "step_back", None)
            if step_back is not None:
                step_back(shown)
                return
            at = at.parentWidget()


class Toast(QFrame):
    """A short message that disappears by itself. A window shows one at a time.

    It lies on the status bar and in the margin above it, so that it hides no row and no button.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("kind", "toast")
        self._window = window
        self.setObjectName("toast")
        self._text = QLabel()
        self._text.setObjectName("toast.text")
        self._action = LinkButton()
        self._callback: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show the message for some seconds, longer when it has a link."""
        self._text.setText(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self._callback = action
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(8000 if action_text else 4000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._window
        room = window.width() - 32
        self._text.setWordWrap(False)
        self._row.activate()
        if self.sizeHint().width() > room:
            self._text.setWordWrap(True)
            self.setFixedSize(room, self._row.totalHeightForWidth(room))
        else:
            self.setFixedSize(self.sizeHint())
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 6)

    def _act(self) -> None:
        self.hide()
        if self._callback is not None:
            self._callback()

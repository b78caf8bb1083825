"""Space on the screen: how large a window may be with its frame, and the part of a dialog that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

GUTTER = 14
"""Pixels at the right of scrolling content that are kept free for the scroll bar."""

FRAME = QSize(16, 44)
"""The size that a frame adds to a window, until the real one is known."""


def screen_rect(widget: QWidget) -> QRect:
    """Return the usable part of the screen that the widget is on, or will be on."""
    screen = widget.screen() or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def most_room(widget: QWidget) -> QSize:
    """Return the largest size of a window on that screen, with its frame."""
    frame = widget.frameGeometry().size() - widget.size() if widget.isVisible() else QSize()
    frame = frame.expandedTo(FRAME)
    return screen_rect(widget).size() - frame


def fit_window(window: QWidget, width: int, height: int) -> None:
    """Give a window this size, or as much as the screen allows."""
    window.resize(QSize(width, height).boundedTo(most_room(window)))


def keep_on_screen(window: QWidget) -> None:
    """Move a window back when it grew over the lower or right edge."""
    room, frame = screen_rect(window), window.frameGeometry()
    left = max(room.left(), min(frame.left(), room.right() - frame.width() + 1))
    top = max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1))
    if (left, top) != (frame.left(), frame.top()):
        window.move(left, top)


class ScrollBody(QScrollArea):
    """Content that asks for the height it needs at its width, and scrolls only when the screen is too low."""

    def __init__(self, body: QVBoxLayout) -> None:
        super().__init__()
        self._body = body
        self.page = QWidget()
        self.page.setProperty("kind", "page")
        self.page.setAutoFillBackground(False)
        self.page.setLayout(body)
        body.setContentsMargins(0, 0, GUTTER, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self.page)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._make_way)

    def _make_way(self, _least: int, most: int) -> None:
        """The scroll bar stands in the gutter, so that fields end where the buttons do."""
        bar = self.verticalScrollBar().sizeHint().width()
        self._body.setContentsMargins(0, 0, max(GUTTER - bar, 0) if most else GUTTER, 0)

    def wanted_height(self, width: int) -> int:
        """Return the pixels that the content needs at this width."""
        layout = self._body
        layout.activate()
        least = max(layout.totalMinimumSize().height(), layout.totalSizeHint().height())
        if not layout.hasHeightForWidth():
            return least
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def sizeHint(self) -> QSize:
        return self._body.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        least = min(
            60, self._body.totalSizeHint().height()
        )  # a short text leaves the room to the title
        return QSize(self._body.totalMinimumSize().width(), least)

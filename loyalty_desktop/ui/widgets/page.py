"""The head of a page, and a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.buttons import PrimaryButton
from loyalty_desktop.ui.widgets.chips import Chip
from loyalty_desktop.ui.widgets.labels import ElidedLabel


class PageHeader(QWidget):
    """Title, chips and subtitle on the left; actions on the right."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ElidedLabel(font=theme.font(20, QFont.Weight.DemiBold))
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
        """Set the name of the view."""
        self._title.setText(text)

    def title(self) -> str:
        """Return the view's name."""
        return self._title.text()

    def set_subtitle(self, text: str) -> None:
        """Set a few words beside the title."""
        self._subtitle.setText(text)

    def subtitle(self) -> str:
        """Return the words beside the title."""
        return self._subtitle.text()

    def add_chip(self, chip: Chip) -> None:
        """Add a chip behind the title."""
        self._chips.addWidget(chip)

    def add_action(self, widget: QWidget) -> None:
        """Add a button at the right; the primary one comes last."""
        self._actions.addWidget(widget)

    def step_back(self, back: bool) -> None:
        """Make the primary buttons look like the others, or not."""
        for button in self.findChildren(PrimaryButton):
            button.step_back(back)


def scroll_page(content: QWidget) -> QScrollArea:
    """Return a page without a frame that scrolls in a low window."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("kind", "page")
    content.setAutoFillBackground(False)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    return area

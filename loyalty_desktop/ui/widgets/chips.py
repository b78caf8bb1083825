"""Chips: small rounded labels for tiers, states and active filters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets.buttons import LinkButton
from loyalty_desktop.ui.widgets.labels import Text, reveal
from loyalty_desktop.ui.words.i18n import translate


def chip_colours(tone: str) -> tuple[str, str]:
    """Return (background, text) of a chip."""
    colours = theme.colours()
    soft = {"good": colours.good_soft, "bad": colours.bad_soft, "warn": colours.warn_soft}
    if tone in {"muted", "normal"}:
        return colours.field, colours.muted
    return soft.get(tone, colours.soft), theme.tone_colour(tone)


class Chip(QFrame):
    """A word on a soft colour; a removable chip has a cross."""

    removed = Signal()

    def __init__(self, text: str, tone: str = "accent", *, removable: bool = False) -> None:
        super().__init__()
        self._label = Text(text, size=12, weight=QFont.Weight.DemiBold, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName("chip")
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 3, 4 if removable else 9, 3)
        row.setSpacing(2)
        row.addWidget(self._label)
        if removable:
            cross = QToolButton()
            cross.setObjectName("remove")
            cross.setIcon(icon("x", tone))
            cross.setAutoRaise(True)
            cross.setFixedSize(18, 18)
            cross.setStyleSheet("border: none; background: transparent;")
            cross.setAccessibleName(translate("Chip", "Remove: {name}").format(name=text))
            cross.clicked.connect(self.removed)
            row.addWidget(cross)
        self.set(text, tone)

    def text(self) -> str:
        """Return the text of the chip."""
        return self._label.text()

    def set(self, text: str, tone: str = "accent") -> None:
        """Change text and tone."""
        background, _ = chip_colours(tone)
        self._label.setText(text)
        self._label.set_tone(tone)
        self.setStyleSheet(f"QFrame#chip {{ background: {background}; border-radius: 9px; }}")


class ChipBar(QWidget):
    """Active filters: each can be removed, or all. Hidden while there are none."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setVisible(False)

    def texts(self) -> list[str]:
        """Return the texts of the chips."""
        return list(self._texts)

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show chips of (key, words)."""
        self._texts = [text for _key, text in chips]
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for key, text in chips:
            chip = Chip(text, removable=True)
            chip.removed.connect(lambda key=key: self.removed.emit(key))
            self._row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        if len(chips) > 1:
            clear = LinkButton(translate("Chip", "Clear filters"))
            clear.clicked.connect(self.cleared)
            self._row.addWidget(clear)
        reveal(self, bool(chips))

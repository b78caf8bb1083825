"""The picture of a tier ladder: steps going up with names and thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.painting import painted


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One tier; its texts are formatted already."""

    name: str
    threshold_text: str
    colour: str
    note: str = ""


class TierLadder(QWidget):
    """Steps from the lowest tier to the highest; `current` is emphasised."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[LadderStep, ...] = ()
        self._current: int | None = None
        self.setMinimumHeight(150)

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self._steps)) * 130, 170)

    def set_steps(self, steps: Sequence[LadderStep], current: int | None = None) -> None:
        """Show these steps, lowest first."""
        self._steps, self._current = tuple(steps), current
        self.setAccessibleName(", ".join(f"{s.name} {s.threshold_text}" for s in steps))
        self.updateGeometry()
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        if not self._steps:
            return
        colours = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(self._steps)
        wide = min(180.0, self.width() / count)
        head = 54.0
        rise = (self.height() - head - 14) / count
        for i, step in enumerate(self._steps):
            height = 14 + rise * (i + 1)
            box = QRectF(i * wide + 2, self.height() - height, wide - 4, height)
            own = QColor(step.colour)
            fill = QColor(own)
            fill.setAlpha(70 if self._current == i else 34)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 6, 6)
            painter.setBrush(own)
            painter.drawRoundedRect(QRectF(box.left(), box.top(), box.width(), 4), 2, 2)
            text = QRectF(box.left() + 2, box.top() - head, box.width() - 4, 18)
            bold = QFont.Weight.DemiBold
            for line, (words, font, colour) in enumerate(
                (
                    (
                        step.name,
                        theme.font(13, bold),
                        colours.accent if self._current == i else colours.text,
                    ),
                    (step.threshold_text, theme.font(12), colours.muted),
                    (step.note, theme.font(12), colours.muted),
                )
            ):
                painter.setFont(font)
                painter.setPen(QColor(colour))
                shown = painter.fontMetrics().elidedText(
                    words, Qt.TextElideMode.ElideRight, int(text.width())
                )
                painter.drawText(text.translated(0, 17 * line), Qt.AlignmentFlag.AlignLeft, shown)

"""Small charts that paint themselves: sparkline, bars by month, meters, shares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolTip, QWidget

from loyalty_desktop.ui import formats
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.labels import Muted, Text
from loyalty_desktop.ui.widgets.painting import painted


class Sparkline(QWidget):
    """A line without axes."""

    def __init__(self, values: Sequence[float] = ()) -> None:
        super().__init__()
        self._values: tuple[float, ...] = tuple(values)
        self.setFixedHeight(26)

    def set_values(self, values: Sequence[float]) -> None:
        """Show these values, oldest first."""
        self._values = tuple(values)
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        if len(self._values) < 2 or not any(self._values):
            return
        low, high = min(self._values), max(self._values)
        span = (high - low) or 1.0
        width, height = min(self.width() - 4, 150), self.height() - 8
        step = width / (len(self._values) - 1)
        points = [
            QPointF(
                1 + i * step,
                4 + height * (1 - (value - low) / span) if high > low else 4 + height / 2,
            )
            for i, value in enumerate(self._values)
        ]
        path = QPainterPath(points[0])
        for before, after in pairwise(points):
            middle = (before.x() + after.x()) / 2
            path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().accent), 1.6))
        painter.drawPath(path)


@dataclass(frozen=True, slots=True)
class Series:
    """One series of bars; `tips` are the exact values in words, one for each label."""

    name: str
    values: Sequence[float]
    tips: Sequence[str] = ()


class BarChart(QWidget):
    """Groups of bars over an axis with numbers, with labels, a legend and exact values as tooltips.

    `bar_clicked` names the label and the series of the bar, both from 0. Without a value above 0 it says why it is empty.
    """

    bar_clicked = Signal(int, int)

    def __init__(self, empty_text: str = "") -> None:
        super().__init__()
        self._labels: Sequence[str] = ()
        self._series: Sequence[Series] = ()
        self._bars: list[tuple[QRectF, int, int]] = []
        self._empty_text = empty_text
        self.setMouseTracking(True)
        self.setMinimumHeight(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(520, 250)

    def set_data(self, labels: Sequence[str], series: Sequence[Series]) -> None:
        """Show bars of each series for each label; values are not negative."""
        self._labels, self._series = labels, series
        self._bars = []
        told = "; ".join(f"{s.name}: {', '.join(s.tips)}" for s in series if s.tips)
        self.setAccessibleDescription(self._empty_text if self.is_empty() else told)
        self.update()

    def is_empty(self) -> bool:
        """Return whether there is nothing to draw."""
        return not any(value > 0 for series in self._series for value in series.values)

    def axis_numbers(self) -> list[str]:
        """Return the numbers of the axis from the bottom up."""
        return [] if self.is_empty() else [_axis_number(value) for value in self._ticks()]

    def bar_rect(self, label: int, series: int) -> QRectF:
        """Return where a bar was painted last; empty when it was not."""
        return next((bar for bar, i, k in self._bars if (i, k) == (label, series)), QRectF())

    def _ticks(self) -> list[float]:
        return axis_ticks(max((max(s.values, default=0) for s in self._series), default=0))

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._bars = []
        if self.is_empty():
            painter.setFont(theme.font(13))
            painter.setPen(QColor(theme.colours().muted))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 8, -16, -8), middle, self._empty_text)
            return
        shades = [QColor(theme.colours().accent)]
        for part in (0.45, 0.75):
            shades.append(_mix(shades[0], QColor(theme.colours().panel), part))
        self._legend(painter, shades)
        ticks = self._ticks()
        area = self._axis(painter, ticks)
        for i, label in enumerate(self._labels):
            self._group(painter, area, ticks[-1], shades, i)
            self._label(painter, area, i, label)

    def _axis(self, painter: QPainter, ticks: Sequence[float]) -> QRectF:
        """Draw gridlines with their numbers; return the room for the bars."""
        colours = theme.colours()
        painter.setFont(theme.font(11))
        numbers = [_axis_number(value) for value in ticks]
        wide = max(painter.fontMetrics().horizontalAdvance(text) for text in numbers)
        area = QRectF(wide + 10, 30, self.width() - wide - 10, self.height() - 30 - 24)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, text in zip(ticks, numbers, strict=True):
            y = area.bottom() - area.height() * value / ticks[-1]
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRectF(0, y - 8, wide, 16), right, text)
        return area

    def _group(
        self, painter: QPainter, area: QRectF, top: float, shades: Sequence[QColor], i: int
    ) -> None:
        slot = area.width() / len(self._labels)
        kinds = len(self._series)
        wide = max(2.0, min(16.0, slot * 0.78 / kinds))
        left = area.left() + slot * i + (slot - wide * kinds) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for k, series in enumerate(self._series):
            value = series.values[i] if i < len(series.values) else 0
            height = max(area.height() * value / top, 1.5 if value > 0 else 0.0)
            bar = QRectF(left + k * wide, area.bottom() - height, wide - 1, height)
            painter.setBrush(shades[k % 3])
            radius = min(2.0, height / 2)
            painter.drawRoundedRect(bar, radius, radius)
            self._bars.append((bar.adjusted(0, min(0.0, height - 12), 0, 0), i, k))

    def _label(self, painter: QPainter, area: QRectF, i: int, label: str) -> None:
        slot = area.width() / len(self._labels)
        every = 1 if slot > painter.fontMetrics().horizontalAdvance("mmm") + 6 else 2
        if i % every == 0:
            painter.setPen(QColor(theme.colours().muted))
            place = QRectF(area.left() + slot * i - slot / 2, area.bottom() + 6, slot * 2, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)

    def _legend(self, painter: QPainter, shades: list[QColor]) -> None:
        painter.setFont(theme.font(12))
        right = float(self.width())
        for k in range(len(self._series) - 1, -1, -1):
            name = self._series[k].name
            right -= painter.fontMetrics().horizontalAdvance(name)
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(QPointF(right, 14), name)
            right -= 14
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades[k % 3])
            painter.drawRoundedRect(QRectF(right, 5, 9, 9), 2, 2)
            right -= 12
        painter.setFont(theme.font(11))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            if found is not None:
                label, kind = found
                tips = self._series[kind].tips
                if label < len(tips):
                    QToolTip.showText(event.globalPos(), tips[label], self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.bar_clicked.emit(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _at(self, point: QPointF) -> tuple[int, int] | None:
        return next(((i, k) for bar, i, k in self._bars if bar.contains(point)), None)


class Meter(QWidget):
    """A thin bar, filled from the left."""

    def __init__(self, fraction: float = 0.0, colour: str = "") -> None:
        super().__init__()
        self._fraction = fraction
        self._colour = colour
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float) -> None:
        """Show a share from 0 to 1."""
        self._fraction = max(0.0, min(1.0, fraction))
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(theme.colours().track))
        filled = QRectF(0, 0, self.width() * self._fraction, self.height())
        painter.fillRect(filled, QColor(self._colour or theme.colours().accent))


class ShareList(QWidget):
    """Names with count, share and a bar, such as the participants on each tier."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    def set_rows(self, rows: Sequence[tuple[str, str, str, float]]) -> None:
        """Show rows of (name, count, share in words, fraction 0 to 1)."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for i, (name, count, share, fraction) in enumerate(rows):
            number, part = Text(count), Muted(share)
            for label in (number, part):
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(Text(name), 3 * i, 0)
            self._grid.addWidget(number, 3 * i, 1)
            self._grid.addWidget(part, 3 * i, 2)
            self._grid.addWidget(Meter(fraction), 3 * i + 1, 0, 1, 3)
            self._grid.setRowMinimumHeight(3 * i + 2, 6)


def axis_ticks(largest: float, most: int = 4) -> list[float]:
    """Return round numbers from 0 up to `largest` or just above it, at most `most` steps."""
    if largest <= 0:
        return [0.0, 1.0]
    rough = Decimal(str(largest)) / most
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    count = math.ceil(Decimal(str(largest)) / step)
    return [float(step * i) for i in range(count + 1)]


def _axis_number(value: float) -> str:
    return formats.amount(Decimal(str(value)).normalize(), 0)


def _mix(first: QColor, second: QColor, part: float) -> QColor:
    return QColor(
        round(first.red() * (1 - part) + second.red() * part),
        round(first.green() * (1 - part) + second.green() * part),
        round(first.blue() * (1 - part) + second.blue() * part),
    )

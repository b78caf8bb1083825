"""Tabs as words with a line under the current one; and the steps of a wizard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from loyalty_desktop.ui.formats import number
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.buttons import PlainButton
from loyalty_desktop.ui.widgets.labels import line
from loyalty_desktop.ui.widgets.painting import painted


class _Tab(PlainButton):
    """A tab as wide as its words in bold, so that nothing is cut or moves when it is chosen."""

    def sizeHint(self) -> QSize:
        return QSize(self.wide(self.text()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().sizeHint().height())

    @staticmethod
    def wide(text: str) -> int:
        """Return the pixels that a tab takes with these words."""
        bold = QFontMetrics(theme.font(weight=QFont.Weight.DemiBold))
        return bold.horizontalAdvance(text) + 8


class Tabs(QWidget):
    """Pages under a row of words. Keys are stable names that are used in states."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._titles: dict[str, str] = {}
        self._counted: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(12, 4, 12, 0)
        self._bar.setSpacing(18)
        self._bar.addStretch(1)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar)
        layout.addWidget(line())
        layout.addWidget(self._stack, 1)
        self._group.idToggled.connect(self._toggled)

    def add(self, key: str, title: str, widget: QWidget, count: int | None = None) -> None:
        """Add a page at the end."""
        button = _Tab(title)
        button.setObjectName(f"tab.{key}")
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(button, len(self._keys))
        self._bar.insertWidget(len(self._keys), button)
        self._keys.append(key)
        self._titles[key] = title
        self._stack.addWidget(widget)
        self.set_count(key, count)
        if len(self._keys) == 1:
            button.setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show a number after a tab's words, if there is room for all numbers."""
        title = self._titles[key]
        self._counted[key] = title if count is None else f"{title} {number(count)}"
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 24 - self._bar.spacing() * len(self._keys)
        texts = self._counted
        if sum(_Tab.wide(text) for text in texts.values()) > room:
            texts = self._titles
        for place, key in enumerate(self._keys):
            button = self._group.button(place)
            button.setText(texts[key])
            button.setToolTip(self._counted[key] if texts is self._titles else "")

    def set_current(self, key: str) -> None:
        """Show a page; an unknown key is ignored."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def current(self) -> str:
        """Return the key of the page shown."""
        index = self._stack.currentIndex()
        return self._keys[index] if 0 <= index < len(self._keys) else ""

    def _toggled(self, index: int, checked: bool) -> None:
        if checked:
            self._stack.setCurrentIndex(index)
            self.changed.emit(self._keys[index])


class Stepper(QWidget):
    """The numbered steps of a wizard; a finished step can be clicked to go back."""

    step_clicked = Signal(int)

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self._current = 0
        self._places: list[QRectF] = []
        self.setFixedHeight(28)
        self.setAccessibleName(" · ".join(self._steps))
        self.setToolTip(" · ".join(self._steps))

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._steps), 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide([max(self._steps, key=len)]) + 50 * (len(self._steps) - 1), 28)

    def _wide(self, names: Sequence[str]) -> int:
        bold = QFontMetrics(theme.font(13, QFont.Weight.DemiBold))
        return sum(bold.horizontalAdvance(name) + 58 for name in names)

    def set_current(self, step: int) -> None:
        """Return the step shown, from 0."""
        self._current = step
        self.setAccessibleDescription(self._steps[step])
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for i, place in enumerate(self._places):
            if i < self._current and place.contains(event.position()):
                self.step_clicked.emit(i)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        colours = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 1.0
        self._places = []
        narrow = self.width() < self.sizeHint().width()  # then only the current step has its name
        for i, name in enumerate(self._steps):
            now, past = i == self._current, i < self._current
            circle = QRectF(x, 4, 20, 20)
            painter.setPen(QColor(colours.accent if now or past else colours.line))
            painter.setBrush(
                QColor(colours.accent if now else colours.soft if past else colours.panel)
            )
            painter.drawEllipse(circle)
            painter.setPen(
                QColor(colours.on_accent if now else colours.accent if past else colours.muted)
            )
            painter.setFont(theme.font(11))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(i + 1))
            weight = QFont.Weight.DemiBold if now else QFont.Weight.Normal
            painter.setFont(theme.font(13, weight))
            painter.setPen(QColor(colours.text if now else colours.muted))
            name = name if now or not narrow else ""
            width = painter.fontMetrics().horizontalAdvance(name)
            painter.drawText(QRectF(x + 28, 0, width + 4, 28), Qt.AlignmentFlag.AlignVCenter, name)
            self._places.append(QRectF(x, 0, 28 + width, 28))
            x += 28 + width + 30

"""Panels: card, KPI tile, row of figures, tile of an import check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.charts import Sparkline
from loyalty_desktop.ui.widgets.labels import Caption, ElidedLabel, Heading, Muted, Text


class Card(QFrame):
    """A panel with an optional heading. `body` is its layout; `flush()` removes the padding for tables."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(12)
        self._title = Heading(title)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self.body.addLayout(self._head)
        self._title.setVisible(bool(title))  # not before it has a parent: it would open as a window

    def set_title(self, title: str) -> None:
        """Set the heading of the card."""
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def add_header_widget(self, widget: QWidget) -> None:
        """Add a widget at the right of the heading."""
        self._head.addWidget(widget)

    def flush(self) -> Card:
        """Remove the padding, for tables and lists."""
        self.body.setContentsMargins(1, 4, 1, 4)
        self.body.setSpacing(0)
        return self


class _Clickable(QFrame):
    clicked = Signal()

    def make_clickable(self) -> None:
        """React to mouse and keyboard as a button does."""
        self.setProperty("clickable", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.property("clickable") and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.property("clickable") and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class KpiTile(_Clickable):
    """A figure with its name, its change, and its last months as a line."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(label)
        self._value = Text("–", size=22, weight=QFont.Weight.DemiBold)
        self._note = ElidedLabel(tone="muted", font=theme.font(12))
        self._spark = Sparkline()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(2)
        layout.addWidget(ElidedLabel(label, tone="muted"))
        layout.addWidget(self._value)
        layout.addWidget(self._note)
        layout.addWidget(self._spark)

    def set_value(
        self, value: str, note: str = "", note_tone: str = "muted", series: Sequence[float] = ()
    ) -> None:
        """Show a figure that is formatted already; `series` is oldest first."""
        self._value.setText(value)
        self._note.setText(note)
        self._note.set_tone(note_tone)
        self._spark.set_values(series)
        self.setAccessibleDescription(f"{value} {note}")


class TileGrid(QWidget):
    """Tiles in one row, or in as many rows as their words need at this width."""

    def __init__(self, tiles: Sequence[QWidget]) -> None:
        super().__init__()
        self._tiles = list(tiles)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._place(len(tiles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = max(tile.sizeHint().width() for tile in self._tiles) + self._grid.spacing()
        count = len(self._tiles)
        rows = next((n for n in range(1, count) if -(-count // n) * needed <= self.width()), count)
        self._place(-(-count // rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(len(self._tiles)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure of a StatRow."""

    label: str
    value: str
    note: str = ""
    tone: str = "normal"


class StatRow(QFrame):
    """Figures side by side in one card."""

    def __init__(self, stats: Sequence[Stat] = ()) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 14, 16, 14)
        self._row.setSpacing(24)
        self.set_stats(stats)

    def set_stats(self, stats: Sequence[Stat]) -> None:
        """Show these figures."""
        self.stats = tuple(stats)
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for stat in stats:
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            value = Text(stat.value, size=20, weight=QFont.Weight.DemiBold, tone=stat.tone)
            value.setAccessibleName(stat.label)
            column.addWidget(Muted(stat.label))
            column.addWidget(value)
            column.addWidget(Caption(stat.note))
            self._row.addWidget(cell, 1)


class StatTile(_Clickable):
    """A count that filters: new, changed, unchanged, rejected."""

    toggled = Signal(bool)

    def __init__(self, label: str, tone: str = "normal", *, checkable: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._value = Text("0", size=20, weight=QFont.Weight.DemiBold, tone=tone)
        self._label = Muted(label, wrap=True)
        self.setAccessibleName(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(2)
        layout.addWidget(self._value)
        layout.addWidget(self._label)
        self._checked = False
        if checkable:
            self.make_clickable()
            self.clicked.connect(self._flip)

    def set(self, value: str, label: str | None = None) -> None:
        """Show a count."""
        self._value.setText(value)
        if label is not None:
            self._label.setText(label)
        self.setAccessibleDescription(value)

    def value(self) -> str:
        """Return the count shown."""
        return self._value.text()

    def set_checked(self, checked: bool) -> None:
        """Show the tile as filtering or not, without a signal."""
        self._checked = checked
        self.setProperty("checked", checked)
        self.style().unpolish(self)
        self.style().polish(self)

    def _flip(self) -> None:
        self.set_checked(not self._checked)
        self.toggled.emit(self._checked)

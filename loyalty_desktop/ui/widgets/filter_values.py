"""The values of a column to tick, with counts and a search: the lower half of the filter in a heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from loyalty_desktop.domain.list_filters import (
    MOST_VALUES,
    ColumnFilter,
    ColumnKind,
    DistinctValues,
    FilterOp,
    FilterValue,
)
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.filter_words import value_text
from loyalty_desktop.ui.widgets.inputs import CheckBox, LineEdit
from loyalty_desktop.ui.widgets.labels import Caption
from loyalty_desktop.ui.words.i18n import translate

Ask = Callable[[str, Callable[[DistinctValues], None]], None]
"""`ask(search, done)`: read the values of the column that contain the search, and pass them to `done`."""

DEBOUNCE_MS = 150
ROWS = 8
MIN_ROWS = 3


class FilterValues(QWidget):
    """A list of values, all ticked at first, as in spreadsheet programs; the ticked ones are the condition.

    With a search only the values found are listed, and those that are ticked then are the condition.
    """

    changed = Signal()

    def __init__(self, column: Column, current: ColumnFilter | None, ask: Ask) -> None:
        super().__init__()
        self._column, self._ask = column, ask
        self._kept = current.values if current and current.op is FilterOp.IN else None
        self._more = False
        self._asked = ""
        self.search = LineEdit(translate("ListFilter", "Search values"))
        self.search.setObjectName("filter-search")
        self.search.setAccessibleName(translate("ListFilter", "Search values"))
        self.search.setClearButtonEnabled(True)
        if column.kind is not ColumnKind.TEXT:
            self.search.hide()
        self.everything = CheckBox(translate("ListFilter", "Select all"))
        self.everything.setObjectName("filter-all")
        self.everything.setAccessibleName(translate("ListFilter", "Select all"))
        self.list = QListWidget()
        self.list.setObjectName("filter-values")
        self.list.setAccessibleName(translate("ListFilter", "Values"))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(ROWS * theme.row_height() + 4)
        self._note = Caption("")
        self._note.setObjectName("filter-note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.search, self.everything, self.list, self._note):
            layout.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._read)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.everything.clicked.connect(self._tick_all)
        self.list.itemChanged.connect(lambda _item: self._ticked())
        self._note.setText(translate("ListFilter", "Reading the values…"))
        self._read()

    def condition(self) -> ColumnFilter | None:
        """Return the condition that the ticks express; None when everything is ticked."""
        ticked = self.ticked()
        text = self._asked
        if len(ticked) == self.list.count():
            if not text:
                return None
            if self._more:
                return ColumnFilter(self._column.id, FilterOp.CONTAINS, (text,))
        return ColumnFilter(self._column.id, FilterOp.IN, tuple(ticked))

    def ticked(self) -> list[FilterValue]:
        """Return the values that are ticked."""
        items = (self.list.item(n) for n in range(self.list.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def ready(self) -> bool:
        """Return whether the values for the text in the search field have arrived, so that the ticks are valid."""
        return not self._pause.isActive() and self.list.isEnabled()

    def texts(self) -> list[str]:
        """Return the lines shown."""
        return [self.list.item(n).text() for n in range(self.list.count())]

    def _read(self) -> None:
        text = self.search.text().strip()
        self.list.setEnabled(False)

        def came(found: DistinctValues) -> None:
            if text == self.search.text().strip():
                self._show(text, found)

        self._ask(text, came)

    def _show(self, text: str, found: DistinctValues) -> None:
        self._asked, self._more = text, found.more
        kept = None if text else self._kept
        counts = {each.value: each.count for each in found.values}
        values = [each.value for each in found.values]
        values += [value for value in kept or () if value not in counts]
        self.list.blockSignals(True)
        self.list.clear()
        for value in values:
            words = value_text(self._column, value)
            item = QListWidgetItem(f"{words}  ({formats.number(counts.get(value, 0))})")
            item.setToolTip(words)
            item.setSizeHint(QSize(0, theme.row_height()))
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
            on = kept is None or value in kept
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setEnabled(True)
        if not text:
            rows = max(MIN_ROWS, min(len(values), ROWS))
            self.list.setFixedHeight(rows * theme.row_height() + 4)
        self._note.setText(self._words(len(values)))
        self._ticked()

    def _words(self, count: int) -> str:
        if not count:
            return translate("ListFilter", "No value contains this.")
        if not self._more:
            return translate("ListFilter", "%n values", None, count)
        if self._column.kind is ColumnKind.TEXT:
            return translate("ListFilter", "The %n most frequent values. Search for others.", None, MOST_VALUES)  # fmt: skip
        return translate("ListFilter", "The %n most frequent values.", None, MOST_VALUES)

    def _tick_all(self, on: bool) -> None:
        self.list.blockSignals(True)
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for n in range(self.list.count()):
            self.list.item(n).setCheckState(state)
        self.list.blockSignals(False)
        self._ticked()

    def _ticked(self) -> None:
        self.everything.blockSignals(True)
        self.everything.setChecked(0 < self.list.count() == len(self.ticked()))
        self.everything.blockSignals(False)
        self.changed.emit()

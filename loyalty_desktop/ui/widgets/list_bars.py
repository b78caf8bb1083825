"""The bars around the table of a list: the chips of its conditions, and the bar of a selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from loyalty_desktop.ui.formats import number
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.buttons import LinkButton
from loyalty_desktop.ui.widgets.chips import Chip
from loyalty_desktop.ui.widgets.flow_layout import FlowLayout
from loyalty_desktop.ui.widgets.labels import ElidedLabel
from loyalty_desktop.ui.words.i18n import translate


class FilterChips(QWidget):
    """The conditions in force: each can be removed, or all. Hidden while there are none."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filter-chips")
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(12, 0, 12, 10)
        self._chips: dict[str, Chip] = {}
        self.hide()

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show chips of (column id, words)."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._chips = {}
        for key, text in chips:
            chip = Chip(text, removable=True)
            chip.removed.connect(lambda key=key: self.removed.emit(key))
            self._chips[key] = chip
            self._flow.addWidget(chip)
        if chips:
            clear = LinkButton(translate("Chip", "Clear filters"))
            clear.setObjectName("clear-filters")
            clear.clicked.connect(lambda *_: self.cleared.emit())
            self._flow.addWidget(clear)
        self.setVisible(bool(chips))

    def chip(self, column: str) -> Chip | None:
        """Return the chip of a column's condition."""
        return self._chips.get(column)

    def texts(self) -> list[str]:
        """Return the texts of the chips."""
        return [chip.text() for chip in self._chips.values()]


class BulkBar(QFrame):
    """The actions on the selection. Hidden without a selection."""

    everything_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bulk-bar")
        self.setProperty("kind", "note")
        self.setProperty("tone", "accent")
        self._count = ElidedLabel(font=theme.font(weight=QFont.Weight.DemiBold))
        self._count.setObjectName("bulk-count")
        self._all = LinkButton()
        self._all.setObjectName("bulk-all")
        self._all.clicked.connect(lambda *_: self.everything_asked.emit())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(12)
        self._row.addWidget(self._count)
        self._row.addWidget(self._all)
        self._row.addStretch(1)
        self.hide()

    def add_action(self, action: QAction, text: str) -> None:
        """Add an action on the selection."""
        button = LinkButton(text)
        button.setObjectName(f"bulk.{action.objectName()}")
        button.clicked.connect(lambda *_: action.trigger())
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        self._row.addWidget(button)

    def show_selection(self, count: int, total: int, *, everything: bool, capped: bool) -> None:
        """Show how many of the matching rows are selected. `capped`: more match than `total`."""
        self.setVisible(everything or count > 1)
        if everything and capped:
            self._count.setText(translate("ListView", "All that match are selected"))
        elif everything:
            words = translate("ListView", "All {total} that match are selected")
            self._count.setText(words.format(total=number(total)))
        else:
            words = translate("ListView", "%n selected", None, count)
            self._count.setText(words.replace(str(count), number(count)))
        self._all.setVisible(not everything and (capped or count < total))
        self._all.setText(
            translate("ListView", "Select all that match")
            if capped
            else translate("ListView", "Select all {total} that match").format(total=number(total))
        )

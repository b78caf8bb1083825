"""The filter of a heading, as in spreadsheet programs: sort, condition, values with counts, apply, clear."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.domain.list_filters import ColumnFilter, ColumnKind, FilterOp
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from loyalty_desktop.ui.widgets.filter_condition import FilterCondition
from loyalty_desktop.ui.widgets.filter_values import Ask, FilterValues
from loyalty_desktop.ui.widgets.labels import line
from loyalty_desktop.ui.words.i18n import translate

WIDTH = 300


class FilterPopup(QFrame):
    """A popup under a heading. `applied` carries the condition (None: none), `sorted` whether descending."""

    applied = Signal(object)
    sorted = Signal(bool)

    def __init__(
        self, column: Column, current: ColumnFilter | None, ask: Ask, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter-popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(
            translate("ListFilter", "Filter of {column}").format(column=column.title)
        )
        self.setFixedWidth(WIDTH)
        self.condition = FilterCondition(column, current)
        self.values = FilterValues(column, current, ask)
        self.apply_button = PrimaryButton(translate("ListFilter", "Apply"))
        self.apply_button.setObjectName("filter-apply")
        self.apply_button.clicked.connect(self.apply)
        clear = SecondaryButton(translate("ListFilter", "Clear filter"))
        clear.setObjectName("filter-clear")
        clear.setEnabled(current is not None)
        clear.clicked.connect(self._clear)
        self._build_ui(column, clear)
        self.condition.changed.connect(self._chosen)
        self.values.changed.connect(self._enable)
        self._chosen()

    def place(self, at: QPoint) -> None:
        """Show the popup at a point, moved so that all of it is on the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(at.x(), screen.right() - self.width()))
        y = max(screen.top(), min(at.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self._focus()

    def apply(self) -> None:
        """Apply the condition; if values are missing, stay open and focus the first input."""
        if self.condition.op() is FilterOp.IN:
            if not (self.values.ready() and self.values.ticked()):
                return
            wanted = self.values.condition()
        else:
            wanted = self.condition.condition()
            if wanted is None:
                self._focus()
                return
        self.close()
        self.applied.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.apply()
            return
        super().keyPressEvent(event)

    def _build_ui(self, column: Column, clear: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        if column.sortable:
            for name, words, icon, descending in _sorts(column.kind):
                button = LinkButton(words, icon)
                button.setObjectName(name)
                button.clicked.connect(lambda *_, descending=descending: self._sort(descending))
                row = QHBoxLayout()
                row.addWidget(button)
                row.addStretch(1)
                layout.addLayout(row)
            layout.addWidget(line())
        layout.addWidget(self.condition)
        layout.addWidget(self.values)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(clear)
        buttons.addStretch(1)
        buttons.addWidget(self.apply_button)
        layout.addLayout(buttons)

    def _chosen(self) -> None:
        self.values.setVisible(self.condition.op() is FilterOp.IN)
        self._enable()
        if self.isVisible():
            self.adjustSize()
            self._focus()

    def _enable(self) -> None:
        if self.isVisible():
            self.adjustSize()
        by_values = self.condition.op() is FilterOp.IN
        self.apply_button.setEnabled(not by_values or bool(self.values.ticked()))

    def _focus(self) -> None:
        target = self.condition.first_input()
        if target is None:
            search = self.values.search
            target = search if not search.isHidden() else self.values.list
        target.setFocus()

    def _sort(self, descending: bool) -> None:
        self.close()
        self.sorted.emit(descending)

    def _clear(self) -> None:
        self.close()
        self.applied.emit(None)


def _sorts(kind: ColumnKind | None) -> tuple[tuple[str, str, str, bool], ...]:
    """Return (object name, words, icon, descending) of the two directions."""
    if kind is ColumnKind.NUMBER:
        up = translate("ListFilter", "Smallest first")
        down = translate("ListFilter", "Largest first")
    elif kind in {ColumnKind.MOMENT, ColumnKind.DAY}:
        up = translate("ListFilter", "Oldest first")
        down = translate("ListFilter", "Newest first")
    else:
        up = translate("ListFilter", "Sort ascending")
        down = translate("ListFilter", "Sort descending")
    return (
        ("sort-up", up, "arrow-up", False),
        ("sort-down", down, "arrow-down", True),
    )

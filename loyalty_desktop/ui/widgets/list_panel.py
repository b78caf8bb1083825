"""A list in its card: search, active filters, count, table, bulk bar, empty state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from loyalty_desktop.ui.formats import number
from loyalty_desktop.ui.widgets.buttons import IconButton, LinkButton
from loyalty_desktop.ui.widgets.cards import Card
from loyalty_desktop.ui.widgets.chips import ChipBar
from loyalty_desktop.ui.widgets.inputs import SearchField
from loyalty_desktop.ui.widgets.labels import Muted, Text, line
from loyalty_desktop.ui.widgets.states import EmptyState
from loyalty_desktop.ui.widgets.table import PagedTable
from loyalty_desktop.ui.words.i18n import translate


class BulkBar(QFrame):
    """What can be done with the selection. Hidden without one."""

    def __init__(self, table: PagedTable) -> None:
        super().__init__()
        self.setProperty("kind", "note")
        self.setProperty("tone", "accent")
        self._table = table
        self._count = Text(weight=QFont.Weight.DemiBold)
        self._all = LinkButton()
        self._all.clicked.connect(table.selectAll)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(12)
        self._row.addWidget(self._count)
        self._row.addWidget(self._all)
        self._row.addStretch(1)
        self.setVisible(False)
        table.selected_changed.connect(self._update)
        table.loaded.connect(self._update)

    def add_action(self, text: str, callback: Callable[[], object]) -> None:
        """Offer something to do with the selection."""
        button = LinkButton(text)
        button.clicked.connect(lambda *_: callback())
        self._row.addWidget(button)

    def _update(self, *_args: object) -> None:
        total = len(self._table.paged.ids)
        everything = self._table.all_matching()
        count = total if everything else len(self._table.selected_numbers())
        self.setVisible(everything or count > 1)
        self._count.setText(translate("ListPanel", "%n selected", None, count))
        self._all.setVisible(not everything and count < total)
        self._all.setText(
            translate("ListPanel", "Select all {total} that match").format(total=number(total))
        )


class ListPanel(Card):
    """Puts a PagedTable together with what stands around it. `search.searched` and `chips` are the view's to connect."""

    def __init__(self, table: PagedTable, search_placeholder: str, *, bulk: bool = True) -> None:
        super().__init__()
        self.flush()
        self.table = table
        self.search = SearchField(search_placeholder)
        self.search.setMinimumWidth(230)
        self.search.setMaximumWidth(340)
        self.chips = ChipBar()
        self.counter = Muted()
        columns = IconButton("columns-3", translate("ListPanel", "Columns"))
        columns.clicked.connect(
            lambda: table.open_columns_menu(columns.mapToGlobal(columns.rect().bottomLeft()))
        )
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(12, 10, 12, 10)
        self.tools.setSpacing(8)
        self.tools.addWidget(self.search)
        self.tools.addWidget(self.chips)
        self.tools.addStretch(1)
        self.tools.addWidget(self.counter)
        self.tools.addWidget(columns)
        self.body.addLayout(self.tools)
        self.body.addWidget(line())
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._nothing = EmptyState("search", translate("ListPanel", "Nothing matches"), "")
        self._nothing.add_action(translate("ListPanel", "Clear filters"), self._clear)
        self._stack.addWidget(self._nothing)
        self._empty: QWidget | None = None
        self.body.addWidget(self._stack, 1)
        self.bulk = BulkBar(table)
        if bulk:
            self.body.addWidget(self.bulk)
        self._of: int | None = None
        table.loaded.connect(self._loaded)

    def set_empty(self, state: EmptyState) -> None:
        """What to show while there is not a single row."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        self._stack.addWidget(state)

    def set_total(self, total: int | None) -> None:
        """Rows there are without any filter (None: not known)."""
        self._of = total
        self._loaded(len(self.table.paged.ids))

    def filtered(self) -> bool:
        """Whether a search or a filter is in force."""
        return bool(self.search.text().strip()) or not self.chips.isHidden()

    def _loaded(self, shown: int) -> None:
        if self._of is not None and self.filtered():
            words = translate("ListPanel", "{shown} of {total}")
            self.counter.setText(words.format(shown=number(shown), total=number(self._of)))
        else:
            self.counter.setText(number(shown))
        if shown:
            self._stack.setCurrentWidget(self.table)
        elif self.filtered() or self._empty is None:
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self._empty)

    def _clear(self) -> None:
        self.search.clear()
        self.chips.cleared.emit()

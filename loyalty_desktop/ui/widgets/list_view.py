"""The list: search, conditions, facets, table, selection, bulk bar, empty states. A view gives only a ListSpec."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from loyalty_desktop.controllers.lists import CountAnswer, ListAnswer, ListSum
from loyalty_desktop.domain.list_filters import (
    ColumnFilter,
    FilterValue,
    ListQuery,
    query_from_json,
    query_to_json,
)
from loyalty_desktop.ui.actions import ActionRegistry
from loyalty_desktop.ui.widgets.buttons import IconButton, SecondaryButton
from loyalty_desktop.ui.widgets.cards import Card
from loyalty_desktop.ui.widgets.filter_words import filter_text
from loyalty_desktop.ui.widgets.inputs import SearchField
from loyalty_desktop.ui.widgets.labels import Muted, line
from loyalty_desktop.ui.widgets.list_actions import ListActions
from loyalty_desktop.ui.widgets.list_bars import BulkBar, FilterChips
from loyalty_desktop.ui.widgets.list_filter import HeadingFilters
from loyalty_desktop.ui.widgets.list_side import ListSide, ticked
from loyalty_desktop.ui.widgets.list_spec import ListAction, ListSpec
from loyalty_desktop.ui.widgets.list_status import (
    count_words,
    local_sum,
    status_words,
    summed_column,
)
from loyalty_desktop.ui.widgets.states import EmptyState
from loyalty_desktop.ui.widgets.table import PagedTable
from loyalty_desktop.ui.widgets.table_copy import COPY_LIMIT
from loyalty_desktop.ui.words.i18n import translate


class ListView(QWidget):
    """A list of rows of any kind. `status_changed` carries its text for the status bar."""

    status_changed = Signal(str)
    selected = Signal()
    said = Signal(str)  # for a toast

    def __init__(self, spec: ListSpec) -> None:
        super().__init__()
        self.setObjectName(f"list.{spec.name}")
        self.spec = spec
        self._controller = spec.controller
        self._columns = {column.id: column for column in spec.columns}
        self._of: int | None = None
        self._sum: ListSum | None = None
        self._empty: QWidget | None = None
        self._registry: ActionRegistry | None = None
        self.table = PagedTable(spec.columns, spec.name)
        self.table.setAccessibleName(spec.title)
        self.table.attach(self._controller)
        self.search = SearchField(spec.search)
        self.search.setObjectName("search")
        self.search.setMinimumWidth(230)
        self.search.setMaximumWidth(340)
        self.search.setToolTip(spec.search_help)
        self.chips = FilterChips()
        self.counter = Muted()
        self.counter.setObjectName("counter")
        self.bulk = BulkBar()
        self.side = ListSide(spec, self._columns, self.state)
        self.facets = self.side.facets
        self.headings = HeadingFilters(self.table, self._controller, self.filter_column, self)
        self.actions_ = ListActions(
            spec, (*spec.actions, *self._own_actions()), self.table, self, self._refuse
        )
        for action, words in self.actions_.bulk():
            self.bulk.add_action(action, words)
        self._build_ui()
        self._connect()
        self._enable()

    # What a view asks and sets

    def set_total(self, total: int | None) -> None:
        """Set how many rows there are without any condition (None: unknown)."""
        self._of = total
        self._show_count()

    def set_empty(self, state: EmptyState) -> None:
        """Set what is shown while there is not a single row."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        state.setObjectName("empty")
        self._stack.addWidget(state)

    def show_query(self, query: ListQuery) -> None:
        """Show the rows of this query."""
        self.search.set_text(query.text)
        self._narrow(query)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows; empty while everything is selected."""
        return self.table.selected_ids()

    def everything_selected(self) -> bool:
        """Return whether "all that match" is selected: actions then use the query, not ids."""
        return self.table.all_matching()

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        if self.table.all_matching():
            return self._controller.total
        return len(self.table.selected_numbers())

    def selected_row(self) -> Any:
        """Return the one selected row; None unless exactly one is selected and has been read."""
        numbers = self.table.selected_numbers()
        return self.table.paged.loaded_row(numbers[0]) if len(numbers) == 1 else None

    def select(self, ident: int) -> None:
        """Select a row by its id, if it is in the list."""
        ids = list(self.table.paged.ids)
        if ident in ids:
            self.table.selectRow(ids.index(ident))

    def focus_search(self) -> None:
        """Focus the search (Ctrl+F)."""
        self.search.setFocus()
        self.search.selectAll()

    def escape(self) -> bool:
        """Clear the search, then the conditions, then the selection; False when there is nothing to clear."""
        if self.search.text():
            self.search.clear()
            self.search.tell()
        elif self._controller.query.filters:
            self.clear_filters()
        elif self.selected_count():
            self.table.clearSelection()
        else:
            return False
        return True

    def clear_filters(self) -> None:
        """Remove the search and all conditions."""
        self.show_query(ListQuery())

    def state(self) -> dict[str, Any]:
        """Return query and columns as JSON values, keyed by column id."""
        return {
            "query": query_to_json(self._controller.query),
            "columns": self.table.column_state(),
            "view": self.side.views.current(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Restore a saved state; the rows are read again."""
        self.side.views.restore(str(state.get("view") or ""))
        self._show_state(state)

    def _show_view(self, state: dict[str, Any] | None) -> None:
        self.table.reset_columns()
        self._show_state(state or {})

    def _show_state(self, state: dict[str, Any]) -> None:
        self.table.restore_columns(state.get("columns") or {})
        self._controller.sort = self.table.paged.sort_by
        query = query_from_json(state.get("query") or {})
        known = tuple(f for f in query.filters if f.column in self._columns)
        self.show_query(replace(query, filters=known))

    def lend_actions(self, registry: ActionRegistry) -> None:
        """Show this list's actions in the palette and the sheet of shortcuts while the list shows."""
        self._registry = registry
        if self.isVisible():
            self.actions_.lend(registry)

    def status_text(self) -> str:
        """Return the text of the status bar."""
        column = self._columns.get(self._sum.column) if self._sum is not None else None
        return status_words(self._controller, self._of, self.selected_count(), column, self._sum)

    def fill_menu(self, menu: QMenu) -> None:
        """Fill the menu of a button of the view with the actions of the list and of its rows."""
        self.actions_.fill(menu)

    def _own_actions(self) -> tuple[ListAction, ...]:
        return (
            ListAction(
                "copy",
                translate("Common", "Copy"),
                lambda: self.copy(headers=False),
                "copy",
                "Ctrl+C",
                needs="some",
                on_rows=True,
                separated=True,
            ),
            ListAction(
                "copy-headings",
                translate("ListView", "Copy with headings"),
                lambda: self.copy(headers=True),
                "",
                "Ctrl+Shift+C",
                needs="some",
                on_rows=True,
            ),
            ListAction(
                "columns",
                translate("ListView", "Choose columns"),
                self.table.open_columns_menu,
                "columns-3",
                menu=False,
            ),
            ListAction(
                "filter",
                translate("ListView", "Filter by the values of a column"),
                self.headings.open_current,
                "list-filter",
                "Alt+Down",
                ("Ctrl+Shift+L",),
                on_rows=True,  # elsewhere in the window Alt+Down belongs to drop-down boxes
                menu=False,
            ),
            ListAction(
                "clear",
                translate("ListView", "Clear filters"),
                self.clear_filters,
                "x",
                menu=False,
            ),
        )

    def _build_ui(self) -> None:
        card = Card().flush()
        chooser = IconButton("columns-3", translate("ListView", "Columns"))
        chooser.setObjectName("columns")
        chooser.clicked.connect(
            lambda: self.table.open_columns_menu(chooser.mapToGlobal(chooser.rect().bottomLeft()))
        )
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(12, 10, 12, 10)
        self.tools.setSpacing(8)
        self.tools.addWidget(self.search, 1)
        self.tools.addStretch(1)
        self.tools.addWidget(self.counter)
        for action, given in self.actions_.buttons():
            button = SecondaryButton(given.text.rstrip("…"), given.icon)
            button.setObjectName(f"button.{given.id}")
            button.clicked.connect(action.trigger)
            self.tools.addWidget(button)
        self.tools.addWidget(chooser)
        self._nothing = EmptyState("search", translate("ListView", "Nothing matches"), "")
        self._nothing.setObjectName("nothing-matches")
        self._nothing.add_action(translate("ListView", "Clear filters"), self.clear_filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        card.body.addLayout(self.tools)
        card.body.addWidget(self.chips)
        card.body.addWidget(line())
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(self.bulk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.side)
        row.addWidget(card, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self._searched)
        self.chips.removed.connect(lambda name: self._narrow(self._controller.query.without(name)))
        self.chips.cleared.connect(self.clear_filters)
        self.facets.changed.connect(self._ticked)
        self.facets.more.connect(self.headings.open_column)
        self.side.views.chosen.connect(self._show_view)
        self.table.columns_changed.connect(self.side.views.follow)
        self.bulk.everything_asked.connect(self.table.selectAll)
        self.table.activated_id.connect(self.spec.open)
        self.table.selected_changed.connect(lambda _ids: self._selection_changed())
        self.table.menu_requested.connect(self._row_menu)
        self.table.loaded.connect(lambda _count: self._selection_changed())
        self._controller.ids_loaded.connect(self._came)
        self._controller.counted.connect(self._counted)
        self._controller.sums_loaded.connect(self._summed)

    def _searched(self, text: str) -> None:
        self._narrow(replace(self._controller.query, text=text), typing=True)

    def _ticked(self, change: tuple[str, tuple[FilterValue, ...]]) -> None:
        column, values = change
        self.filter_column(column, ticked(column, values))

    def filter_column(self, column: str, wanted: ColumnFilter | None) -> None:
        """Set a condition on a column, or remove it (None)."""
        query = self._controller.query
        self._narrow(query.without(column) if wanted is None else query.having(wanted))

    def _narrow(self, query: ListQuery, *, typing: bool = False) -> None:
        self.chips.set_chips([(f.column, self._words(f)) for f in query.filters])
        self.facets.show_query(query)
        self.table.header.show_filters({f.column for f in query.filters})
        self._controller.set_query(query, typing=typing)

    def _words(self, wanted: ColumnFilter) -> str:
        column = self._columns.get(wanted.column)
        return self.spec.hidden(wanted) if column is None else filter_text(column, wanted)

    def _came(self, answer: ListAnswer) -> None:
        self._show_count()
        if answer.complete:
            self._controller.request_facets(self.facets.columns(), self.facets.show_counts)

    def _counted(self, _answer: CountAnswer) -> None:
        self._show_count()
        self._selection_changed()

    def _show_count(self) -> None:
        narrowed = not self._controller.query.is_empty
        self.counter.setText(count_words(self._controller, self._of if narrowed else None))
        if len(self.table.paged.ids):
            self._stack.setCurrentWidget(self.table)
        elif narrowed or self._empty is None:
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self._empty)
        self.side.setVisible(narrowed or self._controller.total > 0)
        self.side.views.follow()

    def _selection_changed(self) -> None:
        self._sum = None
        count = self.selected_count()
        column = summed_column(self.table)
        if count > 1 and column is not None and column.value is not None:
            self._sum = local_sum(self.table, column, count)
            if self._sum is None:
                ids = None if self.table.all_matching() else self.table.selected_ids()
                self._controller.request_sum(column.id, ids)
        self.bulk.show_selection(
            count,
            self._controller.total,
            everything=self.table.all_matching(),
            capped=self._controller.capped,
        )
        self._enable()
        self.selected.emit()
        self.status_changed.emit(self.status_text())

    def _summed(self, found: ListSum) -> None:
        self._sum = found
        self.status_changed.emit(self.status_text())

    def _enable(self) -> None:
        self.actions_.enable(self.selected_count(), self.selected_row)

    def _refuse(self) -> None:
        self.said.emit(translate("ListView", "Select a row of the list first."))

    def _row_menu(self, _ids: object, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("row-menu")
        self.actions_.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def copy(self, *, headers: bool) -> None:
        """Copy the selected rows to the clipboard; rows that have not been read yet are read first."""
        if self.table.all_matching():
            ids = [int(i) for i in self.table.paged.ids[:COPY_LIMIT]]
        else:
            ids = self.table.selected_ids()[:COPY_LIMIT]
        rows = self.table.selected_rows()
        if len(rows) == len(ids):
            self._copied(rows, headers=headers)
        else:
            self._controller.request_rows(ids, lambda found: self._copied(found, headers=headers))

    def _copied(self, rows: list[Any], *, headers: bool) -> None:
        self.table.copy_rows(rows, headers=headers)
        self.said.emit(translate("ListView", "%n rows copied", None, len(rows)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._registry is not None:
            self.actions_.lend(self._registry)
        self.status_changed.emit(self.status_text())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.actions_.lend(None)

"""Filters in the headings of a list: opened by the arrow, the heading's menu, a facet's "More…", or Alt+Down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from loyalty_desktop.controllers.lists import ListController, Sort
from loyalty_desktop.domain.list_filters import ColumnFilter
from loyalty_desktop.ui.widgets.filter_popup import FilterPopup
from loyalty_desktop.ui.widgets.table import PagedTable
from loyalty_desktop.ui.words.i18n import translate

Narrow = Callable[[str, ColumnFilter | None], None]


class HeadingFilters(QObject):
    """Opens the filter of a column and applies its answer."""

    def __init__(
        self, table: PagedTable, controller: ListController, narrow: Narrow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._table, self._controller, self._narrow = table, controller, narrow
        table.header.offer_filters()
        table.header.filter_asked.connect(self.open)
        table.extend_heading_menu = self._extend

    def open(self, logical: int) -> FilterPopup | None:
        """Open the filter of a column under its heading; None when the column cannot be filtered."""
        table = self._table
        if not table.header.can_filter(logical):
            return None
        column = table.columns()[logical]
        table.scrollTo(table.model().index(max(0, table.rowAt(0)), logical))
        query = self._controller.query
        popup = FilterPopup(
            column,
            query.on(column.id),
            lambda search, done: self._controller.request_distinct(column.id, done, search=search),
            table,
        )
        popup.applied.connect(lambda wanted: self._apply(column.id, wanted))
        popup.sorted.connect(lambda down: table.sort_by(Sort(column.id, descending=down)))
        header = table.header
        at = QPoint(header.sectionViewportPosition(logical), header.height())
        popup.place(header.mapToGlobal(at))
        return popup

    def open_column(self, name: str) -> None:
        """Open the filter of a column by its id; a hidden column is shown first."""
        for logical, column in enumerate(self._table.columns()):
            if column.id == name:
                self._table.setColumnHidden(logical, False)
                self.open(logical)

    def open_current(self) -> None:
        """Open the filter of the current cell's column, or of the first column that has one."""
        header = self._table.header
        current = self._table.currentIndex().column()
        shown = [
            logical
            for logical in (header.logicalIndex(n) for n in range(header.count()))
            if not header.isSectionHidden(logical) and header.can_filter(logical)
        ]
        if shown:
            self.open(current if current in shown else shown[0])

    def _apply(self, name: str, wanted: ColumnFilter | None) -> None:
        self._narrow(name, wanted)
        self._table.setFocus()

    def _extend(self, logical: int, menu: QMenu) -> None:
        """Add sort and filter to the menu of a heading."""
        column = self._table.columns()[logical]
        first = menu.actions()[0] if menu.actions() else None
        added = []
        if column.sortable:
            for words, down in (
                (translate("ListFilter", "Sort ascending"), False),
                (translate("ListFilter", "Sort descending"), True),
            ):
                action = menu.addAction(words)
                action.triggered.connect(
                    lambda _on=False, down=down: self._table.sort_by(Sort(column.id, down))
                )
                added.append(action)
        if self._table.header.can_filter(logical):
            action = menu.addAction(translate("ListFilter", "Filter…"))
            action.setObjectName("filter")
            action.triggered.connect(lambda _on=False: self.open(logical))
            added.append(action)
            if self._controller.query.on(column.id) is not None:
                action = menu.addAction(translate("ListFilter", "Clear this filter"))
                action.triggered.connect(lambda _on=False: self._apply(column.id, None))
                added.append(action)
        if added and first is not None:
            for action in added:
                menu.removeAction(action)
                menu.insertAction(first, action)
            menu.insertSeparator(first)

"""Tables: paged (a million rows) and small; columns fit their contents, with a column chooser and a saved state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from loyalty_desktop.controllers.lists import ListAnswer, ListController, PageAnswer, Sort
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.models.paged_model import ROW_ROLE, ColumnModel, PagedModel, RowsModel
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.cell_delegate import CellDelegate
from loyalty_desktop.ui.widgets.table_columns import ColumnWidths, columns_menu
from loyalty_desktop.ui.widgets.table_copy import COPY_LIMIT, clipboard_data
from loyalty_desktop.ui.widgets.table_header import TableHeader


class BaseTable(QTableView):
    """The base of both tables."""

    columns_changed = Signal()

    def __init__(self, model: ColumnModel, name: str, *, sorts: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(name)
        self._columns = model.columns
        self._sorts = sorts
        self.extend_heading_menu: Callable[[int, QMenu], None] | None = None
        self.header = TableHeader(self._columns, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header.customContextMenuRequested.connect(self._header_menu)
        self.header.sectionClicked.connect(self._header_clicked)
        self.header.sectionMoved.connect(lambda *_: self.columns_changed.emit())
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, not column.visible)
        self.widths = ColumnWidths(self, self.header, self._columns)

    def columns(self) -> tuple[Column, ...]:
        """Return every column, shown or not, in the order they were given."""
        return self._columns

    def shown_columns(self) -> list[Column]:
        """Return the visible columns, from the left."""
        order = [self.header.logicalIndex(i) for i in range(len(self._columns))]
        return [self._columns[i] for i in order if not self.isColumnHidden(i)]

    def column_state(self) -> dict[str, Any]:
        """Return order, widths by language, visibility and sort by column id, as JSON values."""
        order = [self._columns[self.header.logicalIndex(i)].id for i in range(len(self._columns))]
        model = cast(ColumnModel, self.model())
        return {
            "order": order,
            "hidden": [c.id for i, c in enumerate(self._columns) if self.isColumnHidden(i)],
            "widths": self.widths.state(),
            "sort": [model.sort_by.column, model.sort_by.descending] if model.sort_by else None,
        }

    def restore_columns(self, state: dict[str, Any]) -> None:
        """Restore a saved state; columns that it does not know stay at the end."""
        places = {column.id: i for i, column in enumerate(self._columns)}
        known = [name for name in state.get("order", ()) if name in places]
        for target, name in enumerate(known):
            self.header.moveSection(self.header.visualIndex(places[name]), target)
        hidden = set(state.get("hidden", ()))
        for name in known:
            self.setColumnHidden(places[name], name in hidden)
        self.widths.restore(state.get("widths", {}))
        sort = state.get("sort")
        self.show_sort(Sort(sort[0], bool(sort[1])) if sort and sort[0] in places else None)

    def reset_columns(self) -> None:
        """Show the columns as they were given: order, visibility and widths; without a sort."""
        for place in range(len(self._columns)):
            self.header.moveSection(self.header.visualIndex(place), place)
            self.setColumnHidden(place, not self._columns[place].visible)
        self.widths.forget()
        self.show_sort(None)

    def show_sort(self, sort: Sort | None) -> None:
        """Show the sort arrow without sorting again."""
        cast(ColumnModel, self.model()).sort_by = sort
        self.header.show_sort(sort)
        if sort is not None:
            place = next((i for i, c in enumerate(self._columns) if c.id == sort.column), -1)
            if place >= 0:
                self.widths.make_room(place)

    def sort_by(self, sort: Sort) -> None:
        """Sort by a column."""
        place = next((i for i, c in enumerate(self._columns) if c.id == sort.column), -1)
        if place >= 0 and self._columns[place].sortable:
            self.show_sort(sort)
            order = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
            self.model().sort(place, order)

    def open_columns_menu(self, at: QPoint | None = None) -> None:
        """Choose which columns are shown."""
        menu = columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at or self.mapToGlobal(QPoint(self.width() - 200, 34)))

    def header_menu(self, logical: int) -> QMenu:
        """Return the menu of a heading: which columns are shown. A list adds sort and filter by `extend_heading_menu`."""
        menu = columns_menu(self)
        if self.extend_heading_menu is not None:
            self.extend_heading_menu(logical, menu)
        return menu

    def selected_numbers(self) -> list[int]:
        """Return the selected row numbers, from ranges: asking Qt row by row takes seconds on long lists."""
        ranges = self.selectionModel().selection()
        numbers: set[int] = set()
        for i in range(ranges.count()):
            numbers.update(range(ranges.at(i).top(), ranges.at(i).bottom() + 1))
        return sorted(numbers)

    def copy_rows(self, rows: Sequence[Any], *, headers: bool = False) -> str:
        """Copy rows to the clipboard as text with tabs and as HTML; return the text."""
        data = clipboard_data(self.shown_columns(), rows, headers=headers)
        text = data.text()
        QGuiApplication.clipboard().setMimeData(data)
        return text

    def copy_selection(self, *, headers: bool = False) -> str:
        """Copy the selected rows that have been read to the clipboard; return the text."""
        model = cast(ColumnModel, self.model())
        rows = (model.row(number) for number in self.selected_numbers()[:COPY_LIMIT])
        return self.copy_rows([row for row in rows if row is not None], headers=headers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Copy) or (
            shift
            and event.key() == Qt.Key.Key_C
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.copy_selection(headers=bool(shift))
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the list or the window has something to close or to clear
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.spread()

    def _header_clicked(self, logical: int) -> None:
        column = self._columns[logical]
        if self._sorts and column.sortable:
            now = cast(ColumnModel, self.model()).sort_by
            again = now is not None and now.column == column.id and not now.descending
            self.sort_by(Sort(column.id, descending=again))

    def _header_menu(self, at: QPoint) -> None:
        menu = self.header_menu(self.header.logicalIndexAt(at))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.header.mapToGlobal(at))

    def _open(self, index: QModelIndex) -> None:
        raise NotImplementedError


class PagedTable(BaseTable):
    """The table of a ListController."""

    activated_id = Signal(object)  # int; a Qt int ends at 2^31
    selected_changed = Signal(object)
    menu_requested = Signal(object, object)
    loaded = Signal(int)

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        self.paged = PagedModel(columns)
        super().__init__(self.paged, name)
        self.paged.setParent(self)
        self._controller: ListController | None = None
        self._all = False
        self._query: object = None
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self._selection_moved())

    def attach(self, controller: ListController) -> None:
        """Show this controller's list."""
        self._controller = controller
        controller.ids_loaded.connect(self._show)
        controller.page_loaded.connect(self._set_page)
        self.paged.page_needed.connect(controller.request_page)
        self.paged.sort_asked.connect(controller.set_sort)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows."""
        ids = self.paged.ids
        return [int(ids[n]) for n in self.selected_numbers() if n < len(ids)]

    def all_matching(self) -> bool:
        """Return whether "all that match" is selected: actions then use the query, not ids."""
        return self._all

    def selectAll(self) -> None:
        """Select everything that matches, without going through a million rows."""
        if not len(self.paged.ids):
            return
        self.clearSelection()
        self._mark(everything=True)
        if self._controller is not None:
            self._controller.complete()
        self.selected_changed.emit([])

    def request_rows(self, limit: int, done: Callable[[list[Any]], None]) -> None:
        """Read the first rows that match, in the order shown."""
        if self._controller is None:
            done([])
            return
        self._controller.request_rows([int(i) for i in self.paged.ids[:limit]], done)

    def loaded_rows(self) -> list[Any]:
        """Return the rows of the first page."""
        return list(self.paged.first_rows())

    def selected_rows(self) -> list[Any]:
        """Return the selected rows that have been read."""
        rows = (self.paged.loaded_row(n) for n in self.selected_numbers()[:COPY_LIMIT])
        return [row for row in rows if row is not None]

    def scrolled_to_end(self) -> bool:
        """Return whether the last row is visible."""
        return self.rowAt(self.viewport().height() - 1) in {-1, len(self.paged.ids) - 1}

    def _show(self, answer: ListAnswer) -> None:
        keep = set(self.selected_ids()[:1000])
        goes_on = not self.paged.complete
        if self._controller is not None and self._controller.query != self._query:
            self._query = self._controller.query
            self.scrollToTop()
        everything = self._all
        self._mark(everything=False)
        self.paged.set_answer(answer)
        self.widths.fit(answer.first)
        if everything and goes_on:
            self._mark(everything=True)
        elif keep and not self.selectionModel().hasSelection() and len(answer.ids) <= 100_000:
            flags = (
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            )
            for number, found in enumerate(answer.ids):
                if found in keep:
                    self.selectionModel().select(self.paged.index(number, 0), flags)
        self.loaded.emit(len(answer.ids))

    def _set_page(self, answer: PageAnswer) -> None:
        self.paged.set_page(answer)
        self.widths.fit(
            answer.rows, numbers_only=True
        )  # texts stay in place while the user scrolls

    def _mark(self, *, everything: bool) -> None:
        if everything != self._all:
            self._all = everything
            self.setProperty("everything", everything)
            self.viewport().update()

    def _scrolled(self, _value: int) -> None:
        if not self.paged.complete and self._controller is not None and self.scrolled_to_end():
            self._controller.complete()

    def _selection_moved(self) -> None:
        if self.selectionModel().hasSelection():
            self._mark(everything=False)
        self.selected_changed.emit(self.selected_ids())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self.paged.ids):
            self.activated_id.emit(int(self.paged.ids[index.row()]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.indexAt(self.viewport().mapFrom(self, event.pos())).isValid():
            self.menu_requested.emit(self.selected_ids(), event.globalPos())


class RowTable(BaseTable):
    """A small table with all its rows in memory."""

    activated_row = Signal(object)
    selected_changed = Signal(object)
    menu_requested = Signal(object, object)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str = "rows",
        *,
        sort: bool = False,
        model: RowsModel | None = None,
    ) -> None:
        self.small = model or RowsModel(columns, sorts=sort)
        super().__init__(self.small, name, sorts=sort)
        self.small.setParent(self)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(
            lambda *_: self.selected_changed.emit(self.selected())
        )

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        first = self.small.row(0)
        self.small.set_rows(rows)
        if self.small.row(0) != first:  # other rows: an old position in them means nothing
            self.scrollToTop()
        self.widths.fit(self.small.rows)

    def rows(self) -> list[Any]:
        """Return the rows shown, in order."""
        return list(self.small.rows)

    def selected(self) -> list[Any]:
        """Return the selected rows."""
        return [self.small.rows[n] for n in self.selected_numbers() if n < len(self.small.rows)]

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.activated_row.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.indexAt(self.viewport().mapFrom(self, event.pos())).isValid():
            self.menu_requested.emit(self.selected(), event.globalPos())

"""The model of a table with up to a million rows: it holds all ids, and the rows of some pages.

`data()` looks up a dictionary. A page that is missing is asked for once; what was asked for during one turn of the event
loop goes out together, and only the newest few pages, so that a drag over the whole list does not load all of it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from loyalty_desktop.controllers.lists import PAGE, ListAnswer, PageAnswer, PageRequest, Sort
from loyalty_desktop.ui.models.columns import Column

KEPT_PAGES = 200
ASKED_AT_ONCE = 4
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COLUMN_ROLE = int(Qt.ItemDataRole.UserRole) + 2

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ColumnModel(QAbstractTableModel):
    """What paged and small tables share: columns, headers, and cells made from `row(i)`."""

    sort_asked = Signal(object)

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.sort_by: Sort | None = None

    def row(self, number: int) -> Any:
        """Return the row object, or None while it is being read."""
        raise NotImplementedError

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if column.align == "right"
                else Qt.AlignmentFlag.AlignLeft
            )
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        column = self.columns[index.column()]
        if role == COLUMN_ROLE:
            return column
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.tooltip or column.text)(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}"
        return column.text(row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Pass the request on; the rows are sorted in SQL."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.sort_by = Sort(self.columns[column].id, order == Qt.SortOrder.DescendingOrder)
            self.sort_asked.emit(self.sort_by)


_ROLES = {
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    ROW_ROLE,
    COLUMN_ROLE,
}


class PagedModel(ColumnModel):
    """The rows of a ListController. Connect `page_needed` to its `request_page`."""

    page_needed = Signal(object)

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self.ids: Sequence[int] = ()
        self.generation = 0
        self.complete = True
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._wanted: dict[int, None] = {}
        self._asked: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def row(self, number: int) -> Any:
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._wanted.pop(page, None)
                self._wanted[page] = None
                if not self._timer.isActive():
                    self._timer.start()
            return None
        return rows[place] if place < len(rows) else None

    def loaded_row(self, number: int) -> Any:
        """Return the row if it has been read; never requests it."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page, ())
        return rows[place] if place < len(rows) else None

    def first_rows(self) -> Sequence[Any]:
        """Return the rows of the first page."""
        return self._pages.get(0, ())

    def set_answer(self, answer: ListAnswer) -> None:
        """Show a new snapshot. When it continues an incomplete one, the rows that are shown stay where they are."""
        known = len(self.ids)
        goes_on = not self.complete and known and list(answer.ids[:known]) == list(self.ids)
        self.complete = answer.complete
        if goes_on and len(answer.ids) >= known:
            self._wanted.clear()
            self._asked.clear()
            if len(answer.ids) > known:
                self.beginInsertRows(_NOWHERE, known, len(answer.ids) - 1)
                self.ids, self.generation = answer.ids, answer.generation
                self.endInsertRows()
            self.ids, self.generation = answer.ids, answer.generation
            return
        self.beginResetModel()
        self.ids, self.generation = answer.ids, answer.generation
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
        if len(answer.ids):
            self._pages[0] = answer.first
        self.endResetModel()

    def set_page(self, answer: PageAnswer) -> None:
        """Store a page; a page of an older snapshot is dropped."""
        if answer.generation != self.generation:
            return
        self._asked.discard(answer.page)
        self._pages[answer.page] = answer.rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = answer.page * PAGE
        last = min(first + PAGE, len(self.ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _ask(self) -> None:
        wanted = list(self._wanted)[-ASKED_AT_ONCE:]
        self._wanted.clear()
        for page in wanted:
            self._asked.add(page)
            ids = tuple(int(i) for i in self.ids[page * PAGE : (page + 1) * PAGE])
            self.page_needed.emit(PageRequest(self.generation, page, ids))


class RowsModel(ColumnModel):
    """A small list with all its rows in memory; sorts itself by `value` or text when `sorts` is set."""

    def __init__(self, columns: Sequence[Column], *, sorts: bool = False) -> None:
        super().__init__(columns)
        self.rows: list[Any] = []
        self._sorts = sorts

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def row(self, number: int) -> Any:
        return self.rows[number] if number < len(self.rows) else None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        if self._sorts and self.sort_by is not None:
            self._arrange(self.sort_by)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        super().sort(column, order)
        if self._sorts and self.sort_by is not None:
            self.beginResetModel()
            self._arrange(self.sort_by)
            self.endResetModel()

    def _arrange(self, by: Sort) -> None:
        column = next(c for c in self.columns if c.id == by.column)

        def weight(row: Any) -> tuple[bool, Any]:
            if column.value is None:
                return False, column.text(row).casefold()
            value = column.value(row)
            return value is None, 0 if value is None else value

        self.rows.sort(key=weight, reverse=by.descending)

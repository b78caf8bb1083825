"""Tables: paged (a million rows) and small; header with column chooser; cells painted by one delegate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from loyalty_desktop.controllers.base import ListAnswer, ListController, Sort
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.models.paged_model import ROW_ROLE, ColumnModel, PagedModel, RowsModel
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.chips import chip_colours
from loyalty_desktop.ui.words.i18n import translate

PAD = 10
COPY_LIMIT = 100_000


class CellDelegate(QStyledItemDelegate):
    """Paints a cell as its column says: tone, weight, chip, struck old value; a hair line under each row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        try:
            self._paint(painter, option, index)
        finally:
            painter.restore()

    def _paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = cast(ColumnModel, index.model())
        column = model.columns[index.column()]
        row = model.row(index.row())
        view: Any = option
        rect: QRect = view.rect
        colours = theme.colours()
        if view.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if view.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        if row is None:
            painter.setPen(QColor(colours.faint))
            painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), Qt.AlignmentFlag.AlignVCenter, "…")
        else:
            self._cell(painter, rect, column, row)

    def _cell(self, painter: QPainter, rect: QRect, column: Column, row: Any) -> None:
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        text, tone = column.text(row).replace("\n", " "), column.tone(row)
        weight = QFont.Weight.DemiBold if column.bold else QFont.Weight.Normal
        if column.chip and text:
            self._chip(painter, inner, text, tone)
            return
        painter.setFont(theme.font(weight=weight))
        fm = painter.fontMetrics()
        old = column.struck(row) if column.struck else ""
        if old:
            struck = theme.font()
            struck.setStrikeOut(True)
            painter.setFont(struck)
            painter.setPen(QColor(colours_muted()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, old)
            inner = inner.adjusted(fm.horizontalAdvance(old) + 6, 0, 0, 0)
            painter.setFont(theme.font(weight=weight))
        side = (
            Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
        )
        painter.setPen(QColor(theme.tone_colour(tone)))
        shown = fm.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _chip(self, painter: QPainter, inner: QRect, text: str, tone: str) -> None:
        background, colour = chip_colours("accent" if tone == "normal" else tone)
        painter.setFont(theme.font(12, QFont.Weight.DemiBold))
        fm = painter.fontMetrics()
        shown = fm.elidedText(text, Qt.TextElideMode.ElideRight, max(20, inner.width() - 16))
        shape = QRectF(inner.left(), inner.center().y() - 9, fm.horizontalAdvance(shown) + 16, 19)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(background))
        painter.drawRoundedRect(shape, 9.5, 9.5)
        painter.setPen(QColor(colour))
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, shown)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Wide enough for the text of the cells on screen."""
        del option
        model = cast(ColumnModel, index.model())
        row = model.row(index.row())
        text = "" if row is None else model.columns[index.column()].text(row)
        fm = cast(QTableView, self.parent()).fontMetrics()
        return QSize(fm.horizontalAdvance(text) + 2 * PAD + 12, theme.row_height())


def colours_muted() -> str:
    """The muted colour in force."""
    return theme.colours().muted


class BaseTable(QTableView):
    """What both tables share."""

    def __init__(self, model: ColumnModel, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(name)
        self._columns = model.columns
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
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setFixedHeight(34)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.open_columns_menu(header.mapToGlobal(at))
        )
        header.setFont(theme.font(12, QFont.Weight.DemiBold))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        unit = self.fontMetrics().horizontalAdvance("0")
        for number, column in enumerate(self._columns):
            title = header.fontMetrics().horizontalAdvance(column.title) + 2 * PAD + 22
            self.setColumnWidth(number, max(title, (column.width or 0) * unit + 2 * PAD))
            self.setColumnHidden(number, not column.visible)

    def column_state(self) -> dict[str, Any]:
        """Order, widths, visibility and sort by column id; JSON-able."""
        header = self.horizontalHeader()
        order = [self._columns[header.logicalIndex(i)].id for i in range(len(self._columns))]
        model = cast(ColumnModel, self.model())
        return {
            "order": order,
            "hidden": [c.id for i, c in enumerate(self._columns) if self.isColumnHidden(i)],
            "widths": {
                c.id: self.columnWidth(i)
                for i, c in enumerate(self._columns)
                if not self.isColumnHidden(i)
            },
            "sort": [model.sort_by.column, model.sort_by.descending] if model.sort_by else None,
        }

    def restore_columns(self, state: dict[str, Any]) -> None:
        """Put a kept state in force; columns it does not know keep their place at the end."""
        header = self.horizontalHeader()
        places = {column.id: i for i, column in enumerate(self._columns)}
        known = [name for name in state.get("order", ()) if name in places]
        for target, name in enumerate(known):
            header.moveSection(header.visualIndex(places[name]), target)
        hidden = set(state.get("hidden", ()))
        for name in known:
            self.setColumnHidden(places[name], name in hidden)
        for name, width in state.get("widths", {}).items():
            if name in places:
                self.setColumnWidth(places[name], int(width))
        sort = state.get("sort")
        if sort and sort[0] in places:
            self.show_sort(Sort(sort[0], bool(sort[1])))

    def show_sort(self, sort: Sort) -> None:
        """Show the arrow without sorting again."""
        cast(ColumnModel, self.model()).sort_by = sort
        place = next((i for i, c in enumerate(self._columns) if c.id == sort.column), -1)
        order = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        self.blockSignals(True)
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(place, order)
        header.blockSignals(False)
        self.blockSignals(False)

    def open_columns_menu(self, at: QPoint | None = None) -> None:
        """Choose which columns show."""
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at or self.mapToGlobal(QPoint(self.width() - 200, 34)))

    def columns_menu(self) -> QMenu:
        """The menu of columns; at least one stays."""
        menu = QMenu(self)
        shown = [i for i in range(len(self._columns)) if not self.isColumnHidden(i)]
        for i, column in enumerate(self._columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(i in shown)
            action.setEnabled(shown != [i])
            action.toggled.connect(lambda on, i=i: self.setColumnHidden(i, not on))
        menu.addSeparator()
        menu.addAction(translate("Table", "Fit columns to their contents")).triggered.connect(
            lambda *_: self.resizeColumnsToContents()
        )
        return menu

    def selected_numbers(self) -> list[int]:
        """Row numbers selected, from ranges: asking Qt row by row takes seconds on long lists."""
        ranges = self.selectionModel().selection()
        numbers: set[int] = set()
        for i in range(ranges.count()):
            numbers.update(range(ranges.at(i).top(), ranges.at(i).bottom() + 1))
        return sorted(numbers)

    def copy_selection(self, *, headers: bool = False) -> str:
        """Put the selected rows on the clipboard as text with tabs; the text is returned too."""
        model = cast(ColumnModel, self.model())
        header = self.horizontalHeader()
        order = [header.logicalIndex(i) for i in range(len(self._columns))]
        columns = [self._columns[i] for i in order if not self.isColumnHidden(i)]
        lines = ["\t".join(c.title for c in columns)] if headers else []
        for number in self.selected_numbers()[:COPY_LIMIT]:
            row = model.row(number)
            if row is not None:
                lines.append(
                    "\t".join(c.text(row).replace("\t", " ").replace("\n", " ") for c in columns)
                )
        text = "\n".join(lines)
        mime = QMimeData()
        mime.setText(text)
        QGuiApplication.clipboard().setMimeData(mime)
        return text

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
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        raise NotImplementedError


class PagedTable(BaseTable):
    """The list of a ListController."""

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
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self._selection_moved())

    def attach(self, controller: ListController) -> None:
        """Show this controller's list."""
        self._controller = controller
        controller.ids_loaded.connect(self._show)
        controller.page_loaded.connect(self.paged.set_page)
        self.paged.page_needed.connect(controller.request_page)
        self.paged.sort_asked.connect(controller.set_sort)

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows."""
        ids = self.paged.ids
        return [int(ids[n]) for n in self.selected_numbers() if n < len(ids)]

    def all_matching(self) -> bool:
        """Whether "all that match" is selected: act on the query, not on ids."""
        return self._all

    def selectAll(self) -> None:
        """Select everything that matches, without touching a million rows."""
        if not len(self.paged.ids):
            return
        self.clearSelection()
        self._all = True
        self.selected_changed.emit([])

    def _show(self, answer: ListAnswer) -> None:
        keep = set(self.selected_ids()[:1000])
        self._all = False
        self.paged.set_answer(answer)
        if keep and len(answer.ids) <= 100_000:
            flags = (
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            )
            for number, found in enumerate(answer.ids):
                if found in keep:
                    self.selectionModel().select(self.paged.index(number, 0), flags)
        self.loaded.emit(len(answer.ids))

    def _selection_moved(self) -> None:
        if self.selectionModel().hasSelection():
            self._all = False
        self.selected_changed.emit(self.selected_ids())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self.paged.ids):
            self.activated_id.emit(int(self.paged.ids[index.row()]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.indexAt(self.viewport().mapFrom(self, event.pos())).isValid():
            self.menu_requested.emit(self.selected_ids(), event.globalPos())


class RowTable(BaseTable):
    """A small list, all rows in memory."""

    activated_row = Signal(object)
    selected_changed = Signal(object)
    menu_requested = Signal(object, object)

    def __init__(
        self, columns: Sequence[Column], name: str = "rows", *, sort: bool = False
    ) -> None:
        self.small = RowsModel(columns, sorts=sort)
        super().__init__(self.small, name)
        self.small.setParent(self)
        if sort:
            self.horizontalHeader().setSortIndicatorShown(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(
            lambda *_: self.selected_changed.emit(self.selected())
        )

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.small.set_rows(rows)

    def rows(self) -> list[Any]:
        """The rows shown, in order."""
        return list(self.small.rows)

    def selected(self) -> list[Any]:
        """The selected rows."""
        return [self.small.rows[n] for n in self.selected_numbers() if n < len(self.small.rows)]

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.activated_row.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.indexAt(self.viewport().mapFrom(self, event.pos())).isValid():
            self.menu_requested.emit(self.selected(), event.globalPos())

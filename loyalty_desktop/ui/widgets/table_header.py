"""The heading row of tables: titles aligned like their columns, sort arrow beside the title, filter arrow at its end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from loyalty_desktop.controllers.lists import Sort
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.style.icons import pixmap
from loyalty_desktop.ui.widgets.cell_delegate import PAD

HEIGHT = 34
ARROW = 14
FILTER = 16


class TableHeader(QHeaderView):
    """Paints itself: a title never overlaps an arrow, and one without enough space ends in "…" with a tooltip."""

    filter_asked = Signal(int)  # logical section

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self._sort: Sort | None = None
        self._filtered: frozenset[str] = frozenset()
        self._filters = False
        self._hovered = -1
        self.setObjectName("header")
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(36)
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setFont(theme.font(12, QFont.Weight.DemiBold))

    def show_sort(self, sort: Sort | None) -> None:
        """Show the sort arrow at this column."""
        self._sort = sort
        self.viewport().update()

    def show_filters(self, filtered: Collection[str]) -> None:
        """Mark the columns that are filtered."""
        self._filtered = frozenset(filtered)
        self.viewport().update()

    def offer_filters(self) -> None:
        """Show an arrow at the end of the headings whose column can be filtered."""
        self._filters = True

    def can_filter(self, logical: int) -> bool:
        """Return whether this column can be filtered here."""
        return self._filters and self._columns[logical].kind is not None

    def needed(self, logical: int) -> int:
        """Return the pixels that this heading needs."""
        column = self._columns[logical]
        width = QFontMetrics(self.font()).horizontalAdvance(column.title) + 2 * PAD + 2
        if self.can_filter(logical):
            width += FILTER
        if self._sort is not None and self._sort.column == column.id:
            width += ARROW
        return width

    def filter_place(self, logical: int) -> QRect:
        """Return the rectangle of a column's filter arrow, in the header's coordinates."""
        left = self.sectionViewportPosition(logical)
        right_aligned = self._columns[logical].align == "right"
        at = left + 4 if right_aligned else left + self.sectionSize(logical) - FILTER - 4
        return QRect(at, (self.height() - FILTER) // 2, FILTER, FILTER)

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(self.needed(section), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        try:
            self._paint(painter, rect, section)
        finally:
            painter.restore()

    def _paint(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self._columns[section]
        colours = theme.colours()
        painter.fillRect(rect, QColor(colours.panel))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        right = column.align == "right"
        filtered = column.id in self._filtered
        if self.can_filter(section):
            place = self.filter_place(section)
            if filtered:
                painter.drawPixmap(place.topLeft(), pixmap("list-filter", "accent", FILTER))
            elif section == self._hovered:
                painter.drawPixmap(place.topLeft(), pixmap("chevron-down", "muted", FILTER))
            inner.adjust(FILTER if right else 0, 0, 0 if right else -FILTER, 0)
        is_sorted = self._sort is not None and self._sort.column == column.id
        room = inner.width() - (ARROW if is_sorted else 0)
        painter.setFont(self.font())
        fm = painter.fontMetrics()
        text = fm.elidedText(column.title, Qt.TextElideMode.ElideRight, max(0, room))
        width = fm.horizontalAdvance(text)
        start = inner.right() + 1 - width if right else inner.left()
        painter.setPen(QColor(colours.accent if filtered else colours.muted))
        painter.drawText(
            QRect(start, rect.top(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        if is_sorted and self._sort is not None:
            at = start - ARROW + 2 if right else start + width + 5
            self._arrow(painter, QPoint(at, rect.center().y()), descending=self._sort.descending)

    def _arrow(self, painter: QPainter, at: QPoint, *, descending: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours().muted))
        tip, base = (3, -2) if descending else (-3, 2)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(at.x(), at.y() + base),
                    QPointF(at.x() + 8, at.y() + base),
                    QPointF(at.x() + 4, at.y() + tip),
                ]
            )
        )

    def mousePressEvent(self, e: QMouseEvent) -> None:
        logical = self.logicalIndexAt(e.position().toPoint())
        if (
            e.button() == Qt.MouseButton.LeftButton
            and logical >= 0
            and self.can_filter(logical)
            and self.filter_place(logical).contains(e.position().toPoint())
        ):
            self.filter_asked.emit(logical)
            return
        super().mousePressEvent(e)

    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        self._hover(self.logicalIndexAt(e.position().toPoint()))
        super().mouseMoveEvent(e)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def viewportEvent(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.ToolTip and isinstance(e, QHelpEvent):
            logical = self.logicalIndexAt(e.pos())
            if logical >= 0:
                QToolTip.showText(e.globalPos(), self._columns[logical].title, self)
            return True
        return super().viewportEvent(e)

    def _hover(self, logical: int) -> None:
        if logical != self._hovered:
            self._hovered = logical
            self.viewport().update()

"""Paints the cells of all tables."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.models.paged_model import ColumnModel
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.chips import chip_colours

PAD = 10


class CellDelegate(QStyledItemDelegate):
    """Paints a cell as its column describes it: tone, weight, chip, struck old value; and a thin line under each row."""

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
        everything = bool(cast(QTableView, self.parent()).property("everything"))
        if everything or view.state & QStyle.StateFlag.State_Selected:
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
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, old)
            inner = inner.adjusted(fm.horizontalAdvance(old) + 6, 0, 0, 0)
            painter.setFont(theme.font(weight=weight))
        side = (
            Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
        )
        painter.setPen(QColor(theme.tone_colour(tone)))
        shown = fitted_text(column, text, fm, inner.width())
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
        """Return a size that is wide enough for the text of the cell."""
        del option
        model = cast(ColumnModel, index.model())
        row = model.row(index.row())
        width = 0 if row is None else cell_width(model.columns[index.column()], row)
        return QSize(width, theme.row_height())


def fitted_text(column: Column, text: str, metrics: QFontMetrics, width: int) -> str:
    """Return what of a text is painted in this width."""
    side = Qt.TextElideMode.ElideMiddle if column.keeps_end else Qt.TextElideMode.ElideRight
    return metrics.elidedText(text, side, width)


def cell_width(column: Column, row: Any) -> int:
    """Return the pixels that a cell needs to show all of its text."""
    text = column.text(row).replace("\n", " ")
    weight = QFont.Weight.DemiBold if column.bold or column.chip else QFont.Weight.Normal
    width = QFontMetrics(
        theme.font(12 if column.chip else theme.FONT_PX, weight)
    ).horizontalAdvance(text)
    if column.struck and (old := column.struck(row)):
        width += QFontMetrics(theme.font()).horizontalAdvance(old) + 6
    return width + 2 * PAD + (16 if column.chip else 0) + 2

"""Lays a document out on pages with a footer, and paints them: on a printer, into a PDF, as pictures for the preview."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from loyalty_desktop.ui.printing.printable import Printable, PrintTable
from loyalty_desktop.ui.words.i18n import translate

MARGIN_MM = 15.0
FOOT = 24.0
POINTS = 9
_INCH = 25.4
_PAPER, _INK, _GREY = QColor("#ffffff"), QColor("#1c2430"), QColor("#667085")

_STYLE = """
h1 { font-size: 15px; font-weight: 600; }
h2 { font-size: 11px; font-weight: 600; }
p.note { color: #667085; }
th { text-align: left; color: #667085; font-weight: 600; background: #f1f3f6; }
td.label { color: #667085; }
"""


class Pages:
    """A laid-out document. Its unit, a pixel to the text, is the point (1/72 inch) of paper."""

    def __init__(self, printable: Printable, said: str, *, landscape: bool) -> None:
        way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        margin = MARGIN_MM / _INCH * 72
        self.layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(margin, margin, margin, margin)
        )
        room = self.layout.paintRectPoints()
        self._width, self._height = float(room.width()), float(room.height()) - FOOT
        self._said = said
        self._document = QTextDocument()
        font = QFont("Inter")
        font.setPixelSize(POINTS)
        self._document.setDefaultFont(font)
        self._document.setDefaultStyleSheet(_STYLE)
        self._document.setDocumentMargin(0)
        self._document.setHtml(_html(printable))
        self._document.setPageSize(QSizeF(self._width, self._height))

    def count(self) -> int:
        """Return the number of pages."""
        return self._document.pageCount()

    def text(self) -> str:
        """Return everything on the pages but the footer."""
        return self._document.toPlainText()

    def picture(self, number: int, scale: float) -> QImage:
        """Return a picture of one page."""
        full = self.layout.fullRectPoints()
        image = QImage(
            round(full.width() * scale), round(full.height() * scale), QImage.Format.Format_RGB32
        )
        image.fill(_PAPER)
        painter = QPainter(image)
        painter.scale(scale, scale)
        margins = self.layout.marginsPoints()
        painter.translate(margins.left(), margins.top())
        self._paint(painter, number)
        painter.end()
        return image

    def save_pdf(self, path: Path, title: str) -> None:
        """Write all pages. Raises OSError when the file cannot be written."""
        with path.open("ab"):
            pass  # Qt reports only on the console that a file cannot be written
        writer = QPdfWriter(str(path))
        writer.setTitle(title)
        writer.setCreator("Loyalty Desktop")
        self.paint_on(writer)

    def paint_on(self, device: QPagedPaintDevice) -> None:
        """Paint all pages on a printer or a PDF."""
        device.setPageLayout(self.layout)
        painter = QPainter(device)
        scale = device.logicalDpiX() / 72
        painter.scale(scale, scale)
        for number in range(self.count()):
            if number:
                device.newPage()
            self._paint(painter, number)
        painter.end()

    def _paint(self, painter: QPainter, number: int) -> None:
        painter.save()
        painter.translate(0, -number * self._height)
        self._document.drawContents(
            painter, QRectF(0, number * self._height, self._width, self._height)
        )
        painter.restore()
        painter.setPen(_GREY)
        font = QFont("Inter")
        font.setPixelSize(8)
        painter.setFont(font)
        foot = QRectF(0, self._height + 6, self._width, FOOT - 6)
        page = translate("Printing", "page {number} of {count}").format(
            number=number + 1, count=self.count()
        )
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._said
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, page)
        painter.setPen(_INK)


def _html(printable: Printable) -> str:
    parts = [f"<h1>{escape(printable.title)}</h1>"]
    if printable.subtitle:
        parts.append(f'<p class="note">{escape(printable.subtitle)}</p>')
    if printable.filters:
        words = translate("Printing", "Filters: {filters}").format(
            filters="; ".join(printable.filters)
        )
        parts.append(f"<p>{escape(words)}</p>")
    if printable.pairs:
        rows = "".join(
            f'<tr><td class="label">{escape(name)}</td><td>{escape(value)}</td></tr>'
            for name, value in printable.pairs
        )
        parts.append(f'<table cellspacing="0" cellpadding="3">{rows}</table>')
    parts += [
        _table(table, "" if table.heading == printable.title else table.heading)
        for table in printable.tables
    ]
    return "".join(parts)


def _table(table: PrintTable, title: str) -> str:
    head = "".join(f'<th align="{align}">{escape(title)}</th>' for title, align in table.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td align="{align}">{escape(text)}</td>'
            for text, (_title, align) in zip(row, table.columns, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    return (
        f'{heading}<table width="100%" cellspacing="0" cellpadding="3" style="border-collapse: collapse;">'
        f"<thead><tr>{head}</tr></thead>{rows}</table>{note}"
    )

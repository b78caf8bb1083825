"""Print (Ctrl+P): a preview of the pages, to be saved as a PDF or sent to a printer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.save_path import ask_save_path
from loyalty_desktop.ui.printing.pages import Pages
from loyalty_desktop.ui.printing.printable import Printable
from loyalty_desktop.ui.widgets import CheckBox, SecondaryButton
from loyalty_desktop.ui.words.i18n import translate

SHOWN = 20
"""The number of pages in the preview; all pages are printed."""
WIDTH = 820
PAGE_WIDTH = 730
"""Pixels of the dialog, and of the widest page in it: the whole breadth of a page is seen."""
LARGEST = 0.95


class PrintPreview(Dialog):
    """Shows the pages of a document."""

    def __init__(self, printable: Printable, place: str, now: datetime, window: QWidget) -> None:
        super().__init__(translate("Printing", "Print"), window, width=WIDTH)
        self._printable = printable
        self._said = f"{place}, {formats.moment(now)}"
        self._landscape = CheckBox(translate("Printing", "Landscape"))
        self._landscape.setObjectName("landscape")
        self._landscape.setChecked(any(len(table.columns) > 6 for table in printable.tables))
        self._landscape.toggled.connect(lambda _on: self._lay_out())
        self.body.addWidget(self._landscape)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setMinimumHeight(420)
        area.setWidget(self._page)
        area.setAccessibleName(translate("Printing", "Pages"))
        self.body.addWidget(area, 1)
        paper = SecondaryButton(translate("Printing", "Send to a printer…"))
        paper.setObjectName("to-printer")
        paper.clicked.connect(self._to_printer)
        self.add_button(paper)
        self.set_buttons(translate("Printing", "Save as PDF…"))
        self.primary_clicked.connect(self._save)
        self._lay_out()

    def pages(self) -> Pages:
        """Return the document as it is laid out now."""
        return self._pages

    def page_names(self) -> list[str]:
        """Return the texts that name the pages of the preview."""
        return list(self._names)

    def _lay_out(self) -> None:
        self._pages = Pages(self._printable, self._said, landscape=self._landscape.isChecked())
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._names: list[str] = []
        scale = min(LARGEST, PAGE_WIDTH / self._pages.layout.fullRectPoints().width())
        for number in range(min(self._pages.count(), SHOWN)):
            picture = QLabel()
            picture.setPixmap(QPixmap.fromImage(self._pages.picture(number, scale)))
            words = translate("Printing", "page {number} of {count}")
            self._names.append(words.format(number=number + 1, count=self._pages.count()))
            picture.setAccessibleName(self._names[-1])
            self._column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)

    def _save(self) -> None:
        name = "".join(c for c in self._printable.title if c.isalnum() or c in " -_").strip()
        title = translate("Printing", "Save as PDF")
        proposed = Path.home() / f"{name or 'list'}.pdf"
        path = ask_save_path(self, title, proposed, "PDF (*.pdf)", ".pdf")
        if path is None:
            return
        try:
            self._pages.save_pdf(path, self._printable.title)
        except OSError:
            words = translate("Printing", "{file} cannot be written. Choose another place.")
            self.banner.show_message(words.format(file=path))
            return
        self.accept()

    def _to_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self._pages.layout)
        chooser = QPrintDialog(printer, self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.accepted.connect(lambda: self._print(printer))
        QDialog.open(chooser)

    def _print(self, printer: object) -> None:
        from PySide6.QtPrintSupport import QPrinter

        if isinstance(printer, QPrinter):
            self._pages.paint_on(printer)
            self.accept()

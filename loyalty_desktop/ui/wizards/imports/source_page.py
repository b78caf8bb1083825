"""The first page of an import: the file, its sheet and how it is read, beside a preview of the first rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import (
    Card,
    Choice,
    Column,
    EmptyState,
    FilePicker,
    Form,
    LinkButton,
    Note,
    NumberEdit,
    RowTable,
)
from loyalty_desktop.ui.words.i18n import fill, message, translate
from loyalty_desktop.ui.words.imports import kind_text

if TYPE_CHECKING:
    from loyalty_desktop.services.imports.service import FileInfo, SampleTable

_SEPARATORS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}
_ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "cp1252", "koi8-r", "utf-16")


def file_filters() -> str:
    """The endings of spreadsheets that can be read."""
    return translate(
        "ImportWizard", "Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"
    )


GUESSED = "file.encoding_guessed"


class SourcePage(QWidget):
    """Asks for the file, what it holds, sheet, header row, encoding and separator; with a preview."""

    kind_changed = Signal()
    several_chosen = Signal(object)  # list of paths

    def __init__(self, controller: ImportWizardController) -> None:
        super().__init__()
        self._controller = controller
        self._told: list[str] = []  # what the file says about itself
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left())
        self._preview = Card()
        self._preview.flush()
        self._table: RowTable | None = None
        self._empty = EmptyState(
            "file-spreadsheet",
            translate("ImportWizard", "Choose a file, or drop one here"),
            translate("ImportWizard", "Excel (.xlsx, .xls), OpenDocument (.ods), CSV and TSV."),
        )
        self._preview.body.addWidget(self._empty, 1)
        row.addWidget(self._preview, 1)

    def _left(self) -> QWidget:
        card = Card()
        card.setMinimumWidth(300)
        card.setMaximumWidth(360)
        self._form = form = Form()
        self._kind = Choice([(kind, kind_text(kind)) for kind in KINDS])
        self._kind.set_value(self._controller.kind)
        form.add("kind", translate("ImportWizard", "What the sheet holds"), self._kind)
        self._target = Choice()
        self._target_row = form.add("target", translate("ImportWizard", "Goes to"), self._target)
        self._file = FilePicker("open", file_filters())
        form.add("path", translate("Common", "File"), self._file)
        several = LinkButton(translate("ImportQueue", "Choose several files…"))
        several.setObjectName("several-files")
        several.clicked.connect(self._choose_several)
        form.body.addWidget(several)
        self._sheet = Choice()
        self._sheet_row = form.add("sheet", translate("ImportWizard", "Sheet"), self._sheet)
        self._header = NumberEdit(0, 10_000)
        self._header_row = form.add(
            "header_row",
            translate("ImportWizard", "Header row"),
            self._header,
            translate("ImportWizard", "0: the sheet has no header."),
        )
        self._encoding = Choice([(code, code) for code in _ENCODINGS])
        self._separator = Choice(
            [
                (mark, translate("ImportWizard", "Tab") if mark == "\t" else mark)
                for mark in _SEPARATORS
            ]
        )
        self._csv_rows = form.add_pair(
            ("encoding", translate("ImportWizard", "Encoding"), self._encoding),
            ("separator", translate("ImportWizard", "Separator"), self._separator),
        )
        for each in (self._sheet_row, self._header_row, *self._csv_rows):
            each.setVisible(False)
        card.body.addWidget(form)
        self._found = Note()
        self._found.setVisible(False)
        card.body.addWidget(self._found)
        card.body.addStretch(1)
        self._kind.changed.connect(self._kind_changed)
        self._target.changed.connect(self._target_changed)
        self._file.changed.connect(self._file_changed)
        self._file.left.connect(self._path_left)
        self._sheet.changed.connect(lambda name: self._change(sheet=name, header_row=None))
        self._header.changed.connect(lambda: self._change(header_row=self._header.value()))
        self._encoding.changed.connect(lambda code: self._change(encoding=code))
        self._separator.changed.connect(lambda mark: self._change(separator=mark))
        return card

    def show_kind(self, kind: ImportKind) -> None:
        """Choose what the file holds."""
        self._kind.set_value(kind)
        self.show_targets()

    def clear(self) -> None:
        """Forget the chosen file; the same file can be chosen again."""
        self._file.set_path("")

    def take_focus(self) -> None:
        """Put the focus in the field of the file."""
        self._file.setFocus()

    def set_path(self, path: Path) -> None:
        """Choose this file."""
        self._file.set_path(path)

    def go_on(self) -> None:
        """Show the controller's file and sheet, without reading them again."""
        controller = self._controller
        self._kind.show_value(controller.kind)
        if controller.request is not None:
            self._file.blockSignals(True)
            self._file.set_path(controller.request.path)
            self._file.blockSignals(False)
        if controller.info is not None:
            self.show_info(controller.info)
        if controller.sample is not None:
            self.show_sample(controller.sample)
        self.show_targets()

    def show_targets(self) -> None:
        """Fill the choice with programs, or with databases for profiles."""
        profiles = not KINDS[self._controller.kind].in_program
        targets = self._controller.databases if profiles else self._controller.programs
        self._target.set_options([(t.id, t.name) for t in targets])
        request = self._controller.request
        if request is not None:
            self._target.show_value(request.database_id if profiles else request.program_id)
        self._target_row.setVisible(len(targets) > 1)

    def show_info(self, info: FileInfo) -> None:
        """Show the sheets and the format."""
        names = [(sheet.name, _sheet_text(sheet)) for sheet in info.sheets]
        self._sheet.set_options(names)
        request = self._controller.request
        self._sheet.show_value(request.sheet if request else None)
        self._sheet_row.setVisible(len(names) > 1)
        text_file = str(info.format) == "csv"
        for each in self._csv_rows:
            each.setVisible(text_file)
        if text_file:
            if info.encoding and info.encoding not in _ENCODINGS:
                self._encoding.add(info.encoding, info.encoding)
            self._encoding.show_value(info.encoding or "utf-8")
            self._separator.show_value(info.separator or ",")
        hidden = [sheet.name for sheet in info.sheets if sheet.hidden]
        words = translate("ImportWizard", "Hidden sheets: {names}")
        told = [words.format(names=", ".join(hidden))] if hidden else []
        if GUESSED in info.warnings:
            told.append(message(Message(GUESSED)))
        self._told = told
        self._found.set_text(" ".join(told))
        self.show_targets()

    def show_sample(self, sample: SampleTable) -> None:
        """Show the first rows, and the header row that was found."""
        self._header_row.setVisible(True)
        self._header.blockSignals(True)
        self._header.set_value(sample.header_row)
        self._header.blockSignals(False)
        self._kind.show_value(self._controller.kind)
        self.show_targets()
        self._found.set_text(" ".join([*self._told, *self._recognised()]))
        self._drop_table()
        self._empty.setVisible(False)
        self._table = RowTable(_sample_columns(sample), "preview")
        self._table.setAccessibleName(translate("ImportWizard", "Preview"))
        self._table.set_rows(list(zip(sample.row_numbers, sample.rows, strict=False)))
        self._preview.body.addWidget(self._table, 1)

    def _recognised(self) -> list[str]:
        """Return what the columns say about the kind of sheet, where that is not what was asked for."""
        controller = self._controller
        if controller.recognised is None:
            return []
        words = ""
        if controller.looks_otherwise:
            words = translate(
                "ImportWizard", "The columns look like another kind: {kind}. Choose it above."
            )
        elif controller.kind_found:
            words = translate("ImportWizard", "Recognised by its columns: {kind}.")
        return [words.format(kind=kind_text(controller.recognised))] if words else []

    def _kind_changed(self, kind: ImportKind) -> None:
        self._controller.set_kind(kind)
        self.show_targets()
        self._found.set_text(" ".join([*self._told, *self._recognised()]))
        self.kind_changed.emit()

    def _target_changed(self, target: int) -> None:
        if KINDS[self._controller.kind].in_program:
            self._controller.change(program_id=target)
        else:
            self._controller.change(database_id=target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        at = self.window().focusWidget()
        if at is None or at is self.window() or not at.isVisible():
            self._file.setFocus()

    def _file_changed(self, text: str) -> None:
        path = Path(text)
        self._form.rows["path"].set_error("")
        if text and path.is_file():
            self._controller.open_file(path)
        elif self._table is not None:  # what is shown no longer belongs to the path in the field
            self._controller.reset()
            self._drop_table()
            self._empty.setVisible(True)
            for each in (self._sheet_row, self._header_row, *self._csv_rows):
                each.setVisible(False)

    def _choose_several(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, translate("ImportQueue", "Choose files"), "", file_filters()
        )
        if chosen:
            self.several_chosen.emit([Path(path) for path in chosen])

    def _path_left(self) -> None:
        if self._file.path() is not None:
            self.check_path()

    def _drop_table(self) -> None:
        if self._table is not None:
            self._preview.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
            self._table = None

    def check_path(self) -> bool:
        """Return whether the field names a file; otherwise the field shows why not."""
        path = self._file.path()
        if path is not None and path.is_file():
            return True
        if path is None:
            words = translate("ImportWizard", "Choose a file.")
        elif path.is_dir():
            words = translate("ImportWizard", "This is a folder. Choose a file in it.")
        else:
            words = translate(
                "ImportWizard", "There is no such file. Check the path, or choose the file."
            )
        self._form.rows["path"].set_error(words)
        return False

    def _change(self, **values: Any) -> None:
        self._controller.change(**values)
        self._controller.load_sample()


def _sheet_text(sheet: Any) -> str:
    if sheet.rows is None:
        return str(sheet.name)
    words = translate("ImportWizard", "{name}, {rows} {rows:row|rows}")
    return fill(words, name=sheet.name, rows=sheet.rows)


def _sample_columns(sample: SampleTable) -> list[Column]:
    def cell(place: int) -> Any:
        return lambda row: row[1][place] if place < len(row[1]) else ""

    return [
        Column(
            "row",
            translate("ImportWizard", "Row"),
            lambda row: formats.number(row[0]),
            align="right",
            width=5,
            tone=lambda _row: "muted",
        ),
        *(
            Column(
                str(place),
                header or "–",
                cell(place),
                width=min(
                    28, max([8, *(len(r[place]) for r in sample.rows[:20] if place < len(r))])
                ),
            )
            for place, header in enumerate(sample.headers)
        ),
    ]

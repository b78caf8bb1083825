"""The check grid: rows with their verdicts, whose cells are corrected in place.

F2, typing, a second click or a double click edit a cell; one click does on a faulty one. Enter keeps the text, Esc takes it
back, Tab goes to the next cell that can be written. Ctrl+V pastes a column or a block of values, Del empties. A cell shows
its new text at once; the row keeps its verdict until it was checked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from loyalty_desktop.domain.clipboard import copied_rows
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.services.imports.types import RehearsalRow, Verdict
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.models.paged_model import ROW_ROLE, RowsModel
from loyalty_desktop.ui.widgets import RowTable
from loyalty_desktop.ui.wizards.imports.cell_editors import CheckDelegate

Index = QModelIndex | QPersistentModelIndex
_HINT = QAbstractItemDelegate.EndEditHint
_TRIGGER = QAbstractItemView.EditTrigger
_ROWS = QItemSelectionModel.SelectionFlag.Rows


class CheckModel(RowsModel):
    """Rows of a rehearsal. The columns named in `fields` are cells of the sheet, which can be written."""

    edited = Signal(object)  # row number -> field -> text

    def __init__(self, columns: Sequence[Column], fields: Iterable[str]) -> None:
        super().__init__(columns)
        self._fields = frozenset(fields)

    def can_edit(self, index: Index) -> bool:
        """Return whether a cell can be written: one of the sheet, in a row that is not left out."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or self.columns[index.column()].id not in self._fields:
            return False
        return row.verdict is not Verdict.LEFT_OUT

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return the flags of a cell."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if self.can_edit(index) else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole:
            row = self.row(index.row())
            return "" if row is None else row.cells.get(self.columns[index.column()].id, "")
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a cell; `edited` follows when its text is another one."""
        return role == Qt.ItemDataRole.EditRole and self.write([(index, str(value))]) > 0

    def write(self, texts: Iterable[tuple[Index, str]]) -> int:
        """Write cells as one correction. Returns how many of them can be written; `edited` names those that change."""
        changed: dict[int, dict[str, str]] = {}
        written = 0
        for index, text in texts:
            if not self.can_edit(index):
                continue
            written += 1
            name = self.columns[index.column()].id
            row: RehearsalRow = self.rows[index.row()]
            if row.cells.get(name, "") == text:
                continue
            self.rows[index.row()] = replace(
                row,
                cells={**row.cells, name: text},
                old={n: old for n, old in row.old.items() if n != name},
                issues=tuple(i for i in row.issues if i.field != name),
                numbers={n: number for n, number in row.numbers.items() if n != name},
            )
            changed.setdefault(row.row_no, {})[name] = text
            last = self.index(index.row(), len(self.columns) - 1)
            self.dataChanged.emit(self.index(index.row(), 0), last)
        if changed:
            self.edited.emit(changed)
        return written


class CheckGrid(RowTable):
    """The table of the check page. `activated_row` asks for the whole row: Enter, or a double click beside its cells."""

    edited = Signal(object)  # row number -> field -> text
    not_pasted = Signal(int)  # values of the clipboard that found no cell

    def __init__(
        self,
        columns: Sequence[Column],
        fields: Sequence[str],
        choices_of: Callable[[str], Sequence[str]],
    ) -> None:
        self.model_ = CheckModel(columns, fields)
        super().__init__(columns, "check", model=self.model_)
        delegate = CheckDelegate(self, choices_of)
        self.setItemDelegate(delegate)
        delegate.rows_pasted.connect(self.paste)
        self.setEditTriggers(
            _TRIGGER.EditKeyPressed
            | _TRIGGER.AnyKeyPressed
            | _TRIGGER.SelectedClicked
            | _TRIGGER.DoubleClicked
        )
        self.clicked.connect(self._clicked)
        self.model_.edited.connect(self._edited)
        self._later: tuple[list[RehearsalRow], bool] | None = None

    def show_rows(self, rows: Sequence[RehearsalRow], *, stay: bool) -> None:
        """Show rows; with `stay` the place and the cell stay, and a cell that is being written is finished first."""
        if self.state() == QAbstractItemView.State.EditingState:
            self._later = (list(rows), stay)
            return
        at = self.currentIndex()
        row = self.model_.row(at.row()) if at.isValid() else None
        top = self.verticalScrollBar().value()
        across = self.horizontalScrollBar().value()
        self.set_rows(rows)
        if not stay:
            self.scrollToTop()
            return
        if row is not None and rows:
            same = (n for n, r in enumerate(self.model_.rows) if r.row_no == row.row_no)
            number = next(same, min(at.row(), len(rows) - 1))
            self._go_to(self.model_.index(number, at.column()))
        self.verticalScrollBar().setValue(top)
        self.horizontalScrollBar().setValue(across)

    def show_column(self, name: str) -> None:
        """Scroll sideways until this column is seen."""
        place = next((n for n, c in enumerate(self.columns()) if c.id == name), None)
        if place is not None and self.model_.rows:
            self.scrollTo(self.model_.index(0, place))

    def paste(self, text: str) -> None:
        """Write values of the clipboard into the cells from the current one; one value goes into all selected rows."""
        lines = copied_rows(text.rstrip("\r\n"))
        at = self.currentIndex()
        if not text.strip() or not at.isValid():
            return
        if len(lines) == 1 and len(lines[0]) == 1:
            self._fill(lines[0][0].strip())
            return
        places = self._shown_places()
        first = places.index(at.column())
        texts = [
            (self.model_.index(at.row() + down, places[first + across]), value.strip())
            for down, line in enumerate(lines)
            for across, value in enumerate(line)
            if at.row() + down < len(self.model_.rows) and first + across < len(places)
        ]
        left = sum(map(len, lines)) - self.model_.write(texts)
        if left:
            self.not_pasted.emit(left)

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+V before the window does, which would begin another import."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and self.currentIndex().isValid()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
            return
        if event.key() == Qt.Key.Key_Delete:
            self._fill("")
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super()._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close a cell; Tab goes on to the next one that can be written."""
        step = {_HINT.EditNextItem: 1, _HINT.EditPreviousItem: -1}.get(hint, 0)
        super().closeEditor(editor, _HINT.NoHint if step else hint)
        if self._later is not None:
            (rows, stay), self._later = self._later, None
            self.show_rows(rows, stay=stay)
        if step:
            found = self._next(step)
            if found.isValid():
                self._go_to(found)
                self.edit(found)

    def _open(self, index: QModelIndex) -> None:
        if not self.model_.can_edit(index):  # else the double click has opened the cell
            super()._open(index)

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        name = self.columns()[index.column()].id
        plain = QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
        editing = self.state() == QAbstractItemView.State.EditingState
        if plain and not editing and row is not None and is_faulty(row, name):
            self.edit(index)

    def _edited(self, changed: object) -> None:
        self._later = None  # older than what was just written
        self.edited.emit(changed)

    def _fill(self, text: str) -> None:
        at = self.currentIndex()
        if at.isValid():
            numbers = self.selected_numbers() or [at.row()]
            self.model_.write([(self.model_.index(n, at.column()), text) for n in numbers])

    def _go_to(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
        self.selectionModel().setCurrentIndex(index, flags)

    def _shown_places(self) -> list[int]:
        order = (self.header.logicalIndex(i) for i in range(len(self.columns())))
        return [i for i in order if not self.isColumnHidden(i)]

    def _next(self, step: int) -> QModelIndex:
        """Return the next cell that can be written, in reading order."""
        at, places = self.currentIndex(), self._shown_places()
        if not at.isValid():
            return QModelIndex()
        here = at.row() * len(places) + places.index(at.column()) + step
        while 0 <= here < len(self.model_.rows) * len(places):
            row, place = divmod(here, len(places))
            index = self.model_.index(row, places[place])
            if self.model_.can_edit(index):
                return index
            here += step
        return QModelIndex()


def is_faulty(row: RehearsalRow, name: str) -> bool:
    """Return whether a cell of the row has an error, not only a warning."""
    return any(i.field == name and i.severity is Severity.ERROR for i in row.issues)

"""Editors in the cells of the check grid: a line of text, or the list of the values that a column allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyleOptionViewItem, QWidget

from loyalty_desktop.ui.models.paged_model import ColumnModel
from loyalty_desktop.ui.widgets import Choice
from loyalty_desktop.ui.widgets.cell_delegate import CellDelegate

Index = QModelIndex | QPersistentModelIndex
_AROUND = 28
"""Pixels that a line of text needs around its text."""


class CellEdit(QLineEdit):
    """A cell as a line of text. Several lines from the clipboard are not for this cell alone: `rows_pasted`."""

    rows_pasted = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the text from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.accept()  # of this text, also when nothing was typed yet
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\n" in text.strip() or "\t" in text:
                self.rows_pasted.emit(text)
                return
        super().keyPressEvent(event)


class CellChoice(Choice):
    """A cell as a list, open at once: the sheet's own word first, so that nothing is chosen by accident."""

    chosen = Signal()
    left = Signal()

    def __init__(self, text: str, choices: Sequence[str]) -> None:
        super().__init__([(text, text or "–"), *((c, c) for c in choices if c != text)])
        self._done = False
        self.activated.connect(self._choose)
        self.view().installEventFilter(self)
        QTimer.singleShot(0, self, self._open)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the cell when its list closes, by Esc or a click elsewhere as well."""
        if event.type() == QEvent.Type.Hide and watched is self.view():
            QTimer.singleShot(0, self, self._leave)  # `activated` comes after the list has closed
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        if self.hasFocus():
            self.showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.text():
            event.accept()  # a letter chooses here; it is not for the table

    def _choose(self, _index: int) -> None:
        self._done = True
        self.chosen.emit()

    def _leave(self) -> None:
        if not self._done:
            self.left.emit()


class CheckDelegate(CellDelegate):
    """Paints the check grid's cells, and makes the editors of those that can be written."""

    rows_pasted = Signal(str)

    def __init__(self, parent: QWidget, choices_of: Callable[[str], Sequence[str]]) -> None:
        super().__init__(parent)
        self._choices_of = choices_of

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of a cell, by its column."""
        del option
        column = cast(ColumnModel, index.model()).columns[index.column()]
        choices = self._choices_of(column.id)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        editor: CellChoice | CellEdit
        if choices:
            editor = CellChoice(text, choices)
            editor.chosen.connect(lambda: self._finish(editor))
            editor.left.connect(
                lambda: self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            )
        else:
            editor = CellEdit()
            if column.align == "right":
                editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            editor.rows_pasted.connect(lambda pasted: self._paste(editor, pasted))
        editor.setParent(parent)
        editor.setObjectName("cell-editor")
        editor.setProperty("cell", True)
        editor.setAccessibleName(column.title)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's text, unless something was typed already."""
        if isinstance(editor, CellEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Write the text or the chosen value into the cell."""
        text = str(editor.value()) if isinstance(editor, CellChoice) else ""
        if isinstance(editor, CellEdit):
            text = editor.text()
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Cover the cell; a longer text gets more room."""
        view: Any = option
        rect = view.rect
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        wanted = max(rect.width(), editor.fontMetrics().horizontalAdvance(text) + _AROUND)
        if isinstance(editor, CellChoice):
            wanted = max(wanted, editor.sizeHint().width())
        around = editor.parentWidget()
        room = rect.right() + 1 if around is None else around.width()
        width = min(wanted, room)
        left = max(0, min(rect.left(), room - width))
        editor.setGeometry(left, rect.top(), width, rect.height())

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _paste(self, editor: QWidget, text: str) -> None:
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self.rows_pasted.emit(text)

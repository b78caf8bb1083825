"""Input fields. Amounts are read by our own parser; days and moments have theirs in moments.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from loyalty_desktop.domain.amounts import parse_amount
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets.buttons import SecondaryButton
from loyalty_desktop.ui.widgets.labels import Muted
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.words.numbers import MINUS

CheckBox = QCheckBox
SEARCH_DELAY_MS = 150


class LineEdit(QLineEdit):
    """An input for one line of text."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)


class TextArea(QPlainTextEdit):
    """An input for several lines of text; Tab moves to the next field."""

    def __init__(self, placeholder: str = "", rows: int = 3) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * rows + 20)


class AmountEdit(QLineEdit):
    """An input for an exact amount, typed with comma or point and any spaces.

    At rest it reads as everywhere else (1,250.50); while it has the focus the thousands stand together, so that no
    group sign is taken for a decimal sign.
    """

    changed = Signal()

    def __init__(self, decimals: int = 2, *, allow_negative: bool = False) -> None:
        super().__init__()
        self.decimals = decimals
        self._negative = allow_negative
        self._shown: tuple[str, Decimal] | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(lambda *_: self.changed.emit())

    def amount(self) -> Decimal | None:
        """Return the amount; None when empty. InvalidInput amount.* when it cannot be read, is negative or too fine."""
        if not self.text().strip():
            return None
        if self._shown is not None and self.text() == self._shown[0]:
            value = self._shown[1]
        else:
            value = parse_amount(self.text())
        if value < 0 and not self._negative:
            raise InvalidInput("amount.negative", found=self.text())
        if value != round(value, self.decimals):
            raise InvalidInput("amount.too_fine", found=self.text(), decimals=self.decimals)
        return value

    def set_amount(self, value: Decimal | None) -> None:
        """Show an amount."""
        if value is None:
            self.clear()
            return
        text = formats.amount(value, 0)
        if self.hasFocus():
            text = text.replace(formats.in_force().group_sign, "")
        self._shown = (text, value)
        self.setText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._rewrite(lambda text: text.replace(formats.in_force().group_sign, ""))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        try:
            value = self.amount()
        except InvalidInput:
            return
        if value is not None:
            self._rewrite(lambda _text: formats.amount(value, 0))

    def _rewrite(self, change: Callable[[str], str]) -> None:
        """Write the same amount in another form, without a signal of change."""
        try:
            value = self.amount()
        except InvalidInput:
            return
        text = change(self.text())
        if value is None or text == self.text():
            return
        self._shown = (text, value)
        before = self.blockSignals(True)
        self.setText(text)
        self.blockSignals(before)


class NumberEdit(QSpinBox):
    """An input for a whole number between two bounds, grouped; the wheel does not change it by accident."""

    changed = Signal()

    def __init__(self, minimum: int = 0, maximum: int = 999_999) -> None:
        super().__init__()
        self.setRange(minimum, maximum)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.lineEdit().setTextMargins(9, 0, 9, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda _value: self.changed.emit())

    def set_value(self, value: int) -> None:
        """Show a number."""
        self.setValue(value)

    def textFromValue(self, value: int) -> str:
        return formats.number(value)

    def valueFromText(self, text: str) -> int:
        digits = _digits(text)
        return int(digits) if digits.removeprefix("-").isdecimal() else self.minimum()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        digits = _digits(text)
        if digits in {"", "-"}:
            return QValidator.State.Intermediate, text, place
        if not digits.removeprefix("-").isdecimal() or int(digits) > self.maximum():
            return QValidator.State.Invalid, text, place
        low = int(digits) < self.minimum()
        return QValidator.State.Intermediate if low else QValidator.State.Acceptable, text, place

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _digits(text: str) -> str:
    """Return a whole number as typed, without the group signs of either language."""
    return "".join(sign for sign in text if not sign.isspace() and sign != ",").replace(MINUS, "-")


class Choice(QComboBox):
    """An input for one of several values. The wheel does not change it by accident."""

    changed = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__()
        self._values: list[Any] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit(self.value()))

    def add(self, value: Any, text: str) -> None:
        """Add an option."""
        self._values.append(value)
        self.addItem(text)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Replace the options; the value is kept if it is still there. Emits no signal."""
        before = self.value()
        self.blockSignals(True)
        self.clear()
        self._values = []
        for value, text in options:
            self.add(value, text)
        if before in self._values:
            self.setCurrentIndex(self._values.index(before))
        self.blockSignals(False)

    def value(self) -> Any:
        """Return the chosen value; None when there is none."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose a value; an unknown one is ignored."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def show_value(self, value: Any) -> None:
        """Choose a value as `set_value` does, without a signal."""
        before = self.blockSignals(True)
        self.set_value(value)
        self.blockSignals(before)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RadioGroup(QWidget):
    """An input for one of a few values, each with a sentence."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._values: list[Any] = []
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._group.idToggled.connect(self._toggled)

    def add(self, value: Any, text: str, help_text: str = "") -> None:
        """Add an option; the first is chosen."""
        button = QRadioButton(text)
        self._group.addButton(button, len(self._values))
        self._values.append(value)
        self._layout.addWidget(button)
        if help_text:
            said = Muted(help_text, wrap=True)
            said.setContentsMargins(22, 0, 0, 4)
            self._layout.addWidget(said)
        if len(self._values) == 1:
            button.setChecked(True)

    def value(self) -> Any:
        """Return the chosen value."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value; an unknown one is ignored."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def _toggled(self, index: int, checked: bool) -> None:
        if checked:
            self.changed.emit(self._values[index])


class SearchField(QLineEdit):
    """A search field: emits `searched` 150 ms after the last key, at once on Enter; Esc clears it."""

    searched = Signal(str)

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(QAction(icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_DELAY_MS)
        self._timer.timeout.connect(self.tell)
        self.textChanged.connect(lambda *_: self._timer.start())
        self.returnPressed.connect(self.tell)

    def set_text(self, text: str) -> None:
        """Show a search that is already in force, without a signal."""
        self._told = text.strip()
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.tell()
        else:
            super().keyPressEvent(event)

    def tell(self) -> None:
        """Search now for the text in the field."""
        self._timer.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)


class FilePicker(QWidget):
    """A path with a button that chooses it. `mode`: open, save or folder. `chosen`: what the file dialog gave last."""

    changed = Signal(str)
    left = Signal()  # Enter was pressed, or the focus left

    def __init__(self, mode: str = "open", filters: str = "") -> None:
        super().__init__()
        self._mode, self._filters = mode, filters
        self.chosen: Path | None = None
        self._edit = LineEdit()
        self._edit.setAccessibleName(translate("Common", "File"))
        browse = SecondaryButton(translate("FilePicker", "Choose…"), "folder-open")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._edit, 1)
        row.addWidget(browse)
        self.setFocusProxy(self._edit)
        self._edit.textChanged.connect(self.changed)
        self._edit.editingFinished.connect(self.left)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def path(self) -> Path | None:
        """Return the path in the field, or None."""
        text = self._edit.text().strip()
        return Path(text) if text else None

    def set_path(self, path: Path | str) -> None:
        """Show a path."""
        self._edit.setText(str(path))

    def _browse(self) -> None:
        start = self._edit.text()
        if self._mode == "save":
            chosen, _ = QFileDialog.getSaveFileName(self, "", start, self._filters)
        elif self._mode == "folder":
            chosen = QFileDialog.getExistingDirectory(self, "", start)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, "", start, self._filters)
        if chosen:
            self.chosen = Path(chosen)
            self._edit.setText(chosen)

"""Forms: a label above each field, help under it, and its error once the focus has left it."""

from __future__ import annotations

from collections.abc import Sequence
from types import EllipsisType
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.fields import TEXTS, FieldTable
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.field_inputs import FieldInputs
from loyalty_desktop.ui.widgets.labels import Caption, Heading, Text
from loyalty_desktop.ui.words.fields import field_hint, field_label
from loyalty_desktop.ui.words.i18n import message, translate


class FormRow(QWidget):
    """A row of a form: label, editor, help, error."""

    left = Signal()
    edited = Signal()

    def __init__(
        self, label: str, editor: QWidget, help_text: str = "", *, required: bool = False
    ) -> None:
        super().__init__()
        self.editor = editor
        self._label = QLabel(label.replace("&", "&&") + (" *" if required else ""))
        self._label.setFont(theme.font())
        self._label.setBuddy(editor)
        self._help_text = help_text
        self._help = Caption(help_text)
        self._help.setWordWrap(True)
        self._error = Text(size=12, tone="bad", wrap=True)
        editor.setAccessibleName(
            translate("Form", "{label}, required").format(label=label) if required else label
        )
        editor.setAccessibleDescription(help_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._label, editor, self._help, self._error):
            layout.addWidget(widget)
        self._help.setVisible(bool(help_text))
        self._error.setVisible(False)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        for watched in (editor, *editor.findChildren(QWidget)):
            watched.installEventFilter(self)
        for name in ("textChanged", "changed", "toggled"):
            signal = getattr(editor, name, None)
            if signal is not None:
                signal.connect(self._edited)
                break

    def set_error(self, text: str, tone: str = "bad") -> None:
        """Show a message under the field, or remove it."""
        self._error.setText(text)
        self._error.set_tone(tone)
        self._error.setVisible(bool(text))
        if bool(self.editor.property("wrong")) != (bool(text) and tone == "bad"):
            self.editor.setProperty("wrong", bool(text) and tone == "bad")
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
        self.editor.setAccessibleDescription(text or self._help.text())

    def lock(self, reason: str) -> None:
        """Disable the editor and say why in place of the help; with an empty reason allow editing again."""
        told = reason or self._help_text
        self.editor.setEnabled(not reason)
        self.editor.setAccessibleDescription(told)
        self._help.setText(told)
        self._help.setVisible(bool(told))

    def help(self) -> str:
        """Return the help under the field, or why it cannot be edited."""
        return self._help.text()

    def error(self) -> str:
        """Return the message under the field."""
        return self._error.text() if not self._error.isHidden() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._maybe_left)
        return super().eventFilter(watched, event)

    def _maybe_left(self) -> None:
        focus = self.window().focusWidget()
        if focus is None or not (focus is self.editor or self.editor.isAncestorOf(focus)):
            self.left.emit()

    def _edited(self, *_args: Any) -> None:
        self.edited.emit()


class Form(QWidget):
    """Rows by field name. Errors appear under fields that were left; on save, under all of them."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        self._touched: set[str] = set()
        self._report = ValidationReport()
        self._refused: dict[str, str] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(14)

    def section(self, title: str) -> None:
        """Add a heading between rows."""
        self.body.addSpacing(6)
        self.body.addWidget(Heading(title))

    def add(
        self,
        field: str,
        label: str,
        editor: QWidget,
        help_text: str = "",
        *,
        required: bool = False,
    ) -> FormRow:
        """Add a row; `field` is the draft's attribute or dotted path."""
        row = self._make(field, label, editor, help_text, required=required)
        self.body.addWidget(row)
        return row

    def add_pair(
        self, *rows: tuple[str, str, QWidget] | tuple[str, str, QWidget, str]
    ) -> list[FormRow]:
        """Add rows side by side: (field, label, editor[, help])."""
        line = QHBoxLayout()
        line.setSpacing(16)
        made = []
        for field, label, editor, *rest in rows:
            row = self._make(field, label, editor, str(rest[0]) if rest else "", required=False)
            line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
            made.append(row)
        self.body.addLayout(line)
        return made

    def add_field(self, fields: FieldTable, name: str, editor: QWidget) -> FormRow:
        """Add a row for a field of a table with your own input; the table gives its words."""
        row = self._make_field(fields, name, editor)
        self.body.addWidget(row)
        return row

    def add_fields(
        self, inputs: FieldInputs, layout: Sequence[Sequence[str] | EllipsisType] = (...,)
    ) -> None:
        """Add the rows of a field table: the names in each line, and `...` for all other fields.

        The others stand in pairs, unless the lines that are named hold one field each.
        """
        named = {name for line in layout if not isinstance(line, EllipsisType) for name in line}
        rest = [name for name in inputs.fields.names if name not in named]
        alone = bool(named) and all(
            isinstance(line, EllipsisType) or len(line) == 1 for line in layout
        )
        step = 1 if alone else 2
        pairs = [rest[start : start + step] for start in range(0, len(rest), step)]
        for line in layout:
            for names in pairs if isinstance(line, EllipsisType) else [line]:
                row = QHBoxLayout()
                row.setSpacing(16)
                for name in names:
                    made = self._make_field(inputs.fields, name, inputs[name])
                    row.addWidget(made, 1, Qt.AlignmentFlag.AlignTop)
                if isinstance(line, EllipsisType) and len(names) < step and named:
                    row.addWidget(QWidget(), 1)  # as wide as beside a neighbour
                self.body.addLayout(row)

    def add_widget(self, widget: QWidget) -> None:
        """Add any widget between the rows."""
        self.body.addWidget(widget)

    def show_report(self, report: ValidationReport, *, everything: bool = False) -> None:
        """Show findings under their fields: under those that were left, or under all."""
        self._report = report
        if everything:
            self._touched.update(self.rows)
        shown: set[str] = set()
        for finding in report.findings:
            row = self.rows.get(finding.field)
            if row is not None and finding.field in self._touched and finding.field not in shown:
                shown.add(finding.field)
                row.set_error(
                    message(finding), "bad" if finding.severity is Severity.ERROR else "warn"
                )
        for field, row in self.rows.items():
            if field not in shown:
                row.set_error(self._refused.get(field, ""))

    def show_error(self, error: LoyaltyError) -> bool:
        """Show a refusal under the field it names until that field is edited; False when the form has no such field."""
        field = str(error.params.get("field", ""))
        row = self.rows.get(field)
        if row is None:
            return False
        self._refused[field] = message(error)
        row.set_error(self._refused[field])
        row.editor.setFocus()
        return True

    def clear_errors(self) -> None:
        """Remove all messages, and treat no field as left."""
        self._touched.clear()
        self._refused.clear()
        self._report = ValidationReport()
        for row in self.rows.values():
            row.set_error("")

    def focus_first_error(self) -> None:
        """Focus the first field with a message."""
        for row in self.rows.values():
            if row.error():
                row.editor.setFocus()
                return

    def _make_field(self, fields: FieldTable, name: str, editor: QWidget) -> FormRow:
        field = fields[name]
        caption = "" if isinstance(editor, QCheckBox) else field_label(fields, name)
        return self._make(
            name,
            caption,
            editor,
            field_hint(fields, name),
            required=field.required and field.kind in TEXTS,
        )

    def _make(
        self, field: str, label: str, editor: QWidget, help_text: str, *, required: bool
    ) -> FormRow:
        row = FormRow(label, editor, help_text, required=required)
        editor.setObjectName(field)
        row.setObjectName(f"{field}.row")
        row.left.connect(lambda: self._left(field))
        row.edited.connect(lambda: self._edited(field))
        self.rows[field] = row
        return row

    def _edited(self, field: str) -> None:
        if self._refused.pop(field, ""):
            self.show_report(self._report)
        self.edited.emit(field)

    def _left(self, field: str) -> None:
        self._touched.add(field)
        self.show_report(self._report)
        self.left.emit(field)

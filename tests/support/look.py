"""What must not be seen on any screen: cut words, a second window, two primary buttons, focus nowhere, figures at the left.

Each function takes a window or a dialog as it stands and returns what is wrong, in words. Nothing is drawn: positions,
size hints and fonts answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from loyalty_desktop.ui.widgets.buttons import DangerButton, PrimaryButton
from loyalty_desktop.ui.widgets.labels import ElidedLabel
from loyalty_desktop.ui.widgets.tabs import Stepper

FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
_FIGURE = re.compile(r"[+\u2212-]?[$\u20ac]?\d[\d\s\u00a0\u202f.,]*([%\u20ac\u20bd$]|\s%)?")
_IDS = re.compile("id|phone|card|row|code|day|date|when|at$|participant|^[0-9]+$")


class TopLevels(QObject):
    """Remembers every window that opened and was not asked for: no main window, dialog, menu or tip."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.strays: list[str] = []
        self._app = app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            allowed = isinstance(watched, (QDialog, QMenu)) or watched.objectName() in {
                "main",
                "start",
            }
            if not allowed and "Tip" not in type(watched).__name__:
                self.strays.append(f"a window of its own: {name(watched)}")
        return False

    def close(self) -> None:
        """Stop watching."""
        self._app.removeEventFilter(self)


def name(widget: QWidget) -> str:
    """How a report names a widget."""
    text = getattr(widget, "text", None)
    shown = (
        widget.accessibleName() or (str(text()) if callable(text) else "") or widget.objectName()
    )
    return f"{type(widget).__name__} “{shown[:60]}”"


def visible(root: QWidget, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    """Widgets of a kind that are shown, `root` left out."""
    for widget in root.findChildren(kind):
        if shiboken6.isValid(widget) and widget.isVisibleTo(root) and widget.window() is root:
            yield widget


def cut_words(root: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit, unless they end in "…" and have a tooltip."""
    found = []
    for label in visible(root, QLabel):
        assert isinstance(label, QLabel)
        if label.text() and not isinstance(label, ElidedLabel):
            found += _cut_label(label, root)
        if "<b>" in label.text() and label.textFormat() != Qt.TextFormat.PlainText:
            found.append(f"{name(label)} asks for a bold that the bundled font does not have")
    for button in visible(root, QAbstractButton):
        assert isinstance(button, QAbstractButton)
        if button.text():
            needed = button.sizeHint()
            if button.width() < needed.width() or button.height() < min(needed.height(), 20):
                found.append(f"{name(button)} is cut: {button.width()} of {needed.width()} pixels")
            found += _covered(button, root, needed.width(), button.height())
    for stepper in visible(root, Stepper):
        if stepper.width() < stepper.minimumSizeHint().width():
            found.append(f"the steps of a wizard are cut: {stepper.width()}")
    for choice in visible(root, QComboBox):
        assert isinstance(choice, QComboBox)
        words = choice.fontMetrics().horizontalAdvance(choice.currentText())
        if choice.width() < words + 30 and not choice.toolTip():
            found.append(f"{name(choice)} shows its value cut: {choice.currentText()!r}")
    return found


def _cut_label(label: QLabel, root: QWidget) -> list[str]:
    margins = label.contentsMargins()
    inner = label.width() - margins.left() - margins.right() - 2 * label.margin()
    if label.textFormat() == Qt.TextFormat.RichText or ("<" in label.text() and label.wordWrap()):
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setHtml(label.text())
        widest = document.idealWidth()
    else:
        pieces = (
            re.split(r"[\s\u2013-]+", label.text())
            if label.wordWrap()
            else label.text().split("\n")
        )
        widest = max(label.fontMetrics().horizontalAdvance(piece) for piece in pieces)
    if not label.wordWrap() and widest > inner + 1:
        return [f"{name(label)} is cut: {inner} of {widest:.0f} pixels wide"]
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + 1:
            return [f"{name(label)} is cut: {label.height()} of {needed} pixels high"]
    elif label.height() < label.fontMetrics().height():
        return [f"{name(label)} is cut: {label.height()} pixels high"]
    return _covered(label, root, int(min(widest, inner)), label.height())


def _covered(widget: QWidget, root: QWidget, width: int, height: int) -> list[str]:
    """Words that reach over the edge of what holds them; a page may go on below, where it scrolls."""
    area = QRect(QPoint(0, 0), widget.size())
    right = bool(
        getattr(widget, "alignment", lambda: Qt.AlignmentFlag.AlignLeft)()
        & Qt.AlignmentFlag.AlignRight
    )
    words = QRect(area.right() - width + 1 if right else 0, 0, width, height)
    at: QWidget = widget
    scrolls = False
    while at is not root:
        parent = at.parentWidget()
        if parent is None:
            break
        words.translate(at.pos())
        at = parent
        scrolls = scrolls or isinstance(at.parentWidget(), QAbstractScrollArea)
        if words.right() > at.width() + 1 or words.left() < -1:
            return [f"{name(widget)} reaches over the edge of {name(at)}"]
        if not scrolls and (words.bottom() > at.height() + 1 or words.top() < -1):
            return [f"{name(widget)} reaches under the edge of {name(at)}"]
    return []


def primary_buttons(root: QWidget) -> list[str]:
    """More than one button that calls itself the thing to do."""
    shown = [
        w
        for kind in (PrimaryButton, DangerButton)
        for w in visible(root, kind)
        if w.property("kind") in {"primary", "danger"}
    ]
    if len(shown) > 1:
        return [f"{len(shown)} primary buttons: {', '.join(name(w) for w in shown)}"]
    return []


def focus(root: QWidget) -> list[str]:
    """Focus that starts nowhere, or on a button where there are fields."""
    at = root.focusWidget()
    if at is None or not at.isVisibleTo(root):
        return ["the focus is nowhere"]
    if not isinstance(root, QDialog):
        return []
    fields = [
        w
        for kind in FIELDS
        for w in visible(root, kind)
        if w.isEnabled()
        and not w.property("readOnly")
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    if fields and isinstance(at, QPushButton):
        return [f"the focus is on {name(at)} beside fields"]
    return []


def table_sides(root: QWidget) -> list[str]:
    """Headings that do not stand over their figures, figures that are not at the right, headings cut without "…"."""
    found = []
    for table in visible(root, QTableView):
        assert isinstance(table, QTableView)
        model, header = table.model(), table.horizontalHeader()
        columns = getattr(model, "columns", ())
        for place, column in enumerate(columns):
            if table.isColumnHidden(place):
                continue
            side = int(
                model.headerData(
                    place, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
                )
            )
            right = bool(side & int(Qt.AlignmentFlag.AlignRight))
            if right != (column.align == "right"):
                found.append(f"the heading “{column.title}” does not stand over its column")
            wide = header.fontMetrics().horizontalAdvance(column.title) + 20
            if (
                wide > header.sectionSize(place)
                and header.textElideMode() == Qt.TextElideMode.ElideNone
            ):
                found.append(f"the heading “{column.title}” is cut")
            row_at = getattr(model, "row", lambda _n: None)
            rows = [row_at(n) for n in range(min(model.rowCount(), 20))]
            texts = [column.text(row) for row in rows if row is not None]
            figures = [t for t in texts if t and t != "–"]
            if (
                len(figures) > 1
                and all(_FIGURE.fullmatch(t) for t in figures)
                and column.align != "right"
                and not _IDS.search(column.id)
            ):
                found.append(f"the figures of “{column.title}” ({figures[0]}) are not at the right")
    return found


def is_choice(widget: QWidget) -> bool:
    """Check boxes and radio buttons."""
    return isinstance(widget, (QCheckBox, QRadioButton))

"""All texts that a window shows, and the numbers in them that no formatter wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

UNGROUPED = re.compile(r"(?<![\w+.,\u00a0/-])(?!(?:19|20)\d\d(?!\d))\d{4,}(?![\w-])")
"""Four digits or more together that are no year and no part of an identifier, a phone or a file name."""

ROWS_READ = 50


def shown_texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """(what shows it, text) of every visible widget and of the first rows of every table."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        kind = type(widget).__name__
        match widget:
            case QLabel():
                yield kind, re.sub(r"<[^>]+>", "", widget.text())
            case QAbstractButton():
                yield kind, widget.text()
            case QComboBox():
                for place in range(widget.count()):
                    yield kind, widget.itemText(place)
            case QLineEdit() | QAbstractSpinBox():
                yield kind, widget.text()
            case QAbstractItemView():
                yield from _cells(widget)
        for said in (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()):
            yield f"{kind} (accessible)", said


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    for row in range(min(model.rowCount(), ROWS_READ)):
        for column in range(model.columnCount()):
            text = model.index(row, column).data(Qt.ItemDataRole.DisplayRole)
            if isinstance(text, str):
                yield type(view).__name__, text


def ungrouped(window: QWidget, allowed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Texts with a number that should be grouped. `allowed` are identifiers that look like numbers."""
    return [
        (kind, text)
        for kind, text in shown_texts(window)
        if any(number not in allowed for number in UNGROUPED.findall(text))
    ]

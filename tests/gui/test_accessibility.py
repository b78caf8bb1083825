"""Every input of every screen has a name for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.gui.screens import SCENES, Stage

INPUTS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox, QTableView, QAbstractButton)


def nameless(root: QWidget) -> list[str]:
    found = []
    for kind in INPUTS:
        for widget in root.findChildren(kind):
            if not widget.isVisible() or widget.objectName().startswith("qt_"):
                continue
            inner = isinstance(widget.parent(), (QAbstractSpinBox, QComboBox))
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            inside = isinstance(widget.parent(), (QLineEdit, QTableView))
            if not (inner or inside or widget.accessibleName() or text):
                found.append(
                    f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
                )
    return found


@pytest.mark.parametrize("name", SCENES)
def test_every_input_has_a_name(name: str, stage: Stage) -> None:
    widget = SCENES[name](stage)
    if widget is None:
        pytest.skip("nothing to show in an empty program")
    stage.settle()
    missing = nameless(widget)
    if widget is not stage.window:
        widget.close()
    stage.window.jobs_panel.hide()
    assert not missing

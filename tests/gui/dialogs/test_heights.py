"""A dialog opens high enough for its title and its text, and begins in its first field, whatever kind that is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from loyalty_desktop.ui.dialogs.base import Dialog, ask
from loyalty_desktop.ui.widgets import CheckBox, Choice, Form, LineEdit
from tests.gui.screens import Stage

LONG = "Household 2019 leaves the program of all these people and of some more"


@pytest.mark.parametrize("title", ["Ann", LONG])
@pytest.mark.parametrize("text", ["Short.", "Points stay. " * 6, "Points stay. " * 40])
def test_no_line_of_a_question_is_cut(stage: Stage, title: str, text: str) -> None:
    dialog = ask(title, text, "Do it", stage.window, on_yes=lambda: None)
    stage.settle()
    shown = [label for label in dialog.findChildren(QLabel) if label.text() in {title, text}]
    assert len(shown) == 2
    for label in shown:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    dialog.reject()


@pytest.mark.parametrize("first", ["line", "list", "box"])
def test_a_dialog_begins_in_its_first_field(stage: Stage, first: str) -> None:
    """A list above a line was passed over."""
    fields: dict[str, QWidget] = {
        "line": LineEdit(),
        "list": Choice([(1, "one"), (2, "two")]),
        "box": CheckBox("all"),
    }
    dialog = Dialog("Correct", stage.window)
    form = Form()
    for name in sorted(fields, key=lambda name: name != first):
        form.add(name, name, fields[name])
    dialog.body.addWidget(form)
    dialog.set_buttons("Save")
    dialog.open()
    stage.settle()
    assert dialog.focusWidget() is fields[first]
    dialog.reject()

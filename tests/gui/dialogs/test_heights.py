"""A question opens high enough for its title and its text, however long or short they are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from loyalty_desktop.ui.dialogs.base import ask
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

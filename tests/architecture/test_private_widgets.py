"""Tests of the window see what a user sees: no test knows the private attributes of a view, dialog or page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PLACES = ("gui", "support/pages", "e2e")
PRIVATE = re.compile(
    r"getattr\([^)]*\"_[a-z]\w*\"\)|(?<![\w.])(?!self\b|cls\b)[a-z]\w*(?:\.\w+|\[[^\]]*\]|\(\))*\._[a-z]\w*"
)
TESTS_OWN = re.compile(r"\bsys\._MEIPASS\b")


def reaches(text: str) -> list[str]:
    """Reaches into private attributes of other objects."""
    return [found for found in PRIVATE.findall(text) if not TESTS_OWN.search(found)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("view._panel.search.setText('x')", True),
        ('dialog._form.rows["name"].error()', True),
        ("stage.window.stack.currentWidget().people._edit(None)", True),
        ("ui.dialogs[-1]._amount.setText('5')", True),
        ('getattr(view, "_add")()', True),
        ("self._screen = None", False),
        ("page.press('add')", False),
    ],
)
def test_a_reach_is_recognised(line: str, found: bool) -> None:
    assert bool(reaches(line)) is found


@pytest.mark.parametrize(
    "path",
    [path for place in PLACES for path in sorted((TESTS / place).rglob("*.py"))],
    ids=lambda path: str(path.relative_to(TESTS)),
)
def test_tests_of_the_window_find_widgets_by_name(path: Path) -> None:
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    found = [f"line {number}: {reach}" for number, line in lines for reach in reaches(line)]
    assert found == [], "give the widget an object name and find it through tests/support/pages"

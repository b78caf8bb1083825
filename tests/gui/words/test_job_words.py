"""Every job that the controllers start has a title with its parameters, and every phase that services report has words."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from loyalty_desktop.ui.words import jobs

PACKAGE = Path(jobs.__file__).parents[2]


def calls() -> Iterator[ast.Call]:
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def titles(call: ast.Call) -> list[str]:
    """The literal titles a call gives to a job; a choice of two gives both."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name not in {"read", "write", "run_read", "run_write"}:
        return []
    found = next((k.value for k in call.keywords if k.arg == "title"), None)
    if found is None or isinstance(found, ast.JoinedStr):
        return []
    return [
        node.value
        for node in ast.walk(found)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
    ]


def test_every_job_has_a_title_and_gives_its_parameters() -> None:
    seen = set()
    for call in calls():
        for title in titles(call):
            seen.add(title)
            assert title in jobs.TITLES, title
            wanted = {
                part for _, part, _, _ in string.Formatter().parse(jobs.TITLES[title]) if part
            }
            given = next((k.value for k in call.keywords if k.arg == "params"), None)
            keys = (
                {k.value for k in given.keys if isinstance(k, ast.Constant)}
                if isinstance(given, ast.Dict)
                else set()
            )
            assert wanted <= keys, f"{title} needs {wanted}"
    assert "import.match" in seen


def test_every_phase_has_words() -> None:
    found = {
        call.args[0].value
        for call in calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "phase"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert found
    assert found <= set(jobs.PHASES), found - set(jobs.PHASES)

"""Every unit of work of the services is done again when other writers broke it off (storage/retrying.py)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVICES = Path(__file__).resolve().parents[2] / "loyalty_desktop" / "services"
FILES = sorted(SERVICES.rglob("*.py"))
IN_PARTS = {("imports", "applying"), ("imports", "undo")}
"""Modules whose callers pass each part to `retried`: tests/integration/services/imports/test_side_by_side.py."""


def _opened(node: ast.AST, safe: bool = False) -> Iterator[tuple[int, bool]]:
    """Line of each unit of work that is opened, and whether a command holds it."""
    for child in ast.iter_child_nodes(node):
        within = safe
        if isinstance(child, ast.FunctionDef):
            within = any(ast.unparse(mark) == "command" for mark in child.decorator_list)
        if isinstance(child, ast.Call):
            called = child.func
            writes = isinstance(called, ast.Attribute) and called.attr == "write" and not child.args
            staged = isinstance(called, ast.Name) and called.id == "staged_write"
            if writes or staged:
                yield child.lineno, safe
        yield from _opened(child, within)


def test_the_check_sees_an_unguarded_unit_of_work() -> None:
    source = (
        "@command\ndef one(self):\n with self._storage.write() as uow: pass\n"
        "def two(self):\n with self._storage.write() as uow: pass\n"
        "@command\ndef three(self):\n def part():\n  with staged_write(a, b) as uow: pass\n"
    )
    assert list(_opened(ast.parse(source))) == [(3, True), (5, False), (9, False)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SERVICES).as_posix())
def test_units_of_work_are_in_commands(path: Path) -> None:
    found = _opened(ast.parse(path.read_text(encoding="utf-8")))
    unguarded = [line for line, safe in found if not safe]
    if path.relative_to(SERVICES).with_suffix("").parts in IN_PARTS:
        assert unguarded, "take it out of IN_PARTS"
    else:
        assert not unguarded, f"open units of work in functions that are a `command`: {unguarded}"

"""Slots name the class of what a controller's signal carries: a Qt signal itself says only `object`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "loyalty_desktop"
UNTOLD = {"Any", "object"}


def _payload_signals() -> set[str]:
    """Names of the signals of controllers that carry an object."""
    found = set()
    for path in (PACKAGE / "controllers").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and ast.unparse(node.value) == "Signal(object)":
                found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def _slots(tree: ast.Module, signals: set[str]) -> Iterator[tuple[str, str]]:
    """(signal, annotation of the slot's parameter) of each method that is connected to a controller."""
    for owner in ast.walk(tree):
        if not isinstance(owner, ast.ClassDef):
            continue
        methods = {node.name: node for node in owner.body if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(owner):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            signal = node.func.value
            if node.func.attr != "connect" or not isinstance(signal, ast.Attribute):
                continue
            sender = ast.unparse(signal.value)
            slot = node.args[0]
            if (
                signal.attr in signals
                and sender.endswith(("controller", "proof", "starter", "hub"))
                and isinstance(slot, ast.Attribute)
                and slot.attr in methods
            ):
                parameters = methods[slot.attr].args.args[1:]
                for parameter in parameters[:1]:
                    if parameter.arg.startswith("_"):
                        continue  # the slot does not look at it
                    said = parameter.annotation
                    yield f"{sender}.{signal.attr}", "" if said is None else ast.unparse(said)


def test_slots_of_controllers_name_what_they_get() -> None:
    signals = _payload_signals()
    assert "loaded" in signals
    told = [
        (path.relative_to(PACKAGE).as_posix(), signal, annotation)
        for folder in ("ui", "app")
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        for signal, annotation in _slots(ast.parse(path.read_text(encoding="utf-8")), signals)
    ]
    assert len(told) > 30
    assert [each for each in told if each[2] in UNTOLD] == []


def test_writes_answer_whoever_asked_and_no_signal_repeats_the_answer() -> None:
    """Controllers that hold a draft tell their own change of state from a named function; nobody forwards answers."""
    forwarded = []
    for path in sorted((PACKAGE / "controllers").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "write"
            ):
                answers = [*node.args[1:], *(k.value for k in node.keywords if k.arg == "done")]
                forwarded += [
                    (path.name, ast.unparse(answer))
                    for answer in answers
                    if ".emit" in ast.unparse(answer)
                ]
    assert forwarded == []

"""A name stands for one thing: no two public classes of the package share one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "loyalty_desktop"

EXCEPTIONS: dict[str, str] = {}
"""Names that several classes share, and why that does not confuse anybody."""


def shared_names(
    classes: Mapping[str, Sequence[str]], exceptions: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return (name, what is wrong) of names shared without a reason, and of reasons that are no longer needed."""
    found = [
        (name, f"is a class of {' and of '.join(sorted(modules))}: rename one of them")
        for name, modules in sorted(classes.items())
        if len(modules) > 1 and name not in exceptions
    ]
    found += [
        (name, "is the name of one class or none: remove it from EXCEPTIONS")
        for name in exceptions
        if len(classes.get(name, ())) < 2
    ]
    return found


def public_classes() -> dict[str, list[str]]:
    """Return the modules of all public classes, by the name of the class."""
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes[node.name].append(path.relative_to(PACKAGE).as_posix())
    return classes


def test_no_two_public_classes_share_a_name() -> None:
    classes = public_classes()
    assert "Ledger" in classes
    assert shared_names(classes, EXCEPTIONS) == []


def test_the_check_finds_a_shared_name_and_a_reason_that_is_not_needed() -> None:
    classes = {
        "Step": ["services/tiers", "controllers/wizard"],
        "Entry": ["domain/state", "ui/palette"],
        "Choice": ["ui/inputs"],
    }
    reasons = {"Entry": "they never meet", "Choice": "renamed since", "Opened": "deleted since"}
    assert [name for name, _ in shared_names(classes, reasons)] == ["Step", "Choice", "Opened"]

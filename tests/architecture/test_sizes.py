"""No module is longer than a person can keep in mind; where one is, the reason stands here."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "loyalty_desktop"
LIMIT = 400
"""Lines of a module."""

EXCEPTIONS: dict[str, str] = {}
"""Modules over the limit, and why they stay so for now."""


def too_long(lines: dict[str, int], exceptions: dict[str, str]) -> list[str]:
    """What is wrong: modules over the limit without a reason, and reasons that are not needed any more."""
    found = [
        f"{name} has {count} lines; cut it where two jobs meet (limit: {LIMIT})"
        for name, count in sorted(lines.items())
        if count > LIMIT and name not in exceptions
    ]
    found += [
        f"{name} is not over {LIMIT} lines: remove it from EXCEPTIONS"
        for name in exceptions
        if lines.get(name, 0) <= LIMIT
    ]
    return found


def test_no_module_is_too_long() -> None:
    lines = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert too_long(lines, EXCEPTIONS) == []


def test_the_check_sees_a_long_module_and_a_reason_that_is_not_needed() -> None:
    lines = {"long.py": LIMIT + 1, "known.py": LIMIT + 1, "cut.py": LIMIT}
    reasons = {"known.py": "for now", "cut.py": "was long", "gone.py": "was there"}
    assert [found.split()[0] for found in too_long(lines, reasons)] == [
        "long.py",
        "cut.py",
        "gone.py",
    ]

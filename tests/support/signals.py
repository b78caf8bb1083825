"""What a controller said."""

from __future__ import annotations

from typing import Any


def heard(signal: Any) -> list[Any]:
    """Everything a signal says from now on, in order."""
    found: list[Any] = []
    signal.connect(found.append)
    return found

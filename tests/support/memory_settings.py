"""Settings of the user that are kept in memory and end with the test."""

from __future__ import annotations

from typing import Any


class MemorySettings:
    """Implements controllers.base.SettingsLike without a file."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        self.values[name] = value

"""The settings of this user as controllers see them: get and set by name, written at once.

Named settings live in settings.toml (app/settings.py); the rest (window, columns, pins) in ui-state.json beside it. A
damaged state file is forgotten: it holds no one's work.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from loyalty_desktop.app import settings


class UserSettings:
    """Implements controllers.base.SettingsLike."""

    def __init__(self, folder: Path, loaded: settings.Settings) -> None:
        self._folder = folder
        self.values = loaded
        self._state: dict[str, Any] = {}
        try:
            read = json.loads((folder / "ui-state.json").read_text("utf-8"))
            self._state = read if isinstance(read, dict) else {}
        except (OSError, ValueError):
            self._state = {}

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value, or the default."""
        if name in settings.Settings.__slots__:
            return getattr(self.values, name)
        return self._state.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Store a value. Raises InvalidInput "settings.value" for a wrong value of a named setting."""
        if name in settings.Settings.__slots__:
            self.values = self.values.changed(name, value)
            settings.save(self._folder, self.values)
            return
        self._state[name] = value
        draft = self._folder / f".ui-state.{os.getpid()}.part"
        draft.write_text(json.dumps(self._state, ensure_ascii=True), encoding="utf-8")
        draft.replace(self._folder / "ui-state.json")

    def remember(self, target: str) -> None:
        """Put a workspace at the head of the recent ones."""
        self.values = self.values.with_recent(target)
        settings.save(self._folder, self.values)

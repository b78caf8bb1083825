"""What a person chose in one workspace, kept apart from other workspaces.

Saved views, filters and columns name tiers, points types and programs by their ids, which mean something else in another
workspace; two workspaces may have the same file name.
"""

from __future__ import annotations

from typing import Any

from loyalty_desktop.app.window.open_twice import place_of
from loyalty_desktop.controllers.base import SettingsLike

OWN = ("home.", "program.", "proof.", "view.", "views.")
"""How the names of settings begin that belong to a workspace; all others belong to the person."""


class WorkspaceSettings:
    """Implements controllers.base.SettingsLike over the person's settings."""

    def __init__(self, settings: SettingsLike, target: str) -> None:
        self._settings, self._place = settings, place_of(target)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value, or the default."""
        return self._settings.get(self._own(name), default)

    def set(self, name: str, value: Any) -> None:
        """Store a value."""
        self._settings.set(self._own(name), value)

    def _own(self, name: str) -> str:
        return f"{name}@{self._place}" if name.startswith(OWN) else name

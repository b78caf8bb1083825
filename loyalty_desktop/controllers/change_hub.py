"""One signal tells every screen what changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.domain.changes import Changes


class ChangeHub(QObject):
    """Publish changes in the GUI thread. The screen that asked for the change refreshes by this signal like every other."""

    changed = Signal(object)  # Changes

    def publish(self, changes: Changes) -> None:
        """Tell every screen what changed; do nothing when nothing did."""
        if changes.entities:
            self.changed.emit(changes)

"""One signal tells every screen what changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.domain.changes import Changes


class ChangeHub(QObject):
    """Publishes changes in the GUI thread. The screen that asked refreshes by this signal like every other."""

    changed = Signal(object)  # Changes

    def publish(self, changes: Changes) -> None:
        """Tell everybody. Nothing changed: nothing is said."""
        if changes.entities:
            self.changed.emit(changes)

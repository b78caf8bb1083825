"""One signal tells every screen what changed, and who did it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.domain.changes import Changes


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """What changed; `initiator` is the object that asked for it, so that it need not refresh twice."""

    changes: Changes
    initiator: object | None = None


class ChangeHub(QObject):
    """Publishes changes in the GUI thread."""

    changed = Signal(object)

    def publish(self, changes: Changes, initiator: object | None = None) -> None:
        """Tell everybody. Nothing changed: nothing is said."""
        if changes.entities:
            self.changed.emit(ChangeNotice(changes, initiator))

"""Actions by id: one definition serves the palette, the shortcut and the sheet of shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Action:
    """An action. `words` are further search words in any language; `section` is its group in the sheet of shortcuts."""

    id: str
    text: str
    callback: Callable[[], object] = field(compare=False)
    shortcut: str = ""
    icon: str = ""
    words: tuple[str, ...] = ()
    section: str = ""


class ActionRegistry(QObject):
    """The actions that are available now. A view's own actions are removed with the view."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, tuple[Action, QObject | None]] = {}

    def add(self, action: Action, *, owner: QObject | None = None) -> None:
        """Add or replace an action."""
        self._actions[action.id] = (action, owner)
        if owner is not None:
            owner.destroyed.connect(lambda _gone=None, action=action: self._drop(action))
        self.changed.emit()

    def remove(self, ident: str) -> None:
        """Remove one action, if it is there."""
        if self._actions.pop(ident, None) is not None:
            self.changed.emit()

    def all(self) -> list[Action]:
        """Return every action in the order added."""
        return [action for action, _ in self._actions.values()]

    def run(self, ident: str) -> None:
        """Run an action if it is enabled."""
        if ident in self._actions:
            self._actions[ident][0].callback()

    def clear(self) -> None:
        """Remove all of them."""
        self._actions.clear()

    def _drop(self, action: Action) -> None:
        held = self._actions.get(action.id)
        if held is not None and held[0] is action:
            del self._actions[action.id]
            self.changed.emit()

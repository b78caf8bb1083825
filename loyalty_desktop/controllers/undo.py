"""Undo and redo of what was done in this window: Ctrl+Z, Ctrl+Shift+Z and the link in the message at the foot.

A step calls services only. Nothing is ever deleted from the ledger: undoing an accrual writes its cancellation, doing it
again writes a new accrual. A step that is refused (the points were spent, somebody else changed the profile) leaves the
stack with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.change_hub import ChangeHub
from loyalty_desktop.controllers.jobs import JobEnd, JobRunner, JobState
from loyalty_desktop.domain.changes import Changes
from loyalty_desktop.domain.progress import Progress

LIMIT = 50

Back = Callable[[str], Changes]
"""Undoes the step; gets the reason that the ledger and the audit trail record. Runs in the writer thread."""

Again = Callable[[], Changes]
"""Does the step again. Runs in the writer thread."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """One step that can be undone. `code` and `params` are worded by ui/words/undo.py.

    `route` names the screen that asks before a large step is taken back, and does it; such a step is not done again.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    undo: Back | None = None
    redo: Again | None = None
    route: tuple[str, Mapping[str, Any]] | None = None


class UndoStack(QObject):
    """The stack of what can be undone, newest last; one step runs at a time."""

    pushed = Signal(object)  # UndoStep
    undone = Signal(object)  # UndoStep
    redone = Signal(object)  # UndoStep
    asked = Signal(object)  # UndoStep with a route
    failed = Signal(object)  # the error
    nothing = Signal(bool)  # nothing to undo (True) or to redo

    def __init__(self, jobs: JobRunner, hub: ChangeHub) -> None:
        super().__init__()
        self._jobs, self._hub = jobs, hub
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []
        self._busy = False
        self.reason = "undo"

    @property
    def can_undo(self) -> bool:
        """Return whether something can be undone."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Return whether something can be redone."""
        return bool(self._undone)

    def push(self, step: UndoStep) -> None:
        """Add a step; what was undone before can no longer be redone."""
        self._done.append(step)
        del self._done[:-LIMIT]
        self._undone.clear()
        self.pushed.emit(step)

    def undo(self, step: UndoStep | None = None) -> None:
        """Undo the newest step, or this one while it is still on the stack."""
        if self._busy:
            return
        if step is not None and step not in self._done:
            return
        if not self._done:
            self.nothing.emit(True)
            return
        step = step or self._done[-1]
        self._done.remove(step)
        back, reason = step.undo, self.reason
        if back is None:
            self.asked.emit(step)
            return

        def ended() -> None:
            if step.redo is not None:
                self._undone.append(step)
            self.undone.emit(step)

        self._run(lambda _progress: back(reason), ended)

    def redo(self) -> None:
        """Redo the step that was undone last."""
        if self._busy:
            return
        if not self._undone:
            self.nothing.emit(False)
            return
        step = self._undone.pop()
        again = step.redo
        assert again is not None  # noqa: S101 - only such steps are kept

        def ended() -> None:
            self._done.append(step)
            self.redone.emit(step)

        self._run(lambda _progress: again(), ended)

    def _run(self, work: Callable[[Progress], Changes], ended: Callable[[], None]) -> None:
        self._busy = True
        job = self._jobs.run_write(work, title="undo")

        def finished(end: JobEnd) -> None:
            self._busy = False
            if end.state is JobState.DONE:
                self._hub.publish(end.value)
                ended()
                return
            self._hub.publish(end.kept)
            if end.error is not None:
                self.failed.emit(end.error)

        job.finished.connect(finished)

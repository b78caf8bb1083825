"""The proof of the ledger and the daily close, as jobs; and the result of the last proof for the status bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from loyalty_desktop.controllers.base import Controller, Done
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.domain.seals import Seal

if TYPE_CHECKING:  # the close and its engine are imported when the first close runs
    from loyalty_desktop.services.ledger.closing import CloseReport


class ProofController(Controller):
    """`proven` carries the ProofReport, `closed` the CloseReport of an automatic daily close that moved something."""

    proven = Signal(object)
    closed = Signal(object)

    def prove(self) -> None:
        """Recompute every balance and lot; one proof at a time."""
        if any(job.title == "proof" for job in self.app.jobs.active()):
            return
        self.read(self._prove, self._proven, title="proof")

    def last(self) -> tuple[datetime, int] | None:
        """Return (moment, differences) of the last proof of this workspace on this machine."""
        kept = self.app.settings.get(self._key(), None)
        return (datetime.fromisoformat(kept["at"]), int(kept["differences"])) if kept else None

    def close_day(self, done: Done[CloseReport]) -> None:
        """Run the daily close now; one at a time. `done` gets the answer whether or not anything was due."""
        if any(job.title == "close_day" for job in self.app.jobs.active()):
            return
        self.write(self._close, done, title="close_day")

    def seal(self, done: Callable[[Seal | None], None]) -> None:
        """Seal the audit trail now. `done` gets the newest seal, None while there is no audit record."""
        self.write(lambda _progress: self.app.services.audit.seal(), done, title="seal")

    def close_day_if_due(self) -> None:
        """Run the daily close if something is due."""

        def asked(due: Any) -> None:
            if due:
                self.write(self._close, self._closed, title="close_day")

        self.read(lambda _progress: self.app.services.closing.due(), asked, key="due")

    def back_up_daily(self) -> None:
        """Make the day's backup if there is none yet."""
        self.write(lambda _progress: self.app.services.backups.make_daily(), title="backup")

    def _prove(self, progress: Progress) -> Any:
        return self.app.services.proof.prove(progress)

    def _close(self, progress: Progress) -> Outcome[CloseReport]:
        return self.app.services.closing.close_day(progress=progress)

    def _closed(self, outcome: Outcome[CloseReport]) -> None:
        if outcome.value.moved:
            self.closed.emit(outcome.value)

    def _proven(self, report: Any) -> None:
        differences = report.differences
        count = differences if isinstance(differences, int) else len(differences)
        kept = {"at": self.app.clock().isoformat(), "differences": count}
        self.app.settings.set(self._key(), kept)
        self.proven.emit(report)

    def _key(self) -> str:
        return f"proof.{self.app.workspace_name}"

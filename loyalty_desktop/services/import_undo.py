"""Taking a batch back as a whole: what stands in the way, and the undo itself."""

from __future__ import annotations

from loyalty_desktop.domain.errors import LoyaltyError, RuleViolation
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.import_types import BatchRow, UndoCheck, UndoReport
from loyalty_desktop.storage.unit_of_work import Storage


def check(storage: Storage, batch: BatchRow) -> UndoCheck:
    """Reasons against an undo, with counts and examples."""
    raise NotImplementedError


def refusal(found: UndoCheck) -> LoyaltyError:
    """The error that lists the reasons."""
    return RuleViolation("import.cannot_undo", batch=found.batch_id)


def undo(storage: Storage, batch: BatchRow, progress: Progress) -> UndoReport:
    """Take it back."""
    raise NotImplementedError

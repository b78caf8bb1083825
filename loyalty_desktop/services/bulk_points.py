"""Points for many participants at once: the same accrual to all selected participants."""

from __future__ import annotations

from loyalty_desktop.domain.changes import Changes, Entity, Outcome, kept
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.participants import BulkResult, Selection
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.ledger.points import PointsService
from loyalty_desktop.services.participants import ParticipantsService

NAMED = 100
"""How many refusals are listed."""


class BulkPointsService:
    """Moves points of selected participants, one unit of work for each."""

    def __init__(self, participants: ParticipantsService, points: PointsService) -> None:
        self._participants = participants
        self._points = points

    def accrue(
        self,
        program_id: int,
        selection: Selection,
        draft: PointsDraft,
        *,
        key: str,
        progress: Progress = NO_PROGRESS,
    ) -> Outcome[BulkResult]:
        """Accrue to all selected participants. Refusals are counted and listed, and do not stop the others.

        A second call with the same key accrues only to those who have no transaction with that key yet.
        """
        draft.validate().raise_first()
        ids = self._participants.resolve(program_id, selection)
        progress.phase("points.accrue", len(ids))
        done, refusals = 0, []
        with kept(lambda: _moved(done)):
            for each in ids:
                progress.advance()
                try:
                    self._points.accrue_draft(each, draft, key=f"{key}:{each}")
                    done += 1
                except LoyaltyError as error:
                    refusals.append((each, error))
        return Outcome(BulkResult(len(ids), done, tuple(refusals[:NAMED])), _moved(done))


def _moved(people: int) -> Changes:
    entities = (Entity.ACCOUNT, Entity.POINTS_TRANSACTION, Entity.TIER_STATE)
    return Changes(dict.fromkeys(entities, ())) if people else Changes()

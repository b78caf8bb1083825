"""One participant: loads everything its card shows and runs every operation on it. No words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.participant_lists import ParticipantCard

PAGE = 200
"""Transactions and audit records read at a time."""


@dataclass(frozen=True, slots=True)
class CardData:
    """Everything on the card at one moment."""

    card: ParticipantCard
    balances: tuple[Any, ...]
    standings: tuple[Any, ...]
    transactions: tuple[Any, ...]
    lots: tuple[Any, ...]
    history: tuple[Any, ...]
    audit: tuple[Any, ...]
    today: date


class ParticipantCardController(Controller):
    """Loads and changes one participant."""

    loaded = Signal(object)  # CardData
    more_loaded = Signal(object)  # list of transactions

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.participant_id: int | None = None

    def open(self, participant_id: int) -> None:
        """Show this participant; `loaded` follows."""
        self.participant_id = participant_id
        self.refresh()

    def refresh(self) -> None:
        """Load again."""
        participant_id = self.participant_id
        if participant_id is None:
            return
        services = self.app.services

        def work(_progress: Progress) -> CardData:
            card = services.participants.card(participant_id)
            return CardData(
                card=card,
                balances=tuple(services.points.balances(participant_id)),
                standings=tuple(services.tiers.standing(participant_id)),
                transactions=tuple(services.points.transactions(participant_id, limit=PAGE)),
                lots=tuple(services.points.lots(participant_id)),
                history=tuple(services.tiers.history(participant_id)),
                audit=tuple(services.audit.of_participant(participant_id, limit=PAGE)),
                today=self.app.clock().date(),
            )

        self.read(work, self.loaded.emit, key="card")

    def load_more(self, before_id: int) -> None:
        """Older transactions; `more_loaded` follows."""
        participant_id = self._id
        points = self.app.services.points
        self.read(
            lambda _progress: points.transactions(participant_id, limit=PAGE, before_id=before_id),
            self.more_loaded.emit,
            key="more",
        )

    def accrue(
        self,
        points_type_id: int,
        amount: Decimal,
        *,
        done: Callable[[Outcome[Any]], None],
        failed: Callable[[Any], None],
        **options: Any,
    ) -> None:
        """Accrue by hand; options as PointsService.accrue takes them."""
        self._points("accrue", points_type_id, amount, done=done, failed=failed, **options)

    def redeem(
        self,
        points_type_id: int,
        amount: Decimal,
        *,
        done: Callable[[Outcome[Any]], None],
        failed: Callable[[Any], None],
        **options: Any,
    ) -> None:
        """Redeem by hand; options as PointsService.redeem takes them."""
        self._points("redeem", points_type_id, amount, done=done, failed=failed, **options)

    def _points(
        self,
        verb: str,
        points_type_id: int,
        amount: Decimal,
        *,
        done: Any,
        failed: Any,
        **options: Any,
    ) -> None:
        participant_id = self._id
        method = getattr(self.app.services.points, verb)
        self.write(
            lambda _progress: method(participant_id, points_type_id, amount, **options),
            done,
            title=f"points.{verb}",
            failed=failed,
        )

    def find_other(
        self, program_id: int, text: str, done: Callable[[Any], None], failed: Callable[[Any], None]
    ) -> None:
        """Another participant of the program by any key: its card."""
        participants = self.app.services.participants

        def work(_progress: Progress) -> Any:
            return participants.card(participants.find(program_id, text))

        self.read(work, done, key="other", failed=failed)

    def transfer(
        self,
        to_id: int,
        points_type_id: int,
        amount: Decimal,
        *,
        key: str,
        description: str,
        done: Callable[[Outcome[Any]], None],
        failed: Callable[[Any], None],
    ) -> None:
        """Move points to another participant."""
        from_id = self._id
        points = self.app.services.points
        self.write(
            lambda _progress: points.transfer(
                from_id, to_id, points_type_id, amount, key=key, description=description
            ),
            done,
            title="points.transfer",
            failed=failed,
        )

    def cancel(
        self,
        transaction_id: int,
        *,
        key: str,
        reason: str,
        done: Callable[[Outcome[Any]], None],
        failed: Callable[[Any], None],
    ) -> None:
        """Cancel a transaction by counter-movements."""
        participant_id, points = self._id, self.app.services.points
        self.write(
            lambda _progress: points.cancel(participant_id, transaction_id, key=key, reason=reason),
            done,
            title="points.cancel",
            failed=failed,
        )

    def settle(self, transaction_id: int, *, commit: bool, key: str, done: Any = None) -> None:
        """Commit a temporary transaction, or roll it back."""
        participant_id, points = self._id, self.app.services.points
        method = points.commit if commit else points.roll_back
        self.write(
            lambda _progress: method(participant_id, transaction_id, key=key),
            done or _ignore,
            title="points.redeem" if commit else "points.cancel",
        )

    def block(self, reason: str) -> None:
        """Block with a reason."""
        participant_id, participants = self._id, self.app.services.participants
        self.write(
            lambda _progress: participants.block(participant_id, reason),
            _ignore,
            title="participant.state",
        )

    def unblock(self) -> None:
        """Allow operations again."""
        participant_id, participants = self._id, self.app.services.participants
        self.write(
            lambda _progress: participants.unblock(participant_id),
            _ignore,
            title="participant.state",
        )

    def leave(self) -> None:
        """Leave the program."""
        participant_id, participants = self._id, self.app.services.participants
        self.write(
            lambda _progress: participants.leave(participant_id),
            _ignore,
            title="participant.state",
        )

    def rejoin(self, program_id: int, profile_id: int) -> None:
        """Come back to the program."""
        participants = self.app.services.participants
        self.write(
            lambda _progress: participants.join(program_id, profile_id),
            _ignore,
            title="participants.join",
        )

    def set_tier(
        self,
        tier_group_id: int,
        tier_id: int,
        *,
        until: date,
        reason: str,
        done: Callable[[Outcome[Any]], None],
        failed: Callable[[Any], None],
    ) -> None:
        """Set a tier by hand: a floor for the reviews until a day."""
        participant_id, tiers = self._id, self.app.services.tiers
        self.write(
            lambda _progress: tiers.set_manual(
                participant_id, tier_group_id, tier_id, until=until, reason=reason
            ),
            done,
            title="participant.save",
            failed=failed,
        )

    def save_profile(
        self,
        draft: ProfileDraft,
        *,
        comment: str,
        done: Callable[[Outcome[Any]], None],
        failed: Callable[[Any], None],
    ) -> None:
        """Store the edited profile and the participant's comment."""
        participant_id, services = self._id, self.app.services

        def work(_progress: Progress) -> Outcome[int]:
            outcome = services.profiles.update(draft)
            told = services.participants.set_comment(participant_id, comment)
            return Outcome(outcome.value, outcome.changes | told.changes)

        self.write(work, done, title="participant.save", failed=failed)

    @property
    def _id(self) -> int:
        assert self.participant_id is not None  # noqa: S101 - the card is open
        return self.participant_id


def _ignore(_outcome: object) -> None:
    return None

"""One participant: loads everything its card shows and runs every operation on it. It words nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller, Done, Failed
from loyalty_desktop.controllers.participant_card_data import (
    PAGE,
    CardData,
    load_card,
    others_of,
)
from loyalty_desktop.controllers.undo import UndoStep
from loyalty_desktop.controllers.undo_steps import (
    Floor,
    block_step,
    points_step,
    profile_step,
    tier_step,
    unblock_step,
)
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.domain.ledger.rules import cancel_refusal
from loyalty_desktop.domain.participants import ParticipantKey
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.participant_lists import ParticipantCard

if TYPE_CHECKING:
    from loyalty_desktop.domain.points import TransactionRow
    from loyalty_desktop.services.container import Services

T = TypeVar("T")


class MovePoints(Protocol):
    """A use case that moves the points of a draft under an idempotency key."""

    def __call__(
        self, participant_id: int, draft: PointsDraft, *, key: str
    ) -> Outcome[TransactionRow]:
        """Move the points and return their transaction."""


class ParticipantCardController(Controller):
    """Loads and changes one participant."""

    loaded = Signal(object)  # CardData
    more_loaded = Signal(object)  # transactions, and the others of their transfers as in CardData

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.who: ParticipantKey | None = None
        self._data: CardData | None = None

    def open(self, program_id: int, participant_id: int) -> None:
        """Show this participant of this program; `loaded` follows."""
        self.who = ParticipantKey(program_id, participant_id)
        self.refresh()

    def refresh(self) -> None:
        """Load the participant again."""
        who, services, clock = self.who, self.app.services, self.app.clock
        if who is None:
            return

        def done(data: CardData) -> None:
            self._data = data
            self.loaded.emit(data)

        self.read(lambda _progress: load_card(services, who, clock().date()), done, key="card")

    def load_more(self, before_id: int) -> None:
        """Load older transactions; `more_loaded` follows."""
        who, services = self._who, self.app.services

        def work(_progress: Progress) -> tuple[list[TransactionRow], dict[int, str]]:
            rows = services.points.transactions(*who, limit=PAGE, before_id=before_id)
            return rows, others_of(services, who.program_id, rows)

        self.read(work, self.more_loaded.emit, key="more")

    def accrue(
        self,
        draft: PointsDraft,
        *,
        key: str,
        done: Done[TransactionRow] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Accrue points by hand."""
        accrue = self.app.services.points.accrue_draft
        self._move_points("points.accrue", accrue, draft, key=key, done=done, failed=failed)

    def redeem(
        self,
        draft: PointsDraft,
        *,
        key: str,
        done: Done[TransactionRow] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Redeem points by hand."""
        redeem = self.app.services.points.redeem_draft
        self._move_points("points.redeem", redeem, draft, key=key, done=done, failed=failed)

    def find_other(
        self, program_id: int, text: str, done: Callable[[ParticipantCard], None], failed: Failed
    ) -> None:
        """Find another participant of the program by any key; `done` gets its card."""
        participants = self.app.services.participants

        def work(_progress: Progress) -> ParticipantCard:
            return participants.card(program_id, participants.find(program_id, text))

        self.read(work, done, key="other", failed=failed)

    def transfer(
        self,
        to_id: int,
        points_type_id: int,
        amount: Decimal,
        *,
        key: str,
        description: str,
        done: Done[TransactionRow] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Move points to another participant."""
        self._command(
            "points.transfer",
            lambda services, who: services.points.transfer(
                who.participant_id, to_id, points_type_id, amount, key=key, description=description
            ),
            done,
            failed,
            lambda services, who, made: points_step(
                services,
                "points.transfer",
                self._named(amount=amount),
                (who.participant_id, made.id),
                lambda again: services.points.transfer(
                    who.participant_id,
                    to_id,
                    points_type_id,
                    amount,
                    key=again,
                    description=description,
                ),
            ),
        )

    def cancel(
        self,
        transaction_id: int,
        *,
        key: str,
        reason: str,
        done: Done[TransactionRow] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Cancel a transaction by counter-movements."""
        self._command(
            "points.cancel",
            lambda services, who: services.points.cancel(
                who.participant_id, transaction_id, key=key, reason=reason
            ),
            done,
            failed,
        )

    def commit(self, transaction_id: int, *, key: str) -> None:
        """Make a temporary transaction permanent."""
        self._command(
            "points.commit",
            lambda services, who: services.points.commit(
                who.participant_id, transaction_id, key=key
            ),
        )

    def roll_back(self, transaction_id: int, *, key: str) -> None:
        """Roll back a temporary transaction."""
        self._command(
            "points.roll_back",
            lambda services, who: services.points.roll_back(
                who.participant_id, transaction_id, key=key
            ),
        )

    def block(self, reason: str) -> None:
        """Block the participant, with a reason."""
        self._command(
            "participant.state",
            lambda services, who: services.participants.block(*who, reason),
            step=lambda services, who, _made: block_step(services, self._named(), who, reason),
        )

    def unblock(self) -> None:
        """Unblock the participant."""
        reason = "" if self._data is None else self._data.card.row.blocked_reason
        self._command(
            "participant.state",
            lambda services, who: services.participants.unblock(*who),
            step=lambda services, who, _made: unblock_step(services, self._named(), who, reason),
        )

    def leave(self) -> None:
        """Let the participant leave the program."""
        self._command("participant.state", lambda services, who: services.participants.leave(*who))

    def rejoin(self, program_id: int, profile_id: int) -> None:
        """Let the participant join the program again."""
        self._command(
            "participants.join",
            lambda services, _who: services.participants.join(program_id, profile_id),
        )

    def set_tier(
        self,
        tier_group_id: int,
        tier_id: int,
        *,
        until: date,
        reason: str,
        done: Done[bool] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Set a tier by hand: a floor for the reviews until a day."""
        before = self._floor(tier_group_id)
        self._command(
            "participant.save",
            lambda services, who: services.tiers.set_manual(
                who.participant_id, tier_group_id, tier_id, until=until, reason=reason
            ),
            done,
            failed,
            lambda services, who, _made: tier_step(
                services,
                self._named(),
                (who.participant_id, tier_group_id),
                before,
                (tier_id, until, reason),
            ),
        )

    def save_profile(
        self,
        draft: ProfileDraft,
        *,
        comment: str,
        done: Done[int] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Store the edited profile and the participant's comment."""
        card = None if self._data is None else self._data.card
        self._command(
            "participant.save",
            lambda services, who: services.participants.save_profile(*who, draft, comment),
            done,
            failed,
            lambda services, who, _made: (
                None
                if card is None
                else profile_step(
                    services,
                    self._named(),
                    who,
                    (card.profile, card.row.comment),
                    (draft, comment),
                )
            ),
        )

    def load_profile(self, done: Callable[[ProfileDraft], None], failed: Failed) -> None:
        """Read the profile as it is stored now."""
        services, who = self.app.services, self._who
        self.read(
            lambda _progress: services.participants.card(*who).profile,
            done,
            key="profile",
            failed=failed,
        )

    def _named(self, **more: Any) -> dict[str, Any]:
        """Return the parameters of an undo step: the participant that it is about."""
        row = None if self._data is None else self._data.card.row
        return {"name": "" if row is None else row.name or row.external_id, **more}

    def _floor(self, tier_group_id: int) -> Floor:
        """Return the tier set by hand that is in force now."""
        for standing in () if self._data is None else self._data.standings:
            if standing.tier_group_id == tier_group_id and standing.floor_until is not None:
                tier = next((s for s in standing.ladder if s.name == standing.floor_tier), None)
                if tier is not None and tier.tier_id is not None:
                    return tier.tier_id, standing.floor_until, standing.floor_reason or ""
        return None

    def _move_points(
        self,
        title: str,
        verb: MovePoints,
        draft: PointsDraft,
        *,
        key: str,
        done: Done[TransactionRow] | None,
        failed: Failed | None,
    ) -> None:
        """Accrue or redeem. A temporary transaction has its own ways to an end, so it cannot be undone here."""

        def step(services: Services, who: ParticipantKey, made: TransactionRow) -> UndoStep | None:
            if draft.temporary_seconds is not None:
                return None
            return points_step(
                services,
                title,
                self._named(amount=made.amount.copy_abs()),
                (who.participant_id, made.id),
                lambda again: verb(who.participant_id, draft, key=again),
            )

        self._command(
            title,
            lambda _services, who: verb(who.participant_id, draft, key=key),
            done,
            failed,
            step,
        )

    def _command(
        self,
        title: str,
        verb: Callable[[Services, ParticipantKey], Outcome[T]],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        step: Callable[[Services, ParticipantKey, T], UndoStep | None] | None = None,
    ) -> None:
        """Run a use case on the participant of the card; `step` tells how it is undone."""
        services, who = self.app.services, self._who
        steps: list[UndoStep | None] = []

        def work(_progress: Progress) -> Outcome[T]:
            outcome = verb(services, who)
            if step is not None:
                steps.append(step(services, who, outcome.value))
            return outcome

        def finished(outcome: Outcome[T]) -> None:
            for each in steps:
                if each is not None:
                    self.app.undo.push(each)
            if done is not None:
                done(outcome)

        self.write(work, finished, title=title, failed=failed)

    @property
    def _who(self) -> ParticipantKey:
        assert self.who is not None  # noqa: S101 - the card is open
        return self.who


def can_cancel(transaction: TransactionRow) -> bool:
    """Return whether the ledger accepts a cancellation of this transaction."""
    kind, state = TransactionType(transaction.type), TransactionState(transaction.state)
    return cancel_refusal(kind, state) is None

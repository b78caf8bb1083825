"""One participant: loads everything its card shows and runs every operation on it. No words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller, Done, Failed
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.domain.ledger.rules import cancel_refusal
from loyalty_desktop.domain.points import BalanceRow, LotRow, PointsDraft
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.participant_lists import ParticipantCard

if TYPE_CHECKING:
    from loyalty_desktop.domain.points import TransactionRow
    from loyalty_desktop.services.audit import AuditRow
    from loyalty_desktop.services.container import Services
    from loyalty_desktop.services.tiers import TierStanding

T = TypeVar("T")

PAGE = 200
"""Transactions and audit records read at a time."""


@dataclass(frozen=True, slots=True)
class CardData:
    """Everything on the card at one moment."""

    card: ParticipantCard
    balances: tuple[BalanceRow, ...]
    standings: tuple[TierStanding, ...]
    transactions: tuple[TransactionRow, ...]
    lots: tuple[LotRow, ...]
    history: tuple[Any, ...]
    audit: tuple[AuditRow, ...]
    today: date
    others: Mapping[int, str]
    """Name and external ID of those whom transfers of the transactions went to or came from."""


class ParticipantCardController(Controller):
    """Loads and changes one participant."""

    loaded = Signal(object)  # CardData
    more_loaded = Signal(object)  # transactions, and the others of their transfers as in CardData

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
            transactions = tuple(services.points.transactions(participant_id, limit=PAGE))
            return CardData(
                card=card,
                others=_others(services, card.program.id, transactions),
                balances=tuple(services.points.balances(participant_id)),
                standings=tuple(services.tiers.standing(participant_id)),
                transactions=transactions,
                lots=tuple(services.points.lots(participant_id)),
                history=tuple(services.tiers.history(participant_id)),
                audit=tuple(services.audit.of_participant(participant_id, limit=PAGE)),
                today=self.app.clock().date(),
            )

        self.read(work, self.loaded.emit, key="card")

    def load_more(self, before_id: int) -> None:
        """Older transactions; `more_loaded` follows."""
        participant_id = self._id
        services = self.app.services

        def work(_progress: Progress) -> tuple[list[TransactionRow], dict[int, str]]:
            rows = services.points.transactions(participant_id, limit=PAGE, before_id=before_id)
            program_id = services.participants.card(participant_id).program.id
            return rows, _others(services, program_id, rows)

        self.read(work, self.more_loaded.emit, key="more")

    def accrue(
        self,
        draft: PointsDraft,
        *,
        key: str,
        done: Done[TransactionRow] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Accrue by hand."""
        self._command(
            "points.accrue",
            lambda services, who: services.points.accrue_draft(who, draft, key=key),
            done,
            failed,
        )

    def redeem(
        self,
        draft: PointsDraft,
        *,
        key: str,
        done: Done[TransactionRow] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Redeem by hand."""
        self._command(
            "points.redeem",
            lambda services, who: services.points.redeem_draft(who, draft, key=key),
            done,
            failed,
        )

    def find_other(
        self, program_id: int, text: str, done: Callable[[ParticipantCard], None], failed: Failed
    ) -> None:
        """Another participant of the program by any key: its card."""
        participants = self.app.services.participants

        def work(_progress: Progress) -> ParticipantCard:
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
        done: Done[TransactionRow] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Move points to another participant."""
        self._command(
            "points.transfer",
            lambda services, who: services.points.transfer(
                who, to_id, points_type_id, amount, key=key, description=description
            ),
            done,
            failed,
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
                who, transaction_id, key=key, reason=reason
            ),
            done,
            failed,
        )

    def commit(self, transaction_id: int, *, key: str) -> None:
        """Make a temporary transaction permanent."""
        self._command(
            "points.commit",
            lambda services, who: services.points.commit(who, transaction_id, key=key),
        )

    def roll_back(self, transaction_id: int, *, key: str) -> None:
        """Give a temporary transaction up."""
        self._command(
            "points.roll_back",
            lambda services, who: services.points.roll_back(who, transaction_id, key=key),
        )

    def block(self, reason: str) -> None:
        """Block with a reason."""
        self._command(
            "participant.state", lambda services, who: services.participants.block(who, reason)
        )

    def unblock(self) -> None:
        """Allow operations again."""
        self._command("participant.state", lambda services, who: services.participants.unblock(who))

    def leave(self) -> None:
        """Leave the program."""
        self._command("participant.state", lambda services, who: services.participants.leave(who))

    def rejoin(self, program_id: int, profile_id: int) -> None:
        """Come back to the program."""
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
        self._command(
            "participant.save",
            lambda services, who: services.tiers.set_manual(
                who, tier_group_id, tier_id, until=until, reason=reason
            ),
            done,
            failed,
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
        self._command(
            "participant.save",
            lambda services, who: services.participants.save_profile(who, draft, comment),
            done,
            failed,
        )

    def _command(
        self,
        title: str,
        verb: Callable[[Services, int], Outcome[T]],
        done: Done[T] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run a use case on the participant of the card."""
        services, participant_id = self.app.services, self._id
        self.write(
            lambda _progress: verb(services, participant_id), done, title=title, failed=failed
        )

    @property
    def _id(self) -> int:
        assert self.participant_id is not None  # noqa: S101 - the card is open
        return self.participant_id


def can_cancel(transaction: TransactionRow) -> bool:
    """Whether the ledger would take a cancellation of this transaction."""
    kind, state = TransactionType(transaction.type), TransactionState(transaction.state)
    return cancel_refusal(kind, state) is None


def _others(services: Services, program_id: int, rows: Sequence[TransactionRow]) -> dict[int, str]:
    ids = sorted({int(r.source_id) for r in rows if r.source_type == "participant" and r.source_id})
    if not ids:
        return {}
    found = services.participants.page(program_id, ids)
    return {p.id: f"{p.name}, {p.external_id}" if p.name else p.external_id for p in found}

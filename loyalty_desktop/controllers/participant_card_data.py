"""What a participant's card shows, read in one go. It words nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.participants import ParticipantKey
from loyalty_desktop.domain.points import BalanceRow, LotRow
from loyalty_desktop.services.participant_lists import ParticipantCard

if TYPE_CHECKING:
    from loyalty_desktop.domain.points import TransactionRow
    from loyalty_desktop.services.audit import AuditRow
    from loyalty_desktop.services.container import Services
    from loyalty_desktop.services.tiers import TierStanding

PAGE = 200
"""The number of transactions and audit records read at a time."""


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
    """Name and external ID of the participants that the transfers among the transactions went to or came from."""


def load_card(services: Services, who: ParticipantKey, today: date) -> CardData:
    """Read everything on the card of a participant. Raises NotFound when the program has no such participant."""
    card = services.participants.card(*who)
    transactions = tuple(services.points.transactions(*who, limit=PAGE))
    return CardData(
        card=card,
        others=others_of(services, who.program_id, transactions),
        balances=tuple(services.points.balances(*who)),
        standings=tuple(services.tiers.standing(*who)),
        transactions=transactions,
        lots=tuple(services.points.lots(*who)),
        history=tuple(services.tiers.history(*who)),
        audit=tuple(services.audit.of_participant(*who, limit=PAGE)),
        today=today,
    )


def others_of(
    services: Services, program_id: int, rows: Sequence[TransactionRow]
) -> dict[int, str]:
    """Return name and external ID of the participants that transfers went to or came from, by id."""
    ids = sorted({int(r.source_id) for r in rows if r.source_type == "participant" and r.source_id})
    if not ids:
        return {}
    found = services.participants.page(program_id, ids)
    return {p.id: f"{p.name}, {p.external_id}" if p.name else p.external_id for p in found}

"""Numbers under which the ledger's tables store types, states and reasons. A number never changes its meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from loyalty_desktop.domain.kinds import (
    Flow,
    KeyOrigin,
    ParticipantState,
    TierReason,
    TransactionState,
    TransactionType,
)

E = TypeVar("E", bound=StrEnum)

TYPES: dict[TransactionType, int] = {
    TransactionType.INITIAL: 1,
    TransactionType.ACCRUAL: 2,
    TransactionType.REDEMPTION: 3,
    TransactionType.EXPIRATION: 4,
    TransactionType.ACTIVATION: 5,
    TransactionType.CANCELLATION: 6,
    TransactionType.ADJUSTMENT: 7,
    TransactionType.TRANSFER: 8,
    TransactionType.IMPORT: 9,
}
STATES: dict[TransactionState, int] = {
    TransactionState.TEMPORARY: 1,
    TransactionState.PERMANENT: 2,
    TransactionState.COMMITTED: 3,
    TransactionState.ROLLED_BACK: 4,
    TransactionState.CANCELLED: 5,
}
FLOWS: dict[Flow, int] = {
    Flow.NONE: 0,
    Flow.ACCRUED: 1,
    Flow.INITIAL: 2,
    Flow.IMPORTED: 3,
    Flow.GIVEN_BACK: 4,
    Flow.REDEEMED: 5,
    Flow.EXPIRED: 6,
    Flow.CANCELLED: 7,
    Flow.TRANSFERRED: 8,
    Flow.ADJUSTED: 9,
}
ORIGINS: dict[KeyOrigin, int] = {
    KeyOrigin.EXTERNAL: 1,
    KeyOrigin.COMMAND: 2,
    KeyOrigin.ORDER: 3,
    KeyOrigin.SCENARIO: 4,
    KeyOrigin.CODE: 5,
    KeyOrigin.CLOSE: 6,
}
PARTICIPANT_STATES: dict[ParticipantState, int] = {
    ParticipantState.ACTIVE: 1,
    ParticipantState.BLOCKED: 2,
    ParticipantState.LEFT: 3,
}
TIER_REASONS: dict[TierReason, int] = {
    TierReason.JOINED: 1,
    TierReason.POINTS: 2,
    TierReason.REVIEW: 3,
    TierReason.MANUAL: 4,
    TierReason.MANUAL_END: 5,
    TierReason.TIERS_CHANGED: 6,
    TierReason.CANCELLATION: 7,
}

TYPE_OF = {number: kind for kind, number in TYPES.items()}
STATE_OF = {number: state for state, number in STATES.items()}
FLOW_OF = {number: flow for flow, number in FLOWS.items()}
ORIGIN_OF = {number: origin for origin, number in ORIGINS.items()}
PARTICIPANT_STATE_OF = {number: state for state, number in PARTICIPANT_STATES.items()}
TIER_REASON_OF = {number: reason for reason, number in TIER_REASONS.items()}


def word_sql(expression: str, numbers: dict[E, int]) -> str:
    """Return SQL for the word of a stored number, for lists that filter and group by words."""
    cases = "".join(f" WHEN {number} THEN '{word}'" for word, number in numbers.items())
    return f"CASE {expression}{cases} END"


TEMPORARY, PERMANENT, COMMITTED, ROLLED_BACK, CANCELLED = (STATES[s] for s in TransactionState)
INITIAL, ACCRUAL, REDEMPTION, EXPIRATION, ACTIVATION, CANCELLATION, ADJUSTMENT, TRANSFER, IMPORT = (
    TYPES[t] for t in TransactionType
)
ORIGINS_EXTERNAL = ORIGINS[KeyOrigin.EXTERNAL]
FLOWS_EXPIRED, FLOWS_CANCELLED = FLOWS[Flow.EXPIRED], FLOWS[Flow.CANCELLED]
FLOWS_GIVEN_BACK, FLOWS_ADJUSTED = FLOWS[Flow.GIVEN_BACK], FLOWS[Flow.ADJUSTED]
COUNTED = f"({PERMANENT}, {CANCELLED})"
"""States whose amounts moved the balance, for `state IN`."""

MOVED = f"(t.state = {PERMANENT} AND (t.type IN ({ACCRUAL}, {REDEMPTION}) OR t.type = {TRANSFER} AND t.amount < 0))"
"""The condition "the participant did `t`, and it stands": an accrual, a redemption or a transfer out of one's own."""

TOTAL_AFTER = f"(t.total_before + CASE WHEN t.state IN {COUNTED} THEN t.amount ELSE 0 END)"
"""The balance after a transaction `t`."""

RECORDED_AT = "COALESCE(t.recorded_at, b.started_at)"
ACTOR = "COALESCE(t.actor, b.actor)"
BATCH_JOIN = "LEFT JOIN import_batch b ON b.id = t.import_batch_id"
"""What a batch shares is kept in the batch: a transaction without a time or an actor has those of its batch."""

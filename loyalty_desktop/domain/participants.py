"""Filters, sort orders and selections of participants, and rules on their states that need no database."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from loyalty_desktop.domain.entities.participants import BLOCK, PARTICIPANT
from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError, RuleViolation
from loyalty_desktop.domain.findings import check_field
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.list_filters import ListQuery


class ParticipantColumn(StrEnum):
    """Columns that participants can be sorted by. The four columns of points need a points type."""

    ID = "id"
    EXTERNAL_ID = "external_id"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CITY = "city"
    STATE = "state"
    TIER = "tier"
    REGISTERED = "registered"
    TOTAL = "total"
    ACTIVE = "active"
    PENDING = "pending"
    HELD = "held"
    PROFILE_FIELD = "profile_field"  # any field of the profile's field table


@dataclass(frozen=True, slots=True)
class ParticipantSort:
    """Sort order. `target_id` is the points type or tier group of the column, `field` the name of a profile field."""

    column: ParticipantColumn = ParticipantColumn.ID
    descending: bool = False
    target_id: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class AllMatching:
    """A selection by query: every participant that it matches at the time of use."""

    query: ListQuery


class ParticipantKey(NamedTuple):
    """What names one participant: the program and the id in it. One person may have the same id in two programs."""

    program_id: int
    participant_id: int

    def params(self) -> dict[str, int]:
        """Return the key as the parameters of the card's route, and of its saved state."""
        return self._asdict()


Selection = tuple[int, ...] | AllMatching
"""The participants of a bulk action."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """The result of a bulk action: how many were asked for, how many were done, and the first refusals."""

    asked: int
    done: int
    refusals: tuple[tuple[int, LoyaltyError], ...] = ()


@dataclass(frozen=True, slots=True)
class IdSnapshot:
    """Ids of a list in sort order (64-bit array), and how many there are without the filter."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    total: int = 0


def check_reason(reason: str) -> str:
    """Return a required reason, trimmed.

    Raises InvalidInput `participant.reason_missing`, or the first finding of its field table.
    """
    trimmed = " ".join(reason.split())
    if not trimmed:
        raise InvalidInput("participant.reason_missing", field="reason")
    check_field(BLOCK["reason"], trimmed)
    return trimmed


def check_comment(comment: str) -> str | None:
    """Return a comment to store, None when it is empty. Raises InvalidInput with the first finding of its field table."""
    check_field(PARTICIPANT["comment"], comment)
    return comment.strip() or None


def check_active(state: ParticipantState, *, reason: str | None = None) -> None:
    """Raise RuleViolation `participant.blocked` or `participant.left` unless the participant is active."""
    if state is ParticipantState.BLOCKED:
        raise RuleViolation("participant.blocked", reason=reason or "")
    if state is ParticipantState.LEFT:
        raise RuleViolation("participant.left")

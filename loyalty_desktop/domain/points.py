"""The draft of an accrual or a redemption, and the rows of points that screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from loyalty_desktop.domain.entities.points import POINTS_OPERATION
from loyalty_desktop.domain.findings import Findings
from loyalty_desktop.domain.validation import ValidationReport


@dataclass(frozen=True, slots=True)
class PointsDraft:
    """Points to accrue or redeem. With `temporary_seconds` they are only promised or held for that time.

    `amount` is in points; None means that nothing was typed. `occurred_at` None means now.
    """

    points_type_id: int
    amount: Decimal | None = None
    description: str = ""
    occurred_at: datetime | None = None
    activates_on: date | None = None
    expires_on: date | None = None
    temporary_seconds: int | None = None

    def validate(self) -> ValidationReport:
        """Return all findings that do not need the database."""
        out = Findings()
        if self.amount is None:
            out.error("amount", "participant.amount_missing")
        elif self.amount <= 0:
            out.error("amount", "participant.amount_not_positive")
        out.field(POINTS_OPERATION["description"], self.description)
        if self.temporary_seconds is not None:
            if self.temporary_seconds <= 0:
                out.error("temporary_seconds", "points.timeout")
            if self.activates_on is not None or self.expires_on is not None:
                out.error("expires_on", "points.temporary_days")
        return out.report()

    def checked_amount(self) -> Decimal:
        """Return the amount of a draft without errors. Raises InvalidInput with the first error."""
        self.validate().raise_first()
        return Decimal(0) if self.amount is None else self.amount


@dataclass(frozen=True, slots=True)
class TransactionRow:
    """A points transaction. `amount` is signed; for a temporary one it is what it reserves."""

    id: int
    participant_id: int
    program_id: int
    points_type_id: int
    points_type: str
    uuid: str
    external_id: str | None
    type: str
    state: str
    amount: Decimal
    written_off: Decimal
    total_before: Decimal
    total_after: Decimal
    active_before: Decimal
    active_after: Decimal
    occurred_at: datetime
    recorded_at: datetime
    timeout_at: datetime | None
    reverses_id: int | None
    settles_id: int | None
    transfer_uuid: str | None
    source_type: str | None
    source_id: str | None
    description: str
    external_data: str | None
    actor: str
    import_batch_id: int | None


@dataclass(frozen=True, slots=True)
class ListedTransactionRow:
    """A transaction with its participant, for the program's list and exports."""

    transaction: TransactionRow
    profile_id: int
    profile_external_id: str
    first_name: str
    last_name: str
    email: str
    phone: str


class TransactionColumn(StrEnum):
    """Columns that transactions can be sorted and filtered by. The last one is not shown."""

    ID = "id"
    OCCURRED_AT = "occurred_at"
    PARTICIPANT = "participant"
    NAME = "name"
    TYPE = "type"
    STATE = "state"
    POINTS_TYPE = "points_type"
    AMOUNT = "amount"
    TOTAL_AFTER = "total_after"
    DESCRIPTION = "description"
    EXTERNAL_ID = "external_id"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A participant's balance of one points type. `total` = active + pending + held; `debt` is what lots below zero owe."""

    points_type_id: int
    name: str
    external_id: str
    kind: str
    decimals: int
    total: Decimal
    active: Decimal
    pending: Decimal
    held: Decimal
    debt: Decimal
    expiring_30: Decimal  # active or pending points whose last day is within 30 days
    next_expiry: date | None


@dataclass(frozen=True, slots=True)
class LotRow:
    """Points of one accrual: how many there were at first, and what is left in each bucket."""

    id: int
    participant_id: int
    points_type_id: int
    points_type: str
    transaction_id: int
    amount: Decimal
    pending: Decimal
    active: Decimal
    held: Decimal
    accrued_at: datetime
    activates_on: date | None
    expires_on: date | None  # None: never, or by inactivity


@dataclass(frozen=True, slots=True)
class ExpiringRow:
    """Points of one participant that expire on one day."""

    participant_id: int
    expires_on: date
    amount: Decimal

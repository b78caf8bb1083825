"""Enumerations: states, kinds and policies. Their values are stored in the database and written in files."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class ProgramState(StrEnum):
    """Only one program per profile database can be active; in a paused one points cannot be moved."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


class ParticipantState(StrEnum):
    """Every operation of a blocked participant is refused; a participant who left may join again."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    LEFT = "left"


class PointsKind(StrEnum):
    """Standard points pay; qualification points decide tiers."""

    STANDARD = "standard"
    QUALIFICATION = "qualification"


class ExpiryKind(StrEnum):
    """When a lot expires. All are local dates in the program's time zone, valid through that day."""

    NEVER = "never"
    AFTER_DAYS = "after_days"
    AFTER_MONTHS = "after_months"
    END_OF_MONTH = "end_of_month"  # `count` periods on: 0 is the end of the month of accrual
    END_OF_QUARTER = "end_of_quarter"
    END_OF_YEAR = "end_of_year"
    FIXED_DATE = "fixed_date"
    INACTIVITY = "inactivity"  # `count` months without an accrual or a redemption


class RoundingMode(StrEnum):
    """How an amount is rounded to the step of the points type."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"
    TO_ZERO = "to_zero"


class CancelPolicy(StrEnum):
    """What happens to points that were spent before their accrual was cancelled."""

    DEBT = "debt"
    WRITE_OFF = "write_off"


class TransactionType(StrEnum):
    """What a points transaction is for."""

    INITIAL = "initial"
    ACCRUAL = "accrual"
    REDEMPTION = "redemption"
    EXPIRATION = "expiration"
    ACTIVATION = "activation"
    CANCELLATION = "cancellation"
    ADJUSTMENT = "adjustment"
    TRANSFER = "transfer"
    IMPORT = "import"  # an opening balance imported from another system


class TransactionState(StrEnum):
    """`COMMITTED` is a temporary transaction that a permanent one replaced (docs/adr)."""

    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    COMMITTED = "committed"
    ROLLED_BACK = "rolled_back"
    CANCELLED = "cancelled"


class Flow(StrEnum):
    """The line of the reports to which a transaction's amount belongs; `NONE` moves nothing."""

    NONE = "none"
    ACCRUED = "accrued"
    INITIAL = "initial"
    IMPORTED = "imported"
    GIVEN_BACK = "given_back"  # a cancelled redemption, transfer out or expiration
    REDEEMED = "redeemed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"  # a cancelled accrual, initial balance, import or transfer in
    TRANSFERRED = "transferred"
    ADJUSTED = "adjusted"


class KeyOrigin(StrEnum):
    """Who made an idempotency key. Only an external one is shown as the external ID of its transaction."""

    EXTERNAL = "external"  # given by the caller or the sheet
    COMMAND = "command"  # made by a dialog or a bulk command of this program
    ORDER = "order"
    SCENARIO = "scenario"
    CODE = "code"
    CLOSE = "close"


class TierGroupKind(StrEnum):
    """Cumulative groups only add up; periodic ones are reviewed."""

    CUMULATIVE = "cumulative"
    PERIODIC = "periodic"


class ReviewAnchor(StrEnum):
    """When a periodic group is reviewed: on calendar days, or counted from each participant's registration."""

    CALENDAR = "calendar"
    ANNIVERSARY = "anniversary"


class Downgrade(StrEnum):
    """How far a review may lower a tier."""

    NONE = "none"
    ONE_STEP = "one_step"
    BY_BALANCE = "by_balance"


class TierReason(StrEnum):
    """Why a participant's tier changed."""

    JOINED = "joined"
    POINTS = "points"
    REVIEW = "review"
    MANUAL = "manual"
    MANUAL_END = "manual_end"
    TIERS_CHANGED = "tiers_changed"
    CANCELLATION = "cancellation"


class FieldKind(StrEnum):
    """Types of custom fields of profiles."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    YES_NO = "yes_no"
    LIST = "list"
    DATE = "date"


class Gender(StrEnum):
    """What a profile's gender may be, when it is known."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class ImportKind(str):
    """The name of a kind of sheet, as files, commands and the database write it.

    `words.sheet_kinds.KIND_WORDS` has all of them in their order. A new kind needs no line here: its modules make its name
    themselves; the names below are those that tests and the demonstration ask for.
    """

    __slots__ = ()
    PROFILES: ClassVar[ImportKind]
    PARTICIPANTS: ClassVar[ImportKind]
    POINTS: ClassVar[ImportKind]

    @property
    def value(self) -> str:
        """Return the name as plain text."""
        return str(self)


ImportKind.PROFILES = ImportKind("profiles")
ImportKind.PARTICIPANTS = ImportKind("participants")
ImportKind.POINTS = ImportKind("points")


class ImportMode(StrEnum):
    """Which rows an import may write."""

    BOTH = "both"
    ONLY_NEW = "only_new"
    ONLY_UPDATE = "only_update"


class BatchState(StrEnum):
    """States of an import batch."""

    APPLYING = "applying"
    APPLIED = "applied"
    INTERRUPTED = "interrupted"
    UNDONE = "undone"
    FAILED = "failed"


class Severity(StrEnum):
    """Errors prevent the operation; warnings do not."""

    ERROR = "error"
    WARNING = "warning"

"""Drafts: what forms edit. They are frozen; forms call replace(), services validate and store them.

Amounts are Decimals in points, days are `date`s. `id` None means new. `version` is the version that was read, for
conflict checks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    Downgrade,
    ExpiryKind,
    FieldKind,
    PointsKind,
    ReviewAnchor,
    RoundingMode,
    TierGroupKind,
)


@dataclass(frozen=True, slots=True)
class CustomFieldDraft:
    """A profile field the user defines. `name` is its name in files; `options` are the values of a list."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    options: tuple[str, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ProfileDatabaseDraft:
    """A customer base."""

    name: str
    external_id: str
    fields: tuple[CustomFieldDraft, ...] = ()
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class PointsTypeDraft:
    """Rules of one kind of points."""

    name: str
    external_id: str
    description: str = ""
    kind: PointsKind = PointsKind.STANDARD
    initial_balance: Decimal = Decimal(0)
    money_rate: Decimal = Decimal(1)  # points per currency unit; 0: worth no money
    activation_days: int = 0  # 0: active at once
    expiry_kind: ExpiryKind = ExpiryKind.NEVER
    expiry_count: int = 0
    expiry_date: date | None = None
    rounding_mode: RoundingMode = RoundingMode.HALF_UP
    rounding_step: Decimal = Decimal("0.01")
    decimals: int = 2
    redeem_max_share: Decimal | None = None  # percent of an order
    redeem_min: Decimal | None = None
    redeem_step: Decimal | None = None
    largest_balance: Decimal | None = None
    cancel_policy: CancelPolicy = CancelPolicy.DEBT
    archived: bool = False
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class TierDraft:
    """One step of the ladder. Its order is its place in the group's tuple, from 0; the first has threshold 0."""

    name: str
    external_id: str
    threshold: Decimal = Decimal(0)
    colour: str = "#3056d3"
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TierGroupDraft:
    """A tier group: a ladder of tiers over one qualification points type."""

    name: str
    external_id: str
    points_type: str  # external ID of the qualification points type
    kind: TierGroupKind = TierGroupKind.CUMULATIVE
    review_months: int = 12
    review_anchor: ReviewAnchor = ReviewAnchor.CALENDAR
    review_day: date | None = None  # the day of one calendar review; the others are counted from it
    reset: bool = True  # points start from 0 after a review
    downgrade: Downgrade = Downgrade.BY_BALANCE
    grace_days: int = 0
    tiers: tuple[TierDraft, ...] = ()
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner of the program. `cost_share` is the percentage of the cost it carries."""

    name: str
    external_id: str
    owns: str = ""
    cost_share: Decimal = Decimal(0)
    contact_person: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    website: str = ""
    note: str = ""
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ProgramDraft:
    """A whole program, as its editor shows it."""

    name: str
    external_id: str
    profile_database_id: int
    description: str = ""
    currency: str = "USD"
    time_zone: str = "UTC"
    points_types: tuple[PointsTypeDraft, ...] = ()
    tier_groups: tuple[TierGroupDraft, ...] = ()
    partners: tuple[PartnerDraft, ...] = ()
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """One profile, as its form shows it; `custom` holds the typed values of custom fields by name."""

    external_id: str = ""
    email: str = ""
    phone: str = ""
    first_name: str = ""
    last_name: str = ""
    middle_name: str = ""
    birth_date: date | None = None
    gender: str = ""
    city: str = ""
    postal_code: str = ""
    region: str = ""
    language: str = ""
    consent_marketing: bool | None = None
    consent_program: bool | None = None
    tags: tuple[str, ...] = ()
    custom: dict[str, object] = field(default_factory=dict)
    id: int | None = None
    version: int = 0

"""What the quick start makes by default: a profile database, a program, standard points, and four tiers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from loyalty_desktop.domain.drafts import (
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProfileDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import PointsKind

POINTS = PointsTypeDraft(name="Points", external_id="points", money_rate=Decimal(100))
STATUS = PointsTypeDraft(
    name="Status points",
    external_id="status",
    kind=PointsKind.QUALIFICATION,
    money_rate=Decimal(0),
)
TIERS = (
    TierDraft("Member", "member", Decimal(0), "#8a94a6"),
    TierDraft("Silver", "silver", Decimal(500), "#5b7fa6"),
    TierDraft("Gold", "gold", Decimal(1500), "#b7791f"),
    TierDraft("Platinum", "platinum", Decimal(4000), "#6b4fbb"),
)


@dataclass(frozen=True, slots=True)
class QuickStartDraft:
    """Answers of the quick-start wizard. Points expire only as `points` defines; the tier group is cumulative.

    A profile database whose external ID already exists is used unchanged. Without `status` there are no tiers.
    """

    program_name: str = "Loyalty program"
    program_external_id: str = "loyalty"
    description: str = ""
    currency: str = "USD"
    time_zone: str = "UTC"
    database_name: str = "Customers"
    database_external_id: str = "customers"
    points: PointsTypeDraft = POINTS
    status: PointsTypeDraft | None = STATUS
    tiers: tuple[TierDraft, ...] = TIERS
    tier_group_name: str = "Tiers"
    tier_group_external_id: str = "tiers"
    pause_other: bool = False
    phone_region: str = ""  # becomes the workspace's country of phones, unless empty


@dataclass(frozen=True, slots=True)
class QuickStartResult:
    """Ids of what was created or found."""

    program_id: int
    profile_database_id: int


def program_of(draft: QuickStartDraft, profile_database_id: int) -> ProgramDraft:
    """Return the program that a quick start makes over a profile database."""
    types = (draft.points,) if draft.status is None else (draft.points, draft.status)
    groups: tuple[TierGroupDraft, ...] = ()
    if draft.status is not None and draft.tiers:
        group = TierGroupDraft(
            name=draft.tier_group_name,
            external_id=draft.tier_group_external_id,
            points_type=draft.status.external_id,
            tiers=draft.tiers,
        )
        groups = (group,)
    return ProgramDraft(
        name=draft.program_name,
        external_id=draft.program_external_id,
        description=draft.description,
        profile_database_id=profile_database_id,
        currency=draft.currency,
        time_zone=draft.time_zone,
        points_types=types,
        tier_groups=groups,
    )


def database_of(draft: QuickStartDraft) -> ProfileDatabaseDraft:
    """Return the profile database that a quick start makes when none has that external ID."""
    return ProfileDatabaseDraft(name=draft.database_name, external_id=draft.database_external_id)


@dataclass(frozen=True, slots=True)
class FirstParticipant:
    """The participant created by the last steps of the wizard; `points` are accrued at once."""

    profile: ProfileDraft
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class QuickStartDone:
    """What was created.

    `participant_id` is set only when a participant was entered by hand; `problem` is an error after the program was made.
    """

    program_id: int
    participant_id: int | None = None
    problem: LoyaltyError | None = None

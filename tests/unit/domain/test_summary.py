"""The summing-up sentence says each rule once, and only rules that are set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from loyalty_desktop.domain.drafts import PointsTypeDraft, TierGroupDraft
from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    Downgrade,
    ExpiryKind,
    PointsKind,
    TierGroupKind,
)
from loyalty_desktop.domain.summary import summarise_points, summarise_tiers

POINTS = PointsTypeDraft("Stars", "stars", money_rate=Decimal(100))


def codes(draft: PointsTypeDraft, *groups: str) -> list[str]:
    return [part.code for part in summarise_points(draft, currency="USD", tier_groups=groups)]


def test_plain_points_have_a_short_sentence() -> None:
    assert codes(POINTS) == ["worth", "spend_at_once", "expires_never", "debt"]


def test_every_rule_that_is_set_is_told() -> None:
    draft = replace(
        POINTS,
        initial_balance=Decimal(50),
        activation_days=14,
        expiry_kind=ExpiryKind.END_OF_QUARTER,
        expiry_count=1,
        redeem_max_share=Decimal(50),
        redeem_min=Decimal(100),
        redeem_step=Decimal(10),
        largest_balance=Decimal(5000),
        cancel_policy=CancelPolicy.WRITE_OFF,
    )
    parts = summarise_points(draft, currency="USD")
    assert [part.code for part in parts] == [
        "worth",
        "initial",
        "spend_after",
        "expires_end_of_quarter",
        "share",
        "least",
        "step",
        "largest",
        "write_off",
    ]
    assert parts[3].params == {"count": 1}


def test_qualification_points_tell_what_they_decide() -> None:
    status = replace(POINTS, kind=PointsKind.QUALIFICATION)
    assert codes(status, "Tiers")[0] == "decides"
    assert codes(status)[0] == "decides_nothing"
    assert "debt" not in codes(status)


def test_points_without_a_rate_are_worth_nothing() -> None:
    assert codes(replace(POINTS, money_rate=Decimal(0)))[0] == "worth_nothing"


def test_tiers_tell_when_they_are_reviewed() -> None:
    group = TierGroupDraft("Tiers", "tiers", "status")
    assert [p.code for p in summarise_tiers(group)] == [
        "up_at_once",
        "only_add_up",
        "lowered_by_balance",
    ]
    periodic = replace(
        group,
        kind=TierGroupKind.PERIODIC,
        review_day=date(2026, 1, 1),
        downgrade=Downgrade.ONE_STEP,
        grace_days=30,
    )
    assert [p.code for p in summarise_tiers(periodic)] == [
        "up_at_once",
        "reviewed_calendar",
        "downgrade_one_step",
        "grace",
        "reset",
    ]
    assert [p.code for p in summarise_tiers(replace(periodic, downgrade=Downgrade.NONE))] == [
        "up_at_once",
        "reviewed_calendar",
        "downgrade_none",
        "reset",
    ]

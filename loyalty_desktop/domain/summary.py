"""Summaries of points types and tier groups, as parts: codes with values. The interface has the texts. Pure.

The parts come in the order of the sentence. A part's code names a phrase; its params are numbers, dates and kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loyalty_desktop.domain.drafts import PointsTypeDraft, TierGroupDraft
from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    Downgrade,
    ExpiryKind,
    PointsKind,
    ReviewAnchor,
    TierGroupKind,
)


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """One phrase. `params` hold Decimals (points, percent), ints (days, months), dates and enum values."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def summarise_points(
    draft: PointsTypeDraft, *, currency: str, tier_groups: tuple[str, ...] = ()
) -> tuple[SummaryPart, ...]:
    """Return the rules of a points type in this order: value, activation, expiry, redemption, cancellation.

    `tier_groups` are the names of the groups that count these points.
    """
    parts = [_worth(draft, currency, tier_groups)]
    if draft.initial_balance > 0:
        parts.append(SummaryPart("initial", {"amount": draft.initial_balance}))
    parts.append(_activation(draft))
    parts.append(_expiry(draft))
    if draft.kind is PointsKind.STANDARD:
        parts.extend(_limits(draft))
    if draft.largest_balance is not None:
        parts.append(SummaryPart("largest", {"amount": draft.largest_balance}))
    if draft.kind is PointsKind.STANDARD:
        debt = draft.cancel_policy is CancelPolicy.DEBT
        parts.append(SummaryPart("debt" if debt else "write_off"))
    return tuple(parts)


def summarise_tiers(group: TierGroupDraft) -> tuple[SummaryPart, ...]:
    """Return when tiers rise, when they are reviewed, and how far a review may lower them."""
    parts = [SummaryPart("up_at_once")]
    grace = group.grace_days > 0 and group.downgrade is not Downgrade.NONE
    if group.kind is TierGroupKind.CUMULATIVE:
        parts.append(SummaryPart("only_add_up"))
        parts.append(SummaryPart(f"lowered_{group.downgrade.value}"))
        if grace:
            parts.append(SummaryPart("grace", {"days": group.grace_days}))
        return tuple(parts)
    months = {"months": group.review_months}
    if group.review_anchor is ReviewAnchor.ANNIVERSARY:
        parts.append(SummaryPart("reviewed_anniversary", months))
    else:
        parts.append(SummaryPart("reviewed_calendar", {**months, "day": group.review_day}))
    parts.append(SummaryPart(f"downgrade_{group.downgrade.value}"))
    if grace:
        parts.append(SummaryPart("grace", {"days": group.grace_days}))
    parts.append(SummaryPart("reset" if group.reset else "kept"))
    return tuple(parts)


def _worth(draft: PointsTypeDraft, currency: str, tier_groups: tuple[str, ...]) -> SummaryPart:
    if draft.kind is PointsKind.QUALIFICATION:
        if tier_groups:
            return SummaryPart("decides", {"groups": tier_groups})
        return SummaryPart("decides_nothing")
    if not draft.money_rate.is_finite() or draft.money_rate <= 0:
        return SummaryPart("worth_nothing")
    return SummaryPart("worth", {"rate": draft.money_rate, "currency": currency})


def _activation(draft: PointsTypeDraft) -> SummaryPart:
    spent = draft.kind is PointsKind.STANDARD
    if draft.activation_days <= 0:
        return SummaryPart("spend_at_once" if spent else "count_at_once")
    return SummaryPart("spend_after" if spent else "count_after", {"days": draft.activation_days})


def _expiry(draft: PointsTypeDraft) -> SummaryPart:
    kind = draft.expiry_kind
    if kind is ExpiryKind.NEVER:
        return SummaryPart("expires_never")
    if kind is ExpiryKind.FIXED_DATE:
        return SummaryPart("expires_fixed_date", {"day": draft.expiry_date})
    return SummaryPart(f"expires_{kind.value}", {"count": draft.expiry_count})


def _limits(draft: PointsTypeDraft) -> list[SummaryPart]:
    parts = []
    if draft.redeem_max_share is not None:
        parts.append(SummaryPart("share", {"percent": draft.redeem_max_share}))
    if draft.redeem_min is not None and draft.redeem_min > 0:
        parts.append(SummaryPart("least", {"amount": draft.redeem_min}))
    if draft.redeem_step is not None:
        parts.append(SummaryPart("step", {"amount": draft.redeem_step}))
    return parts

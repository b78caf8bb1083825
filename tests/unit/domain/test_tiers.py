"""Rules of tiers: thresholds, policies, grace, review days."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_desktop.domain.days import instant, local_day, zone
from loyalty_desktop.domain.kinds import Downgrade, ReviewAnchor, TierGroupKind
from loyalty_desktop.domain.tiers import (
    Ladder,
    Occasion,
    ReviewPlan,
    TierVerdict,
    decide,
    periods,
    zone_steps,
)

CUMULATIVE, PERIODIC = TierGroupKind.CUMULATIVE, TierGroupKind.PERIODIC


def ladder(
    kind: TierGroupKind = PERIODIC, down: Downgrade = Downgrade.BY_BALANCE, grace: int = 0
) -> Ladder:
    return Ladder(kind, down, (0, 100, 500, 1000), reset=True, grace_days=grace)


@pytest.mark.parametrize(
    ("balance", "place"), [(-5, 0), (0, 0), (99, 0), (100, 1), (999, 2), (1000, 3), (10**9, 3)]
)
def test_a_balance_deserves_the_highest_threshold_it_reaches(balance: int, place: int) -> None:
    assert ladder().deserved(balance) == place


@pytest.mark.parametrize(
    ("down", "kept"), [(Downgrade.NONE, 3), (Downgrade.ONE_STEP, 2), (Downgrade.BY_BALANCE, 1)]
)
def test_a_review_takes_what_the_policy_says_and_starts_anew(down: Downgrade, kept: int) -> None:
    assert decide(ladder(down=down), Occasion.REVIEW, 3, 1, waiting=False) == TierVerdict(
        kept, waiting=False, reset=True
    )


def test_grace_puts_a_fall_off_once_and_only_a_fall() -> None:
    rules = ladder(grace=30)
    assert decide(rules, Occasion.REVIEW, 3, 1, waiting=False) == TierVerdict(3, waiting=True)
    assert decide(rules, Occasion.REVIEW, 3, 3, waiting=False).reset
    assert decide(rules, Occasion.REVIEW, 3, 1, waiting=True) == TierVerdict(
        1, waiting=False, reset=True
    )
    assert decide(rules, Occasion.GRACE_END, 3, 3, waiting=True).earned == 3


@given(
    st.builds(
        ladder, st.sampled_from(TierGroupKind), st.sampled_from(Downgrade), st.integers(0, 30)
    ),
    st.sampled_from(Occasion),
    st.integers(0, 3),
    st.integers(0, 3),
    st.booleans(),
)
def test_no_occasion_goes_below_what_is_deserved_or_above_what_was_reached(
    rules: Ladder,
    occasion: Occasion,
    earned: int,
    deserved: int,
    waiting: bool,
) -> None:
    verdict = decide(rules, occasion, earned, deserved, waiting=waiting)
    assert min(earned, deserved) <= verdict.earned <= max(earned, deserved)
    if deserved >= earned:
        assert verdict.earned == deserved
    if occasion is Occasion.POINTS:
        assert verdict.earned >= earned


@pytest.mark.parametrize("occasion", [Occasion.POINTS, Occasion.LOWERED, Occasion.LADDER])
def test_between_reviews_a_periodic_group_takes_nothing_away(occasion: Occasion) -> None:
    for earned, deserved in product(range(4), repeat=2):
        assert decide(ladder(), occasion, earned, deserved, waiting=False).earned >= earned


def test_calendar_reviews_fall_on_the_same_days_for_everybody() -> None:
    plan = ReviewPlan(6, ReviewAnchor.CALENDAR, 20200101)
    assert plan.after(20260115, 20251120) == 20260701
    assert plan.after(20260701, 20251120) == 20270101
    assert plan.start(20260115, 20251120) == 20260101
    assert plan.start(20260115, 20260110) == 20260110
    assert ReviewPlan(12, ReviewAnchor.CALENDAR, 20300301).after(20260115, 0) == 20260301


def test_anniversaries_do_not_drift_after_short_months() -> None:
    plan = ReviewPlan(1, ReviewAnchor.ANNIVERSARY)
    day, seen = 20240131, []
    for _ in range(4):
        day = plan.after(day, 20240131)
        seen.append(day)
    assert seen == [20240229, 20240331, 20240430, 20240531]
    assert ReviewPlan(12, ReviewAnchor.ANNIVERSARY).after(20250301, 20240229) == 20260228


@given(st.integers(1, 24), st.integers(20150101, 20151228), st.sampled_from([20250215, 20260731]))
def test_the_next_review_is_always_to_come_and_the_period_runs(
    months: int, registered: int, today: int
) -> None:
    if not 1 <= registered % 100 <= 28 or not 1 <= registered // 100 % 100 <= 12:
        return
    plan = ReviewPlan(months, ReviewAnchor.ANNIVERSARY)
    assert plan.start(today, registered) <= today < plan.after(today, registered)


def test_periods_without_a_review_start_with_the_registration() -> None:
    moment = instant(datetime(2026, 1, 14, 23, 30, tzinfo=UTC))
    found = periods(None, [moment], zone("Europe/Berlin"), 20260301)
    assert found == {moment: (20260115, None)}


@pytest.mark.parametrize(
    "name", ["Europe/Moscow", "America/St_Johns", "Australia/Lord_Howe", "UTC"]
)
def test_offsets_in_steps_give_the_same_local_days_as_the_clock(name: str) -> None:
    tz = zone(name)
    first = instant(datetime(2009, 12, 31, tzinfo=UTC))
    last = instant(datetime(2016, 2, 1, tzinfo=UTC))
    steps = zone_steps(tz, first, last)
    for moment in range(first, last, 3_599_000_000):
        shift = next(offset for at, offset in reversed(steps) if moment >= at)
        assert local_day(moment + shift, zone("UTC")) == local_day(moment, tz)


@pytest.mark.parametrize("months", [1, 3, 5, 7, 9, 12])
def test_reviews_without_a_first_day_are_one_series_over_the_years(months: int) -> None:
    plan = ReviewPlan(months, ReviewAnchor.CALENDAR)
    found = plan.between(20241231, 20321231, 20240101)
    assert [
        (b // 10_000 - a // 10_000) * 12 + b // 100 % 100 - a // 100 % 100
        for a, b in pairwise(found)
    ] == [months] * (len(found) - 1)
    assert all(plan.after(day - 1, 20240101) == day for day in found[1:])

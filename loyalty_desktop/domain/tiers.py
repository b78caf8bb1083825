"""Decide tiers: one rule for a single accrual, a review of a million participants, and a preview.

A ladder is a rising tuple of thresholds (units); a place is an index into it. `earned` is the place by points alone;
the tier shown is the higher of `earned` and a floor set by hand. Days are YYYYMMDD.

Rules (docs/adr/0010):
- reaching a threshold moves up at once;
- in a periodic group a tier is not lowered before the review; in a cumulative group a balance that falls below the
  threshold (cancellation, expiry) lowers the tier as far as the downgrade policy allows;
- grace: a downgrade waits `grace_days` longer. The points are kept for that time, so that a participant can earn what is
  missing; a periodic group resets them when the grace ends;
- a changed ladder moves participants up at once, and down only in cumulative groups.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.days import add_days, add_months, local_day
from loyalty_desktop.domain.kinds import Downgrade, ReviewAnchor, TierGroupKind


class Occasion(StrEnum):
    """Why tiers are decided."""

    POINTS = "points"  # the balance grew
    LOWERED = "lowered"  # a cancellation or an expiry may have lowered it
    REVIEW = "review"
    GRACE_END = "grace_end"
    LADDER = "ladder"  # the ladder itself changed


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rules of one tier group."""

    kind: TierGroupKind
    downgrade: Downgrade
    thresholds: tuple[int, ...]
    reset: bool = False
    grace_days: int = 0

    def deserved(self, balance: int) -> int:
        """Return the place that a balance reaches; the first place when it reaches none."""
        return max(bisect_right(self.thresholds, balance) - 1, 0)

    @property
    def resets(self) -> bool:
        """Return whether points start from 0 after a review."""
        return self.kind is TierGroupKind.PERIODIC and self.reset


@dataclass(frozen=True, slots=True)
class TierVerdict:
    """The decision about a standing: the new place, whether grace runs afterwards, whether points start from 0 again."""

    earned: int
    waiting: bool
    reset: bool = False


def decide(
    ladder: Ladder, occasion: Occasion, earned: int, deserved: int, *, waiting: bool
) -> TierVerdict:
    """Decide one standing. `waiting` means that grace is running. The caller sets the dates of the grace (`grace_end`)."""
    if occasion is Occasion.REVIEW or occasion is Occasion.GRACE_END:
        target = _lowered(ladder, earned, deserved)
        if occasion is Occasion.REVIEW and target < earned and ladder.grace_days and not waiting:
            return TierVerdict(earned, waiting=True)
        return TierVerdict(target, waiting=False, reset=ladder.resets)
    if deserved >= earned:
        # The missing points were earned: grace is no longer needed, unless its end must still reset the points.
        return TierVerdict(deserved, waiting=waiting and ladder.resets)
    if occasion is Occasion.POINTS or ladder.kind is TierGroupKind.PERIODIC:
        return TierVerdict(earned, waiting=waiting)
    target = _lowered(ladder, earned, deserved)
    if target < earned and ladder.grace_days:
        return TierVerdict(earned, waiting=True)
    return TierVerdict(target, waiting=False)


def _lowered(ladder: Ladder, earned: int, deserved: int) -> int:
    if deserved >= earned or ladder.downgrade is Downgrade.NONE:
        return max(deserved, earned)
    return earned - 1 if ladder.downgrade is Downgrade.ONE_STEP else deserved


def grace_end(ladder: Ladder, day: int) -> int:
    """Return the last day of a grace period that starts on `day`."""
    return add_days(day, ladder.grace_days)


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """When a periodic group is reviewed. `first` is any calendar day of the series (None: 1 January)."""

    months: int
    anchor: ReviewAnchor
    first: int | None = None

    def after(self, day: int, registered: int) -> int:
        """Return the first review after `day`; reviews by anniversary are counted from `registered`."""
        return self._near(day, registered)[1]

    def start(self, day: int, registered: int) -> int:
        """Return the first day of the period that includes `day`: the review before it, or the registration when that is later."""
        return max(self._near(day, registered)[0], registered)

    def _near(self, day: int, registered: int) -> tuple[int, int]:
        """Return the last review on or before `day` and the first one after it."""
        base = registered if self.anchor is ReviewAnchor.ANNIVERSARY else self.first
        if base is None:
            base = day // 10_000 * 10_000 + 101
        step = (day // 10_000 - base // 10_000) * 12 + (day // 100 % 100 - base // 100 % 100)
        step = step // self.months * self.months
        while add_months(base, step) > day:
            step -= self.months
        while add_months(base, step + self.months) <= day:
            step += self.months
        return add_months(base, step), add_months(base, step + self.months)


def periods(
    plan: ReviewPlan | None, registrations: Iterable[int], tz: ZoneInfo, today: int
) -> dict[int, tuple[int, int | None]]:
    """Return (start of the current period, next review) for an instant of registration; no review without a plan."""
    by_day: dict[int, tuple[int, int | None]] = {}
    found: dict[int, tuple[int, int | None]] = {}
    for moment in registrations:
        day = local_day(moment, tz)
        known = by_day.get(day)
        if known is None:
            if plan is None:
                known = (day, None)
            else:
                known = (plan.start(max(today, day), day), plan.after(max(today, day), day))
            by_day[day] = known
        found[moment] = known
    return found


def zone_steps(tz: ZoneInfo, first: int, last: int) -> list[tuple[int, int]]:
    """Return (from instant, offset from UTC in microseconds) for the days between two instants, exact to the minute.

    With these, SQL computes local days without time zones.
    """
    from datetime import timedelta

    from loyalty_desktop.domain.days import from_instant, instant

    def offset(moment: int) -> int:
        shift = from_instant(moment).astimezone(UTC).astimezone(tz).utcoffset() or timedelta()
        return shift // timedelta(microseconds=1)

    minute = 60_000_000
    day = 1440 * minute
    at = first // day * day - day
    steps = [(at, offset(at))]
    while at <= last:
        after = at + day
        if offset(after) != steps[-1][1]:
            low, high = at, after
            while high - low > minute:
                middle = (low + high) // 2 // minute * minute
                if offset(middle) == steps[-1][1]:
                    low = middle
                else:
                    high = middle
            steps.append((instant(from_instant(high)), offset(high)))
        at = after
    return steps

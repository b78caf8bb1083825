"""Decide tiers: one rule for a single accrual, a review of a million participants, and a preview.

A ladder is a rising tuple of thresholds (units); a place is an index into it. `earned` is the place by points alone;
the tier shown is the higher of `earned` and a floor set by hand. Days are YYYYMMDD.

Rules (docs/adr/0010):
- reaching a threshold moves up at once;
- in a periodic group a tier is not lowered before the review; in a cumulative group a balance that falls below the
  threshold lowers the tier as far as the downgrade policy allows;
- grace: a downgrade waits `grace_days` longer. The points are kept for that time, so that a participant can earn what is
  missing; a periodic group resets them when the grace ends;
- a changed ladder moves participants up at once, and down only in cumulative groups;
- whatever takes points from the balance (an expiration, a cancellation, points that are spent, moved or corrected) lowers
  the tier of a cumulative group when it happens;
- a step is dated by what caused it, and there is one step for all that happens at one instant (`walk`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import IntEnum, StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.days import add_days, add_months, local_day
from loyalty_desktop.domain.kinds import (
    Downgrade,
    ReviewAnchor,
    TierGroupKind,
    TierReason,
    TransactionType,
)
from loyalty_desktop.domain.ledger.rules import LocalDays

_FAR = 2**62


class Occasion(StrEnum):
    """Why tiers are decided."""

    POINTS = "points"  # the balance grew
    LOWERED = "lowered"  # points were taken from the balance
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

    def band(self, place: int) -> tuple[int, int]:
        """Return the balances that deserve a place: from the first to below the second."""
        low = self.thresholds[place] if place else -_FAR
        return low, self.thresholds[place + 1] if place + 1 < len(self.thresholds) else _FAR

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


class Stage(IntEnum):
    """The order of what happens at one instant, whatever the order of typing; the daily close works in this order too."""

    DUE = 0  # expirations and activations
    FLOOR = 1  # a tier set by hand begins or ends
    GRACE_END = 2
    REVIEW = 3
    RESET = 4  # points start from 0 after a review or a grace
    LADDER = 5
    GIVEN = 6  # all other movements: first what adds,
    TAKEN = 7  # then what takes


class Event(NamedTuple):
    """Something that may change a standing. `change` is the change of the active balance in units.

    `falls` is the reason of a step down that it causes. `floor` is the place of the floor from then on (-1: none), `row`
    the number of its step in the history.
    """

    at: int
    stage: Stage
    change: int = 0
    falls: TierReason = TierReason.POINTS
    floor: int = -1
    row: int = 0


def event_of(kind: TransactionType, at: int, change: int, *, resets: bool = False) -> Event:
    """Return the event of a points transaction; `resets`: it is the reset after a review."""
    if kind is TransactionType.EXPIRATION:
        return Event(at, Stage.RESET if resets else Stage.DUE, change, TierReason.REVIEW)
    if kind is TransactionType.ACTIVATION:
        return Event(at, Stage.DUE, change)
    if change > 0:
        return Event(at, Stage.GIVEN, change)
    cancelled = kind is TransactionType.CANCELLATION
    return Event(
        at, Stage.TAKEN, change, TierReason.CANCELLATION if cancelled else TierReason.POINTS
    )


@dataclass(slots=True)
class Position:
    """A standing on the way: place by points, place of the floor (-1: none), balance, last day of grace."""

    earned: int
    floor: int = -1
    balance: int = 0
    grace_until: int | None = None

    @property
    def shown(self) -> int:
        """Return the place that is shown."""
        return max(self.earned, self.floor)


class Step(NamedTuple):
    """A change of the shown place at an instant. `row` is that of the floor's event; 0 for every other reason."""

    at: int
    before: int
    after: int
    reason: TierReason
    row: int = 0


def walk(  # noqa: PLR0917
    ladder: Ladder,
    days: LocalDays,
    position: Position,
    events: Sequence[Event],
    until: int,
    resets: list[int] | None = None,
) -> list[Step]:
    """Walk through events in the order of time and stage, and return the steps. `position` becomes the one afterwards.

    A grace that ends at or before the instant `until` ends on the way, at the start of the day after its last day. A
    floor's event is always a step of its own, also when the place stays the same. The instants at which points start
    from 0 are added to `resets`.
    """
    steps: list[Step] = []
    opened, at = position.shown, 0
    reason = TierReason.POINTS
    low, high = ladder.band(position.earned)
    balance = position.balance
    passed: Event | None = None  # a movement that lowers nothing alone, but may with its neighbours
    number, count = 0, len(events)
    settled = position.grace_until is None
    while True:
        following = events[number] if number < count else None
        if settled and following is not None and following.stage in _MOVEMENTS:
            after = balance + following.change
            if low <= after < high:  # most movements decide nothing
                balance = after
                number += 1
                if following.change < 0:
                    passed = following
                continue
        grace = None if position.grace_until is None else days.after(position.grace_until)
        if (
            grace is not None
            and grace <= until
            and (following is None or (grace, Stage.GRACE_END) <= following[:2])
        ):
            event = Event(grace, Stage.GRACE_END)
        elif following is None:
            break
        else:
            event = following
            number += 1
        if (event.at != at or event.stage is Stage.FLOOR) and position.shown != opened:
            steps.append(Step(at, opened, position.shown, reason))
            opened = position.shown
        at = event.at
        if event.stage is Stage.FLOOR:
            position.floor = event.floor
            by_hand = TierReason.MANUAL if event.floor >= 0 else TierReason.MANUAL_END
            steps.append(Step(at, opened, position.shown, by_hand, event.row))
            opened = position.shown
            settled = position.grace_until is None
            continue
        together = [event] if passed is None or passed[:2] != event[:2] else [passed, event]
        balance += event.change
        while number < count and events[number][:2] == event[:2]:
            together.append(events[number])
            balance += events[number].change
            number += 1
        before = position.earned
        position.balance = balance
        falls = [one.falls for one in together if one.change < 0]
        _decide_on_the_way(ladder, days, position, event, lowers=bool(falls))
        if position.earned != before:
            reason = _reason(event.stage, falls, up=position.earned > before)
            low, high = ladder.band(position.earned)
        if resets is not None and event.stage in _RESETTING and position.grace_until is None:
            resets.append(at)
        settled = position.grace_until is None and position.shown == opened
    position.balance = balance
    if position.shown != opened:
        steps.append(Step(at, opened, position.shown, reason))
    return steps


_RESETTING = frozenset({Stage.GRACE_END, Stage.REVIEW})
_MOVEMENTS = frozenset({Stage.DUE, Stage.RESET, Stage.GIVEN, Stage.TAKEN})
_OCCASIONS = {
    Stage.GRACE_END: Occasion.GRACE_END,
    Stage.REVIEW: Occasion.REVIEW,
    Stage.LADDER: Occasion.LADDER,
}


def _decide_on_the_way(
    ladder: Ladder, days: LocalDays, position: Position, event: Event, *, lowers: bool
) -> None:
    deserved = ladder.deserved(position.balance)
    waiting = position.grace_until is not None
    if deserved == position.earned and not waiting:
        return
    occasion = _OCCASIONS.get(event.stage, Occasion.LOWERED if lowers else Occasion.POINTS)
    verdict = decide(ladder, occasion, position.earned, deserved, waiting=waiting)
    position.earned = verdict.earned
    if not verdict.waiting:
        position.grace_until = None
    elif not waiting:
        position.grace_until = grace_end(ladder, days(event.at))


def _reason(stage: Stage, falls: Sequence[TierReason], *, up: bool) -> TierReason:
    if stage is Stage.LADDER:
        return TierReason.TIERS_CHANGED
    if stage is Stage.REVIEW or stage is Stage.GRACE_END:
        return TierReason.REVIEW
    if up or not falls:
        return TierReason.POINTS
    return TierReason.CANCELLATION if TierReason.CANCELLATION in falls else falls[0]


_FIRST_REVIEW = 20_000_101
"""One series for ever: periods that do not divide a year would begin anew each January."""


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """When a periodic group is reviewed. `first` is any calendar day of the series (None: 1 January 2000)."""

    months: int
    anchor: ReviewAnchor
    first: int | None = None

    def after(self, day: int, registered: int) -> int:
        """Return the first review after `day`; reviews by anniversary are counted from `registered`."""
        return self._near(day, registered)[1]

    def start(self, day: int, registered: int) -> int:
        """Return the first day of the period that includes `day`: the review before it, or the registration when that is later."""
        return max(self._near(day, registered)[0], registered)

    def between(self, after: int, through: int, registered: int) -> list[int]:
        """Return the reviews after a day, up to and including another."""
        found = []
        day = self.after(after, registered)
        while day <= through:
            found.append(day)
            day = self.after(day, registered)
        return found

    def _near(self, day: int, registered: int) -> tuple[int, int]:
        """Return the last review on or before `day` and the first one after it."""
        base = registered if self.anchor is ReviewAnchor.ANNIVERSARY else self.first
        if base is None:
            base = _FIRST_REVIEW
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

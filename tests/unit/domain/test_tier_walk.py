"""Walking through movements in the order of time: dated steps, one for an instant, the same as a plain replay."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.kinds import Downgrade, TierGroupKind, TierReason, TransactionType
from loyalty_desktop.domain.ledger.rules import LocalDays
from loyalty_desktop.domain.tiers import Event, Ladder, Position, Stage, Step, event_of, walk
from tests.support.tier_model import DAY, Rules, replay

DAYS = LocalDays(zone("UTC"))
FAR = 400 * DAY
CUMULATIVE, PERIODIC = TierGroupKind.CUMULATIVE, TierGroupKind.PERIODIC
GIVEN, SPENT, EXPIRED = (
    TransactionType.ACCRUAL,
    TransactionType.REDEMPTION,
    TransactionType.EXPIRATION,
)


def ladder(
    kind: TierGroupKind = CUMULATIVE, down: Downgrade = Downgrade.BY_BALANCE, **rules: Any
) -> Ladder:
    return Ladder(kind, down, (0, 100, 500, 1000), **rules)


def walked(rules: Ladder, *events: Event, position: Position | None = None) -> list[Step]:
    return walk(rules, DAYS, position or Position(0), sorted(events), FAR)


def test_a_step_is_dated_by_the_movement_that_passes_the_threshold() -> None:
    events = [event_of(GIVEN, day * DAY, 60) for day in range(1, 10)]
    assert walked(ladder(), *events) == [
        Step(2 * DAY, 0, 1, TierReason.POINTS),
        Step(9 * DAY, 1, 2, TierReason.POINTS),
    ]


def test_one_movement_that_passes_two_thresholds_is_one_step() -> None:
    assert walked(ladder(), event_of(GIVEN, DAY, 700)) == [Step(DAY, 0, 2, TierReason.POINTS)]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (EXPIRED, TierReason.REVIEW),
        (TransactionType.CANCELLATION, TierReason.CANCELLATION),
        (SPENT, TierReason.POINTS),
    ],
)
def test_what_takes_points_lowers_a_cumulative_tier_when_it_happens(
    kind: TransactionType, reason: TierReason
) -> None:
    taken = event_of(kind, 5 * DAY, -600)
    assert walked(ladder(), event_of(GIVEN, DAY, 700), taken)[1:] == [Step(5 * DAY, 2, 1, reason)]
    assert len(walked(ladder(PERIODIC), event_of(GIVEN, DAY, 700), taken)) == 1


def test_at_one_instant_what_is_given_counts_before_what_is_taken() -> None:
    events = (event_of(SPENT, DAY, -600), event_of(GIVEN, DAY, 700))
    assert walked(ladder(), *events) == [Step(DAY, 0, 1, TierReason.POINTS)]
    assert walked(ladder(PERIODIC), *events) == [Step(DAY, 0, 2, TierReason.POINTS)]


def test_a_review_counts_what_expires_at_its_instant_and_not_what_is_given() -> None:
    review = Event(30 * DAY, Stage.REVIEW)
    events = (event_of(GIVEN, DAY, 700), event_of(EXPIRED, 30 * DAY, -700), review)
    given = event_of(GIVEN, 30 * DAY, 600)
    assert walked(ladder(PERIODIC), *events)[1:] == [Step(30 * DAY, 2, 0, TierReason.REVIEW)]
    assert walked(ladder(PERIODIC), *events, given) == [Step(DAY, 0, 2, TierReason.POINTS)], (
        "the review lowers and the points of that day raise again: nothing has changed"
    )


def test_grace_ends_at_the_start_of_the_day_after_its_last_day() -> None:
    events = (event_of(GIVEN, DAY, 700), event_of(EXPIRED, 10 * DAY, -700))
    assert walked(ladder(grace_days=5), *events)[1:] == [Step(16 * DAY, 2, 0, TierReason.REVIEW)]
    position = Position(0)
    assert walk(ladder(grace_days=5), DAYS, position, events, 16 * DAY - 1) == [
        Step(DAY, 0, 2, TierReason.POINTS)
    ]
    assert position.grace_until == DAYS(15 * DAY)


def test_a_floor_is_a_step_of_its_own_and_points_count_underneath() -> None:
    events = (
        Event(DAY, Stage.FLOOR, floor=2, row=7),
        event_of(GIVEN, 2 * DAY, 120),
        Event(3 * DAY, Stage.FLOOR, floor=1, row=8),
        Event(4 * DAY, Stage.FLOOR, row=9),
    )
    assert walked(ladder(), *events) == [
        Step(DAY, 0, 2, TierReason.MANUAL, 7),
        Step(3 * DAY, 2, 1, TierReason.MANUAL, 8),
        Step(4 * DAY, 1, 1, TierReason.MANUAL_END, 9),
    ]


def test_points_start_from_0_after_a_review_unless_grace_runs() -> None:
    rules = ladder(PERIODIC, reset=True, grace_days=5)
    events = (
        event_of(GIVEN, DAY, 700),
        Event(30 * DAY, Stage.REVIEW),
        event_of(EXPIRED, 30 * DAY, -700, resets=True),
        Event(60 * DAY, Stage.REVIEW),
    )
    resets: list[int] = []
    walk(rules, DAYS, Position(0), events, FAR, resets)
    assert resets == [30 * DAY, 66 * DAY]


KINDS = st.sampled_from(["accrual", "redemption", "expiration", "activation", "cancellation"])
MOVES = st.lists(
    st.tuples(
        st.integers(1, 40).map(lambda half: half * DAY // 2),
        KINDS,
        st.sampled_from([20, 60, 100, 400, 500, 900, -20, -60, -100, -400, -500]),
    ),
    max_size=12,
)


@settings(max_examples=500)
@given(
    moves=MOVES,
    kind=st.sampled_from(TierGroupKind),
    down=st.sampled_from(Downgrade),
    grace=st.sampled_from([0, 0, 3]),
    reset=st.booleans(),
    reviews=st.sets(st.integers(1, 20).map(lambda day: day * DAY), max_size=3),
)
def test_a_walk_is_a_replay(  # noqa: PLR0917
    moves: list[tuple[int, str, int]],
    kind: TierGroupKind,
    down: Downgrade,
    grace: int,
    reset: bool,
    reviews: set[int],
) -> None:
    periodic = kind is PERIODIC
    rules = ladder(kind, down, reset=reset, grace_days=grace)
    reviews = reviews if periodic else set()
    events = [event_of(TransactionType(word), at, change) for at, word, change in moves]
    events += [Event(at, Stage.REVIEW) for at in reviews]
    steps = walked(rules, *events)
    model = Rules(rules.thresholds, periodic, down.value, grace, periodic and reset)
    assert [(step.at, step.before, step.after) for step in steps] == replay(
        model, moves, reviews, FAR
    )
    assert all(before.after == after.before for before, after in pairwise(steps))
    assert all(before.at < after.at for before, after in pairwise(steps))

"""Tier history is dated by what caused it, on both engines; older points, floors and ladders of the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.kinds import TierGroupKind
from loyalty_desktop.services.container import Services
from tests.support.clock import Clock
from tests.support.club import make_club
from tests.support.tier_steps import at, check, load, status, steps, tiers_of_transactions


def test_a_step_is_dated_by_the_row_that_passes_the_threshold(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    load(club, who, [(at(10), 60), (at(20), 50), (at(30), 500), (at(40), 1)])
    assert steps(club, who) == [
        (at(20), None, "Start"),  # nobody has a tier before the first one
        (at(20), "Start", "Bronze"),
        (at(30), "Bronze", "Silver"),
    ]
    standing = club.standing(who)
    assert (standing.tier, standing.reached_at) == ("Silver", at(30))
    assert tiers_of_transactions(club, who) == [
        (at(10), "Start"),
        (at(20), "Start"),
        (at(30), "Bronze"),
        (at(40), "Silver"),
    ]
    check(club)


def test_an_older_row_dates_later_steps_anew(services: Services) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(0))
    load(club, who, [(at(10), 60), (at(30), 60), (at(50), 400)])
    services.points.accrue(who, club.standard_id, Decimal(5), key="paid", occurred_at=at(20, 13))
    assert steps(club, who)[1:] == [(at(30), "Start", "Bronze"), (at(50), "Bronze", "Silver")]
    load(club, who, [(at(20), 40)])
    assert steps(club, who)[1:] == [(at(20), "Start", "Bronze"), (at(50), "Bronze", "Silver")]
    assert tiers_of_transactions(club, who) == [
        (at(10), "Start"),
        (at(20), "Start"),
        (at(20, 13), "Bronze"),
        (at(30), "Bronze"),
        (at(50), "Bronze"),
    ]
    with club.storage.read() as conn:
        kept = conn.execute(
            text(
                "SELECT COUNT(*), COUNT(replaces_id) FROM tier_history WHERE participant_id = :who"
            ),
            {"who": who},
        ).one()
    assert tuple(kept) == (4, 1), "the history only grows"
    check(club)


def test_a_step_that_an_older_row_prevents_is_withdrawn_and_may_come_back(
    services: Services,
) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(0))
    load(club, who, [(at(10), 60), (at(30), 60)])
    services.points.redeem(who, club.points_type_id, Decimal(30), key="r", occurred_at=at(20))
    assert steps(club, who) == [(at(0), None, "Start")]
    assert club.standing(who).reached_at == at(0)
    services.points.accrue(who, club.points_type_id, Decimal(20), key="a", occurred_at=at(40))
    assert steps(club, who)[1:] == [(at(40), "Start", "Bronze")]
    check(club)


def test_the_registration_dates_the_first_tier_unless_a_step_is_earlier(
    services: Services,
) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(25))
    load(club, who, [(at(20), 100)])
    assert steps(club, who)[0] == (at(20), None, "Start")
    services.points.redeem(who, club.points_type_id, Decimal(50), key="r", occurred_at=at(20))
    assert steps(club, who) == [(at(25), None, "Start")], "nothing is left of that instant"
    load(club, who, [(at(15), 50)])
    assert steps(club, who)[:2] == [(at(20), None, "Start"), (at(20), "Start", "Bronze")]
    check(club)


@pytest.mark.parametrize("poster", ["close", "accrual", "import"])
def test_whoever_posts_the_expiry_the_tier_falls_when_the_points_do(
    services: Services, clock: Clock, poster: str
) -> None:
    club = make_club(services, status=status(30))
    (who,) = club.join(1)
    joined = clock.now
    club.accrue(who, 2000)
    clock.advance(days=200)
    if poster == "close":
        services.closing.close_day()
        club.accrue(who, 10)
    elif poster == "accrual":
        club.accrue(who, 10)
    else:
        load(club, who, [(clock.now, 10)])
    services.closing.close_day()
    fall = datetime(2026, 2, 15, tzinfo=UTC)
    assert steps(club, who) == [
        (joined, None, "Start"),
        (joined, "Start", "Gold"),
        (fall, "Gold", "Start"),
    ]
    assert (club.tier(who), club.balance(who)) == ("Start", Decimal(10))
    check(club)


def test_points_that_expired_before_they_came_in_give_no_tier_of_today(
    services: Services, clock: Clock
) -> None:
    club = make_club(services, status=status(60))
    (who,) = club.join(1)
    load(club, who, [(at(-300), 5000)])
    services.closing.close_day()
    assert club.tier(who) == "Start"
    reached = [step[0] for step in steps(club, who)]
    assert reached == sorted(reached) == [at(-300), at(-300), at(-239, 0)]
    check(club)


def test_a_floor_of_the_past_holds_when_steps_are_dated_anew(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    joined = clock.now
    clock.advance(days=1)
    first = clock.now
    services.tiers.set_manual(who, club.group_id, club.tier_ids[2], date(2026, 2, 1), "present")
    clock.advance(days=1)
    services.tiers.set_manual(who, club.group_id, club.tier_ids[1], date(2026, 2, 1), "less")
    second = clock.now
    clock.set_day(2026, 3, 1)
    services.closing.close_day()
    ended = datetime(2026, 2, 2, tzinfo=UTC)
    assert club.tier(who) == "Start"
    services.points.accrue(
        who, club.points_type_id, Decimal(600), key="late", occurred_at=joined + timedelta(hours=1)
    )
    assert steps(club, who) == [
        (joined, None, "Start"),
        (joined + timedelta(hours=1), "Start", "Silver"),
        (first, "Silver", "Silver"),
        (second, "Silver", "Silver"),
        (ended, "Silver", "Silver"),
    ]
    assert [h.comment for h in club.history(who)[1:3]] == ["less", "present"]
    assert club.tier(who) == "Silver"
    check(club)


def test_points_from_before_a_floor_are_dated_before_it(services: Services, clock: Clock) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    joined = clock.now
    clock.advance(days=1)
    by_hand = clock.now
    services.tiers.set_manual(who, club.group_id, club.tier_ids[3], date(2026, 6, 1), "present")
    services.points.accrue(
        who, club.points_type_id, Decimal(600), key="late", occurred_at=joined + timedelta(hours=1)
    )
    assert steps(club, who)[1:] == [
        (joined + timedelta(hours=1), "Start", "Silver"),
        (by_hand, "Silver", "Gold"),
    ]
    check(club)


def test_what_is_taken_in_a_grace_of_the_past_counts_at_its_end(
    services: Services, clock: Clock
) -> None:
    club = make_club(services, status=status(30), grace_days=6)
    (who,) = club.join(1)
    load(club, who, [(at(0), 1000), (at(20), 100)])
    clock.set(at(39))
    services.closing.close_day()
    assert steps(club, who)[-1] == (at(38, 0), "Gold", "Bronze")
    services.points.redeem(who, club.points_type_id, Decimal(50), key="late", occurred_at=at(33))
    assert steps(club, who)[-1] == (at(38, 0), "Gold", "Start")
    assert club.standing(who).grace_until is None
    check(club)


def test_a_grace_goes_on_under_a_floor_and_under_another_ladder(
    services: Services, clock: Clock
) -> None:
    clock.set(at(0, 0))
    club = make_club(services, status=status(30), grace_days=6)
    floored, changed = club.join(2)
    for who in (floored, changed):
        load(club, who, [(at(0, 0), 1000)])
    clock.set(at(33))
    services.closing.close_day()
    services.tiers.set_manual(floored, club.group_id, club.tier_ids[1], date(2025, 6, 1), "present")
    group = club.draft.tier_groups[0]
    tiers = (*group.tiers[:3], replace(group.tiers[3], threshold=Decimal(900)))
    services.programs.update(replace(club.draft, tier_groups=(replace(group, tiers=tiers),)))
    clock.set(at(35))
    club.accrue(floored, 10)
    services.points.accrue(
        changed, club.points_type_id, Decimal(10), key="late", occurred_at=at(29)
    )
    assert {club.standing(who).grace_until for who in (floored, changed)} == {date(2025, 2, 7)}
    clock.set(at(39))
    services.closing.close_day()
    assert steps(club, floored)[-1] == (at(38, 0), "Gold", "Bronze")
    assert steps(club, changed)[-1] == (at(38, 0), "Gold", "Start")


def test_a_grace_before_a_reset_goes_on_after_a_step_up(services: Services, clock: Clock) -> None:
    clock.set(at(0, 0))
    club = make_club(
        services,
        status=status(10),
        kind=TierGroupKind.PERIODIC,
        review_day=date(2025, 1, 20),
        grace_days=6,
    )
    (who,) = club.join(1)
    load(club, who, [(at(0, 0), 600)])
    for day, points in ((20, 1000), (22, 10)):
        clock.set(at(day))
        services.closing.close_day()
        club.accrue(who, points)
    clock.set(at(23))
    services.points.accrue(who, club.points_type_id, Decimal(5), key="late", occurred_at=at(21))
    assert club.standing(who).grace_until == date(2025, 1, 26)
    clock.set(at(27))
    services.closing.close_day()
    assert (club.tier(who), club.balance(who)) == ("Gold", Decimal(0))
    check(club)


def test_a_review_that_was_caught_up_stays_where_it_took_place(
    services: Services, clock: Clock
) -> None:
    clock.set(at(0, 0))
    club = make_club(
        services,
        status=status(12),
        kind=TierGroupKind.PERIODIC,
        review_day=date(2025, 1, 20),
        reset=False,
    )
    (who,) = club.join(1)
    load(club, who, [(at(0, 0), 600)])
    clock.set(at(15))
    services.closing.close_day()
    services.programs.pause(club.program_id)
    clock.set(at(25))
    services.programs.activate(club.program_id)
    services.closing.close_day()
    before = steps(club, who)
    assert before[-1] == (at(25, 0), "Silver", "Start")
    services.points.accrue(who, club.points_type_id, Decimal(5), key="late", occurred_at=at(14))
    assert steps(club, who) == before


@pytest.mark.parametrize("given_first", [True, False])
def test_the_order_of_typing_at_one_instant_does_not_matter(
    services: Services, clock: Clock, given_first: bool
) -> None:
    club = make_club(services, kind=TierGroupKind.PERIODIC, review_day=date(2027, 1, 1))
    (who,) = club.join(1)
    club.accrue(who, 450)
    clock.advance(days=1)
    for given in (given_first, not given_first):
        if given:
            club.accrue(who, 300)
        else:
            services.points.redeem(who, club.points_type_id, Decimal(400), key="spent")
    assert [tier for _, _, tier in steps(club, who)] == ["Start", "Bronze", "Silver"]
    check(club)


def test_what_another_ladder_decided_stays(services: Services, clock: Clock) -> None:
    periodic = TierGroupKind.PERIODIC
    club = make_club(services, kind=periodic, review_day=date(2027, 1, 1))
    (old, new) = club.join(2)
    joined = clock.now
    clock.advance(days=1)
    club.accrue(old, 600)
    reached = clock.now
    clock.advance(days=1)
    group = club.draft.tier_groups[0]
    tiers = (*group.tiers[:2], replace(group.tiers[2], threshold=Decimal(800)), group.tiers[3])
    services.programs.update(replace(club.draft, tier_groups=(replace(group, tiers=tiers),)))
    clock.advance(days=1)
    for who in (old, new):
        services.points.accrue(
            who,
            club.points_type_id,
            Decimal(700),
            key=f"late{who}",
            occurred_at=joined + timedelta(hours=1),
        )
    assert steps(club, old)[1:] == [
        (reached, "Start", "Silver"),
        (reached + timedelta(days=1), "Silver", "Gold"),
    ]
    assert steps(club, new)[1:] == [(joined + timedelta(hours=1), "Start", "Bronze")]


def test_a_folded_transaction_keeps_the_tier_under_which_it_is_folded(services: Services) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(0))
    load(club, who, [(at(30), 60), (at(40), 10)])
    with club.storage.write() as uow:
        uow.conn.execute(text("UPDATE person SET folded = 1 WHERE id = :who"), {"who": who})
    for moment, points in ((at(10), 100), (at(5), 500)):
        load(club, who, [(moment, points)])
    with club.storage.read() as conn:
        kept = conn.execute(
            text(
                "SELECT c.transaction_id, r.name FROM tier_correction c JOIN tier r ON r.id = c.tier_id"
            )
        ).all()
    assert [tuple(row) for row in kept] == [(1, "Start")]
    assert tiers_of_transactions(club, who)[-2:] == [(at(30), "Silver"), (at(40), "Silver")]


def test_a_late_file_before_a_review_is_judged_in_that_review(
    services: Services, clock: Clock
) -> None:
    club = make_club(
        services, kind=TierGroupKind.PERIODIC, review_day=date(2026, 7, 1), reset=False
    )
    timely, late = club.join(2)
    for who in (timely, late):
        club.cancel(who, club.accrue(who, 600))
    clock.set_day(2026, 6, 1)
    june = clock.now
    club.accrue(timely, 500)
    clock.set_day(2026, 7, 2)
    services.closing.close_day()
    assert [club.tier(who) for who in (timely, late)] == ["Silver", "Start"]
    services.points.accrue(late, club.points_type_id, Decimal(500), key="l", occurred_at=june)
    assert steps(club, late) == steps(club, timely)
    assert club.tier(late) == "Silver"
    check(club)


@pytest.mark.parametrize("door", ["command", "file"])
def test_late_points_are_reset_by_the_reviews_after_them(
    services: Services, clock: Clock, door: str
) -> None:
    club = make_club(
        services, kind=TierGroupKind.PERIODIC, review_day=date(2026, 7, 1), review_months=1
    )
    timely, late = club.join(2)
    rows = [(datetime(2026, month, 10, tzinfo=UTC), 120) for month in (2, 3, 5)]
    for moment, points in rows:
        clock.set(moment)
        services.closing.close_day()
        club.accrue(timely, points)
    clock.set_day(2026, 5, 11)
    services.closing.close_day()
    if door == "file":
        load(club, late, rows)
    else:
        for number, (moment, points) in enumerate(reversed(rows)):
            services.points.accrue(
                late, club.points_type_id, Decimal(points), key=f"k{number}", occurred_at=moment
            )
    assert steps(club, late) == steps(club, timely)
    assert [tier for _, _, tier in steps(club, timely)] == ["Start", "Bronze", "Start", "Bronze"]
    assert club.balance(late) == club.balance(timely) == Decimal(120)
    check(club)

"""The daily close on both engines: days in order, reviews, resets, graces, floors; twice does nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import (
    Downgrade,
    ExpiryKind,
    PointsKind,
    ReviewAnchor,
    TierGroupKind,
)
from loyalty_desktop.services.container import Services
from tests.support.clock import Clock
from tests.support.club import make_club

PERIODIC = TierGroupKind.PERIODIC


def test_days_off_are_closed_in_time_order_and_only_once(services: Services, clock: Clock) -> None:
    month = PointsTypeDraft(
        "Points", "points", expiry_kind=ExpiryKind.AFTER_MONTHS, expiry_count=1, activation_days=3
    )
    club = make_club(services, points=month)
    (who,) = club.join(1)
    club.accrue(who, 10, club.standard_id)
    clock.set_day(2026, 1, 20)
    club.accrue(who, 5, club.standard_id)
    assert services.closing.due()
    clock.set_day(2026, 4, 1)
    report = services.closing.close_day().value
    days = [
        date(2026, 1, 23),  # 18 January was settled by the second accrual
        date(2026, 2, 16),
        date(2026, 2, 21),
        date(2026, 4, 1),
    ]
    assert list(report.programs[0].days) == days
    assert (report.programs[0].activated, report.programs[0].expired) == (1, 2)
    assert club.balance(who, club.standard_id) == 0
    assert not services.closing.due()
    assert services.closing.close_day().value.days == 0
    assert services.closing.close_day(date(2026, 3, 1)).value.days == 0


def test_a_day_that_has_not_come_is_closed_only_on_purpose(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    clock.set_day(2026, 5, 1)
    with pytest.raises(InvalidInput) as refused:
        services.closing.close_day(date(2027, 5, 1))
    assert (refused.value.code, refused.value.params["today"]) == (
        "closing.in_future",
        date(2026, 5, 1),
    )
    assert services.closing.close_day(date(2026, 5, 1)).value.programs[0].closed_through == date(
        2026, 5, 1
    )
    ahead = services.closing.close_day(date(2026, 5, 3), ahead=True).value.programs[0]
    assert (ahead.program_id, ahead.closed_through) == (club.program_id, date(2026, 5, 3))


def test_a_review_keeps_who_earned_it_and_starts_the_points_anew(
    services: Services, clock: Clock
) -> None:
    club = make_club(services, kind=PERIODIC, review_day=date(2026, 7, 1), review_months=12)
    strong, weak = club.join(2)
    club.accrue(strong, 1200)
    club.accrue(weak, 600)
    clock.set_day(2026, 7, 2)
    services.closing.close_day()
    assert [club.tier(n) for n in (strong, weak)] == ["Gold", "Silver"]
    assert [club.balance(n) for n in (strong, weak)] == [0, 0]
    club.accrue(strong, 150)
    clock.set_day(2027, 7, 1)
    report = services.closing.close_day().value.programs[0]
    assert [club.tier(n) for n in (strong, weak)] == ["Bronze", "Start"]
    assert (report.reviewed, report.tier_changes) == (2, 2)
    standing = club.standing(strong)
    assert (standing.period_start, standing.review_on) == (date(2027, 7, 1), date(2028, 7, 1))
    assert services.proof.prove().differences == 0


def test_points_of_later_days_do_not_count_for_a_late_review(
    services: Services, clock: Clock
) -> None:
    club = make_club(services, kind=PERIODIC, review_day=date(2026, 7, 1))
    (who,) = club.join(1)
    club.accrue(who, 600)
    clock.set_day(2026, 7, 20)
    club.accrue(who, 450)
    assert club.tier(who) == "Gold"
    services.closing.close_day()
    assert club.balance(who) == Decimal(450)
    assert [row.tier for row in club.history(who)] == ["Silver", "Start"], "as closed in time"
    assert services.proof.prove().differences == 0


def test_grace_postpones_the_fall_and_the_reset(services: Services, clock: Clock) -> None:
    club = make_club(services, kind=PERIODIC, review_day=date(2026, 7, 1), grace_days=30)
    saved, lost = club.join(2)
    for who in (saved, lost):
        club.accrue(who, 1000)
        transaction = services.points.transactions(club.program_id, who)[0]
        club.services.points.cancel(who, transaction.id, key=f"c{who}", reason="test")
    clock.set_day(2026, 7, 1)
    services.closing.close_day()
    assert [club.standing(n).grace_until for n in (saved, lost)] == [date(2026, 7, 31)] * 2
    assert club.tier(lost) == "Gold"
    club.accrue(saved, 1000)
    clock.set_day(2026, 8, 2)
    services.closing.close_day()
    assert [club.tier(n) for n in (saved, lost)] == ["Gold", "Start"]
    assert club.balance(saved) == 0
    assert services.proof.prove().differences == 0


def test_anniversaries_are_counted_from_each_registration(services: Services, clock: Clock) -> None:
    clock.set(datetime(2026, 1, 31, 12, tzinfo=UTC))
    club = make_club(
        services,
        kind=PERIODIC,
        review_anchor=ReviewAnchor.ANNIVERSARY,
        review_months=1,
        reset=False,
    )
    (who,) = club.join(1)
    seen: list[date] = []
    for month in range(2, 6):
        clock.set_day(2026, month + 1, 1)
        seen += services.closing.close_day().value.programs[0].days
    assert [d for d in seen if d.day != 1] == [
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2026, 5, 31),
    ]
    assert club.standing(who).review_on == date(2026, 6, 30)


def test_a_floor_ends_after_its_last_day(services: Services, clock: Clock) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    services.tiers.set_manual(who, club.group_id, club.tier_ids[3], date(2026, 2, 10), "present")
    clock.set_day(2026, 2, 10)
    services.closing.close_day()
    assert club.tier(who) == "Gold"
    clock.set_day(2026, 2, 11)
    services.closing.close_day()
    assert club.tier(who) == "Start"
    assert club.history(who)[0].reason == "manual_end"
    assert services.proof.prove().differences == 0


def test_points_that_expire_lower_a_cumulative_tier_by_policy(
    services: Services, clock: Clock
) -> None:
    status = PointsTypeDraft(
        "Status",
        "status",
        kind=PointsKind.QUALIFICATION,
        expiry_kind=ExpiryKind.AFTER_DAYS,
        expiry_count=10,
    )
    club = make_club(services, status=status, downgrade=Downgrade.ONE_STEP)
    (who,) = club.join(1)
    club.accrue(who, 1000)
    clock.set_day(2026, 1, 30)
    services.closing.close_day()
    assert club.tier(who) == "Silver"
    clock.set_day(2026, 2, 5)
    services.closing.close_day()
    assert club.tier(who) == "Silver"


def test_a_paused_program_stands_still_and_an_audit_record_tells_each_day(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    services.programs.pause(club.program_id)
    assert not services.closing.due()
    assert services.closing.close_day().value.days == 0
    services.programs.activate(club.program_id)
    clock.set_day(2026, 2, 1)
    assert services.closing.close_day().value.days == 1
    with services.storage.read() as conn:
        told = conn.execute(
            text("SELECT COUNT(*) FROM audit_record WHERE action = 'day.closed'")
        ).scalar_one()
        closed = conn.execute(text("SELECT day FROM daily_close")).scalars().all()
    assert (told, closed) == (1, [20260201])


def test_what_fell_due_during_a_pause_is_caught_up_on_the_day_it_ends(
    services: Services, clock: Clock
) -> None:
    days = PointsTypeDraft("Points", "points", expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=10)
    club = make_club(services, points=days)
    (who,) = club.join(1)
    club.accrue(who, 10, club.standard_id)
    services.closing.close_day()
    services.programs.pause(club.program_id)
    clock.set_day(2026, 3, 1)
    services.programs.activate(club.program_id)
    assert services.closing.due()
    report = services.closing.close_day().value.programs[0]
    assert (report.days, report.expired) == ((date(2026, 3, 1),), 1)
    assert services.proof.prove().proven


def test_a_day_is_closed_again_only_for_what_fell_due_since(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    club.accrue(who, 10, club.standard_id)
    services.closing.close_day()
    services.points.redeem(who, club.standard_id, Decimal(4), key="t", temporary_seconds=60)
    assert not services.closing.due()
    clock.advance(minutes=5)
    assert services.closing.due()
    report = services.closing.close_day().value.programs[0]
    assert (report.days, report.timed_out) == ((date(2026, 1, 15),), 1)
    assert not services.closing.due()
    with services.storage.read() as conn:
        rows = conn.execute(text("SELECT day, timed_out FROM daily_close")).all()
    assert [tuple(row) for row in rows] == [(20260115, 1)]

"""Home numbers on both engines, by hand-counted examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain import participant_links
from loyalty_desktop.domain.amounts import SCALE
from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.kinds import ExpiryKind, TierGroupKind, TransactionType
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import ParticipantSort
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.ledger.session import accrue_in
from tests.support.clock import Clock
from tests.support.club import make_club


def test_home_counts_what_happened(services: Services, clock: Clock) -> None:
    clock.set_day(2025, 12, 1)
    month = PointsTypeDraft(
        "Points",
        "points",
        money_rate=Decimal(10),
        expiry_kind=ExpiryKind.AFTER_DAYS,
        expiry_count=40,
    )
    club = make_club(
        services, points=month, kind=TierGroupKind.PERIODIC, review_day=date(2026, 7, 1)
    )
    old, _idle = club.join(2)
    club.accrue(old, 100, club.standard_id)
    club.accrue(old, 120)
    clock.set_day(2026, 1, 5)
    (new,) = club.join(1)
    club.accrue(new, 300, club.standard_id)
    services.points.redeem(new, club.standard_id, Decimal(80), key="r")
    clock.set_day(2026, 1, 20)
    services.closing.close_day()
    (home,) = services.home.numbers()
    assert (home.participants, home.participants_this_month, home.active_90_days) == (3, 1, 2)
    assert (home.outstanding, home.liability) == (Decimal(220), Decimal("22.00"))
    assert (home.redemption_rate, home.breakage) == (Decimal("0.2"), Decimal("0.25"))
    assert [
        (m.month, m.accrued, m.redeemed, m.expired, m.outstanding) for m in home.months[-2:]
    ] == [
        (date(2025, 12, 1), Decimal(100), Decimal(0), Decimal(0), Decimal(100)),
        (date(2026, 1, 1), Decimal(300), Decimal(80), Decimal(100), Decimal(220)),
    ]
    assert len(home.months) == 12
    assert [(t.name, t.participants) for t in home.tier_mix][:2] == [("Start", 2), ("Bronze", 1)]
    assert [(e.day, e.points, e.money) for e in home.expiries] == [
        (date(2026, 2, 14), Decimal(220), Decimal("22.00"))
    ]
    assert [n.code for n in home.needs_hand] == ["home.expiring"]


def test_home_lists_what_needs_a_hand(services: Services, clock: Clock) -> None:
    club = make_club(services, kind=TierGroupKind.PERIODIC, review_day=date(2026, 7, 1))
    (who,) = club.join(1)
    club.accrue(who, 120)
    services.closing.close_day()
    with services.storage.write() as uow:
        club.put(uow.conn, who, 20)
        for number, state, rejected in (
            (1, "applied", 4),
            (2, "interrupted", 0),
            (3, "applied", 0),
        ):
            uow.conn.execute(
                text(
                    "INSERT INTO import_batch (id, kind, state, program_id, file_name, file_hash, mode, options,"
                    " actor, started_at, rejected) VALUES (:id, 'points', :state, :program, 'a.xlsx', '', 'both',"
                    " '{}', 'x', :now, :rejected)"
                ),
                {
                    "id": number,
                    "state": state,
                    "program": club.program_id,
                    "now": uow.now_us,
                    "rejected": rejected,
                },
            )
    clock.advance(days=1)
    (home,) = services.home.numbers()
    assert [n.code for n in home.needs_hand] == [
        "home.close_behind",
        "home.import_interrupted",
        "home.rejected_rows",
        "home.below_tier",
    ]
    assert home.needs_hand[-1].params == {
        "group": "Levels",
        "group_id": club.group_id,
        "day": date(2026, 7, 1),
        "participants": 1,
    }


def test_only_active_programs_are_on_the_home_screen(services: Services) -> None:
    club = make_club(services)
    services.programs.pause(club.program_id)
    assert services.home.numbers() == []


def listed(services: Services, program_id: int, link: Mapping[str, Any]) -> list[int]:
    """The participants that a link of the home screen shows."""
    query = ListQuery("", tuple(participant_links.conditions(link)))
    return list(services.participants.list_ids(program_id, query, ParticipantSort()).ids)


def test_see_who_shows_exactly_those_that_home_counts(services: Services, clock: Clock) -> None:
    """Each number of Home and the list behind it are the same people, on both engines."""
    clock.set_day(2025, 9, 1)
    month = PointsTypeDraft(
        "Points",
        "points",
        money_rate=Decimal(10),
        expiry_kind=ExpiryKind.AFTER_DAYS,
        expiry_count=140,
    )
    club = make_club(
        services, points=month, kind=TierGroupKind.PERIODIC, review_day=date(2026, 7, 1)
    )
    soon, idle, late, fallen, gone = club.join(5)
    club.accrue(soon, 100, club.standard_id)
    club.accrue(gone, 5, club.standard_id)
    for who in (late, fallen):
        club.accrue(who, 120)
    services.participants.leave(club.program_id, gone)
    clock.set_day(2026, 1, 5)
    club.accrue(late, 300, club.standard_id)
    with services.storage.write() as uow:
        club.put(uow.conn, fallen, 20)
    clock.set_day(2026, 1, 6)
    services.closing.close_day()
    (home,) = services.home.numbers()

    def behind(link: Mapping[str, Any]) -> list[int]:
        return listed(services, club.program_id, link)

    last = home.today + timedelta(days=29)
    assert [e.day for e in home.expiries] == [date(2026, 1, 19)]
    assert behind(participant_links.expiring(home.today, last)) == [soon, gone]
    assert behind(participant_links.expiring(home.today, date(2026, 1, 18))) == []
    (below,) = [n for n in home.needs_hand if n.code == "home.below_tier"]
    link = participant_links.below_tier(below.params["group_id"], below.params["day"])
    assert behind(link) == [fallen]
    assert below.params["participants"] == 1
    assert behind(participant_links.members()) == [soon, idle, late, fallen]
    assert home.participants == 4
    since = home.today - timedelta(days=89)
    assert behind(participant_links.active_since(since)) == [late]
    assert home.active_90_days == 1
    assert home.points_type_id == club.standard_id
    assert behind(participant_links.holding(club.standard_id)) == [soon, late, gone]
    held = sum(club.balance(who, club.standard_id) for who in (soon, late, gone))
    assert held == home.outstanding


def test_home_counts_a_small_program_by_the_definitions(services: Services, clock: Clock) -> None:
    """Cancelled, given back, transferred, held and rolled back points, back-dating; the last days were not closed."""
    clock.set_day(2025, 1, 1)
    two_months = PointsTypeDraft(
        "Points",
        "points",
        money_rate=Decimal(10),
        expiry_kind=ExpiryKind.AFTER_MONTHS,
        expiry_count=2,
    )
    club = make_club(services, points=two_months)
    kind, points = club.standard_id, services.points
    ann, bob, cid, dan = club.join(4)

    clock.set_day(2025, 1, 5)
    club.accrue(ann, 100, kind)
    clock.set_day(2025, 1, 20)
    first = club.accrue(bob, 60, kind)
    clock.set_day(2025, 1, 31)
    spent = points.redeem(ann, kind, Decimal(30), key="1").value
    clock.set_day(2025, 2, 3)
    club.accrue(cid, 200, kind)
    clock.set_day(2025, 2, 10)
    with services.storage.write() as uow:
        accrue_in(uow, dan, kind, 50 * SCALE, kind=TransactionType.INITIAL)
    clock.set_day(2025, 2, 12)
    held = points.redeem(ann, kind, Decimal(20), key="2", temporary=True).value
    points.roll_back(ann, held.id, key="3")
    clock.set_day(2025, 2, 14)
    points.redeem(bob, kind, Decimal(50), key="4")
    clock.set_day(2025, 2, 15)
    points.transfer(cid, bob, kind, Decimal(40), key="5")
    clock.set_day(2025, 2, 20)
    club.cancel(bob, first)
    clock.set_day(2025, 2, 25)
    club.cancel(ann, spent)
    clock.set_day(2025, 3, 8)
    club.accrue(bob, 25, kind)
    clock.set_day(2025, 3, 15)
    points.redeem(cid, kind, Decimal(60), key="6", occurred_at=datetime(2025, 2, 28, tzinfo=UTC))
    clock.set_day(2025, 3, 31)

    (home,) = services.home.numbers()
    assert (home.active_30_days, home.active_90_days, home.active_365_days) == (1, 3, 3)
    assert (home.outstanding, home.liability) == (Decimal(165), Decimal("16.50"))
    assert home.redemption_rate == Decimal("0.293333")  # (30 + 50 + 60 - 30) / (385 + 50 - 60)
    assert home.breakage == Decimal("0.266667")  # 100 / 375
    assert [(m.outstanding, m.expired) for m in home.months[-3:]] == [
        (Decimal(130), Decimal(0)),
        (Decimal(240), Decimal(0)),
        (Decimal(165), Decimal(100)),
    ]
    services.closing.close_day()
    (closed,) = services.home.numbers()
    assert (closed.outstanding, closed.breakage, closed.months) == (
        home.outstanding,
        home.breakage,
        home.months,
    )
    since = home.today - timedelta(days=29)
    assert listed(services, club.program_id, participant_links.active_since(since)) == [bob]

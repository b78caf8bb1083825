"""Home numbers on both engines, by hand-counted examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain import participant_links
from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.kinds import ExpiryKind, TierGroupKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import ParticipantSort
from loyalty_desktop.services.container import Services
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
    since = home.today - timedelta(days=90)
    assert behind(participant_links.active_since(since)) == [late]
    assert home.active_90_days == 1
    assert home.points_type_id == club.standard_id
    assert behind(participant_links.holding(club.standard_id)) == [soon, late, gone]
    held = sum(club.balance(who, club.standard_id) for who in (soon, late, gone))
    assert held == home.outstanding

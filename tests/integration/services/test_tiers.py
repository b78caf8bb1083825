"""Tiers on both engines: following points, floors, grace, previews; the set-based way equals the single one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.drafts import (
    PointsTypeDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import Downgrade, PointsKind, TierGroupKind, TierReason
from loyalty_desktop.domain.tiers import Occasion, decide, grace_end
from loyalty_desktop.services import tiers as rules
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage import tier_bulk as many
from loyalty_desktop.storage import tiers as store
from loyalty_desktop.storage.queries.tiers import (
    StandingRow,
    TierGroupRow,
    load_groups,
    load_standings,
)
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.club import make_club


def test_a_new_participant_starts_on_the_first_tier_with_history(services: Services) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    standing = club.standing(who)
    assert (standing.tier, standing.next_tier, standing.missing) == (
        "Start",
        "Bronze",
        Decimal(100),
    )
    assert [(h.tier, h.reason) for h in club.history(who)] == [("Start", "joined")]


def test_reaching_a_threshold_moves_up_at_once_and_losing_points_by_policy(
    services: Services, clock: Clock
) -> None:
    club = make_club(services, downgrade=Downgrade.ONE_STEP)
    (who,) = club.join(1)
    club.accrue(who, 50)
    clock.advance(minutes=1)
    much = club.accrue(who, 950)
    assert club.tier(who) == "Gold"
    clock.advance(minutes=1)
    club.cancel(who, much)
    assert club.tier(who) == "Silver"
    assert [h.reason for h in club.history(who)] == ["cancellation", "points", "joined"]
    clock.advance(minutes=1)
    services.points.redeem(who, club.points_type_id, Decimal(10), key="spent")
    assert club.tier(who) == "Bronze", "whatever takes points lowers by the policy"
    assert services.proof.prove().differences == 0


def test_points_taken_from_a_periodic_group_wait_for_the_review(services: Services) -> None:
    club = make_club(services, kind=TierGroupKind.PERIODIC, review_day=date(2026, 7, 1))
    (who,) = club.join(1)
    club.cancel(who, club.accrue(who, 500))
    standing = club.standing(who)
    assert (standing.tier, standing.review_on) == ("Silver", date(2026, 7, 1))
    assert standing.keep_missing == Decimal(500)


def test_grace_waits_and_what_is_made_up_for_is_kept(services: Services, clock: Clock) -> None:
    club = make_club(services, grace_days=10)
    (who,) = club.join(1)
    club.accrue(who, 100)
    clock.advance(minutes=1)
    much = club.accrue(who, 500)
    clock.advance(minutes=1)
    club.cancel(who, much)
    assert club.standing(who).grace_until == date(2026, 1, 25)
    assert club.tier(who) == "Silver"
    clock.advance(minutes=1)
    club.accrue(who, 400)
    assert club.standing(who).grace_until is None


def test_a_tier_set_by_hand_is_a_floor_and_points_count_underneath(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    moved = services.tiers.set_manual(
        who, club.group_id, club.tier_ids[2], date(2026, 2, 1), " A present "
    )
    assert moved.value
    clock.advance(minutes=1)
    club.accrue(who, 100)
    assert club.tier(who) == "Silver"
    clock.advance(minutes=1)
    much = club.accrue(who, 900)
    assert club.tier(who) == "Gold"
    clock.advance(minutes=1)
    club.cancel(who, much)
    standing = club.standing(who)
    assert (standing.tier, standing.floor_tier, standing.floor_reason) == (
        "Silver",
        "Silver",
        "A present",
    )
    assert services.tiers.clear_manual(who, club.group_id, "over").value
    assert club.tier(who) == "Bronze"
    assert services.proof.prove().differences == 0


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (date(2026, 1, 14), "x", "tiers.until_past"),
        (date(2026, 2, 1), "  ", "tiers.reason_missing"),
    ],
)
def test_a_tier_set_by_hand_needs_a_reason_and_a_day_to_come(
    services: Services, until: date, reason: str, code: str
) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    with pytest.raises(InvalidInput, match=code):
        services.tiers.set_manual(who, club.group_id, club.tier_ids[2], until, reason)


@pytest.mark.parametrize("kind", list(TierGroupKind))
@pytest.mark.parametrize("downgrade", list(Downgrade))
@pytest.mark.parametrize("grace", [0, 7])
def test_many_at_once_are_judged_by_the_rule(
    sqlite_storage: Storage, kind: TierGroupKind, downgrade: Downgrade, grace: int
) -> None:
    _compare(Services(sqlite_storage), kind, downgrade, grace)


def test_many_at_once_are_judged_by_the_rule_on_every_engine(services: Services) -> None:
    _compare(services, TierGroupKind.CUMULATIVE, Downgrade.BY_BALANCE, 7)


def _compare(services: Services, kind: TierGroupKind, downgrade: Downgrade, grace: int) -> None:
    club = make_club(
        services,
        kind=kind,
        downgrade=downgrade,
        grace_days=grace,
        review_day=date(2026, 7, 1),
    )
    dice = random.Random(7)
    ids = club.join(60)
    moved = 0
    for occasion in [*Occasion, *Occasion]:
        with club.storage.write() as uow:
            for who in ids:
                club.put(uow.conn, who, dice.choice([0, 99, 100, 300, 500, 999, 1000, 5000]))
        for who in dice.sample(ids, 10):
            services.tiers.set_manual(
                who, club.group_id, dice.choice(club.tier_ids), date(2026, 3, 1), "dice"
            )
        with club.storage.write() as uow:
            group = load_groups(uow.conn, club.program_id)[0]
            before = load_standings(uow.conn, group, ids)
            many.prepare(uow)
            changed = many.evaluate_many(
                uow,
                group,
                occasion,
                many.EVERYBODY,
                day=20260120,
                at=5,
                reason=TierReason.REVIEW,
            )
            after = load_standings(uow.conn, group, ids)
        assert after == [_decided(group, occasion, row) for row in before]
        assert changed == sum(a.tier_id != b.tier_id for a, b in zip(before, after, strict=True))
        moved += changed
        for state in club.states():
            assert state[1] == state[7], "the standing is the last of the history"
    assert moved > 60


def _decided(group: TierGroupRow, occasion: Occasion, row: StandingRow) -> StandingRow:
    earned, waiting = group.place(row.earned_tier_id), row.grace_until is not None
    deserved = group.ladder.deserved(row.balance)
    verdict = decide(group.ladder, occasion, earned, deserved, waiting=waiting)
    grace = None
    if verdict.waiting:
        grace = row.grace_until or grace_end(group.ladder, 20260120)
    tier_id = store.shown(group, verdict.earned, row.floor_tier_id)
    return row._replace(
        tier_id=tier_id,
        earned_tier_id=group.tier_ids[verdict.earned],
        grace_until=grace,
        reached_at=row.reached_at if tier_id == row.tier_id else 5,
    )


def test_a_preview_says_what_saving_does(services: Services) -> None:
    club = make_club(services)
    ids = club.join(6, [0, 150, 450, 600, 1200, 3000])
    with club.storage.write() as uow:
        rules.ladder_changed_in(uow, club.program_id, [club.group_id])
    group = club.draft.tier_groups[0]
    old = group.tiers
    tiers = (
        old[0],
        old[1],
        TierDraft("Steel", "steel", Decimal(400)),
        replace(old[2], threshold=Decimal(700)),
        replace(old[3], threshold=Decimal(2000)),
    )
    changed = replace(group, tiers=tiers)
    preview = services.tiers.preview(club.program_id, changed)
    assert [(t.name, t.now, t.then) for t in preview.tiers] == [
        ("Start", 1, 1),
        ("Bronze", 2, 1),
        ("Steel", 0, 2),
        ("Silver", 1, 1),
        ("Gold", 2, 1),
    ]
    assert (preview.up, preview.down, preview.same) == (1, 2, 3)
    assert {(m.participant_id, m.from_tier, m.to_tier, m.up) for m in preview.movers} == {
        (ids[2], "Bronze", "Steel", True),
        (ids[3], "Silver", "Steel", False),
        (ids[4], "Gold", "Silver", False),
    }
    services.programs.update(replace(club.draft, tier_groups=(changed,)))
    assert [club.tier(who) for who in ids] == [
        "Start",
        "Bronze",
        "Steel",
        "Steel",
        "Silver",
        "Gold",
    ]


def test_a_tier_group_added_later_puts_everybody_on_its_ladder(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    ids = club.join(2)
    club.accrue(ids[1], 700)
    second = TierGroupDraft("More", "more", "extra", tiers=(TierDraft("One", "one"),))
    extra = PointsTypeDraft("Extra", "extra", kind=PointsKind.QUALIFICATION)
    preview = services.tiers.preview(club.program_id, replace(second, points_type="status"))
    assert preview.tiers[0].then == 2
    draft = replace(
        club.draft,
        points_types=(*club.draft.points_types, extra),
        tier_groups=(*club.draft.tier_groups, second),
    )
    services.programs.update(draft)
    assert [s.tier for s in services.tiers.standing(club.program_id, ids[1])] == ["Silver", "One"]
    assert club.history(ids[1])[0].reached_at >= instant(clock())

"""A changed rule of expiry that is to hold for open lots too. On both engines."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from loyalty_desktop.domain.drafts import ProfileDraft, ProgramDraft
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.storage.redating import Redated
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld

YEAR: dict[str, Any] = {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 365}


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    clock.now = datetime(2024, 1, 10, 12, tzinfo=UTC)
    return LedgerWorld(storage, clock, **YEAR)


@pytest.fixture
def sqlite_world(sqlite_storage: Storage, clock: Clock) -> LedgerWorld:
    clock.now = datetime(2024, 1, 10, 12, tzinfo=UTC)
    return LedgerWorld(sqlite_storage, clock, **YEAR)


NUMBERS = itertools.count()


def person(world: LedgerWorld, name: str = "p") -> int:
    return world.services.participants.join_new(world.program, ProfileDraft(external_id=name)).value


def edited(world: LedgerWorld, **rules: Any) -> ProgramDraft:
    draft = world.services.programs.get(world.program)
    types = tuple(
        replace(item, **rules) if item.id == world.standard else item for item in draft.points_types
    )
    return replace(draft, points_types=types)


def change(world: LedgerWorld, *, open_lots: bool = True, **rules: Any) -> Redated:
    """Saves the rules, for open lots too; what the preview said."""
    draft = edited(world, **rules)
    ((_, told),) = (
        (found.points_type, found.lots) for found in world.services.programs.redating(draft)
    )
    world.services.programs.update(draft, redate=[world.standard] if open_lots else [])
    return told


def last_days(world: LedgerWorld, who: int | None = None) -> list[int | None]:
    """The last days of the lots in order, of everybody or of one person."""
    query = text(
        "SELECT participant_id, expires_on FROM lot WHERE points_type_id = :k ORDER BY participant_id, id"
    )
    with world.storage.read() as conn:
        rows = conn.execute(query, {"k": world.standard})
        return [day for owner, day in rows if who in {None, owner}]


def accrue(world: LedgerWorld, who: int, key: str, points: int = 100, **more: Any) -> str:
    made = world.points.accrue(who, world.standard, Decimal(points), key=key, **more)
    return str(made.value)


def active(world: LedgerWorld, who: int) -> Decimal:
    balances = world.services.points.balances(world.program, who)
    return next(b.active for b in balances if b.points_type_id == world.standard)


def sound(world: LedgerWorld) -> bool:
    report = world.services.proof.prove()
    assert report.proven, [check for check in report.checks if check.differences]
    return True


def test_without_the_tick_open_lots_keep_their_day(world: LedgerWorld) -> None:
    accrue(world, person(world), "first")
    told = change(world, open_lots=False, expiry_count=30)
    assert (told.lots, told.people, told.units) == (1, 1, 1_000_000)
    assert last_days(world) == [20250109]
    assert sound(world)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"expiry_count": 30}, 20240209),
        ({"expiry_kind": ExpiryKind.NEVER, "expiry_count": 0}, None),
        ({"expiry_kind": ExpiryKind.INACTIVITY, "expiry_count": 6}, None),
        ({"expiry_kind": ExpiryKind.FIXED_DATE, "expiry_date": date(2024, 12, 31)}, 20241231),
    ],
)
def test_open_lots_follow_the_new_rule_from_their_own_start(
    world: LedgerWorld, clock: Clock, rules: dict[str, Any], expected: int | None
) -> None:
    accrue(world, person(world), "first")
    clock.now += timedelta(days=5)
    told = change(world, **rules)
    assert (told.lots, told.own_lots, told.expiring_lots) == (1, 0, 0)
    assert told.first_day == expected
    assert last_days(world) == [expected]
    assert sound(world)


def test_a_day_that_came_with_the_points_stays(world: LedgerWorld) -> None:
    who = person(world)
    accrue(world, who, "promised", expires_on=date(2024, 3, 1))
    accrue(world, who, "usual")
    told = change(world, expiry_count=30)
    assert (told.lots, told.own_lots) == (1, 1)
    assert last_days(world) == [20240301, 20240209]
    assert sound(world)


def test_what_would_be_past_expires_now_and_not_on_a_day_that_is_over(
    world: LedgerWorld, clock: Clock
) -> None:
    who = person(world)
    accrue(world, who, "old", 70)
    clock.now += timedelta(days=60)
    accrue(world, who, "young", 30)
    world.services.closing.close_day(date(2024, 3, 9))
    told = change(world, expiry_count=30)
    assert (told.lots, told.expiring_lots, told.expiring_units) == (2, 1, 700_000)
    assert told.first_day == 20240409
    assert last_days(world) == [20240309, 20240409]
    assert active(world, who) == 30
    assert sound(world)
    clock.now += timedelta(days=1)
    world.services.closing.close_day(date(2024, 3, 10))
    rows = world.services.points.transactions(world.program, who)
    (expired,) = [row for row in rows if row.type == "expiration"]
    assert (expired.occurred_at.date(), expired.amount) == (date(2024, 3, 10), Decimal(-70))
    assert sound(world)


def test_points_can_still_be_spent_cancelled_and_passed_on(
    world: LedgerWorld, clock: Clock
) -> None:
    who, other = person(world, "a"), person(world, "b")
    first = world.points.accrue(who, world.standard, Decimal(100), key="first").value
    world.points.accrue(who, world.standard, Decimal(50), key="second")
    world.points.redeem(who, world.standard, Decimal(20), key="spent")
    world.points.transfer(who, other, world.standard, Decimal(10), key="passed")
    clock.now += timedelta(days=3)
    assert change(world, expiry_count=40).lots == 3
    world.points.redeem(who, world.standard, Decimal(5), key="later")
    assert sound(world)
    world.points.cancel(who, first.id, key="back", reason="wrong")
    assert sound(world)
    clock.now += timedelta(days=60)
    world.services.closing.close_day(clock.now.date())
    assert active(world, who) == active(world, other) == 0
    assert sound(world)


def test_a_day_changed_behind_the_programs_back_is_found(world: LedgerWorld) -> None:
    accrue(world, person(world), "first")
    change(world, expiry_count=30)
    with world.storage.write() as uow:
        uow.conn.execute(
            text("UPDATE lot SET expires_on = 20300101 WHERE points_type_id = :k"),
            {"k": world.standard},
        )
    assert not world.services.proof.prove().proven


def test_the_audit_trail_says_what_was_done(world: LedgerWorld) -> None:
    accrue(world, person(world), "first")
    change(world, expiry_count=30)
    with world.storage.read() as conn:
        (after,) = conn.execute(
            text("SELECT after FROM audit_record WHERE action = 'points_type.lots_redated'")
        ).scalars()
    assert '"lots": 1' in str(after)


@settings(max_examples=12)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.sampled_from([0, 10, 45, 200, 500]), st.booleans()), min_size=1, max_size=4
    ),
)
def test_any_history_of_rules_leaves_every_lot_on_its_day(
    sqlite_world: LedgerWorld, accruals: list[tuple[int, bool]], rules: list[tuple[int, bool]]
) -> None:
    world, clock = sqlite_world, sqlite_world.clock
    if edited(world, **YEAR) != world.services.programs.get(world.program):
        change(world, open_lots=False, **YEAR)
    who = person(world, f"p{next(NUMBERS)}")
    lots: list[tuple[date, date | None]] = []  # start, last day
    rule = 365

    def by_rule(start: date, days: int) -> date | None:
        return start + timedelta(days=days) if days else None

    for place, (new, open_lots) in enumerate(rules):
        for number, (later, own_day) in enumerate(accruals):
            start = clock.now.date()
            own = start + timedelta(days=1_000) if own_day else None
            accrue(world, who, f"{who} {place} {number}", 1, expires_on=own)
            lots.append((start, own or by_rule(start, rule)))
            clock.now += timedelta(days=later)
        if new == rule:
            continue
        today = clock.now.date()
        change(
            world,
            open_lots=open_lots,
            expiry_kind=ExpiryKind.AFTER_DAYS if new else ExpiryKind.NEVER,
            expiry_count=new,
        )
        if open_lots:
            for at, (start, was) in enumerate(lots):
                if was == by_rule(start, rule) and (was is None or was >= today):
                    last = by_rule(start, new)
                    lots[at] = (start, last and max(last, today - timedelta(days=1)))
        rule = new
        expected = [last and int(last.strftime("%Y%m%d")) for _, last in lots]
        assert last_days(world, who) == expected
        assert sound(world)

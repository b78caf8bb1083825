"""Rules that change after a program was used: time zone, money rate, inactivity. On both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.drafts import PointsTypeDraft, ProfileDraft
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.storage.money_rates import FROM_THE_BEGINNING, rate_on
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced

NEVER: dict[str, Any] = {"expiry_kind": ExpiryKind.NEVER, "expiry_count": 0}
A_MONTH: dict[str, Any] = {"expiry_kind": ExpiryKind.INACTIVITY, "expiry_count": 1}


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    clock.now = datetime(2024, 1, 10, 12, tzinfo=UTC)
    return LedgerWorld(storage, clock)


def people(world: LedgerWorld, count: int) -> list[int]:
    """New participants."""
    join = world.services.participants.join_new
    return [join(world.program, ProfileDraft(external_id=f"p{n}")).value for n in range(count)]


def change(world: LedgerWorld, **rules: Any) -> None:
    """Save the standard points type with other rules."""
    draft = world.services.programs.get(world.program)
    types = tuple(
        replace(item, **rules) if item.id == world.standard else item for item in draft.points_types
    )
    world.services.programs.update(replace(draft, points_types=types))


def standard(world: LedgerWorld) -> PointsTypeDraft:
    draft = world.services.programs.get(world.program)
    return next(item for item in draft.points_types if item.id == world.standard)


def accrue(world: LedgerWorld, person: int, key: str, points: int = 100) -> None:
    world.points.accrue(person, world.standard, Decimal(points), key=key)


def active(world: LedgerWorld, person: int) -> Decimal:
    balances = world.services.points.balances(world.program, person)
    return next(b.active for b in balances if b.points_type_id == world.standard)


def inactive_after(world: LedgerWorld) -> list[int | None]:
    query = text(
        "SELECT inactive_after FROM account WHERE points_type_id = :k ORDER BY participant_id"
    )
    with world.storage.read() as conn:
        return list(conn.execute(query, {"k": world.standard}).scalars())


def expirations(world: LedgerWorld, person: int) -> list[tuple[date, Decimal]]:
    rows = world.services.points.transactions(world.program, person)
    return [(row.occurred_at.date(), row.amount) for row in rows if row.type == "expiration"]


def test_the_time_zone_is_free_until_there_are_points(world: LedgerWorld) -> None:
    (person,) = people(world, 1)
    draft = world.services.programs.get(world.program)
    world.services.programs.update(replace(draft, time_zone="Asia/Tokyo"))
    accrue(world, person, "first")
    draft = world.services.programs.get(world.program)
    with pytest.raises(InvalidInput) as refused:
        world.services.programs.update(replace(draft, time_zone="Europe/Berlin"))
    assert refused.value.code == "program.time_zone_used"
    assert refused.value.params == {"field": "time_zone", "zone": "Asia/Tokyo"}
    world.services.programs.update(replace(draft, name="Star club"))
    stored = world.services.programs.get(world.program)
    assert (stored.time_zone, stored.name) == ("Asia/Tokyo", "Star club")
    assert world.services.proof.prove().differences == 0


def test_a_changed_money_rate_is_valid_from_the_local_day_and_the_old_one_before(
    world: LedgerWorld, clock: Clock
) -> None:
    first = standard(world).money_rate
    (person,) = people(world, 1)
    accrue(world, person, "first")
    clock.now = datetime(2024, 3, 1, 12, tzinfo=UTC)
    change(world, money_rate=Decimal(50))
    change(world, money_rate=Decimal("12.5"))
    change(world, name="Stars")
    clock.now = datetime(2024, 5, 2, 12, tzinfo=UTC)
    change(world, money_rate=Decimal(0))
    with world.storage.read() as conn:
        rates = [
            rate_on(conn, world.standard, day)
            for day in (FROM_THE_BEGINNING, 20240229, 20240301, 20240501, 20240502, 20991231)
        ]
        stored = conn.execute(
            text("SELECT COUNT(*) FROM money_rate WHERE points_type_id = :k"), {"k": world.standard}
        )
        assert stored.scalar_one() == 3
    assert rates == [first, first, Decimal("12.5"), Decimal("12.5"), Decimal(0), Decimal(0)]
    assert standard(world).money_rate == Decimal(0)


def test_a_rate_corrected_before_there_are_points_is_valid_from_the_beginning(
    world: LedgerWorld,
) -> None:
    change(world, money_rate=Decimal(50))
    with world.storage.read() as conn:
        assert rate_on(conn, world.standard, 20200101) == Decimal(50)


def test_the_local_day_of_the_program_decides_from_when_a_rate_is_valid(
    world: LedgerWorld, clock: Clock
) -> None:
    draft = world.services.programs.get(world.program)
    world.services.programs.update(replace(draft, time_zone="Asia/Tokyo"))
    (person,) = people(world, 1)
    accrue(world, person, "first")
    clock.now = datetime(2024, 3, 1, 20, tzinfo=UTC)  # 2 March in Tokyo
    change(world, money_rate=Decimal(50))
    with world.storage.read() as conn:
        assert rate_on(conn, world.standard, 20240301) != Decimal(50)
        assert rate_on(conn, world.standard, 20240302) == Decimal(50)


def test_points_that_never_expired_expire_by_inactivity_after_the_rule_changed(
    world: LedgerWorld, clock: Clock
) -> None:
    (person,) = people(world, 1)
    accrue(world, person, "first")
    change(world, **A_MONTH)
    assert inactive_after(world) == [20240210]
    clock.now = datetime(2025, 6, 10, 12, tzinfo=UTC)
    world.services.closing.close_day()
    assert active(world, person) == 0
    assert expirations(world, person) == [(date(2024, 2, 11), Decimal(-100))]
    balanced(world.storage)
    assert world.services.proof.prove().differences == 0


def test_inactivity_is_counted_from_the_last_activity_of_each(
    world: LedgerWorld, clock: Clock
) -> None:
    early, redeemed, received, spent = people(world, 4)
    for person in (early, redeemed, received, spent):
        accrue(world, person, f"first-{person}")
    clock.now = datetime(2024, 1, 20, 12, tzinfo=UTC)
    world.points.redeem(redeemed, world.standard, Decimal(10), key="redeem")
    clock.now = datetime(2024, 1, 25, 12, tzinfo=UTC)
    world.points.transfer(spent, received, world.standard, Decimal(100), key="transfer")
    change(world, **A_MONTH)
    assert inactive_after(world) == [20240210, 20240220, 20240225, 20240225]
    change(world, **{**A_MONTH, "expiry_count": 3})
    assert inactive_after(world) == [20240410, 20240420, 20240425, 20240425]
    change(world, **NEVER)
    assert inactive_after(world) == [None] * 4


def test_closed_days_stay_as_they_are(world: LedgerWorld, clock: Clock) -> None:
    holder, empty = people(world, 2)
    accrue(world, holder, "first")
    accrue(world, empty, "second")
    world.points.redeem(empty, world.standard, Decimal(100), key="all")
    clock.now = datetime(2025, 6, 9, 12, tzinfo=UTC)
    world.services.closing.close_day()
    clock.now = datetime(2025, 6, 10, 12, tzinfo=UTC)
    change(world, **A_MONTH)
    assert inactive_after(world) == [20250609, None]
    assert active(world, holder) == 0, "valid through the last closed day, which is over"
    world.services.closing.close_day()
    assert expirations(world, holder) == [(date(2025, 6, 10), Decimal(-100))]
    assert world.services.proof.prove().differences == 0


def test_an_unchanged_rule_dates_nothing_anew(world: LedgerWorld) -> None:
    (person,) = people(world, 1)
    accrue(world, person, "first")
    change(world, **A_MONTH)
    with world.storage.write() as uow:
        uow.conn.execute(text("UPDATE account SET inactive_after = 20240301"))
    change(world, name="Stars")
    assert inactive_after(world) == [20240301]


def test_a_clone_has_rates_of_its_own_and_a_deleted_program_leaves_none(world: LedgerWorld) -> None:
    programs = world.services.programs
    change(world, money_rate=Decimal(50))
    copy = programs.clone(world.program, name="Copy", external_id="copy").value
    of_copy = [item.id for item in programs.get(copy).points_types]
    (standard_copy, _) = of_copy
    assert standard_copy is not None
    with world.storage.read() as conn:
        assert rate_on(conn, standard_copy, 20240110) == Decimal(50)
    programs.delete(copy)
    with world.storage.read() as conn:
        left = conn.execute(text("SELECT points_type_id FROM money_rate")).scalars().all()
    assert set(left) == {world.standard, world.qualification}


def test_the_rate_of_a_removed_points_type_goes_with_it(world: LedgerWorld) -> None:
    programs = world.services.programs
    draft = programs.get(world.program)
    extra = PointsTypeDraft("Stars", "stars", money_rate=Decimal(7))
    programs.update(replace(draft, points_types=(*draft.points_types, extra)))
    stored = programs.get(world.program)
    programs.update(replace(stored, points_types=stored.points_types[:-1]))
    with world.storage.read() as conn:
        left = conn.execute(text("SELECT rate FROM money_rate")).scalars().all()
    assert "7" not in left
    assert len(left) == 2

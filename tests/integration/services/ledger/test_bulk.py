"""Importing rows, the daily close and undoing a batch: the same ledger as single commands, on both engines."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.days import day_number, instant
from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.kinds import ExpiryKind, KeyOrigin
from loyalty_desktop.services.ledger.posting import (
    PointsRow,
    RowVerdict,
    cancel_batch,
    expire_balance_in,
    post_rows,
    run_due,
)
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced

BATCH = 7


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(
        storage, clock, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=30, activation_days=2
    )


def posted(
    world: LedgerWorld, rows: list[PointsRow], *, write: bool = True, batch: int = BATCH
) -> list[RowVerdict]:
    with world.storage.write() as uow:
        return post_rows(uow, world.program, rows, write=write, import_batch_id=batch)


def random_rows(world: LedgerWorld, people: list[int], count: int) -> list[PointsRow]:
    chance = random.Random(1)
    start = world.clock.now - timedelta(days=100)
    rows = []
    for number in range(1, count + 1):
        at = instant(start + timedelta(minutes=chance.randrange(100 * 24 * 60)))
        amount = chance.choice((50_000, 100_000, 12_300, -40_000, -70_000))
        kind = "accrual"
        who = chance.choice(people)
        rows.append(
            PointsRow(number, who, world.standard, kind, amount, at, external_id=f"row-{number}")
        )
    return rows


def test_rows_are_posted_like_single_commands(world: LedgerWorld) -> None:
    people = world.participants(10)
    duplicates = world.participants(10)
    rows = random_rows(world, people, 300)
    verdicts = posted(world, rows)
    by_row = {verdict.row_no: verdict for verdict in verdicts}
    for row in sorted(rows, key=lambda row: (row.occurred_at, row.row_no)):
        who = duplicates[people.index(row.participant_id)]
        move = world.points.accrue if row.amount > 0 else world.points.redeem
        at = datetime.fromtimestamp(row.occurred_at / 1_000_000, tz=world.clock.now.tzinfo)
        amount, key = Decimal(abs(row.amount)) / 10_000, f"twin-{row.row_no}"
        code = ""
        try:
            move(who, world.standard, amount, key=key, occurred_at=at)
        except RuleViolation as error:
            code = error.code
        assert by_row[row.row_no].code == code
    assert {verdict.status for verdict in verdicts} == {"new", "rejected"}
    for one, two in zip(people, duplicates, strict=True):
        assert world.points.balances(world.program, one) == world.points.balances(
            world.program, two
        )
    balanced(world.storage)


def test_a_rehearsal_gives_the_same_verdicts_and_writes_nothing(world: LedgerWorld) -> None:
    rows = random_rows(world, world.participants(10), 200)
    rehearsed = posted(world, rows, write=False)
    with world.storage.read() as conn:
        assert conn.execute(text("SELECT COUNT(*) FROM points_transaction")).scalar_one() == 0
    done = posted(world, rows)
    assert [(v.row_no, v.status, v.code) for v in rehearsed] == [
        (v.row_no, v.status, v.code) for v in done
    ]


def test_the_same_rows_again_change_nothing(world: LedgerWorld) -> None:
    one = world.participant()
    at = instant(world.clock.now - timedelta(days=3))
    row = PointsRow(2, one, world.standard, "accrual", 50_000, at, external_id="a")
    first = posted(world, [row, row._replace(row_no=3), row._replace(row_no=4, amount=1_00)])
    assert [(v.status, v.code) for v in first] == [
        ("new", ""),
        ("unchanged", ""),
        ("rejected", "points.key_reused"),
    ]
    again = posted(world, [row])
    assert again == [RowVerdict(2, "unchanged", first[0].transaction_id)]
    balanced(world.storage)


def test_an_exported_transaction_comes_in_again_unchanged(world: LedgerWorld) -> None:
    one = world.participant()
    made = world.points.accrue(
        one,
        world.standard,
        Decimal(5),
        key="a",
        origin=KeyOrigin.EXTERNAL,
        description="hello",
    ).value
    at = instant(made.occurred_at.replace(microsecond=0))
    row = PointsRow(2, one, world.standard, "accrual", 50_000, at, None, None, "a", "hello")
    assert posted(world, [row]) == [RowVerdict(2, "unchanged", made.id)]


def test_the_daily_close_activates_and_expires_once(world: LedgerWorld) -> None:
    people = world.participants(3)
    for who in people:
        world.points.accrue(who, world.standard, Decimal(10), key=f"a{who}")
    found = []
    for days in (1, 2, 2, 32, 33, 33):
        world.clock.now = Clock().now + timedelta(days=days - 1 if days > 30 else days)
        with world.storage.write() as uow:
            counts = run_due(uow, world.program, day_number(world.clock.now.date()))
            found.append((counts.activated, counts.expired))
        balanced(world.storage)
    assert found == [(0, 0), (3, 0), (0, 0), (0, 3), (0, 0), (0, 0)]
    kinds = world.points.transactions(world.program, people[0])
    assert [row.type for row in kinds] == ["expiration", "activation", "accrual"]
    assert kinds[0].occurred_at.date() == date(2026, 2, 15)


def test_a_batch_is_taken_back_as_a_whole_or_not_at_all(world: LedgerWorld) -> None:
    one, two = world.participants(2)
    at = instant(world.clock.now - timedelta(days=5))
    rows = [
        PointsRow(n, who, world.standard, "accrual", 50_000, at, external_id=f"a{n}")
        for n, who in enumerate((one, two, one), 2)
    ]
    posted(world, rows)
    world.points.redeem(one, world.standard, Decimal(7), key="spent")
    with world.storage.write() as uow:
        count, reasons = cancel_batch(uow, BATCH)
    assert (count, [(why.participant_id, why.missing) for why in reasons]) == (3, [(one, 70_000)])
    assert [world.points.balances(world.program, who)[0].total for who in (one, two)] == [3, 5]
    spent = world.points.transactions(world.program, one)[0]
    world.points.cancel(one, spent.id, key="c", reason="returned")
    with world.storage.write() as uow:
        assert cancel_batch(uow, BATCH) == (3, [])
    assert [world.points.balances(world.program, who)[0].total for who in (one, two)] == [0, 0]
    balanced(world.storage)


def test_a_year_with_spending_and_expiry_is_taken_back(world: LedgerWorld) -> None:
    people = world.participants(10)
    posted(world, random_rows(world, people, 300))
    with world.storage.write() as uow:
        assert cancel_batch(uow, BATCH)[1] == []
    assert [world.points.balances(world.program, who)[0].total for who in people] == [0] * 10
    balanced(world.storage)


def test_a_batch_whose_points_expired_since_is_taken_back(world: LedgerWorld) -> None:
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(3), key="own")
    at = instant(world.clock.now)
    posted(world, [PointsRow(2, one, world.standard, "accrual", 50_000, at, external_id="a")])
    world.clock.now += timedelta(days=40)
    with world.storage.write() as uow:
        assert run_due(uow, world.program, day_number(world.clock.now.date())).expired == 2
        assert cancel_batch(uow, BATCH) == (1, [])
    balance = world.points.balances(world.program, one)[0]
    assert (balance.total, balance.debt) == (Decimal(0), Decimal(0))
    balanced(world.storage)


def test_a_tier_group_that_starts_anew_takes_what_was_there_before_the_day(
    world: LedgerWorld,
) -> None:
    one = world.participant()
    kind = world.qualification
    for days in (3, 0):
        at = world.clock.now - timedelta(days=days)
        world.points.accrue(one, kind, Decimal(10), key=f"a{days}", occurred_at=at)
    with world.storage.write() as uow:
        assert expire_balance_in(uow, world.program, kind, [one], 20260114, "tier_group:1") == 1
    row = world.points.transactions(world.program, one)[0]
    assert (row.type, row.source_type, row.amount) == ("expiration", "tier_group", Decimal(-10))
    balanced(world.storage)

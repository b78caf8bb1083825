"""Several workstations at the same points: nothing is spent twice, nothing is done twice. Both engines."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced

WORKERS = 4


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock)


def test_the_same_points_are_never_spent_twice(world: LedgerWorld) -> None:
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(15), key="a")

    def spend(number: int) -> bool:
        try:
            world.points.redeem(one, world.standard, Decimal(1), key=f"r{number}")
        except RuleViolation as error:
            return error.code != "points.not_enough"
        return True

    with ThreadPoolExecutor(WORKERS) as pool:
        done = list(pool.map(spend, range(40)))
    assert sum(done) == 15
    assert world.points.balances(world.program, one)[0].total == 0
    balanced(world.storage)


def test_a_first_account_is_opened_once(world: LedgerWorld) -> None:
    one = world.participant()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(
            pool.map(
                lambda n: world.points.accrue(one, world.standard, Decimal(1), key=f"a{n}"),
                range(8),
            )
        )
    assert world.points.balances(world.program, one)[0].total == 8
    balanced(world.storage)


def test_one_key_from_many_workstations_is_one_transaction(world: LedgerWorld) -> None:
    one = world.participant()
    with ThreadPoolExecutor(WORKERS) as pool:
        made = list(
            pool.map(
                lambda _: world.points.accrue(one, world.standard, Decimal(1), key="same").value,
                range(8),
            )
        )
    assert len({row.id for row in made}) == 1
    assert world.points.balances(world.program, one)[0].total == 1
    balanced(world.storage)


def test_transfers_both_ways_do_not_block_each_other(world: LedgerWorld) -> None:
    one, two = world.participants(2)
    for who in (one, two):
        world.points.accrue(who, world.standard, Decimal(20), key=f"a{who}")

    def swap(number: int) -> None:
        pair = (one, two) if number % 2 else (two, one)
        world.points.transfer(*pair, world.standard, Decimal(1), key=f"t{number}")

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(swap, range(20)))
    assert [world.points.balances(world.program, who)[0].total for who in (one, two)] == [20, 20]
    balanced(world.storage)

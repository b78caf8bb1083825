"""Several processes at one account, each with its own connection to the same workspace: both engines."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.services.ledger.points import PointsService
from loyalty_desktop.storage.engine import Database, postgresql_engine, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced

PROCESSES = 4
TRIES = 12
"""Of every process; together they want more than there is."""


def _spend(where: str, process: int, participant_id: int, points_type_id: int) -> int:
    """Redeem one point again and again; how many times it was granted."""
    if where.startswith("postgresql"):
        database = Database(postgresql_engine(where), url=where)
    else:
        path = Path(where)
        database = Database(sqlite_engine(path, cache_kib=4 * 1024), path=path)
    points = PointsService(Storage(database, actor=Actor(f"desk {process}"), clock=Clock()))
    granted = 0
    try:
        for number in range(TRIES):
            try:
                points.redeem(
                    participant_id, points_type_id, Decimal(1), key=f"r{process}-{number}"
                )
            except RuleViolation as error:
                if error.code != "points.not_enough":
                    raise
            else:
                granted += 1
    finally:
        database.close()
    return granted


@pytest.mark.parametrize("there", [30, PROCESSES * TRIES + 2])
def test_processes_share_an_account_without_spending_a_point_twice(
    storage: Storage, clock: Clock, there: int
) -> None:
    world = LedgerWorld(storage, clock)
    one = world.participant()
    for part in range(2):
        world.points.accrue(one, world.standard, Decimal(there // 2), key=f"a{part}")
    where = str(storage.database.path or storage.database.url)
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        work = [
            pool.submit(_spend, where, process, one, world.standard) for process in range(PROCESSES)
        ]
        granted = sum(job.result(timeout=120) for job in work)
    assert granted == min(there, PROCESSES * TRIES)
    balance = world.points.balances(world.program, one)[0]
    assert (balance.total, balance.debt) == (Decimal(there - granted), Decimal(0))
    rows = world.points.transactions(world.program, one, limit=200)
    accrued = [Decimal(there), Decimal(there // 2)]
    steps = [Decimal(left) for left in range(there - granted, there)]
    assert [row.active_after for row in rows] == [*steps, *accrued]
    balanced(storage)

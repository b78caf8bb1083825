"""The daily summary: what is folded and what is not give the same sums, whoever works meanwhile. Both engines."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.amounts import SCALE
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.import_sheets import Sheet
from tests.support.ledger_world import LedgerWorld, balanced


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock)


def rows(storage: Storage) -> list[tuple[object, ...]]:
    """The whole summary, in order."""
    with storage.read() as conn:
        return sorted(tuple(row) for row in conn.execute(text(summary.rows_sql(conn))))


def sum_of(found: list[tuple[object, ...]]) -> int:
    """The amounts of the summary, added up."""
    return sum(int(str(row[summary.KEY.index("channel_id") + 1])) for row in found)


def waiting(storage: Storage) -> int:
    """How many people have something to fold."""
    with storage.read() as conn:
        return int(
            conn.execute(
                text("SELECT COUNT(*) FROM person WHERE folded < transactions")
            ).scalar_one()
        )


def test_a_fold_changes_no_sum_and_takes_only_whom_it_names(world: LedgerWorld) -> None:
    people = world.participants(5)
    for number, who in enumerate(people):
        world.points.accrue(who, world.standard, Decimal(number + 1), key=f"a{number}")
    before = rows(world.storage)
    with world.storage.write() as uow:
        assert summary.fold_in(uow, limit=2) == 2
    assert (waiting(world.storage), rows(world.storage)) == (3, before)
    assert summary.fold(world.storage) == 3
    assert (waiting(world.storage), rows(world.storage)) == (0, before)
    assert summary.fold(world.storage) == 0
    balanced(world.storage)


def test_two_folds_and_two_tills_do_not_stop_each_other(world: LedgerWorld) -> None:
    people = world.participants(6)

    def till(number: int) -> None:
        for turn in range(15):
            one, two = people[turn % 6], people[(turn + 1 + number) % 6]
            key = f"{number}-{turn}"
            world.points.accrue(one, world.standard, Decimal(2), key=f"a{key}")
            if one != two:
                world.points.transfer(one, two, world.standard, Decimal(1), key=f"t{key}")

    def folds(_number: int) -> None:
        for _ in range(15):
            summary.fold(world.storage)

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(till, n) for n in range(2)] + [pool.submit(folds, n) for n in range(2)]
        for job in jobs:
            job.result(timeout=120)
    before = rows(world.storage)
    summary.fold(world.storage)
    assert (waiting(world.storage), rows(world.storage)) == (0, before)
    balanced(world.storage)
    wrong = {check.code: check.differences for check in world.services.proof.prove().checks}
    assert wrong["proof.summary"] == 0, wrong


def test_a_fold_leaves_people_out_that_a_till_has_locked(world: LedgerWorld) -> None:
    if world.storage.database.dialect == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    busy, free = world.participants(2)
    for who in (busy, free):
        world.points.accrue(who, world.standard, Decimal(1), key=f"a{who}")
    with world.storage.write() as till:
        till.lock_people([busy])
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(summary.fold, world.storage).result(timeout=60) == 1
    assert waiting(world.storage) == 1
    assert summary.fold(world.storage) == 1


def test_a_close_ends_with_a_fold(world: LedgerWorld) -> None:
    (who,) = world.participants(1)
    world.points.accrue(who, world.standard, Decimal(3), key="a")
    assert waiting(world.storage) == 1
    world.services.closing.close_day()
    assert waiting(world.storage) == 0


def test_imports_and_undone_imports_end_with_a_fold(
    storage: Storage, imports: ImportsService, program_id: int, sheet: Sheet
) -> None:
    people = sheet([["participant"], ["one"], ["two"]], "people.csv")
    imports.run(ImportRequest(ImportKind.PARTICIPANTS, people, program_id=program_id))
    start = rows(storage)
    assert (waiting(storage), sum_of(start)) == (0, 2 * 10 * SCALE)
    points = sheet([["participant", "type", "amount"], ["one", "accrual", "5"]], "points.csv")
    report = imports.run(
        ImportRequest(ImportKind.POINTS, points, program_id=program_id, points_type_id=None)
    ).value
    assert report.batch is not None
    assert (report.new, waiting(storage), sum_of(rows(storage))) == (1, 0, 25 * SCALE)
    imports.undo(report.batch)
    assert (waiting(storage), sum_of(rows(storage))) == (0, 20 * SCALE)
    balanced(storage)

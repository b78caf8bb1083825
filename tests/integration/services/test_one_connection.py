"""No command takes a second connection while it writes: it would wait for others that wait for it. Both engines."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage.engine import Database, postgresql_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.clock import Clock
from tests.support.commands import OF_A_PERSON, OF_THE_HOUSE, prepare
from tests.support.import_sheets import Sheet
from tests.support.ledger_world import LedgerWorld, balanced

THREADS = 24


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock, initial_balance=Decimal(100))


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a connection within another one's block fails, for each thread."""
    opened = threading.local()

    def guarded(name: str) -> None:
        original = getattr(Database, name)

        @contextmanager
        def block(self: Database) -> Iterator[Any]:
            assert not getattr(opened, "name", None), f"{name} within {opened.name}"
            opened.name = name
            try:
                with original(self) as conn:
                    yield conn
            finally:
                opened.name = None

        monkeypatch.setattr(Database, name, block)

    guarded("read")
    guarded("write_connection")


def test_the_guard_sees_a_connection_within_another(storage: Storage) -> None:
    with (
        storage.write(),
        pytest.raises(AssertionError, match="read within write_connection"),
        storage.read(),
    ):
        pass


@pytest.mark.parametrize("name", OF_A_PERSON | OF_THE_HOUSE)
def test_a_command_takes_one_connection(world: LedgerWorld, name: str) -> None:
    people = world.participants(2)
    prepare(name, world, people)
    (OF_A_PERSON | OF_THE_HOUSE)[name](world, people)
    balanced(world.storage)


def test_an_import_and_its_undo_take_one_connection(
    world: LedgerWorld, imports: ImportsService, sheet: Sheet
) -> None:
    rows = [("participant", "last_name"), ("one", "One"), ("two", "Two")]
    people = imports.run(
        ImportRequest(ImportKind.PARTICIPANTS, sheet(rows, "a.csv"), program_id=world.program)
    ).value
    moves = [("participant", "points_type", "amount", "occurred_at")] + [
        (name, "points", "7", "2025-06-01") for name in ("one", "two")
    ]
    points = imports.run(
        ImportRequest(ImportKind.POINTS, sheet(moves, "b.csv"), program_id=world.program)
    ).value
    assert (people.new, points.new) == (2, 2)
    for report in (points, people):
        imports.undo(report.batch or 0)
    balanced(world.storage)


def test_many_threads_share_few_connections(storage: Storage, world: LedgerWorld) -> None:
    """On PostgreSQL with two connections in the pool, every thread does every kind of command."""
    database = storage.database
    if database.url is not None:
        engine = postgresql_engine(database.url, pool_size=2, max_overflow=0)
        database = Database(engine, url=database.url)
        shared = world.on(Storage(database, actor=Actor("tester"), clock=world.clock))
    else:
        shared = world
    people = world.participants(2 * THREADS)
    prepare("tier by hand", world, people)
    errors: list[tuple[str, LoyaltyError]] = []

    def work(number: int) -> None:
        for name, command in OF_A_PERSON.items():
            try:
                command(shared, people[2 * number : 2 * number + 2])
            except LoyaltyError as error:
                errors.append((name, error))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    # 100 + 5 - 5 + 5 + 3 + 5 - 5 - 1 for the one, 100 - 5 + 3 for the other
    first = [shared.points.balances(world.program, one)[0].total for one in people]
    assert first == [Decimal(107), Decimal(98)] * THREADS
    if database is not storage.database:
        database.close()
    balanced(storage)

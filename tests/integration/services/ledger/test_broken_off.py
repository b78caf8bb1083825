"""Commands that other writers break off are done all the same, once: deadlocks, and commits that are refused. Both engines."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event, text

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import Conflict, StorageProblem
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage import retrying
from loyalty_desktop.storage.engine import is_writing
from loyalty_desktop.storage.ledger import posting
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork
from tests.support.clock import Clock
from tests.support.commands import OF_A_PERSON, OF_THE_HOUSE, prepare
from tests.support.import_sheets import Sheet
from tests.support.ledger_world import LedgerWorld, balanced


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock, initial_balance=Decimal(100))


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "FIRST_PAUSE_SECONDS", 0.0)


@contextmanager
def refused_commits(storage: Storage, count: int) -> Iterator[list[int]]:
    """The next `count` commits fail as a server fails that cannot keep their order; the list tells what was refused."""
    refused: list[int] = []

    def refuse(conn: Connection) -> None:
        if is_writing(conn) and len(refused) < count:
            refused.append(len(refused))
            raise psycopg.errors.SerializationFailure("could not serialize access")

    event.listen(storage.database.engine, "commit", refuse)
    try:
        yield refused
    finally:
        event.remove(storage.database.engine, "commit", refuse)


def records(storage: Storage) -> int:
    with storage.read() as conn:
        return int(conn.execute(text("SELECT COUNT(*) FROM audit_record")).scalar_one())


RECORDS = {"transfer": 2, "join new": 2, "block all": 2, "accrue to several": 2, "seal": 0}
RECORDS |= {
    "cancel": 2,
    "hold, commit, roll back": 4,
    "join": 2,
    "tier by hand": 2,
    "quick start": 3,
}
"""How many audit records a command makes, where it is not one. A close makes one for each day."""


@pytest.mark.parametrize("name", OF_A_PERSON | OF_THE_HOUSE)
def test_a_commit_that_is_refused_twice_is_made_once(world: LedgerWorld, name: str) -> None:
    people = world.participants(2)
    prepare(name, world, people)
    before = records(world.storage)
    with refused_commits(world.storage, 2) as refused:
        (OF_A_PERSON | OF_THE_HOUSE)[name](world, people)
    assert len(refused) == 2
    if name not in {"close", "join all"}:
        assert records(world.storage) - before == RECORDS.get(name, 1)
    balanced(world.storage)


def test_an_import_and_its_undo_go_through(
    world: LedgerWorld, imports: ImportsService, sheet: Sheet
) -> None:
    people = [
        world.services.participants.join_new(world.program, ProfileDraft(external_id=f"x{n}")).value
        for n in range(3)
    ]
    rows = [("participant", "points_type", "amount", "occurred_at")]
    rows += [(f"x{n}", "points", "7", "2025-06-01") for n in range(3)]
    request = ImportRequest(ImportKind.POINTS, sheet(rows, "p.csv"), program_id=world.program)
    rehearsal = imports.rehearse(request)
    with refused_commits(world.storage, 2) as refused:
        report = imports.apply(rehearsal).value
    assert (len(refused), report.new) == (2, 3)
    assert world.points.balances(world.program, people[0])[0].total == 107
    with refused_commits(world.storage, 2) as refused:
        undone = imports.undo(report.batch or 0).value
    assert (len(refused), undone.cancelled) == (2, 3)
    assert world.points.balances(world.program, people[0])[0].total == 100
    balanced(world.storage)


def test_the_tries_have_an_end(world: LedgerWorld) -> None:
    one = world.participant()
    with (
        refused_commits(world.storage, 1000) as refused,
        pytest.raises(Conflict, match=r"storage\.retry"),
    ):
        world.points.accrue(one, world.standard, Decimal(5), key="k")
    assert len(refused) == retrying.TRIES
    world.points.accrue(one, world.standard, Decimal(5), key="k")
    assert world.points.balances(world.program, one)[0].total == 105


def test_points_moved_meanwhile_are_looked_at_anew(
    world: LedgerWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when rows changed without the person's lock."""
    one = world.participant()
    store, tries = posting.store_lots, []

    def moved(uow: UnitOfWork, changed: Any) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise StorageProblem("ledger.moved_meanwhile", table="lot", wanted=1, done=0)
        store(uow, changed)

    monkeypatch.setattr(posting, "store_lots", moved)
    world.points.redeem(one, world.standard, Decimal(5), key="k")
    assert len(tries) == 3
    assert world.points.balances(world.program, one)[0].total == 95
    balanced(world.storage)


def test_other_errors_are_told_at_once(world: LedgerWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    one = world.participant()
    tries = []

    def full(_uow: UnitOfWork, _changed: Any) -> None:
        tries.append(1)
        raise StorageProblem("storage.disk_full")

    monkeypatch.setattr(posting, "store_lots", full)
    with pytest.raises(StorageProblem, match=r"storage\.disk_full"):
        world.points.redeem(one, world.standard, Decimal(5), key="k")
    assert len(tries) == 1


@pytest.mark.postgres
def test_the_victim_of_a_deadlock_begins_anew(
    postgres_cluster: Any, postgres_storage: Storage, clock: Clock
) -> None:
    """Somebody locks two people in the other order than a transfer does."""
    world = LedgerWorld(postgres_storage, clock, initial_balance=Decimal(100))
    low, high = world.participants(2)
    broken_off: list[Any] = []
    event.listen(postgres_storage.database.engine, "rollback", broken_off.append)
    url = str(postgres_storage.database.url).replace("+psycopg", "")
    lock = "SELECT 1 FROM person WHERE id = %s FOR UPDATE"
    with psycopg.connect(url) as other:
        other.execute("SET deadlock_timeout = '10min'")  # the program's session is the victim
        other.execute(lock, (high,))
        transfer = threading.Thread(
            target=lambda: world.points.transfer(low, high, world.standard, Decimal(5), key="k")
        )
        transfer.start()
        waiting = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"
        ends = time.monotonic() + 30
        while postgres_cluster.admin.execute(waiting).fetchone() == (0,):
            assert time.monotonic() < ends
            time.sleep(0.01)  # a server's wait: it has no signal
        other.execute(lock, (low,))  # granted when the transfer is broken off
    transfer.join()
    totals = [world.points.balances(world.program, one)[0].total for one in (low, high)]
    assert totals == [95, 105]
    assert len(broken_off) == 1
    balanced(postgres_storage)

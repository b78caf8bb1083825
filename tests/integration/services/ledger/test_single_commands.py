"""What a single command keeps in memory: rules of a version of the program, and the row it has just written. Both engines."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from loyalty_desktop.domain.errors import LoyaltyError, NotFound, RuleViolation
from loyalty_desktop.domain.points import TransactionRow
from loyalty_desktop.services.tiers import start_in
from loyalty_desktop.storage.engine import Database, is_writing, postgresql_engine, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced

STATEMENTS = 12
"""How many statements an accrual or redemption runs, besides BEGIN and COMMIT and what the pool asks a connection."""


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock, decimals=2)


@pytest.fixture
def other(world: LedgerWorld) -> Iterator[LedgerWorld]:
    """Another workstation."""
    database = world.storage.database
    if database.url is not None:
        second = Database(postgresql_engine(database.url), url=database.url)
    else:
        assert database.path is not None
        second = Database(sqlite_engine(database.path), path=database.path)
    yield world.on(Storage(second, actor=Actor("other"), clock=world.clock))
    second.close()


def change(world: LedgerWorld, **rules: Any) -> None:
    """Save the program with other rules of its standard points type."""
    draft = world.services.programs.get(world.program)
    types = tuple(
        replace(kind, **rules) if kind.id == world.standard else kind for kind in draft.points_types
    )
    world.services.programs.update(replace(draft, points_types=types))


def code(work: Callable[[], object]) -> str:
    try:
        work()
    except LoyaltyError as error:
        return error.code
    return ""


def test_rules_changed_elsewhere_hold_for_the_next_command(
    world: LedgerWorld, other: LedgerWorld
) -> None:
    one = world.participant()

    def redeem(key: str) -> str:
        return code(lambda: world.points.redeem(one, world.standard, Decimal(1), key=key))

    world.points.accrue(one, world.standard, Decimal(100), key="a")
    assert not redeem("r1")
    change(other, redeem_min=Decimal(5))
    assert redeem("r2") == "points.redeem_min"
    change(other, redeem_min=Decimal(0), archived=True)
    assert redeem("r3") == "points_type.archived"
    change(other, archived=False)
    assert not redeem("r4")
    other.services.programs.pause(world.program)
    assert redeem("r5") == "program.not_active"
    other.services.programs.activate(world.program)
    assert not redeem("r6")
    balanced(world.storage)


def test_tiers_changed_elsewhere_hold_for_the_next_command(
    world: LedgerWorld, other: LedgerWorld
) -> None:
    one = world.participant()
    with world.storage.write() as uow:
        start_in(uow, world.program, [one])

    def tier() -> str:
        return world.services.tiers.standing(world.program, one)[0].tier

    names = [step.name for step in world.services.tiers.standing(world.program, one)[0].ladder]
    world.clock.advance(hours=1)
    world.points.accrue(one, world.qualification, Decimal(1), key="a1")
    assert tier() == names[0]
    draft = other.services.programs.get(world.program)
    (group,) = draft.tier_groups
    lower = tuple(
        replace(each, threshold=Decimal(5 * place)) for place, each in enumerate(group.tiers)
    )
    other.services.programs.update(replace(draft, tier_groups=(replace(group, tiers=lower),)))
    world.clock.advance(hours=1)
    world.points.accrue(one, world.qualification, Decimal(4), key="a2")
    assert tier() == names[1]
    balanced(world.storage)


def test_rules_that_were_not_committed_are_never_kept(world: LedgerWorld) -> None:
    """A version that was rolled back is given again, to other rules."""
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(100), key="a")

    def refuse(conn: Connection) -> None:
        if is_writing(conn):
            raise RuntimeError("no commit")

    engine = world.storage.database.engine
    event.listen(engine, "commit", refuse)
    with pytest.raises(RuntimeError):
        change(world, redeem_min=Decimal(50))
    event.remove(engine, "commit", refuse)
    world.points.redeem(one, world.standard, Decimal(2), key="r1")
    change(world, redeem_min=Decimal(5))
    assert code(lambda: world.points.redeem(one, world.standard, Decimal(2), key="r2"))
    world.points.redeem(one, world.standard, Decimal(7), key="r3")
    balanced(world.storage)


COMMANDS: dict[str, Callable[[LedgerWorld, int, int, int], TransactionRow]] = {
    "accrual": lambda w, a, _b, _h: (
        w.points.accrue(
            a,
            w.standard,
            Decimal("1.5"),
            key="k",
            description="gift",
            external_data={"a": 1},
            actor_source=("promotion", "7"),
        ).value
    ),
    "dated accrual": lambda w, a, _b, _h: (
        w.points.accrue(
            a,
            w.standard,
            Decimal(3),
            key="k",
            occurred_at=w.clock.now - timedelta(days=3),
            expires_on=date(2027, 1, 1),
        ).value
    ),
    "qualification": lambda w, a, _b, _h: (
        w.points.accrue(a, w.qualification, Decimal(700), key="k").value
    ),
    "redemption": lambda w, a, _b, _h: w.points.redeem(a, w.standard, Decimal(2), key="k").value,
    "hold": lambda w, a, _b, _h: (
        w.points.redeem(a, w.standard, Decimal(2), key="k", temporary_seconds=60).value
    ),
    "promise": lambda w, a, _b, _h: (
        w.points.accrue(
            a, w.standard, Decimal(2), key="k", temporary=True, activates_on=date(2026, 2, 1)
        ).value
    ),
    "transfer": lambda w, a, b, _h: w.points.transfer(a, b, w.standard, Decimal(2), key="k").value,
    "commit": lambda w, a, _b, h: w.points.commit(a, h, key="k").value,
    "roll back": lambda w, a, _b, h: w.points.roll_back(a, h, key="k").value,
    "cancellation": lambda w, a, _b, _h: w.points.cancel(a, 1, key="k", reason="wrong").value,
    "part of it": lambda w, a, _b, _h: (
        w.points.cancel(a, 1, key="k", reason="wrong", amount=Decimal("0.25")).value
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_returns_what_is_stored(world: LedgerWorld, name: str) -> None:
    one, two = world.participants(2)
    with world.storage.write() as uow:
        start_in(uow, world.program, [one, two])
    world.points.accrue(one, world.standard, Decimal(10), key="first")
    held = world.points.redeem(one, world.standard, Decimal(3), key="held", temporary=True).value.id
    world.clock.advance(minutes=5)
    made = COMMANDS[name](world, one, two, held)
    assert made == world.points.transaction(one, made.id)
    assert made == COMMANDS[name](world, one, two, held)  # the same key again
    balanced(world.storage)


def test_a_command_runs_few_statements(world: LedgerWorld) -> None:
    one = world.participant()
    with world.storage.write() as uow:
        start_in(uow, world.program, [one])
    world.clock.advance(days=1)
    world.points.accrue(one, world.standard, Decimal(10), key="warm")
    asked = statements_of(world)
    works: tuple[Any, ...] = (world.points.accrue, world.points.redeem)
    for number, work in enumerate(works):
        found = asked(lambda: work(one, world.standard, Decimal(1), key=f"k{number}"))  # noqa: B023
        assert 5 < len(found) <= STATEMENTS, found


def statements_of(world: LedgerWorld) -> Callable[[Callable[[], object]], list[str]]:
    """Return what runs a command and tells its statements, besides BEGIN and COMMIT."""
    ran: list[str] = []
    engine = world.storage.database.engine
    with engine.connect() as conn:
        kind: Any = type(conn.connection.cursor())

    class Counting(kind):  # type: ignore[misc]
        def execute(self, sql: Any, *rest: Any, **more: Any) -> Any:
            ran.append(str(sql))
            return super().execute(sql, *rest, **more)

    with engine.connect() as conn:
        raw: Any = conn.connection.driver_connection
        if engine.dialect.name == "postgresql":
            raw.cursor_factory = Counting
        else:
            raw.set_trace_callback(ran.append)

    def asked(work: Callable[[], object]) -> list[str]:
        ran.clear()
        work()
        return [sql for sql in ran if sql not in {"BEGIN", "BEGIN IMMEDIATE", "COMMIT", ";"}]

    return asked


def test_many_holds_cost_no_more_statements_than_one(world: LedgerWorld) -> None:
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(100), key="a")
    counts = []
    asked = statements_of(world)
    for number in range(1, 9):
        held = Decimal(number)
        world.points.redeem(one, world.standard, held, key=f"h{number}", temporary_seconds=60)
        key = f"b{number}"
        found = asked(lambda: world.points.accrue(one, world.standard, Decimal(1), key=key))  # noqa: B023
        counts.append(len(found))
    assert counts[-1] == counts[0] > 5, counts
    balanced(world.storage)


@pytest.mark.postgres
def test_a_command_that_waited_sees_what_it_waited_for(
    postgres_cluster: Any, postgres_storage: Storage, clock: Clock
) -> None:
    """Somebody blocks the participant while the command waits for the person."""
    world = LedgerWorld(postgres_storage, clock)
    one = world.participant()
    codes: list[str] = []
    accrue = threading.Thread(
        target=lambda: codes.append(
            code(lambda: world.points.accrue(one, world.standard, Decimal(1), key="k"))
        )
    )
    with postgres_storage.write() as uow:
        uow.lock_people([one])
        accrue.start()
        while postgres_cluster.admin.execute(
            "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"
        ).fetchone() == (0,):
            assert accrue.is_alive()
        uow.conn.execute(
            text("UPDATE participant SET state = 2, blocked_reason = 'x' WHERE id = :id"),
            {"id": one},
        )
    accrue.join()
    assert codes == ["participant.blocked"]


def test_nobody_and_nothing_are_told_apart(world: LedgerWorld) -> None:
    one = world.participant()
    for who, kind, expected in (
        (one, 999, "points_type.not_found"),
        (999, world.standard, "participant.not_found"),
        (999, 999, "points_type.not_found"),
    ):
        with pytest.raises(NotFound, match=expected):
            world.points.accrue(who, kind, Decimal(1), key="k")
    with pytest.raises(RuleViolation, match=r"points\.not_enough"):
        world.points.redeem(one, world.standard, Decimal(1), key="k")

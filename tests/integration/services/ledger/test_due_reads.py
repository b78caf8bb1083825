"""What is shown is what can be spent at this moment, the day closed or not: every read against the engine, on both engines.

`settled` is what the engine says: it settles the accounts in a rehearsal, whose result is thrown away.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from loyalty_desktop.domain import participant_links
from loyalty_desktop.domain.amounts import SCALE, from_units
from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.domain.ledger.state import AccountState
from loyalty_desktop.domain.list_filters import ColumnFilter, FilterOp, ListQuery
from loyalty_desktop.domain.participants import AllMatching, ParticipantColumn, ParticipantSort
from loyalty_desktop.services.ledger.session import LedgerSession
from loyalty_desktop.storage.ledger.load import load_ledger_program
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced
from tests.support.release import RELEASE

EXAMPLES = 200 if RELEASE else 20
LIVES: dict[str, dict[str, Any]] = {
    "days": {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 12},
    "delayed": {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 12, "activation_days": 3},
    "idle": {"expiry_kind": ExpiryKind.INACTIVITY, "expiry_count": 1, "activation_days": 2},
}


class Step(NamedTuple):
    """Something that happens to one of three people; `life` and `delay` are days given with an accrual."""

    kind: str
    who: int
    amount: int
    days: int
    life: int
    delay: int


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(
            ["accrue", "accrue", "accrue", "redeem", "hold", "cancel", "promise", "wait"]
        ),
        st.integers(0, 2),
        st.integers(1, 40),
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(0, 4),
    ),
    min_size=3,
    max_size=14,
)


def settled(world: LedgerWorld) -> dict[tuple[int, int], AccountState]:
    """Every account as the engine settles it now, in a rehearsal."""
    with world.storage.rehearse() as uow:
        people = [row[0] for row in uow.conn.exec_driver_sql("SELECT id FROM participant")]
        session = LedgerSession(uow, load_ledger_program(uow.conn, world.program))
        session.load(people, session.program.rules, lock=False)
        for (_, points_type_id), state in session.states.items():
            session.ledger(points_type_id).settle(state, uow.now_us)
        return session.states


class History:
    """Performs steps on new people and remembers the accruals that can be cancelled."""

    def __init__(self, world: LedgerWorld) -> None:
        self.world = world
        self.people = world.participants(3)
        self.accruals: list[tuple[int, int]] = []

    def perform(self, number: int, step: Step) -> None:
        world, who, key = self.world, self.people[step.who], f"{self.people[0]}-{number}"
        points, amount = world.points, Decimal(step.amount)
        today = world.clock.now.date()
        try:
            match step.kind:
                case "accrue":
                    given: dict[str, Any] = {}
                    if step.life:
                        given["expires_on"] = today + timedelta(days=step.life + step.delay)
                    if step.delay:
                        given["activates_on"] = today + timedelta(days=step.delay)
                    made = points.accrue(who, world.standard, amount, key=key, **given).value
                    self.accruals.append((who, made.id))
                case "redeem":
                    points.redeem(who, world.standard, amount, key=key)
                case "hold":
                    seconds = 3600 * (1 + 11 * step.life)
                    points.redeem(who, world.standard, amount, key=key, temporary_seconds=seconds)
                case "promise":
                    points.accrue(who, world.standard, amount, key=key, temporary_seconds=3600)
                case "cancel" if self.accruals:
                    owner, made_id = self.accruals.pop(step.life % len(self.accruals))
                    points.cancel(owner, made_id, key=key, reason="test")
                case _:
                    world.clock.advance(hours=step.days * 17)
        except RuleViolation:
            pass  # there was not enough, or it cannot be cancelled any more
        if step.days > 5:
            world.clock.advance(days=step.days - 5)


def same_everywhere(world: LedgerWorld, people: list[int], folder: Path) -> None:
    """Compare every read with the engine."""
    engine = settled(world)
    services, kind = world.services, world.standard
    for who in people:
        state = engine[who, kind]
        shown = services.points.balances(world.program, who)[0]
        parts = (shown.active, shown.pending, shown.held, shown.debt, shown.total)
        wanted = (state.active, state.pending, state.held, state.debt, state.total)
        assert parts == tuple(from_units(units, 2) for units in wanted)
        lots = {
            lot.id: (lot.pending, lot.active, lot.held)
            for lot in services.points.lots(world.program, who)
            if lot.points_type_id == kind
        }
        assert lots == {
            lot.id: tuple(from_units(n, 2) for n in (lot.pending, lot.active, lot.held))
            for lot in state.lots
        }
        spent_at_most(world, who, state.active)
    lists_agree(world, people, engine)
    exported_agree(world, engine, folder)
    home_agrees(world, engine)


def spent_at_most(world: LedgerWorld, who: int, active: int) -> None:
    """What is shown can be redeemed whole, and not a hundredth more."""
    with world.storage.rehearse() as uow:
        session = LedgerSession(uow, load_ledger_program(uow.conn, world.program))
        session.load([who], [world.standard], lock=False)
        ledger, account = session.ledger(world.standard), session.account(who, world.standard)
        with pytest.raises(RuleViolation, match=r"points\.not_enough"):
            ledger.redeem(account, max(active, 0) + SCALE // 100, uow.now_us)
        if active > 0:
            ledger.redeem(account, active, uow.now_us)
        assert account.active == min(active, 0)


def lists_agree(
    world: LedgerWorld, people: list[int], engine: Mapping[tuple[int, int], AccountState]
) -> None:
    lists, kind = world.services.participants, world.standard
    everybody = sorted(who for who, number in engine if number == kind)
    values = {
        "total": {who: engine[who, kind].total for who in everybody},
        "active": {who: engine[who, kind].active for who in everybody},
        "pending": {who: engine[who, kind].pending for who in everybody},
        "held": {who: engine[who, kind].held for who in everybody},
    }
    for row in lists.page(world.program, people):
        shown = row.balances.get(kind)
        of = {name: from_units(values[name][row.id], 2) for name in values}
        if shown is None:
            assert not any(of.values())
        else:
            assert {name: getattr(shown, name) for name in of} == of
    for name, by_person in values.items():
        column = f"{name}:{kind}"
        made = lists.sums(world.program, AllMatching(ListQuery()), column)
        assert made is not None
        assert made.total == from_units(sum(by_person.values()), 0)
        for least in {1, by_person[people[0]]}:
            query = ListQuery(
                "", (ColumnFilter(column, FilterOp.BETWEEN, (from_units(least, 0), None)),)
            )
            found = lists.list_ids(world.program, query, ParticipantSort()).ids
            assert list(found) == [who for who in everybody if by_person[who] >= least]
        sort = ParticipantSort(ParticipantColumn(name), descending=True, target_id=kind)
        order = lists.list_ids(world.program, ListQuery(), sort).ids
        assert [by_person[who] for who in order] == sorted(by_person.values(), reverse=True)
        counts = lists.distinct(world.program, column, ListQuery())
        assert sum(each.count for each in counts.values) == len(everybody) or counts.more


def exported_agree(
    world: LedgerWorld, engine: Mapping[tuple[int, int], AccountState], folder: Path
) -> None:
    path = folder / "out.csv"
    path.unlink(missing_ok=True)
    world.services.exports.participants(world.program, path)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == sum(kind == world.standard for _, kind in engine)
    for row in rows:
        state = engine[int(row["participant"][1:]), world.standard]
        assert Decimal(row["points (total)"]) == from_units(state.total, 2)
        assert Decimal(row["points (active)"]) == from_units(state.active, 2)


def home_agrees(world: LedgerWorld, engine: Mapping[tuple[int, int], AccountState]) -> None:
    services = world.services
    (home,) = services.home.numbers()
    outstanding = sum(one.total for (_, kind), one in engine.items() if kind == world.standard)
    assert home.outstanding == from_units(outstanding, 2)
    assert home.months[-1].outstanding == home.outstanding
    assert services.programs.details(world.program).outstanding == home.outstanding
    last = home.today + timedelta(days=29)
    first_day, last_day = (int(f"{day:%Y%m%d}") for day in (home.today, last))
    ends = [
        (who, lot.expires_on or state.inactive_after or 0, lot.pending + max(lot.active, 0), lot)
        for (who, kind), state in engine.items()
        for lot in state.lots
        if kind == world.standard and (lot.pending > 0 or lot.active > 0)
    ]
    soon = [one for one in ends if first_day <= one[1] <= last_day]
    dated = [one for one in soon if one[3].expires_on is not None]
    assert home.expiring_points == from_units(sum(units for _, _, units, _ in dated), 2)
    link = participant_links.expiring(home.today, last)
    query = ListQuery("", tuple(participant_links.conditions(link)))
    behind = services.participants.list_ids(world.program, query, ParticipantSort()).ids
    assert list(behind) == sorted({one[0] for one in dated})
    report = services.points.expiring(world.program, world.standard, home.today, last)
    expected = sum(units for _, _, units, _ in soon)
    assert sum((row.amount for row in report), Decimal(0)) == from_units(expected, 2)


@pytest.mark.parametrize("life", LIVES)
def test_every_read_shows_what_the_engine_would_settle(
    storage: Storage, clock: Clock, tmp_path: Path, life: str
) -> None:
    world = LedgerWorld(storage, clock, **LIVES[life])

    @settings(max_examples=EXAMPLES, phases=(Phase.generate, Phase.shrink))
    @given(STEPS)
    def tell(steps: list[Step]) -> None:
        history = History(world)
        for number, step in enumerate(steps):
            history.perform(number, step)
        same_everywhere(world, history.people, tmp_path)

    tell()
    before = settled(world)
    (home,) = world.services.home.numbers()
    world.services.closing.close_day()
    (closed,) = world.services.home.numbers()
    assert closed == replace(
        home, closed_through=closed.closed_through, needs_hand=closed.needs_hand
    )
    after = settled(world)
    assert {key: (s.pending, s.active, s.held, s.debt) for key, s in after.items()} == {
        key: (s.pending, s.active, s.held, s.debt) for key, s in before.items()
    }
    balanced(storage)

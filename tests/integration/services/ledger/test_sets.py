"""The close and the undo store the same by set-based SQL and by the engine's objects: one half of the people goes through
sets, their twins through objects, and everything that is stored about both is compared."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import Downgrade, ExpiryKind, TierGroupKind
from loyalty_desktop.services.ledger.posting import PointsRow, cancel_batch, post_rows
from loyalty_desktop.services.tiers import start_in
from loyalty_desktop.storage.ledger import due_sets, set_posting, undo_sets
from loyalty_desktop.storage.ledger.posting import Recording
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced
from tests.support.release import sampled
from tests.support.twins import stored

THRESHOLDS = tuple(map(Decimal, (0, 10, 20, 40)))
_LIFE = {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 30}


@dataclass(frozen=True)
class Case:
    """Rules of the points, of the points that decide tiers, and of the tier group; whether points sleep or are held."""

    points: dict[str, Any] = field(default_factory=lambda: {**_LIFE, "redeem_min": None})
    status: dict[str, Any] = field(default_factory=dict)
    group: dict[str, Any] = field(default_factory=dict)
    simple: bool = True


CASES = {
    "points for 30 days": Case(),
    "status for 45 days": Case(
        status={"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 45},
        group={"downgrade": Downgrade.ONE_STEP},
    ),
    "status with a grace": Case(
        status={"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 20}, group={"grace_days": 5}
    ),
    "reviews that start anew": Case(
        group={"kind": TierGroupKind.PERIODIC, "review_months": 1, "review_day": date(2026, 1, 20)}
    ),
    "reviews with a grace": Case(
        status={"expiry_kind": ExpiryKind.END_OF_MONTH},
        group={
            "kind": TierGroupKind.PERIODIC,
            "review_months": 1,
            "review_day": date(2026, 2, 1),
            "grace_days": 4,
        },
    ),
    "points that sleep": Case(points={**_LIFE, "activation_days": 3}),
    "inactivity": Case(
        points={"expiry_kind": ExpiryKind.INACTIVITY, "expiry_count": 1}, simple=False
    ),
    "a largest balance": Case(points={**_LIFE, "largest_balance": Decimal(25)}),
}


@pytest.mark.parametrize("seed", range(sampled(gate=4, release=80)))
@pytest.mark.parametrize("case", CASES)
def test_sets_and_objects_store_the_same(
    storage: Storage, clock: Clock, case: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = _world(storage, clock, CASES[case])
    chance = random.Random(f"{case}{seed}")
    pairs = world.participants(6), world.participants(6)
    counts = _Halves(monkeypatch, pairs[1])
    with storage.write() as uow:
        start_in(uow, world.program, [*pairs[0], *pairs[1]])
    batches: list[int] = []
    for number in range(1, 6):
        batches.append(_import(world, chance, pairs, number))
        _same(storage, pairs)
        for _ in range(chance.randrange(4)):
            _command(world, chance, pairs)
        clock.advance(days=chance.choice((0, 3, 15, 45)))
        if chance.random() < 0.6:
            world.services.closing.close_day()
            _same(storage, pairs)
        if batches and chance.random() < 0.7:
            _undo(world, pairs, batches, chance)
            _same(storage, pairs)
    world.services.closing.close_day()
    _same(storage, pairs)
    balanced(storage)
    proof = world.services.proof.prove()
    assert [check for check in proof.checks if check.differences] == []
    assert counts.written or not CASES[case].simple


class _Halves:
    """Keeps twins out of the sets, and counts what the sets write."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, twins: Iterable[int]) -> None:
        self.written = 0
        self._twins = ", ".join(map(str, twins))
        take, find, store = (
            due_sets.take_complex,
            undo_sets.complex_people,
            set_posting.store_entries,
        )

        def take_complex(
            uow: UnitOfWork, types: Sequence[int], idle: Iterable[int], day: int
        ) -> set[int]:
            condition = f"participant_id IN ({self._twins})"
            return take(uow, types, idle, day) | set_posting.drop_people(uow, condition, {})

        def complex_people(
            uow: UnitOfWork, types: Sequence[int], idle: Iterable[int], day: int
        ) -> set[int]:
            at_work = uow.conn.execute(
                text(
                    f"SELECT participant_id FROM set_person WHERE participant_id IN ({self._twins})"
                )
            )
            return find(uow, types, idle, day) | set(at_work.scalars())

        def store_entries(uow: UnitOfWork, record: Recording, **more: Any) -> int:
            done = store(uow, record, **more)
            self.written += done
            return done

        monkeypatch.setattr(due_sets, "take_complex", take_complex)
        monkeypatch.setattr(undo_sets, "complex_people", complex_people)
        monkeypatch.setattr(set_posting, "store_entries", store_entries)


def _world(storage: Storage, clock: Clock, case: Case) -> LedgerWorld:
    world = LedgerWorld(storage, clock, **case.points)
    draft = world.services.programs.get(world.program)
    (group,) = draft.tier_groups
    tiers = tuple(
        replace(tier, threshold=least) for tier, least in zip(group.tiers, THRESHOLDS, strict=True)
    )
    points, status = draft.points_types
    world.services.programs.update(
        replace(
            draft,
            points_types=(points, replace(status, **case.status)),
            tier_groups=(replace(group, tiers=tiers, **case.group),),
        )
    )
    return world


Pairs = tuple[list[int], list[int]]


def _same(storage: Storage, pairs: Pairs) -> None:
    ones, twins = (stored(storage, people) for people in pairs)
    for table, rows in ones.items():
        assert rows == twins[table], table


def _import(world: LedgerWorld, chance: random.Random, pairs: Pairs, batch: int) -> int:
    start = world.clock.now - timedelta(days=chance.choice((0, 10, 60, 100)), hours=1)
    minutes = int((world.clock.now - start).total_seconds() // 60)
    rows = []
    places = sorted(chance.sample(range(6), chance.choice((2, 6))))
    for number in range(1, chance.choice((8, 30)) + 1):
        kind = chance.choice(
            ("accrual", "accrual", "accrual", "redemption", "import", "adjustment")
        )
        units = chance.choice((10_000, 25_000, 50_000, 73_300, 100_000))
        if kind == "adjustment" and chance.random() < 0.5:
            units = -units
        rows.append(
            (
                chance.choice(places),
                PointsRow(
                    number,
                    0,
                    chance.choice((world.standard, world.standard, world.qualification)),
                    kind,
                    units,
                    instant(start + timedelta(minutes=chance.randrange(minutes))),
                    None,
                    20991231 if chance.random() < 0.1 else None,
                    f"{batch}-{number}",
                ),
            )
        )
    with world.storage.write() as uow:
        uow.conn.execute(
            text(
                "INSERT INTO import_batch (id, kind, state, program_id, file_name, file_hash, mode, options, actor, started_at)"
                " VALUES (:id, 'points', 'done', :program, 'x', 'x', 'all', '{}', :actor, :now)"
            ),
            {"id": batch, "program": world.program, "actor": uow.actor.name, "now": uow.now_us},
        )
        uow.audit("import.applied", entity="import_batch", entity_id=batch)
        for half, people in enumerate(pairs):
            mine = [
                row._replace(participant_id=people[place], external_id=f"{half}-{row.external_id}")
                for place, row in rows
            ]
            post_rows(uow, world.program, mine, write=True, import_batch_id=batch)
    return batch


def _command(world: LedgerWorld, chance: random.Random, pairs: Pairs) -> None:
    """The same command for a person and its twin; both may refuse it."""
    place, number = chance.randrange(6), chance.randrange(10**9)
    what = chance.choice(("redeem", "hold", "sleep", "cancel", "floor"))
    kind = chance.choice((world.standard, world.qualification))
    amount = Decimal(chance.choice((1, 3, 8)))
    with world.storage.read() as conn:
        rows = conn.execute(
            text("SELECT id FROM points_transaction WHERE participant_id = :who ORDER BY id"),
            {"who": pairs[0][place]},
        )
        found = list(rows.scalars())
        tier = conn.execute(text("SELECT id FROM tier ORDER BY id")).scalars().all()[2]
        group = conn.execute(text("SELECT id FROM tier_group")).scalar_one()
    original = chance.choice(found or [1])
    days = chance.choice((None, 2))
    points = world.points
    for people in pairs:
        who = people[place]
        key = f"{who}-{number}"
        try:
            if what == "redeem":
                points.redeem(who, kind, amount, key=key)
            elif what == "hold":
                seconds = None if days is None else days * 86_400
                points.redeem(who, kind, amount, key=key, temporary=True, temporary_seconds=seconds)
            elif what == "sleep":
                active = world.clock.now.date() + timedelta(days=5)
                points.accrue(who, kind, amount, key=key, activates_on=active)
            elif what == "cancel":
                part = amount if days else None
                points.cancel(who, original, key=key, reason="wrong", amount=part)
            else:
                until = world.clock.now.date() + timedelta(days=10)
                world.services.tiers.set_manual(who, group, tier, reason="guest", until=until)
        except LoyaltyError:
            pass  # the comparison shows whether both refused it


def _undo(world: LedgerWorld, pairs: Pairs, batches: list[int], chance: random.Random) -> None:
    batch = chance.choice(batches)
    before = stored(world.storage, pairs[0])
    with world.storage.rehearse() as uow:
        checked = cancel_batch(uow, batch, write=False)
    assert stored(world.storage, pairs[0]) == before
    with world.storage.write() as uow:
        count, reasons = cancel_batch(uow, batch, reason=chance.choice(("", "wrong file")))
        if not reasons:
            undone = text(
                "UPDATE import_batch SET undone_at = :now, state = 'undone' WHERE id = :id"
            )
            uow.conn.execute(undone, {"now": uow.now_us, "id": batch})
            uow.audit("import.undone", entity="import_batch", entity_id=batch)
    assert (count, reasons) == checked
    gone = [(why.participant_id, why.points_type_id, why.missing) for why in reasons]
    halves = [
        [(people.index(who), *rest) for who, *rest in gone if who in people] for people in pairs
    ]
    assert halves[0] == halves[1]
    if reasons:
        assert stored(world.storage, pairs[0]) == before
    else:
        batches.remove(batch)

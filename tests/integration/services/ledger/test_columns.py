"""Both doors of the ledger decide and store the same: the rows of one half of the people go through columns, of the other
half through objects, and everything that is stored about twins is compared."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.services.ledger import columns as door
from loyalty_desktop.services.ledger.posting import PointsRow, RowVerdict, post_rows
from loyalty_desktop.services.tiers import start_in
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced
from tests.support.release import sampled

_TABLES = {
    "points_transaction": "id, points_type_id, type, state, flow, amount, written_off, total_before, active_before,"
    " active_after, occurred_at, tier_id, import_batch_id, recorded_at, actor, reverses_id, description, external_data",
    "lot": "id, points_type_id, transaction_id, amount, pending, active, held, written_off, accrued_at, activates_on,"
    " expires_on",
    "movement": "transaction_id, lot_id, points_type_id, pending, active, held, written_off",
    "account": "points_type_id, pending, active, held, debt, inactive_after, version, last_at",
    "participant_month": "points_type_id, month, accrued, redeemed, expired, imported, adjusted, accruals, redemptions",
    "tier_history": "tier_group_id, from_tier_id, tier_id, reached_at, reason",
    "tier_state": "tier_group_id, tier_id, reached_at",
}
RULES: dict[str, dict[str, Any]] = {
    "points for ever": {"expiry_kind": ExpiryKind.NEVER},
    "points for 20 days": {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 20},
    "points to the end of the month": {"expiry_kind": ExpiryKind.END_OF_MONTH},
    "a largest balance": {
        "expiry_kind": ExpiryKind.AFTER_DAYS,
        "expiry_count": 40,
        "largest_balance": Decimal(25),
    },
    "limits of redemptions": {
        "expiry_kind": ExpiryKind.NEVER,
        "redeem_min": Decimal(1),
        "redeem_step": Decimal(1),
    },
    "points that sleep": {
        "expiry_kind": ExpiryKind.AFTER_DAYS,
        "expiry_count": 30,
        "activation_days": 2,
    },
    "inactivity": {"expiry_kind": ExpiryKind.INACTIVITY, "expiry_count": 1},
}


@pytest.mark.parametrize("seed", range(sampled(gate=3, release=60)))
@pytest.mark.parametrize("rules", RULES)
def test_both_doors_store_the_same(
    storage: Storage, clock: Clock, rules: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = LedgerWorld(storage, clock, **RULES[rules])
    chance = random.Random(f"{rules}{seed}")
    ones, twins = world.participants(6), world.participants(6)
    with storage.write() as uow:
        start_in(uow, world.program, [*ones, *twins])
    counts: list[int] = []
    real = door.ColumnDoor.store

    def counted(self: door.ColumnDoor) -> None:
        counts.append(sum(len(sheet.rows) for sheet in self.sheets))
        real(self)

    monkeypatch.setattr(door.ColumnDoor, "store", counted)
    for sheet in range(4):
        rows = _rows(world, chance, ones, sheet)
        with storage.write() as uow:
            first = post_rows(uow, world.program, rows, write=True, import_batch_id=None)
        other = [
            row._replace(
                participant_id=twins[ones.index(row.participant_id)],
                external_id=None if row.external_id is None else f"twin-{row.external_id}",
            )
            for row in rows
        ]
        with storage.write() as uow:
            second = post_rows(
                uow, world.program, other, write=True, import_batch_id=None, columns=False
            )
        assert _plain(first) == _plain(second)
        for table, columns in _TABLES.items():
            assert _stored(storage, table, columns, ones) == _stored(
                storage, table, columns, twins
            ), table
        clock.advance(days=chance.choice((1, 15, 45)))
        if chance.random() < 0.5:
            world.services.closing.close_day()
    balanced(storage)
    proof = world.services.proof.prove()
    assert [check for check in proof.checks if check.differences] == []
    if rules not in {"points that sleep", "inactivity", "limits of redemptions"}:
        assert sum(counts), "some rows go through columns"


def _rows(
    world: LedgerWorld, chance: random.Random, people: list[int], sheet: int
) -> list[PointsRow]:
    start = world.clock.now - timedelta(days=chance.choice((10, 60, 100)))
    span = int((world.clock.now - start).total_seconds() // 60)
    rows = []
    for number in range(1, chance.choice((20, 80)) + 1):
        at = instant(start + timedelta(minutes=chance.randrange(span + (30 if number == 7 else 0))))
        kind = chance.choice(
            ("accrual",) * 6 + ("import", "redemption", "redemption", "adjustment")
        )
        units = chance.choice((10_000, 25_000, 50_000, 73_300, 100_000)) + (
            1 if chance.random() < 0.02 else 0
        )
        if kind in {"accrual", "adjustment"} and chance.random() < 0.2:
            units = -units
        rows.append(
            PointsRow(
                number,
                chance.choice(people),
                chance.choice((world.standard, world.standard, world.qualification)),
                kind,
                units,
                at,
                None,
                20991231 if chance.random() < 0.05 else None,
                f"{sheet}-{number if chance.random() > 0.03 else number - 1}",
                "said" if chance.random() < 0.1 else "",
                '{"a": 1}' if chance.random() < 0.1 else None,
            )
        )
    return rows


def _plain(verdicts: list[RowVerdict]) -> list[tuple[Any, ...]]:
    return [
        (
            v.row_no,
            v.status,
            v.code,
            {k: n for k, n in (v.params or {}).items() if k != "key"},
            v.transaction_id,
        )
        for v in verdicts
    ]


def _stored(storage: Storage, table: str, columns: str, people: list[int]) -> list[tuple[Any, ...]]:
    with storage.read() as conn:
        return [
            tuple(row)
            for who in people
            for row in conn.execute(
                text(
                    f"SELECT {columns} FROM {table} WHERE participant_id = :who"
                    f" ORDER BY {', '.join(str(n + 1) for n in range(3))}"
                ),
                {"who": who},
            )
        ]

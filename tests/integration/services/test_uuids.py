"""A UUID finds its transaction and its participant, although no index holds it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.errors import LoyaltyError, NotFound
from loyalty_desktop.domain.kinds import KeyOrigin
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.uuids import uuid_text
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld

STRANGE = "00000000-0001-8000-8000-000000000001"


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock)


def test_a_uuid_finds_its_transaction(world: LedgerWorld) -> None:
    one, other = world.participants(2)
    made = [
        world.points.accrue(who, world.standard, Decimal(5), key=f"k{who}").value
        for who in (one, other)
    ]
    for row in made:
        assert world.points.by_uuid(row.uuid) == row
        assert world.points.by_uuid(row.uuid.replace("-", "").upper()) == row
        listed = world.points.list_transaction_ids(world.program, ListQuery(row.uuid))
        assert listed == [(row.participant_id, row.id)]
    for wrong in (STRANGE, "no uuid", ""):
        with pytest.raises(NotFound):
            world.points.by_uuid(wrong)
    assert world.points.list_transaction_ids(world.program, ListQuery(STRANGE)) == []


def test_a_uuid_finds_its_participant_in_its_program_only(
    world: LedgerWorld, storage: Storage
) -> None:
    who, _ = world.participants(2)
    with storage.read() as conn:
        uuid = conn.execute(
            text("SELECT uuid FROM participant WHERE id = :id"), {"id": who}
        ).scalar_one()
    find = world.services.participants.find
    assert find(world.program, uuid_text(bytes(uuid))) == who
    for program, wrong in ((world.program, STRANGE), (world.program + 1, uuid_text(bytes(uuid)))):
        with pytest.raises(LoyaltyError):
            find(program, wrong)


def test_only_a_key_from_outside_is_an_external_id(world: LedgerWorld) -> None:
    who = world.participant()
    given = world.points.accrue(
        who, world.standard, Decimal(5), key="order-7", origin=KeyOrigin.EXTERNAL
    ).value
    made = world.points.accrue(who, world.standard, Decimal(5), key="order-7").value
    again = world.points.accrue(
        who, world.standard, Decimal(5), key="order-7", origin=KeyOrigin.EXTERNAL
    ).value
    assert (given.external_id, made.external_id, again.id) == ("order-7", None, given.id)
    rows = world.points.transactions(world.program, who, ascending=True)
    assert [row.id for row in rows] == sorted(row.id for row in rows)
    assert (
        world.points.transactions(world.program, who, limit=1, after=rows[0].id, ascending=True)
        == rows[1:2]
    )


def test_a_temporary_accrual_keeps_its_days_and_waits_for_ever(
    world: LedgerWorld, clock: Clock
) -> None:
    who = world.participant()
    today = clock.now.date()
    promised = world.points.accrue(
        who,
        world.standard,
        Decimal(50),
        key="p",
        temporary=True,
        expires_on=today.replace(year=today.year + 2),
    ).value
    clock.advance(days=400)
    world.services.closing.close_day()
    assert world.points.transaction(who, promised.id).state == "temporary"
    world.points.commit(who, promised.id, key="c")
    (lot,) = world.points.lots(world.program, who)
    assert lot.expires_on == today.replace(year=today.year + 2)
    other = world.points.accrue(who, world.standard, Decimal(9), key="q", temporary=True).value
    world.points.cancel(who, other.id, key="x", reason="not delivered")
    assert world.points.transaction(who, other.id).state == "rolled_back"

"""Points through their service, on both engines."""

# mypy: disable-error-code=comparison-overlap
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.errors import Conflict, InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import CancelPolicy, ExpiryKind
from loyalty_desktop.domain.points import TransactionColumn
from loyalty_desktop.services.ledger.session import grant_initial
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock)


def test_points_accrued_can_be_spent(world: LedgerWorld) -> None:
    one = world.participant()
    given = world.points.accrue(one, world.standard, Decimal("12.50"), key="a").value
    spent = world.points.redeem(one, world.standard, Decimal("2.50"), key="b").value
    assert (given.amount, given.total_before, given.total_after) == (
        Decimal("12.50"),
        Decimal(0),
        Decimal("12.50"),
    )
    assert (spent.amount, spent.active_after) == (Decimal("-2.50"), Decimal("10.00"))
    assert world.points.balances(world.program, one)[0].active == Decimal(10)
    balanced(world.storage)


def test_nobody_spends_more_than_is_there(world: LedgerWorld) -> None:
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(10), key="a")
    with pytest.raises(RuleViolation, match="not_enough") as caught:
        world.points.redeem(one, world.standard, Decimal("10.01"), key="b")
    assert caught.value.params == {"needed": Decimal("10.01"), "available": Decimal("10.00")}
    assert world.points.balances(world.program, one)[0].active == Decimal(10)
    balanced(world.storage)


def test_a_lost_acknowledgement_is_repeated_without_harm(world: LedgerWorld) -> None:
    one = world.participant()
    first = world.points.accrue(one, world.standard, Decimal(10), key="a").value
    world.clock.now += timedelta(hours=1)
    again = world.points.accrue(one, world.standard, Decimal(10), key="a").value
    assert again == first
    assert world.points.balances(world.program, one)[0].total == Decimal(10)
    with pytest.raises(Conflict, match="key_reused"):
        world.points.accrue(one, world.standard, Decimal(11), key="a")
    with pytest.raises(Conflict, match="key_reused"):
        world.points.redeem(one, world.standard, Decimal(10), key="a")
    balanced(world.storage)


def test_a_refused_command_leaves_its_key_free(world: LedgerWorld) -> None:
    one = world.participant()
    with pytest.raises(RuleViolation):
        world.points.redeem(one, world.standard, Decimal(5), key="r")
    world.points.accrue(one, world.standard, Decimal(5), key="a")
    assert world.points.redeem(one, world.standard, Decimal(5), key="r").value.amount == -5


def test_amounts_fit_the_points_type(world: LedgerWorld) -> None:
    one = world.participant()
    for amount, code in (
        (Decimal("0.001"), "too_fine"),
        (Decimal(0), "not_positive"),
        (Decimal(-1), "not_positive"),
    ):
        with pytest.raises(InvalidInput, match=code):
            world.points.accrue(one, world.standard, amount, key="x")


def test_a_temporary_redemption_holds_and_is_committed(world: LedgerWorld) -> None:
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(10), key="a")
    held = world.points.redeem(one, world.standard, Decimal(4), key="b", temporary_seconds=60).value
    balance = world.points.balances(world.program, one)[0]
    assert (balance.active, balance.held, balance.total) == (6, 4, 10)
    done = world.points.commit(one, held.id, key="c").value
    assert (done.amount, done.settles_id, done.state) == (-4, held.id, "permanent")
    assert world.points.transaction(one, held.id).state == "committed"
    assert world.points.commit(one, held.id, key="c").value == done
    with pytest.raises(RuleViolation, match="not_temporary"):
        world.points.roll_back(one, held.id, key="d")
    balanced(world.storage)


def test_a_temporary_redemption_times_out_by_itself(world: LedgerWorld) -> None:
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(10), key="a")
    held = world.points.redeem(one, world.standard, Decimal(4), key="b", temporary_seconds=60).value
    world.clock.now += timedelta(seconds=60)
    with pytest.raises(RuleViolation, match="not_temporary"):
        world.points.commit(one, held.id, key="c")
    world.points.redeem(one, world.standard, Decimal(10), key="d")
    assert world.points.transaction(one, held.id).state == "rolled_back"
    balanced(world.storage)


def test_a_temporary_accrual_opens_its_lot_when_committed(world: LedgerWorld) -> None:
    one = world.participant()
    promise = world.points.accrue(
        one, world.standard, Decimal(7), key="a", temporary_seconds=60
    ).value
    assert world.points.balances(world.program, one)[0].total == 0
    done = world.points.commit(one, promise.id, key="b").value
    assert (done.amount, world.points.balances(world.program, one)[0].active) == (7, 7)
    balanced(world.storage)


def test_cancelling_a_spent_accrual_leaves_a_debt_that_later_points_pay(world: LedgerWorld) -> None:
    one = world.participant()
    given = world.points.accrue(one, world.standard, Decimal(10), key="a").value
    world.points.redeem(one, world.standard, Decimal(8), key="b")
    world.points.cancel(one, given.id, key="c", reason="a mistake")
    balance = world.points.balances(world.program, one)[0]
    assert (balance.total, balance.debt) == (-8, 8)
    world.points.accrue(one, world.standard, Decimal(10), key="d")
    balance = world.points.balances(world.program, one)[0]
    assert (balance.active, balance.debt) == (2, 0)
    with pytest.raises(RuleViolation, match="already_cancelled"):
        world.points.cancel(one, given.id, key="e", reason="again")
    balanced(world.storage)


def test_cancelling_by_write_off_never_goes_below_zero(storage: Storage, clock: Clock) -> None:
    world = LedgerWorld(storage, clock, cancel_policy=CancelPolicy.WRITE_OFF)
    one = world.participant()
    given = world.points.accrue(one, world.standard, Decimal(10), key="a").value
    world.points.redeem(one, world.standard, Decimal(8), key="b")
    done = world.points.cancel(one, given.id, key="c", reason="a mistake").value
    assert (done.amount, done.written_off, done.total_after) == (-2, 8, 0)
    balanced(world.storage)


def test_a_cancelled_redemption_gives_back_to_the_old_lots(storage: Storage, clock: Clock) -> None:
    world = LedgerWorld(storage, clock, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=10)
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(10), key="a")
    world.clock.now += timedelta(days=5)
    world.points.accrue(one, world.standard, Decimal(10), key="b")
    spent = world.points.redeem(one, world.standard, Decimal(15), key="c").value
    world.clock.now += timedelta(days=7)
    world.points.cancel(one, spent.id, key="d", reason="returned")
    kinds = [(row.type, row.amount) for row in world.points.transactions(world.program, one)]
    assert kinds[:2] == [("expiration", -10), ("cancellation", 15)]
    assert world.points.balances(world.program, one)[0].active == 10
    balanced(world.storage)


def test_a_transfer_keeps_the_expiry_and_is_cancelled_on_both_sides(
    storage: Storage, clock: Clock
) -> None:
    world = LedgerWorld(storage, clock, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=10)
    one, two = world.participant(), world.participant()
    world.points.accrue(one, world.standard, Decimal(10), key="a")
    expires = world.points.lots(world.program, one)[0].expires_on
    world.clock.now += timedelta(days=5)
    sent = world.points.transfer(one, two, world.standard, Decimal(6), key="t").value
    assert world.points.lots(world.program, two)[0].expires_on == expires
    assert [world.points.balances(world.program, who)[0].active for who in (one, two)] == [4, 6]
    received = world.points.transactions(world.program, two)[0]
    assert received.transfer_uuid == sent.transfer_uuid
    world.points.cancel(two, received.id, key="u", reason="wrong person")
    assert [world.points.balances(world.program, who)[0].active for who in (one, two)] == [10, 0]
    balanced(world.storage)


def test_expiring_points_are_told_for_any_period(storage: Storage, clock: Clock) -> None:
    world = LedgerWorld(storage, clock, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=10)
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(10), key="a")
    balance = world.points.balances(world.program, one)[0]
    assert (balance.expiring_30, balance.next_expiry) == (10, date(2026, 1, 25))
    rows = world.points.expiring(
        world.program, world.standard, date(2026, 1, 25), date(2026, 1, 25)
    )
    assert [(row.participant_id, row.amount) for row in rows] == [(one, 10)]
    assert not world.points.expiring(
        world.program, world.standard, date(2026, 1, 26), date(2026, 12, 31)
    )


def test_a_redemption_keeps_to_the_limits(storage: Storage, clock: Clock) -> None:
    world = LedgerWorld(
        storage,
        clock,
        redeem_min=Decimal(5),
        redeem_step=Decimal("0.5"),
        redeem_max_share=Decimal(50),
        money_rate=Decimal(2),
    )
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(1000), key="a")
    for amount, code in (("4.5", "redeem_min"), ("5.2", "redeem_step"), ("100.5", "redeem_share")):
        with pytest.raises(RuleViolation, match=code):
            world.points.redeem(
                one, world.standard, Decimal(amount), key="b", order_sum=Decimal(100)
            )
    world.points.redeem(one, world.standard, Decimal(100), key="b", order_sum=Decimal(100))


def test_blocked_participants_and_paused_programs_move_no_points(world: LedgerWorld) -> None:
    one = world.participant()
    world.services.participants.block(world.program, one, "complaint")
    with pytest.raises(RuleViolation, match=r"participant\.blocked"):
        world.points.accrue(one, world.standard, Decimal(1), key="a")
    world.services.participants.unblock(world.program, one)
    world.services.programs.pause(world.program)
    with pytest.raises(RuleViolation, match=r"program\.not_active"):
        world.points.accrue(one, world.standard, Decimal(1), key="a")


def test_back_dated_operations_use_their_own_day(storage: Storage, clock: Clock) -> None:
    world = LedgerWorld(storage, clock, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=10)
    one = world.participant()
    at = datetime(2026, 1, 10, 12, tzinfo=UTC)
    world.points.accrue(one, world.standard, Decimal(5), key="a", occurred_at=at)
    assert world.points.lots(world.program, one)[0].expires_on == date(2026, 1, 20)
    before = at - timedelta(days=1)
    with pytest.raises(RuleViolation, match="not_enough"):
        world.points.redeem(one, world.standard, Decimal(5), key="b", occurred_at=before)
    later = world.clock.now + timedelta(days=1)
    with pytest.raises(InvalidInput, match="in_future"):
        world.points.accrue(one, world.standard, Decimal(5), key="c", occurred_at=later)


def test_every_movement_leaves_its_audit_record(world: LedgerWorld) -> None:
    one = world.participant()
    made = world.points.accrue(one, world.standard, Decimal(5), key="a").value
    with world.storage.read() as conn:
        found = conn.execute(
            text(
                "SELECT action, entity_id FROM audit_record WHERE participant_id = :p ORDER BY seq DESC"
            ),
            {"p": one},
        ).first()
    assert found is not None
    assert tuple(found) == ("points.accrue", made.id)


def test_the_initial_balance_is_given_once_per_profile(storage: Storage, clock: Clock) -> None:
    world = LedgerWorld(storage, clock, initial_balance=Decimal(100))
    one = world.participant()
    assert world.points.balances(world.program, one)[0].active == 100
    with storage.write() as uow:
        assert grant_initial(uow, world.program, [one]) == 0
    assert world.points.balances(world.program, one)[0].active == 100
    balanced(world.storage)


def test_the_list_of_transactions_is_paged_by_ids(world: LedgerWorld) -> None:
    one, two = world.participant(), world.participant()
    for number, who in enumerate((one, two, one), 1):
        world.points.accrue(who, world.standard, Decimal(number), key=str(number))
    ids = world.points.list_transaction_ids(world.program, sort=TransactionColumn.AMOUNT)
    rows = world.points.page(ids[:2])
    assert [(row.transaction.participant_id, row.transaction.amount) for row in rows] == [
        (one, 3),
        (two, 2),
    ]


def test_rows_are_values(world: LedgerWorld) -> None:
    one = world.participant()
    made = world.points.accrue(one, world.standard, Decimal(5), key="a").value
    assert replace(made, description="x") != made

"""What commands leave behind: audit records, months, numbers of a person's rows, and guarded rows. On both engines."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.errors import Conflict, LoyaltyError, RuleViolation, StorageProblem
from loyalty_desktop.domain.kinds import CancelPolicy, ExpiryKind, KeyOrigin
from loyalty_desktop.services.ledger.posting import PointsRow, post_rows
from loyalty_desktop.services.ledger.session import LedgerSession
from loyalty_desktop.services.tiers import start_in
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.ledger import months
from loyalty_desktop.storage.ledger.load import load_ledger_program
from loyalty_desktop.storage.tier_dating import tier_before
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld, balanced


@pytest.fixture
def world(storage: Storage, clock: Clock) -> LedgerWorld:
    return LedgerWorld(storage, clock, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=30)


def rows(world: LedgerWorld, query: str, **params: Any) -> list[tuple[Any, ...]]:
    with world.storage.read() as conn:
        return [tuple(row) for row in conn.execute(text(query), params)]


def audited(world: LedgerWorld, who: int) -> list[tuple[str, int, int]]:
    """Audit records of a person's transactions: action, transaction, amount."""
    found = rows(
        world,
        "SELECT action, entity_id, after FROM audit_record WHERE participant_id = :who"
        " AND entity = 'points_transaction' ORDER BY seq",
        who=who,
    )
    return [(action, number, json.loads(after)["amount"]) for action, number, after in found]


def written(world: LedgerWorld, who: int) -> list[tuple[int, int]]:
    """A person's transactions: number, amount."""
    query = "SELECT id, amount FROM points_transaction WHERE participant_id = :who ORDER BY id"
    return [(number, amount) for number, amount in rows(world, query, who=who)]


def joined(world: LedgerWorld, count: int) -> list[int]:
    """New participants with their tiers."""
    people = world.participants(count)
    with world.storage.write() as uow:
        start_in(uow, world.program, people)
    return people


def differences(world: LedgerWorld) -> list[Any]:
    """What the proof finds."""
    return [check for check in world.services.proof.prove().checks if check.differences]


class TestAudit:
    """Every transaction of a command has an audit record, in the chain of the person whose points it moved."""

    def test_both_legs_of_a_transfer_and_of_its_cancellation(self, world: LedgerWorld) -> None:
        one, two = world.participants(2)
        world.points.accrue(one, world.standard, Decimal(10), key="a")
        sent = world.points.transfer(one, two, world.standard, Decimal(6), key="t").value
        world.points.cancel(one, sent.id, key="c", reason="wrong person")
        assert audited(world, one) == [
            ("points.accrue", 1, 100_000), ("points.transfer", 2, -60_000), ("points.cancelled", 3, 60_000),
        ]  # fmt: skip
        received, taken = written(world, two)
        assert audited(world, two) == [
            ("points.transfer", *received), ("points.cancellation", *taken),
        ]  # fmt: skip

    def test_what_fell_due_before_the_command(self, world: LedgerWorld, clock: Clock) -> None:
        one = world.participant()
        for day in range(3):
            world.points.accrue(one, world.standard, Decimal(day + 1), key=f"a{day}")
            clock.advance(days=1)
        clock.advance(days=60)
        world.points.accrue(one, world.standard, Decimal(5), key="b")
        assert [(number, amount) for _, number, amount in audited(world, one)] == written(
            world, one
        )
        assert sorted(action for action, *_ in audited(world, one)) == [
            *["points.accrue"] * 4, *["points.expiration"] * 3,
        ]  # fmt: skip

    def test_what_a_late_redemption_takes_back_and_lets_expire_again(
        self, world: LedgerWorld, clock: Clock
    ) -> None:
        one = world.participant()
        world.points.accrue(one, world.standard, Decimal(10), key="a")
        then = clock.now + timedelta(days=1)
        clock.advance(days=60)
        world.services.closing.close_day()
        before = len(written(world, one))
        world.points.redeem(one, world.standard, Decimal(6), key="r", occurred_at=then)
        new = written(world, one)[before:]
        assert [amount for _, amount in new] == [100_000, -60_000, -40_000]
        assert [(number, amount) for _, number, amount in audited(world, one)[-3:]] == new

    def test_a_late_redemption_by_hand_is_done_once_per_key(
        self, world: LedgerWorld, clock: Clock
    ) -> None:
        (one,) = joined(world, 1)
        world.points.accrue(one, world.standard, Decimal(10), key="a")
        then = clock.now + timedelta(days=1)
        clock.advance(days=60)
        world.services.closing.close_day()
        origin = KeyOrigin.EXTERNAL
        redeem = partial(world.points.redeem, one, world.standard, occurred_at=then, origin=origin)
        done = redeem(Decimal(6), key="r").value
        assert (done.type, done.amount, done.external_id) == ("redemption", Decimal(-6), "r")
        assert redeem(Decimal(6), key="r").value == done
        with pytest.raises(Conflict, match="key_reused"):
            redeem(Decimal(5), key="r")
        redeem(Decimal(4), key="s")
        with pytest.raises(RuleViolation, match="not_enough"):
            redeem(Decimal(1), key="t")
        assert differences(world) == []


class TestWrittenOff:
    """Where spent points are written off, nothing brings the points of a cancelled accrual back."""

    @pytest.fixture
    def world(self, storage: Storage, clock: Clock) -> LedgerWorld:
        return LedgerWorld(
            storage,
            clock,
            expiry_kind=ExpiryKind.AFTER_DAYS,
            expiry_count=30,
            cancel_policy=CancelPolicy.WRITE_OFF,
        )

    @pytest.mark.parametrize("by_itself", [False, True])
    def test_a_reservation_that_ends(
        self, world: LedgerWorld, clock: Clock, by_itself: bool
    ) -> None:
        (one,) = joined(world, 1)
        points, standard = world.points, world.standard
        given = points.accrue(one, standard, Decimal(10), key="a").value
        held = points.redeem(one, standard, Decimal(6), key="h", temporary_seconds=60).value
        points.cancel(one, given.id, key="c", reason="returned")
        if by_itself:
            clock.advance(seconds=61)
            world.services.closing.close_day()
            clock.advance(days=1)
            world.services.closing.close_day()
        else:
            points.roll_back(one, held.id, key="r")
        assert [amount for _, amount in written(world, one)] == [100_000, -60_000, -40_000, -60_000]
        assert [points.balances(world.program, one)[0].total] == [0]
        assert differences(world) == []
        balanced(world.storage)

    def test_a_late_redemption_in_a_file_changes_nothing_when_it_is_refused(
        self, world: LedgerWorld, clock: Clock
    ) -> None:
        (one,) = joined(world, 1)
        given = world.points.accrue(one, world.standard, Decimal(10), key="a").value
        then = instant(clock.now) + 1
        clock.advance(days=60)
        world.services.closing.close_day()
        world.points.cancel(one, given.id, key="c", reason="returned")
        before = written(world, one)
        sheet = [PointsRow(1, one, world.standard, "redemption", 60_000, then)]
        with world.storage.write() as uow:
            (found,) = post_rows(uow, world.program, sheet, write=True)
        assert (found.status, found.code) == ("rejected", "points.not_enough")
        assert written(world, one) == before
        assert differences(world) == []


def test_points_that_were_asleep_at_the_time_are_not_redeemed_late(
    storage: Storage, clock: Clock
) -> None:
    world = LedgerWorld(storage, clock, activation_days=3)
    one = world.participant()
    world.points.accrue(one, world.standard, Decimal(10), key="a")
    asleep, awake = clock.now + timedelta(days=2), clock.now + timedelta(days=3)
    clock.advance(days=10)
    world.services.closing.close_day()
    with pytest.raises(RuleViolation, match="not_enough"):
        world.points.redeem(one, world.standard, Decimal(4), key="r", occurred_at=asleep)
    world.points.redeem(one, world.standard, Decimal(4), key="r", occurred_at=awake)


class TestBlocked:
    """Nobody's points move while one of the people concerned is blocked or has left."""

    @pytest.fixture(params=["block", "leave"])
    def put_away(self, request: pytest.FixtureRequest, world: LedgerWorld) -> Any:
        def act(who: int) -> str:
            if request.param == "block":
                world.services.participants.block(world.program, who, "complaint")
                return "participant.blocked"
            world.services.participants.leave(world.program, who)
            return "participant.left"

        return act

    def test_a_transfer_to_or_from_them(self, world: LedgerWorld, put_away: Any) -> None:
        one, two = world.participants(2)
        for who in (one, two):
            world.points.accrue(who, world.standard, Decimal(10), key=f"a{who}")
        code = put_away(two)
        for key, (giver, taker) in {"there": (one, two), "back": (two, one)}.items():
            with pytest.raises(RuleViolation) as refused:
                world.points.transfer(giver, taker, world.standard, Decimal(1), key=key)
            assert refused.value.code == code
        assert [len(written(world, who)) for who in (one, two)] == [1, 1]

    def test_the_cancellation_of_a_transfer_between_them(
        self, world: LedgerWorld, put_away: Any
    ) -> None:
        one, two = world.participants(2)
        world.points.accrue(one, world.standard, Decimal(10), key="a")
        sent = world.points.transfer(one, two, world.standard, Decimal(6), key="t").value
        code = put_away(two)
        with pytest.raises(RuleViolation) as refused:
            world.points.cancel(one, sent.id, key="c", reason="mistake")
        assert refused.value.code == code
        assert [len(written(world, who)) for who in (one, two)] == [2, 1]


class TestMonths:
    """A month of a person has what happened in it; a cancelled transaction is no longer counted in its own month."""

    def months(self, world: LedgerWorld, who: int) -> dict[int, dict[str, int]]:
        names = [*months.FLOW_COLUMNS, *months.COUNT_COLUMNS]
        found = rows(
            world,
            f"SELECT month, {', '.join(names)} FROM participant_month WHERE participant_id = :who ORDER BY month",
            who=who,
        )
        return {
            month: {name: value for name, value in zip(names, values, strict=True) if value}
            for month, *values in found
        }

    def test_each_transaction_in_the_month_of_its_event(
        self, world: LedgerWorld, clock: Clock
    ) -> None:
        one, two = world.participants(2)
        clock.set_day(2026, 3, 31)
        december = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)
        march = datetime(2026, 3, 5, tzinfo=UTC)
        world.points.accrue(one, world.standard, Decimal(10), key="a", occurred_at=december)
        world.points.accrue(one, world.standard, Decimal(8), key="b", occurred_at=march)
        given = world.points.accrue(one, world.standard, Decimal(3), key="c").value
        spent = world.points.redeem(one, world.standard, Decimal(2), key="d").value
        world.points.transfer(one, two, world.standard, Decimal(1), key="t")
        clock.set_day(2026, 4, 1)
        world.points.cancel(one, given.id, key="e", reason="mistake")
        world.points.cancel(one, spent.id, key="f", reason="mistake")
        assert self.months(world, one) == {
            202512: {"accrued": 100_000, "accruals": 1},
            202601: {"expired": -100_000},
            202603: {
                "accrued": 110_000,
                "redeemed": -20_000,
                "transferred": -10_000,
                "accruals": 1,
                "transfers_out": 1,
            },
            202604: {"cancelled": -30_000, "given_back": 20_000},
        }
        assert self.months(world, two) == {202603: {"transferred": 10_000}}

    def test_a_part_that_is_cancelled_leaves_the_transaction_counted(
        self, world: LedgerWorld
    ) -> None:
        one = world.participant()
        given = world.points.accrue(one, world.standard, Decimal(10), key="a").value
        world.points.cancel(one, given.id, key="b", reason="part", amount=Decimal(4))
        assert self.months(world, one)[202601]["accruals"] == 1
        world.points.cancel(one, given.id, key="c", reason="rest", amount=Decimal(6))
        assert self.months(world, one)[202601] == {"accrued": 100_000, "cancelled": -100_000}


class TestNumbers:
    """A person's transactions and lots are numbered 1, 2, 3, ... without gaps, whatever was refused in between."""

    def test_refused_and_repeated_commands_rehearsals_and_files_take_no_number(
        self, world: LedgerWorld, clock: Clock
    ) -> None:
        one, two = joined(world, 2)
        points, standard = world.points, world.standard
        points.accrue(one, standard, Decimal(10), key="a")
        points.accrue(one, standard, Decimal(10), key="a")
        for key, amount in (("much", 11), ("nothing", 0)):
            with contextlib.suppress(LoyaltyError):
                points.redeem(one, standard, Decimal(amount), key=key)
        clock.advance(days=40)
        with pytest.raises(RuleViolation):  # what fell due is not posted by a refused command
            points.redeem(one, standard, Decimal(1), key="late")
        points.accrue(one, world.qualification, Decimal(4), key="q")
        points.accrue(one, standard, Decimal(5), key="b")
        points.transfer(one, two, standard, Decimal(5), key="t")
        sheet = [
            PointsRow(number, who, standard, "accrual", units, instant(clock.now) - 1)
            for number, (who, units) in enumerate(
                [(one, 10_000), (one, -90_000), (one, 5), (two, 20_000), (one, 30_000)], 1
            )
        ]
        for write in (False, True):
            with world.storage.write() as uow:
                post_rows(uow, world.program, sheet, write=write)
        points.accrue(one, standard, Decimal(1), key="z")
        for who in (one, two):
            for table, column in (("points_transaction", "transactions"), ("lot", "lots")):
                numbers = rows(
                    world,
                    f"SELECT id FROM {table} WHERE participant_id = :who ORDER BY id",
                    who=who,
                )
                ((last,),) = rows(world, f"SELECT {column} FROM person WHERE id = :who", who=who)
                assert [number for (number,) in numbers] == list(range(1, last + 1))
        assert len(written(world, one)) > 6
        assert differences(world) == []
        balanced(world.storage)


class TestGuards:
    """Rows that have changed under a command, whatever changed them, are never written over."""

    def moved_between(self, world: LedgerWorld, who: int, change: str, held: int = 0) -> str:
        """Load an account, change a row beside, then redeem or roll back. Returns the table that was refused."""
        with world.storage.write() as uow:
            session = LedgerSession(uow, load_ledger_program(uow.conn, world.program))
            session.load([who], [world.standard])
            uow.conn.execute(text(change))
            account, ledger = session.account(who, world.standard), session.ledger(world.standard)
            if held:
                ledger.roll_back(account, held, uow.now_us)
            else:
                ledger.redeem(account, 10_000, uow.now_us)
            session.store()
        return "nothing was refused"

    @pytest.mark.parametrize(
        ("table", "column"),
        [
            ("lot", "pending"),
            ("lot", "active"),
            ("lot", "held"),
            ("lot", "written_off"),
            ("account", "version"),
        ],
    )
    def test_a_row_that_moved_meanwhile(self, world: LedgerWorld, table: str, column: str) -> None:
        one = world.participant()
        world.points.accrue(one, world.standard, Decimal(10), key="a")
        world.points.redeem(one, world.standard, Decimal(5), key="b")
        with pytest.raises(StorageProblem) as refused:
            self.moved_between(world, one, f"UPDATE {table} SET {column} = {column} + 1")
        assert refused.value.code == "ledger.moved_meanwhile"
        assert refused.value.params["table"] == table
        assert len(written(world, one)) == 2

    def test_a_transaction_whose_state_changed_meanwhile(self, world: LedgerWorld) -> None:
        one = world.participant()
        world.points.accrue(one, world.standard, Decimal(10), key="a")
        held = world.points.redeem(one, world.standard, Decimal(4), key="b", temporary=True).value
        ended = f"UPDATE points_transaction SET state = {codes.COMMITTED} WHERE id = {held.id}"
        with pytest.raises(StorageProblem) as refused:
            self.moved_between(world, one, ended, held.id)
        assert refused.value.params["table"] == "points_transaction"
        assert world.points.transaction(one, held.id).state == "temporary"


@pytest.mark.parametrize(
    ("at", "tier"), [(0, 1), (10, 1), (11, 1), (20, 1), (21, 2), (30, 2), (31, 3), (99, 3)]
)
def test_the_tier_of_a_transaction_is_the_one_just_before_it(at: int, tier: int) -> None:
    assert tier_before([(10, 1), (20, 2), (30, 3)], at) == tier
    assert tier_before([], at) is None
    assert tier_before(None, at) is None

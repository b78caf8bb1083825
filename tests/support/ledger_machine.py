"""The ledger engine beside an independent model: two accounts of one points type, every step done by both.

Run it with `run_state_machine_as_test`; what differs fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import CancelPolicy, ExpiryKind, TransactionState, TransactionType
from loyalty_desktop.domain.ledger import engine
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Entry, Original, Postings
from tests.support.ledger_model import Deed, Model, Refused, Settings

DAY = 86_400_000_000
NOON = DAY // 2
START = 1_767_225_600_000_000  # 1 January 2026
MINUTE = 60_000_000
AMOUNTS = st.integers(1, 12)
SPENT = st.integers(1, 12) | st.integers(8, 24)
WHO = st.sampled_from([0, 0, 0, 1])
PICK = st.integers(0, 50)
BACK = st.integers(1, 6)
FIRST = st.sampled_from([None, None, None, 0, 1, 3])
LAST = st.sampled_from([None, None, None, 0, 1, 2, 5, 9])
DELAY = st.sampled_from([0, 0, 2])
LIFE = st.sampled_from([3, 8])
UTC = LocalDays(ZoneInfo("UTC"))


def date_of(day: int) -> int:
    """The local day (YYYYMMDD) of a day that counts from the start."""
    return UTC(START + day * DAY)


class Side:
    """One account as the engine has it, with what was written so far."""

    def __init__(self, person: int, model: Model) -> None:
        self.state = AccountState(person, 1)
        self.model = model
        self.entries: dict[int, Entry] = {}
        self.parts: dict[int, dict[int, int]] = {}
        self.reversed: dict[int, int] = {}
        self.moved: dict[int, list[int]] = {}
        self.ended: dict[int, TransactionState] = {}
        self.logged = 0
        self.balance = 0

    def original(self, number: int) -> Original:
        """A transaction as storage would load it."""
        stored = self.entries[number]
        return Original(
            number,
            stored.type,
            self.ended.get(number, stored.state),
            None,
            {lot: units for lot, units in self.parts.get(number, {}).items() if units},
            stored.amount,
            stored.occurred_at,
            self.reversed.get(number, 0),
        )

    def expirations(self, after: int) -> list[Original]:
        """The expirations that stand and are dated after an instant."""
        return [
            self.original(entry.id)
            for entry in self.entries.values()
            if entry.type is TransactionType.EXPIRATION
            and entry.occurred_at > after
            and entry.id not in self.ended
        ]


class LedgerMachine(RuleBasedStateMachine):
    """Every step is done by both; refusals must be the same, balances, lots and statements must be the same."""

    @initialize(delay=DELAY, life=LIFE, most=st.sampled_from([None, None, 20]), debt=st.booleans())
    def begin(self, delay: int, life: int, most: int | None, debt: bool) -> None:
        self.wanted = Settings(delay, life, most, debt)
        self.postings = Postings()
        self.ledger = engine.Ledger(self.rules_now(), self.postings)
        self.sides = [Side(person, Model(self.wanted)) for person in (1, 2)]
        self.deeds: list[list[tuple[Side, int, Deed]]] = []
        self.holds: list[tuple[Side, int, int]] = []
        self.cancelled: list[tuple[Side, int, Deed]] | None = None
        self.unsettled = False

    def rules_now(self) -> PointsRules:
        """The engine's rules for new points."""
        return PointsRules(
            1,
            1,
            UTC,
            activation_days=self.wanted.delay,
            expiry_kind=ExpiryKind.AFTER_DAYS,
            expiry_count=self.wanted.life,
            largest_balance=self.wanted.most,
            cancel_policy=CancelPolicy.DEBT if self.wanted.debt_allowed else CancelPolicy.WRITE_OFF,
        )

    @property
    def today(self) -> int:
        return self.sides[0].model.today

    @property
    def now(self) -> int:
        return START + self.today * DAY + NOON

    def both(self, ours: Callable[[], Any], theirs: Callable[[], Any]) -> tuple[Any, Any] | None:
        try:
            expected = theirs()
        except Refused as refusal:
            with pytest.raises(LoyaltyError) as caught:
                ours()
            code = str(refusal)
            assert caught.value.code == code
            return None
        return ours(), expected

    def done(self, side: Side, pair: tuple[Any, Any] | None) -> None:
        if pair is not None and isinstance(pair[1], Deed):
            self.deeds.append([(side, pair[0].id, pair[1])])

    def settle(self) -> None:
        """A close: post everything that is due."""
        for side in self.sides:
            self.ledger.settle(side.state, self.now)
        self.absorb()

    def absorb(self) -> None:
        """Take over what the engine has written."""
        postings = self.postings
        for move in postings.movements:
            side = self.sides[move.participant_id - 1]
            parts = side.parts.setdefault(move.transaction_id, {})
            net = move.pending + move.active + move.held
            parts[move.lot_id] = parts.get(move.lot_id, 0) + net
            sums = side.moved.setdefault(move.lot_id, [0, 0, 0, 0])
            for place, units in enumerate(move[4:]):
                sums[place] += units
        for entry in postings.entries:
            side = self.sides[entry.participant_id - 1]
            side.entries[entry.id] = entry
            assert entry.total_before == side.balance
            side.balance = entry.total_after
            if entry.reverses_id is not None:
                units = abs(entry.amount) + entry.written_off
                side.reversed[entry.reverses_id] = side.reversed.get(entry.reverses_id, 0) + units
        for change in postings.state_changes:
            self.sides[change.participant_id - 1].ended[change.transaction_id] = change.after
        written = [
            (e.participant_id, e.type.value, (e.occurred_at - START) // MINUTE, e.amount)
            for e in postings.entries
        ]
        postings.clear()
        for person, side in enumerate(self.sides, 1):
            mine = [entry[1:] for entry in written if entry[0] == person]
            assert mine == side.model.log[side.logged :]
            side.logged += len(mine)

    @rule(days=st.integers(1, 4), close=st.booleans())
    def time_passes(self, days: int, close: bool) -> None:
        for _ in range(days):
            for side in self.sides:
                side.model.next_day()
        self.unsettled = not close

    @rule(who=WHO, amount=AMOUNTS, first=FIRST, last=LAST)
    def accrue(self, who: int, amount: int, first: int | None, last: int | None) -> None:
        self._accrue(self.sides[who], amount, self.today, first, last)

    @rule(who=WHO, amount=AMOUNTS, back=BACK, first=FIRST, last=LAST)
    def accrue_before(
        self, who: int, amount: int, back: int, first: int | None, last: int | None
    ) -> None:
        self.settle()
        self._accrue(self.sides[who], amount, self.today - back, first, last)

    def _accrue(
        self, side: Side, amount: int, day: int, first: int | None, last: int | None
    ) -> None:
        wakes = None if first is None else day + first
        until = None if last is None else day + last
        self.done(
            side,
            self.both(
                lambda: self.ledger.accrue(
                    side.state,
                    amount,
                    START + day * DAY + NOON,
                    activates_on=None if wakes is None else date_of(wakes),
                    expires_on=None if until is None else date_of(until),
                ),
                lambda: side.model.accrue(amount, day, wakes, until),
            ),
        )

    @rule(who=WHO, amount=SPENT)
    def redeem(self, who: int, amount: int) -> None:
        side = self.sides[who]
        self.done(
            side,
            self.both(
                lambda: self.ledger.redeem(side.state, amount, self.now),
                lambda: side.model.redeem(amount),
            ),
        )

    @rule(who=WHO, amount=AMOUNTS, back=BACK)
    def redeem_before(self, who: int, amount: int, back: int) -> None:
        self.settle()
        side, t = self.sides[who], self.now - back * DAY
        expired = side.expirations(t)
        self.done(
            side,
            self.both(
                lambda: self.ledger.redeem_late(side.state, amount, t, self.now, expired),
                lambda: side.model.redeem_late(amount, self.today - back),
            ),
        )

    @rule(
        who=WHO,
        amount=AMOUNTS,
        days=st.none() | st.integers(1, 6),
        promise=st.booleans(),
        first=FIRST,
        last=LAST,
    )
    def reserve(  # noqa: PLR0917
        self,
        who: int,
        amount: int,
        days: int | None,
        promise: bool,
        first: int | None,
        last: int | None,
    ) -> None:
        side, number = self.sides[who], len(self.holds) + 1
        until = None if days is None else self.now + days * DAY - MINUTE
        wakes = None if first is None else self.today + first
        good = None if last is None else self.today + last
        if promise:
            pair = self.both(
                lambda: self.ledger.reserve_accrual(
                    side.state,
                    amount,
                    self.now,
                    until,
                    activates_on=None if wakes is None else date_of(wakes),
                    expires_on=None if good is None else date_of(good),
                ),
                lambda: side.model.promise(number, amount, days, wakes, good),
            )
        else:
            pair = self.both(
                lambda: self.ledger.reserve_redemption(side.state, amount, self.now, until),
                lambda: side.model.reserve(number, amount, days),
            )
        if pair is not None:
            self.holds.append((side, pair[0].id, number))

    @rule(pick=PICK, give_up=st.booleans())
    def end_reservation(self, pick: int, give_up: bool) -> None:
        if not self.holds:
            return
        side, ours, number = self.holds[-1 - pick % len(self.holds)]
        if give_up:
            self.both(
                lambda: self.ledger.roll_back(side.state, ours, self.now),
                lambda: side.model.roll_back(number),
            )
        else:
            self.done(
                side,
                self.both(
                    lambda: self.ledger.commit(side.state, ours, self.now),
                    lambda: side.model.commit(number),
                ),
            )

    @rule(pick=PICK, part=st.none() | st.integers(1, 5), again=st.booleans())
    def cancel(self, pick: int, part: int | None, again: bool) -> None:
        if not self.deeds:
            return
        self.settle()
        if again and self.cancelled is not None:
            chosen = self.cancelled
        else:
            chosen = self.cancelled = self.deeds[-1 - pick % len(self.deeds)]
        for place, (side, number, deed) in enumerate(chosen):
            done = self.both(
                lambda side=side, number=number: self.ledger.cancel(  # type: ignore[misc]
                    side.state, side.original(number), self.now, amount=part
                ),
                lambda side=side, deed=deed: side.model.cancel(deed, part),  # type: ignore[misc]
            )
            if done is None and not place:
                return

    @rule(giver=WHO, amount=AMOUNTS)
    def transfer(self, giver: int, amount: int) -> None:
        source, target = self.sides[giver], self.sides[1 - giver]
        pair = self.both(
            lambda: self.ledger.transfer(
                source.state, target.state, amount, self.now, transfer_uuid=b"t" * 16
            ),
            lambda: source.model.transfer(target.model, amount),
        )
        if pair is not None:
            legs = zip((source, target), *pair, strict=True)
            self.deeds.append([(side, entry.id, deed) for side, entry, deed in legs])

    @rule(delay=DELAY, life=LIFE, debt=st.booleans())
    def settings_change(self, delay: int, life: int, debt: bool) -> None:
        self.settle()
        self.wanted.delay, self.wanted.life = delay, life
        self.wanted.debt_allowed = debt
        self.ledger.rules = self.rules_now()

    @invariant()
    def same(self) -> None:
        if not hasattr(self, "sides"):
            return
        if self.unsettled:  # the next step finds what is due by itself
            self.unsettled = False
            return
        self.settle()
        for side in self.sides:
            state = side.state
            assert (state.pending, state.active, state.held, state.debt) == side.model.buckets()
            lots = [state.by_id[number] for number in range(1, len(state.by_id) + 1)]
            assert [(lot.pending, lot.active, lot.held) for lot in lots] == side.model.rows()
            assert side.balance == state.total
            for lot in lots:
                sums = [lot.pending, lot.active, lot.held, lot.written_off]
                assert sums == side.moved.get(lot.id, [0, 0, 0, 0])
                assert lot.total <= lot.amount
                assert not (state.debt and lot.active > 0)

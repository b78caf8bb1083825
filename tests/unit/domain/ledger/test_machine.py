"""The ledger engine against an independent model, and the proof that the comparison finds mistakes.

The gate runs 500 examples of 50 steps, a release 10,000 new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import CancelPolicy, ExpiryKind, TransactionState, TransactionType
from loyalty_desktop.domain.ledger import cancelling, engine
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Entry, Original, Postings
from loyalty_desktop.domain.ledger.work import Work
from tests.support.ledger_model import Deed, Model, Refused
from tests.support.release import sampled

DAY = 86_400_000_000
NOON = DAY // 2
START = 1_767_225_600_000_000  # 1 January 2026
MINUTE = 60_000_000
EXAMPLES = sampled(gate=500, release=10_000)
AMOUNTS = st.integers(1, 12)


class LedgerMachine(RuleBasedStateMachine):
    """Every step is done by both; refusals must be the same, balances and lots must be the same."""

    @initialize(
        delay=st.sampled_from([0, 0, 2]),
        life=st.sampled_from([3, 8]),
        most=st.sampled_from([None, None, 20]),
        debt=st.booleans(),
    )
    def begin(self, delay: int, life: int, most: int | None, debt: bool) -> None:
        self.model = Model(delay, life, most, debt_allowed=debt)
        rules = PointsRules(
            1,
            1,
            LocalDays(ZoneInfo("UTC")),
            activation_days=delay,
            expiry_kind=ExpiryKind.AFTER_DAYS,
            expiry_count=life,
            largest_balance=most,
            cancel_policy=CancelPolicy.DEBT if debt else CancelPolicy.WRITE_OFF,
        )
        self.postings = Postings()
        self.ledger = engine.Ledger(rules, self.postings)
        self.state = AccountState(1, 1)
        self.deeds: list[tuple[int, Deed]] = []
        self.holds: list[tuple[int, int]] = []

    @property
    def now(self) -> int:
        return START + self.model.today * DAY + NOON

    def both(
        self, ours: Callable[[], Entry], theirs: Callable[[], Any]
    ) -> tuple[Entry, Any] | None:
        self.ledger.settle(self.state, self.now)
        try:
            expected = theirs()
        except Refused as refusal:
            with pytest.raises(LoyaltyError) as caught:
                ours()
            code = str(refusal)
            assert caught.value.code == code
            return None
        return ours(), expected

    def done(self, pair: tuple[Entry, Any] | None) -> None:
        if pair is not None and isinstance(pair[1], Deed):
            self.deeds.append((pair[0].id, pair[1]))

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        for _ in range(days):
            self.model.next_day()

    @rule(amount=AMOUNTS)
    def accrue(self, amount: int) -> None:
        self.done(
            self.both(
                lambda: self.ledger.accrue(self.state, amount, self.now),
                lambda: self.model.accrue(amount),
            )
        )

    @rule(amount=AMOUNTS)
    def redeem(self, amount: int) -> None:
        self.done(
            self.both(
                lambda: self.ledger.redeem(self.state, amount, self.now),
                lambda: self.model.redeem(amount),
            )
        )

    @rule(amount=AMOUNTS, days=st.integers(1, 6), promise=st.booleans())
    def reserve(self, amount: int, days: int, promise: bool) -> None:
        until = self.now + days * DAY - MINUTE
        number = len(self.holds) + 1_000_000
        if promise:
            pair = self.both(
                lambda: self.ledger.reserve_accrual(self.state, amount, self.now, until),
                lambda: self.model.promise(number, amount, days),
            )
        else:
            pair = self.both(
                lambda: self.ledger.reserve_redemption(self.state, amount, self.now, until),
                lambda: self.model.reserve(number, amount, days),
            )
        if pair is not None:
            self.holds.append((pair[0].id, number))

    @rule(pick=st.integers(0, 50), give_up=st.booleans())
    def end_reservation(self, pick: int, give_up: bool) -> None:
        if not self.holds:
            return
        ours, number = self.holds[pick % len(self.holds)]
        if give_up:
            self.both(
                lambda: self.ledger.roll_back(self.state, ours, self.now),
                lambda: self.model.roll_back(number),
            )
        else:
            self.done(
                self.both(
                    lambda: self.ledger.commit(self.state, ours, self.now),
                    lambda: self.model.commit(number),
                )
            )

    @rule(pick=st.integers(0, 50))
    def cancel(self, pick: int) -> None:
        if not self.deeds:
            return
        number, deed = self.deeds[pick % len(self.deeds)]
        stored = next(entry for entry in self.postings.entries if entry.id == number)
        parts: dict[int, int] = {}
        for movement in self.postings.movements:
            if movement.transaction_id == number:
                net = movement.pending + movement.active + movement.held
                parts[movement.lot_id] = parts.get(movement.lot_id, 0) + net
        state = TransactionState.CANCELLED if deed.cancelled else stored.state
        original = Original(
            number,
            stored.type,
            state,
            None,
            {k: v for k, v in parts.items() if v},
            stored.amount,
            stored.occurred_at,
        )
        self.both(
            lambda: self.ledger.cancel(self.state, original, self.now),
            lambda: self.model.cancel(deed),
        )

    @invariant()
    def same(self) -> None:
        if not hasattr(self, "model"):
            return
        state = self.state
        self.ledger.settle(state, self.now)
        assert (state.pending, state.active, state.held, state.debt) == self.model.buckets()
        lots = [state.by_id[number] for number in sorted(state.by_id)]
        assert [(lot.pending, lot.active, lot.held) for lot in lots] == self.model.rows()
        written = [
            (entry.type.value, (entry.occurred_at - START) // MINUTE, entry.amount)
            for entry in self.postings.entries
        ]
        assert written == self.model.log
        assert (
            sum(entry.total_after - entry.total_before for entry in self.postings.entries)
            == state.total
        )
        for lot in lots:
            moved = [m for m in self.postings.movements if m.lot_id == lot.id]
            assert (lot.pending, lot.active, lot.held) == (
                sum(m.pending for m in moved),
                sum(m.active for m in moved),
                sum(m.held for m in moved),
            )
            assert lot.total <= lot.amount
            assert not (state.debt and lot.active > 0)


def test_the_engine_agrees_with_the_model() -> None:
    run_state_machine_as_test(
        LedgerMachine, settings=settings(max_examples=EXAMPLES, stateful_step_count=50)
    )


def _late_expiry(rules: PointsRules, day: int, _real: Any = PointsRules.expires_on) -> int | None:
    last = _real(rules, day)
    return None if last is None else last + (1 if last % 100 < 28 else 0)


def _latest_first(
    self: Any, state: AccountState, *rest: Any, _real: Any = engine.Ledger._pick
) -> Any:
    state.lots.reverse()
    try:
        return _real(self, state, *rest)
    finally:
        state.lots.reverse()


def _without_ceiling(
    self: Any, *given: Any, _real: Any = engine.Ledger.accrue, **named: Any
) -> Any:
    self.rules.largest_balance = None
    return _real(self, *given, **named)


def _never_below_zero(work: Any, lot: Any, units: int) -> int:
    pending = min(units, lot.pending)
    active = min(units - pending, max(lot.active, 0))
    work.move(lot, -pending, -active, 0)
    return int(units - pending - active)


def _one_lot_a_day(
    self: Any, state: AccountState, lots: Any, at: int, _real: Any = engine.Ledger._expire
) -> None:
    full = [lot for lot in lots if lot.pending > 0 or lot.active > 0]
    _real(self, state, full[:1], at)


def _held_too(self: Any, state: AccountState, lots: Any, at: int) -> None:
    gone = [lot for lot in lots if lot.pending > 0 or lot.active > 0 or lot.held > 0]
    if gone:
        work = Work(state)
        for lot in gone:
            work.move(lot, -lot.pending, -max(lot.active, 0), -lot.held)
        self._post(work, TransactionType.EXPIRATION, at)


def _before_they_are_active(
    self: Any, state: AccountState, *rest: Any, _real: Any = engine.Ledger._pick
) -> Any:
    asleep = {lot.id: lot.pending for lot in state.lots}
    for lot in state.lots:
        lot.active += asleep[lot.id]
    try:
        return _real(self, state, *rest)
    finally:
        for lot in state.lots:
            lot.active -= asleep[lot.id]


def _active_first(_self: Any, work: Any, lot: Any, units: int) -> int:
    active = min(units, max(lot.active, 0))
    pending = min(units - active, lot.pending)
    work.move(lot, -pending, -active - (units - active - pending), 0)
    return 0


def _still_held(
    self: Any, state: AccountState, hold: Any, *rest: Any, _real: Any = engine.Ledger._give_up
) -> Any:
    return _real(self, state, hold._replace(parts=()), *rest)


def _a_day_late(real: Any) -> Any:
    def wrong(self: Any, state: AccountState, what: Any, at: int, *rest: Any) -> Any:
        return real(self, state, what, at + DAY, *rest)

    return wrong


def _write_off_in_the_amount(
    self: Any, *given: Any, _real: Any = engine.Ledger._post, **named: Any
) -> Any:
    entry = _real(self, *given, **named)
    self.postings.entries[-1] = entry._replace(amount=entry.amount + entry.written_off)
    return entry


def _one_movement_lost(
    self: Any, work: Any, *given: Any, _real: Any = engine.Ledger._post, **named: Any
) -> Any:
    entry = _real(self, work, *given, **named)
    if len(work.moves) > 1:
        self.postings.movements.pop()
    return entry


SEEDED: dict[str, tuple[Any, str, Any]] = {
    "points live a day longer": (PointsRules, "expires_on", _late_expiry),
    "points are active at once": (PointsRules, "activates_on", lambda self, day: None),
    "latest expiry first": (engine.Ledger, "_pick", _latest_first),
    "debt is never paid": (Work, "pay_debt", lambda self, day: None),
    "the largest balance is forgotten": (engine.Ledger, "accrue", _without_ceiling),
    "cancelling never makes a debt": (
        engine.Ledger,
        "_take_back",
        lambda self, work, lot, units: _never_below_zero(work, lot, units),
    ),
    "points given back are lost": (engine.Ledger, "_give_back", staticmethod(lambda *a: 0)),
    "nothing falls due": (engine.Ledger, "settle", lambda self, state, t: None),
    "reservations never end": (
        engine.Ledger,
        "_close_hold",
        lambda self, state, hold, after: state.holds.update(
            {hold.id: hold._replace(timeout_at=2**61)}
        ),
    ),
    "cancelled twice": (cancelling, "check_cancellable", lambda original: None),
    "expirations are dated on the last good day": (
        LocalDays,
        "after",
        lambda self, day: self.start(day),
    ),
    "activations are dated a day late": (
        engine.Ledger,
        "_activate",
        _a_day_late(engine.Ledger._activate),
    ),
    "time-outs are dated a day late": (
        engine.Ledger,
        "_give_up",
        _a_day_late(engine.Ledger._give_up),
    ),
    "points given back too late stay": (
        engine.Ledger,
        "_expire_given_back",
        lambda self, state, day, at: None,
    ),
    "one lot a day expires": (engine.Ledger, "_expire", _one_lot_a_day),
    "reserved points expire": (engine.Ledger, "_expire", _held_too),
    "points are spent before they are active": (engine.Ledger, "_pick", _before_they_are_active),
    "cancelling takes active points first": (engine.Ledger, "_take_back", _active_first),
    "given up reservations keep their points": (engine.Ledger, "_give_up", _still_held),
    "what is written off counts as moved": (engine.Ledger, "_post", _write_off_in_the_amount),
    "a movement is lost": (engine.Ledger, "_post", _one_movement_lost),
}


@pytest.mark.parametrize("name", SEEDED)
def test_the_comparison_finds_a_seeded_mistake(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, attribute, wrong = SEEDED[name]
    monkeypatch.setattr(where, attribute, wrong)
    found = settings(
        max_examples=300,
        stateful_step_count=50,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    with pytest.raises(
        (AssertionError, LoyaltyError, KeyError, ExceptionGroup, pytest.fail.Exception)
    ):
        run_state_machine_as_test(LedgerMachine, settings=found)

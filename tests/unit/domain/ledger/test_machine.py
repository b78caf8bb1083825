"""The ledger engine agrees with an independent model, and the comparison finds mistakes that are put in.

Both are done with several lives in one account, days given for an accrual, temporary transactions, cancellations in parts,
transfers, what is entered for days already closed, and settings that change. The gate runs 2,000 examples of 50 steps, a
release 200,000 new ones.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import CancelPolicy, TransactionType
from loyalty_desktop.domain.ledger import cancelling, engine
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Hold, Lot
from loyalty_desktop.domain.ledger.work import Work
from tests.support.ledger_machine import DAY, START, LedgerMachine
from tests.support.release import sampled

EXAMPLES = sampled(gate=2_000, release=200_000)


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
    asleep = {lot.id: (lot.pending, lot.activates_on) for lot in state.lots}
    for lot in state.lots:
        lot.active, lot.activates_on = lot.active + lot.pending, None
    try:
        return _real(self, state, *rest)
    finally:
        for lot in state.lots:
            lot.active -= asleep[lot.id][0]
            lot.activates_on = asleep[lot.id][1]


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


def _oldest_first(
    self: Any, state: AccountState, *rest: Any, _real: Any = engine.Ledger._pick
) -> Any:
    state.lots.sort(key=lambda lot: (lot.accrued_at, lot.id))
    try:
        return _real(self, state, *rest)
    finally:
        state.lots.sort(key=lambda lot: lot.key)


def _days_forgotten(
    self: Any, *given: Any, _real: Any = engine.Ledger.reserve_accrual, **named: Any
) -> Any:
    named["activates_on"] = named["expires_on"] = None
    return _real(self, *given, **named)


def _ends_by_itself(self: Any, hold: Hold, _real: Any = AccountState.add_hold) -> None:
    _real(self, hold._replace(timeout_at=hold.timeout_at or START + 3 * DAY))


def _from_the_start(
    state: AccountState, original: Any, wanted: int, _real: Any = cancelling._parts
) -> Any:
    return _real(state, original._replace(reversed=0), wanted)


def _first_taken_first(
    state: AccountState, original: Any, wanted: int, _real: Any = cancelling._parts
) -> Any:
    whole = _real(state, original._replace(reversed=0), original.reversed + original.left)
    found, skipped = [], original.reversed
    for lot, net in reversed(whole):
        units = min(max(abs(net) - skipped, 0), wanted)
        skipped -= min(skipped, abs(net))
        wanted -= units
        if units:
            found.append((lot, units if net > 0 else -units))
    return found


def _new_life_for_the_receiver(
    self: Any, *given: Any, _real: Any = engine.Ledger.transfer, **named: Any
) -> Any:
    t, target = given[3], given[1]
    known = set(target.by_id)
    pair = _real(self, *given, **named)
    day = self.rules.local_days(t)
    for number in target.by_id.keys() - known:
        lot = target.by_id[number]
        lot.expires_on = self.rules.expires_on(day)
        lot.key = (lot.expires_on, lot.accrued_at, lot.id)
    target.lots.sort(key=lambda lot: lot.key)
    return pair


def _sender_keeps_them(
    self: Any, source: AccountState, *given: Any, _real: Any = engine.Ledger.transfer, **named: Any
) -> Any:
    before = source.active
    pair = _real(self, source, *given, **named)
    lot = next(iter(source.touched.values()))
    lot.active += before - source.active
    source.active = before
    return pair


def _whenever_accrued(lot: Lot, _t: int, day: int) -> bool:
    return (lot.activates_on is None or lot.activates_on <= day) and (
        lot.expires_on is None or lot.expires_on >= day
    )


def _even_asleep_then(lot: Lot, t: int, day: int) -> bool:
    return lot.accrued_at <= t and (lot.expires_on is None or lot.expires_on >= day)


def _all_given_back(active: int, written_off: int, units: int) -> tuple[int, int]:
    return active + units, written_off


def _every_expiration_cancelled(
    self: Any, *given: Any, _real: Any = engine.Ledger.redeem_late, **named: Any
) -> Any:
    state, _, _, _, expirations = given
    for one in expirations:
        self.cancel(state, one, one.occurred_at, expire=False)
    return self.redeem(*given[:3], **named)


def _old_lots_by_new_settings(
    self: Any, state: AccountState, t: int, _real: Any = engine.Ledger.settle
) -> None:
    for lot in state.lots:
        if lot.activates_on is not None and lot.pending:
            lot.activates_on = self.rules.activates_on(self.rules.local_days(lot.accrued_at))
            lot.activates_on = lot.activates_on or self.rules.local_days(t)
    _real(self, state, t)


def _written_off_comes_back(
    self: Any, state: AccountState, hold: Any, *rest: Any, _real: Any = engine.Ledger._give_up
) -> Any:
    for number, _ in hold.parts:
        state.by_id[number].written_off = 0
    return _real(self, state, hold, *rest)


def _back_dated_from_today(
    self: Any,
    state: AccountState,
    amount: int,
    t: int,
    _real: Any = engine.Ledger.accrue,
    **named: Any,
) -> Any:
    return _real(self, state, amount, max(t, state.latest_at), **named)


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
    "oldest first, whatever expires first": (engine.Ledger, "_pick", _oldest_first),
    "days given for points are ignored": (
        PointsRules,
        "lot_days",
        lambda self, day, first, last, real=PointsRules.lot_days: real(self, day, None, None),
    ),
    "a promise forgets its days": (engine.Ledger, "reserve_accrual", _days_forgotten),
    "reservations without end run out": (AccountState, "add_hold", _ends_by_itself),
    "every part is cancelled from the start": (cancelling, "_parts", _from_the_start),
    "what was taken first is given back first": (cancelling, "_parts", _first_taken_first),
    "parts exceed the transaction": (engine.Ledger, "_check_part", lambda self, *a, **k: None),
    "a transfer gives a new life": (engine.Ledger, "transfer", _new_life_for_the_receiver),
    "the sender keeps what is sent": (engine.Ledger, "transfer", _sender_keeps_them),
    "points accrued later are taken": (engine, "_usable", _whenever_accrued),
    "points asleep at the time are taken": (engine, "_usable", _even_asleep_then),
    "what is written off is counted on": (engine, "_given_back", _all_given_back),
    "a late redemption cancels every expiration": (
        engine.Ledger,
        "redeem_late",
        _every_expiration_cancelled,
    ),
    "new settings change old points": (engine.Ledger, "settle", _old_lots_by_new_settings),
    "given up reservations bring back what is written off": (
        engine.Ledger,
        "_give_up",
        _written_off_comes_back,
    ),
    "points of the past count from today": (engine.Ledger, "accrue", _back_dated_from_today),
    "written off whatever the policy": (
        PointsRules,
        "cancel_policy",
        property(lambda self: CancelPolicy.WRITE_OFF, lambda self, value: None),
    ),
}
HARD = dict.fromkeys(
    (
        "every part is cancelled from the start",
        "what is written off is counted on",
        "given up reservations bring back what is written off",
    ),
    3_000,
)
"""Examples that some mistakes need; the others are found within FOUND_WITHIN."""
FOUND_WITHIN = 300


@pytest.mark.parametrize("name", SEEDED)
def test_the_comparison_finds_a_seeded_mistake(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, attribute, wrong = SEEDED[name]
    monkeypatch.setattr(where, attribute, wrong)
    found = settings(
        max_examples=HARD.get(name, FOUND_WITHIN),
        stateful_step_count=50,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    with pytest.raises(
        (AssertionError, LoyaltyError, KeyError, ExceptionGroup, pytest.fail.Exception)
    ):
        run_state_machine_as_test(LedgerMachine, settings=found)

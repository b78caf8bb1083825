"""The ledger engine: what every operation on points does to lots and balances.

Single commands, imports of a million rows and the daily close all use it.

`Ledger` belongs to one points type. Its operations change an AccountState in memory and append what must be stored to
its Postings: transactions, movements, state changes. A refused operation raises before it changes anything (what was
due earlier stays settled). Amounts are units, instants UTC microseconds, days YYYYMMDD. A transaction gets its number
from the account's person, when it is decided.

Rules that hold after every operation: the account is the sum of its lots; while there is debt no lot has points to
spend; pending and held are never negative; a debit names its lots.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyalty_desktop.domain.amounts import MAX_UNITS
from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import Flow, TransactionState, TransactionType
from loyalty_desktop.domain.ledger.cancelling import CancellingLedger
from loyalty_desktop.domain.ledger.due import TEMPORARY
from loyalty_desktop.domain.ledger.state import (
    NO_META,
    AccountState,
    Entry,
    Hold,
    Lot,
    Meta,
    Original,
    spending_order,
)
from loyalty_desktop.domain.ledger.work import Work


class Ledger(CancellingLedger):
    """Operations on accounts of one points type."""

    __slots__ = ()

    def accrue(
        self,
        state: AccountState,
        amount: int,
        t: int,
        *,
        kind: TransactionType = TransactionType.ACCRUAL,
        activates_on: int | None = None,
        expires_on: int | None = None,
        settles_id: int | None = None,
        meta: Meta = NO_META,
    ) -> Entry:
        """Open a lot of `amount` at `t`. Points above the largest balance are written off.

        Raises RuleViolation `points.largest_balance`, `points.expiry_passed`; InvalidInput for wrong days.
        """
        rules = self.rules
        day = rules.local_days(t)
        active_from, last = rules.lot_days(day, activates_on, expires_on)
        if amount <= 0:
            raise InvalidInput(
                "amount.not_positive", field="amount", found=self.rules.points(amount)
            )
        self.settle(state, t)
        total = state.pending + state.active + state.held
        fits = amount
        most = rules.largest_balance
        if most is not None and total + amount > most:
            fits = most - total
            if fits <= 0:
                raise RuleViolation(
                    "points.largest_balance",
                    largest=self.rules.points(most),
                    total=self.rules.points(total),
                )
        elif total + amount > MAX_UNITS:
            raise RuleViolation(
                "points.largest_balance",
                largest=self.rules.points(MAX_UNITS),
                total=self.rules.points(total),
            )
        work = Work(state)
        self._open_lot(work, fits, t, active_from, last)
        if state.debt and active_from is None:
            work.pay_debt(day)
        self._touch(state, day)
        return self._post(
            work, kind, t, written_off=amount - fits, settles_id=settles_id, meta=meta
        )

    def redeem(
        self,
        state: AccountState,
        amount: int,
        t: int,
        *,
        kind: TransactionType = TransactionType.REDEMPTION,
        meta: Meta = NO_META,
    ) -> Entry:
        """Take `amount` from active lots that existed and were valid at `t`. Raises RuleViolation `points.not_enough`."""
        self.settle(state, t)
        day = self.rules.local_days(t)
        parts = self._pick(state, amount, t, day)
        work = Work(state)
        for lot, units in parts:
            work.move(lot, 0, -units, 0)
        state.prune()
        self._touch(state, day)
        return self._post(work, kind, t, meta=meta)

    def redeem_late(
        self,
        state: AccountState,
        amount: int,
        t: int,
        now: int,
        expirations: Sequence[Original],
        *,
        kind: TransactionType = TransactionType.REDEMPTION,
        meta: Meta = NO_META,
    ) -> Entry:
        """Redeem at `t` what was there then, although some of it was expired since: the order of events decides.

        `expirations` are the account's expirations after `t` with their lots in the state. Those whose points would have
        been spent are cancelled, dated as they were; what the redemption leaves expires again at its old moment.
        Raises RuleViolation `points.not_enough`, or `points.reset_since` when a reset or inactivity took the points.
        """
        chosen = self._spent_before(state, amount, t, expirations)
        for one in chosen:
            self.cancel(state, one, one.occurred_at, expire=False)
        entry = self.redeem(state, amount, t, kind=kind, meta=meta)
        if chosen:
            self.settle_through(state, self.rules.local_days(now), now)
        return entry

    def _spent_before(
        self, state: AccountState, amount: int, t: int, expirations: Sequence[Original]
    ) -> list[Original]:
        """Return the expirations of lots that a redemption at `t` takes first, earliest expiry first."""
        day = self.rules.local_days(t)
        usable = sorted(
            (lot for lot in state.by_id.values() if _usable(lot, t, day)), key=spending_order
        )
        then = {lot.id: (lot.active, lot.written_off) for lot in usable}
        reset = False
        given: list[Original] = []
        for one in sorted(expirations, key=lambda found: found.occurred_at):
            last = self.rules.local_days(one.occurred_at)
            back = {
                number: _given_back(*then[number], -net)
                for number, net in one.parts.items()
                if number in then
            }
            if not any(
                max(units, 0) > max(then[number][0], 0) for number, (units, _) in back.items()
            ):
                continue  # nothing of that moment, or it is owed or written off
            lots = [state.by_id[number] for number in one.parts]
            if any(lot.expires_on is None or lot.expires_on >= last for lot in lots):
                reset = True
                continue
            given.append(one)
            then |= back
        left, taken = amount, set()
        for lot in usable:
            units = min(max(then[lot.id][0], 0), left)
            if units > max(lot.active, 0):
                taken.add(lot.id)
            left -= units
        if left > 0:
            raise RuleViolation(
                "points.reset_since" if reset else "points.not_enough",
                needed=self.rules.points(amount),
                available=self.rules.points(amount - left),
            )
        return [one for one in given if not taken.isdisjoint(one.parts)]

    def transfer(
        self,
        source: AccountState,
        target: AccountState,
        amount: int,
        t: int,
        *,
        transfer_uuid: bytes,
        meta: Meta = NO_META,
    ) -> tuple[Entry, Entry]:
        """Move `amount` to another participant; the new lots keep the accrual and expiry dates of the old ones.

        Raises RuleViolation `points.not_enough`, `points.largest_balance` (a transfer is never reduced).
        """
        rules = self.rules
        self.settle(source, t)
        self.settle(target, t)
        most = rules.largest_balance
        if most is not None and target.total + amount > most:
            raise RuleViolation(
                "points.largest_balance",
                largest=self.rules.points(most),
                total=self.rules.points(target.total),
            )
        day = rules.local_days(t)
        parts = self._pick(source, amount, t, day)
        out = Work(source)
        into = Work(target)
        for lot, units in parts:
            out.move(lot, 0, -units, 0)
            self._open_lot(into, units, lot.accrued_at, None, lot.expires_on)
        into.pay_debt(day)
        source.prune()
        for state in (source, target):
            self._touch(state, day)
        kind = TransactionType.TRANSFER
        sent, received = (
            self._post(work, kind, t, transfer_uuid=transfer_uuid, meta=leg)
            for work, leg in (
                (out, _to(meta, target)),
                (into, _to(meta, source)._replace(external_id=None)),
            )
        )
        return sent, received

    def _open_lot(
        self, work: Work, amount: int, t: int, active_from: int | None, last: int | None
    ) -> None:
        number = work.state.person.next_lot()
        lot = Lot(number, work.id, amount, 0, 0, 0, 0, t, active_from, last, stored=False)
        if active_from is None:
            work.move(lot, 0, amount, 0)
        else:
            work.move(lot, amount, 0, 0)
        work.state.add_lot(lot)

    def _pick(self, state: AccountState, amount: int, t: int, day: int) -> list[tuple[Lot, int]]:
        """Return the lots and units that make up `amount`, earliest expiry first."""
        if amount <= 0:
            raise InvalidInput(
                "amount.not_positive", field="amount", found=self.rules.points(amount)
            )
        left = amount
        parts = []
        for lot in state.lots:
            spendable = lot.active
            if spendable <= 0 or not _usable(lot, t, day):
                continue
            units = spendable if spendable < left else left
            parts.append((lot, units))
            left -= units
            if not left:
                return parts
        raise RuleViolation(
            "points.not_enough",
            needed=self.rules.points(amount),
            available=self.rules.points(amount - left),
        )

    def reserve_accrual(
        self,
        state: AccountState,
        amount: int,
        t: int,
        timeout_at: int | None,
        *,
        activates_on: int | None = None,
        expires_on: int | None = None,
        meta: Meta = NO_META,
    ) -> Entry:
        """Make a temporary accrual: it promises points and moves none; without `timeout_at` for ever.

        The days are kept for the lot that a commit opens; without them the rules count from the commit.
        Raises InvalidInput `amount.not_positive`, `points.expires_before`, `points.activates_too_late`.
        """
        if amount <= 0:
            raise InvalidInput(
                "amount.not_positive", field="amount", found=self.rules.points(amount)
            )
        if activates_on is not None or expires_on is not None:
            self.rules.lot_days(self.rules.local_days(t), activates_on, expires_on)
        self.settle(state, t)
        work = Work(state)
        state.add_hold(Hold(work.id, amount, timeout_at, (), activates_on, expires_on))
        return self._post(
            work,
            TransactionType.ACCRUAL,
            t,
            state=TEMPORARY,
            flow=Flow.NONE,
            amount=amount,
            timeout_at=timeout_at,
            activates_on=activates_on,
            expires_on=expires_on,
            meta=meta,
        )

    def reserve_redemption(
        self,
        state: AccountState,
        amount: int,
        t: int,
        timeout_at: int | None,
        *,
        meta: Meta = NO_META,
    ) -> Entry:
        """Make a temporary redemption: active points become held. Raises RuleViolation `points.not_enough`."""
        self.settle(state, t)
        parts = self._pick(state, amount, t, self.rules.local_days(t))
        work = Work(state)
        for lot, units in parts:
            work.move(lot, 0, -units, units)
        held = tuple((lot.id, units) for lot, units in parts)
        state.add_hold(Hold(work.id, -amount, timeout_at, held))
        return self._post(
            work,
            TransactionType.REDEMPTION,
            t,
            state=TEMPORARY,
            flow=Flow.NONE,
            amount=-amount,
            timeout_at=timeout_at,
            meta=meta,
        )

    def commit(
        self,
        state: AccountState,
        hold_id: int,
        t: int,
        *,
        meta: Meta = NO_META,
    ) -> Entry:
        """Commit a temporary transaction: post a permanent one. Raises RuleViolation `points.not_temporary` when it has ended."""
        self.settle(state, t)
        hold = self._hold(state, hold_id)
        if hold.amount > 0:
            entry = self.accrue(
                state,
                hold.amount,
                t,
                activates_on=hold.activates_on,
                expires_on=hold.expires_on,
                settles_id=hold.id,
                meta=meta,
            )
        else:
            work = Work(state)
            for lot_id, units in hold.parts:
                work.move(state.by_id[lot_id], 0, 0, -units)
            state.prune()
            self._touch(state, self.rules.local_days(t))
            kind = TransactionType.REDEMPTION
            entry = self._post(work, kind, t, settles_id=hold.id, meta=meta)
        self._close_hold(state, hold, TransactionState.COMMITTED)
        return entry

    def roll_back(
        self,
        state: AccountState,
        hold_id: int,
        t: int,
        *,
        meta: Meta = NO_META,
    ) -> Entry:
        """Roll a temporary transaction back. Raises RuleViolation `points.not_temporary` when it has ended."""
        self.settle(state, t)
        return self._give_up(state, self._hold(state, hold_id), t, meta)


def _usable(lot: Lot, t: int, day: int) -> bool:
    """Return whether points of a lot could be spent at `t`, on local day `day`."""
    return (
        lot.accrued_at <= t
        and (lot.activates_on is None or lot.activates_on <= day)
        and (lot.expires_on is None or lot.expires_on >= day)
    )


def _given_back(active: int, written_off: int, units: int) -> tuple[int, int]:
    """Return active and written-off units of a lot to which `units` are given back."""
    gone = min(units, written_off)
    return active + units - gone, written_off - gone


def _to(meta: Meta, other: AccountState) -> Meta:
    """Return the details of one leg of a transfer: its source is the other participant."""
    return meta._replace(source_type="participant", source_id=str(other.participant_id))

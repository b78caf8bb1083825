"""The ledger engine: what every operation on points does to lots and balances.

Single commands, imports of a million rows and the daily close all use it.

`Ledger` belongs to one points type. Its operations change an AccountState in memory and append what must be stored to
its Postings: transactions, movements, state changes. A refused operation raises before it changes anything (what was
due earlier stays settled). Amounts are units, instants UTC microseconds, days YYYYMMDD.

Rules that hold after every operation: the account is the sum of its lots; while there is debt no lot has points to
spend; pending and held are never negative; a debit names its lots.
"""

from __future__ import annotations

from loyalty_desktop.domain.amounts import MAX_UNITS
from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import CancelPolicy, TransactionState, TransactionType
from loyalty_desktop.domain.ledger.rules import FAR_DAY, PointsRules, cancel_refusal
from loyalty_desktop.domain.ledger.state import (
    FAR_FUTURE,
    NO_META,
    AccountState,
    Entry,
    Hold,
    Ids,
    Lot,
    Meta,
    Movement,
    Original,
    Postings,
    StateChange,
)
from loyalty_desktop.domain.ledger.work import Work

_PERMANENT = TransactionState.PERMANENT
_TEMPORARY = TransactionState.TEMPORARY
_EXPIRE, _EXPIRE_INACTIVE, _ACTIVATE, _TIME_OUT = range(4)
_tuple = (
    tuple.__new__
)  # named tuples without their slow constructor: two for every row of an import


class Ledger:
    """Operations on accounts of one points type."""

    __slots__ = ("ids", "postings", "rules")

    def __init__(self, rules: PointsRules, ids: Ids, postings: Postings) -> None:
        self.rules = rules
        self.ids = ids
        self.postings = postings

    # What is due -----------------------------------------------------------------------------------------------

    def settle(self, state: AccountState, t: int) -> None:
        """Post everything due up to the local day of `t` in time order, each transaction dated when it was due."""
        day = self.rules.local_days(t)
        if (
            day > state.next_expiry
            or day >= state.next_activation
            or t >= state.next_timeout
            or (state.inactive_after is not None and day > state.inactive_after)
        ):
            self.settle_through(state, day, t)

    def settle_through(self, state: AccountState, day: int, t: int) -> None:
        """Post activations and expirations due by `day`, and time-outs due by the instant `t`."""
        while (due := self._next_due(state, day, t)) is not None:
            at, kind, what = due
            if kind == _TIME_OUT:
                self._give_up(state, state.holds[what], at)
            elif kind == _ACTIVATE:
                self._activate(state, what, at)
            elif kind == _EXPIRE:
                self._expire(state, [lot for lot in state.lots if lot.expires_on == what], at)
            else:
                state.inactive_after = None
                state.changed = True
                self._expire(state, [lot for lot in state.lots if lot.expires_on is None], at)
        state.prune()
        state.next_expiry = state.next_activation = FAR_DAY
        for lot in state.lots:
            state.watch(lot)
        state.next_timeout = min((h.timeout_at for h in state.holds.values()), default=FAR_FUTURE)

    def _next_due(self, state: AccountState, day: int, t: int) -> tuple[int, int, int] | None:
        """Return (instant, kind, day or hold id) of the first thing due; None when nothing is."""
        due = [(h.timeout_at, _TIME_OUT, h.id) for h in state.holds.values() if h.timeout_at <= t]
        for lot in state.lots:  # in the order of expiry
            last = lot.expires_on
            if last is None or last >= day:
                break
            if lot.pending > 0 or lot.active > 0:
                due.append((self.rules.local_days.after(last), _EXPIRE, last))
                break
        if state.pending:
            activations = [
                lot.activates_on
                for lot in state.lots
                if lot.pending > 0 and lot.activates_on is not None and lot.activates_on <= day
            ]
            if activations:
                first = min(activations)
                due.append((self.rules.local_days.start(first), _ACTIVATE, first))
        idle = state.inactive_after
        if idle is not None and idle < day and self.rules.by_inactivity:
            due.append((self.rules.local_days.after(idle), _EXPIRE_INACTIVE, idle))
        return min(due, default=None)

    def _activate(self, state: AccountState, day: int, at: int) -> None:
        work = Work(state, self.ids.transaction())
        for lot in [one for one in state.lots if one.pending > 0 and one.activates_on == day]:
            work.move(lot, -lot.pending, lot.pending, 0)
        work.pay_debt(day)
        self._post(work, TransactionType.ACTIVATION, at)

    def _expire(self, state: AccountState, lots: list[Lot], at: int) -> None:
        """Remove pending and active points from these lots; debt and held points stay."""
        gone = [lot for lot in lots if lot.pending > 0 or lot.active > 0]
        if gone:
            work = Work(state, self.ids.transaction())
            for lot in gone:
                work.move(lot, -lot.pending, -max(lot.active, 0), 0)
            self._post(work, TransactionType.EXPIRATION, at)

    def _expire_given_back(self, state: AccountState, day: int, at: int) -> None:
        """Expire points that were returned to a lot whose last day has passed."""
        self._expire(
            state,
            [lot for lot in state.lots if lot.expires_on is not None and lot.expires_on < day],
            at,
        )

    # Points in and out -----------------------------------------------------------------------------------------

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
        transaction_id: int | None = None,
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
        work = Work(state, self.ids.transaction() if transaction_id is None else transaction_id)
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
        transaction_id: int | None = None,
    ) -> Entry:
        """Take `amount` from active lots that existed and were valid at `t`. Raises RuleViolation `points.not_enough`."""
        self.settle(state, t)
        day = self.rules.local_days(t)
        parts = self._pick(state, amount, t, day)
        work = Work(state, self.ids.transaction() if transaction_id is None else transaction_id)
        for lot, units in parts:
            work.move(lot, 0, -units, 0)
        state.prune()
        self._touch(state, day)
        return self._post(work, kind, t, meta=meta)

    def transfer(
        self,
        source: AccountState,
        target: AccountState,
        amount: int,
        t: int,
        *,
        transfer_uuid: str,
        meta: Meta = NO_META,
        transaction_id: int | None = None,
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
        out = Work(source, self.ids.transaction() if transaction_id is None else transaction_id)
        into = Work(target, self.ids.transaction())
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
        lot = Lot(self.ids.lot(), work.id, amount, 0, 0, 0, t, active_from, last, stored=False)
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
            if spendable <= 0 or lot.accrued_at > t:
                continue
            if lot.expires_on is not None and lot.expires_on < day:
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

    # Temporary transactions ------------------------------------------------------------------------------------

    def reserve_accrual(
        self,
        state: AccountState,
        amount: int,
        t: int,
        timeout_at: int,
        *,
        meta: Meta = NO_META,
        transaction_id: int | None = None,
    ) -> Entry:
        """Make a temporary accrual: it promises points and moves none."""
        if amount <= 0:
            raise InvalidInput(
                "amount.not_positive", field="amount", found=self.rules.points(amount)
            )
        self.settle(state, t)
        work = Work(state, self.ids.transaction() if transaction_id is None else transaction_id)
        state.add_hold(Hold(work.id, amount, timeout_at, ()))
        return self._post(
            work,
            TransactionType.ACCRUAL,
            t,
            state=_TEMPORARY,
            amount=amount,
            timeout_at=timeout_at,
            meta=meta,
        )

    def reserve_redemption(
        self,
        state: AccountState,
        amount: int,
        t: int,
        timeout_at: int,
        *,
        meta: Meta = NO_META,
        transaction_id: int | None = None,
    ) -> Entry:
        """Make a temporary redemption: active points become held. Raises RuleViolation `points.not_enough`."""
        self.settle(state, t)
        parts = self._pick(state, amount, t, self.rules.local_days(t))
        work = Work(state, self.ids.transaction() if transaction_id is None else transaction_id)
        for lot, units in parts:
            work.move(lot, 0, -units, units)
        held = tuple((lot.id, units) for lot, units in parts)
        state.add_hold(Hold(work.id, -amount, timeout_at, held))
        return self._post(
            work,
            TransactionType.REDEMPTION,
            t,
            state=_TEMPORARY,
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
        transaction_id: int | None = None,
    ) -> Entry:
        """Commit a temporary transaction: post a permanent one. Raises RuleViolation `points.not_temporary` when it has ended."""
        self.settle(state, t)
        hold = self._hold(state, hold_id)
        if hold.amount > 0:
            entry = self.accrue(
                state, hold.amount, t, settles_id=hold.id, meta=meta, transaction_id=transaction_id
            )
        else:
            number = self.ids.transaction() if transaction_id is None else transaction_id
            work = Work(state, number)
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
        transaction_id: int | None = None,
    ) -> Entry:
        """Roll a temporary transaction back. Raises RuleViolation `points.not_temporary` when it has ended."""
        self.settle(state, t)
        return self._give_up(state, self._hold(state, hold_id), t, meta, transaction_id)

    def _give_up(
        self,
        state: AccountState,
        hold: Hold,
        at: int,
        meta: Meta = NO_META,
        transaction_id: int | None = None,
    ) -> Entry:
        day = self.rules.local_days(at)
        work = Work(state, self.ids.transaction() if transaction_id is None else transaction_id)
        for lot_id, units in hold.parts:
            lot = state.by_id[lot_id]
            work.move(lot, 0, units, -units)
            state.watch(lot)
        work.pay_debt(day)
        if state.total > 0:
            self._touch_if_none(state, day)
        kind = TransactionType.CANCELLATION
        entry = self._post(work, kind, at, settles_id=hold.id, meta=meta)
        self._close_hold(state, hold, TransactionState.ROLLED_BACK)
        self._expire_given_back(state, day, at)
        return entry

    @staticmethod
    def _hold(state: AccountState, hold_id: int) -> Hold:
        hold = state.holds.get(hold_id)
        if hold is None:
            raise RuleViolation("points.not_temporary")
        return hold

    def _close_hold(self, state: AccountState, hold: Hold, after: TransactionState) -> None:
        del state.holds[hold.id]
        self.postings.state_changes.append(
            StateChange(state.participant_id, hold.id, _TEMPORARY, after)
        )

    # Cancelling ------------------------------------------------------------------------------------------------

    def cancel(
        self,
        state: AccountState,
        original: Original,
        t: int,
        *,
        meta: Meta = NO_META,
        transaction_id: int | None = None,
        expire: bool = True,
    ) -> Entry:
        """Cancel a permanent transaction by opposite movements on its lots (which must be in the state).

        Points that are already spent become debt or are written off, as the points type's policy decides. With
        `expire=False` (to undo a whole batch) nothing is settled first, and points returned to an expired lot stay
        until `expire_given_back` is called.
        Raises RuleViolation `points.already_cancelled`, `points.still_temporary`, `points.cannot_cancel` (activations
        and cancellations move no points of their own).
        """
        check_cancellable(original)
        if expire:
            self.settle(state, t)
        rules = self.rules
        day = rules.local_days(t)
        work = Work(state, self.ids.transaction() if transaction_id is None else transaction_id)
        written_off = 0
        for lot_id, net in original.parts.items():
            lot = state.by_id[lot_id]
            if net < 0:
                self._give_back(work, lot, -net, day)
            else:
                written_off += self._take_back(work, lot, net)
        state.lots = sorted(
            {
                lot.id: lot for lot in (*state.lots, *map(state.by_id.__getitem__, original.parts))
            }.values(),
            key=lambda lot: lot.key,
        )
        work.pay_debt(day)
        state.prune()
        if state.total > 0:
            self._touch_if_none(state, day)
        self.postings.state_changes.append(
            StateChange(state.participant_id, original.id, _PERMANENT, TransactionState.CANCELLED)
        )
        entry = self._post(
            work,
            TransactionType.CANCELLATION,
            t,
            written_off=written_off,
            reverses_id=original.id,
            meta=meta,
        )
        if expire:
            self._expire_given_back(state, day, t)
        return entry

    def expire_given_back(self, state: AccountState, t: int) -> None:
        """Expire what is left in expired lots, after cancellations with `expire=False`."""
        self._expire_given_back(state, self.rules.local_days(t), t)
        state.prune()

    @staticmethod
    def _give_back(work: Work, lot: Lot, units: int, day: int) -> None:
        if lot.activates_on is not None and lot.activates_on > day and lot.active >= 0:
            work.move(lot, units, 0, 0)
        else:
            work.move(lot, 0, units, 0)
        work.state.watch(lot)

    def _take_back(self, work: Work, lot: Lot, units: int) -> int:
        """Take `units` from a lot: pending first, then active, then below zero. Returns what is written off."""
        pending = min(units, lot.pending)
        rest = units - pending
        if self.rules.cancel_policy is CancelPolicy.WRITE_OFF:
            active = min(rest, max(lot.active, 0))
        else:
            active = rest
        work.move(lot, -pending, -active, 0)
        return rest - active

    def expire_all(self, state: AccountState, t: int, *, meta: Meta = NO_META) -> Entry | None:
        """Expire everything accrued before `t`. Returns None when there is nothing."""
        self.settle(state, t)
        gone = [
            lot for lot in state.lots if lot.accrued_at < t and (lot.pending > 0 or lot.active > 0)
        ]
        if not gone:
            return None
        work = Work(state, self.ids.transaction())
        for lot in gone:
            work.move(lot, -lot.pending, -max(lot.active, 0), 0)
        state.prune()
        return self._post(work, TransactionType.EXPIRATION, t, meta=meta)

    # Shared ----------------------------------------------------------------------------------------------------

    def _touch(self, state: AccountState, day: int) -> None:
        if self.rules.by_inactivity:
            last = self.rules.inactive_after(day)
            if state.inactive_after is None or state.inactive_after < last:
                state.inactive_after = last

    def _touch_if_none(self, state: AccountState, day: int) -> None:
        if state.inactive_after is None:
            self._touch(state, day)

    def _post(
        self,
        work: Work,
        kind: TransactionType,
        at: int,
        *,
        state: TransactionState = _PERMANENT,
        amount: int | None = None,
        written_off: int = 0,
        timeout_at: int | None = None,
        reverses_id: int | None = None,
        settles_id: int | None = None,
        transfer_uuid: str | None = None,
        meta: Meta = NO_META,
    ) -> Entry:
        account = work.state
        participant_id, points_type_id = account.participant_id, account.points_type_id
        total = account.pending + account.active + account.held
        entry = _tuple(
            Entry,
            (
                participant_id,
                points_type_id,
                work.id,
                kind,
                state,
                total - work.total_before if amount is None else amount,
                written_off,
                work.total_before,
                total,
                work.active_before,
                account.active,
                at,
                timeout_at,
                reverses_id,
                settles_id,
                transfer_uuid,
                meta,
            ),
        )
        self.postings.entries.append(entry)
        movements = self.postings.movements
        for lot_id, (pending, active, held) in work.moves.items():
            if pending or active or held:
                movements.append(
                    _tuple(
                        Movement,
                        (participant_id, work.id, lot_id, points_type_id, pending, active, held),
                    )
                )
        account.changed = True
        return entry


def check_cancellable(original: Original) -> None:
    """Raise RuleViolation when a transaction cannot be cancelled (see cancel_refusal)."""
    refusal = cancel_refusal(original.type, original.state)
    if refusal is not None:
        raise RuleViolation(refusal, type=original.type)


def _to(meta: Meta, other: AccountState) -> Meta:
    """Return the details of one leg of a transfer: its source is the other participant."""
    return meta._replace(source_type="participant", source_id=str(other.participant_id))

"""Cancel transactions, whole or in part, and give expired points back."""

from __future__ import annotations

from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.kinds import CancelPolicy, TransactionState, TransactionType
from loyalty_desktop.domain.ledger.due import PERMANENT, DueLedger
from loyalty_desktop.domain.ledger.flows import reversal_flow
from loyalty_desktop.domain.ledger.rules import cancel_refusal
from loyalty_desktop.domain.ledger.state import (
    NO_META,
    AccountState,
    Entry,
    Lot,
    Meta,
    Original,
    StateChange,
)
from loyalty_desktop.domain.ledger.work import Work


class CancellingLedger(DueLedger):
    """Reverses what was posted."""

    __slots__ = ()

    def cancel(
        self,
        state: AccountState,
        original: Original,
        t: int,
        *,
        amount: int | None = None,
        meta: Meta = NO_META,
        expire: bool = True,
    ) -> Entry:
        """Cancel a permanent transaction by opposite movements on its lots (which must be in the state).

        `amount` units are reversed, all that is left by default; the transaction is *cancelled* when nothing is left. A
        redemption gives back in the reverse order of taking, to the lots it took from, except what was written off
        there. Points that are already spent become debt or are written off, as the points type's policy decides. With
        `expire=False` (to undo a whole batch) nothing is settled first, and points returned to an expired lot stay
        until `expire_given_back` is called.
        Raises RuleViolation `points.already_cancelled`, `points.still_temporary`, `points.cannot_cancel` (activations
        and cancellations move no points of their own), `points.cancel_too_much`, `points.expires_again` (an expiration
        of which every point would expire at once), `points.cannot_cancel_part` (a transfer).
        """
        check_cancellable(original)
        wanted = original.left if amount is None else amount
        self._check_part(state, original, wanted, t, undo=not expire)
        if expire:
            self.settle(state, t)
        day = self.rules.local_days(t)
        work = Work(state)
        written_off = 0
        for lot, net in _parts(state, original, wanted):
            if net < 0:
                written_off += self._give_back(work, lot, -net, day)
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
        if wanted == original.left:
            self.postings.state_changes.append(
                StateChange(
                    state.participant_id,
                    original.id,
                    PERMANENT,
                    TransactionState.CANCELLED,
                    (state.points_type_id, original),
                )
            )
        entry = self._post(
            work,
            TransactionType.CANCELLATION,
            t,
            flow=reversal_flow(original.type, original.amount),
            written_off=written_off,
            reverses_id=original.id,
            meta=meta,
        )
        if expire:
            self._expire_given_back(state, day, t)
        return entry

    def _check_part(
        self, state: AccountState, original: Original, wanted: int, t: int, *, undo: bool
    ) -> None:
        if wanted <= 0 or wanted > original.left:
            raise RuleViolation(
                "points.cancel_too_much",
                needed=self.rules.points(wanted),
                available=self.rules.points(original.left),
            )
        if wanted < original.left and original.type is TransactionType.TRANSFER:
            raise RuleViolation("points.cannot_cancel_part", type=original.type)
        if original.type is not TransactionType.EXPIRATION or undo:
            return
        day = self.rules.local_days(t)
        lots = [state.by_id[lot_id] for lot_id in original.parts]
        if all(lot.expires_on is not None and lot.expires_on < day for lot in lots):
            raise RuleViolation("points.expires_again")

    def expire_given_back(self, state: AccountState, t: int) -> None:
        """Expire what is left in expired lots, after cancellations with `expire=False`."""
        self._expire_given_back(state, self.rules.local_days(t), t)
        state.prune()

    @staticmethod
    def _give_back(work: Work, lot: Lot, units: int, day: int) -> int:
        """Give `units` back to a lot. Returns how many stay away because they were written off there."""
        gone = min(units, lot.written_off)
        work.write_off(lot, -gone)
        units -= gone
        if lot.activates_on is not None and lot.activates_on > day and lot.active >= 0:
            work.move(lot, units, 0, 0)
        else:
            work.move(lot, 0, units, 0)
        work.state.watch(lot)
        return gone

    def _take_back(self, work: Work, lot: Lot, units: int) -> int:
        """Take `units` from a lot: pending first, then active, then below zero. Returns what is written off."""
        pending = min(units, lot.pending)
        rest = units - pending
        if self.rules.cancel_policy is CancelPolicy.WRITE_OFF:
            active = min(rest, max(lot.active, 0))
        else:
            active = rest
        work.move(lot, -pending, -active, 0)
        work.write_off(lot, rest - active)
        return rest - active

    def expire_all(self, state: AccountState, t: int, *, meta: Meta = NO_META) -> Entry | None:
        """Expire everything accrued before `t`. Returns None when there is nothing."""
        self.settle(state, t)
        gone = [
            lot for lot in state.lots if lot.accrued_at < t and (lot.pending > 0 or lot.active > 0)
        ]
        if not gone:
            return None
        work = Work(state)
        for lot in gone:
            work.move(lot, -lot.pending, -max(lot.active, 0), 0)
        state.prune()
        return self._post(work, TransactionType.EXPIRATION, t, meta=meta)


def _parts(state: AccountState, original: Original, wanted: int) -> list[tuple[Lot, int]]:
    """Return the lots and signed units of the next `wanted` units to reverse, the last taken first."""
    skipped, left = original.reversed, wanted
    found = []
    ordered = sorted(
        ((state.by_id[lot_id], net) for lot_id, net in original.parts.items()),
        key=lambda part: (part[0].transaction_id == original.id, part[0].key),
        reverse=True,
    )
    for lot, net in ordered:
        units = abs(net)
        passed = min(units, skipped)
        skipped -= passed
        taken = min(units - passed, left)
        left -= taken
        if taken:
            found.append((lot, taken if net > 0 else -taken))
    return found


def check_cancellable(original: Original) -> None:
    """Raise RuleViolation when a transaction cannot be cancelled (see cancel_refusal)."""
    refusal = cancel_refusal(original.type, original.state)
    if refusal is not None:
        raise RuleViolation(refusal, type=original.type)

"""What falls due on an account: activations, expirations, time-outs. The part of the engine that all operations share.

`DueLedger` settles an account up to a moment and posts transactions; cancelling.py and engine.py add the operations.
"""

from __future__ import annotations

from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.kinds import Flow, TransactionState, TransactionType
from loyalty_desktop.domain.ledger.flows import flow_of
from loyalty_desktop.domain.ledger.rules import FAR_DAY, PointsRules
from loyalty_desktop.domain.ledger.state import (
    FAR_FUTURE,
    NO_META,
    AccountState,
    Entry,
    Hold,
    Lot,
    Meta,
    Movement,
    Postings,
    StateChange,
)
from loyalty_desktop.domain.ledger.work import Work

PERMANENT = TransactionState.PERMANENT
TEMPORARY = TransactionState.TEMPORARY
_EXPIRE, _EXPIRE_INACTIVE, _ACTIVATE, _TIME_OUT = range(4)
_tuple = (
    tuple.__new__
)  # named tuples without their slow constructor: two for every row of an import


class DueLedger:
    """Settles accounts of one points type and posts transactions."""

    __slots__ = ("postings", "rules")

    def __init__(self, rules: PointsRules, postings: Postings) -> None:
        self.rules = rules
        self.postings = postings

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
        state.next_timeout = min(
            (h.timeout_at for h in state.holds.values() if h.timeout_at is not None),
            default=FAR_FUTURE,
        )

    def _next_due(self, state: AccountState, day: int, t: int) -> tuple[int, int, int] | None:
        """Return (instant, kind, day or hold id) of the first thing due; None when nothing is."""
        due = [
            (h.timeout_at, _TIME_OUT, h.id)
            for h in state.holds.values()
            if h.timeout_at is not None and h.timeout_at <= t
        ]
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
        work = Work(state)
        for lot in [one for one in state.lots if one.pending > 0 and one.activates_on == day]:
            work.move(lot, -lot.pending, lot.pending, 0)
        work.pay_debt(day)
        self._post(work, TransactionType.ACTIVATION, at)

    def _expire(self, state: AccountState, lots: list[Lot], at: int) -> None:
        """Remove pending and active points from these lots; debt and held points stay."""
        gone = [lot for lot in lots if lot.pending > 0 or lot.active > 0]
        if gone:
            work = Work(state)
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

    def _give_up(self, state: AccountState, hold: Hold, at: int, meta: Meta = NO_META) -> Entry:
        day = self.rules.local_days(at)
        work = Work(state)
        for lot_id, units in hold.parts:
            lot = state.by_id[lot_id]
            gone = min(units, lot.written_off)  # its accrual was cancelled meanwhile
            work.write_off(lot, -gone)
            work.move(lot, 0, units - gone, -units)
            state.watch(lot)
        work.pay_debt(day)
        if state.total > 0:
            self._touch_if_none(state, day)
        kind = TransactionType.CANCELLATION
        flow = Flow.NONE if state.total == work.total_before else Flow.CANCELLED
        entry = self._post(work, kind, at, flow=flow, settles_id=hold.id, meta=meta)
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
            StateChange(state.participant_id, hold.id, TEMPORARY, after)
        )

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
        state: TransactionState = PERMANENT,
        flow: Flow | None = None,
        amount: int | None = None,
        written_off: int = 0,
        timeout_at: int | None = None,
        activates_on: int | None = None,
        expires_on: int | None = None,
        reverses_id: int | None = None,
        settles_id: int | None = None,
        transfer_uuid: bytes | None = None,
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
                flow_of(kind) if flow is None else flow,
                total - work.total_before if amount is None else amount,
                written_off,
                work.total_before,
                total,
                work.active_before,
                account.active,
                at,
                timeout_at,
                activates_on,
                expires_on,
                reverses_id,
                settles_id,
                transfer_uuid,
                meta,
            ),
        )
        self.postings.entries.append(entry)
        movements = self.postings.movements
        for lot_id, (pending, active, held, gone) in work.moves.items():
            if pending or active or held or gone:
                movements.append(
                    _tuple(
                        Movement,
                        (
                            participant_id,
                            work.id,
                            lot_id,
                            points_type_id,
                            pending,
                            active,
                            held,
                            gone,
                        ),
                    )
                )
        account.latest_at = max(account.latest_at, at)
        account.changed = True
        return entry

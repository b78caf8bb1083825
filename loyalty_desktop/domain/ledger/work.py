"""Move points between lots for one operation. All operations of the engine use it."""

from __future__ import annotations

from loyalty_desktop.domain.ledger.state import (
    AccountState,
    Lot,
)


class Work:
    """A transaction being prepared: the balances before it and its movements, added up per lot."""

    __slots__ = ("active_before", "id", "moves", "state", "total_before")

    def __init__(self, state: AccountState) -> None:
        """Take the person's next number."""
        self.state = state
        self.id = state.person.next_transaction()
        self.total_before = state.total
        self.active_before = state.active
        self.moves: dict[int, list[int]] = {}

    def move(self, lot: Lot, pending: int, active: int, held: int) -> None:
        """Change a lot's buckets and the account's with them."""
        state = self.state
        if active:
            owed = -lot.active if lot.active < 0 else 0
            lot.active += active
            state.active += active
            state.debt += (-lot.active if lot.active < 0 else 0) - owed
        lot.pending += pending
        state.pending += pending
        lot.held += held
        state.held += held
        state.touched[lot.id] = lot
        net = self.moves.get(lot.id)
        if net is None:
            self.moves[lot.id] = [pending, active, held, 0]
        else:
            net[0] += pending
            net[1] += active
            net[2] += held

    def write_off(self, lot: Lot, units: int) -> None:
        """Note units that nobody owes (or, below zero, that are used up) on a lot."""
        if units:
            self.move(lot, 0, 0, 0)
            lot.written_off += units
            self.moves[lot.id][3] += units

    def pay_debt(self, day: int) -> None:
        """Pay the debt of lots below zero with points that can be spent on `day`, oldest lot first."""
        if not self.state.debt:
            return
        owing = sorted((lot for lot in self.state.lots if lot.active < 0), key=lambda lot: lot.id)
        paying = [
            lot
            for lot in self.state.lots
            if lot.active > 0 and (lot.expires_on is None or lot.expires_on >= day)
        ]
        for lot in owing:
            while lot.active < 0 and paying:
                payer = paying[0]
                paid = min(payer.active, -lot.active)
                self.move(payer, 0, -paid, 0)
                self.move(lot, 0, paid, 0)
                if not payer.active:
                    paying.pop(0)

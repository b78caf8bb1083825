"""One account under given rules, moved by the engine alone: no database, local moments in plain text."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.domain.ledger.engine import Ledger
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Entry, Original, Postings

BERLIN = ZoneInfo("Europe/Berlin")


class Account:
    """One account under given rules; moments are local, "2026-03-01 12:00"."""

    def __init__(self, tz: ZoneInfo = BERLIN, **rules: Any) -> None:
        self.zone = tz
        self.rules = PointsRules(1, 1, LocalDays(tz), **rules)
        self.postings = Postings()
        self.ledger = Ledger(self.rules, self.postings)
        self.state = AccountState(1, 1)

    def at(self, local: str) -> int:
        """Instant of a local moment."""
        return instant(datetime.fromisoformat(local).replace(tzinfo=self.zone))

    def accrue(self, amount: int, local: str, **given: Any) -> Entry:
        """Accrue units at a local moment."""
        return self.ledger.accrue(self.state, amount, self.at(local), **given)

    def redeem(self, amount: int, local: str) -> Entry:
        """Redeem units at a local moment."""
        return self.ledger.redeem(self.state, amount, self.at(local))

    def redeem_late(self, amount: int, local: str, now: str) -> Entry:
        """Redeem units at a moment of the past, after what has expired since."""
        t = self.at(local)
        expired = expirations(self.postings, 1, t)
        return self.ledger.redeem_late(self.state, amount, t, self.at(now), expired)

    def cancel(self, entry: Entry, local: str, amount: int | None = None, **given: Any) -> Entry:
        """Cancel a posted transaction, or `amount` units of it, at a local moment."""
        found = original(self.postings, entry)
        return self.ledger.cancel(self.state, found, self.at(local), amount=amount, **given)

    def settled(self, local: str) -> int:
        """Active units after everything due by a local moment."""
        self.ledger.settle(self.state, self.at(local))
        return self.state.active

    def left(self) -> list[int]:
        """Active units of every lot, in the order in which they were accrued."""
        return [self.state.by_id[number].active for number in sorted(self.state.by_id)]

    def moment(self, entry: Entry) -> str:
        """The local moment of a transaction."""
        found = datetime.fromtimestamp(entry.occurred_at / 1_000_000, tz=self.zone)
        return found.isoformat(sep=" ", timespec="minutes")[:16]

    def last(self) -> tuple[str, str]:
        """Kind and local moment of the latest transaction."""
        entry = self.postings.entries[-1]
        return entry.type.value, self.moment(entry)


def original(postings: Postings, entry: Entry) -> Original:
    """A posted transaction as storage would load it, to be cancelled."""
    who, number = entry.participant_id, entry.id
    parts: dict[int, int] = defaultdict(int)
    for move in postings.movements:
        if (move.participant_id, move.transaction_id) == (who, number):
            parts[move.lot_id] += move.pending + move.active + move.held
    state = entry.state
    for change in postings.state_changes:
        if (change.participant_id, change.transaction_id) == (who, number):
            state = change.after
    return Original(
        number,
        entry.type,
        state,
        entry.settles_id,
        {lot: units for lot, units in parts.items() if units},
        entry.amount,
        entry.occurred_at,
        sum(
            abs(e.amount) + e.written_off
            for e in postings.entries
            if (e.participant_id, e.reverses_id) == (who, number)
        ),
    )


def expirations(postings: Postings, participant_id: int, after: int) -> list[Original]:
    """The expirations of a person that stand and are dated after an instant."""
    found = [
        original(postings, entry)
        for entry in postings.entries
        if entry.participant_id == participant_id
        and entry.type is TransactionType.EXPIRATION
        and entry.occurred_at > after
    ]
    return [one for one in found if one.state is TransactionState.PERMANENT]

"""Rows of one points type as columns: which of them are simple, and how they are posted in memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import lt, mod

from loyalty_desktop.domain.amounts import MAX_UNITS
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import TransactionType
from loyalty_desktop.domain.ledger import kernel
from loyalty_desktop.domain.ledger.kernel import Accounts, Posted, Rows
from loyalty_desktop.domain.ledger.rules import FAR_DAY, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState
from loyalty_desktop.services.ledger.rows import KINDS, PointsRow, RowVerdict
from loyalty_desktop.services.ledger.session import LedgerSession


class ColumnSheet:
    """Rows of one points type, by participant and time, with their columns."""

    def __init__(self, rules: PointsRules, rows: Sequence[PointsRow]) -> None:
        self.rules = rules
        self.rows = rows
        columns = list(zip(*rows, strict=True))
        self._plain = columns[6].count(None) == len(
            rows
        )  # no row says when its points become active
        self.who: Sequence[int] = columns[1]
        self.kind: Sequence[str] = columns[3]
        self.at: Sequence[int] = columns[5]
        self.key: Sequence[str | None] = columns[8]
        self.description: Sequence[str] = columns[9]
        self.external_data: Sequence[str | None] = columns[10]
        self.amount: Sequence[int] = (
            [_signed(kind, units) for kind, units in zip(columns[3], columns[4], strict=True)]
            if TransactionType.REDEMPTION in columns[3]
            else columns[4]
        )
        days = rules.local_days
        self.day = [days(at) for at in self.at]
        given = columns[7]
        ends = {day: rules.expires_on(day) or FAR_DAY for day in set(self.day)}
        self.expires = (
            [ends[day] if last is None else last for day, last in zip(self.day, given, strict=True)]
            if any(given)
            else [ends[day] for day in self.day]
        )
        self.accounts: list[AccountState] = []
        self.posted = Posted()

    def not_simple(self, now: int) -> set[int]:
        """Return people of whom a row may be refused for itself, or needs what the column door does not know."""
        found: set[int] = set()
        if max(self.at) > now:
            found.update(who for who, at in zip(self.who, self.at, strict=True) if at > now)
        if any(map(lt, self.expires, self.day)):
            found.update(
                who
                for who, day, last in zip(self.who, self.day, self.expires, strict=True)
                if last < day
            )
        if not self._plain:
            found.update(row[1] for row in self.rows if row[6] is not None)
        step = 10 ** (4 - self.rules.decimals)
        if 0 in self.amount or any(map(mod, self.amount, repeat(step))):
            found.update(
                who
                for who, units in zip(self.who, self.amount, strict=True)
                if units % step or not units
            )
        unknown = set(self.kind).difference(KINDS)
        if unknown:
            found.update(row[1] for row in self.rows if row[3] in unknown)
        if self.rules.redeem_min is not None or self.rules.redeem_step:
            found.update(
                who
                for who, units in zip(self.who, self.amount, strict=True)
                if units < 0 and self._breaks_a_limit(-units)
            )
        return found

    def _breaks_a_limit(self, units: int) -> bool:
        try:
            self.rules.check_redemption(units, None)
        except LoyaltyError:
            return True
        return False

    def post(self, session: LedgerSession) -> set[int]:
        """Post the rows in memory. Returns the people with a refused row on an account that has a history."""
        states: list[AccountState] = []
        account: list[int] = []
        first_lot, left, expires, accrued = [0], list[int](), list[int](), list[int]()
        current = None
        number = self.rules.points_type_id
        for who in self.who:
            if who != current:
                current = who
                state = session.states[who, number]
                states.append(state)
                for lot in state.lots:
                    left.append(lot.active)
                    expires.append(FAR_DAY if lot.expires_on is None else lot.expires_on)
                    accrued.append(lot.accrued_at)
                first_lot.append(len(left))
            account.append(len(states) - 1)
        self.accounts = states
        self.posted = kernel.post(
            Rows(account, self.at, self.day, self.amount, self.expires),
            Accounts(
                [state.active for state in states],
                [self.rules.largest_balance] * len(states),
                first_lot,
                left,
                expires,
                accrued,
            ),
            self.rules.local_days.after,
        )
        return {self.who[place] for place in self.posted.available if states[account[place]].stored}

    def refusal(self, place: int) -> RowVerdict:
        """Return the verdict of a refused row."""
        rules, row_no = self.rules, self.rows[place][0]
        total = rules.points(self.posted.available[place])
        if self.posted.verdict[place] == kernel.NOT_ENOUGH:
            given = {"needed": rules.points(-self.amount[place]), "available": total}
            return RowVerdict(row_no, "rejected", None, "points.not_enough", given)
        most = MAX_UNITS if rules.largest_balance is None else rules.largest_balance
        given = {"largest": rules.points(most), "total": total}
        return RowVerdict(row_no, "rejected", None, "points.largest_balance", given)


def _signed(kind: str, units: int) -> int:
    """Return the change that a row asks for: a negative accrual is a redemption, whose sign does not matter."""
    return -abs(units) if kind == TransactionType.REDEMPTION else units

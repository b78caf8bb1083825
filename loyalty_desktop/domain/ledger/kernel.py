"""The engine's second door: accruals, redemptions and expirations of simple accounts, over columns of whole numbers.

An account is simple when nothing is pending, held, owed or written off on it, its points type has no activation delay and
does not expire by inactivity, and no row names a day of activation. For these `post` decides exactly what the object door
(engine.py) decides, about ten times faster, because it makes no objects; a property test holds both equal. Everything
else, and every row that is refused on an account with a history, goes through the object door.

Rows come sorted by account, then by time, then by row number. Amounts are units, + for accruals and - for redemptions;
instants are UTC microseconds, days YYYYMMDD.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from loyalty_desktop.domain.amounts import MAX_UNITS
from loyalty_desktop.domain.ledger.rules import FAR_DAY

OWN = -1
"""In place of a row: an expiration that the program posts by itself."""

POSTED, NOT_ENOUGH, TOO_MUCH = range(3)
"""Verdicts of rows."""


@dataclass(slots=True)
class Accounts:
    """Simple accounts with their open lots. Lots of account `a` are `first_lot[a]` up to `first_lot[a + 1]`, in spending order.

    `most` is the largest balance of each account, None without a limit.
    """

    total: list[int]
    most: list[int | None]
    first_lot: list[int]
    lot_left: list[int]
    lot_expires: list[int]
    lot_accrued: list[int]


@dataclass(slots=True)
class Rows:
    """Columns of rows: account, instant, local day, amount, last valid day of the lot (FAR_DAY: never)."""

    account: Sequence[int]
    at: Sequence[int]
    day: Sequence[int]
    amount: Sequence[int]
    expires: Sequence[int]


@dataclass(slots=True)
class Posted:
    """What was decided, in columns. Entries and lots stand in the order of accounts; lots begin with the loaded ones.

    Movements name the entry and the lot by their places. `available` says how much a refused row could have had.
    """

    row: list[int] = field(default_factory=list)
    account: list[int] = field(default_factory=list)
    amount: list[int] = field(default_factory=list)
    written_off: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    moved_entry: list[int] = field(default_factory=list)
    moved_lot: list[int] = field(default_factory=list)
    moved_amount: list[int] = field(default_factory=list)
    lot_entry: list[int] = field(default_factory=list)
    lot_left: list[int] = field(default_factory=list)
    lot_expires: list[int] = field(default_factory=list)
    verdict: list[int] = field(default_factory=list)
    available: dict[int, int] = field(default_factory=dict)


def post(rows: Rows, accounts: Accounts, after: Callable[[int], int]) -> Posted:
    """Post rows to simple accounts. `after` returns the instant at which the day after a local day begins."""
    done = Posted(
        lot_left=list(accounts.lot_left),
        lot_expires=list(accounts.lot_expires),
        lot_entry=[OWN] * len(accounts.lot_left),
    )
    left, expires, accrued = done.lot_left, done.lot_expires, list(accounts.lot_accrued)
    e_row, e_account, e_amount = done.row.append, done.account.append, done.amount.append
    e_off, e_before, e_at = done.written_off.append, done.before.append, done.at.append
    m_entry, m_lot, m_amount = (
        done.moved_entry.append,
        done.moved_lot.append,
        done.moved_amount.append,
    )
    verdict = done.verdict.append
    entries = 0
    current = -1
    total = 0
    open_lots: list[int] = []  # in spending order; those before `first` are empty
    first = 0
    due = FAR_DAY  # the last day of the first open lot
    most: int | None = None
    for place, (a, t, day, amount, last) in enumerate(
        zip(rows.account, rows.at, rows.day, rows.amount, rows.expires, strict=True)
    ):
        if a != current:
            current = a
            total = accounts.total[a]
            most = accounts.most[a]
            open_lots = list(range(accounts.first_lot[a], accounts.first_lot[a + 1]))
            first = 0
            due = expires[open_lots[0]] if open_lots else FAR_DAY
        while due < day:  # what fell due before this row expires, a day at a time
            gone = 0
            k = first
            while k < len(open_lots) and expires[open_lots[k]] == due:
                lot = open_lots[k]
                if left[lot]:
                    m_entry(entries)
                    m_lot(lot)
                    m_amount(-left[lot])
                    gone += left[lot]
                    left[lot] = 0
                k += 1
            if gone:
                e_row(OWN)
                e_account(a)
                e_amount(-gone)
                e_off(0)
                e_before(total)
                e_at(after(due))
                entries += 1
                total -= gone
            first = k
            due = expires[open_lots[k]] if k < len(open_lots) else FAR_DAY
        if amount > 0:
            fits = amount
            limit = MAX_UNITS if most is None else most
            if total + amount > limit:
                fits = limit - total
                if fits <= 0 or most is None:
                    verdict(TOO_MUCH)
                    done.available[place] = total
                    continue
            lot = len(left)
            left.append(fits)
            expires.append(last)
            accrued.append(t)
            done.lot_entry.append(entries)
            k = len(open_lots)
            while k > first and expires[open_lots[k - 1]] > last:  # nearly always in order already
                k -= 1
            open_lots.insert(k, lot)
            if last < due or k == first:
                due = expires[open_lots[first]]
            m_entry(entries)
            m_lot(lot)
            m_amount(fits)
            e_amount(fits)
            e_off(amount - fits)
        else:
            need = -amount
            if need > total:
                verdict(NOT_ENOUGH)
                done.available[place] = total
                continue
            while need:
                lot = open_lots[first]
                have = left[lot]
                if have > need:
                    left[lot] = have - need
                    m_entry(entries)
                    m_lot(lot)
                    m_amount(-need)
                    break
                first += 1
                if have:
                    left[lot] = 0
                    need -= have
                    m_entry(entries)
                    m_lot(lot)
                    m_amount(-have)
            due = expires[open_lots[first]] if first < len(open_lots) else FAR_DAY
            e_amount(amount)
            e_off(0)
        e_row(place)
        e_account(a)
        e_before(total)
        e_at(t)
        entries += 1
        total += amount if amount < 0 else fits
        verdict(POSTED)
    return done

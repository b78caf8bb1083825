"""What a ledger must hold after sheets of real purchases: a second calculation that shares no code with the program.

Plain Python over whole numbers. Lots are never moved forward day by day: a lot keeps what was not spent of it, and what is
left of it after its last day has expired. So it does not matter when anybody posted the expiry. Only the order of sheets
matters: a redemption takes what is there when it comes in, of the lots that were valid when it happened.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

UNITS_PER_CENT = 100
_DAY = timedelta(days=1)


class Row(NamedTuple):
    """One row of a sheet: `cents` are hundredths of a point, below zero for a redemption; `at` is local time."""

    key: str
    person: str
    points: str
    cents: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Rules:
    """How long points live (months, by points type), and the ladder over one type.

    `reviewed`: tiers are reviewed each 1 January, one step down after `grace` days, and points start from 0 then; without
    it the tier follows the balance.
    """

    zone: ZoneInfo
    months: dict[str, int]
    ladder: str
    thresholds: tuple[int, ...]  # cents
    reviewed: bool = False
    grace: int = 0
    registered: date = date(1990, 1, 1)

    def instant(self, local: datetime) -> datetime:
        """Return the moment of a local time: of two the first, and in a gap as far after it as the time says."""
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def morning(self, day: date) -> datetime:
        """Return the moment at which a local day begins."""
        return self.instant(datetime.combine(day, time()))

    def last_day(self, points: str, day: date) -> date:
        """Return the last day on which points given on `day` are valid."""
        months = self.months.get(points)
        if months is None:
            return date.max
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(slots=True)
class Lot:
    """Points that came in together."""

    at: datetime
    last: date
    cents: int
    left: int


@dataclass(slots=True)
class Held:
    """What one person holds at a moment: units by points type, and by lot (given at, last day): amount and rest."""

    balance: dict[str, int] = field(default_factory=dict)
    expired: dict[str, int] = field(default_factory=dict)
    lots: dict[tuple[str, datetime, date], tuple[int, int]] = field(default_factory=dict)
    steps: list[tuple[datetime, int]] = field(default_factory=list)
    """When which tier (its place) was reached."""


class Exact:
    """Everybody's lots, sheet by sheet."""

    def __init__(self, rules: Rules, people: Iterable[str]) -> None:
        self.rules = rules
        self.lots: dict[tuple[str, str], list[Lot]] = defaultdict(list)
        self.people = list(people)
        self.refused: set[str] = set()

    def bring(self, sheet: Sequence[Row]) -> None:
        """Bring a sheet in: in the order of time, and at one moment first what is given."""
        rules = self.rules
        timed = [(rules.instant(row.at), row.cents < 0, n, row) for n, row in enumerate(sheet)]
        for at, _, _, row in sorted(timed, key=lambda one: one[:3]):
            lots = self.lots[row.person, row.points]
            day = at.astimezone(rules.zone).date()
            if row.cents > 0:
                lots.append(Lot(at, rules.last_day(row.points, day), row.cents, row.cents))
            elif row.cents == 0 or not _take(lots, at, day, -row.cents):
                self.refused.add(row.key)

    def held(self, person: str, now: datetime) -> Held:
        """Return what a person holds at a moment, every day before it closed."""
        rules, found = self.rules, Held()
        today = now.astimezone(rules.zone).date()
        resets: list[datetime] = []
        found.steps = self._steps(person, now, resets)
        reset = max(resets, default=datetime.min.replace(tzinfo=UTC))
        for points in dict.fromkeys((*rules.months, rules.ladder)):
            found.balance[points] = found.expired[points] = 0
            for lot in self.lots[person, points]:
                gone = lot.last < today or (points == rules.ladder and lot.at < reset)
                rest = 0 if gone else lot.left
                found.balance[points] += rest * UNITS_PER_CENT
                found.expired[points] += (lot.left - rest) * UNITS_PER_CENT
                place = (points, lot.at, lot.last)
                amount, before = found.lots.get(place, (0, 0))
                found.lots[place] = (
                    amount + lot.cents * UNITS_PER_CENT,
                    before + rest * UNITS_PER_CENT,
                )
        return found

    def _steps(
        self, person: str, now: datetime, resets: list[datetime]
    ) -> list[tuple[datetime, int]]:
        changes: dict[datetime, int] = defaultdict(int)
        for lot in self.lots[person, self.rules.ladder]:
            changes[lot.at] += lot.cents
            if lot.last < date.max:
                changes[self.rules.morning(lot.last + _DAY)] -= lot.left
        standing = _Standing(self.rules, resets)
        ends = self._reviews(now)
        for at in sorted({at for at in changes if at <= now} | set(ends)):
            standing.end(at, ends)
            standing.move(at, changes.get(at, 0))
        return standing.steps

    def _reviews(self, now: datetime) -> dict[datetime, str]:
        """Return the moments of reviews and of the ends of grace after them."""
        if not self.rules.reviewed:
            return {}
        found: dict[datetime, str] = {}
        for year in range(self.rules.registered.year + 1, now.year + 1):
            first = date(year, 1, 1)
            found[self.rules.morning(first)] = "review"
            found[self.rules.morning(first + timedelta(days=self.rules.grace + 1))] = "grace"
        return {at: what for at, what in found.items() if at <= now}


class _Standing:
    """A place on the ladder on its way through the changes of a balance."""

    def __init__(self, rules: Rules, resets: list[datetime]) -> None:
        self.rules, self.resets = rules, resets
        self.place = self.balance = 0
        self.waits = False
        self.steps = [(rules.morning(rules.registered), 0)]

    def _deserved(self) -> int:
        return max(bisect_right(self.rules.thresholds, self.balance) - 1, 0)

    def end(self, at: datetime, ends: dict[datetime, str]) -> None:
        """Judge a review or the end of a grace, when there is one at this moment."""
        what = ends.get(at)
        if what is None or (what == "grace") is not self.waits:
            return
        lower = self._deserved() < self.place
        if what == "review" and lower and self.rules.grace:
            self.waits = True
            return
        self.waits = False
        if lower:
            self._step(at, self.place - 1)
        self.balance = 0
        self.resets.append(at)

    def move(self, at: datetime, cents: int) -> None:
        """Change the balance."""
        self.balance += cents
        deserved = self._deserved()
        if deserved > self.place or (deserved < self.place and not self.rules.reviewed):
            self._step(at, deserved)

    def _step(self, at: datetime, place: int) -> None:
        self.place = place
        self.steps.append((at, place))


def _take(lots: list[Lot], at: datetime, day: date, cents: int) -> bool:
    """Take points of the lots that were there and valid, those that end first before others; False: not enough."""
    there = [lot for lot in lots if lot.at <= at and lot.last >= day and lot.left]
    if sum(lot.left for lot in there) < cents:
        return False
    for lot in sorted(there, key=lambda one: (one.last, one.at)):
        taken = min(lot.left, cents)
        lot.left -= taken
        cents -= taken
    return True

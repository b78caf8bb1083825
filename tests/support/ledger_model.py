"""A ledger so simple that it is obviously right: every parcel of points is a row, every day is walked through.

Written from the words of the rules, not from the engine. Days count from 0; everything a person does happens at noon,
reservations run out shortly before noon, points expire and become active at midnight. `log` is the statement of an
account: (kind, minute, change of the total; of a reservation what it reserves). What is dated in the past comes after
everything of the days since has been written (a close); what falls due because of it is written right after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

MIDNIGHT, SHORTLY_BEFORE_NOON, NOON = 0, 719, 720


class Refused(Exception):
    """The model refuses; the code is the engine's."""


@dataclass
class Settings:
    """Rules for new points: they sleep for `delay` days, live for `life` days, and number at most `most`."""

    delay: int
    life: int
    most: int | None
    debt_allowed: bool


@dataclass(slots=True)
class Parcel:
    """Points of one accrual."""

    number: int
    born: int
    wakes: int
    last: int
    asleep: int = 0
    free: int = 0
    kept: int = 0
    forgiven: int = 0  # spent when its accrual was cancelled, and owed by nobody

    @property
    def turn(self) -> tuple[int, int, int]:
        """Whose points are spent first: those that expire first, then the oldest."""
        return (self.last, self.born, self.number)

    def good_on(self, day: int) -> bool:
        """Whether its points could be spent on a day."""
        return self.born <= day and self.wakes <= day <= self.last

    def return_units(self, units: int) -> int:
        """Give points back, except those that are forgiven. Returns how many came back."""
        gone = min(units, self.forgiven)
        self.forgiven -= gone
        self.free += units - gone
        return units - gone


@dataclass
class Deed:
    """What a transaction did to parcels: [parcel, change of its total], in the order of doing. `rest` can be cancelled."""

    kind: str
    rest: list[list[int]]

    @property
    def left(self) -> int:
        """Units that are not cancelled yet."""
        return sum(abs(change) for _, change in self.rest)


@dataclass(slots=True)
class Expiry:
    """Points that expired at a minute, by parcel."""

    minute: int
    parts: dict[int, int]


@dataclass(slots=True)
class Reservation:
    """Points set aside until a day (None: for ever), or points promised with the days they will have."""

    until: int | None
    parts: dict[int, int] = field(default_factory=dict)
    promised: int = 0
    wakes: int | None = None
    last: int | None = None


class Model:
    """One account. Accounts of one points type share their settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.today = 0
        self.parcels: list[Parcel] = []
        self.reservations: dict[int, Reservation] = {}
        self.expired: list[Expiry] = []
        self.log: list[tuple[str, int, int]] = []

    def total(self) -> int:
        return sum(p.asleep + p.free + p.kept for p in self.parcels)

    def write(self, kind: str, change: int, day: int | None = None, minute: int = NOON) -> None:
        self.log.append((kind, (self.today if day is None else day) * 1440 + minute, change))

    def buckets(self) -> tuple[int, int, int, int]:
        """Asleep, free, kept, owed."""
        asleep = free = kept = owed = 0
        for p in self.parcels:
            asleep += p.asleep
            free += p.free
            kept += p.kept
            if p.free < 0:
                owed -= p.free
        return asleep, free, kept, owed

    def rows(self) -> list[tuple[int, int, int]]:
        """Buckets of every parcel, in the order of writing."""
        return [(p.asleep, p.free, p.kept) for p in self.parcels]

    def next_day(self) -> None:
        """Midnight, then what runs out before noon."""
        self.today += 1
        self._midnight(self.today)
        for number, reservation in sorted(self.reservations.items()):
            if reservation.until == self.today:
                self._release(number, SHORTLY_BEFORE_NOON)

    def days_of(self, day: int, wakes: int | None, last: int | None) -> tuple[int, int]:
        """First and last good day of points accrued on a day; days that are given go before the settings."""
        first = day + self.settings.delay if wakes is None else wakes
        until = day + self.settings.life if last is None else last
        if until < day:
            raise Refused("points.expires_before")
        if max(first, day) > until:
            raise Refused("points.activates_too_late")
        return max(first, day), until

    def accrue(
        self, amount: int, day: int, wakes: int | None = None, last: int | None = None
    ) -> Deed:
        first, until = self.days_of(day, wakes, last)
        if self.settings.most is not None:
            amount = min(amount, self.settings.most - self.total())
            if amount <= 0:
                raise Refused("points.largest_balance")
        parcel = self._parcel(day, first, until)
        if first > day:
            parcel.asleep = amount
        else:
            parcel.free = amount
        deed = self._incoming("accrual", [(parcel.number, amount)], day)
        self.write("accrual", amount, day)
        self._catch_up(self.today)
        return deed

    def redeem(self, amount: int) -> Deed:
        parts = self._find(amount, self.today)
        return self._spend(parts, self.today)

    def redeem_late(self, amount: int, day: int) -> Deed:
        """Redeem on a day of the past what was there then, also what has expired since: what ended first goes first."""
        trial = {p.number: replace(p) for p in self.parcels if p.good_on(day)}
        given = []
        for expiry in sorted(self.expired, key=lambda one: one.minute):
            if expiry.minute <= day * 1440 + NOON:
                continue
            gained = 0
            for number in trial.keys() & expiry.parts.keys():
                before = max(0, trial[number].free)
                trial[number].return_units(expiry.parts[number])
                gained += max(0, trial[number].free) - before
            if gained:
                given.append(expiry)
        left, spent = amount, set()
        for parcel in sorted(trial.values(), key=lambda p: p.turn):
            units = min(max(0, parcel.free), left)
            left -= units
            if units > max(0, self.parcels[parcel.number].free):
                spent.add(parcel.number)
        if left:
            raise Refused("points.not_enough")
        needed = [expiry for expiry in given if spent & expiry.parts.keys()]
        for expiry in needed:
            self.expired.remove(expiry)
            back = sum(self.parcels[n].return_units(units) for n, units in expiry.parts.items())
            self.log.append(("cancellation", expiry.minute, back))
        self._catch_up(day)
        deed = self._spend(self._find(amount, day), day)
        self._catch_up(self.today)
        return deed

    def reserve(self, number: int, amount: int, days: int | None) -> None:
        parts = self._find(amount, self.today)
        for n, units in parts.items():
            self.parcels[n].free -= units
            self.parcels[n].kept += units
        self.reservations[number] = Reservation(self._until(days), parts)
        self.write("redemption", -amount)

    def promise(
        self, number: int, amount: int, days: int | None, wakes: int | None, last: int | None
    ) -> None:
        if wakes is not None or last is not None:
            self.days_of(self.today, wakes, last)
        self.reservations[number] = Reservation(self._until(days), {}, amount, wakes, last)
        self.write("accrual", amount)

    def commit(self, number: int) -> Deed:
        if number not in self.reservations:
            raise Refused("points.not_temporary")
        found = self.reservations[number]
        if found.promised:
            deed = self.accrue(found.promised, self.today, found.wakes, found.last)
        else:
            for n, units in found.parts.items():
                self.parcels[n].kept -= units
            self.write("redemption", -sum(found.parts.values()))
            deed = Deed("redemption", [[n, -units] for n, units in found.parts.items()])
        del self.reservations[number]
        return deed

    def roll_back(self, number: int) -> None:
        if number not in self.reservations:
            raise Refused("points.not_temporary")
        self._release(number, NOON)

    def transfer(self, other: Model, amount: int) -> tuple[Deed, Deed]:
        """Give points with the days they have. Returns what it did here and there."""
        most = self.settings.most
        if most is not None and other.total() + amount > most:
            raise Refused("points.largest_balance")
        parts = self._find(amount, self.today)
        given = self._spend(parts, self.today, "transfer")
        arrived = []
        for n, units in parts.items():
            parcel = other._parcel(self.parcels[n].born, self.parcels[n].born, self.parcels[n].last)
            parcel.free = units
            arrived.append((parcel.number, units))
        taken = other._incoming("transfer", arrived, self.today)
        other.write("transfer", amount)
        return given, taken

    def cancel(self, deed: Deed, amount: int | None = None) -> None:
        """Cancel all that is left of a deed, or a part: what was done last is cancelled first."""
        if not deed.left:
            raise Refused("points.already_cancelled")
        wanted = deed.left if amount is None else amount
        if wanted > deed.left:
            raise Refused("points.cancel_too_much")
        if wanted < deed.left and deed.kind == "transfer":
            raise Refused("points.cannot_cancel_part")
        before = self.total()
        while wanted:
            part = deed.rest[-1]
            units = min(wanted, abs(part[1]))
            wanted -= units
            if part[1] < 0:
                self.parcels[part[0]].return_units(units)
                part[1] += units
            else:
                self._take(self.parcels[part[0]], units)
                part[1] -= units
            if not part[1]:
                deed.rest.pop()
        self._clear_debt(self.today)
        self.write("cancellation", self.total() - before)
        self._bury(self.today, NOON, self.parcels)

    def _take(self, p: Parcel, units: int) -> None:
        """Take points of a cancelled accrual: asleep first, then free; what is spent is owed or forgiven."""
        sleeping = min(p.asleep, units)
        p.asleep -= sleeping
        owed = units - sleeping
        taken = owed if self.settings.debt_allowed else min(owed, max(0, p.free))
        p.free -= taken
        p.forgiven += owed - taken

    def _until(self, days: int | None) -> int | None:
        return None if days is None else self.today + days

    def _parcel(self, born: int, wakes: int, last: int) -> Parcel:
        parcel = Parcel(len(self.parcels), born, wakes, last)
        self.parcels.append(parcel)
        return parcel

    def _find(self, amount: int, day: int) -> dict[int, int]:
        good = [p for p in self.parcels if p.free > 0 and p.good_on(day)]
        good.sort(key=lambda p: p.turn)
        parts = {}
        wanted = amount
        for p in good:
            units = min(wanted, p.free)
            if units:
                parts[p.number] = units
                wanted -= units
        if wanted:
            raise Refused("points.not_enough")
        return parts

    def _spend(self, parts: dict[int, int], day: int, kind: str = "redemption") -> Deed:
        for n, units in parts.items():
            self.parcels[n].free -= units
        self.write(kind, -sum(parts.values()), day)
        return Deed(kind, [[n, -units] for n, units in parts.items()])

    def _incoming(self, kind: str, arrived: list[tuple[int, int]], day: int) -> Deed:
        """New points pay what is owed. They are cancelled before what they paid, and that from the last to expire on."""
        changes = dict(arrived)
        self._clear_debt(day, changes)
        new = {n for n, _ in arrived}
        order = sorted(changes, key=lambda n: (n in new, self.parcels[n].turn))
        return Deed(kind, [[n, changes[n]] for n in order if changes[n]])

    def _release(self, number: int, minute: int) -> None:
        change = 0
        for n, units in self.reservations.pop(number).parts.items():
            self.parcels[n].kept -= units
            change += self.parcels[n].return_units(units) - units
        self._clear_debt(self.today)
        self.write("cancellation", change, minute=minute)
        self._bury(self.today, minute, self.parcels)

    def _midnight(self, day: int) -> None:
        self._bury(day, MIDNIGHT, self.parcels)
        woken = [p for p in self.parcels if p.asleep and p.wakes <= day]
        for p in woken:
            p.free, p.asleep = p.free + p.asleep, 0
        if woken:
            self._clear_debt(day)
            self.write("activation", 0, day, MIDNIGHT)

    def fall_due(self) -> None:
        """Walk through the midnights of days gone by at which something that was written late falls due."""
        self._catch_up(self.today)

    def _catch_up(self, day: int) -> None:
        """Walk through the midnights up to a day at which something that was written late falls due."""
        due = {p.last + 1 for p in self.parcels if p.free > 0 or p.asleep}
        due |= {p.wakes for p in self.parcels if p.asleep}
        for midnight in sorted(due):
            if midnight <= day:
                self._midnight(midnight)

    def _bury(self, day: int, minute: int, parcels: Iterable[Parcel]) -> None:
        gone = {}
        for p in parcels:
            if p.last < day and (p.asleep or p.free > 0):
                gone[p.number] = p.asleep + max(0, p.free)
                p.asleep, p.free = 0, min(p.free, 0)
        if gone:
            self.expired.append(Expiry(day * 1440 + minute, gone))
            self.write("expiration", -sum(gone.values()), day, minute)

    def _clear_debt(self, day: int, changes: dict[int, int] | None = None) -> None:
        """Points that are still good pay what is owed, the oldest debt first."""
        owing = [p for p in self.parcels if p.free < 0]
        if not owing:
            return
        paying = [p for p in self.parcels if p.free > 0 and p.last >= day]
        paying.sort(key=lambda p: p.turn)
        changes = {} if changes is None else changes
        for debtor in owing:
            for payer in paying:
                units = min(-debtor.free, payer.free)
                for p, change in ((debtor, units), (payer, -units)):
                    if change:
                        p.free += change
                        changes[p.number] = changes.get(p.number, 0) + change

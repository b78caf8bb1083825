"""A ledger so simple that it is obviously right: every parcel of points is a row, every day is walked through.

Written from the words of the rules, not from the engine. Days count from 0; everything a person does happens at noon,
reservations run out shortly before noon, points expire and become active at midnight. `log` is the statement of the
account: (kind, minute, change of the total; of a reservation what it reserves).
"""

from __future__ import annotations

from dataclasses import dataclass, field

MIDNIGHT, SHORTLY_BEFORE_NOON, NOON = 0, 719, 720


class Refused(Exception):
    """The model refuses; the code is the engine's."""


@dataclass
class Parcel:
    """Points of one accrual."""

    born: int
    wakes: int
    last: int
    asleep: int = 0
    free: int = 0
    kept: int = 0
    forgiven: int = 0  # spent when its accrual was cancelled, and owed by nobody


@dataclass
class Deed:
    """What one transaction did to parcels: parcel number -> change of its total."""

    kind: str
    changes: dict[int, int] = field(default_factory=dict)
    cancelled: bool = False


@dataclass
class Reservation:
    """Points set aside until a day, or points promised."""

    until: int
    parts: dict[int, int]
    promised: int = 0


class Model:
    """One account: points sleep for `delay` days, live for `life` days, and number at most `most`."""

    def __init__(self, delay: int, life: int, most: int | None, *, debt_allowed: bool) -> None:
        self.delay, self.life, self.most, self.debt_allowed = delay, life, most, debt_allowed
        self.today = 0
        self.parcels: list[Parcel] = []
        self.reservations: dict[int, Reservation] = {}
        self.minute = NOON
        self.log: list[tuple[str, int, int]] = []

    def total(self) -> int:
        return sum(self.buckets()[:3])

    def write(self, kind: str, change: int) -> None:
        self.log.append((kind, self.today * 1440 + self.minute, change))

    def buckets(self) -> tuple[int, int, int, int]:
        """Asleep, free, kept, owed."""
        return (
            sum(p.asleep for p in self.parcels),
            sum(p.free for p in self.parcels),
            sum(p.kept for p in self.parcels),
            sum(-p.free for p in self.parcels if p.free < 0),
        )

    def rows(self) -> list[tuple[int, int, int]]:
        """Buckets of every parcel, oldest first."""
        return [(p.asleep, p.free, p.kept) for p in self.parcels]

    def next_day(self) -> None:
        """Midnight, then what runs out before noon."""
        self.today += 1
        self.minute = MIDNIGHT
        self._bury()
        woken = [p for p in self.parcels if p.asleep and p.wakes <= self.today]
        for p in woken:
            p.free, p.asleep = p.free + p.asleep, 0
        self._clear_debt({})
        if woken:
            self.write("activation", 0)
        self.minute = SHORTLY_BEFORE_NOON
        for number, reservation in sorted(self.reservations.items()):
            if reservation.until == self.today:
                self._release(number)
        self.minute = NOON

    def accrue(self, amount: int) -> Deed:
        room = None if self.most is None else self.most - sum(self.buckets()[:3])
        if room is not None and room <= 0:
            raise Refused("points.largest_balance")
        amount = amount if room is None else min(room, amount)
        parcel = Parcel(self.today, self.today + self.delay, self.today + self.life)
        if self.delay:
            parcel.asleep = amount
        else:
            parcel.free = amount
        self.parcels.append(parcel)
        deed = Deed("accrual", {len(self.parcels) - 1: amount})
        self._clear_debt(deed.changes)
        self.write("accrual", amount)
        return deed

    def redeem(self, amount: int) -> Deed:
        parts = self._find(amount)
        for n, units in parts.items():
            self.parcels[n].free -= units
        self.write("redemption", -amount)
        return Deed("redemption", {n: -units for n, units in parts.items()})

    def reserve(self, number: int, amount: int, days: int) -> None:
        parts = self._find(amount)
        for n, units in parts.items():
            self.parcels[n].free -= units
            self.parcels[n].kept += units
        self.reservations[number] = Reservation(self.today + days, parts)
        self.write("redemption", -amount)

    def promise(self, number: int, amount: int, days: int) -> None:
        self.reservations[number] = Reservation(self.today + days, {}, amount)
        self.write("accrual", amount)

    def commit(self, number: int) -> Deed:
        if number not in self.reservations:
            raise Refused("points.not_temporary")
        reservation = self.reservations[number]
        if reservation.promised:
            deed = self.accrue(reservation.promised)
        else:
            deed = Deed("redemption", {n: -units for n, units in reservation.parts.items()})
            for n, units in reservation.parts.items():
                self.parcels[n].kept -= units
            self.write("redemption", -sum(reservation.parts.values()))
        del self.reservations[number]
        return deed

    def roll_back(self, number: int) -> None:
        if number not in self.reservations:
            raise Refused("points.not_temporary")
        self._release(number)

    def cancel(self, deed: Deed) -> None:
        if deed.cancelled:
            raise Refused("points.already_cancelled")
        deed.cancelled = True
        before = self.total()
        for n, change in deed.changes.items():
            p = self.parcels[n]
            if change < 0:
                gone = min(-change, p.forgiven)
                p.forgiven -= gone
                p.free += -change - gone
                continue
            sleeping = min(p.asleep, change)
            p.asleep -= sleeping
            owed = change - sleeping
            taken = owed if self.debt_allowed else min(owed, max(0, p.free))
            p.free -= taken
            p.forgiven += owed - taken
        self._clear_debt({})
        self.write("cancellation", self.total() - before)
        self._bury()

    def _find(self, amount: int) -> dict[int, int]:
        order = sorted(
            range(len(self.parcels)), key=lambda n: (self.parcels[n].last, self.parcels[n].born, n)
        )
        parts = {}
        wanted = amount
        for n in order:
            units = min(wanted, max(0, self.parcels[n].free))
            if units:
                parts[n] = units
                wanted -= units
        if wanted:
            raise Refused("points.not_enough")
        return parts

    def _release(self, number: int) -> None:
        for n, units in self.reservations.pop(number).parts.items():
            self.parcels[n].kept -= units
            self.parcels[n].free += units
        self._clear_debt({})
        self.write("cancellation", 0)
        self._bury()

    def _bury(self) -> None:
        before = self.total()
        for p in self.parcels:
            if p.last < self.today:
                p.asleep, p.free = 0, min(p.free, 0)
        if self.total() != before:
            self.write("expiration", self.total() - before)

    def _clear_debt(self, changes: dict[int, int]) -> None:
        """Free points that are still good pay what is owed, one unit after the other."""
        while True:
            owing = [n for n, p in enumerate(self.parcels) if p.free < 0]
            paying = sorted(
                (n for n, p in enumerate(self.parcels) if p.free > 0 and p.last >= self.today),
                key=lambda n: (self.parcels[n].last, n),
            )
            if not owing or not paying:
                return
            for n, change in ((owing[0], 1), (paying[0], -1)):
                self.parcels[n].free += change
                changes[n] = changes.get(n, 0) + change

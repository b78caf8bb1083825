"""Give open lots another last day, after the rule by which points expire has changed and was to hold for them too.

Only a lot whose last day follows from the rule that is replaced is dated anew; a day that came with the accrual, or from
a rule before that one, stays. Nothing expires on a day that is over: a lot whose new day lies back is valid through
yesterday, so that it expires now. The hash of a lot covers its day, so the digest of its person changes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import add_days, local_day
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.storage import bulk
from loyalty_desktop.storage.row_hash import LOT, stored_hash_sql
from loyalty_desktop.storage.sql import among, for_update, id_list
from loyalty_desktop.storage.unit_of_work import UnitOfWork

CHUNK = 20_000
_OPEN = "(l.pending > 0 OR l.active > 0 OR l.held > 0)"
_PEOPLE = (
    "SELECT DISTINCT l.participant_id FROM lot l WHERE l.points_type_id = :k AND l.participant_id > :after"
    f" AND {_OPEN} ORDER BY l.participant_id LIMIT :n"
)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The rules of a points type before and after, and when they change: today's local day and the last closed day."""

    before: PointsRules
    after: PointsRules
    today: int
    closed_through: int | None

    @classmethod
    def at(
        cls, before: PointsRules, after: PointsRules, now_us: int, closed_through: int | None
    ) -> RuleChange:
        """Return the change at an instant."""
        return cls(before, after, local_day(now_us, after.local_days.zone), closed_through)

    def last_day(self, accrued_at: int, activates_on: int | None) -> int | None:
        """Return the new last valid day of a lot; None when it never expires, or by inactivity."""
        last = self.after.expires_on(self.after.local_days(accrued_at))
        if last is None:
            return None
        return max(last, add_days(self.today, -1), self.closed_through or 0, activates_on or 0)

    def follows(self, accrued_at: int, expires_on: int | None) -> bool:
        """Return whether a lot's last day is what the old rule says."""
        return self.before.expires_on(self.before.local_days(accrued_at)) == expires_on


@dataclass(frozen=True, slots=True)
class Redated:
    """What a change of the rule does to open lots; amounts are units."""

    lots: int = 0  # that get another last day
    people: int = 0
    units: int = 0
    expiring_lots: int = 0  # of them, those that expire at once
    expiring_units: int = 0
    first_day: int | None = None  # the earliest new last day of the others
    own_lots: int = 0  # open lots that keep their day, because it does not follow from the old rule


@dataclass(frozen=True, slots=True)
class _Lot:
    participant_id: int
    id: int
    units: int
    expires_on: int | None
    then: int | None
    follows: bool

    @property
    def moves(self) -> bool:
        return self.follows and self.then != self.expires_on


def look(conn: Connection, change: RuleChange) -> Redated:
    """Return what `redate` would do. Nothing is written."""
    total = _Total()
    for people in _chunks(conn, change):
        total.add(_lots(conn, change, people), change)
    return total.found()


def redate(uow: UnitOfWork, change: RuleChange) -> Redated:
    """Give the open lots of the points type their new last day. Returns what was done."""
    total = _Total()
    for people in _chunks(uow.conn, change):
        ids = id_list(uow.conn, people)
        lock = (
            f"SELECT id FROM person WHERE {among(uow.conn, 'id')} ORDER BY id{for_update(uow.conn)}"
        )
        uow.conn.execute(text(lock), {"ids": ids})
        lots = list(_lots(uow.conn, change, people))
        total.add(lots, change)
        _write(uow, change, [lot for lot in lots if lot.moves])
    return total.found()


def _chunks(conn: Connection, change: RuleChange) -> Iterator[Sequence[int]]:
    bound: dict[str, Any] = {"k": change.after.points_type_id, "n": CHUNK, "after": -(2**62)}
    while people := list(conn.execute(text(_PEOPLE), bound).scalars()):
        yield people
        bound["after"] = people[-1]


def _lots(conn: Connection, change: RuleChange, people: Sequence[int]) -> Iterator[_Lot]:
    """Yield the open lots of people that are not past their last day."""
    rows = conn.execute(
        text(
            "SELECT l.participant_id, l.id, l.pending + l.active + l.held AS units, l.accrued_at, l.activates_on,"
            f" l.expires_on FROM lot l WHERE l.points_type_id = :k AND {_OPEN}"
            f" AND {among(conn, 'l.participant_id')} ORDER BY l.participant_id, l.id"
        ),
        {"k": change.after.points_type_id, "ids": id_list(conn, people)},
    )
    for who, number, units, accrued_at, activates_on, expires_on in rows:
        if expires_on is None or expires_on >= change.today:
            then = change.last_day(accrued_at, activates_on)
            yield _Lot(who, number, units, expires_on, then, change.follows(accrued_at, expires_on))


def _write(uow: UnitOfWork, change: RuleChange, lots: Sequence[_Lot]) -> None:
    if not lots:
        return
    people = sorted({lot.participant_id for lot in lots})
    before = _hashes(uow.conn, change, people)
    found = bulk.update_many(
        uow.conn,
        "lot",
        sets=(),
        null_sets=("expires_on",),
        keys=("participant_id", "id"),
        rows=[(lot.then, lot.participant_id, lot.id) for lot in lots],
    )
    if found != len(lots):
        raise Conflict("storage.retry")
    after = _hashes(uow.conn, change, people)
    bulk.execute_many(
        uow.conn,
        "UPDATE person SET digest = digest + ? WHERE id = ?",
        [(after[who] - before[who], who) for who in people],
    )
    bulk.execute_many(
        uow.conn,
        "UPDATE account SET version = version + 1 WHERE participant_id = ? AND points_type_id = ?",
        [(who, change.after.points_type_id) for who in people],
    )


def _hashes(conn: Connection, change: RuleChange, people: Sequence[int]) -> dict[int, int]:
    """Return the sum of the hashes of the lots of each person in the points type."""
    rows = conn.execute(
        text(
            f"SELECT l.participant_id, SUM({stored_hash_sql(conn, LOT, 'l')}) FROM lot l"
            f" WHERE l.points_type_id = :k AND {among(conn, 'l.participant_id')} GROUP BY l.participant_id"
        ),
        {"k": change.after.points_type_id, "ids": id_list(conn, people)},
    )
    return {int(who): int(total) for who, total in rows}


class _Total:
    """Counts lots."""

    def __init__(self) -> None:
        self._lots = self._people = self._units = self._own = 0
        self._expiring = self._expiring_units = 0
        self._first: int | None = None

    def add(self, lots: Iterator[_Lot] | Sequence[_Lot], change: RuleChange) -> None:
        """Count the lots of some people."""
        people = set()
        for lot in lots:
            if not lot.follows:
                self._own += 1
            if not lot.moves:
                continue
            self._lots += 1
            self._units += lot.units
            people.add(lot.participant_id)
            if lot.then is None:
                continue
            if lot.then < change.today:
                self._expiring += 1
                self._expiring_units += lot.units
            elif self._first is None or lot.then < self._first:
                self._first = lot.then
        self._people += len(people)

    def found(self) -> Redated:
        """Return the numbers."""
        return Redated(
            lots=self._lots,
            people=self._people,
            units=self._units,
            expiring_lots=self._expiring,
            expiring_units=self._expiring_units,
            first_day=self._first,
            own_lots=self._own,
        )

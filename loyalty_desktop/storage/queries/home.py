"""Numbers of the home screen.

All except `count_participants`, `count_active` and `below_threshold` read small tables or a narrow range of an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import Flow, ParticipantState
from loyalty_desktop.storage.codes import FLOW_OF, MOVED, PARTICIPANT_STATES
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.queries.due import DueNow

_LEFT = PARTICIPANT_STATES[ParticipantState.LEFT]
_OF_PROGRAM = "points_type_id IN (SELECT id FROM points_type WHERE program_id = :id)"


@dataclass(frozen=True, slots=True)
class HomeProgramRow:
    """An active program."""

    id: int
    name: str
    currency: str
    time_zone: str
    closed_through: int | None


@dataclass(frozen=True, slots=True)
class PointsTypeRow:
    """A points type on the home screen. `money_rate` is a decimal as text."""

    id: int
    program_id: int
    name: str
    kind: str
    money_rate: str
    decimals: int


@dataclass(frozen=True, slots=True)
class TierMixRow:
    """How many participants are on one tier."""

    tier_group_id: int
    group_name: str
    tier_id: int
    name: str
    colour: str
    participants: int


@dataclass(frozen=True, slots=True)
class LastBatchRow:
    """An import batch that needs attention."""

    id: int
    program_id: int | None
    file_name: str
    state: str
    rejected: int


def home_programs(conn: Connection) -> list[HomeProgramRow]:
    """Return active programs by name."""
    query = text(
        "SELECT p.id, p.name, p.currency, p.time_zone, c.closed_through FROM program p"
        " LEFT JOIN program_close c ON c.program_id = p.id WHERE p.state = 'active' ORDER BY p.name, p.id"
    )
    return [HomeProgramRow(*row) for row in conn.execute(query)]


def points_types(conn: Connection, program_id: int) -> list[PointsTypeRow]:
    """Return the points types of a program in its order."""
    query = text(
        "SELECT id, program_id, name, kind, money_rate, decimals FROM points_type"
        " WHERE program_id = :id ORDER BY position, id"
    )
    return [PointsTypeRow(*row) for row in conn.execute(query, {"id": program_id})]


def summed(conn: Connection, program_id: int) -> list[tuple[int, int, Flow, int, int]]:
    """Return (points type, YYYYMM, flow, units, count) over all time, from the daily summary."""
    query = text(
        'SELECT points_type_id, day / 100, flow, SUM(amount), SUM("count")'
        f" FROM ({summary.rows_sql(conn)}) AS s WHERE program_id = :id GROUP BY 1, 2, 3"
    )
    rows = conn.execute(query, {"id": program_id})
    return [(row[0], int(row[1]), FLOW_OF[row[2]], int(row[3]), int(row[4])) for row in rows]


def count_participants(conn: Connection, program_id: int, month_start: int) -> tuple[int, int]:
    """Return (all who have not left, how many of them registered since an instant). Scans the program's participants."""
    query = text(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN registered_at >= :start THEN 1 ELSE 0 END), 0)"
        f" FROM participant WHERE program_id = :id AND state <> {_LEFT}"
    )
    row = conn.execute(query, {"id": program_id, "start": month_start}).one()
    return int(row[0]), int(row[1])


def count_active(conn: Connection, program_id: int, since: Sequence[int]) -> tuple[int, ...]:
    """Return how many participants accrued, redeemed or transferred away since each of these instants. Scans transactions.

    Temporary and cancelled transactions do not count (codes.MOVED).
    """
    bound = {f"since{n}": at for n, at in enumerate(since)}
    counts = ", ".join(f"COUNT(CASE WHEN last >= :{name} THEN 1 END)" for name in bound)
    query = text(
        f"SELECT {counts} FROM (SELECT MAX(t.occurred_at) AS last FROM points_transaction t"
        f" WHERE t.{_OF_PROGRAM} AND t.occurred_at >= :least AND {MOVED} GROUP BY t.participant_id) AS p"
    )
    row = conn.execute(query, {"id": program_id, "least": min(since), **bound}).one()
    return tuple(int(count) for count in row)


def version(conn: Connection) -> tuple[int, int, int]:
    """Return numbers that change when a transaction or a participant is added: the cache key of slow counts.

    Scans the people: nothing that everybody writes keeps this number.
    """
    query = text(
        "SELECT (SELECT COUNT(*) FROM participant), COALESCE(SUM(transactions), 0), COALESCE(SUM(audit_seq), 0)"
        " FROM person"
    )
    row = conn.execute(query).one()
    return int(row[0]), int(row[1]), int(row[2])


def tier_mix(conn: Connection, program_id: int) -> list[TierMixRow]:
    """Return participants by tier, each counted in the tier's index."""
    query = text(
        "SELECT g.id, g.name, t.id, t.name, t.colour,"
        " (SELECT COUNT(*) FROM tier_state s WHERE s.tier_id = t.id)"
        " FROM tier_group g JOIN tier t ON t.tier_group_id = g.id"
        " WHERE g.program_id = :id ORDER BY g.position, g.id, t.position"
    )
    return [TierMixRow(*row) for row in conn.execute(query, {"id": program_id})]


def expiring(conn: Connection, due: DueNow, first: int, last: int) -> list[tuple[int, int, int]]:
    """Return (points type, last valid day as YYYYMMDD, units) of the program's lots that expire within these days.

    Lots are those of the moment `due`; `first` is not before its day.
    """
    query = text(
        "SELECT points_type_id, expires_on, SUM(pending + CASE WHEN active > 0 THEN active ELSE 0 END) FROM lot"
        " WHERE points_type_id = :type AND expires_on IS NOT NULL AND (pending > 0 OR active > 0)"
        f" AND expires_on BETWEEN :first AND :last AND {due.others(conn, 'participant_id')} GROUP BY 1, 2"
    )
    found: dict[tuple[int, int], int] = {}
    for number in due.rules:
        bound = {"type": number, "first": first, "last": last, **due.params}
        for points_type_id, day, units in conn.execute(query, bound):
            found[day, points_type_id] = int(units)
    for _who, number, lot, _idle in due.lots():
        if lot.expires_on is not None and first <= lot.expires_on <= last:
            at = (lot.expires_on, number)
            found[at] = found.get(at, 0) + lot.pending + max(lot.active, 0)
    return [(number, day, units) for (day, number), units in sorted(found.items())]


def below_threshold(conn: Connection, due: DueNow, tier_group_id: int) -> tuple[int, int] | None:
    """Return (day, participants who would lose their tier) of a group's next review; None when none is planned.

    Balances are those of the moment `due`.
    """
    planned = text(
        "SELECT MIN(next_review) FROM tier_state WHERE tier_group_id = :id AND next_review IS NOT NULL"
    )
    day = conn.execute(planned, {"id": tier_group_id}).scalar()
    if day is None:
        return None
    of_group = text("SELECT points_type_id FROM tier_group WHERE id = :id")
    points_type_id = conn.execute(of_group, {"id": tier_group_id}).scalar_one()
    changes = due.joined(conn, points_type_id, "d", "s.participant_id")
    change = " + COALESCE(d.active, 0)" if changes else ""
    # Only those above the first tier can fall: search the index of tiers without the lowest one.
    query = text(
        "SELECT COUNT(*) FROM tier t JOIN tier_state s ON s.tier_id = t.id"
        " JOIN tier_group g ON g.id = t.tier_group_id"
        " LEFT JOIN tier e ON e.id = s.earned_tier_id"
        " LEFT JOIN account a ON a.participant_id = s.participant_id AND a.points_type_id = g.points_type_id"
        f"{changes} WHERE t.tier_group_id = :id AND t.position > 0 AND s.next_review = :day AND g.downgrade <> 'none'"
        f" AND COALESCE(a.active, 0){change} < COALESCE(e.threshold, t.threshold)"
    )
    bound = {"id": tier_group_id, "day": day, **due.params}
    return day, int(conn.execute(query, bound).scalar_one())


def troubled_batches(conn: Connection, since: int) -> list[LastBatchRow]:
    """Return imports that were interrupted, and recent ones with rejected rows; the newest first, at most 20."""
    query = text(
        "SELECT id, program_id, file_name, state, rejected FROM import_batch"
        " WHERE state IN ('applying', 'interrupted') OR (state = 'applied' AND rejected > 0 AND started_at >= :since)"
        " ORDER BY id DESC LIMIT 20"
    )
    return [LastBatchRow(*row) for row in conn.execute(query, {"since": since})]

"""Expirations of simple accounts by set-based SQL, for the daily close and for tier groups that start anew.

A person is simple when no account of the program has pending points, an inactivity that is due, or a temporary transaction;
everything else of it is left to the engine's objects (services/ledger/due.py). Both store the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import text

from loyalty_desktop.storage import codes
from loyalty_desktop.storage.ledger import set_posting
from loyalty_desktop.storage.ledger.posting import Recording, check_count
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def take_complex(
    uow: UnitOfWork, types: Sequence[int], by_inactivity: Iterable[int], day: int
) -> set[int]:
    """Take the people who are not simple out of `set_person`. Returns them. `types` are those of the program."""
    among, idle = _among(types), _among(by_inactivity)
    account = (
        "SELECT 1 FROM account a WHERE a.participant_id = set_person.participant_id"
        f" AND a.points_type_id IN ({among}) AND (a.pending <> 0"
        f" OR (a.points_type_id IN ({idle}) AND a.inactive_after < :day))"
    )
    temporary = (
        "SELECT 1 FROM points_transaction t WHERE t.participant_id = set_person.participant_id"
        f" AND t.state = {codes.TEMPORARY}"
    )
    return set_posting.drop_people(uow, f"EXISTS ({account}) OR EXISTS ({temporary})", {"day": day})


def take_overdue(uow: UnitOfWork, types: Sequence[int], day: int) -> set[int]:
    """Take people with a lot that is overdue on a day out of `set_person`. Returns them."""
    lot = (
        "SELECT 1 FROM lot l WHERE l.participant_id = set_person.participant_id"
        f" AND l.points_type_id IN ({_among(types)}) AND l.expires_on < :day AND (l.pending > 0 OR l.active > 0)"
    )
    return set_posting.drop_people(uow, f"EXISTS ({lot})", {"day": day})


def fill_due(uow: UnitOfWork, types: Sequence[int], day: int) -> list[int]:
    """Fill `set_lot` with the lots of these people that expire by a day. Returns their last valid days."""
    place = "".join(f" WHEN {int(number)} THEN {n}" for n, number in enumerate(types))
    return _fill(
        uow,
        f"CASE l.points_type_id{place} END, l.expires_on",
        f"l.points_type_id IN ({_among(types)}) AND l.expires_on < :day",
        {"day": day},
    )


def fill_before(uow: UnitOfWork, points_type_id: int, at: int) -> list[int]:
    """Fill `set_lot` with all lots of a points type accrued before an instant. Returns [0], the day that joins them."""
    return _fill(
        uow,
        "0, 0",
        "l.points_type_id = :type AND l.accrued_at < :at",
        {"type": points_type_id, "at": at},
    )


def _fill(uow: UnitOfWork, place_and_day: str, condition: str, bound: dict[str, int]) -> list[int]:
    uow.conn.execute(
        text(
            "INSERT INTO set_lot (participant_id, lot_id, points_type_id, place, day, active)"
            f" SELECT l.participant_id, l.id, l.points_type_id, {place_and_day}, l.active"
            " FROM set_person s CROSS JOIN lot l WHERE l.participant_id = s.participant_id"
            f" AND {condition} AND l.active > 0 ORDER BY l.participant_id, l.id"
        ),
        bound,
    )
    set_posting.analyse(uow, "set_lot")
    return list(uow.conn.execute(text("SELECT DISTINCT day FROM set_lot ORDER BY day")).scalars())


def fill_entries(uow: UnitOfWork, tier_group_id: int | None) -> None:
    """Fill `set_entry`: one expiration for each account and day of `set_lot`, dated by `set_day`, in the engine's order.

    `tier_group_id` is the program's first tier group; an entry gets the tier that stands there now.
    """
    expiration, flow = codes.EXPIRATION, codes.FLOWS_EXPIRED
    uow.conn.execute(
        text(
            "INSERT INTO set_entry (participant_id, id, points_type_id, day, type, flow, amount, total_before,"
            " active_before, active_after, occurred_at, month, tier_id)"
            " SELECT g.participant_id, p.transactions + g.number, g.points_type_id, g.day,"
            f" {expiration}, {flow}, -g.active, a.pending + a.active + a.held - g.gone + g.active,"
            " a.active - g.gone + g.active, a.active - g.gone, d.at, d.month, s.tier_id"
            " FROM (SELECT participant_id, points_type_id, day, active,"
            " ROW_NUMBER() OVER (PARTITION BY participant_id ORDER BY place, day) AS number,"
            " CAST(SUM(active) OVER (PARTITION BY participant_id, place ORDER BY day) AS BIGINT) AS gone"
            " FROM (SELECT participant_id, points_type_id, place, day, CAST(SUM(active) AS BIGINT) AS active"
            " FROM set_lot GROUP BY participant_id, points_type_id, place, day) AS x) AS g"
            " JOIN person p ON p.id = g.participant_id"
            " JOIN account a ON a.participant_id = g.participant_id AND a.points_type_id = g.points_type_id"
            " JOIN set_day d ON d.day = g.day"
            " LEFT JOIN tier_state s ON s.participant_id = g.participant_id AND s.tier_group_id = :group"
        ),
        {"group": -1 if tier_group_id is None else tier_group_id},
    )
    set_posting.analyse(uow, "set_entry")


def store_due(uow: UnitOfWork, record: Recording, source: tuple[str | None, str | None]) -> int:
    """Write the expirations. Returns how many lots they empty."""
    set_posting.store_entries(uow, record, source=source)
    lots = uow.conn.execute(
        text(
            "INSERT INTO movement (participant_id, transaction_id, lot_id, points_type_id, pending, active, held, written_off)"
            " SELECT l.participant_id, e.id, l.lot_id, l.points_type_id, 0, -l.active, 0, 0 FROM set_lot l"
            " JOIN set_entry e ON e.participant_id = l.participant_id AND e.points_type_id = l.points_type_id AND e.day = l.day"
        )
    ).rowcount
    done = uow.conn.execute(
        text(
            "UPDATE lot SET active = 0 FROM set_lot g WHERE lot.participant_id = g.participant_id"
            " AND lot.id = g.lot_id AND lot.active = g.active AND lot.pending = 0"
        )
    ).rowcount
    check_count(done, lots, "lot")
    set_posting.store_months(
        uow,
        "SELECT participant_id, points_type_id, month, CAST(SUM(amount) AS BIGINT) FROM set_entry"
        " GROUP BY participant_id, points_type_id, month",
        ["expired"],
    )
    return int(lots)


def _among(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers) or "NULL"

"""Cancel a batch's transactions of simple people by set-based SQL (services/ledger/undo_sets.py). Works on ranges of people.

A transaction is simple when it opened one lot that is whole again once the batch's later transactions are cancelled, or
when it only took active points from lots that nothing was written off on. A person is simple when all its transactions to
cancel are, no account owes anything, no points type expires by inactivity, and no lot that is open afterwards is overdue.
Everything else is left to the engine's objects. Both store the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import text

from loyalty_desktop.storage import codes
from loyalty_desktop.storage.bulk import execute_many
from loyalty_desktop.storage.day_sql import (
    day_number_sql,
    days_since_1970,
    zones_by_points_type,
)
from loyalty_desktop.storage.ledger import set_posting
from loyalty_desktop.storage.ledger.batches import TO_CANCEL
from loyalty_desktop.storage.ledger.posting import Recording, check_count
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_TABLES = {
    "undo_entry": (
        "participant_id BIGINT, id BIGINT, points_type_id BIGINT, type SMALLINT, amount BIGINT, pending BIGINT,"
        " occurred_at BIGINT, PRIMARY KEY (participant_id, id)"
    ),
    "undo_move": (
        "participant_id BIGINT, lot_id BIGINT, transaction_id BIGINT, points_type_id BIGINT, pending BIGINT,"
        " active BIGINT, odd SMALLINT, PRIMARY KEY (participant_id, lot_id, transaction_id)"
    ),
    "undo_lot": (
        "participant_id BIGINT, lot_id BIGINT, pending BIGINT, active BIGINT, PRIMARY KEY (participant_id, lot_id)"
    ),
}
"""What is to be cancelled, the opposite movements, and their sums by lot. `odd`: it is not simple."""

_KINDS = (
    codes.INITIAL,
    codes.ACCRUAL,
    codes.REDEMPTION,
    codes.EXPIRATION,
    codes.ADJUSTMENT,
    codes.IMPORT,
)


def fill(
    uow: UnitOfWork,
    program_id: int,
    batch_id: int,
    participant_ids: Sequence[int],
    day: int,
    *,
    lock: bool,
) -> None:
    """Put people to work: what is to be cancelled of them, and the movements that do it. `day` is the local today."""
    set_posting.set_people(uow, program_id, participant_ids, lock=lock)
    set_posting.prepare(uow, _TABLES)
    uow.conn.execute(
        text(
            "INSERT INTO undo_entry (participant_id, id, points_type_id, type, amount, pending, occurred_at)"
            " SELECT t.participant_id, t.id, t.points_type_id, t.type, t.amount, 0, t.occurred_at"
            " FROM set_person s CROSS JOIN points_transaction t WHERE t.participant_id = s.participant_id"
            f" AND {TO_CANCEL}"
        ),
        {"batch": batch_id},
    )
    set_posting.analyse(uow, "undo_entry")
    opened = "l.transaction_id <> t.id OR l.amount <> t.amount OR m.pending + m.active <> t.amount OR m.held <> 0"
    taken = "m.pending <> 0 OR m.held <> 0 OR m.active >= 0 OR COALESCE(l.activates_on, 0) > :day"
    uow.conn.execute(
        text(
            "INSERT INTO undo_move (participant_id, lot_id, transaction_id, points_type_id, pending, active, odd)"
            " SELECT t.participant_id, m.lot_id, t.id, t.points_type_id,"
            " CASE WHEN t.amount > 0 THEN -l.pending ELSE 0 END,"
            " CASE WHEN t.amount > 0 THEN l.pending - t.amount ELSE -m.active END,"
            f" CASE WHEN l.written_off <> 0 OR m.written_off <> 0 OR (t.amount > 0 AND ({opened}))"
            f" OR (t.amount < 0 AND ({taken})) THEN 1 ELSE 0 END"
            " FROM undo_entry t CROSS JOIN movement m CROSS JOIN lot l"
            " WHERE m.participant_id = t.participant_id AND m.transaction_id = t.id"
            " AND l.participant_id = m.participant_id AND l.id = m.lot_id"
        ),
        {"day": day},
    )
    set_posting.analyse(uow, "undo_move")
    uow.conn.execute(
        text(
            "INSERT INTO undo_lot (participant_id, lot_id, pending, active)"
            " SELECT participant_id, lot_id, CAST(SUM(pending) AS BIGINT), CAST(SUM(active) AS BIGINT)"
            " FROM undo_move GROUP BY participant_id, lot_id"
        )
    )
    set_posting.analyse(uow, "undo_lot")


def complex_people(
    uow: UnitOfWork, types: Sequence[int], by_inactivity: Iterable[int], day: int
) -> set[int]:
    """Return the people at work who are not simple. `types` are the points types of the program."""
    kinds, idle, among = _among(_KINDS), _among(by_inactivity), _among(types)
    queries = (
        # what a transaction is
        (
            "SELECT t.participant_id FROM undo_entry t"
            f" WHERE t.type NOT IN ({kinds}) OR t.points_type_id IN ({idle}) OR t.amount = 0"
        ),
        # what is cancelled in part already
        (
            "SELECT r.participant_id FROM set_person s CROSS JOIN points_transaction r"
            " JOIN undo_entry t ON t.participant_id = r.participant_id AND t.id = r.reverses_id"
            " WHERE r.participant_id = s.participant_id AND r.reverses_id IS NOT NULL"
        ),
        # what moved
        "SELECT participant_id FROM undo_move WHERE odd = 1",
        (
            "SELECT t.participant_id FROM (SELECT participant_id, SUM(amount) AS units FROM undo_entry"
            " GROUP BY participant_id) AS t LEFT JOIN (SELECT participant_id, SUM(pending + active) AS units"
            " FROM undo_lot GROUP BY participant_id) AS m ON m.participant_id = t.participant_id"
            " WHERE COALESCE(m.units, 0) <> -t.units"
        ),
        # whoever owes
        (
            "SELECT a.participant_id FROM set_person s CROSS JOIN account a"
            f" WHERE a.participant_id = s.participant_id AND a.debt <> 0 AND a.points_type_id IN ({among})"
        ),
        # points that others took, and points that would expire again
        (
            "SELECT u.participant_id FROM undo_lot u CROSS JOIN lot l"
            " WHERE l.participant_id = u.participant_id AND l.id = u.lot_id"
            " AND (l.active + u.active < 0 OR l.pending + u.pending < 0)"
        ),
        (
            "SELECT s.participant_id FROM set_person s CROSS JOIN lot l"
            " LEFT JOIN undo_lot u ON u.participant_id = l.participant_id AND u.lot_id = l.id"
            f" WHERE l.participant_id = s.participant_id AND l.points_type_id IN ({among}) AND l.expires_on < :day"
            " AND (l.active + COALESCE(u.active, 0) > 0 OR l.pending + COALESCE(u.pending, 0) > 0)"
        ),
    )
    found: set[int] = set()
    for query in queries:
        bound = {"day": day} if ":day" in query else {}
        found.update(uow.conn.execute(text(query), bound).scalars())
    return found


def drop_people(uow: UnitOfWork, participant_ids: Iterable[int]) -> None:
    """Take people out of the work."""
    people = [(who,) for who in sorted(participant_ids)]
    for name in ("set_person", *_TABLES):
        execute_many(uow.conn, f"DELETE FROM {name} WHERE participant_id = ?", people)


def fill_entries(uow: UnitOfWork, tier_group_id: int | None, month: int) -> None:
    """Fill `set_entry` with the cancellations, the last transaction of a person first, dated now in the local `month`.

    `tier_group_id` is the program's first tier group; an entry gets the tier that stands there now.
    """
    uow.conn.execute(
        text(
            "UPDATE undo_entry SET pending = m.pending FROM undo_move m WHERE m.pending <> 0"
            " AND undo_entry.participant_id = m.participant_id AND undo_entry.id = m.transaction_id"
        )
    )
    flow = (
        f"CASE WHEN g.type = {codes.ADJUSTMENT} THEN {codes.FLOWS_ADJUSTED}"
        f" WHEN g.amount < 0 THEN {codes.FLOWS_GIVEN_BACK} ELSE {codes.FLOWS_CANCELLED} END"
    )
    over = "OVER (PARTITION BY participant_id, points_type_id ORDER BY id DESC)"
    uow.conn.execute(
        text(
            "INSERT INTO set_entry (participant_id, id, points_type_id, day, type, flow, amount, total_before,"
            " active_before, active_after, occurred_at, month, tier_id, reverses_id)"
            " SELECT g.participant_id, p.transactions + g.number, g.points_type_id, 0,"
            f" {codes.CANCELLATION}, {flow}, -g.amount, a.pending + a.active + a.held - g.total + g.amount,"
            " a.active - g.active + g.amount + g.pending, a.active - g.active, CAST(:now AS BIGINT),"
            " CAST(:month AS BIGINT), s.tier_id, g.id"
            " FROM (SELECT participant_id, id, points_type_id, type, amount, pending,"
            " ROW_NUMBER() OVER (PARTITION BY participant_id ORDER BY id DESC) AS number,"
            f" CAST(SUM(amount) {over} AS BIGINT) AS total,"
            f" CAST(SUM(amount + pending) {over} AS BIGINT) AS active FROM undo_entry) AS g"
            " JOIN person p ON p.id = g.participant_id"
            " JOIN account a ON a.participant_id = g.participant_id AND a.points_type_id = g.points_type_id"
            " LEFT JOIN tier_state s ON s.participant_id = g.participant_id AND s.tier_group_id = :group"
        ),
        {
            "now": uow.now_us,
            "month": month,
            "group": -1 if tier_group_id is None else tier_group_id,
        },
    )
    set_posting.analyse(uow, "set_entry")


def store_undo(uow: UnitOfWork, record: Recording, description: str | None) -> int:
    """Write the cancellations. Returns how many."""
    count = set_posting.store_entries(uow, record, description=description)
    moved = uow.conn.execute(
        text(
            "INSERT INTO movement (participant_id, transaction_id, lot_id, points_type_id, pending, active, held, written_off)"
            " SELECT e.participant_id, e.id, m.lot_id, m.points_type_id, m.pending, m.active, 0, 0"
            " FROM undo_move m JOIN set_entry e ON e.participant_id = m.participant_id AND e.reverses_id = m.transaction_id"
        )
    ).rowcount
    wanted = uow.conn.execute(text("SELECT COUNT(*) FROM undo_move")).scalar_one()
    check_count(moved, wanted, "movement")
    done = uow.conn.execute(
        text(
            f"UPDATE points_transaction SET state = {codes.CANCELLED} FROM undo_entry t"
            " WHERE points_transaction.participant_id = t.participant_id AND points_transaction.id = t.id"
            f" AND points_transaction.state = {codes.PERMANENT}"
        )
    ).rowcount
    check_count(done, count, "points_transaction")
    done = uow.conn.execute(
        text(
            "UPDATE lot SET pending = lot.pending + u.pending, active = lot.active + u.active FROM undo_lot u"
            " WHERE lot.participant_id = u.participant_id AND lot.id = u.lot_id"
        )
    ).rowcount
    wanted = uow.conn.execute(text("SELECT COUNT(*) FROM undo_lot")).scalar_one()
    check_count(done, wanted, "lot")
    _store_months(uow)
    return count


def _store_months(uow: UnitOfWork) -> None:
    """Add the cancellations to this month, and take the cancelled ones out of the counts of theirs."""
    flows = {
        "given_back": codes.FLOWS_GIVEN_BACK,
        "cancelled": codes.FLOWS_CANCELLED,
        "adjusted": codes.FLOWS_ADJUSTED,
    }
    sums = ", ".join(
        f"CAST(SUM(CASE WHEN flow = {number} THEN amount ELSE 0 END) AS BIGINT)"
        for number in flows.values()
    )
    set_posting.store_months(
        uow,
        f"SELECT participant_id, points_type_id, month, {sums} FROM set_entry"
        " GROUP BY participant_id, points_type_id, month",
        list(flows),
    )
    first, last = uow.conn.execute(
        text("SELECT MIN(occurred_at), MAX(occurred_at) FROM undo_entry")
    ).one()
    if first is None:
        return
    days = days_since_1970(
        zones_by_points_type(uow.conn), "occurred_at", "points_type_id", first, last
    )
    counts = ", ".join(
        f"CAST(-SUM(CASE WHEN type = {number} THEN 1 ELSE 0 END) AS BIGINT)"
        for number in (codes.ACCRUAL, codes.REDEMPTION)
    )
    set_posting.store_months(
        uow,
        f"SELECT participant_id, points_type_id, {day_number_sql(uow.conn, days)} / 100, {counts}"
        f" FROM undo_entry WHERE type IN ({codes.ACCRUAL}, {codes.REDEMPTION}) GROUP BY 1, 2, 3",
        ["accruals", "redemptions"],
    )


def _among(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers) or "NULL"

"""Set when the points of existing accounts expire by inactivity, after the rule of their points type changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.storage import bulk
from loyalty_desktop.storage.codes import (
    ACCRUAL,
    ADJUSTMENT,
    COUNTED,
    IMPORT,
    INITIAL,
    REDEMPTION,
    TRANSFER,
)
from loyalty_desktop.storage.sql import among, for_update, id_list
from loyalty_desktop.storage.unit_of_work import UnitOfWork

ACTIVITY = (INITIAL, ACCRUAL, REDEMPTION, ADJUSTMENT, TRANSFER, IMPORT)
"""Types of transactions that count as activity, as in the ledger's own operations."""

CHUNK = 20_000

_PEOPLE = (
    "SELECT participant_id FROM account WHERE points_type_id = :k AND participant_id > :after"
    " ORDER BY participant_id LIMIT :n"
)


def date_accounts_anew(uow: UnitOfWork, rules: PointsRules, closed_through: int | None) -> int:
    """Count inactivity from each account's last activity; clear the day when points do not expire by inactivity.

    A closed day stays as it is: points that would have expired by then are valid through `closed_through` (YYYYMMDD).
    Returns the number of accounts whose last valid day changed.
    """
    changed = 0
    after: int | None = None
    while True:
        bound: dict[str, Any] = {"k": rules.points_type_id, "after": after, "n": CHUNK}
        query = _PEOPLE if after is not None else _PEOPLE.replace("> :after", "IS NOT NULL")
        people = list(uow.conn.execute(text(query), bound).scalars())
        if not people:
            return changed
        changed += _date_anew(uow, rules, people, closed_through)
        after = people[-1]


def _date_anew(
    uow: UnitOfWork, rules: PointsRules, people: list[int], closed_through: int | None
) -> int:
    conn = uow.conn
    ids = id_list(conn, people)
    lock = f"SELECT id FROM person WHERE {among(conn, 'id')} ORDER BY id{for_update(conn)}"
    conn.execute(text(lock), {"ids": ids})
    listed = ", ".join(str(kind) for kind in ACTIVITY)
    accounts = conn.execute(
        text(
            f"""
            SELECT a.participant_id, a.version, a.inactive_after,
              a.pending > 0 OR a.active > 0 OR a.held > 0 AS holds,
              (SELECT MAX(CASE WHEN t.type IN ({listed}) THEN t.occurred_at END) FROM points_transaction t
                WHERE t.participant_id = a.participant_id AND t.points_type_id = a.points_type_id
                  AND t.state IN {COUNTED}) AS active_at
            FROM account a WHERE a.points_type_id = :k AND {among(conn, "a.participant_id")}
            ORDER BY a.participant_id"""
        ),
        {"k": rules.points_type_id, "ids": ids},
    )
    rows = []
    for row in accounts:
        last = _last_day(rules, row.active_at, bool(row.holds), closed_through)
        if last != row.inactive_after:
            key = (row.participant_id, rules.points_type_id, row.version)
            rows.append((row.version + 1, last, *key))
    found = bulk.update_many(
        conn,
        "account",
        sets=("version",),
        null_sets=("inactive_after",),
        keys=("participant_id", "points_type_id", "version"),
        rows=rows,
    )
    if found != len(rows):
        raise Conflict("storage.retry")
    return len(rows)


def _last_day(
    rules: PointsRules, active_at: int | None, holds: bool, closed_through: int | None
) -> int | None:
    """Return the last valid day; None when no points expire by inactivity, or nothing is left to expire."""
    if not rules.by_inactivity or active_at is None:
        return None
    last = rules.inactive_after(rules.local_days(active_at))
    if closed_through is None or last > closed_through:
        return last
    return closed_through if holds else None

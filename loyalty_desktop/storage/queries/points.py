"""Queries of points: balances, lots, what expires.

Amounts are Decimals in points, instants aware datetimes, days `date`s, because these rows are shown to users.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, text

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_day_number, from_instant
from loyalty_desktop.domain.points import BalanceRow, ExpiringRow, LotRow
from loyalty_desktop.storage.sql import among, id_list


def balances(
    conn: Connection, program_id: int, participant_id: int, *, today: int, until: int
) -> list[BalanceRow]:
    """Return a participant's balances of all points types of a program; `until` is the last day of "expiring soon"."""
    rows = conn.execute(
        text(
            """
            SELECT k.id, k.name, k.external_id, k.kind, k.decimals, k.expiry_kind, k.archived,
                   COALESCE(a.pending, 0) AS pending, COALESCE(a.active, 0) AS active, COALESCE(a.held, 0) AS held,
                   COALESCE(a.debt, 0) AS debt, a.inactive_after,
                   (SELECT SUM(l.pending + CASE WHEN l.active > 0 THEN l.active ELSE 0 END) FROM lot l
                     WHERE l.participant_id = p.id AND l.points_type_id = k.id
                       AND (l.pending <> 0 OR l.active <> 0 OR l.held <> 0)
                       AND l.expires_on BETWEEN :today AND :until) AS expiring,
                   (SELECT MIN(l.expires_on) FROM lot l
                     WHERE l.participant_id = p.id AND l.points_type_id = k.id
                       AND (l.pending <> 0 OR l.active <> 0 OR l.held <> 0)
                       AND (l.pending > 0 OR l.active > 0) AND l.expires_on >= :today) AS next_expiry,
                   (SELECT SUM(l.pending + CASE WHEN l.active > 0 THEN l.active ELSE 0 END) FROM lot l
                     WHERE l.participant_id = p.id AND l.points_type_id = k.id
                       AND (l.pending <> 0 OR l.active <> 0 OR l.held <> 0)
                       AND l.expires_on IS NULL) AS undated
            FROM participant p
            JOIN points_type k ON k.program_id = p.program_id
            LEFT JOIN account a ON a.participant_id = p.id AND a.points_type_id = k.id
            WHERE p.id = :id AND p.program_id = :program_id ORDER BY k.position, k.id
            """
        ),
        {"id": participant_id, "program_id": program_id, "today": today, "until": until},
    )
    found = []
    for row in rows:
        total = row.pending + row.active + row.held
        if row.archived and not total and not row.debt:
            continue
        expiring, next_expiry = int(row.expiring or 0), row.next_expiry
        idle = row.inactive_after if row.expiry_kind == "inactivity" else None
        if idle is not None and idle >= today and row.undated:
            expiring += int(row.undated) if idle <= until else 0
            next_expiry = idle if next_expiry is None else min(next_expiry, idle)
        places = row.decimals
        found.append(
            BalanceRow(
                row.id,
                row.name,
                row.external_id,
                row.kind,
                places,
                from_units(total, places),
                from_units(row.active, places),
                from_units(row.pending, places),
                from_units(row.held, places),
                from_units(row.debt, places),
                from_units(expiring, places),
                _date(next_expiry),
            )
        )
    return found


def lots(
    conn: Connection, program_id: int, participant_id: int, *, only_open: bool = True
) -> list[LotRow]:
    """Return a participant's lots of a program's points types in spending order."""
    some = " AND (l.pending <> 0 OR l.active <> 0 OR l.held <> 0)" if only_open else ""
    rows = conn.execute(
        text(
            "SELECT l.*, k.name AS points_type, k.decimals FROM lot l JOIN points_type k ON k.id = l.points_type_id"
            f" WHERE l.participant_id = :id AND k.program_id = :program_id{some}"
            " ORDER BY k.position, k.id, COALESCE(l.expires_on, 99991231), l.accrued_at, l.id"
        ),
        {"id": participant_id, "program_id": program_id},
    )
    return [
        LotRow(
            row.id,
            row.participant_id,
            row.points_type_id,
            row.points_type,
            row.transaction_id,
            from_units(row.amount, row.decimals),
            from_units(row.pending, row.decimals),
            from_units(row.active, row.decimals),
            from_units(row.held, row.decimals),
            from_instant(row.accrued_at),
            _date(row.activates_on),
            _date(row.expires_on),
        )
        for row in rows
    ]


def expiring(
    conn: Connection,
    program_id: int,
    points_type_id: int,
    day_from: int,
    day_to: int,
    *,
    by_inactivity: bool,
) -> list[ExpiringRow]:
    """Return points whose last valid day is in a period, by day and participant."""
    bound = {"p": program_id, "k": points_type_id, "a": day_from, "b": day_to}
    sql = """
        SELECT participant_id, expires_on, SUM(pending + CASE WHEN active > 0 THEN active ELSE 0 END) AS amount
        FROM lot
        WHERE program_id = :p AND points_type_id = :k AND expires_on BETWEEN :a AND :b
          AND expires_on IS NOT NULL AND (pending > 0 OR active > 0)
        GROUP BY participant_id, expires_on
    """
    rows = [
        (row.participant_id, row.expires_on, int(row.amount))
        for row in conn.execute(text(sql), bound)
    ]
    if by_inactivity:
        idle = """
            SELECT a.participant_id, a.inactive_after,
                   SUM(l.pending + CASE WHEN l.active > 0 THEN l.active ELSE 0 END) AS amount
            FROM account a JOIN lot l ON l.participant_id = a.participant_id AND l.points_type_id = a.points_type_id
            WHERE a.points_type_id = :k AND a.inactive_after BETWEEN :a AND :b AND a.inactive_after IS NOT NULL
              AND l.expires_on IS NULL AND (l.pending <> 0 OR l.active <> 0 OR l.held <> 0)
              AND (l.pending > 0 OR l.active > 0)
            GROUP BY a.participant_id, a.inactive_after
        """
        rows += [
            (row.participant_id, row.inactive_after, int(row.amount))
            for row in conn.execute(text(idle), bound)
        ]
    return [
        ExpiringRow(participant_id, from_day_number(day), from_units(units, 0))
        for participant_id, day, units in sorted(rows, key=lambda row: (row[1], row[0]))
    ]


def granted_profiles(
    conn: Connection, points_type_id: int, profile_ids: Collection[int]
) -> set[int]:
    """Return which of these profiles have had their initial balance of a points type."""
    rows = conn.execute(
        text(
            "SELECT profile_id FROM initial_grant"
            f" WHERE points_type_id = :points_type_id AND {among(conn, 'profile_id')}"
        ),
        {"points_type_id": points_type_id, "ids": id_list(conn, profile_ids)},
    )
    return {row[0] for row in rows}


def _date(number: int | None) -> date | None:
    return None if number is None else from_day_number(number)


__all__ = [
    "BalanceRow",
    "ExpiringRow",
    "LotRow",
    "balances",
    "expiring",
    "granted_profiles",
    "lots",
]

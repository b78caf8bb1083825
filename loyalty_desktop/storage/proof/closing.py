"""Checks of the daily close: what should have ended on closed days, how far programs are closed, expiry by inactivity."""

from __future__ import annotations

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.storage.codes import ACTIVATION, CANCELLATION, COUNTED, EXPIRATION, TEMPORARY
from loyalty_desktop.storage.inactivity import ACTIVITY
from loyalty_desktop.storage.ledger.load import load_ledger_program
from loyalty_desktop.storage.proof.checks import RANGE, Check

_CLOSED = """program_close c JOIN daily_close d ON d.program_id = c.program_id AND d.day = c.closed_through
    JOIN points_type y ON y.program_id = c.program_id"""
"""The last closed day of a program that was closed by the daily close, and its points types."""

_UNTOUCHED = f"""NOT EXISTS (SELECT 1 FROM points_transaction t LEFT JOIN import_batch b ON b.id = t.import_batch_id
    WHERE t.participant_id = {{0}}.participant_id AND t.points_type_id = {{0}}.points_type_id
      AND t.type NOT IN ({EXPIRATION}, {ACTIVATION}) AND t.settles_id IS NULL
      AND COALESCE(t.recorded_at, b.finished_at, d.closed_at) >= d.closed_at)"""
"""The condition "nothing was recorded in this account since": what came in after the close falls due at the next one.

The clock of the demonstration stands still: what has the time of the close came in after it, unless the close made it.
"""

OVERDUE = Check(
    ("proof.overdue",),
    f"""
    SELECT l.participant_id, l.id FROM {_CLOSED} JOIN lot l ON l.points_type_id = y.id
    WHERE l.{RANGE} AND (l.expires_on < c.closed_through AND l.expires_on IS NOT NULL AND (l.pending > 0 OR l.active > 0)
      OR l.activates_on <= c.closed_through AND l.pending > 0) AND {_UNTOUCHED.format("l")}
    UNION ALL
    SELECT x.participant_id, x.id FROM {_CLOSED} JOIN points_transaction x ON x.points_type_id = y.id
    WHERE x.{RANGE} AND x.state = {TEMPORARY} AND x.timeout_at < d.closed_at AND {_UNTOUCHED.format("x")}""",
)
"""Lots and holds that the last close should have ended: expired and open, active by now and pending, timed out."""


def wrong_days(conn: Connection) -> list[str]:
    """Return "program/day" of closed days after the day through which the program is closed."""
    query = text(
        "SELECT d.program_id, MAX(d.day) FROM daily_close d"
        " LEFT JOIN program_close c ON c.program_id = d.program_id"
        " GROUP BY d.program_id, c.closed_through HAVING MAX(d.day) > COALESCE(c.closed_through, 0)"
    )
    return [f"{program}/{day}" for program, day in conn.execute(query)]


def wrong_rates(conn: Connection) -> list[str]:
    """Return "program/points type" whose money rate is not the latest of its dated rates."""
    query = text(
        "SELECT y.program_id, y.id FROM points_type y LEFT JOIN money_rate r ON r.points_type_id = y.id"
        " AND r.valid_from = (SELECT MAX(x.valid_from) FROM money_rate x WHERE x.points_type_id = y.id)"
        " WHERE COALESCE(r.rate, '') <> y.money_rate"
    )
    return [f"{program}/{points_type}" for program, points_type in conn.execute(query)]


def rules_by_inactivity(conn: Connection) -> list[tuple[PointsRules, int | None]]:
    """Return the rules of the points types that expire by inactivity, each with the program's last closed day."""
    query = text(
        f"SELECT DISTINCT program_id FROM points_type WHERE expiry_kind = '{ExpiryKind.INACTIVITY.value}'"
    )
    found = []
    for program_id in conn.execute(query).scalars().all():
        program = load_ledger_program(conn, program_id)
        found += [
            (one, program.closed_through) for one in program.rules.values() if one.by_inactivity
        ]
    return found


def wrong_inactivity(
    conn: Connection, rules: list[tuple[PointsRules, int | None]], low: int, high: int
) -> list[str]:
    """Return "person/points type" of accounts whose last valid day by inactivity does not follow from their activity.

    The day is counted from the last activity, or from a cancellation that gave points back after they had expired; a rule
    that changed never dates it before the day closed then. Lots with a last day of their own need none.
    """
    activity = ", ".join(str(kind) for kind in ACTIVITY)
    by_type = {one.points_type_id: (one, through) for one, through in rules}
    listed = ", ".join(str(number) for number in by_type) or "0"
    found = []
    query = text(
        f"SELECT participant_id, points_type_id FROM account WHERE {RANGE}"
        f" AND inactive_after IS NOT NULL AND points_type_id NOT IN ({listed})"
    )
    bound = {"low": low, "high": high}
    found += [f"{row[0]}/{row[1]}" for row in conn.execute(query, bound)]
    if not by_type:
        return found
    dates = text(
        f"""
        SELECT a.participant_id, a.points_type_id, a.inactive_after,
          (SELECT COUNT(*) FROM lot l WHERE l.participant_id = a.participant_id AND l.points_type_id = a.points_type_id
            AND l.expires_on IS NULL AND (l.pending > 0 OR l.active > 0)),
          MAX(CASE WHEN t.type IN ({activity}) THEN t.occurred_at END),
          MAX(CASE WHEN t.type = {CANCELLATION} THEN t.occurred_at END)
        FROM account a LEFT JOIN points_transaction t ON t.participant_id = a.participant_id
          AND t.points_type_id = a.points_type_id AND t.state IN {COUNTED}
        WHERE a.{RANGE} AND a.points_type_id IN ({listed})
        GROUP BY a.participant_id, a.points_type_id"""
    )
    for person, points_type, last, lots, active_at, cancelled_at in conn.execute(dates, bound):
        one, through = by_type[points_type]
        if last is None:
            good = not lots or active_at is None
        else:
            known = (
                one.inactive_after(one.local_days(at))
                for at in (active_at, cancelled_at)
                if at is not None
            )
            good = last == through or last in known
        if not good:
            found.append(f"{person}/{points_type}")
    return found

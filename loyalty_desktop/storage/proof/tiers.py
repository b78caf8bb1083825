"""Checks of the tiers of a range of people: standings against the history, floors, the ladder, reviews, transactions."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import day_number, local_day
from loyalty_desktop.domain.kinds import Downgrade, TierGroupKind
from loyalty_desktop.storage.day_sql import day_number_sql, days_since_1970
from loyalty_desktop.storage.proof.checks import RANGE, Check, flagged, one
from loyalty_desktop.storage.queries.tiers import (
    BY_HAND,
    IN_ORDER,
    STANDS,
    TierGroupRow,
    band,
    load_groups,
)

_LATEST = "ORDER BY " + ", ".join(f"{part} DESC" for part in IN_ORDER.split(", "))
_START = date(1970, 1, 1)
_EARNED = "COALESCE(s.earned_tier_id, s.tier_id)"

TIERS: tuple[Check, ...] = (
    # The tier is the one of the last step that stands, reached when the tier changed last.
    one(
        "proof.tier",
        f"""
        SELECT participant_id, tier_group_id FROM (
          SELECT s.participant_id, s.tier_group_id, s.tier_id, s.reached_at, (
            SELECT h.tier_id FROM tier_history h WHERE h.participant_id = s.participant_id
              AND h.tier_group_id = s.tier_group_id AND {STANDS} {_LATEST} LIMIT 1) AS last_tier, (
            SELECT h.reached_at FROM tier_history h WHERE h.participant_id = s.participant_id
              AND h.tier_group_id = s.tier_group_id AND {STANDS}
              AND (h.from_tier_id IS NULL OR h.from_tier_id <> h.tier_id) {_LATEST} LIMIT 1) AS last_at
          FROM tier_state s WHERE s.{RANGE}) x
        WHERE tier_id <> COALESCE(last_tier, 0) OR reached_at <> COALESCE(last_at, reached_at - 1)""",
    ),
    # The floor is the one of the last step by hand; the tier shown is the higher of it and the earned one.
    flagged(
        "s.participant_id, s.tier_group_id",
        {
            "proof.tier_floor": """
                s.floor_tier_id IS NULL AND (s.floor_until IS NOT NULL OR s.floor_reason IS NOT NULL
                  OR s.earned_tier_id IS NOT NULL OR h.floor_tier_id IS NOT NULL)
                OR s.floor_tier_id IS NOT NULL AND (h.id IS NULL OR COALESCE(h.floor_tier_id, 0) <> s.floor_tier_id
                  OR COALESCE(s.floor_until, 0) <> COALESCE(h.floor_until, -1)
                  OR COALESCE(s.floor_reason, '') <> h.comment OR f.id IS NULL OR e.id IS NULL
                  OR t.position <> CASE WHEN f.position > e.position THEN f.position ELSE e.position END)""",
            "proof.tier_group": "t.id IS NULL",
        },
        f"""tier_state s LEFT JOIN tier t ON t.id = s.tier_id AND t.tier_group_id = s.tier_group_id
           LEFT JOIN tier f ON f.id = s.floor_tier_id AND f.tier_group_id = s.tier_group_id
           LEFT JOIN tier e ON e.id = s.earned_tier_id AND e.tier_group_id = s.tier_group_id
           LEFT JOIN tier_history h ON h.participant_id = s.participant_id AND h.id = (
             SELECT MAX(x.id) FROM tier_history x WHERE x.participant_id = s.participant_id
               AND x.tier_group_id = s.tier_group_id AND x.reason IN {BY_HAND})""",
        f"s.{RANGE}",
    ),
    one(
        "proof.tier_missing",
        """
        SELECT p.id, g.id FROM participant p JOIN tier_group g ON g.program_id = p.program_id
        WHERE p.id BETWEEN :low AND :high AND EXISTS (SELECT 1 FROM tier t WHERE t.tier_group_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM tier_state s WHERE s.participant_id = p.id AND s.tier_group_id = g.id)""",
    ),
)


def ladder_checks(conn: Connection) -> list[Check]:
    """Return the checks of every tier group by its rules, and of the tiers of transactions by the first group."""
    programs = conn.execute(text("SELECT id FROM program ORDER BY id")).scalars().all()
    found = []
    for program_id in programs:
        groups = load_groups(conn, program_id)
        found += [_ladder_check(group) for group in groups]
        if groups:
            found.append(_transaction_tiers(groups[0]))
    return found


def _ladder_check(group: TierGroupRow) -> Check:
    """The earned tier is never below the one that the balance reaches, and no higher where the rules take it away."""
    ladder = group.ladder
    deserved = f"({band('COALESCE(a.active, 0)', ladder.thresholds)})"
    places = "".join(f" WHEN {tier} THEN {place}" for place, tier in enumerate(group.tier_ids))
    earned = f"(CASE {_EARNED}{places} ELSE -1 END)"
    lowers = ladder.kind is TierGroupKind.CUMULATIVE and ladder.downgrade is Downgrade.BY_BALANCE
    exact = lowers and not ladder.grace_days
    flags = {
        "proof.tier_balance": f"{earned} {'<>' if exact else '<'} {deserved}",
        "proof.tier_review": _review(group),
    }
    return flagged(
        "s.participant_id, s.tier_group_id",
        flags,
        f"""tier_state s LEFT JOIN account a ON a.participant_id = s.participant_id
              AND a.points_type_id = {group.points_type_id}""",
        f"s.{RANGE} AND s.tier_group_id = {group.id}",
    )


def _review(group: TierGroupRow) -> str:
    """The condition that the days of a standing cannot be: of its period, its next review, its grace."""
    if group.plan is None:
        wrong = "s.next_review IS NOT NULL"
    else:
        wrong = "s.next_review IS NULL OR s.next_review <= s.period_start"
    if not group.ladder.grace_days and group.ladder_at is None:
        wrong += " OR s.grace_until IS NOT NULL"
    return f"{wrong} OR s.grace_until IS NOT NULL AND s.grace_until < s.period_start"


def _transaction_tiers(group: TierGroupRow) -> Check:
    """The tier of a transaction is the one just before it: of the last step reached earlier, else of the first."""
    steps = (
        "SELECT h.tier_id FROM tier_history h WHERE h.participant_id = t.participant_id"
        f" AND h.tier_group_id = {group.id} AND {STANDS}"
    )
    return one(
        "proof.transaction_tier",
        f"""
        SELECT t.participant_id, t.id FROM points_transaction t
        JOIN points_type y ON y.id = t.points_type_id AND y.program_id = {group.program_id}
        WHERE t.{RANGE} AND COALESCE(t.tier_id, 0) <> COALESCE(
          ({steps} AND h.reached_at < t.occurred_at {_LATEST} LIMIT 1),
          ({steps} ORDER BY {IN_ORDER} LIMIT 1), 0)""",
    )


def wrong_periods(conn: Connection, low: int, high: int) -> list[str]:
    """Return "person/group" of standings whose period began on no day that the rules allow.

    A period begins with the registration or a review; after the rules of reviews changed, an earlier one may go on.
    """
    found = []
    for program_id in conn.execute(text("SELECT id FROM program ORDER BY id")).scalars().all():
        for group in load_groups(conn, program_id):
            found += _wrong_periods(conn, group, low, high)
    return found


def _wrong_periods(conn: Connection, group: TierGroupRow, low: int, high: int) -> list[str]:
    bound = {"low": low, "high": high}
    people = (
        f"participant m WHERE m.id BETWEEN :low AND :high AND m.program_id = {group.program_id}"
    )
    first, last = conn.execute(
        text(f"SELECT MIN(m.registered_at), MAX(m.registered_at) FROM {people}"), bound
    ).one()
    zones = {group.points_type_id: group.tz}
    day = days_since_1970(zones, "m.registered_at", "0", first or 0, last or 0)
    standings = (
        "tier_state s CROSS JOIN participant m"  # SQLite keeps this order
        f" WHERE m.id = s.participant_id AND m.program_id = {group.program_id}"
        f" AND s.{RANGE} AND s.tier_group_id = {group.id}"
    )
    if group.plan is None and group.ladder_at is None:
        registration = day_number_sql(conn, day)
        wrong = text(
            f"SELECT s.participant_id FROM {standings} AND s.period_start <> {registration}"
        )
        return [f"{who}/{group.id}" for who in conn.execute(wrong, bound).scalars()]
    kinds = text(f"SELECT DISTINCT s.period_start, s.next_review, {day} FROM {standings}")
    changed = None if group.ladder_at is None else local_day(group.ladder_at, group.tz)
    found: list[str] = []
    for start, review, registered in conn.execute(kinds, bound).all():
        number = day_number(_START + timedelta(days=int(registered)))
        if not _may_be(group, changed, start, review, number):
            wrong = text(
                f"SELECT s.participant_id FROM {standings} AND s.period_start = :start"
                f" AND COALESCE(s.next_review, 0) = :review AND {day} = :registered"
            )
            more = {"start": start, "review": review or 0, "registered": registered}
            found += [f"{who}/{group.id}" for who in conn.execute(wrong, bound | more).scalars()]
    return found


def _may_be(
    group: TierGroupRow, changed: int | None, start: int, review: int | None, registered: int
) -> bool:
    if group.plan is None:
        return start == registered or (changed is not None and start <= changed)
    if changed is not None and start <= changed:
        return True
    begins = start == registered or group.plan.start(start, registered) == start
    return begins and review == group.plan.after(start, registered)

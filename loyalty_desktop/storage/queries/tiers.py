"""Queries of tiers: groups with their ladders, standings, history, who would move under another ladder, what is due.

Tier history is append-only: a step dated anew is a new row that names the row it replaces, and every read skips the
replaced ones (`STANDS`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.kinds import Downgrade, ReviewAnchor, TierGroupKind, TierReason
from loyalty_desktop.domain.tiers import Ladder, ReviewPlan
from loyalty_desktop.storage.codes import TIER_REASONS, word_sql
from loyalty_desktop.storage.sql import among, id_list

__all__ = [
    "BandCount",
    "Connection",
    "MoverRow",
    "StandingRow",
    "TierGroupRow",
    "TierHistoryRow",
    "band",
    "count_bands",
    "count_new_group",
    "history",
    "load_groups",
    "load_standings",
    "movers",
    "next_tier_days",
    "points_type_id",
    "program_of_group",
]


@dataclass(frozen=True, slots=True)
class TierGroupRow:
    """A tier group with its rules. `tier_ids`, `names`, `colours` and the ladder's thresholds are in order of place.

    `ladder_at` is the instant since which the present rules hold; None: from the start.
    """

    id: int
    program_id: int
    points_type_id: int
    name: str
    tz: ZoneInfo
    ladder: Ladder
    plan: ReviewPlan | None
    tier_ids: tuple[int, ...]
    names: tuple[str, ...]
    colours: tuple[str, ...]
    decimals: int
    ladder_at: int | None = None

    def place(self, tier_id: int) -> int:
        """Return the place of a tier on the ladder."""
        return self.tier_ids.index(tier_id)


class StandingRow(NamedTuple):
    """One participant in one tier group. `balance` in units; days YYYYMMDD."""

    participant_id: int
    tier_id: int
    earned_tier_id: int
    reached_at: int
    period_start: int
    next_review: int | None
    grace_until: int | None
    floor_tier_id: int | None
    floor_until: int | None
    floor_reason: str | None
    balance: int


@dataclass(frozen=True, slots=True)
class TierHistoryRow:
    """One change of tier. `id` is a number of the person.

    `reached_at` is when the tier begins, `recorded_at` when the change was written.
    """

    id: int
    tier_group_id: int
    group_name: str
    from_tier_id: int | None
    from_tier: str | None
    tier_id: int
    tier: str | None
    colour: str | None
    reached_at: int
    recorded_at: int
    reason: TierReason
    comment: str
    actor: str


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many participants have the same standing: on these tiers and with a balance in these bands (places)."""

    tier_id: int
    earned_tier_id: int
    floor_tier_id: int | None
    waiting: bool
    band_now: int
    band_then: int
    count: int


@dataclass(frozen=True, slots=True)
class MoverRow:
    """A participant who would move. `balance` in units."""

    participant_id: int
    external_id: str
    name: str
    balance: int


_GROUPS = """
SELECT g.id, g.program_id, g.points_type_id, g.name, g.kind, g.review_months, g.review_anchor, g.review_day, g.reset,
       g.downgrade, g.grace_days, g.ladder_at, p.time_zone, y.decimals,
       t.id AS tier_id, t.name AS tier_name, t.threshold, t.colour
FROM tier_group g JOIN program p ON p.id = g.program_id JOIN points_type y ON y.id = g.points_type_id
JOIN tier t ON t.tier_group_id = g.id
WHERE g.program_id = :program_id ORDER BY g.position, g.id, t.position, t.id
"""


def load_groups(conn: Connection, program_id: int) -> list[TierGroupRow]:
    """Return the tier groups of a program that have tiers, in its order."""
    rows = conn.execute(text(_GROUPS), {"program_id": program_id}).all()
    found = []
    for group_id in dict.fromkeys(row.id for row in rows):
        steps = [row for row in rows if row.id == group_id]
        head = steps[0]
        periodic = head.kind == TierGroupKind.PERIODIC
        ladder = Ladder(
            kind=TierGroupKind(head.kind),
            downgrade=Downgrade(head.downgrade),
            thresholds=tuple(step.threshold for step in steps),
            reset=bool(head.reset),
            grace_days=head.grace_days,
        )
        anchor = ReviewAnchor(head.review_anchor)
        found.append(
            TierGroupRow(
                id=group_id,
                program_id=program_id,
                points_type_id=head.points_type_id,
                name=head.name,
                tz=zone(head.time_zone),
                ladder=ladder,
                plan=ReviewPlan(head.review_months, anchor, head.review_day) if periodic else None,
                tier_ids=tuple(step.tier_id for step in steps),
                names=tuple(step.tier_name for step in steps),
                colours=tuple(step.colour for step in steps),
                decimals=head.decimals,
                ladder_at=head.ladder_at,
            )
        )
    return found


def program_of_group(conn: Connection, tier_group_id: int) -> int | None:
    """Return the program of a tier group."""
    found = conn.execute(
        text("SELECT program_id FROM tier_group WHERE id = :id"), {"id": tier_group_id}
    ).scalar_one_or_none()
    return None if found is None else int(found)


def points_type_id(conn: Connection, program_id: int, external_id: str) -> int | None:
    """Return a points type of a program by its external ID."""
    query = text("SELECT id FROM points_type WHERE program_id = :program_id AND external_id = :key")
    found = conn.execute(query, {"program_id": program_id, "key": external_id}).scalar_one_or_none()
    return None if found is None else int(found)


_STANDING = """
SELECT s.participant_id, s.tier_id, COALESCE(s.earned_tier_id, s.tier_id) AS earned_tier_id, s.reached_at,
       s.period_start, s.next_review, s.grace_until, s.floor_tier_id, s.floor_until, s.floor_reason,
       COALESCE(a.active, 0) AS balance
FROM tier_state s LEFT JOIN account a ON a.participant_id = s.participant_id AND a.points_type_id = :points_type_id
WHERE s.tier_group_id = :group_id
"""


def load_standings(
    conn: Connection, group: TierGroupRow, participant_ids: Collection[int]
) -> list[StandingRow]:
    """Return the standings of a few participants, by id."""
    query = f"{_STANDING} AND {among(conn, 's.participant_id')} ORDER BY s.participant_id"
    rows = conn.execute(
        text(query),
        {
            "group_id": group.id,
            "points_type_id": group.points_type_id,
            "ids": id_list(conn, participant_ids),
        },
    )
    return list(map(StandingRow._make, rows.fetchall()))


BY_HAND = f"({TIER_REASONS[TierReason.MANUAL]}, {TIER_REASONS[TierReason.MANUAL_END]})"
"""Reasons of steps that change the floor, for `reason IN`."""

STANDS = f"""
NOT EXISTS (SELECT 1 FROM tier_history r WHERE r.participant_id = h.participant_id AND r.replaces_id = h.id)
AND (h.replaces_id IS NULL OR h.from_tier_id IS NULL OR h.from_tier_id <> h.tier_id OR h.reason IN {BY_HAND})
"""
"""The condition "the step `h` stands": no later row replaces it, and it does not only withdraw another one.

A row that withdraws a step names it and goes from a tier to the same tier.
"""

IN_ORDER = "h.reached_at, CASE WHEN h.from_tier_id IS NULL THEN 0 ELSE 1 END, h.id"
"""The order of the standing steps `h` of one person in one tier group, the oldest first."""

_HISTORY = f"""
SELECT h.id, h.tier_group_id, g.name, h.from_tier_id, f.name, h.tier_id, t.name, t.colour,
       h.reached_at, h.recorded_at, {word_sql("h.reason", TIER_REASONS)}, h.comment, h.actor
FROM tier_history h JOIN tier_group g ON g.id = h.tier_group_id
LEFT JOIN tier f ON f.id = h.from_tier_id LEFT JOIN tier t ON t.id = h.tier_id
WHERE g.program_id = :program_id AND h.participant_id = :id AND {STANDS} ORDER BY {IN_ORDER}
"""


def history(conn: Connection, program_id: int, participant_id: int) -> list[TierHistoryRow]:
    """Return a participant's tier history in a program, the newest first."""
    bound = {"program_id": program_id, "id": participant_id}
    found = [TierHistoryRow(*row) for row in conn.execute(text(_HISTORY), bound)]
    return [replace(row, reason=TierReason(row.reason)) for row in reversed(found)]


def band(balance: str, thresholds: Sequence[int]) -> str:
    """Return SQL for the place that a balance reaches on a ladder."""
    steps = "".join(
        f" WHEN {balance} >= {int(threshold)} THEN {place}"
        for place, threshold in reversed(list(enumerate(thresholds)))
        if place
    )
    return f"CASE{steps} ELSE 0 END" if steps else "0"


_BALANCE = "COALESCE(a.active, 0)"
_ACCOUNT = "LEFT JOIN account a ON a.participant_id = s.participant_id AND a.points_type_id = :points_type_id"


def count_bands(
    conn: Connection,
    group_id: int,
    points_type_id: int,
    thresholds_now: Sequence[int],
    thresholds_then: Sequence[int],
) -> list[BandCount]:
    """Count all participants of a tier group by standing and by the places that two ladders give their balance.

    `points_type_id` is the points type of the new ladder.
    """
    query = f"""
        SELECT s.tier_id, COALESCE(s.earned_tier_id, s.tier_id) AS earned, s.floor_tier_id,
               CASE WHEN s.grace_until IS NULL THEN 0 ELSE 1 END AS waiting,
               {band(_BALANCE, thresholds_now)} AS band_now, {band(_BALANCE, thresholds_then)} AS band_then,
               COUNT(*) AS how_many
        FROM tier_state s {_ACCOUNT} WHERE s.tier_group_id = :group_id
        GROUP BY 1, 2, 3, 4, 5, 6
    """
    rows = conn.execute(text(query), {"group_id": group_id, "points_type_id": points_type_id})
    return [
        BandCount(
            row.tier_id,
            row.earned,
            row.floor_tier_id,
            bool(row.waiting),
            row.band_now,
            row.band_then,
            row.how_many,
        )
        for row in rows
    ]


def count_new_group(
    conn: Connection, program_id: int, points_type_id: int | None, thresholds: Sequence[int]
) -> dict[int, int]:
    """Return how many participants reach each place, for a tier group that does not exist yet."""
    query = f"""
        SELECT {band(_BALANCE, thresholds)} AS place, COUNT(*) AS how_many
        FROM participant s LEFT JOIN account a ON a.participant_id = s.id AND a.points_type_id = :points_type_id
        WHERE s.program_id = :program_id GROUP BY 1
    """
    rows = conn.execute(
        text(query), {"program_id": program_id, "points_type_id": points_type_id or 0}
    )
    return {int(row.place): int(row.how_many) for row in rows}


def movers(
    conn: Connection,
    group_id: int,
    points_type_id: int,
    alike: BandCount,
    *,
    thresholds_now: Sequence[int],
    thresholds_then: Sequence[int],
    limit: int,
) -> list[MoverRow]:
    """Return some of the participants with the same standing, by id."""
    floor = "IS NULL" if alike.floor_tier_id is None else f"= {int(alike.floor_tier_id)}"
    query = f"""
        SELECT s.participant_id, f.external_id, f.first_name, f.last_name, {_BALANCE} AS balance
        FROM tier_state s {_ACCOUNT}
        JOIN profile f ON f.id = s.participant_id
        WHERE s.tier_group_id = :group_id AND s.tier_id = :tier_id
          AND COALESCE(s.earned_tier_id, s.tier_id) = :earned AND s.floor_tier_id {floor}
          AND s.grace_until IS {"NOT " if alike.waiting else ""}NULL
          AND {band(_BALANCE, thresholds_now)} = :band_now AND {band(_BALANCE, thresholds_then)} = :band_then
        ORDER BY s.participant_id LIMIT :most
    """
    rows = conn.execute(
        text(query),
        {
            "group_id": group_id,
            "points_type_id": points_type_id,
            "tier_id": alike.tier_id,
            "earned": alike.earned_tier_id,
            "band_now": alike.band_now,
            "band_then": alike.band_then,
            "most": limit,
        },
    )
    return [
        MoverRow(
            row.participant_id,
            row.external_id,
            " ".join(part for part in (row.first_name, row.last_name) if part),
            row.balance,
        )
        for row in rows
    ]


def next_tier_days(conn: Connection, group_id: int) -> tuple[int | None, int | None, int | None]:
    """Return the earliest review, earliest last day of a grace and earliest last day of a floor, each from its index."""
    columns = ("next_review", "grace_until", "floor_until")
    found = [
        conn.execute(
            text(
                f"SELECT MIN({name}) FROM tier_state WHERE tier_group_id = :id AND {name} IS NOT NULL"
            ),
            {"id": group_id},
        ).scalar_one()
        for name in columns
    ]
    return found[0], found[1], found[2]

"""Queries for dating tier steps: what moved people's balances, their standing steps, when their reviews began.

All are about a few people at a time: those whose steps are dated anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import TierReason
from loyalty_desktop.domain.tiers import Event, event_of
from loyalty_desktop.storage.codes import TIER_REASON_OF, TIER_REASONS, TYPE_OF
from loyalty_desktop.storage.queries.tiers import IN_ORDER, STANDS, TierGroupRow
from loyalty_desktop.storage.sql import among, id_list

__all__ = [
    "Connection",
    "StandingStep",
    "latest_movements",
    "load_movements",
    "load_reached",
    "load_review_starts",
    "load_standing_steps",
    "load_stored_tiers",
]


class StandingStep(NamedTuple):
    """A step of the history that stands."""

    id: int
    from_tier_id: int | None
    tier_id: int
    reached_at: int
    recorded_at: int
    reason: TierReason
    floor_tier_id: int | None
    floor_until: int | None
    comment: str


def load_standing_steps(
    conn: Connection, tier_group_id: int, participant_ids: Collection[int]
) -> dict[int, list[StandingStep]]:
    """Return the standing steps of people in one tier group, the oldest first."""
    query = (
        "SELECT h.participant_id, h.id, h.from_tier_id, h.tier_id, h.reached_at, h.recorded_at, h.reason,"
        " h.floor_tier_id, h.floor_until, h.comment FROM tier_history h"
        f" WHERE h.tier_group_id = :group_id AND {among(conn, 'h.participant_id')} AND {STANDS}"
        f" ORDER BY h.participant_id, {IN_ORDER}"
    )
    found: dict[int, list[StandingStep]] = defaultdict(list)
    for row in _fetch(conn, query, {"group_id": tier_group_id}, participant_ids):
        who, number, before, after, reached, recorded, reason, *rest = row
        step = StandingStep(number, before, after, reached, recorded, TIER_REASON_OF[reason], *rest)
        found[who].append(step)
    return found


def load_reached(
    conn: Connection, tier_group_id: int, participant_ids: Collection[int]
) -> dict[int, list[tuple[int, int]]]:
    """Return the (instant reached, tier) of people in one tier group, the oldest first."""
    query = (
        "SELECT h.participant_id, h.reached_at, h.tier_id FROM tier_history h"
        f" WHERE h.tier_group_id = :group_id AND {among(conn, 'h.participant_id')} AND {STANDS}"
        f" ORDER BY h.participant_id, {IN_ORDER}"
    )
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for who, at, tier_id in _fetch(conn, query, {"group_id": tier_group_id}, participant_ids):
        found[who].append((at, tier_id))
    return found


def load_movements(
    conn: Connection, points_type_id: int, participant_ids: Collection[int]
) -> dict[int, list[Event]]:
    """Return the stored changes of people's active balances of one points type, in no order."""
    query = (
        "SELECT t.participant_id, t.type, t.occurred_at, t.active_after - t.active_before,"
        " CASE WHEN t.source_type = 'tier_group' THEN 1 ELSE 0 END FROM points_transaction t"
        f" WHERE {among(conn, 't.participant_id')} AND t.points_type_id = :points_type_id"
        " AND t.active_after <> t.active_before"
    )
    found: dict[int, list[Event]] = defaultdict(list)
    bound = {"points_type_id": points_type_id}
    for who, kind, at, change, resets in _fetch(conn, query, bound, participant_ids):
        found[who].append(event_of(TYPE_OF[kind], at, change, resets=bool(resets)))
    return found


def latest_movements(
    conn: Connection, points_type_id: int, participant_ids: Collection[int]
) -> dict[int, int]:
    """Return the latest occurred_at of the transactions of each person who has any, for accounts that do not say."""
    query = (
        "SELECT t.participant_id, MAX(t.occurred_at) FROM points_transaction t"
        f" WHERE {among(conn, 't.participant_id')} AND t.points_type_id = :points_type_id"
        " GROUP BY t.participant_id"
    )
    bound = {"points_type_id": points_type_id}
    return {row[0]: row[1] for row in _fetch(conn, query, bound, participant_ids)}


def load_review_starts(
    conn: Connection, group: TierGroupRow, participant_ids: Collection[int]
) -> dict[int, tuple[int, int]]:
    """Return (registered at, when the first tier was recorded): reviews have been due since the later one."""
    query = (
        "SELECT p.id, p.registered_at, (SELECT MIN(h.recorded_at) FROM tier_history h"
        " WHERE h.participant_id = p.id AND h.tier_group_id = :group_id"
        f" AND h.reason = {TIER_REASONS[TierReason.JOINED]}) FROM participant p"
        f" WHERE p.program_id = :program_id AND {among(conn, 'p.id')}"
    )
    bound = {"group_id": group.id, "program_id": group.program_id}
    return {
        who: (registered, registered if first is None else first)
        for who, registered, first in _fetch(conn, query, bound, participant_ids)
    }


def load_stored_tiers(
    conn: Connection, program_id: int, participant_ids: Collection[int], after: int
) -> dict[int, list[tuple[int, int, int | None]]]:
    """Return (id, occurred at, tier) of people's stored transactions after an instant, all points types of the program."""
    query = (
        "SELECT t.participant_id, t.id, t.occurred_at, t.tier_id FROM points_transaction t"
        f" WHERE {among(conn, 't.participant_id')} AND t.occurred_at > :after"
        " AND t.points_type_id IN (SELECT y.id FROM points_type y WHERE y.program_id = :program_id)"
    )
    found: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
    bound = {"program_id": program_id, "after": after}
    for who, number, at, tier_id in _fetch(conn, query, bound, participant_ids):
        found[who].append((number, at, tier_id))
    return found


def _fetch(
    conn: Connection, query: str, bound: dict[str, Any], participant_ids: Collection[int]
) -> list[Any]:
    if not participant_ids:
        return []
    bound["ids"] = id_list(conn, sorted(participant_ids))
    return list(conn.execute(text(query), bound))

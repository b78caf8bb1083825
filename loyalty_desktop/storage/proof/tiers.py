"""Checks of the tiers of a range of people: standings against the history, floors and the ladder."""

from __future__ import annotations

from loyalty_desktop.storage.proof.checks import RANGE, Check, one
from loyalty_desktop.storage.queries.tiers import BY_HAND, IN_ORDER, STANDS

_ORDER_DOWN = ", ".join(f"{part} DESC" for part in IN_ORDER.split(", "))

TIERS: tuple[Check, ...] = (
    # The tier is the one of the last step that stands, reached when the tier changed last.
    one(
        "proof.tier",
        f"""
        SELECT participant_id, tier_group_id FROM (
          SELECT s.participant_id, s.tier_group_id, s.tier_id, s.reached_at, (
            SELECT h.tier_id FROM tier_history h WHERE h.participant_id = s.participant_id
              AND h.tier_group_id = s.tier_group_id AND {STANDS} ORDER BY {_ORDER_DOWN} LIMIT 1) AS last_tier, (
            SELECT h.reached_at FROM tier_history h WHERE h.participant_id = s.participant_id
              AND h.tier_group_id = s.tier_group_id AND {STANDS}
              AND (h.from_tier_id IS NULL OR h.from_tier_id <> h.tier_id)
              ORDER BY {_ORDER_DOWN} LIMIT 1) AS last_at
          FROM tier_state s WHERE s.{RANGE}) x
        WHERE tier_id <> COALESCE(last_tier, 0) OR reached_at <> COALESCE(last_at, reached_at - 1)""",
    ),
    # The floor is the one of the last step by hand; the tier shown is the higher of it and the earned one.
    one(
        "proof.tier_floor",
        f"""
        SELECT s.participant_id, s.tier_group_id FROM tier_state s
        LEFT JOIN tier t ON t.id = s.tier_id
        LEFT JOIN tier f ON f.id = s.floor_tier_id AND f.tier_group_id = s.tier_group_id
        LEFT JOIN tier e ON e.id = s.earned_tier_id AND e.tier_group_id = s.tier_group_id
        LEFT JOIN tier_history h ON h.participant_id = s.participant_id AND h.id = (
          SELECT MAX(x.id) FROM tier_history x WHERE x.participant_id = s.participant_id
            AND x.tier_group_id = s.tier_group_id AND x.reason IN {BY_HAND})
        WHERE s.{RANGE} AND (
          COALESCE(s.floor_tier_id, 0) <> COALESCE(h.floor_tier_id, 0)
          OR s.floor_tier_id IS NULL AND (s.floor_until IS NOT NULL OR s.floor_reason IS NOT NULL
            OR s.earned_tier_id IS NOT NULL)
          OR s.floor_tier_id IS NOT NULL AND (s.floor_until IS NULL OR COALESCE(s.floor_reason, '') <> h.comment
            OR f.id IS NULL OR e.id IS NULL
            OR t.position <> CASE WHEN f.position > e.position THEN f.position ELSE e.position END))""",
    ),
    one(
        "proof.tier_group",
        f"""
        SELECT s.participant_id, s.tier_group_id FROM tier_state s
        LEFT JOIN tier t ON t.id = s.tier_id AND t.tier_group_id = s.tier_group_id
        WHERE s.{RANGE} AND t.id IS NULL""",
    ),
    one(
        "proof.tier_missing",
        """
        SELECT p.id, g.id FROM participant p JOIN tier_group g ON g.program_id = p.program_id
        WHERE p.id BETWEEN :low AND :high AND EXISTS (SELECT 1 FROM tier t WHERE t.tier_group_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM tier_state s WHERE s.participant_id = p.id AND s.tier_group_id = g.id)""",
    ),
)

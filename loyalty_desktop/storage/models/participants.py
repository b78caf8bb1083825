"""Participants, what changed in their membership, their tiers and tier history."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql

from loyalty_desktop.storage.models.base import (
    binary,
    by_person,
    day,
    key,
    number,
    small,
    table,
    text,
)

participant = table(
    "participant",
    key("id"),  # the profile's id: one person has one id in all programs
    key("program_id"),
    binary("uuid"),
    small("state"),  # codes.ParticipantState
    text("blocked_reason", null=True),
    number("registered_at"),
    number("left_at", null=True),
    text("comment", null=True),
    number("created_at"),
    number("version", default=1),
    number("import_batch_id", null=True),
    CheckConstraint("state BETWEEN 1 AND 3", name="state"),
    place=by_person("id"),
    with_rowid=False,
)
Index("ix_participant_program", participant.c.program_id, participant.c.id)

membership = table(
    "membership",
    key("participant_id"),
    key("program_id"),
    key("number"),  # 1, 2, ...
    small("state"),  # the state from then on
    number("since"),
    number("recorded_at"),
    text("reason", null=True),
    text("actor"),
    number("import_batch_id", null=True),
    place=by_person(),
    with_rowid=False,
)
"""Changes of a participant's state after joining: left, joined again, blocked, unblocked. Append-only.

The first state is active from `participant.registered_at`, which never changes afterwards.
"""

tier_state = table(
    "tier_state",
    key("participant_id"),
    key("tier_group_id"),
    number("tier_id"),
    number("reached_at"),
    day("period_start"),
    day("next_review", null=True),  # null in cumulative groups
    day("grace_until", null=True),  # last day of grace; a downgrade waits for it
    number("floor_tier_id", null=True),  # set by hand
    day("floor_until", null=True),  # last day of the floor
    text("floor_reason", null=True),
    number("earned_tier_id", null=True),  # the tier by points alone, while a floor is set
    place=by_person(),
    with_rowid=False,
)
Index(
    "ix_tier_state_review",
    tier_state.c.tier_group_id,
    tier_state.c.next_review,
    sqlite_where=sql("next_review IS NOT NULL"),
    postgresql_where=sql("next_review IS NOT NULL"),
)
Index(
    "ix_tier_state_grace",
    tier_state.c.tier_group_id,
    tier_state.c.grace_until,
    sqlite_where=sql("grace_until IS NOT NULL"),
    postgresql_where=sql("grace_until IS NOT NULL"),
)
Index(
    "ix_tier_state_floor",
    tier_state.c.tier_group_id,
    tier_state.c.floor_until,
    sqlite_where=sql("floor_until IS NOT NULL"),
    postgresql_where=sql("floor_until IS NOT NULL"),
)
Index("ix_tier_state_tier", tier_state.c.tier_id)

tier_history = table(
    "tier_history",
    key("participant_id"),
    key("id"),  # 1, 2, ... of the person
    number("tier_group_id"),
    number("from_tier_id", null=True),
    number("tier_id"),
    number("reached_at"),  # the moment of the event, not of its recording
    number("recorded_at"),
    small("reason"),  # codes.TierReason
    number(
        "replaces_id", null=True
    ),  # the step that this one dates anew; reads skip replaced steps
    number("floor_tier_id", null=True),  # the floor from then on, of a step by hand
    day("floor_until", null=True),  # its last day
    text("comment", default=""),
    text("actor"),
    number("import_batch_id", null=True),
    place=by_person(),
    with_rowid=False,
)

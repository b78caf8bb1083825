"""Participants, the table that makes them unique per profile, their tiers and tier history."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index
from sqlalchemy import text as sql

from loyalty_desktop.storage.models.base import Int, key, number, table, text

participant = table(
    "participant",
    key("id"),
    number("program_id", ForeignKey("program.id")),
    number("profile_id", ForeignKey("profile.id")),
    text("state"),
    text("blocked_reason", null=True),
    number("registered_at"),
    number("left_at", null=True),
    text("comment", null=True),
    number("created_at"),
    number("version", default=1),
    number("import_batch_id", null=True),
    CheckConstraint("state IN ('active','blocked','left')", name="state"),
)
Index("ix_participant_profile", participant.c.profile_id)  # profiles are deleted by undo
Index("ix_participant_program", participant.c.program_id, participant.c.id)

participant_key = table(
    "participant_key",
    key("program_id"),
    key("profile_id"),
    Column("participant_id", Int, nullable=False),
    with_rowid=False,
)

tier_state = table(
    "tier_state",
    key("participant_id"),
    key("tier_group_id"),
    number("tier_id"),
    number("reached_at"),
    number("period_start"),  # YYYYMMDD
    number("next_review", null=True),  # YYYYMMDD; null in cumulative groups
    number("grace_until", null=True),  # last day of grace; a downgrade waits for it
    number("floor_tier_id", null=True),  # set by hand
    number("floor_until", null=True),  # last day of the floor
    text("floor_reason", null=True),
    number("earned_tier_id", null=True),  # the tier by points alone, while a floor is set
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
    key("id"),
    number("tier_group_id"),
    number("from_tier_id", null=True),
    number("tier_id"),
    number("reached_at"),
    number("recorded_at"),
    text("reason"),
    text("comment", default=""),
    text("actor"),
    number("import_batch_id", null=True),
    with_rowid=False,
)

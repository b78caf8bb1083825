"""What a manager sets up: programs, points types, tier groups, tiers, partners. Small reference tables."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql

from loyalty_desktop.storage.models.base import key, number, table, text

program = table(
    "program",
    key("id"),
    number("profile_database_id", ForeignKey("profile_database.id")),
    text("name"),
    text("external_id", unique=True),
    text("description", default=""),
    text("currency"),
    text("time_zone"),
    text("state"),
    number("closed_through", null=True),  # YYYYMMDD of the last daily close
    number("version", default=1),
    number("created_at"),
    CheckConstraint("state IN ('draft','active','paused','archived')", name="state"),
)
Index(
    "uq_program_active",
    program.c.profile_database_id,
    unique=True,
    sqlite_where=sql("state = 'active'"),
    postgresql_where=sql("state = 'active'"),
)

points_type = table(
    "points_type",
    key("id"),
    number("program_id", ForeignKey("program.id")),
    text("name"),
    text("external_id"),
    text("description", default=""),
    text("kind"),
    number("initial_balance", default=0),  # units
    text("money_rate"),  # decimal text: points per currency unit
    number("activation_days", default=0),
    text("expiry_kind"),
    number("expiry_count", default=0),
    number("expiry_date", null=True),
    text("rounding_mode"),
    number("rounding_step"),  # units
    number("decimals"),
    text("redeem_max_share", null=True),  # decimal text, percent
    number("redeem_min", null=True),  # units
    number("redeem_step", null=True),  # units
    number("largest_balance", null=True),  # units
    text("cancel_policy"),
    number("archived", default=0),
    number("position", default=0),
    number("version", default=1),
    UniqueConstraint("program_id", "external_id"),
    CheckConstraint("kind IN ('standard','qualification')", name="kind"),
    CheckConstraint("decimals BETWEEN 0 AND 4", name="decimals"),
)

tier_group = table(
    "tier_group",
    key("id"),
    number("program_id", ForeignKey("program.id")),
    number("points_type_id", ForeignKey("points_type.id")),
    text("name"),
    text("external_id"),
    text("kind"),
    number("review_months"),
    text("review_anchor"),
    number("review_day", null=True),
    number("reset"),
    text("downgrade"),
    number("grace_days"),
    number("position", default=0),
    number("version", default=1),
    UniqueConstraint("program_id", "external_id"),
)

tier = table(
    "tier",
    key("id"),
    number("tier_group_id", ForeignKey("tier_group.id")),
    text("name"),
    text("external_id"),
    number("position"),
    number("threshold"),  # units
    text("colour"),
    UniqueConstraint("tier_group_id", "external_id"),
    CheckConstraint("threshold >= 0", name="threshold"),
)

partner = table(
    "partner",
    key("id"),
    number("program_id", ForeignKey("program.id")),
    text("name"),
    text("external_id"),
    text("owns", default=""),
    text("cost_share"),  # decimal text, percent
    number("version", default=1),
    UniqueConstraint("program_id", "external_id"),
)

"""Programs, points types, tier groups, tiers, partners: small reference tables."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql

from loyalty_desktop.domain.entities.programs import (
    PARTNER,
    POINTS_TYPE,
    PROGRAM,
    TIER,
    TIER_GROUP,
)
from loyalty_desktop.storage.models.base import field_columns, key, number, table, text

program = table(
    "program",
    key("id"),
    number("profile_database_id", ForeignKey("profile_database.id")),
    *field_columns(PROGRAM, unique=("external_id",)),
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
    *field_columns(
        POINTS_TYPE, zero=("initial_balance", "activation_days", "expiry_count", "archived")
    ),
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
    *field_columns(TIER_GROUP),
    number("position", default=0),
    number("version", default=1),
    UniqueConstraint("program_id", "external_id"),
)

tier = table(
    "tier",
    key("id"),
    number("tier_group_id", ForeignKey("tier_group.id")),
    *field_columns(TIER, beside={"external_id": (number("position"),)}),
    UniqueConstraint("tier_group_id", "external_id"),
    CheckConstraint("threshold >= 0", name="threshold"),
)

partner = table(
    "partner",
    key("id"),
    number("program_id", ForeignKey("program.id")),
    *field_columns(PARTNER),
    number("version", default=1),
    UniqueConstraint("program_id", "external_id"),
)

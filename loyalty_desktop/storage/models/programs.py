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
from loyalty_desktop.storage.models.base import (
    REFERENCE,
    day,
    field_columns,
    key,
    number,
    table,
    text,
)

program = table(
    "program",
    key("id"),
    number("profile_database_id", ForeignKey("profile_database.id")),
    *field_columns(PROGRAM, unique=("external_id",)),
    text("state"),
    number("version", default=1),
    number("created_at"),
    CheckConstraint("state IN ('draft','active','paused','archived')", name="state"),
    place=REFERENCE,
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
    place=REFERENCE,
)

tier_group = table(
    "tier_group",
    key("id"),
    number("program_id", ForeignKey("program.id")),
    number("points_type_id", ForeignKey("points_type.id")),
    *field_columns(TIER_GROUP),
    number("ladder_at", null=True),  # since when the present ladder holds; null: from the start
    number("position", default=0),
    number("version", default=1),
    UniqueConstraint("program_id", "external_id"),
    place=REFERENCE,
)

tier = table(
    "tier",
    key("id"),
    number("tier_group_id", ForeignKey("tier_group.id")),
    *field_columns(TIER, beside={"external_id": (number("position"),)}),
    UniqueConstraint("tier_group_id", "external_id"),
    CheckConstraint("threshold >= 0", name="threshold"),
    place=REFERENCE,
)

partner = table(
    "partner",
    key("id"),
    number("program_id", ForeignKey("program.id")),
    *field_columns(PARTNER),
    number("version", default=1),
    UniqueConstraint("program_id", "external_id"),
    place=REFERENCE,
)

program_close = table(
    "program_close",
    key("program_id"),
    day("closed_through"),  # the last closed day
    place=REFERENCE,
)
"""How far each program is closed. A table of its own, so that a close does not change the program."""

money_rate = table(
    "money_rate",
    key("points_type_id"),
    day("valid_from", primary_key=True, autoincrement=False),
    text("rate"),  # points for one unit of the program's currency, as decimal text
    number("recorded_at"),
    text("actor"),
    place=REFERENCE,
    with_rowid=False,
)
"""The money rate of a points type by the local day from which it is valid; the type's own column holds the latest."""

"""Profile databases, their custom fields, profiles and the table that makes external IDs unique."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Text, UniqueConstraint

from loyalty_desktop.domain.entities.profiles import CUSTOM_FIELD, PROFILE, PROFILE_DATABASE
from loyalty_desktop.storage.models.base import (
    REFERENCE,
    Int,
    by_person,
    by_value,
    field_columns,
    key,
    number,
    table,
    text,
)

profile_database = table(
    "profile_database",
    key("id"),
    *field_columns(PROFILE_DATABASE, unique=("external_id",)),
    number("version", default=1),
    number("created_at"),
    place=REFERENCE,
)

custom_field = table(
    "custom_field",
    key("id"),
    number("profile_database_id", ForeignKey("profile_database.id")),
    *field_columns(CUSTOM_FIELD),
    text("options"),  # JSON list
    number("position"),
    UniqueConstraint("profile_database_id", "name"),
    place=REFERENCE,
)

profile = table(
    "profile",
    key("id"),
    number("profile_database_id"),
    *field_columns(
        PROFILE,
        beside={
            "email": (text("email_key", null=True),),  # casefolded
            "language": (number("registered_at", null=True),),
            "consent_marketing": (number("consent_marketing_at", null=True),),
            "consent_program": (number("consent_program_at", null=True),),
        },
    ),
    text("custom", null=True),  # JSON object, sorted keys
    text("search"),  # domain.text.search_text of names, ids, email, phone digits
    number("created_at"),
    number("updated_at"),
    number("version", default=1),
    number("import_batch_id", null=True),  # the batch that created it
    CheckConstraint("external_id <> ''", name="external_id"),
    place=by_person("id"),
)
Index(
    "ix_profile_email",
    profile.c.profile_database_id,
    profile.c.email_key,
    sqlite_where=profile.c.email_key.is_not(None),
    postgresql_where=profile.c.email_key.is_not(None),
)
Index(
    "ix_profile_phone",
    profile.c.profile_database_id,
    profile.c.phone,
    sqlite_where=profile.c.phone.is_not(None),
    postgresql_where=profile.c.phone.is_not(None),
)

profile_key = table(
    "profile_key",
    key("profile_database_id"),
    Column("external_id", Text, primary_key=True),
    Column("profile_id", Int, nullable=False),
    place=by_value("external_id"),
    with_rowid=False,
)
"""Makes external IDs unique; the value is the key (docs/architecture.md: past one machine)."""

"""Profile databases, their custom fields, profiles and the table that keeps external IDs unique."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Text, UniqueConstraint

from loyalty_desktop.storage.models.base import Int, key, number, table, text

profile_database = table(
    "profile_database",
    key("id"),
    text("name"),
    text("external_id", unique=True),
    number("version", default=1),
    number("created_at"),
)

custom_field = table(
    "custom_field",
    key("id"),
    number("profile_database_id", ForeignKey("profile_database.id")),
    text("name"),
    text("label"),
    text("kind"),
    text("options"),  # JSON list
    number("position"),
    UniqueConstraint("profile_database_id", "name"),
)

profile = table(
    "profile",
    key("id"),
    number("profile_database_id", ForeignKey("profile_database.id")),
    text("external_id"),
    text("email", null=True),
    text("email_key", null=True),  # casefolded
    text("phone", null=True),  # E.164
    text("first_name", null=True),
    text("last_name", null=True),
    text("middle_name", null=True),
    number("birth_date", null=True),  # YYYYMMDD
    text("gender", null=True),  # female, male, other
    text("city", null=True),
    text("region", null=True),
    text("language", null=True),
    number("registered_at", null=True),
    number("consent_marketing", null=True),
    number("consent_marketing_at", null=True),
    number("consent_program", null=True),
    number("consent_program_at", null=True),
    text("tags", null=True),  # comma-separated, sorted
    text("custom", null=True),  # JSON object, sorted keys
    text("search"),  # domain.text.search_text of names, ids, email, phone digits
    number("created_at"),
    number("updated_at"),
    number("version", default=1),
    number("import_batch_id", null=True),  # the batch that created it
    CheckConstraint("external_id <> ''", name="external_id"),
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
    with_rowid=False,
)
"""Global uniqueness of external IDs, keyed by the value (architecture: past one machine)."""

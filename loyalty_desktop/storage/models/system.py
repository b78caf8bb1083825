"""Tables of the whole workspace: meta, shared settings, id counters, the audit trail and its chain."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Text

from loyalty_desktop.storage.models.base import key, number, table, text

meta = table(
    "meta",
    Column("name", Text, primary_key=True),
    text("value"),
)
"""Facts about the workspace (workspace_id, created_at) and shared settings ("setting.*")."""

id_counter = table(
    "id_counter",
    Column("name", Text, primary_key=True),
    number("next_id"),
)

audit_record = table(
    "audit_record",
    key("id"),
    number("at"),
    text("actor"),
    text("action"),  # "program.created", "points.accrued"
    text("entity"),
    number("entity_id", null=True),
    number("program_id", null=True),
    number("participant_id", null=True),
    text("before", null=True),  # JSON
    text("after", null=True),  # JSON
    text("hash"),  # sha256 over the previous hash and this record
)
Index("ix_audit_record_participant", audit_record.c.participant_id, audit_record.c.id)
Index("ix_audit_record_entity", audit_record.c.entity, audit_record.c.entity_id)

audit_head = table(
    "audit_head",
    key("id"),
    number("last_id"),
    text("last_hash"),
    CheckConstraint("id = 1", name="single"),
)

"""Tables of the whole workspace: meta, shared settings, id counters, the audit trail and its seals."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text
from sqlalchemy import text as sql

from loyalty_desktop.storage.models.base import (
    COORDINATOR,
    REFERENCE,
    binary,
    by_person,
    key,
    number,
    table,
    text,
)

meta = table(
    "meta",
    Column("name", Text, primary_key=True),
    text("value"),
    place=REFERENCE,
)
"""Facts about the workspace (workspace_id, created_at) and shared settings ("setting.*")."""

id_counter = table(
    "id_counter",
    Column("name", Text, primary_key=True),
    number("next_id"),
    place=COORDINATOR,
)
"""Counters of profiles, batches and set-up. Rows of a person are numbered by the person (storage/models/people.py)."""

audit_record = table(
    "audit_record",
    key("participant_id"),  # the person; 0 is the house: set-up, closes, imports
    key("seq"),  # 1, 2, ... in the person's chain
    number("at"),
    text("actor"),
    text("action"),  # "program.created", "points.accrued"
    text("entity"),
    number("entity_id", null=True),
    number("program_id", null=True),
    text("before", null=True),  # JSON
    text("after", null=True),  # JSON
    binary("hash"),  # sha256 over the hash before it and this record (storage/audit_chain.py)
    place=by_person(),
    with_rowid=False,
)
Index("ix_audit_record_at", audit_record.c.at, audit_record.c.participant_id, audit_record.c.seq)
Index(
    "ix_audit_record_entity",
    audit_record.c.entity,
    audit_record.c.entity_id,
    sqlite_where=sql("participant_id = 0"),
    postgresql_where=sql("participant_id = 0"),
)

audit_sealed = table(
    "audit_sealed",
    key("participant_id"),
    number("seq"),  # the person's chain is sealed up to here
    place=by_person(),
    with_rowid=False,
)

audit_seal = table(
    "audit_seal",
    key("id"),
    number("at"),
    text("actor"),
    text("reason"),  # close, backup, export, asked
    number("people"),  # how many chains moved since the seal before
    binary("heads"),  # which: packed (person, seq) pairs (storage/audit_chain.py)
    binary("root"),  # Merkle root over the heads' hashes
    binary("hash"),  # sha256 over the hash of the seal before and this row
    place=COORDINATOR,
)
"""Seals over all chains: a lost tail or a whole lost chain shows against the last seal."""

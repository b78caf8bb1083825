"""Checks that run once: keys, the audit trail, the database file."""

from __future__ import annotations

import json

from sqlalchemy import Connection, text

from loyalty_desktop.storage import audit_chain, house
from loyalty_desktop.storage.audit_seals import broken_seals
from loyalty_desktop.storage.codes import ORIGINS_EXTERNAL
from loyalty_desktop.storage.row_hash import CHANGE, stored_hash_sql
from loyalty_desktop.storage.sql import is_sqlite

WHOLE: dict[str, str] = {
    "proof.key": f"""
        SELECT k.participant_id, k.transaction_id FROM transaction_key k
        LEFT JOIN points_transaction t ON t.participant_id = k.participant_id AND t.id = k.transaction_id
        LEFT JOIN points_type y ON y.id = t.points_type_id
        WHERE t.id IS NULL OR y.id IS NULL OR y.program_id <> k.program_id
          OR k.origin = {ORIGINS_EXTERNAL} AND COALESCE(t.external_id, '') <> k.text""",
    # A key leads a till and a sheet to a profile: every external ID has its key, and no key leads to somebody else.
    "proof.profile_key": """
        SELECT k.profile_id, 0 FROM profile_key k LEFT JOIN profile p ON p.id = k.profile_id
        WHERE p.id IS NULL OR p.profile_database_id <> k.profile_database_id
          OR COALESCE(p.external_id, '') <> k.external_id
        UNION ALL
        SELECT 0, 0 FROM (SELECT COUNT(*) AS n FROM profile_key) AS k
        CROSS JOIN (SELECT COUNT(external_id) AS n FROM profile) AS p WHERE k.n <> p.n""",
}
"""Checks of a whole table; each row is (person, transaction), or (0, 0) for a wrong number of rows."""


def failing_whole(conn: Connection, sql: str) -> list[str]:
    """Return the keys of rows that differ."""
    return [f"{row[0]}/{row[1]}" for row in conn.execute(text(sql))]


def wrong_house(conn: Connection) -> list[str]:
    """Return "0/0" when set-up, batches and closed days are not those of the last record of the house."""
    query = text("SELECT digest FROM person WHERE id = :house")
    stored = conn.execute(query, {"house": audit_chain.HOUSE}).scalar() or 0
    return [] if stored == house.digest(conn) else ["0/0"]


def wrong_changes(conn: Connection) -> list[str]:
    """Return "batch/0" of finished imports whose record of what they changed is not what was written."""
    found = conn.execute(
        text(
            f"SELECT b.id FROM import_batch b LEFT JOIN (SELECT c.batch_id, SUM({stored_hash_sql(conn, CHANGE, 'c')})"
            " AS units FROM import_change c GROUP BY c.batch_id) s ON s.batch_id = b.id"
            " WHERE b.finished_at IS NOT NULL AND b.changes_digest <> COALESCE(s.units, 0) ORDER BY b.id"
        )
    )
    return [f"{batch}/0" for batch in found.scalars()]


def broken_audit(conn: Connection, low: int, high: int) -> list[str]:
    """Return "person/seq" of audit records that do not continue their chain."""
    return [f"{person}/{seq}" for person, seq in audit_chain.broken(conn, low, high)]


def broken_seal_names(conn: Connection) -> list[str]:
    """Return what the seals of the audit trail show to be wrong."""
    return broken_seals(conn)


def integrity(conn: Connection) -> list[str]:
    """Return the errors that SQLite's own checks find in the file; none in PostgreSQL."""
    if not is_sqlite(conn):
        return []
    said = [row[0] for row in conn.exec_driver_sql("PRAGMA integrity_check")]
    found = [line for line in said if line != "ok"]
    found += [
        json.dumps(list(row), default=str)
        for row in conn.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return found

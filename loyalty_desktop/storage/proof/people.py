"""Checks of the digest of a range of people: what was written for a person and never changes (storage/row_hash.py)."""

from __future__ import annotations

from sqlalchemy import Connection, text

from loyalty_desktop.storage.row_hash import COVERED, PARTICIPANT, TABLES, stored_hash_sql


def digests(conn: Connection, low: int, high: int) -> list[tuple[int, int]]:
    """Return (person, 0) of those whose digest is not the sum of the hashes of their rows."""
    parts = []
    for tag in COVERED:
        who = "id" if tag == PARTICIPANT else "participant_id"
        parts.append(
            f"SELECT x.{who} AS who, SUM({stored_hash_sql(conn, tag, 'x')}) AS units FROM {TABLES[tag]} x"
            f" WHERE x.{who} BETWEEN :low AND :high GROUP BY x.{who}"
        )
    query = (
        f"SELECT who, 0 FROM ({' UNION ALL '.join(parts)}"
        " UNION ALL SELECT id, -digest FROM person WHERE id BETWEEN :low AND :high) u"
        " GROUP BY who HAVING SUM(units) <> 0"
    )
    return [(row[0], row[1]) for row in conn.execute(text(query), {"low": low, "high": high})]

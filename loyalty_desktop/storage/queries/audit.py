"""Pages of the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from loyalty_desktop.storage.models.system import audit_record


def page(
    conn: Connection, wanted: Mapping[str, object], *, before_id: int | None, limit: int
) -> list[Row[Any]]:
    """Return audit records with these column values, newest first, older than `before_id`."""
    query = select(audit_record).order_by(audit_record.c.id.desc()).limit(limit)
    for name, value in wanted.items():
        query = query.where(audit_record.c[name] == value)
    if before_id is not None:
        query = query.where(audit_record.c.id < before_id)
    return list(conn.execute(query))

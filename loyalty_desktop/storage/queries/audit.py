"""Pages of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from loyalty_desktop.storage.models.system import audit_record


def page(
    connection: Connection, wanted: Mapping[str, object], *, before_id: int | None, limit: int
) -> list[Row[Any]]:
    """Audit records with these column values, newest first, older than `before_id`."""
    query = select(audit_record).order_by(audit_record.c.id.desc()).limit(limit)
    for name, value in wanted.items():
        query = query.where(audit_record.c[name] == value)
    if before_id is not None:
        query = query.where(audit_record.c.id < before_id)
    return list(connection.execute(query))

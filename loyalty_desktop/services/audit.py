"""Read the audit trail, newest first, in pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.storage.queries import audit as queries
from loyalty_desktop.storage.unit_of_work import Storage

PAGE = 100


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One change: who, when, what, before and after. `at` is UTC."""

    id: int
    at: datetime
    actor: str
    action: str
    entity: str
    entity_id: int | None
    program_id: int | None
    participant_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class AuditService:
    """Lists of audit records. `before_id` continues after the last row of the previous page."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def entries(self, *, before_id: int | None = None, limit: int = PAGE) -> list[AuditRow]:
        """Return all changes in the workspace."""
        return self._page({}, before_id, limit)

    def of_participant(
        self,
        program_id: int,
        participant_id: int,
        *,
        before_id: int | None = None,
        limit: int = PAGE,
    ) -> list[AuditRow]:
        """Return all changes of one participant of a program."""
        wanted = {"program_id": program_id, "participant_id": participant_id}
        return self._page(wanted, before_id, limit)

    def _page(
        self, wanted: Mapping[str, object], before_id: int | None, limit: int
    ) -> list[AuditRow]:
        with self._storage.read() as conn:
            found = queries.page(conn, wanted, before_id=before_id, limit=limit)
        return [
            AuditRow(
                id=row.id,
                at=from_instant(row.at),
                actor=row.actor,
                action=row.action,
                entity=row.entity,
                entity_id=row.entity_id,
                program_id=row.program_id,
                participant_id=row.participant_id,
                before=None if row.before is None else json.loads(row.before),
                after=None if row.after is None else json.loads(row.after),
            )
            for row in found
        ]

"""Read the audit trail, newest first, in pages; seal it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loyalty_desktop.domain.days import from_instant, instant
from loyalty_desktop.domain.seals import Seal
from loyalty_desktop.storage import audit_seals
from loyalty_desktop.storage.queries import audit as queries
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage

PAGE = 100


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One change: who, when, what, before and after. `at` is UTC.

    `participant_id` is the person in whose chain the record is (0: the house), `seq` its number there, from 1.
    """

    participant_id: int
    seq: int
    at: datetime
    actor: str
    action: str
    entity: str
    entity_id: int | None
    program_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def name(self) -> str:
        """The record in words and files: "participant-seq"."""
        return f"{self.participant_id}-{self.seq}"


class AuditService:
    """Lists of audit records. `before` is the last row of the previous page."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def entries(self, *, before: AuditRow | None = None, limit: int = PAGE) -> list[AuditRow]:
        """Return all changes in the workspace; those of one moment by person and number."""
        key = None if before is None else (instant(before.at), before.participant_id, before.seq)
        with self._storage.read() as conn:
            return _rows(queries.page(conn, before=key, limit=limit))

    def of_participant(
        self,
        program_id: int,
        participant_id: int,
        *,
        before: AuditRow | None = None,
        limit: int = PAGE,
    ) -> list[AuditRow]:
        """Return the changes of a participant of one program and of the profile, the newest first."""
        with self._storage.read() as conn:
            found = queries.of_person(
                conn, participant_id, program_id=program_id, before_seq=_seq(before), limit=limit
            )
            return _rows(found)

    def of_house(
        self, entity: str, entity_id: int, *, before: AuditRow | None = None, limit: int = PAGE
    ) -> list[AuditRow]:
        """Return the changes of one thing that belongs to no person, such as ("program", id)."""
        with self._storage.read() as conn:
            found = queries.of_entity(conn, entity, entity_id, before_seq=_seq(before), limit=limit)
            return _rows(found)

    @command
    def seal(self, reason: str = "asked") -> Seal | None:
        """Seal all chains that moved since the last seal (storage/audit_seals.py). Others may write meanwhile.

        Returns the new seal, else the last one when nothing moved; None while there is no audit record.
        """
        with self._storage.write() as uow:
            return audit_seals.seal(uow, reason)

    def seals(self, *, limit: int = PAGE) -> list[Seal]:
        """Return seals, the newest first."""
        with self._storage.read() as conn:
            return audit_seals.seals(conn, limit=limit)


def _seq(before: AuditRow | None) -> int | None:
    return None if before is None else before.seq


def _rows(found: Iterable[Any]) -> list[AuditRow]:
    return [
        AuditRow(
            participant_id=row.participant_id,
            seq=row.seq,
            at=from_instant(row.at),
            actor=row.actor,
            action=row.action,
            entity=row.entity,
            entity_id=row.entity_id,
            program_id=row.program_id,
            before=json.loads(row.before) if row.before else None,
            after=json.loads(row.after) if row.after else None,
        )
        for row in found
    ]

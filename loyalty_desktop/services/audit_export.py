"""Write the whole audit trail as a list: every record with its hash, then every seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.domain.seals import Seal
from loyalty_desktop.services.audit import AuditService
from loyalty_desktop.spreadsheets.writer import WriteColumn, WriteKind, WriteResult, write_table
from loyalty_desktop.storage import audit_seals
from loyalty_desktop.storage.queries import audit as queries
from loyalty_desktop.storage.unit_of_work import Storage

COLUMNS = (
    "record",  # "7-12": person 7, number 12; person 0 is the house; "seal-3"
    "at",  # UTC, exact: the hash covers the microseconds
    "actor",
    "action",
    "entity",
    "entity_id",
    "program_id",
    "before",
    "after",
    "hash",
)
_NUMBERS = frozenset({"entity_id", "program_id"})
_NO_LIMIT = 1_000_000_000


def write_audit(storage: Storage, path: Path, progress: Progress = NO_PROGRESS) -> WriteResult:
    """Seal the audit trail and write it: records by person and number, then the seals, the newest last."""
    AuditService(storage).seal("export")
    columns = [
        WriteColumn(name, WriteKind.NUMBER if name in _NUMBERS else WriteKind.TEXT)
        for name in COLUMNS
    ]
    with storage.read() as conn:
        sealed = audit_seals.seals(conn, limit=_NO_LIMIT)[::-1]
        count = queries.count(conn) + len(sealed)

        def rows() -> Iterator[Sequence[Any]]:
            yield from map(_record, queries.everything(conn))
            yield from map(_seal, sealed)

        return write_table(
            path, columns, rows(), sheet_name="audit", expected=count, progress=progress
        )


def _record(row: Any) -> Sequence[Any]:
    return (
        f"{row.participant_id}-{row.seq}",
        _moment(from_instant(row.at)),
        row.actor,
        row.action,
        row.entity,
        row.entity_id,
        row.program_id,
        row.before,
        row.after,
        bytes(row.hash).hex(),
    )


def _seal(made: Seal) -> Sequence[Any]:
    after = f'{{"reason": "{made.reason}", "chains": {made.people}, "root": "{made.root}"}}'
    name = f"seal-{made.number}"
    return (
        name,
        _moment(made.at),
        made.actor,
        "audit.sealed",
        "audit_seal",
        made.number,
        None,
        None,
        after,
        made.hash,
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")

"""Write import batches and remembered column matchings. Rows of the sheets are written by storage/imports/applying.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, text, update

from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.storage.models.imports import import_batch
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def insert_batch(uow: UnitOfWork, values: Mapping[str, Any]) -> int:
    """Open a batch in state applying. Returns its id."""
    batch_id = uow.ids.one("import_batch")
    uow.conn.execute(
        insert(import_batch).values(
            id=batch_id,
            state=BatchState.APPLYING.value,
            actor=uow.actor.name,
            started_at=uow.now_us,
            **values,
        )
    )
    return batch_id


def update_batch(uow: UnitOfWork, batch_id: int, **values: Any) -> None:
    """Change columns of a batch."""
    uow.conn.execute(update(import_batch).where(import_batch.c.id == batch_id).values(**values))


def add_to_batch(uow: UnitOfWork, batch_id: int, *, upto: int, new: int, changed: int) -> None:
    """Count a slice that was applied in this unit of work; `upto` is its last row number."""
    uow.conn.execute(
        update(import_batch)
        .where(import_batch.c.id == batch_id)
        .values(
            applied_rows=upto,
            new=import_batch.c.new + new,
            changed=import_batch.c.changed + changed,
        )
    )


def fingerprint(kind: ImportKind, headers: Sequence[str]) -> str:
    """Return the key of a remembered header: the kind and the sorted header names, ignoring case and spaces."""
    names = sorted(" ".join(h.casefold().split()) for h in headers if h.strip())
    body = json.dumps([kind.value, names], ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


def remember(
    uow: UnitOfWork,
    *,
    kind: ImportKind,
    headers: Sequence[str],
    matching: Mapping[str, str],
    options: Mapping[str, Any],
) -> None:
    """Remember how a header was matched (header text -> field, "" for ignored) and read."""
    uow.conn.execute(
        text(
            "INSERT INTO import_memory (fingerprint, kind, headers, matching, used_at)"
            " VALUES (:fingerprint, :kind, :headers, :matching, :now)"
            " ON CONFLICT (fingerprint) DO UPDATE SET headers = excluded.headers,"
            " matching = excluded.matching, used_at = excluded.used_at"
        ),
        {
            "fingerprint": fingerprint(kind, headers),
            "kind": kind.value,
            "headers": json.dumps(list(headers), ensure_ascii=False),
            "matching": json.dumps(
                {"fields": dict(matching), "options": dict(options)}, ensure_ascii=False
            ),
            "now": uow.now_us,
        },
    )


def audit_position(conn: Connection) -> int:
    """Return the id of the last audit record. Every write makes one, so an equal id means that nothing was written."""
    found = conn.execute(text("SELECT last_id FROM audit_head WHERE id = 1")).scalar_one()
    return int(found)


def participant_names(conn: Connection, program_id: int | None, ids: Sequence[int]) -> list[str]:
    """Return external IDs of the profiles of a program's participants, for examples."""
    found = []
    for number in ids:
        row = conn.execute(
            text(
                "SELECT p.external_id FROM participant AS m JOIN profile AS p ON p.id = m.profile_id"
                " WHERE m.id = :id AND m.program_id = :program_id"
            ),
            {"id": number, "program_id": program_id},
        ).scalar_one_or_none()
        found.append(str(row or number))
    return found

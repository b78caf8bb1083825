"""Write import batches and remembered column matchings. Rows of the sheets are written by storage/imports/applying.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, text, update

from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.storage.models.imports import import_batch
from loyalty_desktop.storage.row_hash import CHANGE, stored_hash_sql
from loyalty_desktop.storage.sql import among, id_list
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


def changes_digest(conn: Connection, batch_id: int) -> int:
    """Return the sum of the hashes of what a batch changed."""
    query = f"SELECT COALESCE(SUM({stored_hash_sql(conn, CHANGE, 'c')}), 0) FROM import_change AS c WHERE c.batch_id = :batch"
    return int(conn.execute(text(query), {"batch": batch_id}).scalar_one())


def update_batch(uow: UnitOfWork, batch_id: int, **values: Any) -> None:
    """Change columns of a batch."""
    uow.conn.execute(update(import_batch).where(import_batch.c.id == batch_id).values(**values))


def add_to_batch(
    uow: UnitOfWork,
    batch_id: int,
    *,
    upto: int,
    new: int,
    changed: int,
    unchanged: int = 0,
    rejected: int = 0,
) -> None:
    """Count a slice that was applied in this unit of work; `upto` is its last row number.

    `unchanged` and `rejected` are differences from the rehearsal, whose numbers the batch has from its beginning.
    """
    uow.conn.execute(
        update(import_batch)
        .where(import_batch.c.id == batch_id)
        .values(
            applied_rows=upto,
            new=import_batch.c.new + new,
            changed=import_batch.c.changed + changed,
            unchanged=import_batch.c.unchanged + unchanged,
            rejected=import_batch.c.rejected + rejected,
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


def participant_names(conn: Connection, ids: Sequence[int]) -> list[str]:
    """Return external IDs of people, for examples; the number of somebody without a profile."""
    found = conn.execute(
        text(f"SELECT id, external_id FROM profile WHERE {among(conn, 'id')}"),
        {"ids": id_list(conn, ids)},
    )
    names: dict[int, str] = {row[0]: row[1] for row in found}
    return [names.get(number, str(number)) for number in ids]

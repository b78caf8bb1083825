"""Queries of import batches and remembered matchings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import ImportKind


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A stored batch, with the names of its database and program. Instants are in microseconds."""

    id: int
    kind: str
    state: str
    profile_database_id: int | None
    program_id: int | None
    points_type_id: int | None
    file_name: str
    file_hash: str
    sheet: str
    mode: str
    options: Mapping[str, Any]
    actor: str
    started_at: int
    finished_at: int | None
    undone_at: int | None
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    applied_rows: int
    database_name: str
    program_name: str


@dataclass(frozen=True, slots=True)
class SameFile:
    """An earlier batch of the same file. `unfinished`: not all of its rows are written."""

    batch: int
    unfinished: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """A remembered matching: the field of each header text, and how to read the sheet."""

    headers: tuple[str, ...]
    fields: Mapping[str, str]
    options: Mapping[str, Any]


_BATCH = """
    SELECT b.id, b.kind, b.state, b.profile_database_id, b.program_id, b.points_type_id, b.file_name, b.file_hash,
        b.sheet, b.mode, b.options, b.actor, b.started_at, b.finished_at, b.undone_at, b.read, b.new, b.changed,
        b.unchanged, b.rejected, b.applied_rows, COALESCE(d.name, '') AS database_name,
        COALESCE(p.name, '') AS program_name
    FROM import_batch AS b LEFT JOIN profile_database AS d ON d.id = b.profile_database_id
        LEFT JOIN program AS p ON p.id = b.program_id
"""


def batches(conn: Connection, limit: int) -> list[StoredBatch]:
    """Return the newest batches, newest first."""
    found = conn.execute(text(f"{_BATCH} ORDER BY b.id DESC LIMIT :n"), {"n": limit}).mappings()
    return [_batch(row) for row in found]


def batch(conn: Connection, batch_id: int) -> StoredBatch | None:
    """Return one batch."""
    row = (
        conn.execute(text(f"{_BATCH} WHERE b.id = :id"), {"id": batch_id}).mappings().one_or_none()
    )
    return None if row is None else _batch(row)


def _batch(row: Mapping[Any, Any]) -> StoredBatch:
    return StoredBatch(**{**row, "options": json.loads(row["options"])})


def same_file(
    conn: Connection,
    *,
    kind: ImportKind,
    file_hash: str,
    sheet: str,
    database_id: int | None,
    program_id: int | None,
) -> SameFile | None:
    """Return a batch of the same file and sheet for the same database and program: an unfinished one, or the last.

    Batches that were undone or wrote nothing do not count.
    """
    found = conn.execute(
        text(
            "SELECT id, state FROM import_batch WHERE kind = :kind AND file_hash = :hash AND sheet = :sheet"
            " AND (state IN ('applying', 'interrupted') OR (state = 'applied' AND (new > 0 OR changed > 0)))"
            " AND COALESCE(profile_database_id, 0) = :database AND COALESCE(program_id, 0) = :program"
            " ORDER BY CASE WHEN state = 'applied' THEN 1 ELSE 0 END, id DESC LIMIT 1"
        ),
        {
            "kind": kind.value,
            "hash": file_hash,
            "sheet": sheet,
            "database": database_id or 0,
            "program": program_id or 0,
        },
    ).one_or_none()
    return None if found is None else SameFile(int(found.id), found.state != "applied")


def memory(conn: Connection, fingerprint: str) -> Memory | None:
    """Return the matching remembered for exactly this header."""
    row = conn.execute(
        text("SELECT headers, matching FROM import_memory WHERE fingerprint = :f"),
        {"f": fingerprint},
    ).one_or_none()
    return None if row is None else _memory(*row)


def memories(conn: Connection, kind: ImportKind, limit: int = 50) -> list[Memory]:
    """Return remembered matchings of a kind, most recently used first."""
    rows = conn.execute(
        text(
            "SELECT headers, matching FROM import_memory WHERE kind = :kind"
            " AND fingerprint NOT LIKE 'named:%' ORDER BY used_at DESC LIMIT :n"
        ),
        {"kind": kind.value, "n": limit},
    )
    return [_memory(*row) for row in rows]


def _memory(headers: str, matching: str) -> Memory:
    stored = json.loads(matching)
    return Memory(tuple(json.loads(headers)), stored["fields"], stored["options"])

"""Staged rows of small records (partners, shops): a table with a field table, a version, and a program as its owner.

They are few: rows are compared with the stored records in memory, and anew under the lock of the program when they are
written. `import_change` has one row a record, with empty `before` where the batch made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text, update

from loyalty_desktop.domain.fields import FieldTable
from loyalty_desktop.storage.imports.restoring import undone_steps
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.undo import EXAMPLES, Obstacle
from loyalty_desktop.storage.models.programs import program
from loyalty_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecordTable:
    """Where records are stored. Rows are found by `key` within their program; no two share one of `unique` either."""

    table: Table
    fields: FieldTable
    key: str = "external_id"
    unique: tuple[str, ...] = ("name",)


Record = dict[str, Any]
"""The columns of a record's fields, its `id` and `version`."""


def stored(conn: Connection, records: RecordTable, program_id: int) -> dict[str, Record]:
    """Return all records of a program by their key."""
    columns = [records.table.c[name] for name in ("id", "version", *records.fields.names)]
    found = conn.execute(
        select(*columns).where(records.table.c.program_id == program_id).order_by("id")
    )
    return {row[records.key]: dict(row) for row in found.mappings()}


def staged(
    staging: StagingFile, *, after: int = 0, upto: int = 2**62
) -> Iterator[tuple[int, str | None, dict[str, Any]]]:
    """Yield row number, verdict and typed values by field of rows without an error of the sheet, in order.

    All rows have been loosened. The rows of a batch that is written are those that the rehearsal did not reject.
    """
    with staging.open() as conn:
        names = [r[1] for r in conn.execute("PRAGMA table_info(row)")]
        columns = ", ".join('r."' + name.replace('"', '""') + '"' for name in names)
        found = conn.execute(
            f"SELECT v.verdict, {columns} FROM row AS r LEFT JOIN verdict AS v USING (row_no)"
            " WHERE r.ok = 1 AND r.row_no > ? AND r.row_no <= ?"
            " AND COALESCE(v.verdict, '') NOT IN ('rejected', 'left_out') ORDER BY r.row_no",
            (after, upto),
        ).fetchall()
    for verdict, *values in found:
        typed = dict(zip(names, values, strict=True))
        yield typed.pop("row_no"), verdict, typed


def add_faulty(staging: StagingFile) -> None:
    """Give rows with an error of the sheet their verdict."""
    with staging.open() as conn:
        conn.execute(
            "INSERT OR IGNORE INTO verdict (row_no, verdict) SELECT row_no, 'rejected' FROM row WHERE ok = 0"
        )


def lock(uow: UnitOfWork, program_id: int) -> None:
    """Lock the program until the unit of work ends, and count a change of it: its editor saves records with it."""
    uow.conn.execute(
        update(program).where(program.c.id == program_id).values(version=program.c.version + 1)
    )


def write(
    uow: UnitOfWork,
    records: RecordTable,
    program_id: int,
    batch_id: int,
    found: Sequence[tuple[int | None, Record, Record]],
) -> None:
    """Write records: (id, None for a new one; columns before; columns after), and what an undo needs."""
    made = [
        {"id": uow.ids.one(records.table.name), "program_id": program_id, **after}
        for ident, _before, after in found
        if ident is None
    ]
    if made:
        uow.conn.execute(insert(records.table), made)
    changes: list[tuple[int, Record, Record, int]] = [(row["id"], {}, {}, 1) for row in made]
    for ident, before, after in found:
        if ident is None:
            continue
        version = uow.conn.execute(
            update(records.table)
            .where(records.table.c.id == ident)
            .values(**after, version=records.table.c.version + 1)
            .returning(records.table.c.version)
        ).scalar_one()
        changes.append((ident, before, after, version))
    if changes:
        uow.conn.execute(
            text(
                "INSERT INTO import_change (batch_id, entity, entity_id, before, after, version_after)"
                " VALUES (:batch, :entity, :ident, :before, :after, :version)"
            ),
            [
                {
                    "batch": batch_id,
                    "entity": records.table.name,
                    "ident": ident,
                    "before": json.dumps(before, ensure_ascii=False),
                    "after": json.dumps(after, ensure_ascii=False),
                    "version": version,
                }
                for ident, before, after, version in changes
            ],
        )


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a batch did to one record. `before` is empty when it made the record; `moved`: somebody changed it later."""

    ident: int
    before: Record
    key: str
    moved: bool


def changes(conn: Connection, records: RecordTable, batch_id: int) -> list[RecordChange]:
    """Return what a batch did, newest record first."""
    name = records.table.name
    found = conn.execute(
        text(
            f"SELECT c.entity_id, c.before, r.{records.key},"
            f" r.id IS NULL OR r.version <> c.version_after + {undone_steps(name, 'c.entity_id')}"
            f" FROM import_change AS c LEFT JOIN {name} AS r ON r.id = c.entity_id"
            " WHERE c.batch_id = :batch AND c.entity = :entity ORDER BY c.entity_id DESC"
        ),
        {"batch": batch_id, "entity": name},
    )
    return [
        RecordChange(int(ident), json.loads(before), key or "", bool(moved))
        for ident, before, key, moved in found
    ]


def obstacles(found: Sequence[RecordChange]) -> list[Obstacle]:
    """Return what prevents the undo of a batch: records that somebody changed or removed since."""
    moved = [change.key for change in found if change.moved]
    return [("undo.record_changed", len(moved), tuple(moved[:EXAMPLES]))] if moved else []


def undo(uow: UnitOfWork, records: RecordTable, found: Sequence[RecordChange]) -> None:
    """Remove the records that the batch made, and give the others what they had."""
    made = [change.ident for change in found if not change.before]
    if made:
        uow.conn.execute(delete(records.table).where(records.table.c.id.in_(made)))
    for change in found:
        if change.before:
            uow.conn.execute(
                update(records.table)
                .where(records.table.c.id == change.ident)
                .values(**change.before, version=records.table.c.version + 1)
            )

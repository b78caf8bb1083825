"""Restore the old values of profiles and participants that a batch changed: one statement for many rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, text

from loyalty_desktop.domain.entities.profiles import SEARCHED
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.domain.text import email_key, search_text
from loyalty_desktop.storage import memberships
from loyalty_desktop.storage.codes import PARTICIPANT_STATES
from loyalty_desktop.storage.memberships import StateStep
from loyalty_desktop.storage.models.participants import participant
from loyalty_desktop.storage.models.profiles import profile
from loyalty_desktop.storage.sql import among, id_list, is_sqlite, json_has
from loyalty_desktop.storage.unit_of_work import UnitOfWork

CHUNK = 5_000

_Change = tuple[int, dict[str, Any], int]
"""(person, columns to restore, version that the row must have)"""


def undone_steps(entity: str, who: str) -> str:
    """Return SQL for the number of versions by which batches after :batch that were undone moved the row of `who`.

    Each undone change took two versions, its own and that of the undo, and left the row as it was; any other change adds
    further ones, so that it shows.
    """
    program = ""
    if entity == "participant":
        program = " AND later.program_id = (SELECT program_id FROM import_batch WHERE id = :batch)"
    return (
        # CROSS JOIN makes SQLite begin with the few batches and find each change by its key.
        "(SELECT 2 * COUNT(*) FROM import_batch AS later CROSS JOIN import_change AS change"
        f" WHERE later.id > :batch AND later.state = 'undone'{program} AND change.batch_id = later.id"
        f" AND change.entity = '{entity}' AND change.entity_id = {who})"
    )


def restore_profiles(uow: UnitOfWork, batch_id: int, progress: Progress) -> None:
    """Restore the profiles that the batch changed. Raises Conflict `import.data_changed` if a version changed."""
    renamed = (
        "SELECT p.profile_database_id, p.external_id{} FROM import_change AS c JOIN profile AS p ON p.id = c.entity_id"
        f" WHERE c.batch_id = :batch AND c.entity = 'profile' AND {json_has(is_sqlite(uow.conn), 'c.before', 'external_id')}"
    )
    params = {"batch": batch_id}
    uow.conn.execute(
        text(
            f"DELETE FROM profile_key WHERE (profile_database_id, external_id) IN ({renamed.format('')})"
        ),
        params,
    )
    for chunk in _changes(uow.conn, batch_id, "profile"):
        now = _searched(uow.conn, chunk)
        for who, values, _ in chunk:
            values |= _derived(values, now.get(who, {})) | {"updated_at": uow.now_us}
        _write(uow, "profile", chunk)
        progress.advance(len(chunk))
    uow.conn.execute(
        text(
            "INSERT INTO profile_key (profile_database_id, external_id, profile_id)"
            f" {renamed.format(', p.id')}"
        ),
        params,
    )


def restore_participants(
    uow: UnitOfWork, batch_id: int, program_id: int, progress: Progress
) -> None:
    """Restore the participants that the batch changed. Raises Conflict `import.data_changed` if a version changed."""
    for chunk in _changes(uow.conn, batch_id, "participant"):
        steps = []
        for who, values, _ in chunk:
            if "state" in values:
                state = ParticipantState(values["state"])
                values["state"] = PARTICIPANT_STATES[state]
                steps.append(StateStep(who, state, uow.now_us, values.get("blocked_reason")))
        _write(uow, "participant", chunk, program_id=program_id)
        memberships.record(uow, program_id, steps, import_batch_id=batch_id)
        progress.advance(len(chunk))


def _changes(conn: Connection, batch_id: int, entity: str) -> Iterator[list[_Change]]:
    last = 0
    while True:
        rows = conn.execute(
            text(
                f"SELECT c.entity_id, c.before, c.version_after + {undone_steps(entity, 'c.entity_id')}"
                " FROM import_change AS c WHERE c.batch_id = :batch"
                " AND c.entity = :entity AND c.entity_id > :last ORDER BY c.entity_id LIMIT :n"
            ),
            {"batch": batch_id, "entity": entity, "last": last, "n": CHUNK},
        ).all()
        if rows:
            last = int(rows[-1][0])
            yield [(int(who), json.loads(before), int(version)) for who, before, version in rows]
        if len(rows) < CHUNK:
            return


def _searched(conn: Connection, changes: Sequence[_Change]) -> dict[int, dict[str, Any]]:
    """Return the searched columns of the profiles as they are, for those of which one is restored."""
    wanted = [who for who, values, _ in changes if not values.keys().isdisjoint(SEARCHED)]
    if not wanted:
        return {}
    found = conn.execute(
        text(f"SELECT id, {', '.join(SEARCHED)} FROM profile WHERE {among(conn, 'id')}"),
        {"ids": id_list(conn, wanted)},
    )
    return {row[0]: dict(zip(SEARCHED, row[1:], strict=True)) for row in found}


def _derived(values: Mapping[str, Any], searched: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a profile that follow from others."""
    made: dict[str, Any] = {}
    if "email" in values:
        made["email_key"] = email_key(values["email"]) if values["email"] else None
    if searched:
        made["search"] = search_text(*(values.get(name, searched[name]) for name in SEARCHED))
    return made


def _write(
    uow: UnitOfWork, entity: str, changes: Sequence[_Change], *, program_id: int | None = None
) -> None:
    """Update rows, those with the same columns in one statement; the versions must be as expected."""
    alike: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for who, values, version in changes:
        alike[frozenset(values)].append({"_id": who, "_version": version, **values})
    for columns, rows in alike.items():
        source, params = _source(uow.conn, entity, sorted(columns), rows)
        sets = ", ".join(f"{name} = v.{name}" for name in sorted(columns))
        program = "" if program_id is None else " AND program_id = :program"
        done = uow.conn.execute(
            text(
                f"UPDATE {entity} SET {sets}, version = version + 1 FROM {source}"
                f" WHERE {entity}.id = v._id AND {entity}.version = v._version{program}"
            ),
            {**params, **({} if program_id is None else {"program": program_id})},
        ).rowcount
        if done != len(rows):
            raise Conflict("import.data_changed")


def _source(
    conn: Connection, entity: str, columns: Collection[str], rows: Sequence[Mapping[str, Any]]
) -> tuple[str, dict[str, str]]:
    """Return the rows as a table `v` of a statement, and its parameters."""
    params = {"rows": json.dumps(rows)}
    if is_sqlite(conn):
        listed = ", ".join(
            f"value ->> '{name}' AS {name}" for name in ("_id", "_version", *columns)
        )
        return f"(SELECT {listed} FROM json_each(:rows)) AS v", params
    table = {"profile": profile, "participant": participant}[entity]
    typed = ", ".join(f"{name} {_postgres_type(table.c[name])}" for name in columns)
    listed = f"_id BIGINT, _version BIGINT, {typed}"
    return f"jsonb_to_recordset(CAST(:rows AS JSONB)) AS v({listed})", params


def _postgres_type(column: Column[Any]) -> str:
    kind = column.type
    if isinstance(kind, BigInteger) or kind.python_type is int:
        return "BIGINT"
    return "TEXT"

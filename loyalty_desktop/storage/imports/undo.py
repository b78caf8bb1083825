"""Undo a batch of profiles or participants: find what prevents it, and write.

Transactions and tier histories are never deleted. Therefore a participant who has any leaves the program, and the profile
stays; a participant without any is deleted, with its profile if the batch created that too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.entities.profiles import SEARCHED
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.domain.text import email_key, search_text
from loyalty_desktop.storage.unit_of_work import UnitOfWork

EXAMPLES = 5
CHUNK = 1_000

Obstacle = tuple[str, int, tuple[str, ...]]
"""(code, how many, examples)"""

_MADE_PROFILE = "p.import_batch_id = :batch"
_MADE_PARTICIPANT = "m.import_batch_id = :batch"

_TRACED = (
    "(EXISTS (SELECT 1 FROM points_transaction AS t WHERE t.participant_id = participant.id)"
    " OR EXISTS (SELECT 1 FROM tier_history AS h WHERE h.participant_id = participant.id AND h.reason <> 'joined'))"
)

_OBSTACLES = (
    (
        "undo.profile_changed",
        f"SELECT p.external_id AS example FROM profile AS p WHERE {_MADE_PROFILE} AND p.version <> 1",
    ),
    (
        "undo.profile_changed",
        (
            "SELECT COALESCE(p.external_id, '') AS example FROM import_change AS c LEFT JOIN profile AS p ON p.id = c.entity_id"
            " WHERE c.batch_id = :batch AND c.entity = 'profile' AND (p.id IS NULL OR p.version <> c.version_after)"
        ),
    ),
    (
        "undo.profile_takes_part",
        (
            "SELECT p.external_id AS example FROM profile AS p JOIN participant AS m ON m.profile_id = p.id"
            f" WHERE {_MADE_PROFILE} AND COALESCE(m.import_batch_id, 0) <> :batch"
        ),
    ),
    (
        "undo.participant_changed",
        (
            "SELECT p.external_id AS example FROM participant AS m JOIN profile AS p ON p.id = m.profile_id"
            f" WHERE {_MADE_PARTICIPANT} AND m.version <> 1"
        ),
    ),
    (
        "undo.participant_changed",
        (
            "SELECT COALESCE(p.external_id, '') AS example FROM import_change AS c LEFT JOIN participant AS m ON m.id = c.entity_id"
            " LEFT JOIN profile AS p ON p.id = m.profile_id"
            " WHERE c.batch_id = :batch AND c.entity = 'participant' AND (m.id IS NULL OR m.version <> c.version_after)"
        ),
    ),
    (
        "undo.participant_has_points",
        (
            "SELECT p.external_id AS example FROM participant AS m JOIN profile AS p ON p.id = m.profile_id"
            f" WHERE {_MADE_PARTICIPANT} AND EXISTS (SELECT 1 FROM points_transaction AS t"
            "  WHERE t.participant_id = m.id AND t.type <> 'initial' AND t.state <> 'cancelled'"
            "  AND t.reverses_id IS NULL)"
        ),
    ),
)


def obstacles(conn: Connection, batch_id: int) -> list[Obstacle]:
    """Return what prevents an undo, each with its number of rows and a few external IDs."""
    found: dict[str, tuple[int, list[str]]] = {}
    for code, query in _OBSTACLES:
        params = {"batch": batch_id}
        count = int(conn.execute(text(f"SELECT COUNT(*) FROM ({query}) AS q"), params).scalar_one())
        if not count:
            continue
        rows = conn.execute(text(f"{query} ORDER BY 1 LIMIT {EXAMPLES}"), params).scalars()
        known, examples = found.get(code, (0, []))
        found[code] = (known + count, (examples + [str(r) for r in rows])[:EXAMPLES])
    return [(code, count, tuple(examples)) for code, (count, examples) in found.items()]


def created(conn: Connection, batch_id: int, entity: str) -> int:
    """Return how many rows of `profile` or `participant` that the batch created still exist."""
    query = f"SELECT COUNT(*) FROM {entity} WHERE import_batch_id = :batch"
    return int(conn.execute(text(query), {"batch": batch_id}).scalar_one())


def changed(conn: Connection, batch_id: int) -> int:
    """Return how many profiles and participants the batch changed; tiers set for new ones do not count."""
    query = (
        "SELECT COUNT(*) FROM (SELECT DISTINCT CASE WHEN c.entity = 'profile' THEN 1 ELSE 2 END, c.entity_id"
        " FROM import_change AS c WHERE c.batch_id = :batch AND NOT (c.entity LIKE 'tier:%' AND EXISTS"
        " (SELECT 1 FROM participant AS m WHERE m.id = c.entity_id AND m.import_batch_id = :batch))) AS q"
    )
    return int(conn.execute(text(query), {"batch": batch_id}).scalar_one())


def leaving(conn: Connection, batch_id: int) -> int:
    """How many of the participants the batch made leave when it is undone, as the ledger or their tiers tell of them."""
    query = f"SELECT COUNT(*) FROM participant WHERE import_batch_id = :batch AND {_TRACED}"
    return int(conn.execute(text(query), {"batch": batch_id}).scalar_one())


def joined(conn: Connection, batch_id: int) -> list[int]:
    """Return the participants that the batch created, ascending."""
    query = "SELECT id FROM participant WHERE import_batch_id = :batch ORDER BY id"
    return [int(n) for n in conn.execute(text(query), {"batch": batch_id}).scalars()]


def initial_transactions(conn: Connection, batch_id: int) -> list[tuple[int, int]]:
    """Return (participant, transaction) of the initial balances that participants of the batch got and still have."""
    found = conn.execute(
        text(
            "SELECT t.participant_id, t.id FROM participant AS m JOIN points_transaction AS t ON t.participant_id = m.id"
            " WHERE m.import_batch_id = :batch AND t.type = 'initial' AND t.state = 'permanent'"
            " ORDER BY t.participant_id, t.id"
        ),
        {"batch": batch_id},
    )
    return [(int(a), int(b)) for a, b in found]


def remove_participants(uow: UnitOfWork, batch_id: int) -> int:
    """Delete participants of the batch without transactions or tier history; the others leave. Returns how many in all."""
    params = {"batch": batch_id, "now": uow.now_us}
    uow.conn.execute(
        text(
            "DELETE FROM initial_grant WHERE participant_id IN"
            " (SELECT id FROM participant WHERE import_batch_id = :batch)"
        ),
        params,
    )
    left = uow.conn.execute(
        text(
            "UPDATE participant SET state = 'left', left_at = :now, version = version + 1, import_batch_id = NULL"
            f" WHERE import_batch_id = :batch AND {_TRACED}"
        ),
        params,
    ).rowcount
    for table in ("tier_history", "tier_state", "account"):
        uow.conn.execute(
            text(
                f"DELETE FROM {table} WHERE participant_id IN"
                " (SELECT id FROM participant WHERE import_batch_id = :batch)"
            ),
            params,
        )
    uow.conn.execute(
        text(
            "DELETE FROM participant_key WHERE (program_id, profile_id) IN"
            " (SELECT program_id, profile_id FROM participant WHERE import_batch_id = :batch)"
        ),
        params,
    )
    gone = uow.conn.execute(
        text("DELETE FROM participant WHERE import_batch_id = :batch"), params
    ).rowcount
    return left + gone


def remove_profiles(uow: UnitOfWork, batch_id: int) -> int:
    """Delete profiles that the batch created and that are in no program. Returns how many."""
    alone = "NOT EXISTS (SELECT 1 FROM participant AS m WHERE m.profile_id = profile.id)"
    params = {"batch": batch_id}
    uow.conn.execute(
        text(
            "DELETE FROM profile_key WHERE (profile_database_id, external_id) IN"
            f" (SELECT profile_database_id, external_id FROM profile WHERE import_batch_id = :batch AND {alone})"
        ),
        params,
    )
    return uow.conn.execute(
        text(f"DELETE FROM profile WHERE import_batch_id = :batch AND {alone}"), params
    ).rowcount


def restore(uow: UnitOfWork, batch_id: int, entity: str, progress: Progress) -> int:
    """Restore the old values of changed rows. Returns how many. Raises Conflict `import.data_changed` if a version changed."""
    done = 0
    for entity_id, before, version in _changes(uow.conn, batch_id, entity):
        values = dict(before)
        if entity == "profile":
            values |= _derived(uow, entity_id, values)
            values["updated_at"] = uow.now_us
            if "external_id" in before:
                _rename(uow, entity_id, before["external_id"])
        sets = ", ".join(f"{column} = :{column}" for column in values)
        count = uow.conn.execute(
            text(
                f"UPDATE {entity} SET {sets}, version = version + 1 WHERE id = :_id AND version = :_version"
            ),
            {**values, "_id": entity_id, "_version": version},
        ).rowcount
        if count != 1:
            raise Conflict("import.data_changed")
        done += 1
        if done % 100 == 0:
            progress.advance(100)
    return done


def _changes(
    conn: Connection, batch_id: int, entity: str
) -> Iterator[tuple[int, Mapping[str, Any], int]]:
    last = 0
    while True:
        rows = conn.execute(
            text(
                "SELECT entity_id, before, version_after FROM import_change WHERE batch_id = :batch"
                " AND entity = :entity AND entity_id > :last ORDER BY entity_id LIMIT :n"
            ),
            {"batch": batch_id, "entity": entity, "last": last, "n": CHUNK},
        ).fetchall()
        for entity_id, before, version in rows:
            yield int(entity_id), json.loads(before), int(version)
        if len(rows) < CHUNK:
            return
        last = int(rows[-1][0])


def _derived(uow: UnitOfWork, profile_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a profile that follow from others."""
    made: dict[str, Any] = {}
    if "email" in values:
        made["email_key"] = email_key(values["email"]) if values["email"] else None
    if any(name in values for name in SEARCHED):
        row = uow.conn.execute(
            text(f"SELECT {', '.join(SEARCHED)} FROM profile WHERE id = :id"), {"id": profile_id}
        ).one()
        now = dict(zip(SEARCHED, row, strict=True)) | {
            k: v for k, v in values.items() if k in SEARCHED
        }
        made["search"] = search_text(*(now[name] for name in SEARCHED))
    return made


def _rename(uow: UnitOfWork, profile_id: int, external_id: str) -> None:
    params = {"id": profile_id, "key": external_id}
    uow.conn.execute(
        text(
            "UPDATE profile_key SET external_id = :key WHERE profile_id = :id AND (profile_database_id, external_id) ="
            " (SELECT profile_database_id, external_id FROM profile WHERE id = :id)"
        ),
        params,
    )

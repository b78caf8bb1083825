"""Undo a batch of profiles or participants: find what prevents it, and delete what it made. See restoring.py for the rest.

Transactions, tier histories and changes of states are never deleted. Therefore a participant who has any leaves the
program, and the profile stays; a participant without any is deleted, with its profile if the batch created that too.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import ParticipantState, TierReason, TransactionState
from loyalty_desktop.domain.kinds import TransactionType as Type
from loyalty_desktop.storage import memberships
from loyalty_desktop.storage.codes import PARTICIPANT_STATES, STATES, TIER_REASONS, TYPES
from loyalty_desktop.storage.imports.restoring import undone_steps
from loyalty_desktop.storage.memberships import StateStep
from loyalty_desktop.storage.row_hash import PARTICIPANT, TIER_STEP, stored_hash_sql
from loyalty_desktop.storage.sql import is_sqlite, json_has, json_member
from loyalty_desktop.storage.unit_of_work import UnitOfWork

EXAMPLES = 5

Obstacle = tuple[str, int, tuple[str, ...]]
"""(code, how many, examples)"""

_LEFT = PARTICIPANT_STATES[ParticipantState.LEFT]
_JOINED = TIER_REASONS[TierReason.JOINED]
_INITIAL = TYPES[Type.INITIAL]
_PERMANENT, _CANCELLED = (
    STATES[TransactionState.PERMANENT],
    STATES[TransactionState.CANCELLED],
)

_MADE_PROFILE = "p.import_batch_id = :batch"
_MADE_PARTICIPANT = "m.import_batch_id = :batch"
_TRANSACTIONS = (
    "SELECT 1 FROM points_transaction AS t JOIN points_type AS k ON k.id = t.points_type_id"
    " WHERE t.participant_id = m.id AND k.program_id = m.program_id"
)

_TRACED = (
    f"(EXISTS ({_TRANSACTIONS})"
    " OR EXISTS (SELECT 1 FROM tier_history AS h JOIN tier_group AS g ON g.id = h.tier_group_id"
    f" WHERE h.participant_id = m.id AND g.program_id = m.program_id AND h.reason <> {_JOINED})"
    " OR EXISTS (SELECT 1 FROM membership AS s WHERE s.participant_id = m.id AND s.program_id = m.program_id))"
)
"""The condition "participant `m` has a history that is kept"."""

_CHANGED_PARTICIPANT = (
    " FROM import_change AS c JOIN import_batch AS b ON b.id = c.batch_id"
    " LEFT JOIN participant AS m ON m.id = c.entity_id AND m.program_id = b.program_id"
    " LEFT JOIN profile AS p ON p.id = c.entity_id"
    " WHERE c.batch_id = :batch AND c.entity = 'participant'"
)


def _obstacles(sqlite: bool) -> tuple[tuple[str, str], ...]:
    """Return (code, query of external IDs) of everything that prevents an undo."""
    old_id = json_member(sqlite, "c.before", "external_id")
    return (
        (
            "undo.profile_changed",
            (
                "SELECT p.external_id AS example FROM profile AS p"
                f" WHERE {_MADE_PROFILE} AND p.version <> 1 + {undone_steps('profile', 'p.id')}"
            ),
        ),
        (
            "undo.profile_changed",
            (
                "SELECT COALESCE(p.external_id, '') AS example FROM import_change AS c"
                " LEFT JOIN profile AS p ON p.id = c.entity_id"
                " WHERE c.batch_id = :batch AND c.entity = 'profile'"
                f" AND (p.id IS NULL OR p.version <> c.version_after + {undone_steps('profile', 'p.id')})"
            ),
        ),
        (
            "undo.external_id_taken",
            (
                f"SELECT {old_id} AS example FROM import_change AS c"
                " JOIN profile AS p ON p.id = c.entity_id"
                " JOIN profile_key AS k ON k.profile_database_id = p.profile_database_id"
                f" AND k.external_id = {old_id}"
                f" WHERE c.batch_id = :batch AND c.entity = 'profile' AND {json_has(sqlite, 'c.before', 'external_id')}"
                " AND NOT EXISTS (SELECT 1 FROM import_change AS o WHERE o.batch_id = :batch AND o.entity = 'profile'"
                f" AND o.entity_id = k.profile_id AND {json_has(sqlite, 'o.before', 'external_id')})"
                " AND NOT EXISTS (SELECT 1 FROM profile AS n WHERE n.id = k.profile_id AND n.import_batch_id = :batch)"
            ),
        ),
        (
            "undo.profile_takes_part",
            (
                "SELECT p.external_id AS example FROM profile AS p JOIN participant AS m ON m.id = p.id"
                f" WHERE {_MADE_PROFILE} AND COALESCE(m.import_batch_id, 0) <> :batch"
            ),
        ),
        (
            "undo.participant_changed",
            (
                "SELECT p.external_id AS example FROM participant AS m JOIN profile AS p ON p.id = m.id"
                f" WHERE {_MADE_PARTICIPANT} AND m.version <> 1 + {undone_steps('participant', 'm.id')}"
            ),
        ),
        (
            "undo.participant_changed",
            (
                f"SELECT COALESCE(p.external_id, '') AS example{_CHANGED_PARTICIPANT}"
                f" AND (m.id IS NULL OR m.version <> c.version_after + {undone_steps('participant', 'm.id')})"
            ),
        ),
        (
            "undo.participant_has_points",
            (
                "SELECT p.external_id AS example FROM participant AS m JOIN profile AS p ON p.id = m.id"
                f" WHERE {_MADE_PARTICIPANT} AND EXISTS ({_TRANSACTIONS} AND t.type <> {_INITIAL}"
                f" AND t.state <> {_CANCELLED} AND t.reverses_id IS NULL)"
            ),
        ),
    )


def obstacles(conn: Connection, batch_id: int) -> list[Obstacle]:
    """Return what prevents an undo, each with its number of rows and a few external IDs."""
    found: dict[str, tuple[int, list[str]]] = {}
    for code, query in _obstacles(is_sqlite(conn)):
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
    """Return how many participants that the batch made leave when it is undone, because they have a history."""
    query = f"SELECT COUNT(*) FROM participant AS m WHERE {_MADE_PARTICIPANT} AND {_TRACED}"
    return int(conn.execute(text(query), {"batch": batch_id}).scalar_one())


def initial_transactions(conn: Connection, batch_id: int) -> int:
    """Return how many initial balances the participants of the batch got and still have."""
    query = (
        f"SELECT COUNT(*) FROM participant AS m WHERE {_MADE_PARTICIPANT} AND EXISTS"
        f" ({_TRANSACTIONS} AND t.type = {_INITIAL} AND t.state = {_PERMANENT})"
    )
    return int(conn.execute(text(query), {"batch": batch_id}).scalar_one())


def remove_participants(uow: UnitOfWork, batch_id: int, program_id: int) -> int:
    """Delete participants of the batch that have no history; the others leave. Returns how many in all."""
    params = {"batch": batch_id, "program": program_id, "now": uow.now_us}
    mine = (
        f"SELECT m.id FROM participant AS m WHERE m.program_id = :program AND {_MADE_PARTICIPANT}"
    )
    types = "SELECT id FROM points_type WHERE program_id = :program"
    groups = "SELECT id FROM tier_group WHERE program_id = :program"
    _run(
        uow,
        f"DELETE FROM initial_grant WHERE participant_id IN ({mine}) AND points_type_id IN ({types})",
        params,
    )
    staying = [
        int(n) for (n,) in uow.conn.execute(text(f"{mine} AND {_TRACED} ORDER BY m.id"), params)
    ]
    memberships.record(
        uow,
        program_id,
        [StateStep(who, ParticipantState.LEFT, uow.now_us) for who in staying],
        import_batch_id=batch_id,
    )
    left = _run(
        uow,
        f"UPDATE participant SET state = {_LEFT}, left_at = :now, version = version + 1"
        f" WHERE program_id = :program AND id IN ({mine} AND {_TRACED})",
        params,
    )
    uow.store_people()
    gone = f"{mine} AND m.state <> {_LEFT}" if left else mine
    _forget(uow, gone, groups, params)
    for table, column, listed in (
        ("tier_history", "tier_group_id", groups),
        ("tier_state", "tier_group_id", groups),
        ("account", "points_type_id", types),
    ):
        _run(
            uow,
            f"DELETE FROM {table} WHERE participant_id IN ({gone}) AND {column} IN ({listed})",
            params,
        )
    _run(
        uow,
        f"DELETE FROM person WHERE id IN ({gone}) AND digest = 0 AND transactions = 0 AND lots = 0 AND audit_seq = 0",
        params,
    )
    removed = _run(
        uow,
        f"DELETE FROM participant WHERE program_id = :program AND id IN ({gone})",
        params,
    )
    return left + removed


def _forget(uow: UnitOfWork, gone: str, groups: str, params: dict[str, int]) -> None:
    """Take the rows that will be deleted out of the digests of their people."""
    hashes = (
        f"SELECT m.id AS who, {stored_hash_sql(uow.conn, PARTICIPANT, 'm')} AS hash FROM participant AS m"
        f" WHERE m.program_id = :program AND m.id IN ({gone}) UNION ALL"
        f" SELECT h.participant_id, {stored_hash_sql(uow.conn, TIER_STEP, 'h')} FROM tier_history AS h"
        f" WHERE h.participant_id IN ({gone}) AND h.tier_group_id IN ({groups})"
    )
    _run(
        uow,
        "UPDATE person SET digest = digest - q.total FROM"
        f" (SELECT who, SUM(hash) AS total FROM ({hashes}) AS hashed GROUP BY who) AS q WHERE person.id = q.who",
        params,
    )


def remove_profiles(uow: UnitOfWork, batch_id: int) -> int:
    """Delete profiles that the batch created and that are in no program. Returns how many."""
    alone = "NOT EXISTS (SELECT 1 FROM participant AS m WHERE m.id = profile.id)"
    params = {"batch": batch_id}
    _run(
        uow,
        "DELETE FROM profile_key WHERE (profile_database_id, external_id) IN"
        f" (SELECT profile_database_id, external_id FROM profile WHERE import_batch_id = :batch AND {alone})",
        params,
    )
    return _run(uow, f"DELETE FROM profile WHERE import_batch_id = :batch AND {alone}", params)


def _run(uow: UnitOfWork, query: str, params: dict[str, int]) -> int:
    return uow.conn.execute(text(query), params).rowcount

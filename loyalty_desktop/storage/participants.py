"""Write participants: join one or many, and change states, checking the version or state they had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, text, update

from loyalty_desktop.storage.models.participants import participant
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def claim_profile(
    uow: UnitOfWork, *, program_id: int, profile_id: int, participant_id: int
) -> bool:
    """Reserve a profile's place in a program. Returns False when it already takes part."""
    done = uow.conn.execute(
        text(
            "INSERT INTO participant_key (program_id, profile_id, participant_id) VALUES (:program, :profile, :id)"
            " ON CONFLICT (program_id, profile_id) DO NOTHING"
        ),
        {"program": program_id, "profile": profile_id, "id": participant_id},
    )
    return done.rowcount == 1


def insert_participant(uow: UnitOfWork, values: Mapping[str, Any]) -> None:
    """Store a new participant."""
    uow.conn.execute(insert(participant).values(**values))


def update_participant(
    uow: UnitOfWork,
    program_id: int,
    participant_id: int,
    *,
    version: int,
    values: Mapping[str, Any],
) -> bool:
    """Change a program's participant of this version. Returns False when somebody changed it first."""
    done = uow.conn.execute(
        update(participant)
        .where(
            participant.c.program_id == program_id,
            participant.c.id == participant_id,
            participant.c.version == version,
        )
        .values(version=version + 1, **values)
    )
    return done.rowcount == 1


def join_all(uow: UnitOfWork, *, program_id: int, database_id: int, limit: int) -> range:
    """Make participants of up to `limit` profiles that do not take part yet, in order of id. Returns the new ids."""
    params = {"program": program_id, "database": database_id, "now": uow.now_us, "limit": limit}
    outside = (
        "SELECT profile.id FROM profile WHERE profile.profile_database_id = :database AND NOT EXISTS ("
        "SELECT 1 FROM participant_key WHERE participant_key.program_id = :program"
        " AND participant_key.profile_id = profile.id) ORDER BY profile.id LIMIT :limit"
    )
    count = uow.conn.execute(
        text(f"SELECT COUNT(*) FROM ({outside}) AS outside"), params
    ).scalar_one()
    if not count:
        return range(0)
    first = uow.ids.take("participant", count)
    params |= {"first": first, "limit": count, "last": first + count - 1}
    uow.conn.execute(
        text(
            "INSERT INTO participant (id, program_id, profile_id, state, registered_at, created_at, version)"
            " SELECT CAST(:first AS BIGINT) - 1 + ROW_NUMBER() OVER (ORDER BY outside.id), CAST(:program AS BIGINT),"
            f" outside.id, 'active', CAST(:now AS BIGINT), CAST(:now AS BIGINT), 1 FROM ({outside}) AS outside"
        ),
        params,
    )
    uow.conn.execute(
        text(
            "INSERT INTO participant_key (program_id, profile_id, participant_id)"
            " SELECT program_id, profile_id, id FROM participant WHERE program_id = :program AND id BETWEEN :first AND :last"
        ),
        params,
    )
    return range(first, first + count)


def set_state(
    uow: UnitOfWork,
    ids: list[int],
    *,
    program_id: int,
    from_state: str,
    to_state: str,
    reason: str | None,
) -> list[int]:
    """Change the state of those of `ids` that are in `from_state`. Returns the ids that were changed."""
    if not ids:
        return []
    statement = (
        update(participant)
        .where(
            participant.c.program_id == program_id,
            participant.c.state == from_state,
            participant.c.id.in_(ids),
        )
        .values(state=to_state, blocked_reason=reason, version=participant.c.version + 1)
        .returning(participant.c.id)
    )
    return sorted(uow.conn.execute(statement).scalars())

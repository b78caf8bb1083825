"""Write participants: join one or many, and change states, checking the version or state they had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text, update

from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.uuids import new_uuids
from loyalty_desktop.storage import memberships
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.codes import PARTICIPANT_STATES
from loyalty_desktop.storage.memberships import StateStep
from loyalty_desktop.storage.models.participants import participant
from loyalty_desktop.storage.row_hash import PARTICIPANT, row_hash
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_COLUMNS = (
    "id",
    "program_id",
    "uuid",
    "registered_at",
    "created_at",
    "comment",
    "state",
)
_ACTIVE = PARTICIPANT_STATES[ParticipantState.ACTIVE]


def insert_participants(
    uow: UnitOfWork,
    program_id: int,
    ids: Sequence[int],
    *,
    registered_at: int,
    comment: str | None = None,
) -> None:
    """Make participants of these profiles, which do not take part yet; locks their people."""
    people = uow.lock_people(ids)
    rows = []
    uuids = new_uuids([(number, program_id) for number in ids])
    for number, uuid in zip(ids, uuids, strict=True):
        rows.append((number, program_id, uuid, registered_at, uow.now_us, comment, _ACTIVE))
        people[number].digest += row_hash(
            PARTICIPANT, program_id, uuid, registered_at, uow.now_us, None
        )
    insert_many(uow.conn, "participant", _COLUMNS, rows)


def update_participant(
    uow: UnitOfWork,
    program_id: int,
    participant_id: int,
    *,
    version: int,
    values: Mapping[str, Any],
    since: int | None = None,
) -> bool:
    """Change a participant of this version. Returns False when somebody changed it first.

    `values` may have a ParticipantState as `state`: then the change of state is recorded from `since` (default: now) on.
    """
    uow.lock_people([participant_id])
    state = values.get("state")
    stored = dict(values) if state is None else {**values, "state": PARTICIPANT_STATES[state]}
    done = uow.conn.execute(
        update(participant)
        .where(
            participant.c.id == participant_id,
            participant.c.program_id == program_id,
            participant.c.version == version,
        )
        .values(version=version + 1, **stored)
    )
    if done.rowcount != 1:
        return False
    if state is not None:
        reason = values.get("blocked_reason")
        step = StateStep(participant_id, state, uow.now_us if since is None else since, reason)
        memberships.record(uow, program_id, [step])
    return True


def join_all(uow: UnitOfWork, *, program_id: int, database_id: int, limit: int) -> list[int]:
    """Make participants of up to `limit` profiles that do not take part yet, in order of id. Returns their ids."""
    ids = list(
        uow.conn.execute(
            text(
                "SELECT f.id FROM profile f WHERE f.profile_database_id = :database AND NOT EXISTS ("
                "SELECT 1 FROM participant p WHERE p.id = f.id AND p.program_id = :program)"
                " ORDER BY f.id LIMIT :limit"
            ),
            {"program": program_id, "database": database_id, "limit": limit},
        ).scalars()
    )
    insert_participants(uow, program_id, ids, registered_at=uow.now_us)
    return ids


def set_state(
    uow: UnitOfWork,
    ids: list[int],
    *,
    program_id: int,
    from_state: ParticipantState,
    to_state: ParticipantState,
    reason: str | None,
) -> list[int]:
    """Change the state of those of `ids` that are in `from_state`. Returns the ids that were changed."""
    if not ids:
        return []
    uow.lock_people(ids)
    statement = (
        update(participant)
        .where(
            participant.c.program_id == program_id,
            participant.c.state == PARTICIPANT_STATES[from_state],
            participant.c.id.in_(ids),
        )
        .values(
            state=PARTICIPANT_STATES[to_state],
            blocked_reason=reason,
            version=participant.c.version + 1,
        )
        .returning(participant.c.id)
    )
    changed = sorted(uow.conn.execute(statement).scalars())
    steps = [StateStep(number, to_state, uow.now_us, reason) for number in changed]
    memberships.record(uow, program_id, steps)
    return changed

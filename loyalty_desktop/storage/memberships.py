"""Record changes of participants' states: append-only rows of `membership`, each in the digest of its person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text

from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.codes import PARTICIPANT_STATES
from loyalty_desktop.storage.row_hash import MEMBERSHIP, row_hash
from loyalty_desktop.storage.sql import among, id_list
from loyalty_desktop.storage.unit_of_work import UnitOfWork


class StateStep(NamedTuple):
    """The state of a participant from `since` (UTC microseconds) on; `reason` of a blocked one."""

    participant_id: int
    state: ParticipantState
    since: int
    reason: str | None = None


def record(
    uow: UnitOfWork,
    program_id: int,
    steps: Sequence[StateStep],
    *,
    import_batch_id: int | None = None,
) -> None:
    """Write the changes of states of participants of one program, at most one for each participant.

    Locks their people; the numbers 1, 2, ... continue those that are there. Joining for the first time is no change:
    `participant.registered_at` says it.
    """
    if not steps:
        return
    ids = [step.participant_id for step in steps]
    people = uow.lock_people(ids)
    last: dict[int, int] = {
        row[0]: row[1]
        for row in uow.conn.execute(
            text(
                "SELECT participant_id, MAX(number) FROM membership WHERE program_id = :program_id"
                f" AND {among(uow.conn, 'participant_id')} GROUP BY participant_id"
            ),
            {"program_id": program_id, "ids": id_list(uow.conn, ids)},
        )
    }
    rows = []
    for step in steps:
        who = step.participant_id
        hashed = (
            program_id,
            last.get(who, 0) + 1,
            PARTICIPANT_STATES[step.state],
            step.since,
            uow.now_us,
            step.reason,
            uow.actor.name,
            import_batch_id,
        )
        people[who].digest += row_hash(MEMBERSHIP, *hashed)
        rows.append((who, *hashed))
    insert_many(uow.conn, "membership", _COLUMNS, rows)


_COLUMNS = (
    "participant_id",
    "program_id",
    "number",
    "state",
    "since",
    "recorded_at",
    "reason",
    "actor",
    "import_batch_id",
)

"""What the commands on points share: opening the session, legs of a transfer, time-outs, what the caller says, the end."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.errors import InvalidInput, NotFound
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.ledger.state import Meta
from loyalty_desktop.domain.points import TransactionRow
from loyalty_desktop.services.ledger.session import Key, LedgerSession, require_active
from loyalty_desktop.storage.ledger.load import load_originals, load_participants, transfer_legs
from loyalty_desktop.storage.ledger.opening import open_rules
from loyalty_desktop.storage.queries import transactions as transaction_queries
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_SECOND = 1_000_000


def open_session(uow: UnitOfWork, points_type_id: int, people: Collection[int]) -> LedgerSession:
    """Lock the people of a command and open a session on the program of a points type, which must be active.

    Raises NotFound `participant.not_found` for who does not take part in it, RuleViolation `program.not_active`.
    """
    found = open_rules(uow, points_type_id, people)
    if found.program.state is not ProgramState.ACTIVE:
        present = load_participants(uow.conn, found.program.id, people)
        for one in people:
            if one not in present:
                raise NotFound("participant.not_found", id=one)
    require_active(found.program)
    return LedgerSession(uow, found.program, groups=found.groups)


def legs_of(uow: UnitOfWork, participant_id: int, transaction_id: int) -> list[tuple[int, int]]:
    """Return (participant, transaction) of a transaction; of a transfer both legs, this one first."""
    own = (participant_id, transaction_id)
    stored = load_originals(uow.conn, [own])[own]
    if stored.transfer_uuid is None or stored.source_id is None:
        return [own]
    legs = transfer_legs(uow.conn, participant_id, int(stored.source_id), stored.transfer_uuid)
    return sorted(legs, key=lambda leg: leg != own)


def check_temporary(seconds: int | None) -> None:
    """Raise InvalidInput `points.timeout` when a temporary transaction would end at once."""
    if seconds is not None and seconds <= 0:
        raise InvalidInput("points.timeout", field="temporary_seconds")


def end_of_hold(t: int, seconds: int | None) -> int | None:
    """Return the instant at which a temporary transaction ends; None: never by itself."""
    return None if seconds is None else t + seconds * _SECOND


def meta_of(
    key: Key,
    description: str,
    external_data: Mapping[str, Any] | None,
    source: tuple[str, str] | None,
) -> Meta:
    """Return what the caller says about a transaction, as the ledger keeps it."""
    data = None
    if external_data is not None:
        data = json.dumps(external_data, sort_keys=True, ensure_ascii=False)
    return Meta(key.external_id, description, data, *(source or (None, None)))


def finish(session: LedgerSession, where: tuple[int, int], action: str) -> Outcome[TransactionRow]:
    """Store, write an audit record for each transaction, return the first one. A repeated command stores nothing.

    `where` is the first one, as run_once_per_key returns it; `action` is what its audit record calls it.
    """
    uow = session.uow
    if not session.postings.entries:
        found = transaction_queries.transaction(uow.conn, *where)
        if found is None:
            raise NotFound("points.no_transaction", id=where[1])
        return Outcome(found, Changes())
    states = {
        (change.participant_id, change.transaction_id): change.after
        for change in session.postings.state_changes
    }
    stored = session.store()
    for entry, _ in stored:
        uow.audit(
            f"points.{action if entry.id == where[1] else entry.type.value}",
            entity="points_transaction",
            entity_id=entry.id,
            program_id=session.program.id,
            participant_id=entry.participant_id,
            before={"total": entry.total_before, "active": entry.active_before},
            after={
                "type": entry.type.value,
                "state": entry.state.value,
                "points_type_id": entry.points_type_id,
                "amount": entry.amount,
                "written_off": entry.written_off,
                "total": entry.total_after,
                "active": entry.active_after,
                "description": entry.meta.description,
            },
        )
    first, uuid = next(one for one in stored if (one[0].participant_id, one[0].id) == where)
    kind, program = first.points_type_id, session.program
    found = transaction_queries.made(
        first._replace(state=states.get(where, first.state)),
        program.rules[kind],
        program.names[kind],
        uuid,
        at=uow.now_us,
        actor=uow.actor.name,
    )
    people = sorted({entry.participant_id for entry, _ in stored})
    changes = Changes.of(Entity.PARTICIPANT, people) | Changes.of(
        Entity.POINTS_TRANSACTION, [entry.id for entry, _ in stored]
    )
    return Outcome(found, changes)

"""Queries of participants: pages by id, accounts, tiers. The list itself is in participant_list.py."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, bindparam, text

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.uuids import owner
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.field_codec import from_row
from loyalty_desktop.storage.ledger.load import load_ledger_program
from loyalty_desktop.storage.queries.due import anything_due, settled


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """A participant with its profile (without custom values). Instants are UTC microseconds."""

    profile: ProfileDraft
    id: int
    program_id: int
    state: str
    blocked_reason: str | None
    registered_at: int
    left_at: int | None
    comment: str | None
    version: int


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """The buckets of one account, in units."""

    participant_id: int
    points_type_id: int
    pending: int
    active: int
    held: int
    debt: int


_OWN = tuple(f.name for f in dataclasses.fields(ParticipantRecord) if f.name != "profile")
_STATE = codes.word_sql("p.state", codes.PARTICIPANT_STATES)
_RECORD = (
    f"SELECT {', '.join(f'{_STATE} AS state' if name == 'state' else f'p.{name}' for name in _OWN)},"
    f" {', '.join(f'profile.{name} AS profile_{name}' for name in PROFILE.names)}"
    " FROM participant p JOIN profile ON profile.id = p.id"
)


def _record(row: RowMapping) -> ParticipantRecord:
    profile = from_row(PROFILE, {name: row[f"profile_{name}"] for name in PROFILE.names})
    return ParticipantRecord(ProfileDraft(**profile), **{name: row[name] for name in _OWN})


def records(conn: Connection, program_id: int, ids: Sequence[int]) -> list[ParticipantRecord]:
    """Return a page of a program's participants in the order of `ids`; ids that are not in the program are left out."""
    if not ids:
        return []
    statement = text(f"{_RECORD} WHERE p.id IN :ids AND p.program_id = :program_id").bindparams(
        bindparam("ids", expanding=True)
    )
    rows = conn.execute(statement, {"ids": list(ids), "program_id": program_id}).mappings()
    found = {row["id"]: _record(row) for row in rows}
    return [found[i] for i in ids if i in found]


def record(conn: Connection, program_id: int, participant_id: int) -> ParticipantRecord | None:
    """Return one participant of a program, or None."""
    found = records(conn, program_id, [participant_id])
    return found[0] if found else None


def accounts(
    conn: Connection, program_id: int, ids: Sequence[int], *, at: int
) -> list[AccountRecord]:
    """Return the accounts that these participants have in a program, as they are at an instant (storage/queries/due.py)."""
    if not ids:
        return []
    program = load_ledger_program(conn, program_id)
    if anything_due(conn, program, at):
        states = settled(conn, program, ids, at)
        return [
            AccountRecord(who, number, one.pending, one.active, one.held, one.debt)
            for (who, number), one in states.items()
            if one.stored
        ]
    statement = text(
        "SELECT participant_id, points_type_id, pending, active, held, debt FROM account WHERE participant_id IN :ids"
        " AND points_type_id IN (SELECT id FROM points_type WHERE program_id = :program_id)"
    ).bindparams(bindparam("ids", expanding=True))
    bound = {"ids": list(ids), "program_id": program_id}
    return [AccountRecord(*r) for r in conn.execute(statement, bound)]


def tiers_of(conn: Connection, program_id: int, ids: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (participant, tier group, tier) of these participants in a program."""
    if not ids:
        return []
    statement = text(
        "SELECT participant_id, tier_group_id, tier_id FROM tier_state WHERE participant_id IN :ids"
        " AND tier_group_id IN (SELECT id FROM tier_group WHERE program_id = :program_id)"
    ).bindparams(bindparam("ids", expanding=True))
    bound = {"ids": list(ids), "program_id": program_id}
    return [(r[0], r[1], r[2]) for r in conn.execute(statement, bound)]


def by_uuid(conn: Connection, program_id: int, uuid: bytes) -> int | None:
    """Return the participant of a program with a UUID, which names its person and program; None when there is none."""
    person_id, of_program = owner(uuid)
    query = text(
        "SELECT id FROM participant WHERE id = :id AND program_id = :program AND uuid = :uuid"
    )
    if of_program != program_id:
        return None
    found = conn.execute(query, {"id": person_id, "program": program_id, "uuid": uuid}).scalar()
    return None if found is None else int(found)


def takes_part(conn: Connection, program_id: int, profile_id: int) -> bool:
    """Return whether a profile is or was a participant of a program."""
    query = text("SELECT 1 FROM participant WHERE id = :profile AND program_id = :program")
    return conn.execute(query, {"program": program_id, "profile": profile_id}).first() is not None


def profiles_not_enrolled(conn: Connection, program_id: int, database_id: int) -> int:
    """Return how many profiles of the database do not take part in the program."""
    return int(
        conn.execute(
            text(
                "SELECT (SELECT COUNT(*) FROM profile WHERE profile_database_id = :database)"
                " - (SELECT COUNT(*) FROM participant WHERE program_id = :program)"
            ),
            {"program": program_id, "database": database_id},
        ).scalar_one()
    )

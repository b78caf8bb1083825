"""Open the ledger for one command: one statement locks its people, one reads everything they have.

The rules of a program are kept in memory. The statement that locks the people reads the program's state and version, so
rules that another workstation has changed are seen by the next command.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from loyalty_desktop.domain.errors import NotFound
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.ledger.state import AccountState, Hold, Lot, Person
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.engine import RULES
from loyalty_desktop.storage.ledger.load import (
    LOT_COLUMNS,
    OPEN,
    LedgerParticipant,
    LedgerProgram,
    load_held,
    load_ledger_program,
)
from loyalty_desktop.storage.queries.tiers import TierGroupRow, load_groups
from loyalty_desktop.storage.sql import is_sqlite
from loyalty_desktop.storage.statements import fetch
from loyalty_desktop.storage.unit_of_work import UnitOfWork

FEW = 2
"""How many people one command is about at most."""

_LOCK = (
    "SELECT x.id, x.transactions, x.lots, x.digest, x.audit_seq, x.audit_hash, g.id, g.state, g.version"
    " FROM person x JOIN points_type y ON y.id = :type JOIN program g ON g.id = y.program_id"
    " WHERE x.id IN (:first, :last) ORDER BY x.id"
)
_PROGRAM = (
    "SELECT g.id, g.state, g.version FROM points_type y JOIN program g ON g.id = y.program_id"
    " WHERE y.id = :type"
)
_NONE = "CAST(NULL AS BIGINT)"
_WHO = "participant_id IN (:first, :last)"
_PARTICIPANT, _ACCOUNT, _LOT, _HOLD = range(4)
_EVERYTHING = f"""
SELECT {_PARTICIPANT}, id, {_NONE}, CAST(state AS BIGINT), {", ".join([_NONE] * 9)}, blocked_reason
FROM participant WHERE program_id = :program AND id IN (:first, :last)
UNION ALL
SELECT {_ACCOUNT}, participant_id, points_type_id, pending, active, held, debt, inactive_after, version, last_at,
       {", ".join([_NONE] * 3)}, CAST(NULL AS TEXT)
FROM account WHERE {_WHO}
UNION ALL
SELECT {_LOT}, participant_id, points_type_id, {LOT_COLUMNS}, CAST(NULL AS TEXT) FROM lot WHERE {_WHO} AND {OPEN}
UNION ALL
SELECT {_HOLD}, participant_id, points_type_id, id, amount, timeout_at, activates_on, expires_on,
       {", ".join([_NONE] * 5)}, CAST(NULL AS TEXT)
FROM points_transaction WHERE state = {codes.TEMPORARY} AND {_WHO}
"""


@dataclass(frozen=True, slots=True)
class ProgramRules:
    """What a version of a program says: points types and tier groups."""

    program: LedgerProgram
    groups: tuple[TierGroupRow, ...]


def open_rules(uow: UnitOfWork, points_type_id: int, ids: Collection[int]) -> ProgramRules:
    """Lock the people of a command, FEW at most, and return the rules of the points type's program as they are now.

    People without a row of `person` are left for `lock_people`. Raises NotFound `points_type.not_found`. Only for units of
    work that have not changed the program.
    """
    conn = uow.conn
    bound = {"type": points_type_id, "first": min(ids), "last": max(ids)}
    rows = fetch(conn, _LOCK if is_sqlite(conn) else f"{_LOCK} FOR UPDATE OF x", bound)
    if rows:
        uow.adopt(Person(*row[:6]) for row in rows)
        found = rows[0][6:9]
    else:
        programs = fetch(conn, _PROGRAM, {"type": points_type_id})
        if not programs:
            raise NotFound("points_type.not_found", id=points_type_id)
        (found,) = programs
    return _rules(conn, *found)


def _rules(conn: Connection, program_id: int, state: str, version: int) -> ProgramRules:
    kept: dict[int, tuple[int, ProgramRules]] = conn.get_execution_options().get(RULES, {})
    at, rules = kept.get(program_id, (None, None))
    if rules is None or at != version:
        program = load_ledger_program(conn, program_id)
        rules = ProgramRules(program, tuple(load_groups(conn, program_id)))
        kept[program_id] = (version, rules)
    if rules.program.state != state:
        return replace(rules, program=replace(rules.program, state=ProgramState(state)))
    return rules


def load_few(
    conn: Connection, program_id: int, people: Mapping[int, Person], points_type_id: int
) -> tuple[dict[int, LedgerParticipant], dict[tuple[int, int], AccountState]]:
    """Load what load_participants and load_accounts load, for FEW people at most and one points type."""
    bound = {"program": program_id, "first": min(people), "last": max(people)}
    rows = fetch(conn, _EVERYTHING, bound)
    participants = {
        row[1]: LedgerParticipant(row[1], codes.PARTICIPANT_STATE_OF[row[3]], row[-1])
        for row in rows
        if row[0] == _PARTICIPANT
    }
    states = {
        (who, points_type_id): AccountState(who, points_type_id, people[who])
        for who in participants
    }
    held = load_held(conn, [(row[1], row[3]) for row in rows if row[0] == _HOLD])
    for row in rows:
        state = states.get((row[1], row[2]))
        if state is None:
            continue
        if row[0] == _ACCOUNT:
            state.open(*row[3:10])
        elif row[0] == _LOT:
            state.add_lot(Lot(*row[3:13], stored=True))
        elif row[0] == _HOLD:
            number, amount, timeout_at, first, last = row[3:8]
            parts = held.get((row[1], number), ())
            state.add_hold(Hold(number, amount, timeout_at, parts, first, last))
    return participants, states

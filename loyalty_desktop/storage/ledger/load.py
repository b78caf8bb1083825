"""Read the data of the ledger engine: program and points rules, participants, accounts with lots and holds.

In a writing unit of work people are locked first, by ascending id (UnitOfWork.lock_people). The lock on a person also
protects everything that belongs to it, even rows that do not exist yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.errors import NotFound
from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    ExpiryKind,
    ParticipantState,
    PointsKind,
    ProgramState,
)
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Hold, Lot, Original, Person
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.sql import among, at_pairs, id_list

_RULES = """
SELECT id, kind, initial_balance, activation_days, expiry_kind, expiry_count, expiry_date, decimals, money_rate,
       redeem_max_share, redeem_min, redeem_step, largest_balance, cancel_policy, archived, name
FROM points_type WHERE program_id = :program_id ORDER BY position, id
"""

LOT_COLUMNS = "id, transaction_id, amount, pending, active, held, written_off, accrued_at, activates_on, expires_on"
OPEN = "(pending <> 0 OR active <> 0 OR held <> 0)"
"""The condition for a lot with points or debt."""


@dataclass(frozen=True, slots=True)
class LedgerProgram:
    """A program, for the ledger: `rules` and `names` by points type id, in the program's order."""

    id: int
    state: ProgramState
    local_days: LocalDays
    closed_through: int | None
    rules: dict[int, PointsRules]
    names: dict[int, str]


@dataclass(frozen=True, slots=True)
class LedgerParticipant:
    """A participant, for the ledger."""

    id: int
    state: ParticipantState
    blocked_reason: str | None


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """A stored transaction that is to be cancelled. `source_id` of a leg of a transfer is the other participant."""

    points_type_id: int
    transfer_uuid: bytes | None
    source_id: str | None
    original: Original


def load_ledger_program(conn: Connection, program_id: int) -> LedgerProgram:
    """Load a program and the rules of its points types. Raises NotFound `program.not_found`."""
    row = conn.execute(
        text(
            "SELECT p.state, p.time_zone, c.closed_through FROM program p"
            " LEFT JOIN program_close c ON c.program_id = p.id WHERE p.id = :id"
        ),
        {"id": program_id},
    ).one_or_none()
    if row is None:
        raise NotFound("program.not_found", id=program_id)
    local_days = LocalDays(zone(row.time_zone))
    types = conn.execute(text(_RULES), {"program_id": program_id}).all()
    rules = {
        found.id: PointsRules(
            program_id=program_id,
            points_type_id=found.id,
            local_days=local_days,
            kind=PointsKind(found.kind),
            initial_balance=found.initial_balance,
            activation_days=found.activation_days,
            expiry_kind=ExpiryKind(found.expiry_kind),
            expiry_count=found.expiry_count,
            expiry_date=found.expiry_date,
            decimals=found.decimals,
            money_rate=Decimal(found.money_rate),
            redeem_max_share=None
            if found.redeem_max_share is None
            else Decimal(found.redeem_max_share),
            redeem_min=found.redeem_min,
            redeem_step=found.redeem_step,
            largest_balance=found.largest_balance,
            cancel_policy=CancelPolicy(found.cancel_policy),
            archived=bool(found.archived),
        )
        for found in types
    }
    names = {found.id: found.name for found in types}
    state = ProgramState(row.state)
    return LedgerProgram(program_id, state, local_days, row.closed_through, rules, names)


def program_of(conn: Connection, points_type_id: int) -> int:
    """Return the program of a points type. Raises NotFound `points_type.not_found`."""
    found = conn.execute(
        text("SELECT program_id FROM points_type WHERE id = :id"), {"id": points_type_id}
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("points_type.not_found", id=points_type_id)
    return int(found)


def points_type_of(conn: Connection, participant_id: int, transaction_id: int) -> int:
    """Return the points type of a transaction. Raises NotFound `points.no_transaction`."""
    found = conn.execute(
        text(
            "SELECT points_type_id FROM points_transaction WHERE participant_id = :who AND id = :id"
        ),
        {"who": participant_id, "id": transaction_id},
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("points.no_transaction", id=transaction_id)
    return int(found)


def load_participants(
    conn: Connection, program_id: int, participant_ids: Collection[int]
) -> dict[int, LedgerParticipant]:
    """Load participants of a program by id; unknown ids are left out."""
    rows = conn.execute(
        text(
            "SELECT id, state, blocked_reason FROM participant"
            f" WHERE program_id = :program_id AND {among(conn, 'id')} ORDER BY id"
        ),
        {"program_id": program_id, "ids": id_list(conn, sorted(participant_ids))},
    )
    return {
        row[0]: LedgerParticipant(row[0], codes.PARTICIPANT_STATE_OF[row[1]], row[2])
        for row in rows
    }


def load_accounts(
    conn: Connection, people: Mapping[int, Person], points_type_ids: Iterable[int]
) -> dict[tuple[int, int], AccountState]:
    """Load accounts with their open lots and holds, by (participant id, points type id). Those without a row are new."""
    types = list(points_type_ids)
    states = {
        (participant_id, points_type_id): AccountState(participant_id, points_type_id, one)
        for participant_id, one in people.items()
        for points_type_id in types
    }
    bound = {"ids": id_list(conn, sorted(people))}
    for row in _fetch(
        conn,
        "SELECT participant_id, points_type_id, pending, active, held, debt, inactive_after, version, last_at"
        f" FROM account WHERE {among(conn, 'participant_id')}",
        bound,
    ):
        state = states.get((row[0], row[1]))
        if state is not None:
            state.open(*row[2:])
    for row in _fetch(
        conn,
        f"SELECT participant_id, points_type_id, {LOT_COLUMNS} FROM lot"
        f" WHERE {among(conn, 'participant_id')} AND {OPEN}",
        bound,
    ):
        state = states.get((row[0], row[1]))
        if state is not None:
            state.add_lot(Lot(*row[2:], stored=True))
    _load_holds(conn, bound, states)
    return states


def _load_holds(
    conn: Connection, bound: dict[str, Any], states: dict[tuple[int, int], AccountState]
) -> None:
    rows = _fetch(
        conn,
        "SELECT participant_id, points_type_id, id, amount, timeout_at, activates_on, expires_on"
        f" FROM points_transaction WHERE state = {codes.TEMPORARY} AND {among(conn, 'participant_id')}",
        bound,
    )
    found = {
        (row[0], row[2]): (state, row[2:])
        for row in rows
        if (state := states.get((row[0], row[1]))) is not None
    }
    held = load_held(conn, found)
    for key, (state, (number, amount, timeout_at, first, last)) in found.items():
        state.add_hold(Hold(number, amount, timeout_at, held.get(key, ()), first, last))


Held = Mapping[tuple[int, int], tuple[tuple[int, int], ...]]
"""(participant, temporary transaction) -> the (lot, units) that it holds."""


def load_held(conn: Connection, holds: Collection[tuple[int, int]]) -> Held:
    """Return the lots that temporary transactions (participant, number) hold."""
    if not holds:
        return {}
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    query = (
        "SELECT m.participant_id, m.transaction_id, m.lot_id, m.held FROM {pairs} JOIN movement AS m"
        " ON m.participant_id = pair.a AND m.transaction_id = pair.b AND m.held > 0"
        " ORDER BY m.participant_id, m.transaction_id, m.lot_id"
    )
    for who, number, lot, units in at_pairs(conn, query, holds):
        found[who, number].append((lot, units))
    return {key: tuple(parts) for key, parts in found.items()}


def load_lots(conn: Connection, participant_ids: Collection[int]) -> dict[tuple[int, int], Lot]:
    """Load all lots of these participants, including empty ones, by (participant id, lot id)."""
    rows = _fetch(
        conn,
        f"SELECT participant_id, {LOT_COLUMNS} FROM lot WHERE {among(conn, 'participant_id')}",
        {"ids": id_list(conn, sorted(participant_ids))},
    )
    return {(row[0], row[1]): Lot(*row[1:], stored=True) for row in rows}


def load_originals(
    conn: Connection, transactions: Collection[tuple[int, int]]
) -> dict[tuple[int, int], StoredOriginal]:
    """Load transactions by (participant id, id)."""
    where, bound = _these(conn, transactions)
    parts: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for who, number, lot_id, net in _fetch(
        conn,
        "SELECT participant_id, transaction_id, lot_id, pending + active + held FROM movement"
        f" WHERE {where('transaction_id')} ORDER BY participant_id, transaction_id, lot_id",
        bound,
    ):
        if net:
            parts[who, number][lot_id] = net
    reversed_units = {
        (row[0], row[1]): int(row[2])
        for row in _fetch(
            conn,
            "SELECT participant_id, reverses_id, SUM(ABS(amount) + written_off) FROM points_transaction"
            f" WHERE reverses_id IS NOT NULL AND {where('reverses_id')} GROUP BY participant_id, reverses_id",
            bound,
        )
    }
    return {
        (row[0], row[1]): StoredOriginal(
            row[2],
            row[6],
            row[7],
            Original(
                row[1],
                codes.TYPE_OF[row[3]],
                codes.STATE_OF[row[4]],
                row[5],
                parts[row[0], row[1]],
                row[8],
                row[9],
                reversed_units.get((row[0], row[1]), 0),
            ),
        )
        for row in _fetch(
            conn,
            "SELECT participant_id, id, points_type_id, type, state, settles_id, transfer_uuid, source_id,"
            f" amount, occurred_at FROM points_transaction WHERE {where('id')}",
            bound,
        )
    }


def load_expirations(
    conn: Connection, participant_id: int, points_type_id: int, after: int
) -> list[Original]:
    """Load an account's expirations that stand and are dated after an instant."""
    ids = [
        (participant_id, row[0])
        for row in _fetch(
            conn,
            "SELECT id FROM points_transaction WHERE participant_id = :who AND points_type_id = :type"
            f" AND type = {codes.EXPIRATION} AND state = {codes.PERMANENT} AND occurred_at > :after",
            {"who": participant_id, "type": points_type_id, "after": after},
        )
    ]
    return [found.original for found in load_originals(conn, ids).values()] if ids else []


def _these(
    conn: Connection, transactions: Collection[tuple[int, int]]
) -> tuple[Callable[[str], str], dict[str, Any]]:
    """Return a function from a column of numbers to the condition for these transactions, and its parameters.

    For several people the condition also holds for numbers of one in the rows of another: look results up by both.
    """
    people = sorted({participant_id for participant_id, _ in transactions})
    numbers = sorted({number for _, number in transactions})
    bound = {"people": id_list(conn, people), "numbers": id_list(conn, numbers)}
    plus = "" if len(people) == 1 else "+"  # SQLite would look every pair up

    def where(column: str) -> str:
        return (
            f"{among(conn, 'participant_id', 'people')} AND {among(conn, plus + column, 'numbers')}"
        )

    return where, bound


def transfer_legs(
    conn: Connection, participant_id: int, other_id: int, transfer_uuid: bytes
) -> list[tuple[int, int]]:
    """Return (participant id, transaction id) of both legs of a transfer between these two."""
    return [
        (row[0], row[1])
        for row in _fetch(
            conn,
            "SELECT participant_id, id FROM points_transaction"
            f" WHERE {among(conn, 'participant_id')} AND transfer_uuid = :uuid",
            {"ids": id_list(conn, [participant_id, other_id]), "uuid": transfer_uuid},
        )
    ]


def due_participants(conn: Connection, program: LedgerProgram, day: int, until: int) -> list[int]:
    """Return participants with something due by a local day, or a time-out by the instant `until`, ascending."""
    found: set[int] = set()
    for points_type_id, rules in program.rules.items():
        bound = {"type": points_type_id, "day": day, "until": until}
        queries = [
            """SELECT DISTINCT participant_id FROM lot WHERE points_type_id = :type AND expires_on < :day
               AND expires_on IS NOT NULL AND (pending > 0 OR active > 0)""",
            """SELECT DISTINCT participant_id FROM lot
               WHERE points_type_id = :type AND activates_on <= :day AND pending > 0""",
            f"""SELECT participant_id FROM points_transaction
                WHERE state = {codes.TEMPORARY} AND timeout_at <= :until AND points_type_id = :type""",
        ]
        if rules.by_inactivity:
            queries.append(
                """SELECT participant_id FROM account WHERE points_type_id = :type
                   AND inactive_after < :day AND inactive_after IS NOT NULL"""
            )
        for sql in queries:
            needed = {name: value for name, value in bound.items() if f":{name}" in sql}
            found.update(row[0] for row in _fetch(conn, sql, needed))
    return sorted(found)


def _fetch(conn: Connection, sql: str, bound: dict[str, Any]) -> Sequence[Any]:
    return conn.execute(text(sql), bound).fetchall()

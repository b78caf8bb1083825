"""Read the data of the ledger engine: program and points rules, participants, accounts with lots and holds.

In a writing unit of work participants are locked first, by ascending id (PostgreSQL only: SQLite has a single writer).
The lock on a participant also protects its accounts, even those that have no row yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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
    TransactionState,
    TransactionType,
)
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Hold, Lot, Original
from loyalty_desktop.storage.sql import among, for_update, id_list

_RULES = """
SELECT id, kind, initial_balance, activation_days, expiry_kind, expiry_count, expiry_date, decimals, money_rate,
       redeem_max_share, redeem_min, redeem_step, largest_balance, cancel_policy, archived
FROM points_type WHERE program_id = :program_id ORDER BY position, id
"""

LOT_COLUMNS = (
    "id, transaction_id, amount, pending, active, held, accrued_at, activates_on, expires_on"
)
OPEN = "(pending <> 0 OR active <> 0 OR held <> 0)"
"""The condition of the partial index ix_lot_open."""


@dataclass(frozen=True, slots=True)
class LedgerProgram:
    """A program, for the ledger: `rules` by points type id, in the program's order."""

    id: int
    state: ProgramState
    local_days: LocalDays
    closed_through: int | None
    rules: dict[int, PointsRules]


@dataclass(frozen=True, slots=True)
class LedgerParticipant:
    """A participant, for the ledger."""

    id: int
    program_id: int
    profile_id: int
    state: ParticipantState
    blocked_reason: str | None


def load_ledger_program(conn: Connection, program_id: int) -> LedgerProgram:
    """Load a program and the rules of its points types. Raises NotFound `program.not_found`."""
    row = conn.execute(
        text("SELECT state, time_zone, closed_through FROM program WHERE id = :id"),
        {"id": program_id},
    ).one_or_none()
    if row is None:
        raise NotFound("program.not_found", id=program_id)
    local_days = LocalDays(zone(row.time_zone))
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
        for found in conn.execute(text(_RULES), {"program_id": program_id})
    }
    return LedgerProgram(program_id, ProgramState(row.state), local_days, row.closed_through, rules)


def program_of_points_type(conn: Connection, points_type_id: int) -> int:
    """Return the program of a points type. Raises NotFound `points_type.not_found`."""
    found = conn.execute(
        text("SELECT program_id FROM points_type WHERE id = :id"), {"id": points_type_id}
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("points_type.not_found", id=points_type_id)
    return int(found)


def load_participants(
    conn: Connection, program_id: int, participant_ids: Collection[int], *, lock: bool
) -> dict[int, LedgerParticipant]:
    """Load a program's participants by id; other ids are left out. `lock` locks them until the transaction ends."""
    tail = for_update(conn) if lock else ""
    rows = conn.execute(
        text(
            "SELECT id, program_id, profile_id, state, blocked_reason FROM participant"
            f" WHERE {among(conn, 'id')} AND program_id = :program_id ORDER BY id{tail}"
        ),
        {"ids": id_list(conn, sorted(participant_ids)), "program_id": program_id},
    )
    return {
        row.id: LedgerParticipant(
            row.id, row.program_id, row.profile_id, ParticipantState(row.state), row.blocked_reason
        )
        for row in rows
    }


def load_accounts(
    conn: Connection,
    program_id: int,
    participant_ids: Collection[int],
    points_type_ids: Iterable[int],
) -> dict[tuple[int, int], AccountState]:
    """Load accounts with their open lots and holds, by (participant id, points type id). Those without a row are new."""
    types = list(points_type_ids)
    states = {
        (participant_id, points_type_id): AccountState(participant_id, points_type_id)
        for participant_id in participant_ids
        for points_type_id in types
    }
    bound = {"ids": id_list(conn, sorted(participant_ids))}
    for row in _fetch(
        conn,
        "SELECT participant_id, points_type_id, pending, active, held, debt, inactive_after, version"
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
    _load_holds(conn, program_id, bound, states)
    return states


def _load_holds(
    conn: Connection,
    program_id: int,
    bound: dict[str, Any],
    states: dict[tuple[int, int], AccountState],
) -> None:
    # "+" makes the planner use the small partial index of temporary transactions
    rows = _fetch(
        conn,
        "SELECT participant_id, points_type_id, id, amount, timeout_at FROM points_transaction"
        f" WHERE program_id = :program_id AND state = 'temporary' AND {among(conn, '+participant_id')}",
        {**bound, "program_id": program_id},
    )
    for participant_id, points_type_id, number, amount, timeout_at in rows:
        state = states.get((participant_id, points_type_id))
        if state is None:
            continue
        parts = tuple(
            (lot_id, held)
            for lot_id, held in _fetch(
                conn,
                "SELECT lot_id, held FROM movement"
                " WHERE participant_id = :participant_id AND transaction_id = :id AND held > 0 ORDER BY id",
                {"participant_id": participant_id, "id": number},
            )
        )
        state.add_hold(Hold(number, amount, timeout_at, parts))


def load_lots(conn: Connection, participant_id: int, lot_ids: Collection[int]) -> list[Lot]:
    """Load lots by id, including empty ones."""
    rows = _fetch(
        conn,
        f"SELECT {LOT_COLUMNS} FROM lot WHERE participant_id = :participant_id AND {among(conn, 'id')}",
        {"participant_id": participant_id, "ids": id_list(conn, lot_ids)},
    )
    return [Lot(*row, stored=True) for row in rows]


def load_originals(
    conn: Connection, transactions: Collection[tuple[int, int]]
) -> dict[int, tuple[int, int, str | None, Original]]:
    """Load transactions by (participant id, id). Returns id -> (participant, points type, transfer uuid, Original)."""
    people = id_list(conn, sorted({participant_id for participant_id, _ in transactions}))
    wanted = id_list(conn, sorted({number for _, number in transactions}))
    bound = {"people": people, "ids": wanted}
    parts: dict[int, dict[int, int]] = defaultdict(dict)
    for number, lot_id, net in _fetch(
        conn,
        "SELECT transaction_id, lot_id, pending + active + held FROM movement"
        f" WHERE {among(conn, 'participant_id', 'people')} AND {among(conn, 'transaction_id')}"
        " ORDER BY participant_id, id",
        bound,
    ):
        known = parts[number]
        known[lot_id] = known.get(lot_id, 0) + net
    return {
        row[1]: (
            row[0],
            row[2],
            row[6],
            Original(
                row[1],
                TransactionType(row[3]),
                TransactionState(row[4]),
                row[5],
                {lot_id: net for lot_id, net in parts[row[1]].items() if net},
            ),
        )
        for row in _fetch(
            conn,
            "SELECT participant_id, id, points_type_id, type, state, settles_id, transfer_uuid"
            " FROM points_transaction"
            f" WHERE {among(conn, 'participant_id', 'people')} AND {among(conn, 'id')}",
            bound,
        )
    }


def transfer_legs(
    conn: Connection, participant_id: int, transaction_id: int, transfer_uuid: str
) -> list[tuple[int, int]]:
    """Return (participant id, transaction id) of both legs; each leg has the other participant as its source."""
    (other,) = _fetch(
        conn,
        "SELECT source_id FROM points_transaction WHERE participant_id = :participant_id AND id = :id",
        {"participant_id": participant_id, "id": transaction_id},
    )[0]
    return [
        (row[0], row[1])
        for row in _fetch(
            conn,
            "SELECT participant_id, id FROM points_transaction"
            f" WHERE {among(conn, 'participant_id')} AND transfer_uuid = :uuid",
            {"ids": id_list(conn, [participant_id, int(other)]), "uuid": transfer_uuid},
        )
    ]


def due_participants(conn: Connection, program: LedgerProgram, day: int, until: int) -> list[int]:
    """Return participants with something due by a local day, or a time-out by the instant `until`, ascending."""
    found: set[int] = set()
    bound = {"p": program.id, "day": day, "until": until}
    for sql in (
        """SELECT DISTINCT participant_id FROM lot WHERE program_id = :p AND expires_on < :day
           AND expires_on IS NOT NULL AND (pending > 0 OR active > 0)""",
        """SELECT DISTINCT participant_id FROM lot
           WHERE program_id = :p AND activates_on <= :day AND pending > 0""",
        """SELECT participant_id FROM points_transaction
           WHERE program_id = :p AND state = 'temporary' AND timeout_at <= :until""",
    ):
        needed = {name: value for name, value in bound.items() if f":{name}" in sql}
        found.update(row[0] for row in _fetch(conn, sql, needed))
    for rules in program.rules.values():
        if rules.by_inactivity:
            sql = (
                "SELECT participant_id FROM account WHERE points_type_id = :k"
                " AND inactive_after < :day AND inactive_after IS NOT NULL"
            )
            found.update(
                row[0] for row in _fetch(conn, sql, {"k": rules.points_type_id, "day": day})
            )
    return sorted(found)


def load_keys(
    conn: Connection, program_id: int, external_ids: Collection[str]
) -> dict[str, tuple[int, int, str]]:
    """Return the idempotency keys that are used: external id -> (participant, transaction, body)."""
    if not external_ids:
        return {}
    rows = _fetch(
        conn,
        "SELECT external_id, participant_id, transaction_id, body FROM transaction_key"
        f" WHERE program_id = :program_id AND {among(conn, 'external_id')}",
        {"program_id": program_id, "ids": id_list(conn, external_ids)},
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def load_facts(
    conn: Connection, transactions: Collection[tuple[int, int]]
) -> dict[int, tuple[int, int, str, int, int, str]]:
    """Return id -> (participant, points type, type, requested amount, second of occurrence, description)."""
    if not transactions:
        return {}
    rows = _fetch(
        conn,
        "SELECT id, participant_id, points_type_id, type, amount, written_off, occurred_at, description"
        " FROM points_transaction"
        f" WHERE {among(conn, 'participant_id', 'people')} AND {among(conn, 'id')}",
        {
            "people": id_list(conn, sorted({person for person, _ in transactions})),
            "ids": id_list(conn, sorted({number for _, number in transactions})),
        },
    )
    return {
        row[0]: (row[1], row[2], row[3], abs(row[4]) + row[5], row[6] // 1_000_000, row[7])
        for row in rows
    }


def batch_transactions(conn: Connection, batch_id: int) -> list[tuple[int, int, int, int]]:
    """Return (program, participant, transaction, points type) that a batch posted and that are still valid, by participant."""
    return [
        (row[0], row[1], row[2], row[3])
        for row in _fetch(
            conn,
            "SELECT program_id, participant_id, id, points_type_id FROM points_transaction"
            " WHERE import_batch_id = :batch AND import_batch_id IS NOT NULL AND state = 'permanent'"
            " AND type NOT IN ('activation', 'cancellation') ORDER BY participant_id, id DESC",
            {"batch": batch_id},
        )
    ]


def batch_expirations(conn: Connection, batch_id: int) -> list[tuple[int, int, int, int]]:
    """Return (program, participant, transaction, points type) of valid expirations that took points of a batch's lots."""
    return [
        (row[0], row[1], row[2], row[3])
        for row in _fetch(
            conn,
            "SELECT DISTINCT t.program_id, t.participant_id, t.id, t.points_type_id FROM points_transaction o"
            " JOIN lot l ON l.participant_id = o.participant_id AND l.transaction_id = o.id"
            " JOIN movement m ON m.participant_id = l.participant_id AND m.lot_id = l.id"
            " JOIN points_transaction t ON t.participant_id = m.participant_id AND t.id = m.transaction_id"
            " WHERE o.import_batch_id = :batch AND o.import_batch_id IS NOT NULL"
            " AND t.type = 'expiration' AND t.state = 'permanent'",
            {"batch": batch_id},
        )
    ]


def _fetch(conn: Connection, sql: str, bound: dict[str, Any]) -> Sequence[Any]:
    return conn.execute(text(sql), bound).fetchall()

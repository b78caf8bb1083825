"""Write what the ledger engine decided: updates with a check of the old values, bulk inserts, the daily summary.

When old values differ, somebody else moved the same points: StorageProblem `ledger.moved_meanwhile` (try again). It cannot
happen while storage/ledger/load.py has locked the participants.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Postings
from loyalty_desktop.storage.bulk import execute_many, insert_many, update_many
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_TEXT: dict[TransactionType | TransactionState, str] = {
    **{kind: kind.value for kind in TransactionType},
    **{state: state.value for state in TransactionState},
}
_COUNTED = frozenset({TransactionState.PERMANENT, TransactionState.CANCELLED})

_TRANSACTION = (
    "participant_id",
    "points_type_id",
    "id",
    "type",
    "state",
    "amount",
    "written_off",
    "total_before",
    "total_after",
    "active_before",
    "active_after",
    "occurred_at",
    "timeout_at",
    "reverses_id",
    "settles_id",
    "transfer_uuid",
    "external_id",
    "description",
    "external_data",
    "source_type",
    "source_id",
    "program_id",
    "uuid",
    "recorded_at",
    "actor",
    "import_batch_id",
)
_MOVEMENT = (
    "participant_id",
    "transaction_id",
    "lot_id",
    "points_type_id",
    "pending",
    "active",
    "held",
    "id",
)
_LOT = (
    "participant_id",
    "id",
    "program_id",
    "points_type_id",
    "transaction_id",
    "amount",
    "pending",
    "active",
    "held",
    "accrued_at",
    "activates_on",
    "expires_on",
)
_ACCOUNT = (
    "participant_id",
    "points_type_id",
    "pending",
    "active",
    "held",
    "debt",
    "inactive_after",
    "version",
)
ADD_SUMMARY = (
    'INSERT INTO daily_summary (program_id, points_type_id, day, type, amount, "count") VALUES (?, ?, ?, ?, ?, ?)'
    " ON CONFLICT (program_id, points_type_id, day, type) DO UPDATE"
    ' SET amount = daily_summary.amount + excluded.amount, "count" = daily_summary."count" + excluded."count"'
)


class BlockIds:
    """Assigns ids from growing blocks, so that bulk code rarely reads the counter."""

    def __init__(self, uow: UnitOfWork, *, block: int = 4) -> None:
        self._uow = uow
        self._block = {"points_transaction": block, "lot": block}
        self._next_transaction = self._end_transaction = 0
        self._next_lot = self._end_lot = 0

    def transaction(self) -> int:
        """Id of a new points transaction."""
        number = self._next_transaction
        if number == self._end_transaction:
            number, self._end_transaction = self._more("points_transaction")
        self._next_transaction = number + 1
        return number

    def lot(self) -> int:
        """Id of a new lot."""
        number = self._next_lot
        if number == self._end_lot:
            number, self._end_lot = self._more("lot")
        self._next_lot = number + 1
        return number

    def _more(self, name: str) -> tuple[int, int]:
        size = self._block[name]
        self._block[name] = min(size * 4, 16_384)
        first = self._uow.ids.take(name, size)
        return first, first + size


def store(
    uow: UnitOfWork,
    program_id: int,
    rules: Mapping[int, PointsRules],
    postings: Postings,
    states: Iterable[AccountState],
    *,
    import_batch_id: int | None = None,
) -> None:
    """Write the postings and the accounts and lots they changed. Afterwards all are unchanged and can be used further."""
    changed = [state for state in states if state.changed]
    _store_accounts(uow, changed)
    _store_lots(uow, program_id, changed)
    _store_transactions(uow, program_id, postings, import_batch_id)
    count = len(postings.movements)
    if count:
        first = uow.ids.take("movement", count)
        insert_many(
            uow.conn,
            "movement",
            _MOVEMENT,
            [(*row, number) for number, row in enumerate(postings.movements, first)],
        )
    _store_state_changes(uow, postings)
    add_to_summary(uow, program_id, _summed(rules, postings))
    postings.clear()


def add_to_summary(
    uow: UnitOfWork, program_id: int, sums: Mapping[tuple[int, int, str], list[int]]
) -> None:
    """Add to the daily summary: (points type, local day, type) -> [amount, count]."""
    execute_many(
        uow.conn,
        ADD_SUMMARY,
        [(program_id, *key, amount, count) for key, (amount, count) in sorted(sums.items())],
    )


def claim_key(  # noqa: PLR0917 - the columns of the key
    uow: UnitOfWork,
    program_id: int,
    external_id: str,
    participant_id: int,
    transaction_id: int,
    body: str,
) -> tuple[int, int, str] | None:
    """Take an idempotency key. Returns None when it was free, else the (participant, transaction, body) that uses it."""
    done = uow.conn.execute(
        text(
            "INSERT INTO transaction_key (program_id, external_id, participant_id, transaction_id, body)"
            " VALUES (:program_id, :external_id, :participant_id, :transaction_id, :body)"
            " ON CONFLICT (program_id, external_id) DO NOTHING"
        ),
        {
            "program_id": program_id,
            "external_id": external_id,
            "participant_id": participant_id,
            "transaction_id": transaction_id,
            "body": body,
        },
    )
    if done.rowcount == 1:
        return None
    row = uow.conn.execute(
        text(
            "SELECT participant_id, transaction_id, body FROM transaction_key"
            " WHERE program_id = :program_id AND external_id = :external_id"
        ),
        {"program_id": program_id, "external_id": external_id},
    ).one()
    return row.participant_id, row.transaction_id, row.body


def insert_keys(uow: UnitOfWork, rows: list[tuple[int, str, int, int, str]]) -> None:
    """Store many idempotency keys: (program, external id, participant, transaction, body)."""
    insert_many(
        uow.conn,
        "transaction_key",
        ("program_id", "external_id", "participant_id", "transaction_id", "body"),
        sorted(rows),
    )


def insert_grants(uow: UnitOfWork, rows: list[tuple[int, int, int]]) -> None:
    """Record initial balances that were given: (points type, profile, participant)."""
    insert_many(uow.conn, "initial_grant", ("points_type_id", "profile_id", "participant_id"), rows)


def new_uuids(count: int) -> list[str]:
    """Return random UUIDs (version 4) as text."""
    raw = os.urandom(16 * count).hex()
    found = []
    for at in range(0, 32 * count, 32):
        h = raw[at : at + 32]
        variant = "89ab"[int(h[16], 16) & 3]
        found.append(f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{variant}{h[17:20]}-{h[20:]}")
    return found


def _store_accounts(uow: UnitOfWork, changed: list[AccountState]) -> None:
    new = [
        (
            s.participant_id,
            s.points_type_id,
            s.pending,
            s.active,
            s.held,
            s.debt,
            s.inactive_after,
            1,
        )
        for s in changed
        if not s.stored
    ]
    insert_many(uow.conn, "account", _ACCOUNT, new)
    old = [
        (
            s.pending,
            s.active,
            s.held,
            s.debt,
            s.version + 1,
            s.inactive_after,
            s.participant_id,
            s.points_type_id,
            s.version,
        )
        for s in changed
        if s.stored
    ]
    done = update_many(
        uow.conn,
        "account",
        sets=("pending", "active", "held", "debt", "version"),
        null_sets=("inactive_after",),
        keys=("participant_id", "points_type_id", "version"),
        rows=old,
    )
    _check(done, len(old), "account")
    for state in changed:
        state.version += 1
        state.stored, state.changed = True, False


def _store_lots(uow: UnitOfWork, program_id: int, changed: list[AccountState]) -> None:
    new: list[tuple[Any, ...]] = []
    old: list[tuple[int | None, ...]] = []
    for state in changed:
        who, what = state.participant_id, state.points_type_id
        for lot in state.touched.values():
            now = (lot.pending, lot.active, lot.held)
            if lot.stored is None:
                new.append(
                    (
                        who,
                        lot.id,
                        program_id,
                        what,
                        lot.transaction_id,
                        lot.amount,
                        *now,
                        lot.accrued_at,
                        lot.activates_on,
                        lot.expires_on,
                    )
                )
            elif lot.stored != now:
                old.append((*now, who, lot.id, *lot.stored))
            lot.stored = now
        state.touched.clear()
    insert_many(uow.conn, "lot", _LOT, new)
    done = update_lots(uow, old)
    _check(done, len(old), "lot")


def update_lots(uow: UnitOfWork, rows: list[tuple[int | None, ...]]) -> int:
    """Update lots and check old values: (pending, active, held, participant, id, old pending, old active, old held)."""
    buckets = ("pending", "active", "held")
    return update_many(
        uow.conn, "lot", sets=buckets, keys=("participant_id", "id", *buckets), rows=rows
    )


def _store_transactions(
    uow: UnitOfWork, program_id: int, postings: Postings, import_batch_id: int | None
) -> None:
    entries = postings.entries
    if not entries:
        return
    recorded_at, actor = uow.now_us, uow.actor.name
    insert_many(
        uow.conn,
        "points_transaction",
        _TRANSACTION,
        [
            (
                *e[:3],
                _TEXT[e[3]],
                _TEXT[e[4]],
                *e[5:16],
                *e[16],
                program_id,
                uuid,
                recorded_at,
                actor,
                import_batch_id,
            )
            for e, uuid in zip(entries, new_uuids(len(entries)), strict=True)
        ],
    )


def _store_state_changes(uow: UnitOfWork, postings: Postings) -> None:
    rows = [
        (_TEXT[change.after], change.participant_id, change.transaction_id, _TEXT[change.before])
        for change in postings.state_changes
    ]
    done = execute_many(
        uow.conn,
        "UPDATE points_transaction SET state = ? WHERE participant_id = ? AND id = ? AND state = ?",
        rows,
    )
    _check(done if rows else 0, len(rows), "points_transaction")


def _summed(
    rules: Mapping[int, PointsRules], postings: Postings
) -> dict[tuple[int, int, str], list[int]]:
    sums: dict[tuple[int, int, str], list[int]] = {}
    for entry in postings.entries:
        if entry.state in _COUNTED:
            points_type_id = entry.points_type_id
            day = rules[points_type_id].local_days(entry.occurred_at)
            key = (points_type_id, day, _TEXT[entry.type])
            known = sums.get(key)
            if known is None:
                sums[key] = [entry.amount, 1]
            else:
                known[0] += entry.amount
                known[1] += 1
    return sums


def _check(done: int, wanted: int, table: str) -> None:
    if done != wanted:
        raise StorageProblem("ledger.moved_meanwhile", table=table, wanted=wanted, done=done)

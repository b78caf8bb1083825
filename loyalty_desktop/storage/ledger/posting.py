"""Write what the ledger engine decided: updates with a check of the old values, bulk inserts, sums by month.

When old values differ, somebody else moved the same points: StorageProblem `ledger.moved_meanwhile` (try again). It cannot
happen while the people are locked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.domain.ledger.state import FAR_PAST, AccountState, Entry, Person, Postings
from loyalty_desktop.domain.uuids import new_uuids
from loyalty_desktop.storage import codes, row_hash
from loyalty_desktop.storage.bulk import execute_many, insert_many, update_many
from loyalty_desktop.storage.ledger import months
from loyalty_desktop.storage.tier_dating import Spans, tier_before
from loyalty_desktop.storage.unit_of_work import UnitOfWork

TRANSACTION_COLUMNS = (
    *row_hash.COVERED[row_hash.TRANSACTION],
    "participant_id",
    "state",
    "total_before",
    "active_before",
    "active_after",
    "tier_id",
)
LOT_COLUMNS = (
    *row_hash.COVERED[row_hash.LOT],
    "participant_id",
    "pending",
    "active",
    "held",
    "written_off",
)
MOVEMENT_COLUMNS = (
    "participant_id",
    "transaction_id",
    "lot_id",
    "points_type_id",
    "pending",
    "active",
    "held",
    "written_off",
)
ACCOUNT_COLUMNS = (
    "participant_id",
    "points_type_id",
    "pending",
    "active",
    "held",
    "debt",
    "inactive_after",
    "version",
    "last_at",
)
_BUCKETS = ("pending", "active", "held", "written_off")
_SHARED_FOR = 3_600_000_000
"""How long after its start a batch's rows leave the time of recording to the batch, in microseconds."""


class Recording(NamedTuple):
    """Batch, time and actor that are written with a transaction; None: the batch's own."""

    import_batch_id: int | None
    recorded_at: int | None
    actor: str | None


def recording(uow: UnitOfWork, import_batch_id: int | None) -> Recording:
    """Return what is written with transactions of this unit of work. A batch keeps what its rows share."""
    own = Recording(import_batch_id, uow.now_us, uow.actor.name)
    if import_batch_id is None:
        return own
    batch = uow.conn.execute(
        text("SELECT started_at, actor FROM import_batch WHERE id = :id"), {"id": import_batch_id}
    ).one_or_none()
    if batch is None or batch.actor != uow.actor.name:
        return own
    shared = 0 <= uow.now_us - batch.started_at < _SHARED_FOR
    return Recording(import_batch_id, None, None) if shared else own


def store(  # noqa: PLR0917
    uow: UnitOfWork,
    rules: Mapping[int, PointsRules],
    postings: Postings,
    states: Iterable[AccountState],
    people: Mapping[int, Person],
    record: Recording,
    tiers: Spans,
) -> list[bytes]:
    """Write the postings and the accounts and lots they changed. Afterwards all are unchanged and can be used further.

    Returns the UUIDs of the new transactions, in the order of the entries.
    """
    changed = [state for state in states if state.changed]
    store_accounts(uow, changed)
    store_lots(uow, changed)
    uuids = _store_transactions(uow, postings.entries, people, record, tiers)
    insert_many(uow.conn, "movement", MOVEMENT_COLUMNS, postings.movements)
    _store_state_changes(uow, postings)
    months.store(uow, months.of_postings(rules, postings))
    postings.clear()
    return uuids


def insert_grants(uow: UnitOfWork, rows: list[tuple[int, int]]) -> None:
    """Record initial balances that were given: (participant, points type)."""
    insert_many(uow.conn, "initial_grant", ("participant_id", "points_type_id"), rows)


def update_lots(uow: UnitOfWork, rows: Collection[tuple[int, ...]]) -> int:
    """Update buckets of lots and check old values: (new buckets, participant, id, old buckets). Returns how many."""
    return update_many(
        uow.conn,
        "lot",
        sets=_BUCKETS,
        keys=("participant_id", "id", *_BUCKETS),
        rows=list(rows),
    )


def check_count(done: int, wanted: int, table: str) -> None:
    """Raise StorageProblem `ledger.moved_meanwhile` when a guarded update changed another number of rows."""
    if done != wanted:
        raise StorageProblem("ledger.moved_meanwhile", table=table, wanted=wanted, done=done)


def store_accounts(uow: UnitOfWork, changed: Sequence[AccountState]) -> None:
    """Write changed accounts; afterwards they are unchanged."""
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
            None if s.latest_at == FAR_PAST else s.latest_at,
        )
        for s in changed
        if not s.stored
    ]
    insert_many(uow.conn, "account", ACCOUNT_COLUMNS, new)
    old = [
        (
            s.pending,
            s.active,
            s.held,
            s.debt,
            s.version + 1,
            s.inactive_after,
            None if s.latest_at == FAR_PAST else s.latest_at,
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
        null_sets=("inactive_after", "last_at"),
        keys=("participant_id", "points_type_id", "version"),
        rows=old,
    )
    check_count(done, len(old), "account")
    for state in changed:
        state.last_at = None if state.latest_at == FAR_PAST else state.latest_at
        state.version += 1
        state.stored, state.changed = True, False


def store_lots(uow: UnitOfWork, changed: Sequence[AccountState]) -> None:
    """Write the lots that changed accounts have touched, new and old."""
    new: list[tuple[Any, ...]] = []
    owners: list[Person] = []
    old: list[tuple[int, ...]] = []
    for state in changed:
        who, what = state.participant_id, state.points_type_id
        for lot in state.touched.values():
            now = (lot.pending, lot.active, lot.held, lot.written_off)
            if lot.stored is None:
                new.append(
                    (
                        lot.id,
                        what,
                        lot.transaction_id,
                        lot.amount,
                        lot.accrued_at,
                        lot.activates_on,
                        lot.expires_on,
                        who,
                        *now,
                    )
                )
                owners.append(state.person)
            elif lot.stored != now:
                old.append((*now, who, lot.id, *lot.stored))
            lot.stored = now
        state.touched.clear()
    insert_many(uow.conn, "lot", LOT_COLUMNS, new)
    for person, units in zip(owners, row_hash.lot_hashes(new), strict=True):
        person.digest += units
    check_count(update_lots(uow, old), len(old), "lot")


def _store_transactions(
    uow: UnitOfWork,
    entries: Sequence[Entry],
    people: Mapping[int, Person],
    record: Recording,
    tiers: Spans,
) -> list[bytes]:
    if not entries:
        return []
    types, states, flows = codes.TYPES, codes.STATES, codes.FLOWS
    rows = []
    uuids = new_uuids([(e.participant_id, e.id) for e in entries])
    for e, uuid in zip(entries, uuids, strict=True):
        meta = e.meta
        rows.append(
            (
                e.id,
                e.points_type_id,
                types[e.type],
                flows[e.flow],
                e.amount,
                e.written_off,
                e.occurred_at,
                uuid,
                *record,
                meta.external_id,
                e.timeout_at,
                e.activates_on,
                e.expires_on,
                e.reverses_id,
                e.settles_id,
                e.transfer_uuid,
                meta.source_type,
                meta.source_id,
                meta.description or None,
                meta.external_data,
                None,
                None,
                None,
                e.participant_id,
                states[e.state],
                e.total_before,
                e.active_before,
                e.active_after,
                tier_before(tiers.get(e.participant_id), e.occurred_at),
            )
        )
    insert_many(uow.conn, "points_transaction", TRANSACTION_COLUMNS, rows)
    for e, units in zip(entries, row_hash.transaction_hashes(rows), strict=True):
        people[e.participant_id].digest += units
    return uuids


def _store_state_changes(uow: UnitOfWork, postings: Postings) -> None:
    rows = [
        (
            codes.STATES[change.after],
            change.participant_id,
            change.transaction_id,
            codes.STATES[change.before],
        )
        for change in postings.state_changes
    ]
    done = execute_many(
        uow.conn,
        "UPDATE points_transaction SET state = ? WHERE participant_id = ? AND id = ? AND state = ?",
        rows,
    )
    check_count(done if rows else 0, len(rows), "points_transaction")

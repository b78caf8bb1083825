"""Write what the column door of the ledger decided (domain/ledger/kernel.py): the same rows as posting.py writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty_desktop.domain.ledger.rules import FAR_DAY
from loyalty_desktop.domain.ledger.state import AccountState, Person
from loyalty_desktop.domain.uuids import new_uuids
from loyalty_desktop.storage import codes, row_hash
from loyalty_desktop.storage.bulk import Constant, insert_columns
from loyalty_desktop.storage.ledger import months
from loyalty_desktop.storage.ledger.posting import Recording, store_accounts, store_lots
from loyalty_desktop.storage.row_hash import PlainTransactions
from loyalty_desktop.storage.tier_dating import Spans, tier_before
from loyalty_desktop.storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class ColumnPostings:
    """Columns of new rows of one points type.

    Transactions: person, number, type and flow (codes), amount, units written off, balance before, instant, key,
    description, data (both empty when no row has any). Lots: person, number, transaction, amount, units left, instant, last valid day (FAR_DAY: never).
    Movements: person, transaction, lot, change.
    """

    points_type_id: int
    who: list[int]
    number: list[int]
    type: list[int]
    flow: list[int]
    amount: list[int]
    written_off: list[int]
    before: list[int]
    at: list[int]
    key: list[str | None]
    description: Sequence[str | None]
    external_data: Sequence[str | None]
    lot_who: list[int]
    lot_number: list[int]
    lot_transaction: list[int]
    lot_amount: list[int]
    lot_left: list[int]
    lot_at: list[int]
    lot_expires: list[int]
    moved_who: list[int]
    moved_transaction: list[int]
    moved_lot: list[int]
    moved: list[int]


def store_columns(  # noqa: PLR0917
    uow: UnitOfWork,
    new: ColumnPostings,
    changed: Sequence[AccountState],
    people: dict[int, Person],
    record: Recording,
    tiers: Spans,
    sums: months.Months,
) -> None:
    """Write new rows, and the accounts and stored lots that they changed."""
    store_accounts(uow, changed)
    store_lots(uow, changed)
    _store_lots(uow, new, people)
    _store_transactions(uow, new, people, record, tiers)
    zero = Constant(0)
    insert_columns(
        uow.conn,
        "movement",
        {
            "participant_id": new.moved_who,
            "transaction_id": new.moved_transaction,
            "lot_id": new.moved_lot,
            "points_type_id": Constant(new.points_type_id),
            "pending": zero,
            "active": new.moved,
            "held": zero,
            "written_off": zero,
        },
        len(new.moved),
    )
    months.store(uow, sums)


def _store_lots(uow: UnitOfWork, new: ColumnPostings, people: dict[int, Person]) -> None:
    expires = [None if last == FAR_DAY else last for last in new.lot_expires]
    zero = Constant(0)
    insert_columns(
        uow.conn,
        "lot",
        {
            "participant_id": new.lot_who,
            "id": new.lot_number,
            "points_type_id": Constant(new.points_type_id),
            "transaction_id": new.lot_transaction,
            "amount": new.lot_amount,
            "pending": zero,
            "active": new.lot_left,
            "held": zero,
            "written_off": zero,
            "accrued_at": new.lot_at,
            "activates_on": Constant(None),
            "expires_on": expires if any(expires) else Constant(None),
        },
        len(new.lot_who),
    )
    hashes = row_hash.plain_lot_hashes(
        new.points_type_id,
        new.lot_number,
        new.lot_transaction,
        new.lot_amount,
        new.lot_at,
        expires,
    )
    for who, units in zip(new.lot_who, hashes, strict=True):
        people[who].digest += units


def _store_transactions(
    uow: UnitOfWork,
    new: ColumnPostings,
    people: dict[int, Person],
    record: Recording,
    tiers: Spans,
) -> None:
    count = len(new.who)
    uuids = new_uuids(list(zip(new.who, new.number, strict=True)))
    rare: dict[str, Sequence[str | None] | Constant] = {
        "description": new.description if any(new.description) else Constant(None),
        "external_data": new.external_data if any(new.external_data) else Constant(None),
    }
    insert_columns(
        uow.conn,
        "points_transaction",
        {
            "participant_id": new.who,
            "id": new.number,
            "points_type_id": Constant(new.points_type_id),
            "uuid": uuids,
            "type": new.type,
            "state": Constant(codes.PERMANENT),
            "flow": new.flow,
            "amount": new.amount,
            "written_off": new.written_off,
            "total_before": new.before,
            "active_before": new.before,
            "active_after": [b + a for b, a in zip(new.before, new.amount, strict=True)],
            "occurred_at": new.at,
            "tier_id": [
                tier_before(tiers.get(who), at) for who, at in zip(new.who, new.at, strict=True)
            ],
            "import_batch_id": Constant(record.import_batch_id),
            "recorded_at": Constant(record.recorded_at),
            "actor": Constant(record.actor),
            "external_id": new.key,
            **rare,
        },
        count,
    )
    if all(isinstance(one, Constant) for one in rare.values()):
        hashes = row_hash.plain_transaction_hashes(
            PlainTransactions(
                new.points_type_id,
                new.number,
                new.type,
                new.flow,
                new.amount,
                new.written_off,
                new.at,
                uuids,
                new.key,
                record,
            )
        )
    else:
        none = [None] * count
        hashes = row_hash.transaction_hashes(
            zip(
                new.number,
                [new.points_type_id] * count,
                new.type,
                new.flow,
                new.amount,
                new.written_off,
                new.at,
                uuids,
                [record.import_batch_id] * count,
                [record.recorded_at] * count,
                [record.actor] * count,
                new.key,
                *([none] * 8),
                new.description or none,
                new.external_data or none,
                *([none] * 3),
                strict=True,
            )
        )
    for who, units in zip(new.who, hashes, strict=True):
        people[who].digest += units

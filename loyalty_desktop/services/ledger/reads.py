"""Queries of points: balances, lots, transactions, what expires. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from loyalty_desktop.domain.days import day_number, instant
from loyalty_desktop.domain.errors import NotFound
from loyalty_desktop.domain.list_filters import DistinctValues, ListQuery
from loyalty_desktop.domain.points import (
    BalanceRow,
    ExpiringRow,
    ListedTransactionRow,
    LotRow,
    TransactionColumn,
    TransactionRow,
)
from loyalty_desktop.domain.uuids import uuid_bytes
from loyalty_desktop.storage.ledger.load import (
    load_ledger_program,
    load_participants,
)
from loyalty_desktop.storage.queries import points as queries
from loyalty_desktop.storage.queries import transaction_list
from loyalty_desktop.storage.queries import transactions as transaction_queries
from loyalty_desktop.storage.unit_of_work import Storage

EXPIRING_DAYS = 30


class PointsReads:
    """Queries of the ledger. PointsService adds the commands."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def balances(self, program_id: int, participant_id: int) -> list[BalanceRow]:
        """Return a participant's balances in all points types of the program, as they can be spent now.

        What is due counts, the day closed or not. Raises NotFound `participant.not_found`.
        """
        with self._storage.read() as conn:
            if participant_id not in load_participants(conn, program_id, [participant_id]):
                raise NotFound("participant.not_found", id=participant_id)
            program, at = load_ledger_program(conn, program_id), instant(self._storage.clock())
            return queries.balances(conn, program, participant_id, at=at, soon=EXPIRING_DAYS)

    def lots(self, program_id: int, participant_id: int, *, only_open: bool = True) -> list[LotRow]:
        """Return a participant's lots in the program as they are now, in spending order."""
        with self._storage.read() as conn:
            program, at = load_ledger_program(conn, program_id), instant(self._storage.clock())
            return queries.lots(conn, program, participant_id, at=at, only_open=only_open)

    def transaction(self, participant_id: int, transaction_id: int) -> TransactionRow:
        """Return one transaction. Raises NotFound `points.no_transaction`."""
        with self._storage.read() as conn:
            found = transaction_queries.transaction(conn, participant_id, transaction_id)
        if found is None:
            raise NotFound("points.no_transaction", id=transaction_id)
        return found

    def by_uuid(self, uuid: str) -> TransactionRow:
        """Return the transaction with a UUID. Raises NotFound `points.no_transaction`."""
        value = uuid_bytes(uuid)
        with self._storage.read() as conn:
            found = None if value is None else transaction_queries.by_uuid(conn, value)
        if found is None:
            raise NotFound("points.no_transaction", id=uuid)
        return found

    def transactions(
        self,
        program_id: int,
        participant_id: int,
        limit: int = 100,
        after: int | None = None,
        *,
        ascending: bool = False,
    ) -> list[TransactionRow]:
        """Return a participant's transactions in a program by number, the last recorded first unless `ascending`.

        `after` is the number of the last one of the page before.
        """
        with self._storage.read() as conn:
            return transaction_queries.transactions(
                conn, program_id, participant_id, limit=limit, after=after, ascending=ascending
            )

    def expiring(
        self, program_id: int, points_type_id: int, day_from: date, day_to: date
    ) -> list[ExpiringRow]:
        """Return points whose last valid day is in a period, by day and participant; not those that have expired."""
        with self._storage.read() as conn:
            if points_type_id not in load_ledger_program(conn, program_id).rules:
                raise NotFound("points_type.not_found", id=points_type_id)
            return queries.expiring(
                conn,
                program_id,
                points_type_id,
                day_number(day_from),
                day_number(day_to),
                at=instant(self._storage.clock()),
            )

    def list_transaction_ids(
        self,
        program_id: int,
        wanted: ListQuery = ListQuery(),  # noqa: B008 - frozen
        *,
        sort: TransactionColumn = TransactionColumn.OCCURRED_AT,
        descending: bool = True,
    ) -> list[tuple[int, int]]:
        """Return (participant id, transaction id) of a program's transactions in sort order: the list's snapshot."""
        with self._storage.read() as conn:
            found = transaction_list.source(conn, program_id, now=self._storage.clock())
            return transaction_list.list_ids(conn, found, wanted, sort=sort, descending=descending)

    def distinct_of_transactions(
        self, program_id: int, column: str, wanted: ListQuery, *, search: str = ""
    ) -> DistinctValues:
        """Return the values of a column with counts, in the rows that all other conditions match."""
        with self._storage.read() as conn:
            found = transaction_list.source(conn, program_id, now=self._storage.clock())
            return transaction_list.distinct(conn, found, column, wanted, search=search)

    def sum_of_transactions(
        self, program_id: int, column: str, wanted: ListQuery
    ) -> tuple[int, Decimal] | None:
        """Return how many match, and the sum of a column; None when the column does not hold numbers."""
        with self._storage.read() as conn:
            found = transaction_list.source(conn, program_id, now=self._storage.clock())
            return transaction_list.total(conn, found, column, wanted)

    def page(self, ids: Sequence[tuple[int, int]]) -> list[ListedTransactionRow]:
        """Return one page of the snapshot, in its order."""
        with self._storage.read() as conn:
            return transaction_queries.transactions_page(conn, ids)

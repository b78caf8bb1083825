"""The points transactions of one program as a paged list. It words nothing.

A row's key joins the participant and the transaction in one number, so that a page needs nothing but its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.jobs import JobLink
from loyalty_desktop.controllers.lists import PAGE, ListController, ListSum, Sort
from loyalty_desktop.domain.kinds import TransactionType
from loyalty_desktop.domain.list_filters import ColumnFilter, DistinctValues, FilterOp, ListQuery
from loyalty_desktop.domain.points import TransactionColumn

_SHIFT = 36
_MASK = (1 << _SHIFT) - 1


def row_key(participant_id: int, transaction_id: int) -> int:
    """Return both ids as one number."""
    return participant_id << _SHIFT | transaction_id


def split_key(key: int) -> tuple[int, int]:
    """Return the (participant id, transaction id) of a row's key."""
    return key >> _SHIFT, key & _MASK


class ProgramTransactionsController(ListController):
    """Lists the transactions of one program, newest first unless sorted otherwise."""

    exported = Signal(object)  # Path

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.program_id = 0

    def open(self, program_id: int) -> None:
        """Show the transactions of a program."""
        self.program_id = program_id
        self.refresh()

    def of_days(
        self, days: tuple[date, date], types: Sequence[TransactionType], points_type_id: int | None
    ) -> ListQuery:
        """Return the query for the transactions of some days (both included), types and a points type."""
        filters = [
            ColumnFilter("occurred_at", FilterOp.BETWEEN, days),
            ColumnFilter("type", FilterOp.IN, tuple(kind.value for kind in types)),
        ]
        if points_type_id is not None:
            filters.append(ColumnFilter("points_type", FilterOp.IN, (points_type_id,)))
        return ListQuery(filters=tuple(filters))

    def load_ids(self, query: ListQuery, sort: Sort | None) -> Sequence[int]:
        """Return the keys that match, in order. Runs in a reader thread."""
        column = TransactionColumn.OCCURRED_AT
        if sort is not None and sort.column in set(TransactionColumn):
            column = TransactionColumn(sort.column)
        descending = sort.descending if sort is not None else True
        pairs = self.app.services.points.list_transaction_ids(
            self.program_id, query, sort=column, descending=descending
        )
        return [row_key(*pair) for pair in pairs]

    def load_page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these keys, in their order. Runs in a reader thread."""
        return list(self.app.services.points.page([split_key(key) for key in ids]))

    def load_distinct(self, column: str, query: ListQuery, search: str) -> DistinctValues:
        """Return the values of a column with counts. Runs in a reader thread."""
        points = self.app.services.points
        return points.distinct_of_transactions(self.program_id, column, query, search=search)

    def load_sum(self, column: str, ids: Sequence[int] | None, query: ListQuery) -> ListSum | None:
        """Return the sum of a number column; for single rows it is added up from their pages. Runs in a reader thread."""
        if ids is None:
            found = self.app.services.points.sum_of_transactions(self.program_id, column, query)
            return None if found is None else ListSum(column, *found)
        if column not in {"amount", "total_after"}:
            return None
        values = []
        for start in range(0, len(ids), PAGE * 5):
            values += [
                getattr(row.transaction, column)
                for row in self.load_page(ids[start : start + PAGE * 5])
            ]
        return ListSum(column, len(values), sum(values, Decimal(0)))

    def export(self, path: Path, failed: Callable[[BaseException], None]) -> None:
        """Write what is shown to a workbook or .csv file in the background; `exported` follows."""
        query, program_id = self.query, self.program_id

        def work(progress: Any) -> Path:
            self.app.services.exports.transactions(program_id, path, query, progress=progress)
            return path

        self.read(
            work,
            self.exported.emit,
            title="export",
            params={"file": path.name},
            failed=failed,
            links=lambda _path: [JobLink.to_file(path)],
        )

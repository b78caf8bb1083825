"""The points transactions of one program as a paged list. No words.

A row's key joins the participant and the transaction in one number, so that a page needs nothing but its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.jobs import JobLink
from loyalty_desktop.controllers.lists import ListController, Sort
from loyalty_desktop.domain.days import add_days, day_number, start_of_day, zone
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.domain.points import TransactionColumn, TransactionFilter

_SHIFT = 36
_MASK = (1 << _SHIFT) - 1


def row_key(participant_id: int, transaction_id: int) -> int:
    """Both ids in one number."""
    return participant_id << _SHIFT | transaction_id


def split_key(key: int) -> tuple[int, int]:
    """(participant id, transaction id) of a row's key."""
    return key >> _SHIFT, key & _MASK


@dataclass(frozen=True, slots=True)
class TransactionsQuery:
    """What the tab shows. `participant` is an external ID, email or phone; empty means everybody.

    `days` are the first and the last local day, `types` several types at once: what stands behind a bar of Home.
    """

    points_type_id: int | None = None
    type: TransactionType | None = None
    state: TransactionState | None = None
    participant: str = ""
    days: tuple[date, date] | None = None
    types: tuple[TransactionType, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != TransactionsQuery()


class ProgramTransactionsController(ListController):
    """Newest first unless sorted otherwise."""

    exported = Signal(object)  # Path

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.program_id = 0
        self.time_zone = "UTC"
        self.query = TransactionsQuery()

    def open(self, program_id: int) -> None:
        """List a program's transactions."""
        self.program_id = program_id
        self.refresh()

    def load_ids(self, query: Any, sort: Sort | None) -> Sequence[int]:
        """Keys that match, in order (reader thread)."""
        wanted = query if isinstance(query, TransactionsQuery) else TransactionsQuery()
        found = self._filter(wanted)
        if found is None:
            return []
        column = TransactionColumn.OCCURRED_AT
        if sort is not None and sort.column in set(TransactionColumn):
            column = TransactionColumn(sort.column)
        descending = sort.descending if sort is not None else True
        pairs = self.app.services.points.list_transaction_ids(
            self.program_id, found, sort=column, descending=descending
        )
        return [row_key(*pair) for pair in pairs]

    def load_page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Rows of these keys, in their order (reader thread)."""
        return list(self.app.services.points.page([split_key(key) for key in ids]))

    def export(self, path: Path, failed: Callable[[BaseException], None]) -> None:
        """Write what is shown to a workbook or .csv in the background; `exported` follows."""
        query, program_id = self.query, self.program_id

        def work(progress: Any) -> Path:
            found = self._filter(query) or TransactionFilter(participant_ids=(0,))
            self.app.services.exports.transactions(program_id, path, found, progress=progress)
            return path

        self.read(
            work,
            self.exported.emit,
            title="export",
            params={"file": path.name},
            failed=failed,
            links=lambda _path: [JobLink.to_file(path)],
        )

    def _filter(self, query: TransactionsQuery) -> TransactionFilter | None:
        people: tuple[int, ...] = ()
        if query.participant:
            try:
                people = (self.app.services.participants.find(self.program_id, query.participant),)
            except LoyaltyError:
                return None
        types = query.types if query.type is None else (query.type,)
        first, before = (None, None) if query.days is None else self._instants(*query.days)
        return TransactionFilter(
            points_type_id=query.points_type_id,
            types=tuple(kind.value for kind in types),
            occurred_from=first,
            occurred_before=before,
            states=() if query.state is None else (query.state.value,),
            participant_ids=people,
        )

    def _instants(self, first: date, last: date) -> tuple[int, int]:
        """The first instant of a day and the first after another, in the program's time zone."""
        tz = zone(self.time_zone)
        return start_of_day(day_number(first), tz), start_of_day(add_days(day_number(last), 1), tz)

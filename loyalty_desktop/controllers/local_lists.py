"""The controller of a list that fits into memory: read whole, then filtered and sorted by the plain rules of the domain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.lists import ListController, ListSum, Sort
from loyalty_desktop.domain.list_filters import (
    ColumnKind,
    DistinctValues,
    ListQuery,
    RowReader,
    distinct,
    matching,
)
from loyalty_desktop.domain.text import fold


@dataclass(frozen=True)
class LocalColumn:
    """A column of such a list: its kind, and how to get its value from a row (by default the attribute of the same name)."""

    kind: ColumnKind
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class LocalColumns:
    """The columns by id, and the attributes that a search looks into."""

    columns: Mapping[str, LocalColumn]
    searched: Sequence[str] = ()
    ident: Callable[[Any], int] = field(default=attrgetter("id"))

    def reader(self) -> RowReader:
        """Return the reader that the plain rules use; moments are in the machine's time zone, as they are shown."""

        def value(row: Any, column: str) -> Any:
            known = self.columns.get(column)
            return None if known is None else known.value(row)

        def kind(column: str) -> ColumnKind:
            known = self.columns.get(column)
            return ColumnKind.TEXT if known is None else known.kind

        def searched(row: Any) -> str:
            return " ".join(str(value(row, name) or "") for name in self.searched)

        return RowReader(value, kind, searched, zone="")


def column(kind: ColumnKind, name: str) -> LocalColumn:
    """Return a column whose value is an attribute."""
    return LocalColumn(kind, attrgetter(name))


def choice(name: str) -> LocalColumn:
    """Return a column of a closed list: the text of an enumeration."""
    return LocalColumn(ColumnKind.CHOICE, lambda row: str(getattr(row, name)))


class LocalListController(ListController):
    """Subclasses implement `load_rows` and `columns`. Each refresh reads the rows again, so that they are never out of date."""

    rows_loaded = Signal(int)  # the number of rows without any condition

    columns = LocalColumns({})

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self._rows: dict[int, Any] = {}
        self._reader = self.columns.reader()
        self.everything = 0
        self.ids_loaded.connect(lambda _answer: self.rows_loaded.emit(self.everything))

    def load_rows(self) -> Sequence[Any]:
        """Return all rows in their own order. Runs in a reader thread."""
        raise NotImplementedError

    def load_ids(self, query: ListQuery, sort: Sort | None) -> Sequence[int]:
        """Return the ids that match, sorted. Runs in a reader thread."""
        rows = self.load_rows()
        ident = self.columns.ident
        self._rows = {ident(row): row for row in rows}
        self.everything = len(rows)
        found = matching(rows, query, self._reader, today=self._today())
        if sort is not None and sort.column in self.columns.columns:
            found.sort(key=lambda row: self._weight(row, sort.column), reverse=sort.descending)
        return [ident(row) for row in found]

    def load_page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows as they were read with the ids. Runs in a reader thread."""
        rows = self._rows
        return [rows.get(number) for number in ids]

    def load_distinct(self, column: str, query: ListQuery, search: str) -> DistinctValues:
        """Return the values of a column with counts. Runs in a reader thread."""
        rows = list(self._rows.values())
        found = distinct(rows, column, query, self._reader, today=self._today())
        if not search or self._reader.kind(column) is not ColumnKind.TEXT:
            return found
        sought = fold(search)
        return DistinctValues(
            tuple(each for each in found.values if sought in fold(str(each.value or "")))
        )

    def load_sum(self, column: str, ids: Sequence[int] | None, query: ListQuery) -> ListSum | None:
        """Return the sum of a number column. Runs in a reader thread."""
        if self._reader.kind(column) is not ColumnKind.NUMBER:
            return None
        if ids is None:
            rows = matching(list(self._rows.values()), query, self._reader, today=self._today())
        else:
            rows = [self._rows[number] for number in ids if number in self._rows]
        values = [self._reader.value(row, column) for row in rows]
        numbers = [Decimal(value) for value in values if value is not None]
        return ListSum(column, len(numbers), sum(numbers, Decimal(0)))

    def _weight(self, row: Any, column: str) -> tuple[bool, Any]:
        value = self._reader.value(row, column)
        if value is None:
            return True, 0
        return False, fold(value) if isinstance(value, str) else value

    def _today(self) -> date:
        return self.app.clock().astimezone().date()

"""The controller of a list: a snapshot of ids, pages of rows, a quick first page while the user types, values and sums.

Subclasses say where ids, rows, values and sums come from; every `load_...` runs in a reader thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.domain.list_filters import DistinctValues, ListQuery

PAGE = 100
"""Rows in one page of a list."""

COUNT_CAP = 10_000
"""While the user types, counting stops here, and the list shows "more than 10,000"."""

SETTLED_MS = 600
"""The pause in typing after which the whole list is read."""


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a list: a column id and a direction."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """Ids in order, and the rows of the first page. `generation` grows with every request.

    `complete` False: these are only the first ids; the rest follows after a pause or on `complete()`.
    """

    generation: int
    ids: Sequence[int]
    first: Sequence[Any]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """The number of matching rows while the list is not complete; `capped`: there are more than `count`."""

    count: int
    capped: bool


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page that a list wants to show."""

    generation: int
    page: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """The rows of a page, in the order of its ids; None for a row that no longer exists."""

    generation: int
    page: int
    rows: Sequence[Any]


@dataclass(frozen=True, slots=True)
class ListSum:
    """The number of rows, and the sum of a column over them."""

    column: str
    count: int
    total: Decimal

    @property
    def average(self) -> Decimal:
        """Return the average per row, to four places; 0 when there are no rows."""
        return (self.total / self.count).quantize(Decimal("0.0001")) if self.count else Decimal(0)


class ListController(Controller):
    """A list over a snapshot of ids and pages. Subclasses implement `load_ids` and `load_page`, and the others as needed."""

    ids_loaded = Signal(object)  # ListAnswer
    counted = Signal(object)  # CountAnswer
    page_loaded = Signal(object)  # PageAnswer
    sums_loaded = Signal(object)  # ListSum
    busy_changed = Signal(bool)

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.query = ListQuery()
        self.sort: Sort | None = None
        self.total = 0
        self.capped = False
        self.whole = True
        self._generation = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SETTLED_MS)
        self._pause.timeout.connect(self.complete)

    # What subclasses implement

    def load_ids(self, query: ListQuery, sort: Sort | None) -> Sequence[int]:
        """Return the ids that match, in order."""
        raise NotImplementedError

    def load_first(self, query: ListQuery, limit: int) -> Sequence[int] | None:
        """Return the first ids in the default order, quickly; None when reading all of them is just as quick."""
        del query, limit
        return None

    def load_count(self, query: ListQuery, limit: int) -> int:
        """Return how many rows match, counted up to `limit`."""
        del query, limit
        raise NotImplementedError

    def load_page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids, in their order."""
        raise NotImplementedError

    def load_distinct(self, column: str, query: ListQuery, search: str) -> DistinctValues:
        """Return the values of a column with counts, where all conditions but the column's own hold."""
        del column, query, search
        return DistinctValues(())

    def load_sum(self, column: str, ids: Sequence[int] | None, query: ListQuery) -> ListSum | None:
        """Return the sum of a column over these ids, or over all matching rows (`ids` None). None: the column has no sum."""
        del column, ids, query
        return None

    # What views ask for

    def set_query(self, query: ListQuery, *, typing: bool = False) -> None:
        """Set the query and read again. While the user types, a first page comes at once and the rest after a pause."""
        self.query = query
        if typing and self.sort is None and not query.is_empty:
            self._first()
        else:
            self.refresh()

    def set_sort(self, sort: Sort | None) -> None:
        """Sort and read the list again."""
        self.sort = sort
        self.refresh()

    def complete(self) -> None:
        """Read the whole list now if only its beginning has been read."""
        if (
            not self.whole and not self.app.jobs.closed
        ):  # the pause may end while a workspace closes
            self.refresh()

    def refresh(self) -> None:
        """Request a new snapshot of ids and its first page."""
        self._pause.stop()
        self._generation += 1
        generation, query, sort = self._generation, self.query, self.sort

        def work(_progress: object) -> ListAnswer:
            ids = self.load_ids(query, sort)
            first = self.load_page(tuple(ids[:PAGE])) if len(ids) else ()
            return ListAnswer(generation, ids, first)

        self.busy_changed.emit(True)
        self.read(work, self._ids_came, key="ids", failed=self._ids_failed)

    def request_page(self, request: PageRequest) -> None:
        """Request one page; its answer is dropped when a newer snapshot has arrived in the meantime."""
        if request.generation != self._generation:
            return

        def work(_progress: object) -> PageAnswer:
            return PageAnswer(request.generation, request.page, self.load_page(request.ids))

        self.read(work, self._page_came)

    def request_rows(self, ids: Sequence[int], done: Callable[[list[Any]], None]) -> None:
        """Read these rows, however many there are; used for copying."""
        wanted = tuple(int(i) for i in ids)

        def work(_progress: object) -> list[Any]:
            rows: list[Any] = []
            for start in range(0, len(wanted), PAGE * 5):
                rows.extend(self.load_page(wanted[start : start + PAGE * 5]))
            return [row for row in rows if row is not None]

        self.read(work, done, key="rows")

    def request_distinct(
        self, column: str, done: Callable[[DistinctValues], None], *, search: str = ""
    ) -> None:
        """Read the values of a column; only the newest answer for a column counts."""
        query = self.query
        self.read(
            lambda _progress: self.load_distinct(column, query, search),
            done,
            key=f"distinct:{column}",
        )

    def request_facets(
        self, columns: Sequence[str], done: Callable[[str, DistinctValues], None]
    ) -> None:
        """Read the values of the facets, one after another, so that they never delay a search."""
        query = self.query
        if not columns:
            return

        def work(_progress: object) -> list[tuple[str, DistinctValues]]:
            return [(column, self.load_distinct(column, query, "")) for column in columns]

        def came(found: list[tuple[str, DistinctValues]]) -> None:
            for column, values in found:
                done(column, values)

        self.read(work, came, key="facets")

    def request_sum(self, column: str, ids: Sequence[int] | None) -> None:
        """Sum a column over a selection (None: all matching rows); `sums_loaded` follows when the column has a sum."""
        query = self.query

        def told(found: ListSum | None) -> None:
            if found is not None:
                self.sums_loaded.emit(found)

        self.read(lambda _progress: self.load_sum(column, ids, query), told, key="sum")

    def _first(self) -> None:
        self._pause.stop()
        self._generation += 1
        generation, query = self._generation, self.query

        def work(_progress: object) -> ListAnswer:
            ids = self.load_first(query, PAGE + 1)
            if ids is None:
                ids = self.load_ids(query, None)
                return ListAnswer(generation, ids, self.load_page(tuple(ids[:PAGE])))
            shown = ids[:PAGE]
            rows = self.load_page(tuple(shown)) if len(shown) else ()
            return ListAnswer(generation, shown, rows, complete=len(ids) <= PAGE)

        self.busy_changed.emit(True)
        self.read(work, self._ids_came, key="ids", failed=self._ids_failed)

    def _count(self, generation: int) -> None:
        query = self.query

        def came(count: int) -> None:
            if generation == self._generation and not self.whole:
                self.total, self.capped = min(count, COUNT_CAP), count > COUNT_CAP
                self.counted.emit(CountAnswer(self.total, self.capped))

        self.read(lambda _progress: self.load_count(query, COUNT_CAP + 1), came, key="count")

    def _ids_came(self, answer: ListAnswer) -> None:
        self.whole = answer.complete
        self.total, self.capped = len(answer.ids), not answer.complete
        self.busy_changed.emit(False)
        self.ids_loaded.emit(answer)
        if not answer.complete:
            self._count(answer.generation)
            self._pause.start()

    def _ids_failed(self, error: BaseException) -> None:
        self.busy_changed.emit(False)
        self.failed.emit(error)

    def _page_came(self, answer: PageAnswer) -> None:
        if answer.generation == self._generation:
            self.page_loaded.emit(answer)

"""Turn conditions of lists (domain/list_filters.py) into SQL for both engines; a list only declares its columns.

Every value is a bound parameter. Text is compared in the form of domain.text.fold: in SQLite by that function itself
(`fold`, which the engine adds to each connection), in PostgreSQL by `translate` and `lower`, which need no locale.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from loyalty_desktop.domain.amounts import from_units, to_units
from loyalty_desktop.domain.days import day_number, from_instant, instant
from loyalty_desktop.domain.list_filters import (
    MOST_VALUES,
    ColumnFilter,
    ColumnKind,
    DistinctValues,
    FilterOp,
    FilterValue,
    ValueCount,
    month_of,
)
from loyalty_desktop.domain.text import fold, search_words
from loyalty_desktop.storage.search_index import search_clause
from loyalty_desktop.storage.sql import folded, holds

_DATED = frozenset({ColumnKind.MOMENT, ColumnKind.DAY})
_QUARTER = 15 * 60 * 1_000_000
"""Offsets of time zones are multiples of a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """A column of a list: the SQL of its value, the joins it needs, and how it is ordered.

    `{n}` in the texts becomes the number after the colon of a column such as "active:7". `units`: stored in 1/10,000.
    `searched`: the text is part of `profile.search`, so that the search index finds candidates.
    """

    kind: ColumnKind
    value: str
    joins: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    units: bool = False
    searched: bool = False


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list: FROM with the key columns, its columns, and the condition of its scope (such as one program).

    A column under a whole name such as "active:7" takes the place of "active" for that number.
    """

    table: str
    key: tuple[str, ...]
    columns: Mapping[str, SqlColumn]
    scope: str
    params: Mapping[str, Any]
    zone: str
    today: date

    def column(self, name: str) -> SqlColumn | None:
        """Return a column by its id in the list; None when there is none."""
        if name in self.columns and ":" in name:
            return self.columns[name]
        base, _, number = name.partition(":")
        found = self.columns.get(base)
        if (
            found is None
            or (number and not number.isdigit())
            or ("{n}" in found.value and not number)
        ):
            return None
        if not number:
            return found
        return SqlColumn(
            found.kind,
            found.value.replace("{n}", number),
            tuple(join.replace("{n}", number) for join in found.joins),
            tuple(part.replace("{n}", number) for part in found.order),
            found.units,
            found.searched,
        )


@dataclass(slots=True)
class Where:
    """What a query needs for its conditions: joins in order, conditions, bound values."""

    joins: dict[str, None] = field(default_factory=dict)
    conditions: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)

    def add(self, column: SqlColumn) -> None:
        """Add the joins that a column needs."""
        self.joins.update(dict.fromkeys(column.joins))

    @property
    def joined(self) -> str:
        """Return the joins as SQL."""
        return "".join(f" {join}" for join in self.joins)

    def joined_without(self, join: str) -> str:
        """Return the joins as SQL without the one that the query already has."""
        return "".join(f" {each}" for each in self.joins if each != join)

    @property
    def condition(self) -> str:
        """Return all conditions as SQL."""
        return " AND ".join(self.conditions) or "1 = 1"


def where(
    conn: Connection,
    source: ListSource,
    filters: Collection[ColumnFilter],
    *,
    into: Where | None = None,
) -> Where:
    """Return joins and conditions of the filters, the scope first. Conditions on unknown columns are left out."""
    made = into or Where()
    made.conditions.insert(0, source.scope)
    made.params.update(source.params)
    for number, each in enumerate(filters):
        column = source.column(each.column)
        if column is not None:
            made.add(column)
            compiler = _Condition(conn, source, column, each, f"f{number}", made)
            made.conditions.append(compiler.sql())
    return made


@dataclass(slots=True)
class _Condition:
    """Translates one condition into SQL."""

    conn: Connection
    source: ListSource
    column: SqlColumn
    wanted: ColumnFilter
    name: str
    into: Where

    def sql(self) -> str:
        """Return the condition as SQL."""
        handlers: Mapping[FilterOp, Callable[[], str]] = {
            FilterOp.IN: self._one_of,
            FilterOp.CONTAINS: self._contains,
            FilterOp.BEGINS: self._begins,
            FilterOp.EQUALS: self._equals,
            FilterOp.BETWEEN: self._between,
            FilterOp.EMPTY: self._empty,
            FilterOp.NOT_EMPTY: lambda: f"NOT {self._empty()}",
            FilterOp.THIS_MONTH: self._this_month,
            FilterOp.TOP: self._top,
        }
        return handlers[self.wanted.op]()

    def _bind(self, part: object, value: Any) -> str:
        name = f"{self.name}_{part}"
        self.into.params[name] = value
        return f":{name}"

    def _stored(self, value: FilterValue) -> Any:
        if self.column.units and isinstance(value, int | Decimal):
            return to_units(Decimal(value))
        return int(value) if isinstance(value, Decimal) else value

    def _empty(self) -> str:
        if self.column.kind is ColumnKind.TEXT:
            return f"(COALESCE({self.column.value}, '') = '')"
        return f"({self.column.value} IS NULL)"

    def _one_of(self) -> str:
        values = self.wanted.values
        if self.column.kind in _DATED:
            parts = [
                self._range(self._month(str(v)), n) for n, v in enumerate(values) if v is not None
            ]
        else:
            bound = [self._bind(n, self._stored(v)) for n, v in enumerate(values) if v is not None]
            parts = [f"{self.column.value} IN ({', '.join(bound)})"] if bound else []
        if None in values:
            parts.append(self._empty())
        return f"({' OR '.join(parts)})" if parts else "1 = 0"

    def _folded(self) -> tuple[str, str]:
        """Return the folded column and the folded search text; candidates come from the search index."""
        sought = fold(str(self.wanted.values[0]))
        if self.column.searched and sought:
            clause, params = search_clause(self.conn, search_words(sought), alias="profile")
            for key, value in params.items():
                clause = clause.replace(f":{key}", self._bind(key, value))
            self.into.conditions.append(clause)
        return folded(self.conn, self.column.value), sought

    def _contains(self) -> str:
        column, sought = self._folded()
        return holds(self.conn, column, self._bind("text", sought))

    def _begins(self) -> str:
        column, sought = self._folded()
        return (
            f"substr({column}, 1, {self._bind('long', len(sought))}) = {self._bind('text', sought)}"
        )

    def _equals(self) -> str:
        value = self.wanted.values[0]
        if self.column.kind is ColumnKind.TEXT:
            column, sought = self._folded()
            return f"{column} = {self._bind('text', sought)}"
        if self.column.kind in _DATED:
            assert isinstance(value, date)  # noqa: S101 - days by the kind of the column
            return self._range(self._days(value, value), "day")
        return f"{self.column.value} = {self._bind('value', self._stored(value))}"

    def _between(self) -> str:
        least, most = self.wanted.values
        if self.column.kind in _DATED:
            assert least is None or isinstance(least, date)  # noqa: S101 - as above
            assert most is None or isinstance(most, date)  # noqa: S101
            return self._range(self._days(least, most), "day")
        parts = [f"{self.column.value} IS NOT NULL"]
        if least is not None:
            parts.append(f"{self.column.value} >= {self._bind('least', self._stored(least))}")
        if most is not None:
            parts.append(f"{self.column.value} <= {self._bind('most', self._stored(most))}")
        return f"({' AND '.join(parts)})"

    def _this_month(self) -> str:
        return self._range(self._month(f"{self.source.today:%Y-%m}"), "month")

    def _start(self, day: date) -> int:
        """Return where a day begins: a day number, or the instant of its local midnight."""
        if self.column.kind is ColumnKind.DAY:
            return day_number(day)
        return _midnight(day, self.source.zone)

    def _days(self, first: date | None, last: date | None) -> tuple[int | None, int | None]:
        return (
            None if first is None else self._start(first),
            None if last is None else self._start(last + timedelta(days=1)),
        )

    def _month(self, month: str) -> tuple[int | None, int | None]:
        year, number = (int(part) for part in month.split("-"))
        after = date(year + number // 12, number % 12 + 1, 1)
        return self._start(date(year, number, 1)), self._start(after)

    def _range(self, edges: tuple[int | None, int | None], part: object) -> str:
        start, end = edges
        parts = [f"{self.column.value} IS NOT NULL"]
        if start is not None:
            parts.append(f"{self.column.value} >= {self._bind(f'{part}a', start)}")
        if end is not None:
            parts.append(f"{self.column.value} < {self._bind(f'{part}b', end)}")
        return f"({' AND '.join(parts)})"

    def _top(self) -> str:
        count = self._bind("top", int(str(self.wanted.values[0])))
        joins = "".join(f" {join}" for join in self.column.joins)
        value = self.column.value
        least = (
            f"SELECT MIN(top.v) FROM (SELECT {value} AS v FROM {self.source.table}{joins}"
            f" WHERE {self.source.scope} AND {value} IS NOT NULL ORDER BY {value} DESC LIMIT {count}) AS top"
        )
        return f"{value} >= ({least})"


def _midnight(day: date, zone: str) -> int:
    return instant(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)))


def order_by(source: ListSource, name: str, *, descending: bool, into: Where) -> str:
    """Return ORDER BY of a column, with the key last; an unknown column orders by the key."""
    column = source.column(name)
    way = " DESC" if descending else ""
    parts: Sequence[str] = ()
    if column is not None:
        into.add(column)
        parts = column.order or (column.value,)
    return ", ".join(f"{part}{way}" for part in (*parts, *source.key))


def distinct(
    conn: Connection, source: ListSource, name: str, found: Where, *, search: str = ""
) -> DistinctValues:
    """Return the values of a column with their counts, most frequent first; `search` filters texts."""
    column = source.column(name)
    if column is None:
        return DistinctValues(())
    found.add(column)
    value, params = column.value, dict(found.params)
    conditions = found.condition
    if column.kind in _DATED:
        return _months(conn, source, column, found)
    if column.kind is ColumnKind.TEXT:
        value = f"NULLIF({value}, '')"
        if search:
            conditions += f" AND {holds(conn, folded(conn, column.value), ':sought')}"
            params["sought"] = fold(search)
    rows = conn.execute(
        text(
            f"SELECT {value} AS v, COUNT(*) AS n FROM {source.table}{found.joined} WHERE {conditions}"
            f" GROUP BY {value} ORDER BY COUNT(*) DESC, 1 LIMIT {MOST_VALUES + 1}"
        ),
        params,
    ).all()
    values = tuple(
        ValueCount(from_units(v, 0) if column.units and v is not None else v, int(n))
        for v, n in rows
    )
    return DistinctValues(values[:MOST_VALUES], len(values) > MOST_VALUES)


def _months(
    conn: Connection, source: ListSource, column: SqlColumn, found: Where
) -> DistinctValues:
    """Return local months: of moments SQL counts quarters of an hour, which are added up here, where time zones are known."""
    days = column.kind is ColumnKind.DAY
    quarter = f"{column.value} / {100 if days else _QUARTER}"
    rows: Iterator[Any] = iter(
        conn.execute(
            text(
                f"SELECT {quarter} AS q, COUNT(*) FROM {source.table}{found.joined} WHERE {found.condition}"
                f" GROUP BY {quarter}"
            ),
            found.params,
        )
    )
    counts: dict[str | None, int] = {}
    for number, count in rows:
        if number is None:
            month = None
        elif days:
            month = f"{number // 100:04d}-{number % 100:02d}"
        else:
            month = month_of(from_instant(number * _QUARTER), source.zone)
        counts[month] = counts.get(month, 0) + int(count)
    ranked = sorted(counts.items(), key=lambda each: (each[0] is not None, each[0]), reverse=True)
    return DistinctValues(
        tuple(ValueCount(month, count) for month, count in ranked[:MOST_VALUES]),
        len(ranked) > MOST_VALUES,
    )


def total(
    conn: Connection, source: ListSource, name: str, found: Where
) -> tuple[int, Decimal] | None:
    """Return how many rows have a number in a column, and their sum; None when the column does not hold numbers."""
    column = source.column(name)
    if column is None or column.kind is not ColumnKind.NUMBER:
        return None
    found.add(column)
    count, units = conn.execute(
        text(
            f"SELECT COUNT({column.value}), COALESCE(SUM({column.value}), 0) FROM {source.table}{found.joined}"
            f" WHERE {found.condition}"
        ),
        found.params,
    ).one()
    return int(count), from_units(int(units), 0) if column.units else Decimal(int(units))

"""Filters of lists: a search text and conditions on columns, and their rules in plain Python for lists in memory.

`storage/list_sql.py` turns the conditions into SQL. Both give the same rows; a test compares them.
A value of a column is a text or None, a Decimal or an int, a moment (aware datetime), or the key of a choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.text import fold

MOST_VALUES = 500
"""Largest number of distinct values that a filter offers."""


class ColumnKind(StrEnum):
    """What the values of a column are; this decides which conditions it allows."""

    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    DAY = "day"
    CHOICE = "choice"


class FilterOp(StrEnum):
    """A condition. The comment describes its values."""

    IN = "in"  # values; None stands for "empty"; of moments: months as "2026-11"
    CONTAINS = "contains"  # one text
    BEGINS = "begins"  # one text
    EQUALS = "equals"  # one text, number or day
    BETWEEN = "between"  # least and most, both included; None is open
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"
    THIS_MONTH = "this_month"
    TOP = "top"  # how many of the largest; ties are included


CONDITIONS: Mapping[ColumnKind, tuple[FilterOp, ...]] = {
    ColumnKind.TEXT: (
        FilterOp.CONTAINS,
        FilterOp.BEGINS,
        FilterOp.EQUALS,
        FilterOp.EMPTY,
        FilterOp.NOT_EMPTY,
    ),
    ColumnKind.NUMBER: (FilterOp.BETWEEN, FilterOp.EQUALS, FilterOp.TOP),
    ColumnKind.MOMENT: (FilterOp.BETWEEN, FilterOp.EQUALS, FilterOp.THIS_MONTH),
    ColumnKind.DAY: (
        FilterOp.BETWEEN,
        FilterOp.EQUALS,
        FilterOp.THIS_MONTH,
        FilterOp.EMPTY,
        FilterOp.NOT_EMPTY,
    ),
    ColumnKind.CHOICE: (FilterOp.EMPTY, FilterOp.NOT_EMPTY),
}
"""The conditions that each kind of column offers besides its list of values."""

FilterValue = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """One condition on one column (its id in the list, such as "name" or "active:7")."""

    column: str
    op: FilterOp
    values: tuple[FilterValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The whole filter of a list. At most one condition per column."""

    text: str = ""
    filters: tuple[ColumnFilter, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is filtered out."""
        return not self.text.strip() and not self.filters

    def on(self, column: str) -> ColumnFilter | None:
        """Return the condition on a column, if any."""
        return next((f for f in self.filters if f.column == column), None)

    def without(self, column: str) -> ListQuery:
        """Return the query without the condition on a column."""
        return replace(self, filters=tuple(f for f in self.filters if f.column != column))

    def having(self, wanted: ColumnFilter) -> ListQuery:
        """Return the query with this condition in place of the column's old one."""
        if self.on(wanted.column) is None:
            return replace(self, filters=(*self.filters, wanted))
        kept = (wanted if f.column == wanted.column else f for f in self.filters)
        return replace(self, filters=tuple(kept))


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value of a column and how many rows have it. `value` None means empty."""

    value: FilterValue
    count: int


@dataclass(frozen=True, slots=True)
class DistinctValues:
    """The values of a column, most frequent first; `more` when there are others."""

    values: tuple[ValueCount, ...]
    more: bool = False


def query_to_json(query: ListQuery) -> dict[str, Any]:
    """Return the query as JSON, with conditions by column id."""
    return {
        "text": query.text,
        "filters": [
            {"column": f.column, "op": f.op.value, "values": [_to_json(v) for v in f.values]}
            for f in query.filters
        ],
    }


def query_from_json(stored: Mapping[str, Any]) -> ListQuery:
    """Return the query stored as JSON; what cannot be read is left out."""
    filters = []
    for each in stored.get("filters", ()):
        try:
            values = tuple(_from_json(v) for v in each.get("values", ()))
            filters.append(ColumnFilter(str(each["column"]), FilterOp(each["op"]), values))
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
            continue
    return ListQuery(str(stored.get("text", "")), tuple(filters))


def _to_json(value: FilterValue) -> Any:
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _from_json(stored: Any) -> FilterValue:
    if not isinstance(stored, Mapping):
        if stored is None or isinstance(stored, str | int):
            return stored
        raise TypeError(stored)
    if "number" in stored:
        return Decimal(stored["number"])
    return date.fromisoformat(stored["day"])


def month_of(moment: datetime, zone: str) -> str:
    """Return the local month of a moment, as "2026-11"."""
    return f"{moment.astimezone(_zone(zone)):%Y-%m}"


def _zone(name: str) -> ZoneInfo | None:
    """Return a time zone by name; None (the computer's own) for an empty name."""
    return ZoneInfo(name) if name else None


@dataclass(frozen=True, slots=True)
class RowReader:
    """How a row is read: its value in a column, the column's kind, the text that is searched.

    An empty `zone` is that of the computer.
    """

    value: Callable[[Any, str], Any]
    kind: Callable[[str], ColumnKind]
    searched: Callable[[Any], str] = str
    zone: str = "UTC"


def matching(rows: Sequence[Any], query: ListQuery, reader: RowReader, *, today: date) -> list[Any]:
    """Return the rows that the query matches, in their order."""
    found = list(rows)
    for word in fold(query.text).split():
        found = [row for row in found if word in fold(reader.searched(row))]
    for each in query.filters:
        test = _test(rows, each, reader, today)
        found = [row for row in found if test(reader.value(row, each.column))]
    return found


def distinct(
    rows: Sequence[Any], column: str, query: ListQuery, reader: RowReader, *, today: date
) -> DistinctValues:
    """Return the values of a column in the rows that the other conditions match."""
    found = matching(rows, query.without(column), reader, today=today)
    values = [reader.value(row, column) for row in found]
    if reader.kind(column) is ColumnKind.DAY:
        values = [None if v is None else f"{v:%Y-%m}" for v in values]
    if reader.kind(column) is ColumnKind.MOMENT:
        values = [None if v is None else month_of(v, reader.zone) for v in values]
    counted = Counter(None if v == "" else v for v in values).most_common()
    return DistinctValues(
        tuple(ValueCount(v, n) for v, n in counted[:MOST_VALUES]), len(counted) > MOST_VALUES
    )


def _test(
    rows: Sequence[Any], each: ColumnFilter, reader: RowReader, today: date
) -> Callable[[Any], bool]:
    kind = reader.kind(each.column)
    if each.op is FilterOp.EMPTY:
        return _empty
    if each.op is FilterOp.NOT_EMPTY:
        return lambda value: not _empty(value)
    if each.op is FilterOp.TOP:
        ranked = sorted(
            (v for v in (reader.value(row, each.column) for row in rows) if v is not None),
            reverse=True,
        )[: int(str(each.values[0]))]
        least = ranked[-1] if ranked else None
        return lambda value: value is not None and least is not None and value >= least
    if kind in {ColumnKind.MOMENT, ColumnKind.DAY}:
        return _moment_test(each, _zone(reader.zone), today)
    if each.op is FilterOp.IN:
        wanted = set(each.values)
        return lambda value: (None in wanted) if _empty(value) else value in wanted
    if each.op is FilterOp.BETWEEN:
        least, most = each.values
        return lambda value: (
            value is not None
            and (least is None or value >= least)
            and (most is None or value <= most)
        )
    sought = each.values[0]
    if kind is not ColumnKind.TEXT:
        return lambda value: bool(value == sought)
    text = fold(str(sought))
    if each.op is FilterOp.CONTAINS:
        return lambda value: text in fold(value or "")
    if each.op is FilterOp.BEGINS:
        return lambda value: fold(value or "").startswith(text)
    return lambda value: fold(value or "") == text


def _moment_test(each: ColumnFilter, zone: ZoneInfo | None, today: date) -> Callable[[Any], bool]:
    def local(value: date) -> date:
        return value.astimezone(zone).date() if isinstance(value, datetime) else value

    if each.op is FilterOp.IN:
        return lambda value: (None if value is None else f"{local(value):%Y-%m}") in each.values
    if each.op is FilterOp.THIS_MONTH:
        return lambda value: (
            value is not None and local(value).replace(day=1) == today.replace(day=1)
        )
    first, last = each.values if each.op is FilterOp.BETWEEN else (each.values[0],) * 2
    assert first is None or isinstance(first, date)  # noqa: S101 - days by the kind of the column
    assert last is None or isinstance(last, date)  # noqa: S101
    return lambda value: (
        value is not None
        and (first is None or local(value) >= first)
        and (last is None or local(value) <= last)
    )


def _empty(value: object) -> bool:
    return value is None or value == ""

"""Conditions of a list in words, for chips and tooltips."""

from __future__ import annotations

from datetime import date

from loyalty_desktop.domain.list_filters import ColumnFilter, ColumnKind, FilterOp, FilterValue
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.words.i18n import translate

SHOWN = 3
"""The number of values that a chip names; the others are only counted."""


def value_text(column: Column, value: FilterValue) -> str:
    """Return a value as filters and facets show it."""
    if value is None:
        return translate("ListFilter", "(empty)")
    if column.kind in {ColumnKind.MOMENT, ColumnKind.DAY} and isinstance(value, str):
        year, month = value.split("-")
        return formats.month_year(date(int(year), int(month), 1))
    return column.says(value)


def filter_text(column: Column, wanted: ColumnFilter) -> str:
    """Return the text of a chip: the column and its condition."""
    return f"{column.title}: {condition_text(column, wanted)}"


def condition_text(column: Column, wanted: ColumnFilter) -> str:
    """Return the condition without its column."""
    op, values = wanted.op, wanted.values
    if op is FilterOp.IN:
        words = ", ".join(value_text(column, value) for value in values[:SHOWN])
        rest = len(values) - SHOWN
        return (
            words if rest <= 0 else f"{words} {translate('ListFilter', 'and %n more', None, rest)}"
        )
    if op is FilterOp.BETWEEN:
        return _between(*(_edge(column, value) for value in values))
    if op is FilterOp.TOP:
        return translate("ListFilter", "the top %n", None, int(str(values[0])))
    if op in {FilterOp.EMPTY, FilterOp.NOT_EMPTY, FilterOp.THIS_MONTH}:
        return op_text(op)
    if op is FilterOp.EQUALS:
        return _edge(column, values[0]) or ""
    quoted = translate("ListFilter", "“{text}”").format(text=values[0])
    return f"{op_text(op)} {quoted}"


def op_text(op: FilterOp) -> str:
    """Return the name of an operator in the filter's list."""
    return {
        FilterOp.IN: translate("ListFilter", "is one of"),
        FilterOp.CONTAINS: translate("ListFilter", "contains"),
        FilterOp.BEGINS: translate("ListFilter", "begins with"),
        FilterOp.EQUALS: translate("ListFilter", "equals"),
        FilterOp.BETWEEN: translate("ListFilter", "between"),
        FilterOp.EMPTY: translate("ListFilter", "is empty"),
        FilterOp.NOT_EMPTY: translate("ListFilter", "is not empty"),
        FilterOp.THIS_MONTH: translate("ListFilter", "this month"),
        FilterOp.TOP: translate("ListFilter", "largest"),
    }[op]


def _edge(column: Column, value: FilterValue) -> str | None:
    if value is None:
        return None
    return formats.day(value) if isinstance(value, date) else column.says(value)


def _between(least: str | None, most: str | None) -> str:
    if least is None:
        return translate("ListFilter", "up to {most}").format(most=most)
    if most is None:
        return translate("ListFilter", "from {least}").format(least=least)
    return translate("ListFilter", "{least} to {most}").format(least=least, most=most)

"""Collects from a view what it shows: its title, filters, pairs, figures and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from loyalty_desktop.ui.printing.printable import MOST_ROWS, Printable, PrintTable
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets import (
    ChipBar,
    KeyValues,
    PagedTable,
    RowTable,
    SearchField,
    StatRow,
)
from loyalty_desktop.ui.widgets.list_bars import FilterChips
from loyalty_desktop.ui.widgets.table import BaseTable
from loyalty_desktop.ui.words.i18n import translate


def collect(view: View, give: Callable[[Printable], None]) -> None:
    """Pass on what the view shows; the rows of a long list are read first."""
    lists = [table for table in view.findChildren(PagedTable) if table.isVisible()]
    if not lists:
        give(_printable(view, ()))
        return
    table = lists[0]
    total = len(table.paged.ids)
    table.request_rows(
        MOST_ROWS, lambda rows: give(_printable(view, (_table(table, rows, total=total),)))
    )


def _printable(view: View, tables: tuple[PrintTable, ...]) -> Printable:
    pairs = [pair for each in view.findChildren(KeyValues) if each.isVisible() for pair in each.pairs]  # fmt: skip
    figures = [
        (stat.label, stat.value)
        for row in view.findChildren(StatRow)
        if row.isVisible()
        for stat in row.stats
    ]
    # A card has its tables on tabs: all of them belong to it, whichever is shown, in the order of the tabs.
    small = [t for t in view.findChildren(RowTable) if t.rows() and (t.isVisible() or view.name == "participant")]  # fmt: skip
    small.sort(key=_tab)
    return Printable(
        view.header.title(),
        view.header.subtitle(),
        tuple(_filters(view)),
        (*figures, *pairs),
        (*tables, *(_table(table, table.rows()) for table in small)),
    )


def _tab(table: QWidget) -> int:
    """Return the number of the tab that a table is on; 0 without tabs."""
    page, outer = table, table.parentWidget()
    while outer is not None and not isinstance(outer, QStackedWidget):
        page, outer = outer, outer.parentWidget()
    return outer.indexOf(page) if outer is not None else 0


def _filters(view: View) -> list[str]:
    found = []
    for search in view.findChildren(SearchField):
        if search.isVisible() and search.text().strip():
            words = translate("Printing", "search “{text}”")
            found.append(words.format(text=search.text().strip()))
    for bar in view.findChildren(FilterChips):
        found += bar.texts()
    for chips in view.findChildren(ChipBar):
        found += chips.texts()
    return found


def _table(table: BaseTable, rows: Sequence[Any], *, total: int | None = None) -> PrintTable:
    columns = table.shown_columns()
    shown = rows[:MOST_ROWS]
    note = ""
    if total is not None and total > len(shown):
        note = translate("Printing", "The first %n rows; narrow the list to print others.", None, len(shown))  # fmt: skip
    return PrintTable(
        tuple((column.title, column.align) for column in columns),
        tuple(tuple(column.text(row) for column in columns) for row in shown),
        table.accessibleName(),
        note,
    )

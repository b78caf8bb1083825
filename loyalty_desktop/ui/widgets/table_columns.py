"""The widths of a table's columns, and the menu that chooses which are shown.

A column fits its contents and grows with them; what a person drags stays, by language. Room that is left goes to the
column that is told to stretch (the name or the description), up to a point, then to all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from heapq import nlargest
from typing import Any

from PySide6.QtWidgets import QMenu, QTableView

from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.widgets.cell_delegate import PAD, cell_width
from loyalty_desktop.ui.widgets.table_header import TableHeader
from loyalty_desktop.ui.words.i18n import language, translate

WIDEST = 300
"""The largest width in pixels that a column takes by itself."""

MOST_STRETCH = 160
"""Pixels that the stretching column takes beyond its contents before the other columns get their share."""


class ColumnWidths:
    """Sets how wide each column of one table is."""

    def __init__(self, table: QTableView, header: TableHeader, columns: Sequence[Column]) -> None:
        self._table, self._header, self._columns = table, header, columns
        self._chosen: dict[str, dict[str, int]] = {}
        self._natural: list[int] = []
        self._fitted = False
        self._setting = False
        unit = table.fontMetrics().horizontalAdvance("0")
        for number, column in enumerate(columns):
            wanted = (column.width or 0) * unit + 2 * PAD
            self._natural.append(max(header.needed(number), wanted))
        self.spread()
        header.sectionResized.connect(self._dragged)

    def state(self) -> dict[str, dict[str, int]]:
        """Return the widths that were dragged: language -> column -> pixels."""
        return {code: dict(widths) for code, widths in self._chosen.items()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore saved widths."""
        self._chosen = {
            str(code): {str(name): int(width) for name, width in widths.items()}
            for code, widths in state.items()
            if isinstance(widths, Mapping)
        }
        self.spread()

    def forget(self) -> None:
        """Fit every column to its contents again."""
        self._chosen.pop(language(), None)
        self.spread()

    def fit(self, rows: Sequence[Any], *, numbers_only: bool = False) -> None:
        """Fit to the first rows; later ones only make columns wider. No column is narrower than its heading."""
        rows = [row for row in rows if row is not None]
        if not rows:
            return
        before = list(self._natural)
        for number, column in enumerate(self._columns):
            if self._fitted and self._table.isColumnHidden(number):
                continue
            if numbers_only and column.align != "right":
                continue
            widest = 0
            with suppress(Exception):  # a cell without words is the painter's to tell of
                widest = max(cell_width(column, row) for row in self._longest(column, rows))
            least = self._natural[number] if self._fitted else self._header.needed(number)
            self._natural[number] = max(least, min(widest, WIDEST))
        self._fitted = True
        if self._natural != before:
            self.spread()

    def _longest(self, column: Column, rows: Sequence[Any]) -> Sequence[Any]:
        """Rows to be measured: those with the longest texts, more of them at first (measuring takes time)."""
        return nlargest(3 if self._fitted else 12, rows, key=lambda row: len(column.text(row)))

    def make_room(self, number: int) -> None:
        """Make sure that a heading fits with its arrows."""
        needed = self._header.needed(number)
        if self._natural[number] < needed:
            self._natural[number] = needed
            self.spread()

    def spread(self) -> None:
        """Lay the columns out in the available width."""
        shown = [i for i in range(len(self._columns)) if not self._table.isColumnHidden(i)]
        chosen = self._chosen.get(language(), {})
        widths = {i: chosen.get(self._columns[i].id, self._natural[i]) for i in shown}
        free = [i for i in shown if self._columns[i].id not in chosen]
        room = self._table.viewport().width() - sum(widths.values())
        stretching = next((i for i in free if self._columns[i].stretch), None)
        if room < 0 and stretching is not None:
            least = max(self._header.needed(stretching), 110)
            widths[stretching] = max(min(least, widths[stretching]), widths[stretching] + room)
        missing = sum(widths.values()) - self._table.viewport().width()
        if missing > 0:
            self._squeeze(widths, free, missing)
        if room > 0 and free:
            if stretching is not None:
                more = min(room, MOST_STRETCH)
                widths[stretching] += more
                room -= more
            for place, i in enumerate(free):
                share = room // (len(free) - place)
                widths[i] += share
                room -= share
        self._setting = True
        for i, width in widths.items():
            self._table.setColumnWidth(i, width)
        self._setting = False

    def _squeeze(self, widths: dict[int, int], free: Sequence[int], missing: int) -> None:
        """Narrow the text columns, which then end in "…", the widest first: a short ID is cut last.

        None gets narrower than its heading or three fifths of what it needs.
        """
        texts = [
            i
            for i in free
            if self._columns[i].kind is ColumnKind.TEXT or self._columns[i].kind is None
        ]
        spare = {
            i: widths[i] - max(self._header.needed(i), widths[i] * 3 // 5)
            for i in texts
            if self._columns[i].align == "left" and self._columns[i].narrows
        }
        while missing > 0 and any(more > 0 for more in spare.values()):
            widest = max((i for i, more in spare.items() if more > 0), key=lambda i: widths[i])
            other = max((widths[i] for i in spare if i != widest and spare[i] > 0), default=0)
            less = min(spare[widest], missing, max(1, widths[widest] - other))
            widths[widest] -= less
            spare[widest] -= less
            missing -= less

    def _dragged(self, logical: int, _old: int, new: int) -> None:
        if not self._setting and new > 0:
            self._chosen.setdefault(language(), {})[self._columns[logical].id] = new


def columns_menu(table: Any) -> QMenu:
    """Return the menu that chooses which columns are shown; at least one stays."""
    menu = QMenu(table)
    columns: Sequence[Column] = table.columns()
    shown = [i for i in range(len(columns)) if not table.isColumnHidden(i)]
    for i, column in enumerate(columns):
        action = menu.addAction(column.title)
        action.setObjectName(f"column.{column.id}")
        action.setCheckable(True)
        action.setChecked(i in shown)
        action.setEnabled(shown != [i])
        action.toggled.connect(lambda on, i=i: _show_column(table, i, on=on))
    menu.addSeparator()
    fit = menu.addAction(translate("Table", "Fit columns to their contents"))
    fit.triggered.connect(lambda *_: table.widths.forget())
    return menu


def _show_column(table: Any, number: int, *, on: bool) -> None:
    table.setColumnHidden(number, not on)
    table.widths.spread()
    table.columns_changed.emit()

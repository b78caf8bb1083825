"""The figures of a list: how many rows it shows, how many are selected, their sum and average."""

from __future__ import annotations

from decimal import Decimal

from loyalty_desktop.controllers.lists import ListController, ListSum
from loyalty_desktop.ui.formats import number
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.widgets.table import PagedTable
from loyalty_desktop.ui.words.i18n import translate


def count_words(controller: ListController, total: int | None) -> str:
    """Return the count of matching rows of all rows (None: unknown)."""
    shown = number(controller.total)
    if controller.capped:
        shown = translate("ListView", "more than {count}").format(count=shown)
    if total is None:
        return shown
    return translate("ListView", "{shown} of {total}").format(shown=shown, total=number(total))


def status_words(
    controller: ListController,
    total: int | None,
    selected: int,
    column: Column | None,
    found: ListSum | None,
) -> str:
    """Return the text for the status bar; `found` is the sum of `column` over the selection."""
    parts = [count_words(controller, total)]
    if selected:
        words = translate("ListView", "%n selected", None, selected)
        parts.append(words.replace(str(selected), number(selected)))
    if found is not None and column is not None and selected > 1:
        words = translate("ListView", "{column}: sum {sum}, average {average}")
        average = found.average.quantize(Decimal("0.01"))
        parts.append(
            words.format(
                column=column.title, sum=column.says(found.total), average=column.says(average)
            )
        )
    return " · ".join(parts)


def summed_column(table: PagedTable) -> Column | None:
    """Return the current column when it holds numbers, otherwise the first visible number column."""
    index = table.currentIndex()
    columns = table.shown_columns()
    if index.isValid():
        columns.insert(0, table.columns()[index.column()])
    return next((c for c in columns if c.value is not None), None)


def local_sum(table: PagedTable, column: Column, count: int) -> ListSum | None:
    """Return the sum of a column over the selected rows when all of them have been read; None otherwise."""
    value = column.value
    if value is None or table.all_matching():
        return None
    rows = table.selected_rows()
    if len(rows) != count:
        return None
    values = [Decimal(found) for row in rows if (found := value(row)) is not None]
    return ListSum(column.id, len(values), sum(values, Decimal(0)))

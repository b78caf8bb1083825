"""A condition on a column: its operator (contains, between, this month ...) and the inputs for its values."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loyalty_desktop.domain.list_filters import (
    CONDITIONS,
    ColumnFilter,
    ColumnKind,
    FilterOp,
    FilterValue,
)
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.widgets.filter_words import op_text
from loyalty_desktop.ui.widgets.inputs import AmountEdit, Choice, LineEdit, NumberEdit
from loyalty_desktop.ui.widgets.labels import Muted
from loyalty_desktop.ui.widgets.moments import DayEdit
from loyalty_desktop.ui.words.i18n import translate

Read = Callable[[], tuple[FilterValue, ...]]

DECIMALS = 4
MOST = 100_000


class FilterCondition(QWidget):
    """Choose a condition and its values. `changed` is emitted when another condition is chosen."""

    changed = Signal()

    def __init__(self, column: Column, current: ColumnFilter | None) -> None:
        super().__init__()
        assert column.kind is not None  # noqa: S101 - only such columns are filtered
        self._column, self._kind = column, column.kind
        self.choice = Choice()
        self.choice.setObjectName("filter-op")
        self.choice.setAccessibleName(translate("ListFilter", "Condition"))
        self._pages = QStackedWidget()
        self._reads: dict[FilterOp, Read] = {}
        self._firsts: dict[FilterOp, QWidget | None] = {}
        for op in (FilterOp.IN, *CONDITIONS[column.kind]):
            self.choice.add(op, op_text(op))
            page, first, read = self._page(op, _values(current, op))
            self._pages.addWidget(page)
            self._firsts[op], self._reads[op] = first, read
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.choice)
        layout.addWidget(self._pages)
        if current is not None and current.op in self._reads:
            self.choice.set_value(current.op)
        self._chosen()
        self.choice.changed.connect(lambda _op: self._chosen())

    def op(self) -> FilterOp:
        """Return the condition chosen."""
        return FilterOp(self.choice.value())

    def choose(self, op: FilterOp) -> None:
        """Choose a condition."""
        self.choice.set_value(op)
        self._chosen()

    def first_input(self) -> QWidget | None:
        """Return the input to type in; None when the condition needs none."""
        return self._firsts[self.op()]

    def condition(self) -> ColumnFilter | None:
        """Return the condition; None while its values are not filled in."""
        op = self.op()
        values = self._reads[op]()
        if op in {FilterOp.EMPTY, FilterOp.NOT_EMPTY, FilterOp.THIS_MONTH}:
            return ColumnFilter(self._column.id, op)
        if all(value is None or value == "" for value in values):
            return None
        if op is FilterOp.BETWEEN:
            least, most = values
            if least is not None and most is not None and least > most:  # type: ignore[operator]
                values = (most, least)
        return ColumnFilter(self._column.id, op, values)

    def _chosen(self) -> None:
        place = list(self._reads).index(self.op())
        self._pages.setCurrentIndex(place)
        first = self.first_input()
        self._pages.setFixedHeight(0 if first is None else first.sizeHint().height())
        self.changed.emit()

    def _page(
        self, op: FilterOp, values: tuple[FilterValue, ...]
    ) -> tuple[QWidget, QWidget | None, Read]:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if op is FilterOp.TOP:
            count = NumberEdit(1, MOST)
            count.set_value(int(str(values[0])) if values else 10)
            self._name(count, "filter-count", translate("ListFilter", "How many"))
            row.addWidget(count)
            row.addStretch(1)
            return page, count, lambda: (count.value(),)
        if op is FilterOp.BETWEEN:
            least, read_least = self._input(values[0] if values else None)
            most, read_most = self._input(values[1] if len(values) > 1 else None)
            self._name(least, "filter-least", translate("ListFilter", "From"))
            self._name(most, "filter-most", translate("ListFilter", "To"))
            row.addWidget(least, 1)
            row.addWidget(Muted("–"))
            row.addWidget(most, 1)
            return page, least, lambda: (read_least(), read_most())
        if op in {FilterOp.CONTAINS, FilterOp.BEGINS, FilterOp.EQUALS}:
            single, read = self._input(values[0] if values else None)
            self._name(single, "filter-value", translate("ListFilter", "Value"))
            row.addWidget(single, 1)
            return page, single, lambda: (read(),)
        return page, None, tuple

    def _input(self, value: FilterValue) -> tuple[QWidget, Callable[[], FilterValue]]:
        if self._kind is ColumnKind.NUMBER:
            amount = AmountEdit(DECIMALS, allow_negative=True)
            amount.set_amount(None if value is None else Decimal(str(value)))
            return amount, amount.amount
        if self._kind in {ColumnKind.MOMENT, ColumnKind.DAY}:
            day = DayEdit()
            day.set_day(value if not isinstance(value, str | int | Decimal) else None)
            return day, day.day
        text = LineEdit()
        text.setText("" if value is None else str(value))
        return text, lambda: text.text().strip()

    @staticmethod
    def _name(widget: QWidget, name: str, words: str) -> None:
        widget.setObjectName(name)
        widget.setAccessibleName(words)


def _values(current: ColumnFilter | None, op: FilterOp) -> tuple[FilterValue, ...]:
    return current.values if current is not None and current.op is op else ()

"""The left side of a list: its saved views, and facets (values of some columns with counts, to tick)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from loyalty_desktop.controllers.saved_views import SavedViews
from loyalty_desktop.domain.list_filters import (
    ColumnFilter,
    DistinctValues,
    FilterOp,
    FilterValue,
    ListQuery,
    query_to_json,
)
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.widgets.buttons import LinkButton
from loyalty_desktop.ui.widgets.filter_words import value_text
from loyalty_desktop.ui.widgets.inputs import CheckBox
from loyalty_desktop.ui.widgets.labels import Caption, Muted
from loyalty_desktop.ui.widgets.list_spec import Facet, ListSpec
from loyalty_desktop.ui.widgets.saved_views import SavedViewsPanel
from loyalty_desktop.ui.words.i18n import translate

SIDE = 196

FEW = 5
"""Values of a fixed order that are shown even when no row has them."""

SHOWN = 8
"""Values shown by a facet without a fixed order; the filter in the heading has all of them."""


class FacetBox(QWidget):
    """One facet. `chosen` carries the ticked values; `more` asks for the whole filter of the column."""

    chosen = Signal(object)
    more = Signal()

    def __init__(self, facet: Facet, column: Column) -> None:
        super().__init__()
        self.setObjectName(f"facet.{facet.column}")
        self._facet, self._column = facet, column
        self._boxes: dict[FilterValue, CheckBox] = {}
        self._counts: dict[FilterValue, int] = {}
        self._ticked: tuple[FilterValue, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Caption(facet.title.upper()))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        layout.addLayout(self._rows)
        self._more = LinkButton(translate("ListView", "More…"))
        self._more.setObjectName("more")
        self._more.clicked.connect(lambda *_: self.more.emit())
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        layout.addLayout(row)
        self._more.hide()
        self._build(facet.values)

    def box(self, value: FilterValue) -> CheckBox | None:
        """Return whether a value is ticked."""
        return self._boxes.get(value)

    def count(self, value: FilterValue) -> int:
        """Return how many rows have a value."""
        return self._counts.get(value, 0)

    def show_ticked(self, ticked: tuple[FilterValue, ...]) -> None:
        """Tick the values of a condition, without a signal."""
        self._ticked = ticked
        missing = [value for value in ticked if value not in self._boxes]
        if missing:
            self._build((*self._boxes, *missing))
        for value, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(value in ticked)
            box.blockSignals(False)

    def show_counts(self, found: DistinctValues) -> None:
        """Show how many rows have each value."""
        self._counts = {each.value: each.count for each in found.values}
        if self._facet.values:
            many = len(self._facet.values) > FEW
            values: list[FilterValue] = [
                value for value in self._facet.values if not many or self.count(value)
            ]
            self._more.hide()
        else:
            values = [each.value for each in found.values[:SHOWN]]
            self._more.setVisible(len(found.values) > SHOWN)
        self._build((*values, *(v for v in self._ticked if v not in values)))
        self.setVisible(bool(self._facet.values or self._ticked) or values not in ([], [None]))
        self.show_ticked(self._ticked)

    def _build(self, values: tuple[FilterValue, ...]) -> None:
        focused = next((v for v, box in self._boxes.items() if box.hasFocus()), ...)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._boxes = {}
        for value in values:
            self._rows.addWidget(self._row(value))
        if focused is not ... and focused in self._boxes:
            self._boxes[focused].setFocus()

    def _row(self, value: FilterValue) -> QWidget:
        text = value_text(self._column, value)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        count = Muted(formats.number(self._counts.get(value, 0)) if self._counts else "")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = CheckBox()
        room = 150 - count.sizeHint().width()
        shown = box.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        box.setText(shown.replace("&", "&&"))
        box.setToolTip(text if shown != text else "")
        box.setAccessibleName(text)
        box.setObjectName(f"value.{value}")
        box.toggled.connect(lambda _on: self._toggled())
        row.addWidget(box)
        row.addStretch(1)
        row.addWidget(count)
        self._boxes[value] = box
        return holder

    def _toggled(self) -> None:
        self._ticked = tuple(value for value, box in self._boxes.items() if box.isChecked())
        self.chosen.emit(self._ticked)


class FacetPanel(QWidget):
    """All facets of a list. `changed` carries the query that results from the ticks."""

    changed = Signal(object)  # (column, values)
    more = Signal(str)

    def __init__(self, facets: Mapping[str, tuple[Facet, Column]]) -> None:
        super().__init__()
        self.setObjectName("facets")
        self._facets: dict[str, FacetBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(16)
        for name, (facet, column) in facets.items():
            box = FacetBox(facet, column)
            box.chosen.connect(lambda values, name=name: self.changed.emit((name, values)))
            box.more.connect(lambda name=name: self.more.emit(name))
            self._facets[name] = box
            layout.addWidget(box)
        layout.addStretch(1)

    def columns(self) -> list[str]:
        """Return the columns that have a facet."""
        return list(self._facets)

    def facet(self, column: str) -> FacetBox:
        """Return the facet of a column."""
        return self._facets[column]

    def show_counts(self, column: str, found: DistinctValues) -> None:
        """Show how many rows have each value of a column."""
        self._facets[column].show_counts(found)

    def show_query(self, query: ListQuery) -> None:
        """Tick the values that a query names."""
        for name, box in self._facets.items():
            wanted = query.on(name)
            values = wanted.values if wanted is not None and wanted.op is FilterOp.IN else ()
            box.show_ticked(values)


def ticked(column: str, values: tuple[FilterValue, ...]) -> ColumnFilter | None:
    """Return the condition of ticked values; None when nothing is ticked."""
    return ColumnFilter(column, FilterOp.IN, values) if values else None


class ListSide(QWidget):
    """Saved views above facets; the facets scroll in a low window."""

    def __init__(
        self,
        spec: ListSpec,
        columns: Mapping[str, Column],
        state: Callable[[], dict[str, Any]],
    ) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(SIDE)
        self.views = SavedViewsPanel(
            SavedViews(spec.controller.app.settings, spec.name), state, plain_state(spec.columns)
        )
        self.facets = FacetPanel(
            {f.column: (f, columns[f.column]) for f in spec.facets if f.column in columns}
        )
        self.facets.setProperty("kind", "page")
        area = QScrollArea()
        area.setObjectName("facets-area")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.facets)
        area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.views)
        column.addWidget(area, 1)


def plain_state(columns: Sequence[Column]) -> dict[str, Any]:
    """Return the state of a list that nobody has changed: the view "All"."""
    return {
        "query": query_to_json(ListQuery()),
        "columns": {
            "order": [column.id for column in columns],
            "hidden": [column.id for column in columns if not column.visible],
            "sort": None,
        },
    }

"""A list in a view as a person meets it: what it shows, and what can be pressed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from loyalty_desktop.controllers.lists import Sort
from loyalty_desktop.domain.list_filters import FilterOp
from loyalty_desktop.ui.widgets.filter_popup import FilterPopup
from loyalty_desktop.ui.widgets.list_view import ListView


class ListPage:
    """The list inside a widget. Settling is the caller's, as it knows the jobs."""

    def __init__(self, inside: QWidget) -> None:
        found = inside.findChild(ListView)
        assert found is not None, "there is no list"
        self.view: ListView = found

    @property
    def table(self) -> Any:
        """The table."""
        return self.view.table

    def ids(self) -> list[int]:
        """Ids of the rows, from the top."""
        return [int(each) for each in self.table.paged.ids]

    def rows(self) -> list[Any]:
        """The rows of the first page."""
        return list(self.table.loaded_rows())

    def texts(self, column: str) -> list[str]:
        """What the cells of a column say."""
        found = next(c for c in self.table.columns() if c.id == column)
        return [found.text(row) for row in self.rows()]

    def counter(self) -> str:
        """The count of results."""
        label = self.view.findChild(QLabel, "counter")
        assert label is not None
        return label.text()

    def shows(self, name: str) -> bool:
        """Whether a part of the list (by object name) can be seen."""
        found = self.view.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def type(self, text: str) -> None:
        """Type into the search and press Enter; Cyrillic goes through an input method in the real window."""
        self.view.search.setText(text)
        QTest.keyClick(self.view.search, Qt.Key.Key_Return)

    def escape_in_search(self) -> None:
        """Press Esc in the search."""
        QTest.keyClick(self.view.search, Qt.Key.Key_Escape)

    def tick(self, column: str, value: Any, *, on: bool = True) -> None:
        """Tick a value of a facet."""
        box = self.view.facets.facet(column).box(value)
        assert box is not None, f"{column} has no {value}"
        box.setChecked(on)

    def remove_chip(self, column: str) -> None:
        """Press the cross of a condition's chip."""
        chip = self.view.chips.chip(column)
        assert chip is not None, f"no chip for {column}"
        cross = chip.findChild(QToolButton, "remove")
        assert cross is not None
        cross.click()

    def sort(self, column: str, *, descending: bool = False) -> Sort:
        """An order of the list, for `table.sort_by`."""
        return Sort(column, descending)

    def select(self, *rows: int) -> None:
        """Select rows by their places."""
        self.table.clearSelection()
        model = self.table.selectionModel()
        flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
        for row in rows:
            model.select(self.table.model().index(row, 0), flags)
        if rows:
            model.setCurrentIndex(
                self.table.model().index(rows[-1], 0), model.SelectionFlag.NoUpdate
            )

    def action(self, name: str) -> Any:
        """An action of the list."""
        return self.view.actions_[name]

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the table."""
        self.table.setFocus()
        QTest.keyClick(self.table, key, modifier)

    def open_filter(self, column: str) -> FilterPage:
        """Press the filter arrow of a heading."""
        places = [c.id for c in self.table.columns()]
        header = self.table.header
        at = header.filter_place(places.index(column)).center()
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return self.opened_filter()

    def opened_filter(self) -> FilterPage:
        """The filter that is open."""
        shown = [popup for popup in self.table.findChildren(FilterPopup) if popup.isVisible()]
        assert shown, "no filter is open"
        return FilterPage(shown[0])


class FilterPage:
    """The filter of a heading. Waiting for its values is the caller's."""

    def __init__(self, popup: FilterPopup) -> None:
        self.popup = popup

    def values(self) -> list[str]:
        """The lines with their counts."""
        return self.popup.values.texts()

    def tick_only(self, *values: Any) -> None:
        """Untick everything, then tick these."""
        every = self.popup.findChild(QCheckBox, "filter-all")
        assert every is not None
        every.click()
        if every.isChecked():
            every.click()
        rows = self.popup.values.list
        for n in range(rows.count()):
            if rows.item(n).data(Qt.ItemDataRole.UserRole) in values:
                rows.item(n).setCheckState(Qt.CheckState.Checked)

    def search(self, text: str) -> None:
        """Type into the search of the values."""
        self.popup.values.search.setText(text)

    def choose(self, op: FilterOp, *texts: str) -> None:
        """Choose a condition and fill in its values."""
        self.popup.condition.choose(op)
        names = ["filter-least", "filter-most"] if op is FilterOp.BETWEEN else ["filter-value"]
        for name, text in zip(names, texts, strict=False):
            found = [e for e in self.popup.findChildren(QLineEdit, name) if e.isVisible()]
            assert found, f"no input {name}"
            found[0].setText(text)

    def press(self, name: str) -> None:
        """Press a button by its object name."""
        button = self.popup.findChild(QPushButton, name)
        assert button is not None, f"no button {name}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

"""A list in a view as a person meets it: what it shows, and what can be pressed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

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

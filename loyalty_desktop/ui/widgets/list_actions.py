"""The actions of a list as QActions: one object serves menu, key, bulk bar, palette and sheet of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from loyalty_desktop.ui.actions import Action, ActionRegistry
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets.list_spec import ListAction, ListSpec


class ListActions:
    """Makes the QActions, enables those that are possible now, and adds them to the window's registry while the list shows."""

    def __init__(
        self,
        spec: ListSpec,
        actions: Sequence[ListAction],
        table: QWidget,
        view: QWidget,
        refuse: Callable[[], object],
    ) -> None:
        self._name, self._title = spec.name, spec.title
        self._refuse = refuse
        self._given = tuple(actions)
        self._made: dict[str, QAction] = {}
        self._registry: ActionRegistry | None = None
        for given in self._given:
            action = QAction(icon(given.icon) if given.icon else icon("circle"), given.text, view)
            if not given.icon:
                action.setIconVisibleInMenu(False)
            action.setObjectName(given.id)
            if given.shortcut:
                keys = [given.shortcut, *given.more_keys]
                if given.shortcut == "Return":
                    keys.append("Enter")
                action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetShortcut
                if given.on_rows
                else Qt.ShortcutContext.WindowShortcut
            )
            action.triggered.connect(lambda _on=False, call=given.callback: call())
            (table if given.on_rows else view).addAction(action)
            self._made[given.id] = action

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def bulk(self) -> list[tuple[QAction, str]]:
        """Return the actions of the bulk bar with their words there."""
        return [(self._made[given.id], given.bulk) for given in self._given if given.bulk]

    def buttons(self) -> list[tuple[QAction, ListAction]]:
        """Return the actions that have a button beside the search."""
        return [(self._made[given.id], given) for given in self._given if given.button]

    def enable(self, count: int, row: Callable[[], Any]) -> None:
        """Enable the actions for this many selected rows; `row` returns the one selected row (None while it is being read)."""
        for given in self._given:
            able = not given.needs or count == 1 or (given.needs == "some" and count > 1)
            if able and given.available is not None and count == 1:
                one = row()
                able = one is not None and given.available(one)
            self._made[given.id].setEnabled(able)

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with all actions, whether or not they need a row."""
        for given in self._given:
            if given.menu:
                if given.separated and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(self._made[given.id])

    def lend(self, registry: ActionRegistry | None) -> None:
        """Show the actions in the palette and the sheet of shortcuts from now on (None: no longer)."""
        if self._registry is not None:
            for given in self._given:
                self._registry.remove(f"{self._name}.{given.id}")
        self._registry = registry
        if registry is None:
            return
        for given in self._given:
            registry.add(
                Action(
                    f"{self._name}.{given.id}",
                    given.text,
                    partial(self._run, given.id),
                    given.shortcut,
                    given.icon,
                    section=self._title,
                )
            )

    def _run(self, name: str) -> None:
        if self._made[name].isEnabled():
            self._made[name].trigger()
        else:
            self._refuse()

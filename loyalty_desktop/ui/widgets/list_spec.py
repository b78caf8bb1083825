"""What a view gives to its list: columns, controller, facets, actions. The list does everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from loyalty_desktop.controllers.lists import ListController
from loyalty_desktop.domain.list_filters import ColumnFilter, FilterValue
from loyalty_desktop.ui.models.columns import Column


@dataclass(frozen=True)
class ListAction:
    """An action of a list: the same in its menus, on its keys, in the bulk bar, the palette and the sheet of shortcuts.

    `needs`: a selection of "one" row, of "some" rows, or none. `available` is asked about the one selected row.
    `on_rows`: its shortcut works while the table has the focus, otherwise anywhere in the view.
    """

    id: str
    text: str
    callback: Callable[[], object]
    icon: str = ""
    shortcut: str = ""
    more_keys: tuple[str, ...] = ()
    needs: Literal["", "one", "some"] = ""
    bulk: str = ""  # its words in the bulk bar
    on_rows: bool = False
    menu: bool = True
    button: bool = False  # also a button beside the search
    separated: bool = False
    available: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Facet:
    """Values of a column to tick beside the list. `values` fixes their order; otherwise the most frequent come first."""

    column: str
    title: str
    values: tuple[FilterValue, ...] = ()


def _nothing(_id: int) -> None:
    return None


@dataclass(frozen=True)
class ListSpec:
    """A list. `name` is the key of its state and saved views; `title` names it for screen readers and the palette.

    `hidden` words conditions on columns that are not shown, such as the import batch of a link.
    """

    name: str
    title: str
    columns: Sequence[Column]
    controller: ListController
    search: str
    open: Callable[[int], object] = _nothing
    actions: Sequence[ListAction] = ()
    facets: Sequence[Facet] = ()
    search_help: str = ""
    hidden: Callable[[ColumnFilter], str] = field(default=lambda wanted: wanted.column)

"""The saved views of one list: named states of its query and columns, kept in the user's settings. It words nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loyalty_desktop.controllers.base import SettingsLike

ALL = ""
"""The id of the view that shows everything; it is not stored."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view. `state` is the list's own state as JSON, keyed by column id."""

    id: str
    name: str
    state: Mapping[str, Any] = field(default_factory=dict)
    starred: bool = False


class SavedViews:
    """The views of the list called `name`, starred ones first."""

    def __init__(self, settings: SettingsLike, name: str) -> None:
        self._settings, self._key = settings, f"views.{name}"
        self._views = [
            SavedView(str(v["id"]), str(v["name"]), v.get("state") or {}, bool(v.get("starred")))
            for v in settings.get(self._key, None) or ()
            if isinstance(v, Mapping) and v.get("id") and v.get("name")
        ]
        self.current = ALL

    def all(self) -> list[SavedView]:
        """Return the views, starred ones first, in the order in which they were made."""
        return sorted(self._views, key=lambda view: not view.starred)

    def get(self, ident: str) -> SavedView | None:
        """Return one view; None when it does not exist (and for "All")."""
        return next((view for view in self._views if view.id == ident), None)

    def add(self, name: str, state: Mapping[str, Any]) -> SavedView:
        """Save a state under a name, and make it the current view."""
        made = SavedView(uuid.uuid4().hex, self._free(name), dict(state))
        self._views.append(made)
        self.current = made.id
        self._keep()
        return made

    def save(self, ident: str, state: Mapping[str, Any]) -> None:
        """Replace the state of a view."""
        self._change(ident, state=dict(state))

    def rename(self, ident: str, name: str) -> None:
        """Rename a view; an empty name changes nothing."""
        view = self.get(ident)
        if view is not None and name.strip() and name.strip() != view.name:
            self._change(ident, name=self._free(name))

    def star(self, ident: str, *, on: bool) -> None:
        """Star a view, which puts it first, or remove the star."""
        self._change(ident, starred=on)

    def duplicate(self, ident: str) -> SavedView | None:
        """Duplicate a view, and make the copy the current view."""
        view = self.get(ident)
        return None if view is None else self.add(view.name, view.state)

    def delete(self, ident: str) -> None:
        """Delete a view; the list stays as it is."""
        self._views = [view for view in self._views if view.id != ident]
        if self.current == ident:
            self.current = ALL
        self._keep()

    def changed(self, state: Mapping[str, Any], plain: Mapping[str, Any]) -> bool:
        """Return whether the list differs from the current view; `plain` is the state of "All"."""
        view = self.get(self.current)
        return _compared(state) != _compared(plain if view is None else view.state)

    def _change(self, ident: str, **values: Any) -> None:
        self._views = [
            replace(view, **values) if view.id == ident else view for view in self._views
        ]
        self._keep()

    def _free(self, name: str) -> str:
        """Return the name, or the name followed by the first free number."""
        wanted = " ".join(name.split())
        taken = {view.name for view in self._views}
        found, number = wanted, 2
        while found in taken:
            found, number = f"{wanted} {number}", number + 1
        return found

    def _keep(self) -> None:
        self._settings.set(
            self._key,
            [
                {"id": v.id, "name": v.name, "state": dict(v.state), "starred": v.starred}
                for v in self._views
            ],
        )


def _compared(state: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the part of a state that counts as a difference: query, sort, order and choice of columns, but not widths."""
    query = state.get("query") or {}
    columns = state.get("columns") or {}
    filters = sorted(query.get("filters") or (), key=lambda each: str(each.get("column")))
    return (
        str(query.get("text") or "").strip(),
        filters,
        columns.get("sort"),
        list(columns.get("order") or ()),
        sorted(columns.get("hidden") or ()),
    )

"""A view over one list: the search, Esc, the status bar and the state are those of the list."""

from __future__ import annotations

from typing import Any

from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets.list_spec import ListSpec
from loyalty_desktop.ui.widgets.list_view import ListView


class ListScreen(View):
    """Subclasses make their list with `new_list` and return it as `list_view`."""

    @property
    def list_view(self) -> ListView | None:
        """Return the list; None while there is none."""
        return None

    def new_list(self, spec: ListSpec) -> ListView:
        """Make the list, with its messages and actions in the window."""
        made = ListView(spec)
        made.status_changed.connect(self.tell_status)
        made.said.connect(self.ui.toast)
        made.lend_actions(self.ui.actions)
        return made

    def focus_search(self) -> None:
        """Focus the search of the list (Ctrl+F)."""
        if self.list_view is not None:
            self.list_view.focus_search()

    def escape(self) -> bool:
        """Clear the search or the selection (Esc)."""
        return self.list_view is not None and self.list_view.escape()

    def state(self) -> dict[str, Any]:
        """Return the state of the list."""
        return {} if self.list_view is None else self.list_view.state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Restore a saved state of the list."""
        if self.list_view is not None:
            self.list_view.restore_state(state)

"""Cells pasted on a list (Ctrl+V) become the source of an import. It words nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loyalty_desktop.controllers.base import Controller


class PastingController(Controller):
    """Stores the pasted cells; `failed` is emitted when they are no table."""

    def keep(self, text: str, html: str, done: Callable[[Path], None]) -> None:
        """Write the cells to a file; `done` gets it."""
        pasting = self.app.services.pasting
        self.read(lambda _progress: pasting.keep(text, html), done, key="paste")

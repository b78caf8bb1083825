"""Ctrl+V of cells on a list: they become the source of an import. No words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loyalty_desktop.controllers.base import Controller


class PastingController(Controller):
    """Keeps what was copied; `failed` tells when it was no table."""

    def keep(self, text: str, html: str, done: Callable[[Path], None]) -> None:
        """Write the cells to a file; `done` gets it."""
        pasting = self.app.services.pasting
        self.read(lambda _progress: pasting.keep(text, html), done, key="paste")

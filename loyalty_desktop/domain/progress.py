"""How long work reports and is cancelled. Plain Python: services never see Qt."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Handed to every long function. `advance` is the cancel point: it raises errors.Cancelled when asked to stop.

    Call it at least every 100 rows or 50 ms.
    """

    def phase(self, code: str, total: int | None = None) -> None:
        """Start a phase; `code` is translated by the interface, `total` counts its steps when known."""

    def advance(self, count: int = 1) -> None:
        """Report `count` more steps done. Raises Cancelled."""


class NullProgress:
    """Nobody is watching."""

    def phase(self, code: str, total: int | None = None) -> None:
        """Ignore."""

    def advance(self, count: int = 1) -> None:
        """Ignore."""


NO_PROGRESS = NullProgress()

"""Progress and cancelling of long work. Plain Python: services do not use Qt."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Passed to every long function. `advance` raises errors.Cancelled when the work must stop.

    Call it at least every 100 rows or 50 ms.
    """

    def phase(self, code: str, total: int | None = None) -> None:
        """Start a phase; `code` is translated by the interface, `total` counts its steps when known."""

    def advance(self, count: int = 1) -> None:
        """Report that `count` more steps are done. Raises Cancelled."""


class NullProgress:
    """A Progress that reports to nobody and is never cancelled."""

    def phase(self, code: str, total: int | None = None) -> None:
        """Ignore."""

    def advance(self, count: int = 1) -> None:
        """Ignore."""


NO_PROGRESS = NullProgress()


class Stoppable:
    """A Progress for a part of a phase: it reports nothing, because the caller counts, and stops like the whole."""

    def __init__(self, whole: Progress) -> None:
        self._whole = whole

    def phase(self, code: str, total: int | None = None) -> None:
        """Go on in the caller's phase. Raises Cancelled."""
        del code, total
        self._whole.advance(0)

    def advance(self, count: int = 1) -> None:
        """Look whether to stop. Raises Cancelled."""
        del count
        self._whole.advance(0)

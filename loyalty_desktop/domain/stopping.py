"""Stop a long database statement at once when its job is cancelled.

`Progress.advance` stops work between two steps. A single statement over a million rows has no steps: while it runs, the
storage layer registers a function that interrupts it, and the thread that cancels the work calls `Stopper.stop`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Stopper:
    """The interrupt functions of one piece of work. `stop` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._interrupts: list[Callable[[], object]] = []
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Return whether the work was asked to stop."""
        return self._stopped

    def stop(self) -> None:
        """Ask the work to stop and interrupt its running statements."""
        with self._lock:
            self._stopped = True
            for interrupt in self._interrupts:
                interrupt()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Make this the stopper of everything in the block, for this thread."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)

    def add(self, interrupt: Callable[[], object]) -> None:
        """Register a function to call when the work is stopped."""
        with self._lock:
            self._interrupts.append(interrupt)

    def remove(self, interrupt: Callable[[], object]) -> None:
        """Remove a function; when this returns, it is not running either."""
        with self._lock:
            self._interrupts.remove(interrupt)


_CURRENT: ContextVar[Stopper | None] = ContextVar("stopper", default=None)


def stopped() -> bool:
    """Returns whether the work of this thread was asked to stop."""
    stopper = _CURRENT.get()
    return stopper is not None and stopper.stopped


@contextmanager
def interruptible(interrupt: Callable[[], object]) -> Iterator[None]:
    """Let the thread that cancels this work interrupt the block."""
    stopper = _CURRENT.get()
    if stopper is None:
        yield
        return
    stopper.add(interrupt)
    try:
        yield
    finally:
        stopper.remove(interrupt)

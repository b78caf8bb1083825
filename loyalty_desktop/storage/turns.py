"""Queue the writers of a database: who came first writes first, among the threads of a process and among processes.

SQLite lets one write at a time and leaves the others to try again now and then, so that one process could take nearly every
turn. PostgreSQL queues by itself, but not for the connections of a pool. So a unit of work waits for its turn before it
takes a connection. The order is a courtesy: the database's own locks keep the data right, and whoever has waited for `patience`
seconds goes on without a turn, to be told `storage.busy` by the database if that is so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.stopping import interruptible, stopped

SHORTEST_LOOK = 0.0005
LONGEST_LOOK = 0.01
"""Pauses in seconds between two looks at what other processes do. They grow with the time that nobody was served."""


class Tickets(Protocol):
    """A queue between processes."""

    def take(self) -> int | None:
        """Return the next number; None when there is no queue. Never waits for others' turns."""

    def ahead(self, ticket: int) -> int:
        """Return about how many are before this number; 0 when it is its turn."""

    def give_back(self, ticket: int) -> None:
        """Leave the queue."""

    def close(self) -> None:
        """Leave no trace, if nobody else is there."""


class _Waiter:
    __slots__ = ("called", "ticket")

    def __init__(self, ticket: int | None) -> None:
        self.ticket = ticket
        self.called = threading.Event()


class Turns:
    """The queue of one process's writers of one database. Safe to share between threads."""

    def __init__(
        self, places: int, tickets: Tickets | None = None, *, patience: float = 30
    ) -> None:
        """`places` can write at once. With `tickets` (one place) other processes are in the same queue."""
        self._places = places
        self._tickets = tickets
        self._patience = patience
        self._guard = threading.Lock()
        self._queue: list[_Waiter] = []

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it for the block. Raises Cancelled when the job is stopped meanwhile."""
        waiter = self._enter()
        try:
            self._wait(waiter)
            yield
        finally:
            self._leave(waiter)

    def close(self) -> None:
        """Close the queue between processes. Call it when nobody writes any more."""
        if self._tickets is not None:
            self._tickets.close()

    @property
    def waiting(self) -> int:
        """How many of this process have a turn or wait for one."""
        with self._guard:
            return len(self._queue)

    def _enter(self) -> _Waiter:
        with self._guard:  # so that numbers rise in the order of the process's own queue
            waiter = _Waiter(None if self._tickets is None else self._tickets.take())
            self._queue.append(waiter)
            if len(self._queue) <= self._places:
                waiter.called.set()
        return waiter

    def _leave(self, waiter: _Waiter) -> None:
        with self._guard:
            self._queue.remove(waiter)
            for following in self._queue[: self._places]:
                following.called.set()
            if waiter.ticket is not None and self._tickets is not None:
                self._tickets.give_back(waiter.ticket)

    def _wait(self, waiter: _Waiter) -> None:
        began = time.monotonic()
        if not waiter.called.is_set():
            with interruptible(waiter.called.set):
                waiter.called.wait(self._patience)
        if waiter.ticket is not None and self._tickets is not None:
            self._look(self._tickets, waiter.ticket, began)
        if stopped():
            raise Cancelled

    def _look(self, tickets: Tickets, ticket: int, began: float) -> None:
        """Look until nobody is ahead: often when one is ahead and works for a short time, else seldom."""
        moved, before = began, 0
        while (ahead := tickets.ahead(ticket)) and not stopped():
            now = time.monotonic()
            if now - began >= self._patience:
                return
            if ahead != before:
                moved, before = now, ahead
            pause = max(SHORTEST_LOOK, (now - moved) / 20, (ahead - 1) * 0.002)
            time.sleep(min(pause, LONGEST_LOOK))

"""Assign ids in blocks from small counters, so that bulk code knows the ids of rows before it inserts them.

In SQLite this happens in the writing transaction (which is exclusive in any case). In PostgreSQL it has a short
transaction of its own, so that writers do not wait for one counter row. That transaction runs on a connection of its own
(`Counters`): a unit of work that waited for a second connection of the common pool would wait for other units of work
that wait for theirs. Gaps are allowed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import Connection, Engine, text

COUNTERS = "counters"
"""Name of the connection's execution option that holds the `Counters` of its database."""

BLOCKS = {"profile": 32}
"""How many ids of a table a process takes at once for commands that need one, where no reader relies on their order."""

_TAKE = text(
    "UPDATE id_counter SET next_id = next_id + :n WHERE name = :name RETURNING next_id - :n"
)
_MAKE = text(
    "INSERT INTO id_counter (name, next_id) VALUES (:name, 1) ON CONFLICT (name) DO NOTHING"
)


class Counters:
    """The counters of one PostgreSQL database as this process uses them. Safe to share between threads."""

    def __init__(self, make_engine: Callable[[], Engine]) -> None:
        """`make_engine` makes an engine with one connection; it is called at the first use."""
        self._make_engine = make_engine
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self._spare: dict[str, tuple[int, int]] = {}

    def take(self, name: str, count: int) -> int:
        """Return the first of `count` consecutive new ids of a table."""
        with self._lock:
            first, left = self._spare.get(name, (0, 0))
            if left >= count:
                self._spare[name] = (first + count, left - count)
                return first
            size = max(count, BLOCKS.get(name, 0))
            first = self._fetch(name, size)
            if size > count:
                self._spare[name] = (first + count, size - count)
            return first

    def forget(self) -> None:
        """Drop the spare ids: called when a connection is made, as the database may be another one since (a restore)."""
        with self._lock:
            self._spare.clear()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            engine, self._engine = self._engine, None
            self._spare.clear()
        if engine is not None:
            engine.dispose()

    def _fetch(self, name: str, count: int) -> int:
        if self._engine is None:
            self._engine = self._make_engine()
        with self._engine.connect() as connection, connection.begin():
            return _take(connection, name, count)


class IdAllocator:
    """Assigns ids in one unit of work."""

    def __init__(self, conn: Connection) -> None:
        self._connection = conn
        self._counters: Counters | None = conn.get_execution_options().get(COUNTERS)
        self._spare: dict[str, tuple[int, int]] = {}

    def one(self, name: str) -> int:
        """Return the next id of a table."""
        return self.take(name, 1)

    def take(self, name: str, count: int) -> int:
        """Return the first of `count` consecutive new ids of a table."""
        if self._counters is not None:
            return self._counters.take(name, count)
        first, left = self._spare.get(name, (0, 0))
        if left < count:
            first, left = _take(self._connection, name, count), count
        self._spare[name] = (first + count, left - count)
        return first


def _take(conn: Connection, name: str, count: int) -> int:
    row = conn.execute(_TAKE, {"n": count, "name": name}).scalar_one_or_none()
    if row is None:
        conn.execute(_MAKE, {"name": name})
        row = conn.execute(_TAKE, {"n": count, "name": name}).scalar_one()
    return int(row)

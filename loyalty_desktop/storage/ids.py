"""Assign ids in blocks from small counters, so that bulk code knows the ids of lots and movements before it inserts them.

In SQLite this happens in the writing transaction (which is exclusive in any case). In PostgreSQL it has a short
transaction of its own, so that writers do not wait for one counter row; gaps are allowed.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_TAKE = text(
    "UPDATE id_counter SET next_id = next_id + :n WHERE name = :name RETURNING next_id - :n"
)
_MAKE = text(
    "INSERT INTO id_counter (name, next_id) VALUES (:name, 1) ON CONFLICT (name) DO NOTHING"
)


class IdAllocator:
    """Assigns ids in one unit of work."""

    def __init__(self, conn: Connection) -> None:
        self._connection = conn
        self._spare: dict[str, tuple[int, int]] = {}

    def one(self, name: str) -> int:
        """Return the next id of a table."""
        return self.take(name, 1)

    def take(self, name: str, count: int) -> int:
        """Return the first of `count` consecutive new ids of a table."""
        first, left = self._spare.get(name, (0, 0))
        if left < count:
            first, left = self._fetch(name, count), count
        self._spare[name] = (first + count, left - count)
        return first

    def _fetch(self, name: str, count: int) -> int:
        if self._connection.dialect.name == "sqlite":
            return _take(self._connection, name, count)
        with self._connection.engine.connect() as other, other.begin():
            return _take(other, name, count)


def _take(conn: Connection, name: str, count: int) -> int:
    row = conn.execute(_TAKE, {"n": count, "name": name}).scalar_one_or_none()
    if row is None:
        conn.execute(_MAKE, {"name": name})
        row = conn.execute(_TAKE, {"n": count, "name": name}).scalar_one()
    return int(row)

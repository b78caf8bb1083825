"""Ids in blocks from small counters, so that bulk paths know the ids of lots and movements before they insert them.

SQLite: inside the writing transaction (which is exclusive anyhow). PostgreSQL: in a short transaction of its own, so
that writers do not queue behind one counter row; gaps are fine.
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
    """Hands out ids for one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._spare: dict[str, tuple[int, int]] = {}

    def one(self, name: str) -> int:
        """The next id of a table."""
        return self.take(name, 1)

    def take(self, name: str, count: int) -> int:
        """First of `count` consecutive new ids of a table."""
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


def _take(connection: Connection, name: str, count: int) -> int:
    row = connection.execute(_TAKE, {"n": count, "name": name}).scalar_one_or_none()
    if row is None:
        connection.execute(_MAKE, {"name": name})
        row = connection.execute(_TAKE, {"n": count, "name": name}).scalar_one()
    return int(row)

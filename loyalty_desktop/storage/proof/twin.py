"""A second connection with the snapshot of the first, so that two threads prove the same state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection, text

from loyalty_desktop.storage.engine import Database
from loyalty_desktop.storage.marks import COMMITS
from loyalty_desktop.storage.queries import meta
from loyalty_desktop.storage.sql import is_sqlite


@contextmanager
def twin(database: Database, conn: Connection) -> Iterator[Connection | None]:
    """Open a connection that sees what `conn` sees, which is a snapshot of `Database.read`; None when it cannot be had.

    In SQLite every commit has a number: two snapshots with the same one are equal, and if somebody has committed in
    between there is none. PostgreSQL hands its snapshot over.
    """
    with ExitStack() as stack:
        if not is_sqlite(conn):
            name = conn.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            other = stack.enter_context(database.read())
            other.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{name}'")
            yield other
            return
        number = meta.value(conn, COMMITS)
        other = stack.enter_context(database.read())
        yield other if number is not None and meta.value(other, COMMITS) == number else None

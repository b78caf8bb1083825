"""Run a statement of a command through the driver itself: one that runs often and takes long to prepare otherwise.

Errors of the drivers are translated where the transaction ends (storage/errors.py), like those of bulk writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from loyalty_desktop.storage.sql import is_sqlite

_NAME = re.compile(r"(?<!:):([a-z_]+)\b")


def fetch(conn: Connection, sql: str, bound: Mapping[str, Any]) -> list[Sequence[Any]]:
    """Return all rows of a query as tuples. `:name` marks parameters; the query has no other `:` or `%`."""
    cursor = conn.connection.cursor()
    try:
        cursor.execute(sql if is_sqlite(conn) else _for_psycopg(sql), bound)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def execute(conn: Connection, sql: str, bound: Mapping[str, Any]) -> int:
    """Run a statement that returns no rows. Returns how many rows it changed."""
    cursor = conn.connection.cursor()
    try:
        cursor.execute(sql if is_sqlite(conn) else _for_psycopg(sql), bound)
        return int(cursor.rowcount)
    finally:
        cursor.close()


@lru_cache(maxsize=512)
def _for_psycopg(sql: str) -> str:
    return _NAME.sub(r"%(\1)s", sql)

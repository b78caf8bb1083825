"""Refresh the statistics by which the engine plans its queries, after many rows were written at once."""

from __future__ import annotations

import contextlib
from collections.abc import Collection

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.storage.unit_of_work import Storage

MANY = 10_000
"""From this many rows on statistics are refreshed: a plan made for small tables can take minutes on big ones."""

_SQLITE_ROWS = 1_000
"""How many rows of an index SQLite looks at."""


def refresh(storage: Storage, tables: Collection[str], *, written: int) -> None:
    """Analyse the tables when at least MANY rows were written. Another writer in the way is no harm: it is left out.

    Call it after the commit. Names of tables come from our own code.
    """
    if written < MANY:
        return
    with contextlib.suppress(LoyaltyError), storage.database.write_connection() as conn:
        if storage.database.dialect == "sqlite":
            conn.exec_driver_sql(f"PRAGMA analysis_limit = {_SQLITE_ROWS}")
        for name in sorted(tables):
            conn.exec_driver_sql(f'ANALYZE "{name}"')

"""Facts about an open database for self-check and the proof: revision, integrity, orphans."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty_desktop.storage import migrate
from loyalty_desktop.storage.engine import APPLICATION_ID, Database


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """`integrity` is "ok" or SQLite's first error; `orphans` counts rows whose foreign key refers to no row."""

    revision: str
    current: bool
    application_id: str
    ours: bool
    integrity: str
    orphans: int


def sqlite_version() -> tuple[int, ...]:
    """Return the version of SQLite in our driver."""
    from sqlcipher3 import dbapi2

    return tuple(int(part) for part in dbapi2.sqlite_version.split("."))


def inspect(database: Database) -> DatabaseFacts:
    """Check a whole database; this takes seconds on a large file. PostgreSQL guards its integrity itself."""
    with database.read() as conn:
        revision = migrate.revision_of(conn) or ""
        current = revision == migrate.HEAD
        if database.dialect == "postgresql":
            return DatabaseFacts(
                revision, current, "postgresql", ours=True, integrity="ok", orphans=0
            )
        found = int(conn.exec_driver_sql("PRAGMA application_id").scalar_one())
        integrity = str(conn.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one())
        orphans = len(conn.exec_driver_sql("PRAGMA foreign_key_check").fetchall())
    return DatabaseFacts(
        revision,
        current,
        f"{found:#x}",
        ours=found == APPLICATION_ID,
        integrity=integrity,
        orphans=orphans,
    )

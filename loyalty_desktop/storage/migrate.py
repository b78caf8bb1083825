"""Migrate a database to the schema of this program. Alembic is imported only when there is something to do.

SQLite rules: foreign keys off outside the transaction (a batch rebuild with them on deletes child rows), BEGIN
IMMEDIATE, all revisions, foreign_key_check and row counts, commit. PostgreSQL: one transaction under an advisory lock,
so that two workstations that start together migrate once. The caller (storage/workspace.py) makes a backup first.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.storage.engine import APPLICATION_ID
from loyalty_desktop.storage.queries import meta

REVISIONS: tuple[str, ...] = ("0001",)
"""All revisions, oldest first. A test compares this list with the scripts."""

HEAD = REVISIONS[-1]
SCRIPTS = Path(__file__).parent / "migrations"
FINGERPRINT = "schema"
"""Name in the table meta of the fingerprint of the first schema."""

_TABLE = re.compile(r"^CREATE TABLE (\w+)", re.MULTILINE)
_ADVISORY_LOCK = 0x4C6F7944


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database; None when it has none (not one of ours, or empty)."""
    if connection.dialect.name == "sqlite":
        there = connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        ).scalar()
    else:
        there = connection.execute(text("SELECT to_regclass('alembic_version')")).scalar()
    if there is None:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def check_known(revision: str) -> None:
    """Raise StorageProblem "storage.newer" when a newer program made this database."""
    if revision not in REVISIONS:
        raise StorageProblem("storage.newer", found=revision, known=HEAD)


def fingerprint(dialect: str) -> str:
    """Return the fingerprint of the first schema: until the first release it follows the models, so files differ."""
    return hashlib.sha256(_first_script(dialect).encode()).hexdigest()[:32]


def first_tables() -> set[str]:
    """Return the names of the tables that the first schema has in a workspace file."""
    return set(_TABLE.findall(_first_script("sqlite")))


def check_tables(connection: Connection, path: Path, wanted: set[str]) -> None:
    """Raise StorageProblem "storage.damaged" (path) when a workspace file lacks one of the tables."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    if wanted - set(names.scalars()):
        raise StorageProblem("storage.damaged", path=str(path))


def _first_script(dialect: str) -> str:
    name = "sqlite" if dialect == "sqlite" else "postgresql"
    return (SCRIPTS / "versions" / f"initial_{name}.sql").read_text(encoding="utf-8")


def check_fingerprint(connection: Connection, name: str) -> None:
    """Raise StorageProblem "storage.other_schema" when the database was made with another first schema."""
    found = meta.value(connection, FINGERPRINT)
    if found != fingerprint(connection.dialect.name):
        raise StorageProblem("storage.other_schema", name=name)


def migrate_sqlite(engine: Engine, *, to: str = HEAD) -> None:
    """Upgrade a workspace file in one transaction. Raises "storage.migration_failed" with nothing changed."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            connection = connection.execution_options(immediate=True)
            with connection.begin():
                before = _row_counts(connection)
                _run(connection, to)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={int(to)}")
                _verify(connection, before)
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def migrate_postgresql(engine: Engine, *, to: str = HEAD) -> bool:
    """Upgrade or create the schema. Returns whether anything was done."""
    with engine.connect() as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        found = revision_of(connection)
        if found is None and _has_tables(connection):
            raise StorageProblem("storage.foreign_database")
        if found is not None:
            check_known(found)
        if found == to:
            return False
        if found is not None and not _is_owner(connection):
            raise StorageProblem("storage.owner_migrates")
        _run(connection, to)
    return True


def _is_owner(connection: Connection) -> bool:
    """Return whether the role may change the tables of the workspace: it owns them, or acts for who does."""
    query = text(
        "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('alembic_version')"
    )
    return bool(connection.execute(query).scalar_one())


def _has_tables(connection: Connection) -> bool:
    """Return whether somebody's tables are there. Views do not count: extensions put theirs into `public`."""
    return bool(
        connection.execute(
            text(
                "SELECT count(*) FROM information_schema.tables "
                "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
            )
        ).scalar_one()
    )


def _run(connection: Connection, to: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", SCRIPTS.as_posix().replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)

    def steps(revision: object, _context: object) -> object:
        return scripts._upgrade_revs(to, revision)  # type: ignore[arg-type]  # noqa: SLF001 - Alembic's own commands do so

    with EnvironmentContext(config, scripts, fn=steps, destination_rev=to) as environment:
        environment.configure(connection=connection, target_metadata=None)
        environment.run_migrations()


def _row_counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
        for name in list(names)
        if name != "alembic_version"
    }


def _verify(connection: Connection, before: dict[str, int]) -> None:
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise StorageProblem("storage.migration_failed", table=str(orphans[0][0]))
    after = _row_counts(connection)
    for name, count in before.items():
        # A revision may drop a table on purpose; a table that lost rows is an error.
        if name in after and after[name] < count:
            raise StorageProblem("storage.migration_failed", table=name)

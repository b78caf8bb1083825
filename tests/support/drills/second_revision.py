"""A try-out second revision of the schema: the program itself has one revision until its first release."""

from __future__ import annotations

import shutil
from pathlib import Path

from loyalty_desktop.storage import migrate

REVISIONS = ("0001", "0002")


def write(folder: Path, then: str = "pass") -> Path:
    """Write the migration scripts with a second revision: a new column, a copy of every table, then `then`."""
    scripts = folder / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "rev_0002_test.py").write_text(
        "from alembic import op\nrevision, down_revision = '0002', '0001'\n"
        "TABLES = \"SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT'\"\n"
        "def upgrade():\n"
        "    conn = op.get_bind()\n"
        '    conn.exec_driver_sql("ALTER TABLE meta ADD COLUMN extra TEXT")\n'
        "    for name in list(conn.exec_driver_sql(TABLES).scalars()):\n"
        "        conn.exec_driver_sql(f'CREATE TABLE copy_{name} AS SELECT * FROM {name}')\n"
        f"    {then}\n",
        encoding="utf-8",
    )
    return scripts


def know(scripts: Path) -> None:
    """Make this process's program one that knows the second revision."""
    migrate.SCRIPTS = scripts
    migrate.REVISIONS = REVISIONS
    migrate.HEAD = REVISIONS[-1]
    defaults = migrate.migrate_sqlite.__kwdefaults__
    assert defaults is not None
    defaults["to"] = REVISIONS[-1]

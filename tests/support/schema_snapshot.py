"""Write the tables of storage/models as the SQL of the first migration, once for each engine.

Until the first release the first revision follows the models: run `python -m tests.support.schema_snapshot` after a change of them. After the release a
change is a new revision and this script stays as it is (tests/integration/storage/test_migrations.py compares both ways).
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ROOT / "loyalty_desktop" / "storage" / "migrations" / "versions"
ENGINES = ("sqlite", "postgresql")


def snapshot(dialect_name: str) -> str:
    """The CREATE statements of every table and index, parted by empty lines."""
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from loyalty_desktop.storage.models import all_tables

    dialect = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}[dialect_name]()
    statements = []
    for table in all_tables().sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        statements.extend(
            str(CreateIndex(index).compile(dialect=dialect)).strip()
            for index in sorted(table.indexes, key=lambda i: str(i.name))
        )
    tidy = [
        "\n".join(line.rstrip().replace("\t", "    ") for line in s.splitlines())
        for s in statements
    ]
    return ";\n\n".join(tidy) + ";\n"


def target(dialect_name: str) -> Path:
    """Where the SQL of one engine is kept."""
    return VERSIONS / f"initial_{dialect_name}.sql"


def stale() -> list[str]:
    """Engines whose file differs from the models."""
    return [name for name in ENGINES if target(name).read_text(encoding="utf-8") != snapshot(name)]


def main() -> None:
    """Rewrite both files."""
    for name in ENGINES:
        target(name).write_text(snapshot(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Migrations: the shipped schema is the schema of the models, on both engines; the ledger is append-only."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.storage import migrate, workspace
from loyalty_desktop.storage.engine import sqlite_engine
from loyalty_desktop.storage.models import all_tables
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support import schema_snapshot
from tests.support.clock import Clock
from tests.support.drills import second_revision

BESIDE_THE_MODELS = (
    "alembic_version",
    "profile_search",
)  # the search index (storage/search_index.py)
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def test_the_shipped_schema_is_the_schema_of_the_models() -> None:
    assert schema_snapshot.stale() == [], "run python -m tests.support.schema_snapshot"


def test_the_known_revisions_are_the_scripts_in_order() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", migrate.SCRIPTS.as_posix())
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == migrate.REVISIONS


def test_a_migrated_database_has_the_tables_columns_and_indexes_of_the_models(
    storage: Storage,
) -> None:
    with storage.read() as conn:
        seen = inspect(conn)
        names = {n for n in seen.get_table_names() if not n.startswith(BESIDE_THE_MODELS)}
        assert names == set(all_tables().tables)
        for name, table in all_tables().tables.items():
            columns = {c["name"]: bool(c["nullable"]) for c in seen.get_columns(name)}
            assert columns == {c.name: bool(c.nullable) for c in table.columns}, name
            indexes = {
                i["name"]
                for i in seen.get_indexes(name)
                if not i.get("duplicates_constraint") and not str(i["name"]).endswith("_trgm")
            }
            assert indexes == {i.name for i in table.indexes}, name
            key = seen.get_pk_constraint(name)["constrained_columns"]
            assert key == [c.name for c in table.primary_key.columns], name


APPEND_ONLY = [
    ("UPDATE audit_record SET actor = 'x'", "audit_record"),
    ("DELETE FROM audit_record", "audit_record"),
    ("UPDATE audit_seal SET reason = 'x'", "audit_seal"),
    ("DELETE FROM audit_seal", "audit_seal"),
    ("UPDATE membership SET state = 2", "membership"),
    ("UPDATE movement SET active = 5", "movement"),
    ("DELETE FROM movement", "movement"),
    ("UPDATE tier_history SET tier_id = 5", "tier_history"),
    ("DELETE FROM lot", "lot"),
    ("UPDATE lot SET amount = 5", "lot"),
    ("UPDATE points_transaction SET amount = 5", "points_transaction"),
    ("DELETE FROM points_transaction", "points_transaction"),
]


_VALUES: dict[type, object] = {int: 1, str: "x", bytes: b"x" * 16}


def _fill(storage: Storage) -> None:
    """One row of every protected table, NOT NULL columns filled with 1, "x" or bytes."""
    with storage.write() as uow:
        uow.audit("test.done", entity="test")
        for name in (
            "movement",
            "tier_history",
            "membership",
            "lot",
            "points_transaction",
            "audit_seal",
        ):
            table = all_tables().tables[name]
            row: dict[str, object] = {}
            for column in table.columns:
                if not column.nullable:
                    row[column.name] = _VALUES[column.type.python_type]
            if name == "tier_history":
                row["reason"] = 2  # the first step may go (undo of an import)
            if name == "lot":
                row |= {"pending": 0, "held": 0}
            uow.conn.execute(table.insert(), [row])


@pytest.mark.parametrize(("statement", "table"), APPEND_ONLY)
def test_ledger_and_audit_trail_refuse_to_be_rewritten(
    storage: Storage, statement: str, table: str
) -> None:
    _fill(storage)
    with pytest.raises(DBAPIError, match=f"append_only: {table}"), storage.write() as uow:
        uow.conn.exec_driver_sql(statement)


def test_a_transaction_may_change_its_state_and_a_lot_what_is_left(storage: Storage) -> None:
    _fill(storage)
    with storage.write() as uow:
        for statement in (
            "UPDATE points_transaction SET state = 2",
            "UPDATE lot SET active = 0",
            "UPDATE lot SET expires_on = 20300101",  # a changed points type re-dates open lots
        ):
            assert uow.conn.exec_driver_sql(statement).rowcount == 1


def test_a_workspace_of_a_newer_program_is_refused(workspace_path: Path) -> None:
    engine = sqlite_engine(workspace_path)
    with engine.begin() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StorageProblem) as refused:
        workspace.open_workspace(workspace_path, now=NOW)
    assert refused.value.code == "storage.newer"


def test_an_older_workspace_is_backed_up_before_it_is_migrated(
    workspace_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _add_revision(monkeypatch, tmp_path)
    opened = workspace.open_workspace(workspace_path, now=NOW)
    with opened.database.read() as conn:
        assert migrate.revision_of(conn) == "0002"
        assert conn.exec_driver_sql("SELECT extra FROM meta").fetchall()
    opened.database.close()
    assert opened.migrated_from == "0001"
    assert opened.backup is not None
    connection_revision = _revision(opened.backup)
    assert connection_revision == "0001"


def test_a_migration_that_fails_changes_nothing(
    workspace_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _add_revision(monkeypatch, tmp_path, then="raise RuntimeError('seeded')")
    with pytest.raises(RuntimeError, match="seeded"):
        workspace.open_workspace(workspace_path, now=NOW)
    assert _revision(workspace_path) == "0001"


def _revision(path: Path) -> str:
    engine = sqlite_engine(path)
    try:
        with engine.connect() as conn:
            return migrate.revision_of(conn) or ""
    finally:
        engine.dispose()


def _add_revision(monkeypatch: pytest.MonkeyPatch, folder: Path, then: str = "pass") -> Path:
    scripts = second_revision.write(folder, then)
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "REVISIONS", second_revision.REVISIONS)
    monkeypatch.setattr(migrate, "HEAD", "0002")
    monkeypatch.setattr(migrate.migrate_sqlite, "__kwdefaults__", {"to": "0002"})
    return scripts


def test_a_foreign_postgresql_database_is_refused(postgres_cluster: object, clock: Clock) -> None:
    from tests.support.postgres import Cluster

    assert isinstance(postgres_cluster, Cluster)
    name = postgres_cluster.fresh()
    try:
        import psycopg

        url = postgres_cluster.url(name)
        with psycopg.connect(url.replace("+psycopg", "")) as conn:
            conn.execute("CREATE TABLE somebody_elses (id int)")
        with pytest.raises(StorageProblem) as refused:
            workspace.open_workspace(url, now=clock.now)
        assert refused.value.code == "storage.foreign_database"
    finally:
        postgres_cluster.drop(name)


def test_the_migration_scripts_do_not_use_the_moving_models() -> None:
    for path in (migrate.SCRIPTS / "versions").glob("rev_*.py"):
        assert not re.search(
            r"^(from|import) loyalty_desktop.storage.models", path.read_text(), re.MULTILINE
        )

"""A PostgreSQL role that works and does not own: it can do everything the program does, and cannot rewrite the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.services.access import AccessService
from loyalty_desktop.storage import grants, migrate, workspace
from loyalty_desktop.storage.migrations.versions import rev_0001_initial as first_revision
from loyalty_desktop.storage.models import all_tables
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support import postgres
from tests.support.clock import Clock

ROLE = 'work "er"'
TABLES = sorted(all_tables().tables)


@pytest.fixture(scope="session")
def role(postgres_cluster: postgres.Cluster) -> str:
    quoted = ROLE.replace('"', '""')
    postgres_cluster.admin.execute(f'CREATE ROLE "{quoted}" LOGIN'.encode())
    return ROLE


@pytest.fixture
def worker(postgres_storage: Storage, role: str, clock: Clock) -> Iterator[Storage]:
    """The workspace as the role opens it."""
    AccessService(postgres_storage).grant(role)
    opened = workspace.open_workspace(url_of(postgres_storage, role), now=clock())
    yield Storage(opened.database, actor=Actor("worker"), clock=clock)
    opened.database.close()


def url_of(storage: Storage, role: str) -> str:
    made = make_url(str(storage.database.url)).set(username=role)
    return made.render_as_string(hide_password=False)


def refused(storage: Storage, statement: str) -> bool:
    """Whether the server refuses a statement for lack of rights (a trigger would say something else)."""
    with storage.database.engine.connect() as conn:
        try:
            conn.exec_driver_sql(statement)
        except DBAPIError as error:
            return getattr(error.orig, "sqlstate", "") == "42501"
    return False


def test_rights_say_the_same_as_the_triggers() -> None:
    columns = {name: {c.name for c in all_tables().tables[name].columns} for name in TABLES}
    kept = {name: columns[name] - set(guard) for name, guard in first_revision.KEPT_COLUMNS.items()}
    assert kept == {name: set(listed) for name, listed in grants.CHANGING_COLUMNS.items()}
    deletable = set(first_revision.UNDELETABLE)
    assert set(first_revision.APPEND_ONLY) - deletable == grants.ADDED_TO
    assert deletable <= grants.NEVER_CHANGED
    assert (grants.ADDED_TO | grants.NEVER_CHANGED | set(grants.CHANGING_COLUMNS)) <= set(TABLES)


@pytest.mark.postgres
def test_nothing_append_only_can_be_rewritten(worker: Storage) -> None:
    for name in TABLES:
        rights = grants.rights(name)
        key = next(iter(all_tables().tables[name].primary_key.columns)).name
        assert refused(worker, f"DELETE FROM {name}") == ("DELETE" not in rights), name
        changes = f'UPDATE {name} SET "{key}" = "{key}"'
        assert refused(worker, changes) == ("UPDATE" not in rights or "(" in rights), name
        assert refused(worker, f"TRUNCATE {name}"), name
        assert refused(worker, f"ALTER TABLE {name} DISABLE TRIGGER USER"), name
        assert refused(worker, f"DROP TABLE {name} CASCADE"), name
    for name, changing in grants.CHANGING_COLUMNS.items():
        for column in all_tables().tables[name].columns:
            changes = f'UPDATE {name} SET "{column.name}" = "{column.name}"'
            assert refused(worker, changes) == (column.name not in changing), column
    assert refused(worker, "CREATE TABLE mine (id INTEGER)")
    assert refused(worker, "UPDATE alembic_version SET version_num = '0'")


@pytest.mark.postgres
def test_rights_are_given_again_in_place_of_others(
    postgres_storage: Storage, worker: Storage, role: str
) -> None:
    quoted = role.replace('"', '""')
    with postgres_storage.write() as uow:
        uow.conn.exec_driver_sql(f'GRANT ALL ON movement TO "{quoted}"')
    assert not refused(worker, "UPDATE movement SET active = 5")
    AccessService(postgres_storage).grant(role)
    assert refused(worker, "UPDATE movement SET active = 5")


@pytest.mark.postgres
def test_owners_superusers_and_strangers_are_refused(
    postgres_storage: Storage, worker: Storage
) -> None:
    owner = make_url(str(postgres_storage.database.url)).username
    for name, code in ((owner, "storage.role_owns"), ("nobody", "storage.no_role")):
        with pytest.raises(StorageProblem) as told:
            AccessService(postgres_storage).grant(str(name))
        assert (told.value.code, told.value.params) == (code, {"role": name})
    with pytest.raises(StorageProblem) as told:
        AccessService(worker).grant("pg_monitor")
    assert told.value.code == "storage.not_owner"


def test_a_workspace_file_has_no_roles(sqlite_storage: Storage) -> None:
    with pytest.raises(StorageProblem) as told:
        AccessService(sqlite_storage).grant("somebody")
    assert told.value.code == "storage.grant_file"


@pytest.mark.postgres
def test_only_the_owner_updates_an_older_workspace(
    postgres_storage: Storage, worker: Storage, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "REVISIONS", ("0000", *migrate.REVISIONS))
    with postgres_storage.write() as uow:
        uow.conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StorageProblem) as told:
        workspace.open_workspace(url_of(postgres_storage, role), now=datetime.now(UTC))
    assert told.value.code == "storage.owner_migrates"

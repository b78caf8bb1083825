"""Backups: whole or not there, verified, rotated; a restore that is exclusive and keeps the state before."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.services.backups import BackupsService
from loyalty_desktop.services.backups import restore as restore_service
from loyalty_desktop.storage import backup, restore_note, workspace
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def _note(storage: Storage, action: str) -> None:
    with storage.write() as uow:
        uow.audit(action, entity="test")


def _actions(path: Path) -> list[str]:
    opened = workspace.open_workspace(path, now=NOW)
    try:
        with opened.database.read() as conn:
            return list(
                conn.exec_driver_sql(
                    "SELECT action FROM audit_record ORDER BY participant_id, seq"
                ).scalars()
            )
    finally:
        opened.database.close()


def test_a_backup_holds_what_was_committed_while_the_workspace_stays_open(
    sqlite_storage: Storage,
) -> None:
    _note(sqlite_storage, "test.first")
    made = BackupsService(sqlite_storage).make()
    _note(sqlite_storage, "test.second")
    assert _actions(made.path) == ["test.first"]
    assert made.rows["audit_record"] == 1
    manifest = json.loads(made.path.with_name(made.path.name + ".json").read_text(encoding="utf-8"))
    assert manifest["sha256"] == made.sha256


def test_a_backup_never_replaces_a_file(sqlite_storage: Storage, tmp_path: Path) -> None:
    there = tmp_path / "mine.loyalty"
    there.write_text("precious", encoding="utf-8")
    with pytest.raises(StorageProblem) as refused:
        BackupsService(sqlite_storage).make(to=there)
    assert refused.value.code == "storage.exists"
    assert there.read_text(encoding="utf-8") == "precious"


def test_the_daily_backup_is_made_once_a_day_and_the_oldest_go(
    sqlite_storage: Storage, clock: Clock
) -> None:
    service = BackupsService(sqlite_storage)
    for _day in range(17):
        assert service.make_daily() is not None
        assert service.make_daily() is None
        clock.advance(days=1)
    made = service.list()
    assert len(made) == 14
    assert datetime.fromisoformat(made[0].made_at) == clock.now - timedelta(days=1)


def test_postgresql_is_told_to_use_its_own_tools(postgres_storage: Storage) -> None:
    service = BackupsService(postgres_storage)
    with pytest.raises(StorageProblem) as refused:
        service.make()
    assert refused.value.code == "storage.backup_postgresql"
    assert service.make_before("import") is None


def test_a_restore_brings_back_the_old_state_and_keeps_the_present_one(
    sqlite_storage: Storage, workspace_path: Path
) -> None:
    _note(sqlite_storage, "test.first")
    made = BackupsService(sqlite_storage).make()
    _note(sqlite_storage, "test.second")
    sqlite_storage.database.close()
    saved = restore_service(workspace_path, made.path, actor="tester")
    assert _actions(workspace_path) == ["test.first", "workspace.restored"]
    assert saved is not None
    assert _actions(saved.path) == ["test.first", "test.second"]


def test_a_workspace_open_elsewhere_is_not_restored(
    sqlite_storage: Storage, workspace_path: Path
) -> None:
    _note(sqlite_storage, "test.first")
    made = BackupsService(sqlite_storage).make()
    _note(sqlite_storage, "test.second")
    with sqlite_storage.read() as conn:
        conn.exec_driver_sql("SELECT count(*) FROM meta").fetchone()
        with pytest.raises(StorageProblem) as refused:
            backup.restore(workspace_path, made.path, now=NOW, actor="tester")
    assert refused.value.code == "storage.in_use"
    sqlite_storage.database.close()
    assert _actions(workspace_path) == ["test.first", "test.second"]


def test_a_restore_that_was_killed_before_its_record_is_recorded_at_the_next_opening(
    sqlite_storage: Storage, workspace_path: Path
) -> None:
    _note(sqlite_storage, "test.first")
    made = BackupsService(sqlite_storage).make()
    _note(sqlite_storage, "test.second")
    sqlite_storage.database.close()
    backup.restore(workspace_path, made.path, now=NOW, actor="tester")
    for _ in range(2):
        bootstrap.open_services(workspace_path).close()
        assert _actions(workspace_path) == ["test.first", "workspace.restored"]
    assert not restore_note.path_of(workspace_path).exists()


def test_a_restore_that_was_killed_before_it_began_is_not_recorded(
    sqlite_storage: Storage, workspace_path: Path
) -> None:
    made = BackupsService(sqlite_storage).make()
    _note(sqlite_storage, "test.second")
    sqlite_storage.database.close()
    before = workspace_path.read_bytes()
    backup.restore(workspace_path, made.path, now=NOW, actor="tester")
    workspace_path.write_bytes(before)
    bootstrap.open_services(workspace_path).close()
    assert _actions(workspace_path) == ["test.second"]
    assert not restore_note.path_of(workspace_path).exists()


def test_a_changed_backup_is_refused(sqlite_storage: Storage, workspace_path: Path) -> None:
    made = BackupsService(sqlite_storage).make()
    sqlite_storage.database.close()
    data = bytearray(made.path.read_bytes())
    data[60:64] = (7).to_bytes(4, "big")  # the user version: harmless to SQLite
    made.path.write_bytes(data)
    with pytest.raises(StorageProblem) as refused:
        backup.restore(workspace_path, made.path, now=NOW, actor="tester")
    assert refused.value.code == "storage.manifest"


def test_a_damaged_workspace_is_set_aside_and_the_backup_put_in_its_place(
    sqlite_storage: Storage, workspace_path: Path
) -> None:
    _note(sqlite_storage, "test.first")
    made = BackupsService(sqlite_storage).make()
    sqlite_storage.database.close()
    workspace_path.write_bytes(b"not a database at all" * 100)
    assert backup.restore(workspace_path, made.path, now=NOW, actor="tester") is None
    assert _actions(workspace_path) == ["test.first"]
    assert list(workspace_path.parent.glob("*.damaged-*"))

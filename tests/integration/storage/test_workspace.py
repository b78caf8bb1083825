"""Making and opening workspaces: what is refused, what is warned about, what is kept."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from loyalty_desktop.app import settings as app_settings
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.storage import workspace, workspace_file
from tests.support import postgres

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def _refusal(path: Path | str) -> str:
    with pytest.raises(StorageProblem) as refused:
        workspace.open_workspace(path, now=NOW)
    return refused.value.code


def test_a_new_workspace_opens_and_its_settings_are_the_safe_ones(tmp_path: Path) -> None:
    path = tmp_path / "new.loyalty"
    workspace.create(path, now=NOW)
    opened = workspace.open_workspace(path, now=NOW)
    with opened.database.read() as conn:
        for pragma, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "application_id": 0x4C6F7944,
        }.items():
            assert conn.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value, pragma
    opened.database.close()
    assert [p.name for p in tmp_path.iterdir()] == ["new.loyalty"]


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "there.loyalty"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(StorageProblem) as refused:
        workspace.create(path, now=NOW)
    assert refused.value.code == "storage.exists"
    assert path.read_text(encoding="utf-8") == "precious"


def test_a_workspace_that_cannot_be_completed_leaves_nothing(tmp_path: Path) -> None:
    def fill(draft: Path) -> None:
        workspace.open_workspace(draft, now=NOW).database.close()
        raise RuntimeError("seeded")

    with pytest.raises(RuntimeError, match="seeded"):
        workspace.create(tmp_path / "new.loyalty", now=NOW, fill=fill)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folders")
def test_the_name_of_a_new_workspace_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, path, names = os.fsync, tmp_path / "new.loyalty", []

    def fsync(handle: int) -> None:
        if os.path.samestat(os.fstat(handle), tmp_path.stat()):
            names.append(path.exists())
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    workspace.create(path, now=NOW)
    assert names == [True]


def test_drafts_that_a_crash_left_are_removed_after_a_day(tmp_path: Path) -> None:
    old, young, other = (
        tmp_path / name
        for name in (".new.loyalty.1.new", ".new.loyalty.2.new", ".other.loyalty.1.new")
    )
    for path in (old, young, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    workspace.create(tmp_path / "new.loyalty", now=NOW)
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "no.loyalty") == "storage.not_found"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_refused_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.loyalty"
    path.touch()
    assert _refusal(path) == "storage.empty_file"
    assert path.stat().st_size == 0


def test_files_of_other_programs_are_refused_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as conn:
        conn.execute("CREATE TABLE mine (id INTEGER)")
    conn.close()
    text = tmp_path / "text.loyalty"
    text.write_text("hello " * 100, encoding="utf-8")
    before = other.read_bytes()
    assert _refusal(other) == "storage.foreign_file"
    assert _refusal(text) == "storage.foreign_file"
    assert _refusal(tmp_path) == "storage.foreign_file"
    assert other.read_bytes() == before


def test_a_damaged_file_is_refused(workspace_path: Path) -> None:
    data = bytearray(workspace_path.read_bytes())
    data[4096 * 3 : 4096 * 5] = b"\xff" * 4096 * 2
    workspace_path.write_bytes(data)
    assert _refusal(workspace_path) == "storage.damaged"


def test_other_addresses_and_dead_servers_are_refused_in_plain_words() -> None:
    assert _refusal("mysql://nobody@127.0.0.1/x") == "storage.url"
    assert _refusal("postgresql+psycopg://nobody@127.0.0.1:1/x") == "storage.unreachable"


def test_a_synchronised_folder_is_warned_about(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "shop"
    folder.mkdir(parents=True)
    codes = [notice.code for notice in workspace_file.path_notices(folder / "a.loyalty")]
    assert codes == ["storage.sync_folder"]


def test_a_network_drive_is_recognised_by_its_mount() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/team\\040\\043share nfs4 rw 0 0\n"
    kind = workspace_file.mount_type(Path("/mnt/team #share/a.loyalty"), mounts)
    assert kind == "nfs4"


def test_damaged_user_settings_are_kept_and_replaced_by_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("language = [", encoding="utf-8")
    found, notices = app_settings.load(tmp_path)
    assert found == app_settings.Settings()
    assert [notice.code for notice in notices] == ["settings.damaged"]
    assert (tmp_path / "settings.damaged.toml").read_text(encoding="utf-8") == "language = ["


def test_user_settings_come_back_as_saved_and_wrong_values_lose_only_themselves(
    tmp_path: Path,
) -> None:
    saved = app_settings.Settings(theme="dark").with_recent('C:\\Shop "A"\\a.loyalty')
    app_settings.save(tmp_path, saved)
    assert app_settings.load(tmp_path) == (saved, ())
    (tmp_path / "settings.toml").write_text('theme = "dark"\nlanguage = 5\n', encoding="utf-8")
    assert app_settings.load(tmp_path)[0] == app_settings.Settings(theme="dark")


def test_a_workspace_with_another_first_schema_is_refused_and_left_alone(
    workspace_path: Path,
) -> None:
    workspace.open_workspace(workspace_path, now=NOW).database.close()
    with closing(dbapi2.connect(str(workspace_path))) as raw:
        raw.execute("UPDATE meta SET value = 'another' WHERE name = 'schema'")
        raw.commit()
    before = workspace_path.read_bytes()
    with pytest.raises(StorageProblem) as caught:
        workspace.open_workspace(workspace_path, now=NOW)
    assert caught.value.code == "storage.other_schema"
    assert caught.value.params == {"name": workspace_path.name}
    assert workspace_path.read_bytes() == before


def test_a_postgresql_workspace_with_another_first_schema_is_refused(postgres_url: str) -> None:
    opened = workspace.open_workspace(postgres_url, now=NOW)
    with opened.database.write_connection() as connection:
        connection.execute(text("DELETE FROM meta WHERE name = 'schema'"))
    opened.database.close()
    with pytest.raises(StorageProblem) as caught:
        workspace.open_workspace(postgres_url, now=NOW)
    assert caught.value.code == "storage.other_schema"


@pytest.fixture
def bare_postgres(postgres_cluster: postgres.Cluster) -> Iterator[str]:
    """URL of a PostgreSQL database without any table."""
    name = postgres_cluster.fresh()
    yield postgres_cluster.url(name)
    postgres_cluster.drop(name)


def _run_in(url: str, statement: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as raw:
        raw.execute(statement)


def test_a_view_of_an_extension_does_not_keep_a_workspace_out(bare_postgres: str) -> None:
    _run_in(bare_postgres, "CREATE VIEW public.statistics AS SELECT 1 AS calls")
    workspace.open_workspace(bare_postgres, now=NOW).database.close()
    assert workspace.exists_at(bare_postgres)


def test_a_table_of_somebody_else_keeps_a_workspace_out(bare_postgres: str) -> None:
    _run_in(bare_postgres, "CREATE TABLE public.mine (id int)")
    assert _refusal(bare_postgres) == "storage.foreign_database"
    assert not workspace.exists_at(bare_postgres)

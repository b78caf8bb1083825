"""A workspace that was deleted, replaced, or robbed of its -wal is told about: while it is open, and when it is opened."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from loyalty_desktop.app import bootstrap, paths
from loyalty_desktop.app.cli.main import main
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProfileDraft
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.services import backups
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage import backup, marks, workspace
from loyalty_desktop.storage.unit_of_work import Storage

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
posix = pytest.mark.skipif(os.name == "nt", reason="Windows does not delete open files")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed workspace with a customer base."""
    made = tmp_path / "shop" / "shop.loyalty"
    made.parent.mkdir()
    bootstrap.make_workspace(str(made), quick)
    return made


def quick(services: Services) -> None:
    services.databases.create(ProfileDatabaseDraft("C", "c"))


def add(services: Services, key: str) -> None:
    """A confirmed change."""
    base = services.databases.list()[0].id
    services.profiles.create(base, ProfileDraft(external_id=key))


def add_in(path: Path, *keys: str) -> None:
    with bootstrap.services_over(path) as services:
        for key in keys:
            add(services, key)


def keys_in(path: Path) -> set[str]:
    with closing(dbapi2.connect(str(path))) as raw:
        return {row[0] for row in raw.execute("SELECT external_id FROM profile")}


def refusal(run: Callable[[], object]) -> str:
    with pytest.raises(StorageProblem) as refused:
        run()
    assert refused.value.params.get("path")
    return refused.value.code


_CRASH = """
import os, signal, sys
from pathlib import Path
from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.drafts import ProfileDraft
services = bootstrap.open_services(Path(sys.argv[1])).services
base = services.databases.list()[0].id
for number in range(int(sys.argv[2])):
    services.profiles.create(base, ProfileDraft(external_id=f"crash{number}"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def crash(path: Path, commits: int = 5) -> None:
    """A process that confirms commits and is killed: they are in the -wal only."""
    done = subprocess.run([sys.executable, "-c", _CRASH, str(path), str(commits)], check=False)
    assert done.returncode == -signal.SIGKILL


# --- while it is open -----------------------------------------------------------------------------------------------


@pytest.fixture
def services(path: Path) -> Iterator[Services]:
    """The services of the open workspace, in which something was written."""
    opened = bootstrap.open_services(path)
    add(opened.services, "before")
    yield opened.services
    opened.close()


@posix
@pytest.mark.parametrize("move", [Path.unlink, lambda path: path.rename(path.with_name("x"))])
def test_a_deleted_or_renamed_workspace_accepts_no_write(
    services: Services, path: Path, move: Callable[[Path], object]
) -> None:
    move(path)
    assert refusal(lambda: add(services, "lost")) == "storage.gone"
    assert refusal(services.backups.make) == "storage.gone"
    assert not path.exists()


@posix
def test_a_workspace_replaced_by_its_copy_accepts_no_write(services: Services, path: Path) -> None:
    copy = path.with_name("copy.loyalty")
    shutil.copyfile(path, copy)
    copy.replace(path)
    assert refusal(lambda: add(services, "lost")) == "storage.replaced"


@posix
@pytest.mark.parametrize("ending", ["-wal", "-shm"])
@pytest.mark.parametrize("again", [False, True])
def test_a_deleted_or_remade_companion_stops_writing(
    services: Services, path: Path, ending: str, again: bool
) -> None:
    companion = path.with_name(path.name + ending)
    data = companion.read_bytes()
    companion.unlink()
    if again:
        companion.write_bytes(data)
    assert refusal(lambda: add(services, "lost")) == "storage.companions_gone"


@posix
def test_a_cut_wal_stops_writing(services: Services, path: Path) -> None:
    add(services, "more")
    wal = path.with_name(path.name + "-wal")
    os.truncate(wal, wal.stat().st_size // 2)
    assert refusal(lambda: add(services, "lost")) == "storage.companions_gone"


@posix
def test_a_file_that_vanishes_during_a_write_is_not_confirmed(
    services: Services, path: Path
) -> None:
    def write() -> None:
        with services.storage.write() as uow:
            uow.conn.execute(text("INSERT INTO meta (name, value) VALUES ('a', 'b')"))
            path.unlink()

    assert refusal(write) == "storage.gone"


@posix
def test_a_new_connection_does_not_open_what_lies_there_instead(
    services: Services, path: Path
) -> None:
    copy = path.with_name("copy.loyalty")
    shutil.copyfile(path, copy)
    storage: Storage = services.storage
    with storage.read():
        copy.replace(path)
        with pytest.raises(StorageProblem) as refused, storage.read(), storage.read():
            pass
    assert refused.value.code == "storage.replaced"


def test_ordinary_work_raises_no_alarm(services: Services, path: Path) -> None:
    """Other processes, backups, and a pool that has closed all connections in between."""
    services.backups.make()
    add_in(path, "other")
    services.storage.database.engine.dispose()
    add(services, "after")
    assert keys_in(path) >= {"before", "other", "after"}


# --- between sessions -----------------------------------------------------------------------------------------------


@posix
def test_a_crash_alone_loses_nothing_and_raises_no_alarm(path: Path) -> None:
    crash(path)
    add_in(path, "after")
    assert keys_in(path) == {"after", *(f"crash{n}" for n in range(5))}


def _without_wal(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


def _cut_wal(path: Path) -> None:
    wal = path.with_name(path.name + "-wal")
    os.truncate(wal, wal.stat().st_size // 2)


def _empty_wal(path: Path) -> None:
    os.truncate(path.with_name(path.name + "-wal"), 0)


def _without_companions(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink()


@posix
@pytest.mark.parametrize("rob", [_without_wal, _cut_wal, _empty_wal, _without_companions])
def test_confirmed_commits_that_went_with_the_wal_are_told_until_they_are_accepted(
    path: Path, rob: Callable[[Path], None]
) -> None:
    crash(path)
    rob(path)
    for _ in range(2):
        assert refusal(lambda: bootstrap.open_services(path)) == "storage.commits_missing"
    assert backups.accept_loss(path, actor="tester")
    add_in(path, "after")
    assert "after" in keys_in(path)
    assert not backups.accept_loss(path, actor="tester")
    with bootstrap.services_over(path) as services:
        assert [r.action for r in services.audit.entries()].count("workspace.loss_accepted") == 1


@posix
def test_the_wal_put_back_brings_everything_back(path: Path, tmp_path: Path) -> None:
    crash(path)
    wal = path.with_name(path.name + "-wal")
    wal.rename(tmp_path / "away")
    assert refusal(lambda: bootstrap.open_services(path)) == "storage.commits_missing"
    (tmp_path / "away").rename(wal)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    add_in(path, "after")
    assert "crash4" in keys_in(path)


@posix
@pytest.mark.parametrize("known", [True, False], ids=["noted", "unknown"])
def test_a_wal_of_another_workspace_is_not_merged_in(path: Path, *, known: bool) -> None:
    other = path.with_name("other.loyalty")
    bootstrap.make_workspace(str(other), quick)
    crash(other)
    add_in(path, "mine")
    if not known:
        workspace.accept(path)
    before = path.read_bytes()
    foreign = path.with_name(path.name + "-wal")
    shutil.copyfile(other.with_name(other.name + "-wal"), foreign)
    assert refusal(lambda: bootstrap.open_services(path)) == "storage.foreign_wal"
    assert path.read_bytes() == before
    foreign.unlink()
    add_in(path, "after")
    assert keys_in(path) == {"mine", "after"}


@posix
def test_a_wal_of_an_older_time_is_not_merged_in(path: Path, tmp_path: Path) -> None:
    crash(path, commits=2)
    old = tmp_path / "old-wal"
    shutil.copyfile(path.with_name(path.name + "-wal"), old)
    add_in(path, "one", "two", "three", "four")
    before = path.read_bytes()
    shutil.copyfile(old, path.with_name(path.name + "-wal"))
    assert refusal(lambda: bootstrap.open_services(path)) == "storage.foreign_wal"
    assert path.read_bytes() == before


@posix
def test_a_crashed_workspace_copied_with_its_wal_opens_elsewhere(
    path: Path, tmp_path: Path
) -> None:
    crash(path)
    for ending in ("", "-wal"):
        shutil.copyfile(path.with_name(path.name + ending), tmp_path / f"copy.loyalty{ending}")
    add_in(tmp_path / "copy.loyalty", "after")
    assert {"crash4", "after"} <= keys_in(tmp_path / "copy.loyalty")


@posix
def test_a_workspace_in_use_elsewhere_opens_beside_it(services: Services, path: Path) -> None:
    """Its -wal is another one than the note says, when the note was lost."""
    workspace.accept(path)
    script = _CRASH.replace("os.kill(os.getpid(), signal.SIGKILL)", "")
    subprocess.run([sys.executable, "-c", script, str(path), "1"], check=True)
    add(services, "after")
    assert {"before", "crash0", "after"} <= keys_in(path)


def test_an_older_copy_put_in_place_is_told(path: Path) -> None:
    old = path.with_name("old.loyalty")
    shutil.copyfile(path, old)
    add_in(path, "one")
    shutil.copyfile(old, path)
    assert refusal(lambda: bootstrap.open_services(path)) == "storage.commits_missing"


def test_a_copy_that_went_its_own_way_is_told(path: Path) -> None:
    """More commits than here, but not those of here."""
    other = path.with_name("laptop.loyalty")
    shutil.copyfile(path, other)
    add_in(path, "here")
    add_in(other, "there1", "there2", "there3")
    shutil.copyfile(other, path)
    assert refusal(lambda: bootstrap.open_services(path)) == "storage.commits_missing"


def test_a_copy_that_was_worked_on_elsewhere_comes_back_without_alarm(path: Path) -> None:
    add_in(path, "here")
    other = path.with_name("laptop.loyalty")
    shutil.copyfile(path, other)
    add_in(other, "there")
    shutil.copyfile(other, path)
    add_in(path, "again")
    assert keys_in(path) == {"here", "there", "again"}


def test_a_closed_workspace_opens_anywhere_without_alarm(path: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.loyalty"
    shutil.copyfile(path, older)
    add_in(path, "one")
    newer = tmp_path / "newer.loyalty"
    shutil.copyfile(path, newer)
    for copy in (older, newer):
        add_in(copy, "mine")
    path.rename(tmp_path / "moved.loyalty")
    add_in(tmp_path / "moved.loyalty", "two")
    assert keys_in(tmp_path / "moved.loyalty") == {"one", "two"}


def test_another_workspace_under_the_name_is_no_alarm(path: Path) -> None:
    add_in(path, "one")
    path.unlink()
    bootstrap.make_workspace(str(path), quick)
    add_in(path, "new")
    assert keys_in(path) == {"new"}


def test_a_restored_backup_is_no_alarm(path: Path) -> None:
    made = backup.make_backup(path, reason="manual", now=NOW)
    add_in(path, "one")
    backups.restore(path, made.path, actor="tester")
    add_in(path, "two")
    path.unlink()
    backups.restore(path, made.path, actor="tester")
    add_in(path, "three")
    assert keys_in(path) == {"three"}


def test_many_sessions_and_processes_raise_no_alarm(path: Path) -> None:
    """More sessions than the workspace remembers, some beside a long one."""
    with bootstrap.services_over(path) as long_session:
        add(long_session, "first")
        for number in range(marks.KEPT_SESSIONS + 5):
            add_in(path, f"p{number}")
        add(long_session, "last")
    add_in(path, "end")
    assert len(keys_in(path)) == marks.KEPT_SESSIONS + 8


def _leave_an_orphan(conn: Connection) -> None:
    """The foreign key is looked at by the commit, which fails."""
    later = "DEFERRABLE INITIALLY DEFERRED"
    conn.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    conn.exec_driver_sql(f"CREATE TABLE child (id INTEGER REFERENCES parent (id) {later})")
    conn.exec_driver_sql("INSERT INTO child VALUES (77)")


def test_a_commit_that_fails_is_not_noted(path: Path) -> None:
    with bootstrap.services_over(path) as services:
        add(services, "one")
        noted = marks.note_of(path).read_text(encoding="utf-8")
        with pytest.raises(IntegrityError), services.storage.write() as uow:
            _leave_an_orphan(uow.conn)
        assert marks.note_of(path).read_text(encoding="utf-8") == noted
    bootstrap.open_services(path).close()


def test_without_a_place_for_the_note_the_program_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(marks, "default_folder", lambda: tmp_path / "file" / "marks")
    add_in(path, "one", "two")
    add_in(path, "three")
    assert keys_in(path) == {"one", "two", "three"}


def test_the_notes_lie_among_the_files_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert marks.default_folder() == paths.data_dir() / "marks"
    monkeypatch.delenv("LOYALTY_DESKTOP_HOME")
    assert marks.default_folder().parent.name in {paths.NAME, paths.data_dir().name}


def test_a_workspace_deleted_between_sessions_is_told(path: Path) -> None:
    add_in(path, "one")
    path.unlink()
    assert refusal(lambda: bootstrap.open_services(path)) == "storage.vanished"
    assert not path.exists()
    unknown = path.with_name("never.loyalty")
    assert refusal(lambda: bootstrap.open_services(unknown)) == "storage.not_found"


def test_a_backup_of_a_deleted_workspace_makes_no_file(path: Path) -> None:
    path.unlink()
    assert (
        refusal(lambda: backup.make_backup(path, reason="manual", now=NOW)) == "storage.not_found"
    )
    assert refusal(lambda: backup.verify(path)) == "storage.not_found"
    assert not path.exists()


def test_the_command_line_says_what_to_do_and_goes_on_when_told(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = path.with_name("old.loyalty")
    shutil.copyfile(path, old)
    add_in(path, "one")
    shutil.copyfile(old, path)
    export = ["export", "profiles", str(path.with_name("out.csv"))]
    assert main(["--workspace", str(path), *export]) == 1
    said = capsys.readouterr().err
    assert str(path) in said
    assert "--accept-loss" in said
    assert "restore" in said
    assert main([*export, "--workspace", str(path), "--accept-loss"]) == 0
    assert main(["--workspace", str(path), *export, "--force"]) == 0


def test_opening_refuses_without_the_app_too(path: Path) -> None:
    old = path.with_name("old.loyalty")
    shutil.copyfile(path, old)
    add_in(path, "one")
    shutil.copyfile(old, path)
    assert refusal(lambda: workspace.open_workspace(path, now=NOW)) == "storage.commits_missing"
    workspace.accept(path)
    workspace.open_workspace(path, now=NOW).database.close()

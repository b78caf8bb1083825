"""A path is only ever a path: no part of it is read as a URL, an SQL text, a pattern or an option."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services import backups
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage import backup

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
NAMES = [
    *("a b", "d%20x", "d%41", "d#q", "d[1]", "{x}", "d'q", "a;b", "a&b=c", "~x", "$HOME", "новая"),
    *([] if os.name == "nt" else ["d?q", "d*", 'd"q', "a:b", "back\\slash", "line\nend", "a|b"]),
]


def profiles(path: Path) -> int:
    """How many profiles the file of this very path holds, read by the bare driver."""
    with closing(dbapi2.connect(str(path.absolute()))) as raw:
        return int(raw.execute("SELECT count(*) FROM profile").fetchone()[0])


def import_people(services: Services, sheet: Path, staging: Path) -> None:
    program = services.programs.list()[0]
    imports = ImportsService(services.storage, staging_folder=staging, back_up=lambda _reason: None)
    rehearsal = imports.rehearse(
        ImportRequest(ImportKind.PARTICIPANTS, sheet, program_id=program.id)
    )
    imports.apply(rehearsal)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_the_file_of_that_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    path = folder / f"{name}.loyalty"
    sheet = folder / f"{name}.csv"
    sheet.write_text("participant,email\n001,a@example.com\n002,b@example.com\n", encoding="utf-8")

    bootstrap.make_workspace(str(path))
    assert path.is_file()
    with bootstrap.services_over(path) as services:
        services.quick_start(QuickStartDraft())
        import_people(services, sheet, folder / "staging")
    assert profiles(path) == 2

    with bootstrap.services_over(path) as services:
        first = services.backups.make()
        assert services.backups.list() == [first]
        copy = services.backups.make(to=folder / f"{name} copy.loyalty")
        services.profiles.create(services.databases.list()[0].id, ProfileDraft(external_id="later"))
    assert profiles(path) == 3
    assert profiles(copy.path) == profiles(first.path) == 2

    saved = backups.restore(path, first.path, actor="tester")
    assert saved is not None
    assert (profiles(path), profiles(saved.path)) == (2, 3)
    path.unlink()
    assert backups.restore(path, copy.path, actor="tester") is None
    assert profiles(path) == 2
    assert not [left.name for left in folder.iterdir() if left.name.startswith(".")]
    assert sorted(left.name for left in tmp_path.iterdir()) == [name]


def test_the_workspace_that_is_opened_is_the_one_that_is_named(tmp_path: Path) -> None:
    """A name in the form of an encoded other name is still its own file."""
    for name in ("w A.loyalty", "w%20A.loyalty"):
        bootstrap.make_workspace(str(tmp_path / name))
    with bootstrap.services_over(tmp_path / "w%20A.loyalty") as services:
        services.quick_start(QuickStartDraft())
        services.profiles.create(services.databases.list()[0].id, ProfileDraft(external_id="x"))
    assert profiles(tmp_path / "w%20A.loyalty") == 1
    assert profiles(tmp_path / "w A.loyalty") == 0


@pytest.mark.parametrize("name", [":memory:", "file:shop?mode=memory", "-x", "%"])
def test_a_relative_name_with_a_meaning_for_sqlite_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if sys.platform == "win32" and set(name) & set(":?"):
        pytest.skip("not a file name on Windows")
    monkeypatch.chdir(tmp_path)
    path = Path(name)
    bootstrap.make_workspace(str(path))
    made = backup.make_backup(path, reason="manual", now=NOW, to=Path(f"{name}.copy"))
    with bootstrap.services_over(path) as services:
        services.quick_start(QuickStartDraft())
        services.profiles.create(services.databases.list()[0].id, ProfileDraft(external_id="x"))
    assert profiles(tmp_path / name) == 1
    assert backup.restore(path, made.path, now=NOW, actor="tester") is not None
    assert profiles(tmp_path / name) == 0


def test_rotation_keeps_to_its_folder_whatever_it_is_called(tmp_path: Path) -> None:
    """`[ab]` as a pattern would be the folders a and b."""
    for name in ("a", "[ab]"):
        (tmp_path / name).mkdir()
        bootstrap.make_workspace(str(tmp_path / name / "shop.loyalty"))
    for hour in range(3):
        for name in ("a", "[ab]"):
            path = tmp_path / name / "shop.loyalty"
            keep = 1 if name == "[ab]" else 9
            moment = NOW + timedelta(hours=hour)
            backup.make_backup(path, reason="daily", now=moment, keep=keep)
    assert len(backup.list_backups(tmp_path / "a" / "shop.loyalty")) == 3
    assert len(backup.list_backups(tmp_path / "[ab]" / "shop.loyalty")) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only here a name can be any bytes")
def test_a_name_that_is_not_text_is_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"bad\xff")
    folder.mkdir()
    path = folder / "shop.loyalty"
    with pytest.raises(StorageProblem) as made:
        bootstrap.make_workspace(str(path))
    assert made.value.code == "storage.path_letters"
    good = tmp_path / "good.loyalty"
    bootstrap.make_workspace(str(good))
    good.rename(path)
    with pytest.raises(StorageProblem) as opened:
        bootstrap.open_services(path)
    assert opened.value.code == "storage.path_letters"
    assert str(opened.value.params["path"]).isascii()

"""The folder of staging files is shared by windows and commands that know nothing of each other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.services.imports.claims import Claim, Claimant, claimant_of
from loyalty_desktop.services.imports.pasting import PastingService
from loyalty_desktop.services.imports.staging_folder import SUFFIX, StagingFolder
from loyalty_desktop.words.messages import render
from tests.support.clock import Clock

VERA = Claimant("Vera", datetime(2026, 1, 15, 12, 0, tzinfo=UTC))
IVAN = Claimant("Ivan", datetime(2026, 1, 15, 13, 0, tzinfo=UTC))


def old(path: Path) -> Path:
    path.write_bytes(b"x")
    os.utime(path, (0, 0))
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def process(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process of tests.support.staging_holder that has said its first word."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.staging_holder", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline().strip() in {"held", "ready"}
        try:
            yield started
        finally:
            started.kill()


def test_old_files_go_and_one_that_vanishes_meanwhile_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old(tmp_path / f"old{SUFFIX}")
    gone = old(tmp_path / f"gone{SUFFIX}")
    (tmp_path / f"new{SUFFIX}").write_bytes(b"x")
    listed = type(tmp_path).glob

    def glob(self: Path, pattern: str) -> Iterator[Path]:
        found = sorted(listed(self, pattern))
        gone.unlink(missing_ok=True)  # another window cleans at the same time
        return iter(found)

    monkeypatch.setattr(type(tmp_path), "glob", glob)
    StagingFolder(tmp_path).clean()
    assert names(tmp_path) == [f"new{SUFFIX}"]


@pytest.mark.parametrize("error", [FileNotFoundError, PermissionError])
@pytest.mark.parametrize("step", ["stat", "unlink", "glob"])
def test_cleaning_never_stops_an_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[OSError]
) -> None:
    old(tmp_path / f"old{SUFFIX}")
    (tmp_path / "pasted").mkdir()
    old(tmp_path / "pasted" / "clipboard-1.tsv")
    original = getattr(type(tmp_path), step)

    def failing(self: Path, *arguments: object, **options: object) -> object:
        if self.name.startswith(("old", "clipboard-1")) or step == "glob":
            raise error
        return original(self, *arguments, **options)

    monkeypatch.setattr(type(tmp_path), step, failing)
    folder = StagingFolder(tmp_path)
    folder.clean()
    assert PastingService(folder, clock=Clock()).keep("a\tb\n1\t2\n").is_file()


def test_what_sqlite_or_a_killed_process_left_beside_goes_with_the_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        old(tmp_path / f"{name}{SUFFIX}-journal")
        old(tmp_path / f"{name}{SUFFIX}.lock")
    old(tmp_path / f"a{SUFFIX}")
    (tmp_path / f"c{SUFFIX}").write_bytes(b"x")
    old(tmp_path / f"c{SUFFIX}-journal")
    StagingFolder(tmp_path).clean()
    assert names(tmp_path) == [f"c{SUFFIX}", f"c{SUFFIX}-journal"]


def test_two_processes_that_clean_at_once_both_come_through(tmp_path: Path) -> None:
    for number in range(300):
        old(tmp_path / f"{number}{SUFFIX}")
    with process("clean", tmp_path) as one, process("clean", tmp_path) as two:
        for each in (one, two):
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        for each in (one, two):
            _, said = each.communicate(timeout=60)
            assert (each.returncode, said) == (0, "")
    assert names(tmp_path) == []


def test_a_file_that_a_running_process_works_with_is_not_cleaned_away(tmp_path: Path) -> None:
    path = old(tmp_path / f"busy{SUFFIX}")
    folder = StagingFolder(tmp_path)
    with process("hold", tmp_path, "busy") as holder:
        os.utime(path, (0, 0))
        folder.clean()
        assert path.exists()
        assert folder.claimant("busy") == VERA
        with pytest.raises(Conflict) as refused, folder.claimed("busy", IVAN):
            pass
        assert refused.value.code == "import.being_applied"
        assert refused.value.params == {"actor": "Vera", "since": VERA.since}
        for language in ("en", "ru"):
            said = render(refused.value, language)
            assert "Vera" in said
            assert "2026" in said
        holder.kill()
        holder.wait()
        assert folder.claimant("busy") is None
    folder.clean()
    assert names(tmp_path) == []


def test_a_claim_ends_with_its_block_and_leaves_nothing(tmp_path: Path) -> None:
    folder = StagingFolder(tmp_path)
    for claimant in (VERA, IVAN):
        with folder.claimed("x", claimant):
            assert folder.claimant("x") == claimant
        assert folder.claimant("x") is None
    assert names(tmp_path) == []


def test_a_claim_makes_a_file_used_again(tmp_path: Path) -> None:
    path = old(tmp_path / f"x{SUFFIX}")
    folder = StagingFolder(tmp_path)
    with folder.claimed("x", VERA):
        pass
    folder.clean()
    assert path.exists()


def test_a_claim_through_a_deleted_lock_file_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.lock"
    opened = os.open
    others: list[Claim | None] = []

    def delayed(place: Path, flags: int, mode: int = 0o777) -> int:
        file = opened(place, flags, mode)
        monkeypatch.setattr(os, "open", opened)
        path.unlink()  # its holder ends between opening and locking, and somebody claims anew
        others.append(Claim.take(path, VERA))
        return file

    monkeypatch.setattr(os, "open", delayed)
    assert Claim.take(path) is None
    [other] = others
    assert other is not None
    assert claimant_of(path) == VERA
    other.release()


def test_two_windows_that_paste_in_one_second_get_a_file_each(tmp_path: Path) -> None:
    service = PastingService(StagingFolder(tmp_path), clock=Clock())
    found = [service.keep(f"a\tb\n1\t{n}\n") for n in range(3)]
    assert len(set(found)) == 3
    assert [f'"{n}"' in path.read_text(encoding="utf-8-sig") for n, path in enumerate(found)] == [
        True,
        True,
        True,
    ]

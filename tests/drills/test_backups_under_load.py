"""Backups while two tills write, and the restore of an older backup over a workspace whose writers were killed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loyalty_desktop.app.cli.main import main as command_line
from loyalty_desktop.storage import backup
from tests.support.drills.fork_server import ROOT
from tests.support.drills.shop import build, opened, state_of
from tests.support.release import sampled

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX")

BACKUPS = sampled(8, 200)
NAME = "shop.loyalty"
_TILL = "from tests.support.drills.jobs import till; till()"
_APART = 6_000_000
"""Between the first numbers of two tills; their numbers are their keys."""


class Tills:
    """Two processes that write, and what they were answered."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._answers = [folder / f"answers-{n}" for n in (1, 2)]
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-c", _TILL, str(path), str(n * _APART), str(answers)], cwd=ROOT
            )
            for n, answers in enumerate(self._answers, start=1)
        ]

    def answered(self) -> list[set[str]]:
        """The keys of the commands that each till was answered so far; a line still being written does not count."""
        texts = [p.read_text(encoding="utf-8") if p.exists() else "" for p in self._answers]
        return [set(text[: text.rfind("\n") + 1].split()) for text in texts]

    def wait_for_more(self, than: list[set[str]]) -> None:
        """Wait until both have been answered something new."""
        deadline = time.monotonic() + 120
        while not all(len(a) > len(b) for a, b in zip(self.answered(), than, strict=True)):
            assert all(p.poll() is None for p in self._processes), "a till has ended"
            assert time.monotonic() < deadline, "a till is stuck"
            time.sleep(0.01)  # other processes work: they have no signal to wait for

    def kill(self) -> None:
        """Kill both with SIGKILL, wherever they are."""
        for process in self._processes:
            process.kill()
            process.wait(timeout=60)


@contextmanager
def tills(path: Path, folder: Path) -> Iterator[Tills]:
    """Two tills at work until the block ends."""
    made = Tills(path, folder)
    try:
        yield made
    finally:
        made.kill()


@pytest.fixture
def shop(workspace_path: Path, tmp_path: Path) -> Path:
    """A filled workspace in a folder of its own."""
    path = tmp_path / "place" / NAME
    path.parent.mkdir()
    shutil.move(workspace_path, path)
    build(path, tmp_path)
    return path


def _keys(path: Path, folder: Path) -> set[str]:
    """The keys of the tills' transactions in a workspace, which must be proven; asked through the program."""
    state = state_of(path, folder / "lists")
    assert state.differences == 0
    (listed,) = (text for name, text in state.lists.items() if name.endswith("transactions"))
    return {line.split(",")[0] for line in listed.splitlines() if line.startswith("till")}


def test_a_backup_under_load_holds_what_was_answered_before_it_began(
    shop: Path, tmp_path: Path
) -> None:
    with tills(shop, tmp_path) as writers, opened(shop) as services:
        seen = [set[str](), set[str]()]
        for number in range(BACKUPS):
            writers.wait_for_more(than=seen)
            seen = writers.answered()
            made = services.backups.make(to=tmp_path / f"backup-{number}.loyalty")
            backup.verify(made.path)
            there = _keys(made.path, tmp_path)
            assert (seen[0] | seen[1]) - there == set(), "answered, and not in the backup"
        writers.wait_for_more(than=seen)  # nobody was stopped by the backups
    last = writers.answered()
    assert (last[0] | last[1]) - _keys(shop, tmp_path) == set()


def test_an_older_backup_replaces_a_workspace_whose_writers_were_killed(
    shop: Path, tmp_path: Path
) -> None:
    with opened(shop) as services:
        older = services.backups.make(to=tmp_path / "older.loyalty")
    shutil.copyfile(older.path, tmp_path / "opened.loyalty")
    wanted = state_of(tmp_path / "opened.loyalty", tmp_path / "lists")
    with tills(shop, tmp_path) as writers:
        writers.wait_for_more(than=[set(), set()])
    answered = writers.answered()
    assert shop.with_name(f"{NAME}-wal").stat().st_size > 0  # the newest commands are only there
    assert command_line(["restore", str(older.path), "--workspace", str(shop)]) == 0
    (kept,) = [b for b in backup.list_backups(shop) if b.reason == "restore"]
    assert (answered[0] | answered[1]) - _keys(kept.path, tmp_path) == set()
    restored = state_of(shop, tmp_path / "lists")
    assert (restored.lists, restored.differences) == (wanted.lists, 0)
    assert restored.actions == ("workspace.restored", *wanted.actions)
    companions = [p.name for p in shop.parent.iterdir() if p.name.startswith((NAME, f".{NAME}"))]
    assert companions == [NAME]


@pytest.mark.parametrize("left", ["nothing", "damaged"])
def test_the_log_of_a_lost_workspace_is_not_played_into_the_backup(
    shop: Path, tmp_path: Path, left: str
) -> None:
    """The file is gone or damaged, but its -wal still lies there. It belongs to no backup, and is kept with the file."""
    with opened(shop) as services:
        older = services.backups.make(to=tmp_path / "older.loyalty")
    with tills(shop, tmp_path) as writers:
        writers.wait_for_more(than=[set(), set()])
    log = shop.with_name(f"{NAME}-wal").read_bytes()
    assert log
    if left == "nothing":
        shop.unlink()
    else:
        shop.write_bytes(b"not a workspace" * 500)
    assert command_line(["restore", str(older.path), "--workspace", str(shop)]) == 0
    assert _keys(shop, tmp_path) == set()
    assert not shop.with_name(f"{NAME}-wal").exists()
    aside = sorted(shop.parent.glob(f"{NAME}.damaged-*"))
    assert [p.name.endswith("-wal") for p in aside] == (
        [True] if left == "nothing" else [False, True]
    )
    assert aside[-1].read_bytes() == log

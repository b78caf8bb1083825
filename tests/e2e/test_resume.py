"""Imports that are killed half-way, through the command line: it says which import to finish, and points count once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from loyalty_desktop.app import bootstrap
from tests.e2e.test_command_line import ROOT, run
from tests.support.import_sheets import table

PEOPLE = 6
ROWS = 36


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, where staging files lie, of this test only."""
    folder = tmp_path / "cache"
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def place(cache: Path, tmp_path: Path) -> Path:
    """A workspace with people."""
    del cache
    path = tmp_path / "shop.loyalty"
    assert run("init", "--quick-start", "--workspace", path).code == 0
    people = tmp_path / "people.csv"
    people.write_text("participant\n" + "".join(f"A{n}\n" for n in range(PEOPLE)), encoding="utf-8")
    assert run("--workspace", path, "import", "participants", people).code == 0
    return path


@pytest.fixture
def points(tmp_path: Path) -> Path:
    """Rows of one point each without an external ID: imported twice, they count twice."""
    path = tmp_path / "points.csv"
    rows = [f"A{n % PEOPLE},points,1\n" for n in range(ROWS)]
    path.write_text("participant,points_type,amount\n" + "".join(rows), encoding="utf-8")
    return path


def stopped(slices: int, what: str, *arguments: object) -> subprocess.Popen[str]:
    """A command that stops inside the n-th slice of an import."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.stopped_command", str(slices), what]
        + [str(argument) for argument in arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def given(place: Path) -> int:
    """The points of everybody, from the proven ledger."""
    assert run("--workspace", place, "prove").code == 0
    with bootstrap.services_over(str(place)) as services:
        [(units,)] = table(services, "SELECT SUM(active) FROM account")
    return int(units) // 10_000


@pytest.mark.parametrize("deadly", [3, 6])
def test_a_killed_import_is_named_resumed_and_counts_once(
    place: Path, points: Path, deadly: int
) -> None:
    command = ("--workspace", place, "import", "points", points)
    killed = stopped(deadly, "kill", *command)
    _, said = killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL, said
    for force in ((), ("--force-same-file",)):
        again = run(*command, *force)
        assert (again.code, again.out) == (1, "")
        assert "“resume 2”" in again.err
        assert "“undo-import 2”" in again.err
        assert "--force-same-file" not in again.err
    finished = run("--workspace", place, "resume", 2, "--json")
    assert (finished.code, finished.err) == (0, "")
    found = finished.json
    assert (found["batch"], found["read"], found["new"]) == (2, ROWS, ROWS)
    assert given(place) == ROWS
    once_more = run("--workspace", place, "resume", 2)
    assert (once_more.code, "was not interrupted" in once_more.err) == (1, True)
    same = run(*command)
    assert (same.code, "--force-same-file" in same.err) == (1, True)


def test_an_undone_import_comes_in_again_without_force(place: Path, points: Path) -> None:
    command = ("--workspace", place, "import", "points", points)
    stopped(3, "kill", *command).communicate(timeout=120)
    assert run("--workspace", place, "undo-import", 2).code == 0
    assert run(*command).code == 0
    assert given(place) == ROWS


def test_a_killed_resume_is_resumed_again(place: Path, points: Path) -> None:
    stopped(3, "kill", "--workspace", place, "import", "points", points).communicate(timeout=120)
    killed = stopped(3, "kill", "--workspace", place, "resume", 2)
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert run("--workspace", place, "resume", 2).code == 0
    assert given(place) == ROWS


def test_a_second_process_is_told_who_applies_the_import(place: Path, points: Path) -> None:
    """The first waits before its third part; in a transaction already, so the second one reads what came before."""
    command = ("--workspace", place, "import", "points", points)
    with stopped(3, "wait", *command) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "waiting\n"
        for other in (
            ("--workspace", place, "resume", 2),
            command,
            (*command, "--force-same-file"),
        ):
            said = run(*other)
            assert (said.code, said.out) == (1, "")
            assert "is being applied by" in said.err
            assert "(since " in said.err
        _, errors = first.communicate(timeout=120)
        assert (first.returncode, errors) == (0, "")
    assert given(place) == ROWS
    listed = run("--workspace", place, "resume", 2)
    assert "was not interrupted" in listed.err

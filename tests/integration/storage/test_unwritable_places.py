"""A workspace where nothing can be written is read all the same, and a full disk is called a full disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rights and limits of Linux")

_COMMANDS = """
import os, sys
from loyalty_desktop.app.cli import main
from loyalty_desktop.app import bootstrap
import concurrent.futures.thread
from loyalty_desktop.services import selfcheck
from loyalty_desktop.services.ledger import reads
if os.geteuid() == 0:  # root may write everywhere
    os.setgid(65534)
    os.setuid(65534)
code = main.main(sys.argv[1:])
sys.stdout.flush()
os._exit(code)
"""
_PLAIN = """
import sys
from loyalty_desktop.app.cli import main
sys.exit(main.main(sys.argv[1:]))
"""
_NO_FILE_GROWS = """
import resource, sys
from loyalty_desktop.app.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main.main(sys.argv[1:]))
"""


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
    )


def _person(services: Services) -> None:
    program = services.quick_start(QuickStartDraft()).value.program_id
    services.participants.join_new(program, ProfileDraft(external_id="001"))


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A closed workspace with one participant, in a folder that everybody can reach (pytest's own is private)."""
    place = Path(tempfile.mkdtemp(prefix="loyalty-"))
    made = place / "shop" / "shop.loyalty"
    made.parent.mkdir()
    home = place / "home"
    home.mkdir()
    monkeypatch.setenv("LOYALTY_DESKTOP_HOME", str(home))
    bootstrap.make_workspace(str(made), _person)
    for folder in (place, home, *home.rglob("*")):
        folder.chmod(0o777)
    yield made
    shutil.rmtree(place)


def test_a_read_only_folder_can_be_read_and_refuses_changes(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        balance = run(_COMMANDS, "--workspace", path, "balance", "001")
        assert (balance.returncode, balance.stderr) == (0, "")
        assert "Points" in balance.stdout
        assert run(_COMMANDS, "--workspace", path, "prove").returncode == 0
        close = run(_COMMANDS, "--workspace", path, "close-day", "--as-of", "2040-01-01", "--ahead")
        assert close.returncode == 1
        assert "can only be read" in close.stderr
        assert "incident" not in close.stderr
    finally:
        path.parent.chmod(0o755)
    assert [left.name for left in path.parent.iterdir()] == [path.name]


def test_a_wal_that_cannot_be_merged_is_not_passed_over(path: Path) -> None:
    """Reading the file without its -wal would show balances of yesterday."""
    opened = bootstrap.open_services(path)
    opened.services.participants.join_new(1, ProfileDraft(external_id="002"))
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", path.with_name(f"copy.loyalty{ending}"))
    opened.close()
    path.parent.chmod(0o555)
    try:
        said = run(_COMMANDS, "--workspace", path.with_name("copy.loyalty"), "balance", "002")
    finally:
        path.parent.chmod(0o755)
    assert said.returncode == 1
    assert "incident" not in said.stderr
    assert "can only be read" in said.stderr or "rights" in said.stderr


@pytest.mark.parametrize("command", [["prove"], ["balance", "001"], ["close-day"]])
def test_a_full_disk_is_said_to_be_full_at_opening(path: Path, command: list[str]) -> None:
    """No file may grow, which SQLite tells as "disk I/O error" when it makes the -shm."""
    said = run(_NO_FILE_GROWS, "--workspace", path, *command)
    assert said.returncode == 1
    assert "The disk is full" in said.stderr


def test_without_a_place_for_the_log_the_program_works(path: Path, tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.touch()
    script = f"import os; os.environ['LOYALTY_DESKTOP_HOME'] = {str(home)!r}\n" + _PLAIN
    said = run(script, "--workspace", path, "balance", "001")
    assert (said.returncode, said.stderr) == (0, "")

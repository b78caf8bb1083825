"""The command line as a newcomer uses it, in processes of its own: from an empty folder to a proven ledger."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
_RUN = """
import sys
from loyalty_desktop.app.cli import main
code = main(sys.argv[1:])
assert not any(name.split(".")[0] == "PySide6" for name in sys.modules), "Qt was imported"
sys.exit(code)
"""


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def run(*arguments: object) -> Said:
    """Run one command; a traceback fails the test."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *map(str, arguments)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A quick-started workspace."""
    path = tmp_path / "shop.loyalty"
    assert run("init", "--quick-start", "--workspace", path).code == 0
    return path


def test_a_newcomer_reaches_a_proven_ledger_on_a_sheet_with_mistakes(
    place: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant,email\n001,a@example.com\n002,wrong\n", encoding="utf-8")
    points = tmp_path / "points.csv"
    points.write_text(
        "external_id,participant,points_type,type,amount,occurred_at\n"
        "t1,001,points,accrual,100.50,2026-01-10\n"
        "t2,001,points,redemption,30,2026-01-11\n"
        "t3,001,points,redemption,500,2026-01-12\n",
        encoding="utf-8",
    )
    first = run("--workspace", place, "import", "participants", people, "--json")
    assert first.code == 3
    assert (first.json["read"], first.json["new"], first.json["rejected"]) == (2, 1, 1)
    (issue,) = first.json["issues"]
    assert (issue["row"], issue["column"], issue["field"]) == (3, "B", "email")
    assert issue["message"]

    rejected = tmp_path / "rejected.xlsx"
    second = run("import", "points", points, "--workspace", place, "--rejected", rejected, "--json")
    assert (second.code, second.json["new"], second.json["rejected"]) == (3, 2, 1)
    assert rejected.exists()

    balances = run("--workspace", place, "balance", "001", "--json").json["balances"]
    assert balances[0]["total"] == "70.50"
    assert run("--workspace", place, "close-day").code == 0
    proof = run("--workspace", place, "prove", "--json")
    assert (proof.code, proof.json["differences"]) == (0, 0)

    out = tmp_path / "out.xlsx"
    assert run("--workspace", place, "export", "participants", out).code == 0
    assert run("--workspace", place, "export", "participants", out).code == 1  # never replaced
    undone = run("--workspace", place, "undo-import", second.json["batch"], "--json")
    assert undone.json["cancelled"] == 2
    assert run("--workspace", place, "prove").code == 0


def test_a_rehearsal_writes_nothing(place: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    said = run("--workspace", place, "import", "participants", people, "--dry-run", "--json")
    assert (said.code, said.json["new"], said.json["batch"]) == (0, 1, None)
    assert run("--workspace", place, "balance", "001").code == 1


def test_backup_and_restore_bring_yesterday_back(place: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.loyalty"
    assert run("--workspace", place, "backup", saved).code == 0
    people = tmp_path / "people.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    assert run("--workspace", place, "import", "participants", people).code == 0
    assert run("--workspace", place, "restore", saved).code == 0
    assert run("--workspace", place, "balance", "001").code == 1


@pytest.mark.parametrize("kind", ["profiles", "participants", "points"])
def test_templates_are_written(place: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"{kind}.xlsx"
    assert run("--workspace", place, "template", kind, out).code == 0
    assert out.stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("prove",), 1, "Name the workspace"),
        (("--workspace", "missing.loyalty", "prove"), 1, "There is no workspace"),
        (("--workspace", "mysql://x/y", "prove"), 1, "cannot be opened"),
        (("no-such-command",), 2, "invalid choice"),
        (("import", "orders", "x.csv"), 2, "invalid choice"),
    ],
)
def test_refusals_are_one_clear_sentence_with_their_exit_code(
    arguments: tuple[str, ...], code: int, words: str
) -> None:
    said = run(*arguments)
    assert said.code == code
    assert words in said.err
    assert said.out == ""


def test_init_never_replaces_a_workspace(place: Path) -> None:
    before = place.read_bytes()
    assert run("init", "--workspace", place).code == 1
    assert place.read_bytes() == before


def test_commands_work_on_postgresql(postgres_url: str) -> None:
    assert run("init", "--workspace", postgres_url).code == 1  # there is a workspace already
    assert run("--workspace", postgres_url, "prove").code == 0
    backup = run("--workspace", postgres_url, "backup")
    assert backup.code == 1
    assert "pg_dump" in backup.err


def test_the_log_holds_no_personal_data(place: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant,email\n001,secret@example.com\n002,wrong-mail\n", "utf-8")
    run("--workspace", place, "import", "participants", people)
    run("--workspace", place, "balance", "secret@example.com")
    run("--workspace", place, "balance", "unknown-person")
    logs = list((Path(os.environ["LOYALTY_DESKTOP_HOME"]) / "log").glob("*.log"))
    assert logs
    text = "\n".join(path.read_text(encoding="utf-8") for path in logs)
    for secret in ("secret@", "wrong-mail", "unknown-person"):
        assert secret not in text

"""The command line as a newcomer uses it, in processes of its own: from an empty folder to a proven ledger."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loyalty_desktop.spreadsheets.preview import sample
from tests.support import postgres

ROOT = Path(__file__).resolve().parents[2]
_RUN = """
import sys
from loyalty_desktop.app.cli.main import main
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
    assert (issue["sheet"], issue["row"], issue["column"]) == ("people", 3, "B")
    assert set(issue) == {"sheet", "row", "column", "code", "message"}
    assert issue["message"]
    assert set(first.json) == {
        *(
            "read",
            "new",
            "changed",
            "unchanged",
            "rejected",
            "left_out",
            "batch",
            "seconds",
            "issues",
        ),
    }

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
    again = run("import", "points", points, "--workspace", place, "--json")
    assert (again.code, again.json["new"], again.json["unchanged"]) == (3, 2, 0)
    balances = run("--workspace", place, "balance", "001", "--json").json["balances"]
    assert balances[0]["total"] == "70.50"
    assert run("--workspace", place, "prove").code == 0


def test_a_rehearsal_writes_nothing(place: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    said = run("--workspace", place, "import", "participants", people, "--dry-run", "--json")
    assert (said.code, said.json["new"], said.json["batch"]) == (0, 1, None)
    assert run("--workspace", place, "balance", "001").code == 1


def test_tiers_of_a_sheet_stand_through_the_day_given(place: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant,tier\n001,GOLD\n002,Member\n", encoding="utf-8")
    load = ("--workspace", place, "import", "participants", people, "--tier-until")
    assert run(*load, "soon").code == 2
    assert run(*load, "2001-01-01").code != 0
    assert run(*load, "2099-12-31", "--json").json["new"] == 2
    again = run(
        "--workspace", place, "import", "participants", people, "--force-same-file", "--json"
    )
    assert again.json["unchanged"] == 2
    assert run("--workspace", place, "prove").code == 0


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
    assert "external_id" in sample(out).headers
    assert run("--workspace", place, "template", kind, out, "--force", "--language", "ru").code == 0
    assert "Внешний ID" in sample(out).headers


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("prove",), 2, "The workspace is missing"),
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


def test_only_init_makes_a_workspace_in_an_empty_postgresql_database(
    postgres_cluster: postgres.Cluster,
) -> None:
    url = postgres_cluster.url(postgres_cluster.fresh())
    assert run("--workspace", url, "prove").code == 1
    assert run("--workspace", url, "init", "--quick-start").code == 0
    assert run("--workspace", url, "prove").code == 0


@pytest.mark.postgres
def test_a_quick_start_that_was_interrupted_goes_on_and_a_finished_one_is_refused(
    postgres_cluster: postgres.Cluster,
) -> None:
    url = postgres_cluster.url(postgres_cluster.fresh())
    assert (
        run("--workspace", url, "init").code == 0
    )  # what a kill before the program was made leaves
    assert run("--workspace", url, "init").code == 1
    assert run("--workspace", url, "init", "--quick-start").code == 0
    again = run("--workspace", url, "init", "--quick-start")
    assert (again.code, "already" in again.err) == (1, True)


def test_files_that_are_needed_are_never_written_over(place: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.xlsx"
    assert run("--workspace", place, "template", "participants", people).code == 0
    before = people.read_bytes()
    load = ("--workspace", place, "import", "participants", people)
    assert run(*load, "--rejected", people, "--force").code == 1
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"mine")
    assert run(*load, "--rejected", other).code == 1
    assert run("--workspace", place, "export", "participants", tmp_path / "out.pdf").code == 2
    assert run("--workspace", place, "template", "points", tmp_path / "out.csv").code == 2
    assert (people.read_bytes(), other.read_bytes()) == (before, b"mine")


def test_a_file_of_which_nothing_was_written_can_be_imported_again(
    place: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    run("--workspace", place, "import", "participants", people)
    points = tmp_path / "points.csv"
    points.write_text("external_id,participant,amount,date\nA,001,5,01/02/2026\n", "utf-8")
    load = ("--workspace", place, "import", "points", points)
    first = run(*load)
    assert first.code == 1
    assert "--date-order" in first.err
    assert run(*load, "--date-order", "dmy").code == 0
    again = run(*load)
    assert again.code == 1
    assert "--force-same-file" in again.err


@pytest.mark.parametrize(
    ("kind", "rows", "option", "value"),
    [
        ("points", 'participant,points\n001,"1,234"\n001,"1,230"\n', "--decimal-sign", "."),
        ("points", "participant,points,date\n001,5,01/02/2026\n", "--date-order", "mdy"),
        ("participants", "participant,birth date\n001,01/02/1990\n", "--date-order", "dmy"),
        ("participants", "participant,phone\n001,8 916 123-45-67\n", "--phone-region", "RU"),
    ],
)
def test_a_column_that_reads_in_two_ways_is_asked_about_and_nothing_is_written(  # noqa: PLR0917 - fixtures
    place: Path, tmp_path: Path, kind: str, rows: str, option: str, value: str
) -> None:
    people, sheet = tmp_path / "people.csv", tmp_path / "sheet.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    assert run("--workspace", place, "import", "participants", people).code == 0
    sheet.write_text(rows, encoding="utf-8")
    load = ("--workspace", place, "import", kind, sheet)
    looked = run(*load, "--dry-run")
    assert (looked.code, option in looked.out) == (3, True)
    before = run("--workspace", place, "batches").out
    refused = run(*load)
    assert (refused.code, option in refused.err) == (1, True)
    assert run("--workspace", place, "batches").out == before
    assert run(*load, option, value).code in {0, 3}


def test_one_phone_without_a_country_among_many_is_a_mistake_of_its_row(
    place: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "people.csv"
    rows = "".join(f"00{n},+7916123450{n}\n" for n in range(5))
    sheet.write_text(f"participant,phone\n{rows}006,8 916 123-45-67\n", encoding="utf-8")
    told = run("--workspace", place, "import", "participants", sheet, "--json")
    assert (told.code, told.json["new"], told.json["rejected"]) == (3, 5, 1)


def test_sheets_that_are_not_read_are_named(place: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, rows in (("May", 2), ("June", 2), ("Sheet3", 0), ("Help", 4)):
        sheet = book.create_sheet(name)
        for row in range(rows):
            sheet.append(["participant" if row == 0 else f"{name}{row}"])
    book.remove(book.worksheets[0])
    path = tmp_path / "months.xlsx"
    book.save(path)
    told = run("--workspace", place, "import", "participants", path)
    assert told.code == 0
    assert "Not read: June. Choose a sheet with --sheet." in told.out + told.err
    chosen = run("--workspace", place, "import", "participants", path, "--sheet", "June")
    assert chosen.code == 0
    assert "Not read" not in chosen.out + chosen.err


def test_an_undo_that_is_refused_says_why(place: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    batch = run("--workspace", place, "import", "participants", people, "--json").json["batch"]
    assert run("--workspace", place, "undo-import", batch).code == 0
    again = run("--workspace", place, "undo-import", batch)
    assert again.code == 1
    assert "already undone" in again.err


def test_a_participant_is_found_by_a_phone_as_it_was_written(place: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("participant,phone\n001,8 916 123-45-67\n", encoding="utf-8")
    refused = run("--workspace", place, "import", "participants", people, "--dry-run")
    assert refused.code == 3
    assert "has no country code" in refused.out
    assert "--phone-region" in refused.out
    wrong = run("--workspace", place, "import", "participants", people, "--phone-region", "XX")
    assert (wrong.code, "two letters" in wrong.err) == (1, True)
    told = run("--workspace", place, "import", "participants", people, "--phone-region", "ru")
    assert told.code == 0
    assert run("--workspace", place, "balance", "+79161234567").code == 0


def test_a_workspace_made_with_a_country_reads_phones_by_it(tmp_path: Path) -> None:
    place, people = tmp_path / "shop.loyalty", tmp_path / "people.csv"
    made = run("init", "--quick-start", "--phone-region", "RU", "--workspace", place)
    assert made.code == 0
    people.write_text("participant,phone\n001,8 916 123-45-67\n", encoding="utf-8")
    assert run("--workspace", place, "import", "participants", people).code == 0
    assert run("--workspace", place, "balance", "8 (916) 1234567").code == 0


def test_two_backups_at_the_same_moment_do_not_hurt_each_other(place: Path) -> None:
    command = [sys.executable, "-c", _RUN, "--workspace", str(place), "backup"]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    kept = list((place.parent / "shop-backups").glob("*.loyalty"))
    assert len(kept) == 2
    for backup in kept:
        assert run("--workspace", place, "restore", backup).code == 0


def test_self_check_says_where_things_live(place: Path) -> None:
    said = run("--workspace", place, "self-check")
    assert os.environ["LOYALTY_DESKTOP_HOME"] in said.out
    assert "shop-backups" in said.out


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


def test_a_command_loads_no_import_before_it_needs_one() -> None:
    script = (
        "import sys; from loyalty_desktop.app.cli.main import parser; parser()\n"
        "print([name for name in sys.modules if name.startswith('loyalty_desktop.services.imports')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
    wrong = run("export", "nothing", "out.csv")
    assert wrong.code == 2
    assert "profiles" in wrong.err
    assert "partners" in wrong.err

"""Personal data stays in the workspace and in what the user asked for: no log, setting, note or leftover file has it.

A day's work and its failures run through the command line with marked names, phones, emails, codes and passwords, on
both engines. Then every file outside the workspace and the user's own sheets is searched for the marks, plain and in the
other form a text file may have them in. A staging file of rows that were rejected is kept on purpose (they can still be
saved); it must lie in a folder that only the user can read.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from loyalty_desktop.app import logging_setup, paths
from loyalty_desktop.app.cli.main import main
from loyalty_desktop.services.ledger.proof import ProofService
from tests.support.drills.shop import write_sheet

MARKS = (
    "Zephyrina",
    "Quillbottom",
    "Зефирина",
    "9165550199",
    "916 555-01-99",
    "zq.mark@example.org",
    "CODE7QX9Z",
    "s3cretpw",
    "Markerville",
)
PERSON = [
    "CODE7QX9Z",
    "Zephyrina",
    "Quillbottom",
    "zq.mark@example.org",
    "+79165550199",
    "Markerville",
]
HEAD = ["external_id", "first_name", "last_name", "email", "phone", "city"]
POINTS = ["external_id", "participant", "points_type", "type", "amount", "occurred_at"]


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps everything of its own: settings, logs, caches, notes, temporary files, working folder."""
    folder = tmp_path / "outside"
    for name, variable in (
        ("home", "LOYALTY_DESKTOP_HOME"),
        ("cache", "XDG_CACHE_HOME"),
        ("config", "XDG_CONFIG_HOME"),
        ("data", "XDG_DATA_HOME"),
        ("state", "XDG_STATE_HOME"),
        ("temporary", "TMPDIR"),
        ("working", "PWD"),
    ):
        (folder / name).mkdir(parents=True)
        monkeypatch.setenv(variable, str(folder / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(folder / "working")
    return folder


@pytest.fixture(
    params=[
        pytest.param("sqlite", id="sqlite"),
        pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
    ]
)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for a new workspace, once per engine; the server's with a password in its URL."""
    (tmp_path / "place").mkdir()
    if request.param == "sqlite":
        yield str(tmp_path / "place" / "shop.loyalty")
        return
    cluster = request.getfixturevalue("postgres_cluster")
    name = cluster.fresh()
    yield str(cluster.url(name)).replace(f"{cluster.user}@", f"{cluster.user}:s3cretpw@")
    cluster.drop(name)


def _leaks(folder: Path, but: str = "") -> list[str]:
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes() + str(path.relative_to(folder)).encode()
        found += [
            f"{path.relative_to(folder)}: {mark}"
            for mark in MARKS
            for form in (mark.encode(), ascii(mark)[1:-1].encode())
            if form in content and (not but or path.suffix != but)
        ]
    return found


@pytest.mark.expects_log_errors
def test_no_personal_data_outside_the_workspace(
    target: str, outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = tmp_path / "sheets of Zephyrina"
    sheets.mkdir()

    def run(*arguments: object, code: int) -> None:
        assert main([*map(str, arguments), "--workspace", target]) == code, arguments

    good = write_sheet(sheets / "Quillbottom.csv", [HEAD, PERSON])
    run("init", "--quick-start", code=0)
    run("import", "participants", good, code=0)
    points = [POINTS, ["t-CODE7QX9Z", "CODE7QX9Z", "points", "accrual", "5", "2026-01-10"]]
    run("import", "points", write_sheet(sheets / "points.csv", points), code=0)
    run("undo-import", 2, code=0)
    run("export", "participants", sheets / "out.xlsx", code=0)
    run("close-day", code=0)
    run("balance", "zq.mark@example.org", code=0)
    assert (outside / "home" / "log" / "loyalty-desktop.log").stat().st_size > 0
    assert _leaks(outside) == []
    assert list(outside.rglob("*.staging*")) == [], "staging files of finished imports"

    run("export", "participants", sheets / "out.xlsx", code=1)
    run("balance", "Зефирина", code=1)
    run("import", "participants", sheets / "no Zephyrina.csv", code=1)
    damaged = sheets / "Zephyrina.xlsx"
    damaged.write_bytes(b"PK\x03\x04 Zephyrina Quillbottom" * 50)
    run("import", "participants", damaged, code=1)
    bad = [
        HEAD,
        [
            "CODE7QX9Z-2",
            "Зефирина",
            "Quillbottom",
            "zq.mark@example.org@",
            "916 555-01-99 ext",
            "x",
        ],
        ["", "Zephyrina", "", "", "", "Markerville"],
    ]
    sheet = write_sheet(sheets / "bad.csv", bad)
    run("import", "participants", sheet, "--rejected", sheets / "rejected.xlsx", code=3)
    wrong = [POINTS, ["t9", "nobody Zephyrina", "points", "redemption", "Zephyrina", "Markerville"]]
    run("import", "points", write_sheet(sheets / "wrong.csv", wrong), code=3)

    def refuse_row(service: ProofService) -> None:
        row = text("INSERT INTO meta (name, value) VALUES (:name, 'Quillbottom')")
        with service._storage.database.write_connection() as conn:
            conn.execute(row, {"name": "Zephyrina zq.mark@example.org"})
            conn.execute(row, {"name": "Zephyrina zq.mark@example.org"})

    def stumble(_service: ProofService) -> None:
        known: dict[str, int] = {}
        try:
            known["Зефирина"]
        except KeyError as error:
            raise ValueError("no '+79165550199' of Zephyrina Quillbottom") from error

    for defect in (refuse_row, stumble):
        with monkeypatch.context() as patched:
            patched.setattr(ProofService, "prove", defect)
            run("prove", code=1)
    assert "incident" in (outside / "home" / "log" / "loyalty-desktop.log").read_text("utf-8")

    for url in (
        "postgresql+psycopg://Zephyrina:s3cretpw@127.0.0.1:1/Quillbottom",
        "mysql://Zephyrina:s3cretpw@127.0.0.1/Quillbottom",
        target.replace("/t", "/Zephyrina_t") if "://" in target else "Zephyrina.loyalty",
    ):
        assert main(["prove", "--workspace", url]) == 1
    assert _leaks(outside, but=".staging") == []
    for kept in outside.rglob("*.staging"):
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700 or os.name == "nt"


def test_the_scan_finds_what_a_log_gives_away(outside: Path) -> None:
    """The control: a line with a name is found, plain and escaped."""
    logging_setup.start_logging(paths.log_dir())
    logging_setup.LOG.info("hello Zephyrina, %s", ascii("Зефирина"))
    logging_setup.stop_logging()
    assert _leaks(outside) == [
        f"home/log/loyalty-desktop.log: {mark}" for mark in ("Zephyrina", "Zephyrina", "Зефирина")
    ]

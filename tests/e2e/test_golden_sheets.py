"""Sheets as people, tills and other programs write them, through the command line, against the text that is expected of each.

Beside each file of tests/data/world lies its text: what is said (in English and Russian), what comes of every row, and what is
stored afterwards. `LOYALTY_GOLDEN=write` writes the texts anew: read every line of what changed.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.cli import output
from loyalty_desktop.app.cli.main import main
from loyalty_desktop.services.container import Services
from loyalty_desktop.words.messages import render
from tests.support.import_sheets import table

WORLD = Path(__file__).parent.parent / "data" / "world"
BASE = "base-participants.csv"
SHEETS = sorted(
    path for path in WORLD.iterdir() if path.suffix not in {".txt", ".json"} and path.name != BASE
)
FURTHER: dict[str, dict[str, Any]] = json.loads(
    (WORLD / "further.json").read_text(encoding="utf-8")
)
"""By file: its `kind` (profiles when it is not named), what comes in `before` it, and the options of each of its `runs`."""
PROFILE = (
    "external_id, email, phone, last_name, first_name, middle_name, birth_date, gender, city, tags"
)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a few participants, whose today is always the same."""
    place = tmp_path_factory.mktemp("club") / "club.loyalty"
    assert main(["init", "--quick-start", "--workspace", str(place)]) == 0
    with bootstrap.services_over(place) as services:
        services.settings.freeze_clock(datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert main(["--workspace", str(place), "import", "participants", str(WORLD / BASE)]) == 0
    return place


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_comes_out_as_expected(
    sheet: Path,
    club: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(output, "render", in_both_languages)
    found = "\n".join(story(sheet, club, tmp_path, capsys))
    expected = sheet.with_name(sheet.name + ".txt")
    if os.environ.get("LOYALTY_GOLDEN") == "write":
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def in_both_languages(told: Any, _language: str) -> str:
    """The message in English, and on the next line in Russian."""
    return f"{render(told, 'en')}\n    {render(told, 'ru')}"


def story(sheet: Path, club: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the command line says and stores, once for each set of options."""
    lines: list[str] = []
    said_of = FURTHER.get(sheet.name, {})
    kind = said_of.get("kind", "profiles")
    for options in said_of.get("runs", [[]]):
        place = folder / f"run{len(lines)}.loyalty"
        shutil.copyfile(club, place)
        for other, name, *more in said_of.get("before", []):
            assert main(["--workspace", str(place), "import", other, str(WORLD / name), *more]) != 1
        capsys.readouterr()
        words = ["import", kind, str(sheet), *options, "--json"]
        code = main(["--workspace", str(place), *words])
        said = capsys.readouterr()
        assert "incident" not in said.err, said.err
        lines.append(f"$ import {' '.join((kind, sheet.name, *options))}")
        lines += said.err.splitlines()
        lines.append(f"exit {code}")
        if said.out:
            lines += numbers(json.loads(said.out))
        with bootstrap.services_over(place) as services:
            lines += stored(services, kind)
        lines.append("")
    return lines


def numbers(report: dict[str, Any]) -> list[str]:
    """How many rows came in, and what was wrong with the others."""
    counts = ("read", "new", "changed", "unchanged", "rejected", "left_out")
    lines = [", ".join(f"{name} {report[name]}" for name in counts)]
    lines += [
        f"row {issue['row']} {issue['column'] or '-'} {issue['code']}: {issue['message']}"
        for issue in report["issues"]
    ]
    return lines


def stored(services: Services, kind: str) -> list[str]:
    """The rows that the import has brought in; amounts in units of 1/10,000."""
    query = {
        "points": (
            "SELECT t.external_id, p.external_id, t.type, t.amount, "
            " CASE WHEN abs(t.occurred_at - b.started_at) < 60000000 THEN 'now' ELSE datetime(t.occurred_at / 1000000, 'unixepoch') END"
            " FROM points_transaction t JOIN profile p ON p.id = t.participant_id JOIN import_batch b ON b.id = t.import_batch_id ORDER BY t.external_id, 2, 4"
        ),
    }.get(
        kind,
        f"SELECT {PROFILE} FROM profile WHERE external_id NOT LIKE 'M00_' OR updated_at <> created_at ORDER BY id",
    )
    return [" | ".join("" if v is None else str(v) for v in row) for row in table(services, query)]

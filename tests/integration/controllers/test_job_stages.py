"""The bar of an import is of the whole job: it never goes back, whatever phases and parts the job goes through."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.controllers import jobs
from loyalty_desktop.controllers.job_stages import STAGES, WholeShare
from loyalty_desktop.controllers.jobs import Job
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from tests.support.import_sheets import SMALL_PARTS

ROWS = 1_500


def test_phases_have_their_share_of_the_whole() -> None:
    share = WholeShare({"look": 10, "read": 60, "match": 30})
    seen = []
    for code, total in (("look", None), ("read", 4), ("match", 2)):
        assert share.phase(code)
        for done in range((total or 0) + 1):
            share.advance(done, total)
            seen.append(round(share.share, 3))
    assert seen == [0.0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.7, 0.85, 1.0]


def test_a_phase_that_comes_again_or_is_none_of_the_stages_does_not_begin_anew() -> None:
    share = WholeShare({"read": 50, "write": 50})
    share.phase("read")
    share.advance(10, 10)
    share.phase("write")
    share.advance(5, 10)
    assert not share.phase("a part")
    share.advance(0, 10)
    assert share.phase("read")
    share.advance(1, 10)
    assert share.share == 0.75


def test_time_left_is_of_the_whole_and_told_only_when_enough_is_known() -> None:
    share = WholeShare({"read": 50, "write": 50})
    share.phase("read")
    share.advance(1, 2)
    assert share.seconds_left(1.9) is None
    assert share.seconds_left(10) == pytest.approx(30)
    share.advance(1, 1_000)
    early = WholeShare({"read": 100})
    early.phase("read")
    early.advance(1, 100)
    assert early.seconds_left(60) is None


@pytest.mark.parametrize("kind", [ImportKind.PARTICIPANTS, ImportKind.POINTS])
def test_an_import_goes_through_its_stages_without_going_back(
    services: Services,
    program_id: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: ImportKind,
) -> None:
    monkeypatch.setattr(jobs, "TELL_EVERY", 0.0)
    imports = ImportsService(
        services.storage,
        back_up=lambda _reason: None,
        staging_folder=tmp_path / "staging",
        sizes=SMALL_PARTS,
    )
    people = written(tmp_path / "people.csv", [["external_id"], *([f"M{n}"] for n in range(ROWS))])
    request = ImportRequest(ImportKind.PARTICIPANTS, people, program_id=program_id)
    if kind is ImportKind.POINTS:
        imports.run(request)
        head = ["external_id", "participant", "points"]
        rows = [[f"T{n}", f"M{n % 100}", "5"] for n in range(ROWS)]
        path = written(tmp_path / "points.csv", [head, *rows])
        request = ImportRequest(kind, path, program_id=program_id)
    rehearsal, found = watched("import.rehearse", lambda p: imports.rehearse(request, p))
    check(found, "import.rehearse")
    _outcome, found = watched("import.apply", lambda p: imports.apply(rehearsal, p))
    check(found, "import.apply")


def written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    return path


def watched(title: str, work: Callable[[Progress], Any]) -> tuple[Any, list[jobs.JobProgress]]:
    """What work returns, and the progress that it told."""
    found: list[jobs.JobProgress] = []
    reporter = jobs._Reporter(Job(1, title, {}, writes=False), lambda e: found.append(e.payload))
    return work(reporter), found


def check(found: list[jobs.JobProgress], title: str) -> None:
    shares = [one.whole or 0.0 for one in found]
    assert shares == sorted(shares)
    assert {one.phase for one in found if one.phase} <= set(STAGES[title])
    assert len(set(shares)) >= 4
    assert 0.6 <= shares[-1] <= 1.0

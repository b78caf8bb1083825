"""What a job had written before it was cancelled or failed reaches every screen."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.controllers.undo import UndoStep
from loyalty_desktop.domain.changes import Changes, Entity, kept
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import AllMatching
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.domain.progress import NullProgress, Progress
from loyalty_desktop.services import participants as participants_service
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from tests.support.clock import Clock
from tests.support.import_sheets import SMALL_PARTS
from tests.support.signals import heard

Settle = Callable[[], None]
Write = Callable[[Callable[[Progress], Any]], list[Changes]]
"""Runs work as a job of a controller; returns what the hub published."""


class StopAt(NullProgress):
    """Stops at the n-th step."""

    def __init__(self, steps: int, error: BaseException | None = None) -> None:
        self._left = steps
        self._error = error or Cancelled()

    def advance(self, count: int = 1) -> None:
        """Count a step."""
        self._left -= 1
        if self._left == 0:
            raise self._error


@pytest.fixture
def write(app: AppContext, settle: Settle) -> Write:
    """Runs work and waits for its end."""

    def run(work: Callable[[Progress], Any]) -> list[Changes]:
        published = heard(app.hub.changed)
        controller = Controller(app)
        controller.write(work, title="x", failed=lambda _error: None)
        settle()
        return published

    return run


@pytest.fixture
def profiles(services: Services, program_id: int) -> int:
    """Six profiles that do not take part in the program; the profile database."""
    database = services.programs.get(program_id).profile_database_id
    for number in range(6):
        services.profiles.create(database, ProfileDraft(f"P{number}"))
    return database


@pytest.mark.parametrize("error", [Cancelled(), RuntimeError("a defect")])
def test_an_import_in_parts(
    services: Services, write: Write, program_id: int, tmp_path: Path, error: BaseException
) -> None:
    imports = ImportsService(
        services.storage,
        staging_folder=tmp_path / "staging",
        back_up=lambda _reason: None,
        sizes=SMALL_PARTS,
    )
    path = tmp_path / "people.csv"
    path.write_text("participant\n" + "\n".join(f"p{n}" for n in range(30)), encoding="utf-8")
    request = ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id)
    rehearsal = imports.rehearse(request)
    (changes,) = write(lambda _progress: imports.apply(rehearsal, StopAt(3, error)))
    assert changes.touches(Entity.PARTICIPANT)
    assert changes.touches(Entity.IMPORT_BATCH)
    assert services.participants.layout(program_id).total == 10
    (batch,) = imports.batches()
    (more,) = write(lambda _progress: imports.resume(batch.id, StopAt(3)))
    assert more.touches(Entity.PARTICIPANT)
    assert services.participants.layout(program_id).total == 20


def test_an_import_that_wrote_nothing(
    services: Services, write: Write, program_id: int, tmp_path: Path
) -> None:
    imports = ImportsService(
        services.storage, staging_folder=tmp_path / "staging", back_up=lambda _reason: None
    )
    path = tmp_path / "people.csv"
    path.write_text("participant\n1\n", encoding="utf-8")
    rehearsal = imports.rehearse(
        ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id)
    )
    assert write(lambda _progress: imports.apply(rehearsal, StopAt(1))) == []
    assert services.participants.layout(program_id).total == 0


@pytest.mark.usefixtures("profiles")
def test_points_for_many(services: Services, write: Write, program_id: int) -> None:
    services.participants.join_all(program_id)
    points = services.participants.layout(program_id).points_types[0].id
    draft = PointsDraft(points, Decimal(5))

    def accrue(steps: int) -> Callable[[Progress], Any]:
        return lambda _progress: services.bulk_points.accrue(
            program_id, AllMatching(ListQuery()), draft, key="gift", progress=StopAt(steps)
        )

    assert write(accrue(1)) == []
    (changes,) = write(accrue(3))
    assert changes.touches(Entity.ACCOUNT)


@pytest.mark.usefixtures("profiles")
def test_joining_everybody(
    services: Services, write: Write, program_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(participants_service, "JOIN_CHUNK", 2)
    (changes,) = write(lambda _progress: services.participants.join_all(program_id, StopAt(2)))
    assert changes.touches(Entity.PARTICIPANT)
    assert services.participants.layout(program_id).total == 4


@pytest.mark.usefixtures("profiles")
def test_the_close_of_several_days(
    services: Services, write: Write, program_id: int, clock: Clock
) -> None:
    services.participants.join_all(program_id)
    services.closing.close_day()
    before = services.programs.get(program_id)
    clock.advance(days=800)
    (changes,) = write(lambda _progress: services.closing.close_day(progress=StopAt(1)))
    assert changes.touches(Entity.PROGRAM)
    assert services.programs.get(program_id) == before


def test_an_undo_that_stops(app: AppContext, settle: Settle) -> None:
    published = heard(app.hub.changed)

    def back(_reason: str) -> Changes:
        with kept(lambda: Changes.of(Entity.PROFILE, [7])):
            raise Cancelled

    app.undo.push(UndoStep("x", undo=back))
    app.undo.undo()
    settle()
    assert [changes.entities for changes in published] == [{"profile": (7,)}]

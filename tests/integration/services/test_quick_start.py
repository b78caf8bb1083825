"""Quick start: everything or nothing, in one unit of work."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProfileDraft
from loyalty_desktop.domain.errors import Conflict, InvalidInput
from loyalty_desktop.domain.kinds import PointsKind, ProgramState
from loyalty_desktop.domain.quick_start import FirstParticipant, QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.profile_databases import ProfileDatabasesService
from loyalty_desktop.services.quick_start import check, quick_start
from loyalty_desktop.storage.unit_of_work import Storage


def test_the_defaults_make_an_active_program_with_points_and_four_tiers(storage: Storage) -> None:
    programs = Services(storage).programs
    made = quick_start(storage, QuickStartDraft()).value
    row = programs.details(made.program_id)
    assert (row.external_id, row.state) == ("loyalty", ProgramState.ACTIVE)
    draft = programs.get(made.program_id)
    assert [(t.external_id, t.kind) for t in draft.points_types] == [
        ("points", PointsKind.STANDARD),
        ("status", PointsKind.QUALIFICATION),
    ]
    assert [(t.name, t.threshold) for t in draft.tier_groups[0].tiers] == [
        ("Member", Decimal(0)),
        ("Silver", Decimal(500)),
        ("Gold", Decimal(1500)),
        ("Platinum", Decimal(4000)),
    ]
    bases = ProfileDatabasesService(storage).list()
    assert [(base.external_id, base.programs) for base in bases] == [("customers", 1)]


def test_an_existing_profile_database_is_used(storage: Storage) -> None:
    base = ProfileDatabasesService(storage).create(ProfileDatabaseDraft("Mine", "customers")).value
    made = quick_start(storage, QuickStartDraft()).value
    assert made.profile_database_id == base


def test_a_second_quick_start_is_refused_and_leaves_nothing(storage: Storage) -> None:
    programs = Services(storage).programs
    quick_start(storage, QuickStartDraft())
    with pytest.raises(InvalidInput) as taken:
        quick_start(storage, QuickStartDraft())
    assert taken.value.code == "setup.external_id_taken"
    again = QuickStartDraft(program_external_id="second", program_name="Second")
    with pytest.raises(Conflict) as active:
        quick_start(storage, again)
    assert active.value.code == "program.other_active"
    assert len(programs.list()) == 1
    quick_start(storage, replace(again, pause_other=True))
    assert [row.state for row in programs.list()] == [ProgramState.ACTIVE, ProgramState.PAUSED]


def test_a_wrong_answer_leaves_no_profile_database_behind(storage: Storage) -> None:
    with pytest.raises(InvalidInput):
        quick_start(storage, QuickStartDraft(currency="?"))
    assert ProfileDatabasesService(storage).list() == []


def test_answers_are_checked_before_anything_is_made(storage: Storage) -> None:
    report = check(storage, QuickStartDraft(program_name="", database_name=""))
    assert [finding.field for finding in report.errors] == ["name", "database.name"]
    assert check(storage, QuickStartDraft()).errors == ()


def test_a_program_without_tiers_needs_no_qualification_points(storage: Storage) -> None:
    programs = Services(storage).programs
    made = quick_start(storage, QuickStartDraft(status=None)).value
    draft = programs.get(made.program_id)
    assert len(draft.points_types) == 1
    assert draft.tier_groups == ()


def test_the_first_participant_gets_its_points_once(storage: Storage) -> None:
    services = Services(storage)
    first = FirstParticipant(ProfileDraft(external_id="7", first_name="Anna"), Decimal(250))
    outcome = services.quick_start_with(QuickStartDraft(), first, key="k")
    done = outcome.value
    assert done.problem is None
    assert done.participant_id is not None
    assert services.points.balances(done.program_id, done.participant_id)[0].total == 250
    assert {Entity.PROGRAM, Entity.PROFILE, Entity.PARTICIPANT, Entity.POINTS_TRANSACTION} <= set(
        outcome.changes.entities
    )


def test_the_program_stands_when_the_first_participant_is_refused(storage: Storage) -> None:
    services = Services(storage)
    first = FirstParticipant(ProfileDraft(external_id="7", email="nobody"), Decimal(250))
    done = services.quick_start_with(QuickStartDraft(), first, key="k").value
    assert (done.participant_id, done.problem is None) == (None, False)
    assert services.programs.details(done.program_id).state is ProgramState.ACTIVE
    assert services.participants.layout(done.program_id).total == 0


def test_without_a_first_participant_only_the_program_is_made(storage: Storage) -> None:
    done = Services(storage).quick_start_with(QuickStartDraft(), None, key="k").value
    assert (done.participant_id, done.problem) == (None, None)

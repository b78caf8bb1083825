"""The list of programs without a window: what each state allows, and who is in the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.programs import (
    ProgramsController,
    allowed_actions,
    other_active,
)
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.quick_start import QuickStartDraft, program_of
from loyalty_desktop.services.container import Services
from tests.support.signals import heard

Settle = Callable[[], None]


@pytest.fixture
def programs(app: AppContext) -> ProgramsController:
    return ProgramsController(app)


@pytest.mark.parametrize("state", list(ProgramState))
def test_every_action_that_is_offered_is_one_that_the_program_takes(
    programs: ProgramsController, services: Services, settle: Settle, state: ProgramState
) -> None:
    failed = heard(programs.failed)
    for number, action in enumerate(allowed_actions(state)):
        done: list[Outcome[int]] = []
        made = services.programs.create(
            program_of(QuickStartDraft(program_external_id=f"p{number}"), 0),
            database=ProfileDatabaseDraft(f"Customers {number}", f"customers-{number}"),
        ).value
        if state is not ProgramState.DRAFT:
            services.programs.activate(made)
        if state is ProgramState.PAUSED:
            services.programs.pause(made)
        if state is ProgramState.ARCHIVED:
            services.programs.archive(made)
        assert services.programs.details(made).state is state
        if action == "clone":
            programs.clone(made, name="Copy", external_id="copy", done=done.append)
        else:
            getattr(programs, action)(made, done=done.append)
        settle()
        assert (failed, len(done)) == ([], 1), action


def test_an_active_program_is_in_the_way_until_it_is_paused(
    programs: ProgramsController, services: Services, program_id: int, settle: Settle
) -> None:
    second = services.programs.clone(program_id, name="Second", external_id="second").value
    refused: list[BaseException] = []
    done: list[Outcome[int]] = []
    programs.activate(second, done=done.append, failed=refused.append)
    settle()
    assert [other_active(error) for error in refused] == ["Loyalty program"]
    programs.activate(second, pause_other=True, done=done.append)
    settle()
    assert [outcome.value for outcome in done] == [second]
    assert services.programs.details(program_id).state is ProgramState.PAUSED


def test_a_taken_id_is_told_to_the_dialog_that_asked(
    programs: ProgramsController, services: Services, program_id: int, settle: Settle
) -> None:
    refused: list[BaseException] = []
    elsewhere = heard(programs.failed)
    programs.clone(program_id, name="Copy", external_id="loyalty", failed=refused.append)
    settle()
    assert isinstance(refused[0], InvalidInput)
    assert refused[0].params["field"] == "external_id"
    assert elsewhere == []
    assert len(services.programs.list()) == 1


def test_a_program_and_its_database_are_made_together_or_not_at_all(
    programs: ProgramsController, services: Services, settle: Settle
) -> None:
    refused: list[BaseException] = []
    wrong = program_of(QuickStartDraft(program_name=""), 0)
    base = ProfileDatabaseDraft("Customers", "customers")
    programs.create(wrong, database=base, failed=refused.append)
    settle()
    assert len(refused) == 1
    assert services.databases.list() == []
    done: list[Outcome[int]] = []
    programs.create(program_of(QuickStartDraft(), 0), database=base, done=done.append)
    settle()
    assert services.programs.details(done[0].value).name == "Loyalty program"
    assert other_active(refused[0]) is None
    assert [row.programs for row in services.databases.list()] == [1]

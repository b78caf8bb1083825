"""The quick start without a window: free names, errors by their step, all or nothing, one first accrual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.quick_start import QuickStartController, WayIn, step_of
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.services.container import Services
from tests.support.signals import heard

Settle = Callable[[], None]


@pytest.fixture
def quick_start(app: AppContext) -> QuickStartController:
    return QuickStartController(app)


def answer(controller: QuickStartController, **changes: Any) -> None:
    """Change the draft of the answers."""
    answers = controller.answers
    controller.answers = replace(answers, draft=replace(answers.draft, **changes))


def test_a_free_name_is_proposed_beside_a_program_that_is_there(
    quick_start: QuickStartController, program_id: int, settle: Settle
) -> None:
    prepared: list[bool] = []
    quick_start.prepared.connect(lambda: prepared.append(True))
    quick_start.prepare()
    settle()
    draft = quick_start.answers.draft
    assert prepared == [True]
    assert (draft.program_external_id, draft.program_name) == ("loyalty-2", "Loyalty program 2")


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"program_name": ""}, 0),
        ({"database_external_id": ""}, 0),
        ({"tiers": ()}, None),
    ],
)
def test_an_error_belongs_to_the_step_that_can_mend_it(
    quick_start: QuickStartController, changes: dict[str, Any], step: int | None
) -> None:
    answer(quick_start, **changes)
    steps = {number for number in range(6) if quick_start.step_errors(number).errors}
    assert steps == (set() if step is None else {step})


def test_a_person_by_hand_needs_an_id_and_wrong_points_their_step(
    quick_start: QuickStartController,
) -> None:
    quick_start.answers = replace(quick_start.answers, way_in=WayIn.BY_HAND)
    draft = quick_start.answers.draft
    answer(quick_start, points=replace(draft.points, name=""))
    assert [step_of(finding) for finding in quick_start.report().errors] == [1, 4]


def test_a_wrong_answer_writes_nothing(
    quick_start: QuickStartController, services: Services, settle: Settle
) -> None:
    refused = heard(quick_start.refused)
    answer(quick_start, program_name="")
    quick_start.finish()
    settle()
    assert [f.field for f in refused[0].errors] == ["name"]
    assert services.programs.list() == []


def test_the_first_participant_gets_the_first_points(
    quick_start: QuickStartController, services: Services, settle: Settle
) -> None:
    done = heard(quick_start.done)
    quick_start.answers = replace(
        quick_start.answers,
        way_in=WayIn.BY_HAND,
        profile=ProfileDraft(external_id="0001"),
        first_points=Decimal(250),
    )
    quick_start.finish()
    settle()
    assert done[0].problem is None
    assert services.points.balances(done[0].program_id, done[0].participant_id)[0].total == 250


def test_a_program_stays_when_its_first_participant_is_refused(
    quick_start: QuickStartController, services: Services, settle: Settle
) -> None:
    done = heard(quick_start.done)
    quick_start.answers = replace(
        quick_start.answers,
        way_in=WayIn.BY_HAND,
        profile=ProfileDraft(external_id="0001", email="no mail"),
    )
    quick_start.finish()
    settle()
    assert done[0].participant_id is None
    assert done[0].problem.code == "field.email"
    assert [row.state for row in services.programs.list()] == [ProgramState.ACTIVE]


def test_another_active_program_is_paused_only_when_asked(
    quick_start: QuickStartController, services: Services, program_id: int, settle: Settle
) -> None:
    others = heard(quick_start.other_active)
    quick_start.prepare()
    settle()
    quick_start.finish()
    settle()
    assert others == ["Loyalty program"]
    assert len(services.programs.list()) == 1
    quick_start.finish(pause_other=True)
    settle()
    assert {row.external_id: row.state for row in services.programs.list()} == {
        "loyalty": ProgramState.PAUSED,
        "loyalty-2": ProgramState.ACTIVE,
    }


def test_an_id_that_was_taken_meanwhile_is_told_at_its_field(
    quick_start: QuickStartController, program_id: int, settle: Settle
) -> None:
    refused = heard(quick_start.refused)
    quick_start.finish()
    settle()
    assert [(f.field, f.code) for f in refused[0].errors] == [
        ("external_id", "setup.external_id_taken")
    ]

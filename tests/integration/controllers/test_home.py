"""The home screen without a window: which programs it counts, and what a new workspace is advised to do next."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.home import HomeController
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.home import HomeProgram
from tests.support.signals import heard

Settle = Callable[[], None]


@pytest.fixture
def home(app: AppContext) -> HomeController:
    return HomeController(app)


def shown(home: HomeController, settle: Settle) -> list[HomeProgram]:
    """The programs that the screen shows after it read anew."""
    loaded = heard(home.loaded)
    home.refresh()
    settle()
    found: list[HomeProgram] = loaded[-1]
    return found


def left(home: HomeController, program: HomeProgram | None) -> list[str]:
    """The steps that are not done yet."""
    return [step.key for step in home.steps(program) if not step.done]


def test_an_active_program_is_counted_and_a_paused_one_rests(
    home: HomeController, services: Services, program_id: int, settle: Settle
) -> None:
    assert [program.program_id for program in shown(home, settle)] == [program_id]
    assert home.resting == {}
    services.programs.pause(program_id)
    assert shown(home, settle) == []
    assert [row.name for row in home.resting.values()] == ["Loyalty program"]


def test_the_next_steps_go_as_they_are_done(
    home: HomeController, app: AppContext, services: Services, program_id: int, settle: Settle
) -> None:
    assert left(home, None) == ["program", "participants", "points", "proof"]
    [program] = shown(home, settle)
    assert left(home, program) == ["participants", "points", "proof"]
    person = services.participants.join_new(program_id, ProfileDraft(external_id="1")).value
    points = services.participants.layout(program_id).points_types[0]
    services.points.accrue(person, points.id, Decimal(5), key="first")
    [program] = shown(home, settle)
    assert left(home, program) == ["proof"]
    app.settings.set(f"proof.{app.workspace_name}", "today")
    assert home.steps(program) == []


def test_steps_that_were_dismissed_stay_away(home: HomeController, app: AppContext) -> None:
    home.dismiss_steps()
    assert home.steps(None) == []
    assert HomeController(app).steps(None) == []

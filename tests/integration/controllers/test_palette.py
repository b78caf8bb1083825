"""What the command palette finds, without a window."""

from __future__ import annotations

from collections.abc import Callable

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.palette import FOUND, PaletteController
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.participant_lists import ParticipantRow


def test_participants_of_the_program_in_front_are_found(
    app: AppContext, services: Services, program_id: int, settle: Callable[[], None]
) -> None:
    for n in range(FOUND + 2):
        services.participants.join_new(
            program_id, ProfileDraft(external_id=str(n), first_name="Household")
        )
    found: list[list[ParticipantRow]] = []
    PaletteController(app).find("household", found.append)
    settle()
    assert [row.external_id for row in found[0]] == [str(n) for n in range(FOUND)]


def test_without_a_program_nothing_is_found(app: AppContext, settle: Callable[[], None]) -> None:
    found: list[list[ParticipantRow]] = []
    finder = PaletteController(app)
    finder.find("anna", found.append)
    settle()
    assert found == [[]]

"""A participant's card as its user sees it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.views.participants.card import ParticipantCardView
from loyalty_desktop.ui.widgets import Chip, Text
from tests.support.pages.base import DialogPage, Page
from tests.support.window import TestWindow


class CardPage(Page):
    """One participant: balances, tier, profile, transactions, and what to do."""

    def __init__(self, ui: TestWindow, program_id: int, participant_id: int) -> None:
        self.view = ParticipantCardView(ui)
        self.ui = ui
        ui.show(self.view, program_id=program_id, participant_id=participant_id)
        super().__init__(self.view, ui.settle)

    @property
    def title(self) -> str:
        """Whose card it is."""
        return self.view.header.title()

    @property
    def message(self) -> str:
        """What stands above the card."""
        return self.view.banner.text()

    @property
    def chips(self) -> list[str]:
        """The words behind the title: tier, state."""
        return [chip.text() for chip in self.view.header.findChildren(Chip) if chip.isVisible()]

    @property
    def words(self) -> list[str]:
        """Every sentence on the card."""
        return [text.text() for text in self.view.findChildren(Text) if text.isVisible()]

    @property
    def transactions(self) -> list[Any]:
        """The transactions shown, newest first."""
        return self.rows("transactions")

    def operation(self, button: str) -> DialogPage:
        """Open accrue or redeem."""
        self.press(button)
        return self.ui.dialog()

    def action(self, name: str) -> DialogPage:
        """Take an action of the menu that asks something first."""
        self.choose(name)
        return self.ui.dialog()


def join(
    services: Services, program_id: int, external_id: str, status: int = 0, **more: Any
) -> int:
    """A participant called Household with 100 points and so many status points."""
    draft = ProfileDraft(external_id=external_id, first_name="Household", **more)
    person = services.participants.join_new(program_id, draft).value
    points, qualification = services.participants.layout(program_id).points_types
    services.points.accrue(person, points.id, Decimal(100), key=f"welcome-{external_id}")
    if status:
        services.points.accrue(person, qualification.id, Decimal(status), key=f"s-{external_id}")
    return person

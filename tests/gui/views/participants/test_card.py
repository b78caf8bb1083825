"""A participant's card: what it shows, and what can be done from it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from loyalty_desktop.domain.kinds import ParticipantState, TransactionState
from loyalty_desktop.domain.participants import ParticipantKey
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.views.participants.card import ParticipantCardView
from loyalty_desktop.ui.widgets import RowTable
from tests.support.pages.card import CardPage, join
from tests.support.window import TestWindow


@pytest.fixture
def person(services: Services, program_id: int) -> ParticipantKey:
    """A participant with 100 points."""
    return ParticipantKey(program_id, join(services, program_id, "1"))


@pytest.fixture
def card(ui: TestWindow, person: ParticipantKey) -> CardPage:
    return CardPage(ui, *person)


def test_the_card_shows_balances_and_what_is_missing_to_the_next_tier(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    card = CardPage(ui, program_id, join(services, program_id, "1", 600))
    assert card.title == "Household"
    assert card.chips == ["Silver"]
    assert [t.type for t in card.transactions] == ["accrual", "accrual"]
    assert "600 points; 900 to go." in card.words


def test_redeeming_more_than_there_is_is_refused_in_the_dialog(
    services: Services, person: ParticipantKey, card: CardPage
) -> None:
    dialog = card.operation("redeem")
    dialog.confirm()
    assert dialog.error("amount")
    dialog.fill("amount", "100.01")
    dialog.confirm()
    assert dialog.open
    assert dialog.message or dialog.error("amount")
    dialog.fill("amount", "30")
    dialog.confirm()
    assert not dialog.open
    assert services.points.balances(*person)[0].active == Decimal(70)
    assert card.transactions[0].amount == Decimal(-30)


def test_a_hold_is_rolled_back_from_the_list_of_transactions(
    services: Services, person: ParticipantKey, card: CardPage
) -> None:
    dialog = card.operation("redeem")
    dialog.fill("amount", "40")
    dialog.fill("temporary", True)
    dialog.confirm()
    assert services.points.balances(*person)[0].held == Decimal(40)
    card.select("transactions", 0)
    assert card.transactions[0].state == TransactionState.TEMPORARY
    assert card.offers("commit")
    card.choose("roll_back")
    assert services.points.balances(*person)[0].active == Decimal(100)


def test_cancelling_needs_a_reason(
    services: Services, person: ParticipantKey, card: CardPage
) -> None:
    assert not card.offers("cancel")
    card.select("transactions", 0)
    dialog = card.action("cancel")
    dialog.confirm()
    assert dialog.error("reason")
    dialog.fill("reason", "booked twice")
    dialog.confirm()
    assert services.points.balances(*person)[0].total == Decimal(0)


@pytest.mark.parametrize("wrong", ["404", "1"], ids=["nobody", "the giver"])
def test_points_are_transferred_to_whoever_the_key_finds(
    services: Services, program_id: int, card: CardPage, wrong: str
) -> None:
    two = join(services, program_id, "2")
    dialog = card.action("transfer")
    dialog.fill("amount", "10")
    dialog.fill("to_id", wrong)
    dialog.confirm()
    assert dialog.open
    assert dialog.error("to_id")
    dialog.fill("to_id", "2")
    dialog.confirm()
    assert not dialog.open
    assert services.points.balances(program_id, two)[0].active == Decimal(110)


def test_blocking_from_the_card_stops_its_operations(
    services: Services, person: ParticipantKey, card: CardPage
) -> None:
    dialog = card.action("block")
    dialog.fill("reason", "card lost")
    dialog.confirm()
    assert services.participants.card(*person).row.state is ParticipantState.BLOCKED
    assert not card.enabled("accrue")
    assert "card lost" in card.message
    card.choose("unblock")
    assert card.enabled("accrue")
    assert card.message == ""


def test_leaving_asks_first_and_joining_again_is_offered(
    services: Services, person: ParticipantKey, card: CardPage
) -> None:
    dialog = card.action("leave")
    assert services.participants.card(*person).row.state is ParticipantState.ACTIVE
    dialog.confirm()
    assert services.participants.card(*person).row.state is ParticipantState.LEFT
    card.choose("rejoin")
    assert services.participants.card(*person).row.state is ParticipantState.ACTIVE


def test_editing_the_profile_keeps_the_card_in_step(
    services: Services, person: ParticipantKey, card: CardPage
) -> None:
    dialog = card.action("edit")
    dialog.fill("last_name", "Seven")
    dialog.fill("city", "Йошкар-Ола")
    dialog.fill("comment", "calls on Mondays")
    dialog.confirm()
    assert card.title == "Household Seven"
    assert services.participants.card(*person).profile.city == "Йошкар-Ола"
    assert services.participants.card(*person).row.comment == "calls on Mondays"


def test_a_card_of_another_program_takes_the_place_of_the_first(
    ui: TestWindow, services: Services, card: CardPage
) -> None:
    draft = QuickStartDraft(
        program_name="Tokyo",
        program_external_id="tokyo",
        time_zone="Asia/Tokyo",
        pause_other=True,
    )
    other = services.quick_start(draft).value.program_id
    who = ParticipantKey(other, join(services, other, "2"))
    card.view.open_with(**who.params())
    ui.settle()
    assert ui.program == "Tokyo"
    [accrual] = card.transactions
    assert (accrual.program_id, accrual.participant_id) == who
    table = card.find(RowTable, "transactions")
    assert table.model().index(0, 0).data() == formats.moment(accrual.occurred_at, "Asia/Tokyo")
    dialog = card.action("block")
    dialog.fill("reason", "card lost")
    dialog.confirm()
    assert services.participants.card(*who).row.state is ParticipantState.BLOCKED
    again = ParticipantCardView(ui)
    again.restore_state(card.view.state())
    again.open_with()
    ui.settle()
    assert again.state() == card.view.state()
    again.deleteLater()


def test_points_that_happened_earlier_are_booked_at_their_time(card: CardPage) -> None:
    earlier = card.transactions[0].occurred_at - timedelta(minutes=5)
    dialog = card.operation("accrue")
    dialog.fill("amount", "12.5")
    dialog.fill("occurred_at", earlier)
    dialog.confirm()
    assert not dialog.open
    [booked] = [t for t in card.transactions if t.amount == Decimal("12.5")]
    assert booked.occurred_at == earlier


def test_a_text_that_is_too_long_is_told_at_its_field(card: CardPage) -> None:
    dialog = card.operation("accrue")
    dialog.fill("amount", "1")
    dialog.fill("description", "x" * 4_001)
    dialog.confirm()
    assert "4,000" in dialog.error("description")
    dialog.fill("description", "x" * 4_000)
    dialog.confirm()
    assert not dialog.open

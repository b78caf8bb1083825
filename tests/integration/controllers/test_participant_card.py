"""The card without a window: every operation answers whoever asked, and tells everybody what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.participant_card import (
    ParticipantCardController,
    can_cancel,
)
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import TransactionType
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.services.container import Services

Settle = Callable[[], None]


@pytest.fixture
def card(
    app: AppContext, services: Services, program_id: int, settle: Settle
) -> ParticipantCardController:
    who = services.participants.join_new(program_id, ProfileDraft(external_id="7")).value
    made = ParticipantCardController(app)
    made.open(program_id, who)
    settle()
    return made


@pytest.fixture
def points(services: Services, program_id: int) -> int:
    return services.participants.layout(program_id).points_types[0].id


def shown(card: ParticipantCardController, settle: Settle) -> CardData:
    """What the card shows after a refresh."""
    found: list[CardData] = []
    card.loaded.connect(found.append)
    card.refresh()
    settle()
    return found[-1]


def test_an_accrual_answers_with_its_outcome_and_tells_what_changed(
    card: ParticipantCardController, app: AppContext, points: int, settle: Settle
) -> None:
    got: list[Outcome[Any]] = []
    told: list[Changes] = []
    app.hub.changed.connect(told.append)
    card.accrue(PointsDraft(points, Decimal(50)), key="a", done=got.append)
    settle()
    assert got[0].value.amount == 50
    assert told[0].touches(Entity.POINTS_TRANSACTION)
    assert shown(card, settle).balances[0].total == 50


def test_a_refusal_goes_to_whoever_asked_else_to_the_signal(
    card: ParticipantCardController, points: int, settle: Settle
) -> None:
    asked: list[BaseException] = []
    signalled: list[BaseException] = []
    card.failed.connect(signalled.append)
    draft = PointsDraft(points, Decimal(50))
    card.redeem(draft, key="a", failed=asked.append)
    settle()
    card.redeem(draft, key="b")
    settle()
    codes = [error.code for error in (*asked, *signalled) if isinstance(error, LoyaltyError)]
    assert codes == ["points.not_enough", "points.not_enough"]
    assert (len(asked), len(signalled)) == (1, 1)


def test_held_points_are_committed_or_rolled_back(
    card: ParticipantCardController, points: int, settle: Settle
) -> None:
    card.accrue(PointsDraft(points, Decimal(50)), key="a")
    for key, run in (("b", card.commit), ("c", card.roll_back)):
        held: list[Outcome[Any]] = []
        card.redeem(
            PointsDraft(points, Decimal(10), temporary_seconds=60), key=key, done=held.append
        )
        settle()
        run(held[0].value.id, key=f"{key}-settled")
        settle()
    balance = shown(card, settle).balances[0]
    assert (balance.total, balance.held) == (Decimal(40), Decimal(0))


def test_profile_and_comment_are_saved_by_one_command(
    card: ParticipantCardController, settle: Settle
) -> None:
    profile = shown(card, settle).card.profile
    card.save_profile(replace(profile, first_name="Anna"), comment="regular")
    settle()
    row = shown(card, settle).card.row
    assert (row.name, row.comment) == ("Anna", "regular")


def test_what_can_be_cancelled_is_what_the_ledger_takes(
    card: ParticipantCardController, services: Services, points: int, settle: Settle
) -> None:
    """Expirations too: a tier review or inactivity may have taken points by mistake."""
    card.accrue(PointsDraft(points, Decimal(50)), key="a")
    settle()
    accrual = shown(card, settle).transactions[0]
    assert can_cancel(accrual)
    assert can_cancel(replace(accrual, type=TransactionType.EXPIRATION.value))
    card.cancel(accrual.id, key="c", reason="booked twice")
    settle()
    after = shown(card, settle).transactions
    assert [can_cancel(row) for row in after] == [False, False]
    for row in after:
        with pytest.raises(LoyaltyError):
            services.points.cancel(row.participant_id, row.id, key=f"x{row.id}", reason="again")

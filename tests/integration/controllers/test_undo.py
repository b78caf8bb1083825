"""Undo and redo: the ledger keeps every transaction, balances and states come back, and a refusal says why."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.change_hub import ChangeHub
from loyalty_desktop.controllers.jobs import JobRunner
from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.programs import ProgramsController
from loyalty_desktop.controllers.undo_steps import import_step
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import ParticipantState, ProgramState
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.club import Club, make_club
from tests.support.memory_settings import MemorySettings


class Desk:
    """A card of one participant over a real workspace."""

    def __init__(self, storage: Storage, qtbot: QtBot) -> None:
        self.services = Services(storage)
        self.club: Club = make_club(self.services)
        self.anna, self.bob = self.club.join(2)
        self.app = AppContext(self.services, JobRunner(), ChangeHub(), MemorySettings(), "test")
        self.card = ParticipantCardController(self.app)
        self.qtbot = qtbot
        self.errors: list[Any] = []
        self.app.undo.failed.connect(self.errors.append)
        self.open()

    def open(self) -> None:
        """Show Anna's card as it is now."""
        self.card.open(self.club.program_id, self.anna)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.app.jobs.idle)

    def undo(self) -> None:
        self.app.undo.undo()
        self.settle()

    def redo(self) -> None:
        self.app.undo.redo()
        self.settle()

    def move(self, verb: str, amount: int) -> None:
        """Accrue or redeem standard points."""
        getattr(self.card, verb)(
            PointsDraft(self.club.standard_id, Decimal(amount)),
            key=uuid.uuid4().hex,
            failed=self.errors.append,
        )
        self.settle()

    def points(self, who: int | None = None) -> int:
        return int(self.club.balance(who or self.anna, self.club.standard_id))

    def transactions(self) -> int:
        return len(self.services.points.transactions(self.club.program_id, self.anna, limit=100))


@pytest.fixture
def desk(sqlite_storage: Storage, qapp: object, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(sqlite_storage, qtbot)
    yield made
    made.app.jobs.close()


def test_an_accrual_is_taken_back_and_done_again_by_new_transactions(desk: Desk) -> None:
    desk.move("accrue", 100)
    assert (desk.points(), desk.transactions()) == (100, 1)
    desk.undo()
    assert (desk.points(), desk.transactions()) == (0, 2)
    desk.redo()
    assert (desk.points(), desk.transactions()) == (100, 3)
    desk.undo()
    assert (desk.points(), desk.transactions()) == (0, 4)
    assert desk.services.proof.prove().differences == 0


def test_a_redemption_and_a_transfer_are_taken_back(desk: Desk) -> None:
    desk.move("accrue", 100)
    desk.move("redeem", 30)
    desk.card.transfer(
        desk.bob,
        desk.club.standard_id,
        Decimal(20),
        key="t",
        description="",
        done=lambda _outcome: None,
        failed=desk.errors.append,
    )
    desk.settle()
    assert (desk.points(), desk.points(desk.bob)) == (50, 20)
    desk.undo()
    assert (desk.points(), desk.points(desk.bob)) == (70, 0)
    desk.undo()
    assert desk.points() == 100
    desk.redo()
    desk.redo()
    assert (desk.points(), desk.points(desk.bob), desk.errors) == (50, 20, [])
    assert desk.services.proof.prove().differences == 0


def test_something_new_ends_what_could_be_done_again(desk: Desk) -> None:
    desk.move("accrue", 100)
    desk.undo()
    desk.move("accrue", 7)
    assert not desk.app.undo.can_redo
    said: list[bool] = []
    desk.app.undo.nothing.connect(said.append)
    desk.redo()
    assert (said, desk.points()) == ([False], 7)


def test_a_block_and_its_lifting_come_back_with_the_reason(desk: Desk) -> None:
    desk.card.block("Card lost")
    desk.settle()
    desk.open()
    desk.card.unblock()
    desk.settle()

    def row() -> Any:
        return desk.services.participants.card(desk.club.program_id, desk.anna).row

    assert row().state is ParticipantState.ACTIVE
    desk.undo()
    assert (row().state, row().blocked_reason) == (ParticipantState.BLOCKED, "Card lost")
    desk.undo()
    assert row().state is ParticipantState.ACTIVE
    desk.redo()
    assert (row().state, row().blocked_reason) == (ParticipantState.BLOCKED, "Card lost")


def test_an_edited_profile_goes_back_unless_somebody_else_changed_it(desk: Desk) -> None:
    from dataclasses import replace

    def profile() -> Any:
        return desk.services.participants.card(desk.club.program_id, desk.anna).profile

    def save(city: str) -> None:
        desk.open()
        desk.card.save_profile(
            replace(profile(), city=city),
            comment="seen",
            done=lambda _outcome: None,
            failed=desk.errors.append,
        )
        desk.settle()

    save("Pskov")
    desk.undo()
    assert profile().city == ""
    desk.redo()
    assert (profile().city, desk.services.participants.card(desk.club.program_id, desk.anna).row.comment) == ("Pskov", "seen")  # fmt: skip
    desk.services.profiles.update(replace(profile(), city="Tver"))
    desk.undo()
    assert profile().city == "Tver"
    assert [e.code for e in desk.errors if isinstance(e, LoyaltyError)] == ["profile.changed"]


def test_a_tier_set_by_hand_goes_back_to_what_stood_before(desk: Desk) -> None:
    def set_tier(name: str, until: date) -> None:
        desk.open()
        place = [t.name for t in desk.club.draft.tier_groups[0].tiers].index(name)
        desk.card.set_tier(
            desk.club.group_id,
            desk.club.tier_ids[place],
            until=until,
            reason=name,
            done=lambda _outcome: None,
            failed=desk.errors.append,
        )
        desk.settle()

    set_tier("Silver", date(2026, 5, 1))
    set_tier("Gold", date(2026, 6, 1))
    assert desk.club.tier(desk.anna) == "Gold"
    desk.undo()
    standing = desk.services.tiers.standing(desk.club.program_id, desk.anna)[0]
    assert (standing.tier, standing.floor_until) == ("Silver", date(2026, 5, 1))
    desk.undo()
    assert desk.club.tier(desk.anna) == "Start"
    desk.redo()
    assert (desk.club.tier(desk.anna), desk.errors) == ("Silver", [])


def test_an_archived_program_comes_back_in_the_state_it_had(desk: Desk) -> None:
    programs = ProgramsController(desk.app)
    programs.archive(desk.club.program_id)
    desk.settle()

    def state() -> str:
        return str(desk.services.programs.details(desk.club.program_id).state)

    assert state() == ProgramState.ARCHIVED
    desk.undo()
    assert state() == ProgramState.ACTIVE
    desk.redo()
    assert (state(), desk.errors) == (ProgramState.ARCHIVED, [])


def test_an_import_asks_before_it_is_taken_back(desk: Desk) -> None:
    asked: list[Any] = []
    desk.app.undo.asked.connect(asked.append)
    desk.app.undo.push(import_step({"file": "a.csv"}, 7))
    desk.undo()
    assert asked[0].route == ("imports", {"batch_id": 7, "action": "undo"})


def test_an_undo_that_is_refused_says_why_and_leaves_the_stack(desk: Desk) -> None:
    desk.card.block("x")
    desk.settle()
    desk.services.participants.unblock(desk.club.program_id, desk.anna)
    desk.undo()
    assert [e.code for e in desk.errors] == ["participant.not_blocked"]
    assert not desk.app.undo.can_undo

"""One person in two programs: what a service reads or writes for one program leaves the other alone, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import NotFound
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.participants import ParticipantKey
from loyalty_desktop.domain.program_rows import PointsTypeOutline
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services


@dataclass
class World:
    """Anna takes part in two programs of one profile database and has other points in each; a third is without her."""

    services: Services
    first: ParticipantKey
    second: ParticipantKey
    without: int

    def points_type(self, program_id: int) -> PointsTypeOutline:
        """The standard points type of a program."""
        return self.services.participants.layout(program_id).points_types[0]


def _program(services: Services, name: str) -> int:
    draft = QuickStartDraft(program_name=name, program_external_id=name, pause_other=True)
    return services.quick_start(draft).value.program_id


@pytest.fixture
def world(services: Services) -> World:
    without = _program(services, "third")
    base = services.participants.layout(without).program.profile_database_id
    profile = services.profiles.create(base, ProfileDraft("1", first_name="Anna")).value
    keys = []
    for name, amount in (("first", 30), ("second", 70)):
        program_id = _program(services, name)
        who = services.participants.join(program_id, profile).value
        points = services.participants.layout(program_id).points_types[0].id
        services.points.accrue(who, points, Decimal(amount), key=name)
        keys.append(ParticipantKey(program_id, who))
    return World(services, keys[0], keys[1], without)


def test_the_reads_of_a_program_show_nothing_of_the_other(world: World) -> None:
    points, tiers = world.services.points, world.services.tiers
    for who, amount in ((world.first, 30), (world.second, 70)):
        name = world.services.programs.details(who.program_id).name
        assert [row.total for row in points.balances(*who)] == [amount, 0]
        assert [row.active for row in points.lots(*who)] == [amount]
        assert [row.amount for row in points.transactions(*who)] == [amount]
        assert [row.program_id for row in points.transactions(*who)] == [who.program_id]
        assert [row.tier for row in tiers.standing(*who)] == ["Member"]
        assert [row.reason for row in tiers.history(*who)] == ["joined"]
        card = world.services.participants.card(*who)
        assert (card.program.name, card.row.key) == (name, who)
        [row] = world.services.participants.page(who.program_id, [who.participant_id])
        assert [each.total for each in row.balances.values()] == [amount]
        assert len(row.tiers) == 1
        audited = world.services.audit.of_participant(*who)
        assert {each.program_id for each in audited} == {who.program_id}
        assert "points.accrue" in {each.action for each in audited}


def _draft(world: World) -> ProfileDraft:
    return world.services.participants.card(*world.first).profile


@pytest.mark.parametrize(
    "use",
    [
        lambda world, who: world.services.participants.card(*who),
        lambda world, who: world.services.participants.block(*who, "card lost"),
        lambda world, who: world.services.participants.unblock(*who),
        lambda world, who: world.services.participants.leave(*who),
        lambda world, who: world.services.participants.set_comment(*who, "regular"),
        lambda world, who: world.services.participants.save_profile(*who, _draft(world), "x"),
        lambda world, who: world.services.points.balances(*who),
        lambda world, who: world.services.points.accrue(
            who.participant_id, world.points_type(who.program_id).id, Decimal(1), key="k"
        ),
    ],
    ids=["card", "block", "unblock", "leave", "comment", "profile", "balances", "accrue"],
)
def test_who_is_not_in_the_program_is_not_found_there(
    world: World, use: Callable[[World, ParticipantKey], Any]
) -> None:
    stranger = ParticipantKey(world.without, world.first.participant_id)
    with pytest.raises(NotFound, match=r"participant\.not_found"):
        use(world, stranger)


def test_lists_of_a_program_are_empty_for_whoever_is_not_in_it(world: World) -> None:
    stranger = ParticipantKey(world.without, world.first.participant_id)
    points, tiers = world.services.points, world.services.tiers
    assert points.lots(*stranger) == []
    assert points.transactions(*stranger) == []
    assert tiers.history(*stranger) == []
    assert tiers.standing(*stranger) == []
    assert world.services.audit.of_participant(*stranger) == []
    assert world.services.participants.page(world.without, [stranger.participant_id]) == []


def test_what_is_done_in_a_program_changes_nothing_in_the_other(world: World) -> None:
    participants, tiers = world.services.participants, world.services.tiers
    told = participants.block(*world.first, "card lost").changes
    participants.set_comment(*world.first, "regular")
    group = participants.card(*world.first).tier_groups[0]
    tiers.set_manual(
        world.first.participant_id, group.id, group.tiers[2].id, date(2030, 1, 1), "a guest"
    )
    assert told.entities == {Entity.PARTICIPANT: (world.first,)}
    first, second = participants.card(*world.first).row, participants.card(*world.second).row
    assert (first.state, first.comment) == (ParticipantState.BLOCKED, "regular")
    assert (second.state, second.comment) == (ParticipantState.ACTIVE, "")
    assert [tiers.standing(*who)[0].tier for who in (world.first, world.second)] == [
        "Gold",
        "Member",
    ]
    assert len(tiers.history(*world.second)) == 1

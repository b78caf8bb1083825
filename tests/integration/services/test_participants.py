"""Profiles and participants through their services, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDatabaseDraft, ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import FieldKind, ParticipantState
from loyalty_desktop.domain.list_filters import ColumnFilter, FilterOp, ListQuery
from loyalty_desktop.domain.participants import (
    AllMatching,
    BulkResult,
    ParticipantColumn,
    ParticipantSort,
)
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.domain.profiles import ProfileColumn
from loyalty_desktop.domain.quick_start import POINTS, QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage import search_index
from loyalty_desktop.storage.models.ledger import account
from loyalty_desktop.storage.models.system import audit_record
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.field_values import a_value


class World:
    """An active program with a welcome gift of 100 points, and its database."""

    def __init__(self, services: Services) -> None:
        self.services = services
        made = services.quick_start(
            QuickStartDraft(points=replace(POINTS, initial_balance=Decimal(100)))
        ).value
        self.program = made.program_id
        self.database = made.profile_database_id

    def profile(self, external_id: str, **values: object) -> int:
        draft = ProfileDraft(external_id=external_id, **values)  # type: ignore[arg-type]
        return self.services.profiles.create(self.database, draft).value

    def participant(self, external_id: str, **values: object) -> int:
        profile = self.profile(external_id, **values)
        return self.services.participants.join(self.program, profile).value

    @property
    def points(self) -> int:
        return self.services.participants.layout(self.program).points_types[0].id

    def ids(self, wanted: ListQuery | None = None, **sort: object) -> list[int]:
        order = ParticipantSort(**sort)  # type: ignore[arg-type]
        found = self.services.participants.list_ids(self.program, wanted or ListQuery(), order)
        return list(found.ids)


@pytest.fixture
def world(services: Services) -> World:
    return World(services)


def test_a_profile_is_stored_in_normal_form(world: World) -> None:
    made = world.profile(
        " 007 ", email=" Anna@Example.COM", phone="+1 (513) 555-0118", tags=("b", "a", "b")
    )
    draft = world.services.profiles.get(made)
    assert (draft.external_id, draft.email, draft.phone, draft.tags) == (
        "007",
        "Anna@example.com",
        "+15135550118",
        ("a", "b"),
    )


def test_custom_values_come_back_with_their_types(services: Services) -> None:
    fields = (
        CustomFieldDraft("size", "Size", FieldKind.INTEGER),
        CustomFieldDraft("income", "Income", FieldKind.DECIMAL),
        CustomFieldDraft("since", "Since", FieldKind.DATE),
        CustomFieldDraft("owner", "Owner", FieldKind.YES_NO),
    )
    database = services.databases.create(ProfileDatabaseDraft("Club", "club", fields)).value
    custom: dict[str, object] = {
        "size": 5,
        "income": Decimal("125.50"),
        "since": date(2020, 2, 29),
        "owner": False,
    }
    made = services.profiles.create(database, ProfileDraft("1", custom=custom)).value
    assert services.profiles.get(made).custom == custom


def test_two_profiles_cannot_have_one_external_id(world: World) -> None:
    world.profile("1")
    with pytest.raises(Conflict, match=r"profile\.external_id_taken"):
        world.profile("1")


def test_an_edit_of_an_old_version_is_a_conflict(world: World) -> None:
    profiles = world.services.profiles
    draft = profiles.get(world.profile("1"))
    profiles.update(replace(draft, city="Dayton"))
    with pytest.raises(Conflict, match=r"profile\.changed"):
        profiles.update(replace(draft, city="Mason"))
    assert draft.id is not None
    assert profiles.get(draft.id).city == "Dayton"


def test_an_external_id_that_was_given_up_is_free_again(world: World) -> None:
    profiles = world.services.profiles
    draft = profiles.get(world.profile("1"))
    profiles.update(replace(draft, external_id="2"))
    assert profiles.find(world.database, "2") == draft.id
    assert world.profile("1") != draft.id


def test_a_cleared_value_is_in_the_audit_trail(world: World, storage: Storage) -> None:
    profiles = world.services.profiles
    draft = profiles.get(world.profile("1", city="Dayton"))
    profiles.update(replace(draft, city=""))
    with storage.read() as conn:
        record = conn.execute(
            select(audit_record.c.before, audit_record.c.after).where(
                audit_record.c.action == "profile.changed"
            )
        ).one()
    assert tuple(record) == ('{"city": "Dayton"}', '{"city": null}')


def test_profiles_are_listed_by_external_id_as_numbers(world: World) -> None:
    ids = [world.profile(key) for key in ("10", "9", "100")]
    found = world.services.profiles.list_ids(world.database, column=ProfileColumn.EXTERNAL_ID)
    assert list(found.ids) == [ids[1], ids[0], ids[2]]
    assert [row.profile.external_id for row in world.services.profiles.page(found.ids)] == [
        "9",
        "10",
        "100",
    ]


def test_joining_gives_the_initial_balance_and_the_first_tier(world: World) -> None:
    made = world.participant("1", first_name="Household 1")
    [row] = world.services.participants.page(world.program, [made])
    assert row.balances[world.points].active == Decimal(100)
    layout = world.services.participants.layout(world.program)
    group = layout.tier_groups[0]
    assert row.tiers == {group.id: group.tiers[0].id}


def test_leaving_and_joining_again_gives_no_second_initial_balance(world: World) -> None:
    participants = world.services.participants
    profile = world.profile("1")
    made = participants.join(world.program, profile).value
    participants.leave(world.program, made)
    assert participants.card(world.program, made).row.state is ParticipantState.LEFT
    assert participants.join(world.program, profile).value == made
    card = participants.card(world.program, made)
    assert card.row.state is ParticipantState.ACTIVE
    assert card.left_at is None
    assert card.row.balances[world.points].total == Decimal(100)


def test_nobody_joins_twice_or_in_the_future_or_a_paused_program(
    world: World, clock: Clock
) -> None:
    participants = world.services.participants
    profile = world.profile("1")
    with pytest.raises(InvalidInput, match=r"participant\.future"):
        participants.join(world.program, profile, registered_at=clock() + timedelta(days=1))
    participants.join(world.program, profile, registered_at=clock() - timedelta(days=400))
    with pytest.raises(Conflict, match=r"participant\.exists"):
        participants.join(world.program, profile)
    world.services.programs.pause(world.program)
    with pytest.raises(RuleViolation, match=r"program\.not_active"):
        participants.join(world.program, world.profile("2"))


def test_a_new_profile_joins_wholly_or_not_at_all(world: World) -> None:
    participants = world.services.participants
    with pytest.raises(InvalidInput, match=r"phone\.not_a_phone"):
        participants.join_new(world.program, ProfileDraft("1", phone="+1 513 555 01"))
    assert world.services.profiles.list_ids(world.database).total == 0
    made = participants.join_new(world.program, ProfileDraft("1", phone="+1 513 555 0118")).value
    assert participants.find(world.program, "+1 (513) 555 0118") == made


def test_all_profiles_join_once(world: World) -> None:
    participants = world.services.participants
    for n in range(5):
        world.profile(str(n))
    first = participants.join(world.program, participants_profile(world, "3")).value
    assert participants.join_all(world.program).value == 4
    assert participants.join_all(world.program).value == 0
    rows = participants.page(world.program, world.ids())
    assert {row.external_id for row in rows} == set("01234")
    assert {row.balances[world.points].active for row in rows} == {Decimal(100)}
    assert all(row.tiers for row in rows)
    assert first in {row.id for row in rows}


def participants_profile(world: World, key: str) -> int:
    return world.services.profiles.find(world.database, key)


def test_a_participant_is_found_by_any_key(world: World) -> None:
    participants = world.services.participants
    made = world.participant("77", email="Anna@example.com", phone="+15135550118")
    for key in ("77", " anna@EXAMPLE.com ", "+1 513-555-0118"):
        assert participants.find(world.program, key) == made
    with pytest.raises(NotFound, match=r"profile\.not_found_by"):
        participants.find(world.program, "78")
    with pytest.raises(InvalidInput, match=r"participant\.key_missing"):
        participants.find(world.program, " ")
    world.profile("78", email="anna@example.com")
    with pytest.raises(Conflict, match=r"profile\.ambiguous"):
        participants.find(world.program, "anna@example.com")
    with pytest.raises(NotFound, match=r"participant\.not_joined"):
        participants.find(world.program, "78")


def test_blocking_needs_a_reason_and_is_undone_by_unblocking(world: World) -> None:
    participants = world.services.participants
    made = world.participant("1")
    with pytest.raises(InvalidInput, match=r"participant\.reason_missing"):
        participants.block(world.program, made, " ")
    participants.block(world.program, made, "card lost")
    assert participants.card(world.program, made).row.blocked_reason == "card lost"
    with pytest.raises(RuleViolation, match=r"participant\.blocked"):
        participants.block(world.program, made, "again")
    participants.unblock(world.program, made)
    with pytest.raises(RuleViolation, match=r"participant\.not_blocked"):
        participants.unblock(world.program, made)
    assert participants.card(world.program, made).row.state is ParticipantState.ACTIVE


def test_a_selection_that_is_a_query_is_blocked(world: World) -> None:
    participants = world.services.participants
    for n in range(3):
        world.participant(str(n), city="Dayton" if n else "Mason", first_name=f"Household {n}")
    wanted = ListQuery("household")
    for blocked in (3, 0):
        outcome = participants.block_all(world.program, AllMatching(wanted), "test")
        assert outcome.value == BulkResult(asked=3, done=blocked)


def test_the_list_searches_sorts_and_filters(world: World, storage: Storage) -> None:
    a = world.participant("10", first_name="Семён", phone="+79161234567")
    b = world.participant("9", first_name="Anna", city="Dayton")
    c = world.participant("100", first_name="Boris")
    with storage.write() as uow:
        for each, active in ((a, 10), (b, 300), (c, 20)):
            uow.conn.execute(
                update(account)
                .where(account.c.participant_id == each, account.c.points_type_id == world.points)
                .values(active=active * 10_000)
            )
    assert world.ids() == [a, b, c]
    assert world.ids(column=ParticipantColumn.EXTERNAL_ID, descending=True) == [c, a, b]
    assert world.ids(column=ParticipantColumn.ACTIVE, target_id=world.points, descending=True) == [
        b,
        c,
        a,
    ]
    assert world.ids(ListQuery(text="семен")) == [a]
    assert world.ids(ListQuery(text="8 (916) 123-45-67")) == [a]
    assert world.ids(ListQuery(text="nobody")) == []
    between = ColumnFilter(f"active:{world.points}", FilterOp.BETWEEN, (Decimal(20), Decimal(300)))
    assert world.ids(ListQuery(filters=(between,))) == [b, c]
    group = world.services.participants.layout(world.program).tier_groups[0]
    member, silver = group.tiers[0].id, group.tiers[1].id
    of_tier = f"tier:{group.id}"
    assert world.ids(ListQuery("anna", (ColumnFilter(of_tier, FilterOp.IN, (member,)),))) == [b]
    assert world.ids(ListQuery(filters=(ColumnFilter(of_tier, FilterOp.IN, (silver,)),))) == []
    assert world.ids(column=ParticipantColumn.TIER, target_id=group.id) == [a, b, c]
    for column in ParticipantColumn:
        target = group.id if column is ParticipantColumn.TIER else world.points
        found = world.ids(ListQuery("a"), column=column, target_id=target, field="language")
        assert found == [b], column


def test_the_list_is_sorted_by_any_field_of_the_profile(world: World) -> None:
    values = {field.name: a_value(field) for field in PROFILE if field.name != "external_id"}
    empty, filled = world.participant("1"), world.participant("2", **values)
    for name in PROFILE.names:
        sort: dict[str, Any] = {"column": ParticipantColumn.PROFILE_FIELD, "field": name}
        assert world.ids(**sort) == [empty, filled], name
        assert world.ids(**sort, descending=True) == [filled, empty], name


def test_searching_finds_the_same_after_indexing(world: World, storage: Storage) -> None:
    a = world.participant("10", first_name="Household 10")
    wanted = ListQuery(text="hold 10")
    before = world.ids(wanted)
    search_index.catch_up(storage)
    assert before == world.ids(wanted) == [a]


def test_facets_and_sums_count_what_the_list_shows(world: World) -> None:
    participants = world.services.participants
    ids = [world.participant(str(n), first_name=f"Household {n}") for n in range(4)]
    participants.block(world.program, ids[0], "test")
    group = participants.layout(world.program).tier_groups[0]

    def counts(column: str, wanted: ListQuery) -> dict[Any, int]:
        found = participants.distinct(world.program, column, wanted)
        return {each.value: each.count for each in found.values}

    blocked = ListQuery(filters=(ColumnFilter("state", FilterOp.IN, ("blocked",)),))
    assert counts("state", blocked) == {"active": 3, "blocked": 1}
    assert counts(f"tier:{group.id}", blocked) == {group.tiers[0].id: 1}
    assert counts(f"tier:{group.id}", ListQuery()) == {group.tiers[0].id: 4}
    column = f"active:{world.points}"
    two = participants.sums(world.program, tuple(ids[:2]), column)
    assert two is not None
    assert (two.count, two.total) == (2, Decimal(200))
    active = ListQuery("household", (ColumnFilter("state", FilterOp.IN, ("active",)),))
    everybody = participants.sums(world.program, AllMatching(active), column)
    assert everybody is not None
    assert everybody.total == Decimal(300)
    assert participants.sums(world.program, AllMatching(active), "name") is None


def test_a_comment_is_kept_and_audited(world: World, storage: Storage) -> None:
    made = world.participant("1")
    world.services.participants.set_comment(world.program, made, " calls on Mondays ")
    assert world.services.participants.card(world.program, made).row.comment == "calls on Mondays"
    with storage.read() as conn:
        actions = conn.execute(
            select(audit_record.c.action).where(audit_record.c.participant_id == made)
        ).scalars()
        assert "participant.commented" in set(actions)


def test_profile_and_comment_are_saved_together(world: World) -> None:
    services = world.services
    who = world.participant("1", first_name="Anna")
    card = services.participants.card(world.program, who)
    outcome = services.participants.save_profile(
        world.program, who, replace(card.profile, first_name="Maria"), "calls in the evening"
    )
    after = services.participants.card(world.program, who)
    assert (after.profile.first_name, after.row.comment) == ("Maria", "calls in the evening")
    assert outcome.changes.entities == {
        Entity.PROFILE: (card.row.id,),
        Entity.PARTICIPANT: ((world.program, who),),
    }


def test_a_profile_that_is_refused_leaves_the_comment_as_it_was(world: World) -> None:
    services = world.services
    who, other = world.participant("1"), world.participant("2")
    card = services.participants.card(world.program, who)
    services.profiles.update(replace(card.profile, city="Dayton"))
    with pytest.raises(Conflict):  # somebody saved first
        services.participants.save_profile(world.program, who, card.profile, "late")
    strange = services.participants.card(world.program, other).profile
    with pytest.raises(InvalidInput):  # the profile of somebody else
        services.participants.save_profile(world.program, who, strange, "wrong")
    assert services.participants.card(world.program, who).row.comment == ""


def test_a_comment_that_cannot_be_stored_takes_the_profile_back(
    sqlite_storage: Storage,
) -> None:
    world = World(Services(sqlite_storage))
    who = world.participant("1", first_name="Anna")
    with sqlite_storage.write() as uow:
        uow.conn.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE OF comment ON participant"
            " BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    draft = replace(
        world.services.participants.card(world.program, who).profile, first_name="Maria"
    )
    with pytest.raises(Exception, match="no room"):
        world.services.participants.save_profile(world.program, who, draft, "x")
    assert world.services.participants.card(world.program, who).profile.first_name == "Anna"


def test_a_bulk_accrual_serves_the_others_and_repeats_nobody(world: World) -> None:
    services = world.services
    ids = [world.participant(str(n)) for n in range(3)]
    services.participants.block(world.program, ids[1], "fraud")
    draft = PointsDraft(world.points, Decimal(5))
    for _ in range(2):
        outcome = services.bulk_points.accrue(world.program, tuple(ids), draft, key="gift")
        assert (outcome.value.asked, outcome.value.done) == (3, 2)
        assert [(who, error.code) for who, error in outcome.value.refusals] == [
            (ids[1], "participant.blocked")
        ]
        assert outcome.changes.touches(Entity.ACCOUNT)
    balances = [services.points.balances(world.program, who)[0].total for who in ids]
    assert balances == [105, 100, 105]


def test_a_bulk_accrual_of_nothing_is_refused_as_a_whole(world: World) -> None:
    who = world.participant("1")
    with pytest.raises(InvalidInput):
        world.services.bulk_points.accrue(
            world.program, (who,), PointsDraft(world.points, None), key="gift"
        )
    assert world.services.points.balances(world.program, who)[0].total == 100


def test_the_first_participants_that_a_text_matches_are_found(world: World) -> None:
    for n in range(5):
        world.participant(str(n), first_name="Household")
    found = world.services.participants.find_some(world.program, "household", 3)
    assert [row.external_id for row in found] == ["0", "1", "2"]

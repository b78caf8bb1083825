"""Programs and profile databases through their services, on both engines."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert, select

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.drafts import (
    CustomFieldDraft,
    PartnerDraft,
    ProfileDatabaseDraft,
    ProfileDraft,
    ProgramDraft,
    TierDraft,
)
from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import FieldKind, ProgramState
from loyalty_desktop.domain.merging import merge_programs
from loyalty_desktop.domain.quick_start import QuickStartDraft, program_of
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.profile_databases import ProfileDatabasesService
from loyalty_desktop.services.programs import ProgramsService
from loyalty_desktop.storage.audit_chain import HOUSE
from loyalty_desktop.storage.models.ledger import account
from loyalty_desktop.storage.models.participants import tier_history
from loyalty_desktop.storage.models.profiles import profile
from loyalty_desktop.storage.models.system import audit_record
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


class Ladder:
    """Stands in for the tiers service: remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, uow: UnitOfWork, program_id: int, changed: Collection[int]) -> None:
        del uow, changed
        self.asked.append(program_id)


@pytest.fixture
def ladder() -> Ladder:
    return Ladder()


@pytest.fixture
def programs(storage: Storage, ladder: Ladder) -> ProgramsService:
    return ProgramsService(storage, keep_tiers=ladder)


@pytest.fixture
def databases(storage: Storage) -> ProfileDatabasesService:
    return ProfileDatabasesService(storage)


@pytest.fixture
def base(databases: ProfileDatabasesService) -> int:
    return databases.create(ProfileDatabaseDraft("Customers", "customers")).value


def sample(base: int, **changes: Any) -> ProgramDraft:
    draft = program_of(QuickStartDraft(), base)
    return replace(draft, **changes)


def audit_records(storage: Storage) -> list[dict[str, Any]]:
    with storage.read() as connection:
        house = select(audit_record).where(audit_record.c.participant_id == HOUSE)
        rows = connection.execute(house.order_by(audit_record.c.seq)).mappings()
        return [
            {
                "action": row["action"],
                "before": json.loads(row["before"]) if row["before"] else None,
                "after": json.loads(row["after"]) if row["after"] else None,
            }
            for row in rows
        ]


def add_participant(storage: Storage, program_id: int) -> int:
    join = Services(storage).participants.join_new
    return join(program_id, ProfileDraft(external_id=f"p{program_id}")).value


def test_a_program_comes_back_as_it_was_saved(programs: ProgramsService, base: int) -> None:
    draft = sample(
        base,
        description="Cards of the grocery",
        partners=(PartnerDraft("Bakery", "bakery", "bread", Decimal("12.5")),),
    )
    program_id = programs.create(draft).value
    stored = programs.get(program_id)
    assert stored.name == "Loyalty program"
    assert [t.external_id for t in stored.points_types] == ["points", "status"]
    assert [(t.name, t.threshold) for t in stored.tier_groups[0].tiers] == [
        ("Member", Decimal(0)),
        ("Silver", Decimal(500)),
        ("Gold", Decimal(1500)),
        ("Platinum", Decimal(4000)),
    ]
    assert stored.partners[0].cost_share == Decimal("12.5")
    row = programs.details(program_id)
    assert (row.state, row.participants, row.tiers) == (ProgramState.DRAFT, 0, 4)
    assert row.outstanding == 0


def test_a_wrong_program_is_not_stored(programs: ProgramsService, base: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        programs.create(sample(base, currency="money"))
    assert caught.value.code == "program.bad_currency"
    assert caught.value.params["field"] == "currency"
    assert programs.list() == []


def test_external_ids_of_programs_are_unique(programs: ProgramsService, base: int) -> None:
    programs.create(sample(base))
    report = programs.validate(sample(base))
    assert [(f.field, f.code) for f in report.errors] == [
        ("external_id", "setup.external_id_taken")
    ]


def test_an_update_keeps_ids_and_records_only_what_changed(
    programs: ProgramsService, base: int, storage: Storage
) -> None:
    program_id = programs.create(sample(base)).value
    stored = programs.get(program_id)
    points = replace(stored.points_types[0], money_rate=Decimal("50.5"))
    edited = replace(stored, name="Star club", points_types=(points, stored.points_types[1]))
    programs.update(edited)
    after = programs.get(program_id)
    assert after.name == "Star club"
    assert after.version == stored.version + 1
    assert after.points_types[0].id == stored.points_types[0].id
    record = audit_records(storage)[-1]
    assert record["action"] == "program.changed"
    assert record["before"] == {"name": "Loyalty program", "points_types.points.money_rate": "100"}
    assert record["after"] == {"name": "Star club", "points_types.points.money_rate": "50.5"}


def test_the_second_of_two_editors_is_told(programs: ProgramsService, base: int) -> None:
    program_id = programs.create(sample(base)).value
    mine = theirs = programs.get(program_id)
    programs.update(replace(theirs, name="Theirs"))
    with pytest.raises(Conflict) as caught:
        programs.update(replace(mine, name="Mine"))
    assert caught.value.code == "program.changed"
    assert programs.get(program_id).name == "Theirs"


def test_the_changes_of_two_editors_put_together_are_saved_on_the_new_version(
    programs: ProgramsService, base: int
) -> None:
    program_id = programs.create(sample(base)).value
    before = programs.get(program_id)
    programs.update(replace(before, name="Theirs", partners=(PartnerDraft("Fish", "fish"),)))
    theirs = programs.get(program_id)
    mine = replace(before, description="Mine", partners=(PartnerDraft("Bakery", "bakery"),))
    merged, clashes = merge_programs(before, mine, theirs)
    programs.update(merged)
    stored = programs.get(program_id)
    assert clashes == []
    assert (stored.name, stored.description) == ("Theirs", "Mine")
    assert {p.name for p in stored.partners} >= {"Fish", "Bakery"}
    assert stored.version == theirs.version + 1


def test_rows_may_swap_external_ids(programs: ProgramsService, base: int) -> None:
    program_id = programs.create(
        sample(base, partners=(PartnerDraft("A", "a"), PartnerDraft("B", "b")))
    ).value
    stored = programs.get(program_id)
    first, second = stored.partners
    swapped = (replace(first, external_id="b"), replace(second, external_id="a"))
    programs.update(replace(stored, partners=swapped))
    assert {p.name: p.external_id for p in programs.get(program_id).partners} == {
        "A": "b",
        "B": "a",
    }


def test_a_tier_is_inserted_in_the_middle(
    programs: ProgramsService, base: int, ladder: Ladder
) -> None:
    program_id = programs.create(sample(base)).value
    stored = programs.get(program_id)
    group = stored.tier_groups[0]
    bronze = TierDraft("Bronze", "bronze", Decimal(200))
    tiers = (group.tiers[0], bronze, *group.tiers[1:])
    programs.update(replace(stored, tier_groups=(replace(group, tiers=tiers),)))
    after = programs.get(program_id).tier_groups[0].tiers
    assert [t.name for t in after] == ["Member", "Bronze", "Silver", "Gold", "Platinum"]
    assert after[2].id == group.tiers[1].id
    assert ladder.asked == [program_id]


def test_tiers_are_not_looked_at_when_only_names_change(
    programs: ProgramsService, base: int, ladder: Ladder
) -> None:
    program_id = programs.create(sample(base)).value
    programs.update(replace(programs.get(program_id), name="Other"))
    assert ladder.asked == []


def test_a_tier_in_somebodys_history_stays(
    programs: ProgramsService, base: int, storage: Storage
) -> None:
    program_id = programs.create(sample(base)).value
    stored = programs.get(program_id)
    group = stored.tier_groups[0]
    with storage.write() as uow:
        uow.conn.execute(
            insert(tier_history).values(
                participant_id=1,
                id=1,
                tier_group_id=group.id,
                tier_id=group.tiers[1].id,
                reached_at=0,
                recorded_at=0,
                reason=2,
                actor="test",
            )
        )
    tiers = (group.tiers[0], *group.tiers[2:])
    with pytest.raises(InvalidInput) as caught:
        programs.update(replace(stored, tier_groups=(replace(group, tiers=tiers),)))
    assert caught.value.code == "tier_group.tier_used"


def test_a_points_type_with_balances_stays(
    programs: ProgramsService, base: int, storage: Storage
) -> None:
    program_id = programs.create(sample(base)).value
    stored = programs.get(program_id)
    with storage.write() as uow:
        type_id = stored.points_types[0].id
        uow.conn.execute(insert(account).values(participant_id=1, points_type_id=type_id))
    with pytest.raises(InvalidInput) as caught:
        programs.update(replace(stored, points_types=stored.points_types[1:]))
    assert caught.value.code == "points_type.used"
    kept = (replace(stored.points_types[0], archived=True), stored.points_types[1])
    programs.update(replace(stored, points_types=kept))
    assert programs.get(program_id).points_types[0].archived


def test_only_one_program_of_a_database_is_active(programs: ProgramsService, base: int) -> None:
    first = programs.create(sample(base)).value
    second = programs.create(sample(base, external_id="second", name="Second")).value
    programs.activate(first)
    with pytest.raises(Conflict) as caught:
        programs.activate(second)
    assert caught.value.code == "program.other_active"
    assert caught.value.params == {"other": "Loyalty program", "other_id": first}
    outcome = programs.activate(second, pause_other=True)
    assert set(outcome.changes.entities[Entity.PROGRAM]) == {first, second}
    assert [(row.id, row.state) for row in programs.list()] == [
        (second, ProgramState.ACTIVE),
        (first, ProgramState.PAUSED),
    ]


def test_programs_of_different_databases_are_active_together(
    programs: ProgramsService, databases: ProfileDatabasesService, base: int
) -> None:
    other = databases.create(ProfileDatabaseDraft("Partners", "partners")).value
    programs.activate(programs.create(sample(base)).value)
    programs.activate(programs.create(sample(other, external_id="b2b")).value)
    assert [row.state for row in programs.list()] == [ProgramState.ACTIVE] * 2


def test_a_program_without_points_is_not_activated(programs: ProgramsService, base: int) -> None:
    program_id = programs.create(sample(base, points_types=(), tier_groups=())).value
    with pytest.raises(RuleViolation) as caught:
        programs.activate(program_id)
    assert caught.value.code == "program.no_points_type"


def test_states_follow_their_order(programs: ProgramsService, base: int, storage: Storage) -> None:
    program_id = programs.create(sample(base)).value
    with pytest.raises(RuleViolation) as caught:
        programs.pause(program_id)
    assert caught.value.code == "program.wrong_state"
    programs.activate(program_id)
    programs.pause(program_id)
    programs.activate(program_id)
    programs.archive(program_id)
    with pytest.raises(RuleViolation):
        programs.archive(program_id)
    programs.activate(program_id)
    assert [record["action"] for record in audit_records(storage)] == [
        "profile_database.created",
        "program.created",
        "program.activated",
        "program.paused",
        "program.activated",
        "program.archived",
        "program.activated",
    ]


def test_a_change_of_state_does_not_disturb_an_open_editor(
    programs: ProgramsService, base: int
) -> None:
    program_id = programs.create(sample(base)).value
    editing = programs.get(program_id)
    programs.activate(program_id)
    programs.update(replace(editing, name="Still saved"))
    assert programs.details(program_id).name == "Still saved"


def test_a_clone_is_a_draft_of_its_own(programs: ProgramsService, base: int) -> None:
    program_id = programs.create(sample(base)).value
    programs.activate(program_id)
    copy_id = programs.clone(program_id, name="Copy", external_id="copy").value
    source, copy = programs.get(program_id), programs.get(copy_id)
    assert programs.details(copy_id).state is ProgramState.DRAFT
    assert [t.external_id for t in copy.points_types] == [
        t.external_id for t in source.points_types
    ]
    assert not {t.id for t in copy.points_types} & {t.id for t in source.points_types}
    assert [t.threshold for t in copy.tier_groups[0].tiers] == [
        t.threshold for t in source.tier_groups[0].tiers
    ]


def test_a_program_is_deleted_only_when_never_used(
    programs: ProgramsService, base: int, storage: Storage
) -> None:
    used = programs.create(sample(base)).value
    unused = programs.create(sample(base, external_id="unused", name="Unused")).value
    programs.activate(used)
    add_participant(storage, used)
    programs.pause(used)
    assert not programs.never_used(used)
    with pytest.raises(RuleViolation) as caught:
        programs.delete(used)
    assert caught.value.code == "program.used"
    assert caught.value.params["participants"] == 1
    programs.delete(unused)
    assert [row.id for row in programs.list()] == [used]
    assert audit_records(storage)[-1]["before"]["external_id"] == "unused"
    with pytest.raises(NotFound):
        programs.get(unused)


def test_an_active_program_is_not_deleted(programs: ProgramsService, base: int) -> None:
    program_id = programs.create(sample(base)).value
    programs.activate(program_id)
    with pytest.raises(RuleViolation) as caught:
        programs.delete(program_id)
    assert caught.value.code == "program.delete_active"


def test_the_list_counts_participants_and_points(
    programs: ProgramsService, base: int, storage: Storage
) -> None:
    program_id = programs.create(sample(base)).value
    points, status = programs.get(program_id).points_types
    programs.activate(program_id)
    person = add_participant(storage, program_id)
    move = Services(storage).points
    assert points.id is not None
    assert status.id is not None
    move.accrue(person, points.id, Decimal(1_000), key="a")
    move.redeem(person, points.id, Decimal("250.5"), key="b")
    move.accrue(person, status.id, Decimal(777), key="c")
    row = programs.details(program_id)
    assert row.participants == 1
    assert row.outstanding == Decimal("749.5")
    assert row.liability == Decimal("7.50")


def test_a_profile_database_keeps_its_fields_in_order(databases: ProfileDatabasesService) -> None:
    fields = (
        CustomFieldDraft("shoe", "Shoe size", FieldKind.INTEGER),
        CustomFieldDraft("colour", "Colour", FieldKind.LIST, ("red", "blue")),
    )
    base = databases.create(ProfileDatabaseDraft("Customers", "customers", fields)).value
    stored = databases.get(base)
    assert [f.name for f in stored.fields] == ["shoe", "colour"]
    assert stored.fields[1].options == ("red", "blue")
    first, second = stored.fields
    databases.update(
        replace(stored, fields=(replace(second, name="shoe"), replace(first, name="colour")))
    )
    assert [(f.name, f.kind) for f in databases.get(base).fields] == [
        ("shoe", FieldKind.LIST),
        ("colour", FieldKind.INTEGER),
    ]


def test_a_custom_field_with_values_is_not_removed(
    databases: ProfileDatabasesService, storage: Storage
) -> None:
    fields = (CustomFieldDraft("shoe_size", "Shoe"), CustomFieldDraft("shoe", "Other"))
    base = databases.create(ProfileDatabaseDraft("Customers", "customers", fields)).value
    with storage.write() as uow:
        uow.conn.execute(
            insert(profile).values(
                id=1,
                profile_database_id=base,
                external_id="1",
                search="",
                custom='{"shoe_size":"44"}',
                created_at=0,
                updated_at=0,
            )
        )
    stored = databases.get(base)
    with pytest.raises(InvalidInput) as caught:
        databases.update(replace(stored, fields=()))
    assert caught.value.code == "profile_database.field_used"
    databases.update(replace(stored, fields=stored.fields[:1]))
    assert [row.fields for row in databases.list()] == [1]


def test_two_editors_of_a_profile_database_conflict(databases: ProfileDatabasesService) -> None:
    base = databases.create(ProfileDatabaseDraft("Customers", "customers")).value
    stored = databases.get(base)
    databases.update(replace(stored, name="Clients"))
    with pytest.raises(Conflict):
        databases.update(replace(stored, name="People"))

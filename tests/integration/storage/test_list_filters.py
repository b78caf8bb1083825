"""Every condition of a list finds in SQL, on both engines, the rows that the plain rules of the domain find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.list_filters import (
    ColumnFilter,
    ColumnKind,
    FilterOp,
    ListQuery,
    RowReader,
    distinct,
    matching,
)
from loyalty_desktop.domain.participants import ParticipantSort
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.participant_lists import ParticipantRow
from loyalty_desktop.storage import search_index
from loyalty_desktop.storage.models.ledger import account
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock

ZONE = "Asia/Vladivostok"
PEOPLE: tuple[dict[str, Any], ...] = (
    {"external_id": "001", "first_name": "Семён", "last_name": "Ёлкин", "city": "Пермь"},
    {"external_id": "2", "first_name": "Семен", "last_name": "ЕЛКИН", "city": "пермь"},
    {
        "external_id": "3",
        "first_name": "Anna",
        "last_name": "O'Neil",
        "email": "Anna@Example.com",
        "birth_date": date(1990, 1, 31),
    },
    {
        "external_id": "4",
        "first_name": "ANNA",
        "city": "São  Paulo",
        "birth_date": date(1990, 2, 1),
    },
    {"external_id": "5", "last_name": "100%_\\", "city": "Dayton", "phone": "+15135550118"},
    {"external_id": "0016", "city": "Dayton", "birth_date": date(2026, 1, 2)},
)
BALANCES = (Decimal(0), Decimal("12.5"), Decimal(-3), Decimal("12.5"), Decimal(100), Decimal(7))
REGISTERED = (
    datetime(2025, 12, 31, 13, 59, tzinfo=UTC),  # 23:59 on 31 December in Vladivostok
    datetime(2025, 12, 31, 14, 0, tzinfo=UTC),  # midnight, 1 January
    datetime(2026, 1, 15, 2, 0, tzinfo=UTC),
    datetime(2026, 1, 14, 13, 0, tzinfo=UTC),
    datetime(2025, 6, 1, tzinfo=UTC),
    datetime(2025, 12, 1, tzinfo=UTC),
)


@dataclass
class World:
    """Six people of one program, and how the plain rules read them."""

    services: Services
    program_id: int
    points: int
    group: int
    rows: list[ParticipantRow]

    @property
    def reader(self) -> RowReader:
        def value(row: ParticipantRow, column: str) -> Any:
            base, _, number = column.partition(":")
            if base == "active":
                return row.balances[int(number)].active
            if base == "tier":
                return row.tiers.get(int(number))
            if base == "registered":
                return row.registered_at
            if base == "state":
                return str(row.state)
            return getattr(row if base in {"name", "external_id"} else row.profile, base)

        kinds = {
            "active": ColumnKind.NUMBER,
            "tier": ColumnKind.CHOICE,
            "state": ColumnKind.CHOICE,
            "registered": ColumnKind.MOMENT,
            "birth_date": ColumnKind.DAY,
        }
        return RowReader(
            value, lambda column: kinds.get(column.partition(":")[0], ColumnKind.TEXT), zone=ZONE
        )


@pytest.fixture
def world(services: Services, storage: Storage) -> World:
    program_id = services.quick_start(QuickStartDraft(time_zone=ZONE)).value.program_id
    participants = services.participants
    layout = participants.layout(program_id)
    points = layout.points_types[0].id
    ids = [
        participants.join_new(program_id, ProfileDraft(**person), registered_at=at).value
        for person, at in zip(PEOPLE, REGISTERED, strict=True)
    ]
    for person in ids:
        services.points.accrue(person, points, Decimal(1), key=f"first-{person}")
    participants.block(program_id, ids[1], "test")
    with storage.write() as uow:
        for person, active in zip(ids, BALANCES, strict=True):
            uow.conn.execute(
                update(account)
                .where(account.c.participant_id == person, account.c.points_type_id == points)
                .values(active=int(active * 10_000), debt=max(0, -int(active * 10_000)))
            )
    search_index.catch_up(storage)
    return World(
        services, program_id, points, layout.tier_groups[0].id, participants.page(program_id, ids)
    )


TEXTS = ("anna", "семен", "Ёлкин", "ел", "o'n", "%", "_\\", "são paulo", "dayton", "zzz", "00")
CONDITIONS = [
    *(
        ColumnFilter(column, op, (text,))
        for column in ("name", "city", "external_id", "email")
        for op in (FilterOp.CONTAINS, FilterOp.BEGINS, FilterOp.EQUALS)
        for text in TEXTS
    ),
    *(
        ColumnFilter(column, op)
        for column in ("city", "phone", "email")
        for op in (FilterOp.EMPTY, FilterOp.NOT_EMPTY)
    ),
    ColumnFilter("city", FilterOp.IN, ("Пермь", "Dayton")),
    ColumnFilter("city", FilterOp.IN, (None, "Dayton")),
    ColumnFilter("city", FilterOp.IN, (None,)),
    ColumnFilter("state", FilterOp.IN, ("blocked",)),
    ColumnFilter("active:{points}", FilterOp.IN, (Decimal("12.5"), Decimal(-3))),
    ColumnFilter("active:{points}", FilterOp.EQUALS, (Decimal("12.5"),)),
    ColumnFilter("active:{points}", FilterOp.BETWEEN, (Decimal(0), Decimal("12.5"))),
    ColumnFilter("active:{points}", FilterOp.BETWEEN, (None, Decimal(0))),
    ColumnFilter("active:{points}", FilterOp.BETWEEN, (Decimal("12.6"), None)),
    ColumnFilter("active:{points}", FilterOp.TOP, (1,)),
    ColumnFilter("active:{points}", FilterOp.TOP, (2,)),
    ColumnFilter("tier:{group}", FilterOp.NOT_EMPTY),
    ColumnFilter("tier:{group}", FilterOp.EMPTY),
    ColumnFilter("registered", FilterOp.IN, ("2025-12", "2025-06")),
    ColumnFilter("registered", FilterOp.EQUALS, (date(2026, 1, 1),)),
    ColumnFilter("registered", FilterOp.BETWEEN, (date(2025, 12, 31), date(2026, 1, 1))),
    ColumnFilter("registered", FilterOp.BETWEEN, (None, date(2025, 12, 31))),
    ColumnFilter("registered", FilterOp.THIS_MONTH),
    ColumnFilter("birth_date", FilterOp.IN, ("1990-01", None)),
    ColumnFilter("birth_date", FilterOp.IN, ("1990-02",)),
    ColumnFilter("birth_date", FilterOp.EQUALS, (date(1990, 1, 31),)),
    ColumnFilter("birth_date", FilterOp.BETWEEN, (date(1990, 1, 31), date(1990, 2, 1))),
    ColumnFilter("birth_date", FilterOp.BETWEEN, (None, date(1990, 1, 31))),
    ColumnFilter("birth_date", FilterOp.BETWEEN, (date(1990, 2, 1), None)),
    ColumnFilter("birth_date", FilterOp.THIS_MONTH),
    ColumnFilter("birth_date", FilterOp.EMPTY),
    ColumnFilter("birth_date", FilterOp.NOT_EMPTY),
]


def _of(world: World, wanted: ColumnFilter) -> ColumnFilter:
    name = wanted.column.format(points=world.points, group=world.group)
    return ColumnFilter(name, wanted.op, wanted.values)


def test_each_condition_finds_what_the_plain_rules_find(world: World, clock: Clock) -> None:
    today = date(2026, 1, 15)
    assert clock.now.date() == today
    narrowing = 0
    for condition in CONDITIONS:
        query = ListQuery(filters=(_of(world, condition),))
        plain = [row.id for row in matching(world.rows, query, world.reader, today=today)]
        found = world.services.participants.list_ids(world.program_id, query, ParticipantSort()).ids
        assert list(found) == plain, condition
        narrowing += 0 < len(plain) < len(world.rows)
    assert narrowing > 30


def test_the_largest_values_are_those_of_the_program_that_is_shown(world: World) -> None:
    other = world.services.quick_start(
        QuickStartDraft(
            program_name="Other",
            program_external_id="other",
            time_zone=ZONE,
            database_name="Others",
            database_external_id="others",
        )
    ).value.program_id
    points = world.services.participants.layout(other).points_types[0].id
    rich = world.services.participants.join_new(other, ProfileDraft("rich")).value
    world.services.points.accrue(rich, points, Decimal(5000), key="rich")

    largest = ListQuery(filters=(ColumnFilter("amount", FilterOp.TOP, (1,)),))

    ids = world.services.points.list_transaction_ids(world.program_id, largest)
    assert len(ids) == len(PEOPLE)  # everybody has one accrual of 1 point


def test_conditions_hold_together_and_with_a_search(world: World) -> None:
    query = ListQuery(
        "елкин",
        (
            ColumnFilter("city", FilterOp.NOT_EMPTY),
            ColumnFilter(f"active:{world.points}", FilterOp.BETWEEN, (Decimal(1), None)),
        ),
    )
    ids = world.services.participants.list_ids(world.program_id, query, ParticipantSort()).ids
    assert list(ids) == [world.rows[1].id]


@pytest.mark.parametrize(
    "column",
    ["city", "name", "state", "active:{points}", "tier:{group}", "registered", "birth_date"],
)
def test_values_of_a_column_are_counted_where_the_other_conditions_hold(
    world: World, column: str
) -> None:
    name = column.format(points=world.points, group=world.group)
    query = ListQuery(
        filters=(
            ColumnFilter("state", FilterOp.IN, ("active",)),
            ColumnFilter(name, FilterOp.EMPTY),
        )
    )
    if name == "state":
        query = ListQuery(filters=(ColumnFilter("city", FilterOp.NOT_EMPTY),))
    found = world.services.participants.distinct(world.program_id, name, query)
    plain = distinct(world.rows, name, query, world.reader, today=date(2026, 1, 15))

    def counts(values: Any) -> dict[Any, int]:
        return {v.value: v.count for v in values.values}

    assert counts(found) == counts(plain)
    assert not found.more


def test_a_condition_on_a_column_that_is_gone_narrows_nothing(world: World) -> None:
    query = ListQuery(filters=(ColumnFilter("active:99x", FilterOp.TOP, (1,)),))
    found = world.services.participants.list_ids(world.program_id, query, ParticipantSort()).ids
    assert len(found) == len(world.rows)


def test_the_first_page_of_a_search_is_the_beginning_of_the_whole_list(world: World) -> None:
    participants = world.services.participants
    for text in ("anna", "ел", "о", "1", "001", "+1 513 555 0118", "anna@example.com", "zzz"):
        query = ListQuery(text)
        whole = list(participants.list_ids(world.program_id, query, ParticipantSort()).ids)
        first = participants.first_ids(world.program_id, query, 2)
        assert first is not None
        assert list(first) == whole[:2], text
        assert participants.count_matching(world.program_id, query, 3) == min(3, len(whole))


def test_whoever_is_named_exactly_comes_first(world: World) -> None:
    late = world.services.participants.join_new(world.program_id, ProfileDraft("1")).value
    first = world.services.participants.first_ids(world.program_id, ListQuery("1"), 10)
    assert first is not None
    assert first[0] == late
    assert len(first) > 1


def test_transactions_are_narrowed_by_the_same_conditions(world: World) -> None:
    points = world.services.points
    rows = points.page(points.list_transaction_ids(world.program_id))
    assert len(rows) == len(PEOPLE)

    def value(row: Any, column: str) -> Any:
        moved = row.transaction
        known = {
            "participant": row.profile_external_id,
            "name": f"{row.first_name} {row.last_name}".strip(),
            "points_type": moved.points_type_id,
        }
        return known[column] if column in known else getattr(moved, column)

    kinds = {
        "occurred_at": ColumnKind.MOMENT,
        "type": ColumnKind.CHOICE,
        "state": ColumnKind.CHOICE,
        "points_type": ColumnKind.CHOICE,
        "amount": ColumnKind.NUMBER,
        "total_after": ColumnKind.NUMBER,
    }
    reader = RowReader(value, lambda column: kinds.get(column, ColumnKind.TEXT), zone=ZONE)
    today = date(2026, 1, 15)
    for condition in (
        ColumnFilter("occurred_at", FilterOp.THIS_MONTH),
        ColumnFilter("occurred_at", FilterOp.BETWEEN, (None, date(2025, 1, 1))),
        ColumnFilter("participant", FilterOp.EQUALS, ("001",)),
        ColumnFilter("name", FilterOp.CONTAINS, ("елк",)),
        ColumnFilter("type", FilterOp.IN, ("accrual",)),
        ColumnFilter("type", FilterOp.IN, ("redemption",)),
        ColumnFilter("points_type", FilterOp.IN, (world.points,)),
        ColumnFilter("amount", FilterOp.TOP, (1,)),
        ColumnFilter("amount", FilterOp.BETWEEN, (Decimal(2), None)),
        ColumnFilter("description", FilterOp.EMPTY),
        ColumnFilter("external_id", FilterOp.NOT_EMPTY),
    ):
        query = ListQuery(filters=(condition,))
        plain = [row.transaction.id for row in matching(rows, query, reader, today=today)]
        found = [number for _, number in points.list_transaction_ids(world.program_id, query)]
        assert found == plain, condition
        column = condition.column
        values = points.distinct_of_transactions(world.program_id, column, query).values
        plainly = distinct(rows, column, query, reader, today=today).values
        assert {v.value: v.count for v in values} == {v.value: v.count for v in plainly}, condition
    assert points.sum_of_transactions(world.program_id, "amount", ListQuery()) == (6, Decimal(6))
    assert points.sum_of_transactions(world.program_id, "name", ListQuery()) is None
    assert len(points.list_transaction_ids(world.program_id, ListQuery("anna"))) == 2

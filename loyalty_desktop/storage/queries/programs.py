"""Queries of programs: the list with its numbers, a whole program as a draft, and the facts for its validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, case, exists, func, select, text

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.drafts import (
    PartnerDraft,
    PointsTypeDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.entities.programs import (
    PARTNER,
    POINTS_TYPE,
    PROGRAM,
    TIER,
    TIER_GROUP,
)
from loyalty_desktop.domain.kinds import ParticipantState, PointsKind, ProgramState
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.domain.programs import ProgramFacts
from loyalty_desktop.storage.codes import PARTICIPANT_STATES
from loyalty_desktop.storage.field_codec import from_row
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.models.imports import import_batch
from loyalty_desktop.storage.models.ledger import account, initial_grant
from loyalty_desktop.storage.models.participants import participant, tier_history, tier_state
from loyalty_desktop.storage.models.profiles import profile_database
from loyalty_desktop.storage.models.programs import (
    partner,
    points_type,
    program,
    program_close,
    tier,
    tier_group,
)
from loyalty_desktop.storage.queries.due import due_now

LEFT = PARTICIPANT_STATES[ParticipantState.LEFT]


@dataclass(frozen=True, slots=True)
class ProgramUse:
    """What refers to a program. It can be deleted only when nothing does."""

    participants: int
    imports: int
    points: bool

    @property
    def used(self) -> bool:
        """Whether anything does."""
        return bool(self.participants or self.imports or self.points)


def program_rows(conn: Connection, program_id: int | None = None, *, at: int) -> list[ProgramRow]:
    """Return programs with their numbers: active first, then paused, draft, archived; by name in each state.

    Points that have expired by the instant `at` are not outstanding, posted or not.
    """
    order = case(
        {state.value: place for place, state in enumerate(_ORDER)}, value=program.c.state, else_=9
    )
    query = (
        select(
            program,
            profile_database.c.name.label("database_name"),
            program_close.c.closed_through,
        )
        .join(profile_database, profile_database.c.id == program.c.profile_database_id)
        .outerjoin(program_close, program_close.c.program_id == program.c.id)
        .order_by(order, func.lower(program.c.name), program.c.id)
    )
    people = (
        select(participant.c.program_id, func.count())
        .where(participant.c.state != LEFT)
        .group_by(participant.c.program_id)
    )
    sums = text(
        f"SELECT y.id, y.program_id, y.money_rate, SUM(s.amount) FROM ({summary.rows_sql(conn)}) AS s"
        f" JOIN points_type y ON y.id = s.points_type_id WHERE y.kind = '{PointsKind.STANDARD}'"
        " GROUP BY y.id, y.program_id, y.money_rate"
    )
    types = (
        select(points_type.c.program_id, func.count())
        .where(points_type.c.archived == 0)
        .group_by(points_type.c.program_id)
    )
    steps = (
        select(tier_group.c.program_id, func.count())
        .join(tier, tier.c.tier_group_id == tier_group.c.id)
        .group_by(tier_group.c.program_id)
    )
    if program_id is not None:
        query = query.where(program.c.id == program_id)
        people = people.where(participant.c.program_id == program_id)
        types = types.where(points_type.c.program_id == program_id)
        steps = steps.where(tier_group.c.program_id == program_id)
    counted = _pairs(conn.execute(people).all())
    kinds = _pairs(conn.execute(types).all())
    ladder = _pairs(conn.execute(steps).all())
    outstanding: dict[int, Decimal] = {}
    liability: dict[int, Decimal] = {}
    found = conn.execute(query).mappings().all()
    expired: dict[int, int] = {}
    for row in found:
        for number, _day, units, _count in due_now(conn, row["id"], at).expired(conn):
            expired[number] = expired.get(number, 0) + units
    for number, owner, rate, units in conn.execute(sums):
        points = from_units(int(units or 0) - expired.get(number, 0), 0)
        outstanding[owner] = outstanding.get(owner, Decimal(0)) + points
        if Decimal(rate) > 0:
            liability[owner] = liability.get(owner, Decimal(0)) + points / Decimal(rate)
    return [
        ProgramRow(
            id=row["id"],
            name=row["name"],
            external_id=row["external_id"],
            description=row["description"],
            state=ProgramState(row["state"]),
            profile_database_id=row["profile_database_id"],
            database_name=row["database_name"],
            currency=row["currency"],
            time_zone=row["time_zone"],
            participants=counted.get(row["id"], 0),
            outstanding=outstanding.get(row["id"], Decimal(0)),
            liability=liability.get(row["id"], Decimal(0)).quantize(Decimal("0.01")),
            points_types=kinds.get(row["id"], 0),
            tiers=ladder.get(row["id"], 0),
            closed_through=row["closed_through"],
            created_at=row["created_at"],
            version=row["version"],
        )
        for row in found
    ]


_ORDER = (
    ProgramState.ACTIVE,
    ProgramState.PAUSED,
    ProgramState.DRAFT,
    ProgramState.ARCHIVED,
)


def load_program_draft(conn: Connection, program_id: int) -> ProgramDraft | None:
    """Return a whole program as a draft: points types, tier groups with tiers, partners; None when there is none."""
    row = conn.execute(select(program).where(program.c.id == program_id)).mappings().one_or_none()
    if row is None:
        return None
    types = (
        conn.execute(
            select(points_type)
            .where(points_type.c.program_id == program_id)
            .order_by(points_type.c.position, points_type.c.id)
        )
        .mappings()
        .all()
    )
    names = {item["id"]: item["external_id"] for item in types}
    groups = (
        conn.execute(
            select(tier_group)
            .where(tier_group.c.program_id == program_id)
            .order_by(tier_group.c.position, tier_group.c.id)
        )
        .mappings()
        .all()
    )
    steps = (
        conn.execute(
            select(tier)
            .join(tier_group, tier_group.c.id == tier.c.tier_group_id)
            .where(tier_group.c.program_id == program_id)
            .order_by(tier.c.tier_group_id, tier.c.position, tier.c.id)
        )
        .mappings()
        .all()
    )
    partners = (
        conn.execute(
            select(partner)
            .where(partner.c.program_id == program_id)
            .order_by(func.lower(partner.c.name), partner.c.id)
        )
        .mappings()
        .all()
    )
    return ProgramDraft(
        id=row["id"],
        version=row["version"],
        profile_database_id=row["profile_database_id"],
        **from_row(PROGRAM, row),
        points_types=tuple(_points_type(item) for item in types),
        tier_groups=tuple(
            _tier_group(item, names, [s for s in steps if s["tier_group_id"] == item["id"]])
            for item in groups
        ),
        partners=tuple(_partner(item) for item in partners),
    )


def program_state(conn: Connection, program_id: int) -> ProgramState | None:
    """Return the state of a program; None when there is none."""
    found = conn.execute(
        select(program.c.state).where(program.c.id == program_id)
    ).scalar_one_or_none()
    return None if found is None else ProgramState(found)


def active_program(conn: Connection, profile_database_id: int) -> tuple[int, str] | None:
    """Return (id, name) of the active program of a profile database."""
    row = conn.execute(
        select(program.c.id, program.c.name).where(
            program.c.profile_database_id == profile_database_id,
            program.c.state == ProgramState.ACTIVE.value,
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def program_facts(conn: Connection, stored: ProgramDraft | None) -> ProgramFacts:
    """Return the facts for validation; `stored` is the stored program, None for a new one."""
    others = select(program.c.external_id)
    if stored is not None:
        others = others.where(program.c.id != stored.id)
    taken = frozenset(conn.execute(others).scalars())
    bases = frozenset(conn.execute(select(profile_database.c.id)).scalars())
    used: set[int] = set()
    held: set[int] = set()
    if stored is not None:
        for item in stored.points_types:
            moved = select(
                exists().where(account.c.points_type_id == item.id),
                exists().where(initial_grant.c.points_type_id == item.id),
            )
            if item.id is not None and any(conn.execute(moved).one()):
                used.add(item.id)
        held = _held_tiers(conn, [g.id for g in stored.tier_groups if g.id is not None])
    return ProgramFacts(taken, bases, frozenset(used), frozenset(held), stored)


def tier_counts(conn: Connection, program_id: int) -> dict[int, int]:
    """Return how many participants are on each tier of the program, without those who left."""
    query = (
        select(tier_state.c.tier_id, func.count())
        .join(tier_group, tier_group.c.id == tier_state.c.tier_group_id)
        .join(
            participant,
            (participant.c.id == tier_state.c.participant_id)
            & (participant.c.program_id == tier_group.c.program_id),
        )
        .where(
            tier_group.c.program_id == program_id,
            participant.c.state != LEFT,
        )
        .group_by(tier_state.c.tier_id)
    )
    return _pairs(conn.execute(query).all())


def program_use(conn: Connection, program_id: int) -> ProgramUse:
    """Return what refers to a program."""
    people = conn.execute(
        select(func.count()).select_from(participant).where(participant.c.program_id == program_id)
    ).scalar_one()
    batches = conn.execute(
        select(func.count())
        .select_from(import_batch)
        .where(import_batch.c.program_id == program_id)
    ).scalar_one()
    types = select(points_type.c.id).where(points_type.c.program_id == program_id)
    moved = conn.execute(select(exists().where(account.c.points_type_id.in_(types)))).scalar_one()
    return ProgramUse(people, batches, bool(moved))


def _held_tiers(conn: Connection, group_ids: Sequence[int]) -> set[int]:
    if not group_ids:
        return set()
    found: set[int] = set()
    now = select(tier_state.c.tier_id).where(tier_state.c.tier_group_id.in_(group_ids)).distinct()
    found.update(conn.execute(now).scalars())
    past = (
        select(tier_history.c.tier_id).where(tier_history.c.tier_group_id.in_(group_ids)).distinct()
    )
    found.update(conn.execute(past).scalars())
    return found


def _points_type(row: RowMapping) -> PointsTypeDraft:
    values = from_row(POINTS_TYPE, row, places=row["decimals"])
    return PointsTypeDraft(id=row["id"], version=row["version"], **values)


def _tier_group(
    row: RowMapping, names: dict[int, str], steps: Sequence[RowMapping]
) -> TierGroupDraft:
    return TierGroupDraft(
        id=row["id"],
        version=row["version"],
        points_type=names[row["points_type_id"]],
        tiers=tuple(TierDraft(id=step["id"], **from_row(TIER, step)) for step in steps),
        **from_row(TIER_GROUP, row),
    )


def _partner(row: RowMapping) -> PartnerDraft:
    return PartnerDraft(id=row["id"], version=row["version"], **from_row(PARTNER, row))


def _pairs(rows: Sequence[Any]) -> dict[int, int]:
    return {int(row[0]): int(row[1]) for row in rows}

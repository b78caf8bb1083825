"""Write programs: a draft is compared with the stored program, and only the rows that differ are written.

The program's version counts every change of anything in it: its editor saves one aggregate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, cast, delete, exists, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from loyalty_desktop.domain.days import local_day, zone
from loyalty_desktop.domain.drafts import PointsTypeDraft, ProgramDraft, TierDraft
from loyalty_desktop.domain.entities.programs import (
    PARTNER,
    POINTS_TYPE,
    PROGRAM,
    TIER,
    TIER_GROUP,
)
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.storage.field_codec import to_columns
from loyalty_desktop.storage.models.ledger import account, daily_close
from loyalty_desktop.storage.models.programs import (
    money_rate,
    partner,
    points_type,
    program,
    program_close,
    tier,
    tier_group,
)
from loyalty_desktop.storage.money_rates import FROM_THE_BEGINNING, save_rate
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def insert_program(uow: UnitOfWork, draft: ProgramDraft, *, state: ProgramState) -> int:
    """Store a new program with everything in it. Returns its id."""
    program_id = uow.ids.one("program")
    uow.conn.execute(
        insert(program).values(
            id=program_id,
            profile_database_id=draft.profile_database_id,
            state=state.value,
            created_at=uow.now_us,
            **to_columns(PROGRAM, draft),
        )
    )
    _save_children(uow, program_id, None, draft)
    return program_id


def save_program(uow: UnitOfWork, stored: ProgramDraft, draft: ProgramDraft) -> None:
    """Store the differences. Raises Conflict `program.changed` when the stored version differs from the draft's."""
    program_id = stored.id
    assert program_id is not None  # noqa: S101 - a stored program has an id
    done = uow.conn.execute(
        update(program)
        .where(program.c.id == program_id, program.c.version == draft.version)
        .values(version=program.c.version + 1, **to_columns(PROGRAM, draft))
    )
    if done.rowcount != 1:
        raise Conflict("program.changed", name=stored.name)
    _save_children(uow, program_id, stored, draft)


def set_state(
    uow: UnitOfWork, program_id: int, *, before: ProgramState, after: ProgramState
) -> None:
    """Change the state, if it is still the expected one. Raises Conflict `program.changed`, `program.other_active`.

    The version stays the same, so that an open editor can still save.
    """
    change = (
        update(program)
        .where(program.c.id == program_id, program.c.state == before.value)
        .values(state=after.value)
    )
    try:
        done = uow.conn.execute(change)
    except (
        IntegrityError
    ) as error:  # the unique index over active programs: somebody activated another one first
        raise Conflict("program.other_active", other="", other_id=0) from error
    if done.rowcount != 1:
        raise Conflict("program.changed", name="")


def delete_program(uow: UnitOfWork, stored: ProgramDraft) -> None:
    """Remove a program that nothing refers to."""
    groups = [item.id for item in stored.tier_groups]
    uow.conn.execute(delete(tier).where(tier.c.tier_group_id.in_(groups)))
    types = [item.id for item in stored.points_types]
    uow.conn.execute(delete(money_rate).where(money_rate.c.points_type_id.in_(types)))
    for child in (tier_group, points_type, partner, daily_close, program_close):
        uow.conn.execute(delete(child).where(child.c.program_id == stored.id))
    uow.conn.execute(delete(program).where(program.c.id == stored.id))


def _save_children(
    uow: UnitOfWork, program_id: int, stored: ProgramDraft | None, draft: ProgramDraft
) -> None:
    types_before = {item.id: item for item in stored.points_types} if stored else {}
    groups_before = {item.id: item for item in stored.tier_groups} if stored else {}
    partners_before = {item.id: item for item in stored.partners} if stored else {}
    _free_names(uow, points_type, types_before, {item.id: item for item in draft.points_types})
    _free_names(uow, tier_group, groups_before, {item.id: item for item in draft.tier_groups})
    _free_names(uow, partner, partners_before, {item.id: item for item in draft.partners})

    type_ids: dict[str, int] = {}
    for place, kind in enumerate(draft.points_types):
        columns = {**to_columns(POINTS_TYPE, kind), "position": place, "program_id": program_id}
        type_id = _upsert(uow, points_type, kind.id, types_before, columns)
        type_ids[kind.external_id] = type_id
        _save_rate(uow, type_id, types_before.get(kind.id), kind, draft.time_zone)
    for place, group in enumerate(draft.tier_groups):
        columns = {
            **to_columns(TIER_GROUP, group),
            "position": place,
            "program_id": program_id,
            "points_type_id": type_ids[group.points_type],
        }
        group_id = _upsert(uow, tier_group, group.id, groups_before, columns)
        before = groups_before.get(group.id)
        _save_tiers(uow, group_id, before.tiers if before else (), group.tiers)
    for item in draft.partners:
        columns = {**to_columns(PARTNER, item), "program_id": program_id}
        _upsert(uow, partner, item.id, partners_before, columns)

    for gone in groups_before.keys() - {item.id for item in draft.tier_groups}:
        uow.conn.execute(delete(tier).where(tier.c.tier_group_id == gone))
    _delete(uow, tier_group, groups_before.keys() - {item.id for item in draft.tier_groups})
    gone_types = types_before.keys() - {item.id for item in draft.points_types}
    uow.conn.execute(delete(money_rate).where(money_rate.c.points_type_id.in_(gone_types)))
    _delete(uow, points_type, gone_types)
    _delete(uow, partner, partners_before.keys() - {item.id for item in draft.partners})


def _save_rate(
    uow: UnitOfWork,
    points_type_id: int,
    before: PointsTypeDraft | None,
    draft: PointsTypeDraft,
    time_zone: str,
) -> None:
    """Store another money rate: from the program's local today on; from the beginning while nobody has such points."""
    if before is not None and before.money_rate == draft.money_rate:
        return
    used = exists().where(account.c.points_type_id == points_type_id)
    first = before is None or not uow.conn.execute(select(used)).scalar_one()
    day = FROM_THE_BEGINNING if first else local_day(uow.now_us, zone(time_zone))
    save_rate(uow, points_type_id, draft.money_rate, valid_from=day)


def _save_tiers(
    uow: UnitOfWork, group_id: int, stored: tuple[TierDraft, ...], tiers: tuple[TierDraft, ...]
) -> None:
    before = {item.id: item for item in stored}
    after = {item.id: item for item in tiers}
    _free_names(uow, tier, before, after)
    _delete(uow, tier, before.keys() - after.keys())
    for place, item in enumerate(tiers):
        columns = {
            **to_columns(TIER, item),
            "tier_group_id": group_id,
            "position": place,
        }
        _upsert(uow, tier, item.id, before, columns)


def _upsert(
    uow: UnitOfWork,
    target: Table,
    row_id: int | None,
    before: Mapping[int | None, object],
    columns: dict[str, Any],
) -> int:
    if row_id is None or row_id not in before:
        new_id = uow.ids.one(target.name)
        uow.conn.execute(insert(target).values(id=new_id, **columns))
        return new_id
    changes = {name: value for name, value in columns.items() if name != "program_id"}
    if "version" in target.c:
        changes["version"] = target.c.version + 1
    uow.conn.execute(update(target).where(target.c.id == row_id).values(**changes))
    return row_id


def _free_names(
    uow: UnitOfWork,
    target: Table,
    before: Mapping[int | None, Any],
    after: Mapping[int | None, Any],
) -> None:
    """Give rows whose external ID changes a temporary one (their row id), so that rows can swap external IDs."""
    parked = [
        key
        for key, old in before.items()
        if key not in after or after[key].external_id != old.external_id
    ]
    if parked:
        new = literal("\u00a0") + cast(target.c.id, target.c.external_id.type)
        uow.conn.execute(update(target).where(target.c.id.in_(parked)).values(external_id=new))


def _delete(uow: UnitOfWork, target: Table, ids: set[int | None]) -> None:
    if ids:
        uow.conn.execute(delete(target).where(target.c.id.in_(sorted(i for i in ids if i))))

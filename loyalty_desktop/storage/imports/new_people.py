"""Write the rows of a sheet that are new for certain straight from their blocks, in the caller's unit of work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.uuids import new_uuids
from loyalty_desktop.storage.bulk import Constant, insert_columns
from loyalty_desktop.storage.codes import PARTICIPANT_STATES
from loyalty_desktop.storage.imports.applying import CONSENTS, Slice
from loyalty_desktop.storage.imports.blocks import new_rows
from loyalty_desktop.storage.imports.plan import MatchPlan, profile_columns
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.row_hash import PARTICIPANT, stored_hash_sql
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_ACTIVE = PARTICIPANT_STATES[ParticipantState.ACTIVE]


def write_new(
    uow: UnitOfWork,
    staging: StagingFile,
    plan: MatchPlan,
    *,
    batch_id: int,
    rows: Slice,
    without: Collection[int] = (),
) -> range:
    """Insert the profiles of a slice's new rows, and participants when the plan enrols. Returns the ids of the people.

    `without` are row numbers that are written otherwise. A key that somebody else has taken meanwhile breaks the
    transaction off, which is then tried again (`storage.retrying`).
    """
    columns = profile_columns(frozenset(staging.columns()), enrols=plan.enrols)
    wanted = tuple(dict.fromkeys((*columns, "custom", "email_key", "search", *_OWN)))
    with staging.open() as conn:
        numbers, values = new_rows(conn, wanted, after=rows.after, upto=rows.upto, fill=plan.fill)
    if without:
        kept = [place for place, number in enumerate(numbers) if number not in without]
        values = {name: [column[p] for p in kept] for name, column in values.items()}
        numbers = [numbers[p] for p in kept]
    count = len(numbers)
    if not count:
        return range(0)
    first = uow.ids.take("profile", count)
    people = range(first, first + count)
    _profiles(uow, plan, batch_id, values, people)
    if plan.enrols and plan.program_id is not None:
        _participants(uow, plan.program_id, batch_id, values, people)
    return people


_OWN = ("registered_at", "comment")
"""Columns of a participant; in a sheet of profiles `registered_at` is the profile's."""


def _profiles(
    uow: UnitOfWork,
    plan: MatchPlan,
    batch_id: int,
    values: dict[str, list[Any]],
    people: range,
) -> None:
    columns = profile_columns(frozenset(values), enrols=plan.enrols)
    count = len(people)
    nothing: list[Any] = [None] * count
    search = values.get("search") or [""] * count
    named = values.get("external_id") or nothing
    if None in named:
        search = [
            f"{told or ''} l{who}".strip() if name is None else told
            for told, name, who in zip(search, named, people, strict=True)
        ]
        named = [
            f"L{who}" if name is None else name for name, who in zip(named, people, strict=True)
        ]
    made: dict[str, Sequence[Any] | Constant] = {
        "id": people,
        "profile_database_id": Constant(plan.database_id),
        "external_id": named,
        "search": search,
        "created_at": Constant(uow.now_us),
        "updated_at": Constant(uow.now_us),
        "import_batch_id": Constant(batch_id),
    }
    for name in (*columns, "custom", "email_key"):
        if name not in made and name in values:
            made[name] = _sparse(values[name])
    for consent in CONSENTS:
        if consent in made and consent in columns:
            given = values[consent]
            made[f"{consent}_at"] = _sparse([None if v is None else uow.now_us for v in given])
    registered = values.get("registered_at") if "registered_at" in columns else None
    made["registered_at"] = (
        Constant(uow.now_us)
        if registered is None
        else [uow.now_us if moment is None else moment for moment in registered]
    )
    insert_columns(uow.conn, "profile", made, count)
    keys = sorted(zip(named, people, strict=True))
    insert_columns(
        uow.conn,
        "profile_key",
        {
            "profile_database_id": Constant(plan.database_id),
            "external_id": [name for name, _ in keys],
            "profile_id": [who for _, who in keys],
        },
        count,
    )


def _participants(
    uow: UnitOfWork, program_id: int, batch_id: int, values: dict[str, list[Any]], people: range
) -> None:
    count = len(people)
    registered = values.get("registered_at")
    made: dict[str, Sequence[Any] | Constant] = {
        "id": people,
        "program_id": Constant(program_id),
        "uuid": new_uuids([(who, program_id) for who in people]),
        "state": Constant(_ACTIVE),
        "registered_at": Constant(uow.now_us)
        if registered is None
        else [uow.now_us if moment is None else moment for moment in registered],
        "created_at": Constant(uow.now_us),
        "import_batch_id": Constant(batch_id),
    }
    if "comment" in values:
        made["comment"] = _sparse(values["comment"])
    insert_columns(uow.conn, "participant", made, count)
    uow.conn.execute(
        text(
            f"INSERT INTO person (id, digest) SELECT m.id, {stored_hash_sql(uow.conn, PARTICIPANT, 'm')}"
            " FROM participant AS m WHERE m.program_id = :program_id AND m.id >= :first AND m.id < :past"
            " ORDER BY m.id"
        ),
        {"program_id": program_id, "first": people.start, "past": people.stop},
    )


def _sparse(column: list[Any]) -> Sequence[Any] | Constant:
    """Return a column; one without a value is written as NULL once, which the driver takes much less time over."""
    return Constant(None) if column.count(None) == len(column) else column

"""The target of an import: the profile database, program and points type that a request names, or the only ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loyalty_desktop.domain.days import instant, local_day, zone
from loyalty_desktop.domain.drafts import CustomFieldDraft, TierGroupDraft
from loyalty_desktop.domain.errors import InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import PointsKind, ProgramState
from loyalty_desktop.domain.phones import PHONE_REGION, known_region
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.spreadsheets.contract import (
    AllowedValue,
    SheetContext,
    SheetSchema,
    TierChoices,
)
from loyalty_desktop.storage.profile_databases import load_profile_database, profile_database_rows
from loyalty_desktop.storage.queries.closing import active_programs
from loyalty_desktop.storage.queries.profiles import setting
from loyalty_desktop.storage.queries.programs import load_program_draft, program_state
from loyalty_desktop.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class TierIds:
    """The tier group of a column: tier ids by external ID."""

    group_id: int
    ids: dict[str, int]


@dataclass(frozen=True, slots=True)
class Target:
    """The target of an import, and how its sheet is read. `points_types`: id by external ID; `tiers`: group by field."""

    database_id: int
    program_id: int | None
    points_type_id: int | None
    points_types: dict[str, int]
    custom_fields: tuple[CustomFieldDraft, ...]
    time_zone: str
    schema: SheetSchema
    program_names: tuple[str, ...] = ()
    tiers: dict[str, TierIds] = field(default_factory=dict)


def resolve(
    storage: Storage, request: ImportRequest, *, in_program: bool, active_only: bool = True
) -> Target:
    """Return the target of a request.

    `in_program`: rows of its kind belong to a program, not only to a profile database; `active_only`: that must be active.
    Raises InvalidInput `import.choose_database`, `import.choose_program`; NotFound; RuleViolation `program.not_active`.
    """
    program_id, points_type_id, points_types = None, None, {}
    names: tuple[str, ...] = ()
    types: tuple[AllowedValue, ...] = ()
    tiers: tuple[TierChoices, ...] = ()
    tier_ids: dict[str, TierIds] = {}
    with storage.read() as conn:
        if not in_program:
            database_id = request.database_id
            if database_id is None:
                bases = profile_database_rows(conn)
                if len(bases) != 1:
                    raise InvalidInput("import.choose_database", count=len(bases))
                database_id = bases[0].id
            time_zone = "UTC"
        else:
            program_id = request.program_id
            if program_id is None:
                active = active_programs(conn)
                if len(active) != 1:
                    raise InvalidInput("import.choose_program", count=len(active))
                program_id = active[0].id
            program = load_program_draft(conn, program_id)
            if program is None:
                raise NotFound("program.not_found", id=program_id)
            state = program_state(conn, program_id)
            if active_only and state != ProgramState.ACTIVE:
                raise RuleViolation("program.not_active", program=program.name, state=state)
            names = (program.external_id, program.name)
            database_id, time_zone = program.profile_database_id, program.time_zone
            live = [t for t in program.points_types if not t.archived]
            points_types = {t.external_id: t.id for t in live if t.id is not None}
            types = tuple(AllowedValue(t.external_id, t.name) for t in live)
            tiers, tier_ids = _tiers(program.tier_groups)
            points_type_id = request.points_type_id
            standard = [t.id for t in live if t.kind is PointsKind.STANDARD]
            if points_type_id is None and len(standard) == 1:
                points_type_id = standard[0]
        base = load_profile_database(conn, database_id)
        if base is None:
            raise NotFound("profile_database.not_found", id=database_id)
        region = known_region(request.phone_region) or setting(conn, PHONE_REGION) or ""
    known = {field.name for field in base.fields}
    fields = base.fields + tuple(
        CustomFieldDraft(new.name, new.label, new.kind, new.options)
        for new in request.new_fields
        if new.name not in known  # a saved matching brings fields that an import has made meanwhile
    )
    from loyalty_desktop.spreadsheets.schemas import schema

    context = SheetContext(
        time_zone=time_zone,
        region=region,
        custom_fields=fields,
        points_types=types,
        tiers=tiers,
        today=local_day(instant(storage.clock()), zone(time_zone)),
        value_words=request.value_words,
    )
    return Target(
        database_id=database_id,
        program_id=program_id,
        points_type_id=points_type_id,
        points_types=points_types,
        custom_fields=fields,
        time_zone=time_zone,
        schema=schema(request.kind, fields, context),
        program_names=names,
        tiers=tier_ids,
    )


def _tiers(
    groups: Sequence[TierGroupDraft],
) -> tuple[tuple[TierChoices, ...], dict[str, TierIds]]:
    """Return the allowed values of tier columns and their ids. `tier` is the first group's column, as in exports."""
    choices, ids = [], {}
    for place, group in enumerate(groups):
        if group.id is None or not group.tiers:
            continue
        name = "tier" if place == 0 else f"tier ({group.external_id})"
        listed = tuple(AllowedValue(t.external_id, t.name) for t in group.tiers)
        choices.append(TierChoices(name, group.name, listed))
        ids[name] = TierIds(
            group.id, {t.external_id: t.id for t in group.tiers if t.id is not None}
        )
    return tuple(choices), ids

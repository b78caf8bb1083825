"""Use cases of programs: make, change, activate, pause, archive, clone, delete. Each is one unit of work with its audit record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.differences import differences
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProgramDraft
from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.domain.programs import (
    ProgramFacts,
    changed_ladders,
    missing_for_activation,
    program_in_front,
    removed_tier_groups,
    validate,
)
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.services import rule_changes
from loyalty_desktop.services.rule_changes import LotsRedated
from loyalty_desktop.storage import programs as store
from loyalty_desktop.storage.queries import programs as queries
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

MAY_ACTIVATE = frozenset({ProgramState.DRAFT, ProgramState.PAUSED, ProgramState.ARCHIVED})


class TierKeeper(Protocol):
    """Updates the tiers of a program's participants after its tier groups changed."""

    def __call__(self, uow: UnitOfWork, program_id: int, changed: Collection[int]) -> object:
        """Runs in the unit of work that changed the tier groups; `changed` are those whose ladder is new or different."""


class ProgramsService:
    """Lists, makes and changes programs. `keep_tiers` is called after a change of the tier groups."""

    def __init__(self, storage: Storage, *, keep_tiers: TierKeeper) -> None:
        self._storage = storage
        self._keep_tiers = keep_tiers

    def list(self) -> list[ProgramRow]:
        """Return all programs with their numbers: active first, then paused, draft, archived."""
        with self._storage.read() as conn:
            return queries.program_rows(conn, at=instant(self._storage.clock()))

    def details(self, program_id: int) -> ProgramRow:
        """Return one program with its numbers. Raises NotFound `program.not_found`."""
        with self._storage.read() as conn:
            found = queries.program_rows(conn, program_id, at=instant(self._storage.clock()))
        if not found:
            raise NotFound("program.not_found")
        return found[0]

    def in_front(self, wanted: int | None) -> int | None:
        """Return the program that a screen shows when `wanted` was shown last; None when there is none."""
        return program_in_front(self.list(), wanted)

    def get(self, program_id: int) -> ProgramDraft:
        """Return a whole program to edit. Raises NotFound `program.not_found`."""
        with self._storage.read() as conn:
            found = queries.load_program_draft(conn, program_id)
        if found is None:
            raise NotFound("program.not_found")
        return found

    def validate(self, draft: ProgramDraft) -> ValidationReport:
        """Return all findings of a draft, new or stored; fields are dotted paths."""
        with self._storage.read() as conn:
            stored = None if draft.id is None else queries.load_program_draft(conn, draft.id)
            return validate(draft, queries.program_facts(conn, stored))

    def facts(self, program_id: int) -> ProgramFacts:
        """Return what validation needs about a stored program, so that a form can check every change by itself."""
        with self._storage.read() as conn:
            stored = queries.load_program_draft(conn, program_id)
            return queries.program_facts(conn, stored)

    def tier_counts(self, program_id: int) -> dict[int, int]:
        """Return how many participants are on each tier, by tier id, without those who left."""
        with self._storage.read() as conn:
            return queries.tier_counts(conn, program_id)

    @command
    def create(
        self, draft: ProgramDraft, *, database: ProfileDatabaseDraft | None = None
    ) -> Outcome[int]:
        """Make a program in state draft. Returns its id. With `database`, its profile database is made too.

        Raises InvalidInput with the first finding's code and field (those of the database begin with "database.").
        """
        changes = Changes()
        with self._storage.write() as uow:
            if database is not None:
                database_id = _database_in(uow, database)
                draft = replace(draft, profile_database_id=database_id)
                changes = Changes.of(Entity.PROFILE_DATABASE, [database_id])
            program_id = create_in(uow, draft)
        return Outcome(program_id, changes | Changes.of(Entity.PROGRAM, [program_id]))

    def redating(self, draft: ProgramDraft) -> tuple[LotsRedated, ...]:
        """Return what saving would do to open lots of each points type whose expiry changes, if it was to hold for them."""
        with self._storage.read() as conn:
            stored = None if draft.id is None else queries.load_program_draft(conn, draft.id)
            now_us = instant(self._storage.clock())
            return () if stored is None else rule_changes.look(conn, stored, draft, now_us)

    @command
    def update(self, draft: ProgramDraft, *, redate: Collection[int] = ()) -> Outcome[int]:
        """Store an edited program. Raises NotFound, InvalidInput, and Conflict `program.changed` if somebody saved it first.

        `redate` are points types whose changed rule of expiry holds for open lots too.
        """
        assert draft.id is not None  # noqa: S101 - only a stored draft is updated
        with self._storage.write() as uow:
            stored = _load(uow, draft.id)
            if stored.version != draft.version:
                raise Conflict("program.changed", name=stored.name)
            validate(draft, queries.program_facts(uow.conn, stored)).raise_first()
            store.save_program(uow, stored, draft)
            after = _load(uow, draft.id)
            rule_changes.redate_lots(uow, stored, after, redate)
            rule_changes.count_inactivity(uow, stored, after)
            changed = [group.id for group in changed_ladders(stored, after) if group.id is not None]
            if changed or removed_tier_groups(stored, after):
                self._keep_tiers(uow, draft.id, changed)
            old, new = differences(stored, after)
            _record(uow, "program.changed", draft.id, old, new)
        changes = Changes.of(Entity.PROGRAM, [draft.id]) | Changes.of(Entity.PARTICIPANT)
        return Outcome(draft.id, changes)

    @command
    def activate(self, program_id: int, *, pause_other: bool = False) -> Outcome[int]:
        """Activate the program. `pause_other` pauses the other active program of the profile database.

        Without it raises Conflict `program.other_active` (other, other_id). Raises RuleViolation `program.no_points_type`,
        and InvalidInput when the draft has errors.
        """
        with self._storage.write() as uow:
            changed = activate_in(uow, program_id, pause_other=pause_other)
        return Outcome(program_id, Changes.of(Entity.PROGRAM, changed))

    def pause(self, program_id: int) -> Outcome[int]:
        """Pause the program: points cannot be moved, all data stays. Raises RuleViolation `program.wrong_state` unless active."""
        return self._move(program_id, {ProgramState.ACTIVE}, ProgramState.PAUSED, "program.paused")

    def archive(self, program_id: int) -> Outcome[int]:
        """Archive the program. Raises RuleViolation `program.wrong_state` when it is already archived."""
        allowed = {ProgramState.DRAFT, ProgramState.ACTIVE, ProgramState.PAUSED}
        return self._move(program_id, allowed, ProgramState.ARCHIVED, "program.archived")

    def unarchive(self, program_id: int, to: ProgramState) -> Outcome[int]:
        """Take a program out of the archive into the state it had. Raises what `activate` raises, `program.wrong_state`."""
        if to is ProgramState.ACTIVE:
            return self.activate(program_id)
        return self._move(program_id, {ProgramState.ARCHIVED}, to, "program.unarchived")

    @command
    def clone(self, program_id: int, *, name: str, external_id: str) -> Outcome[int]:
        """Make a draft with the same points types, tier groups and partners, without participants. Returns its id."""
        with self._storage.write() as uow:
            source = _load(uow, program_id)
            draft = without_ids(replace(source, name=name, external_id=external_id))
            new_id = create_in(uow, draft, cloned_from=source.external_id)
        return Outcome(new_id, Changes.of(Entity.PROGRAM, [new_id]))

    @command
    def delete(self, program_id: int) -> Outcome[int]:
        """Delete a program that was never used. Raises RuleViolation `program.used`, `program.delete_active`."""
        with self._storage.write() as uow:
            stored = _load(uow, program_id)
            if queries.program_state(uow.conn, program_id) is ProgramState.ACTIVE:
                raise RuleViolation("program.delete_active", name=stored.name)
            use = queries.program_use(uow.conn, program_id)
            if use.used:
                raise RuleViolation(
                    "program.used",
                    name=stored.name,
                    participants=use.participants,
                    imports=use.imports,
                )
            store.delete_program(uow, stored)
            _, values = differences(None, stored)
            _record(uow, "program.deleted", program_id, values, None)
        return Outcome(program_id, Changes.of(Entity.PROGRAM, [program_id]))

    def never_used(self, program_id: int) -> bool:
        """Return whether nothing refers to the program, so that it can be deleted."""
        with self._storage.read() as conn:
            return not queries.program_use(conn, program_id).used

    @command
    def _move(
        self, program_id: int, allowed: set[ProgramState], after: ProgramState, action: str
    ) -> Outcome[int]:
        with self._storage.write() as uow:
            before = _state(uow, program_id)
            if before not in allowed:
                raise RuleViolation("program.wrong_state", state=before, wanted=after)
            store.set_state(uow, program_id, before=before, after=after)
            _record(uow, action, program_id, {"state": before.value}, {"state": after.value})
        return Outcome(program_id, Changes.of(Entity.PROGRAM, [program_id]))


def create_in(uow: UnitOfWork, draft: ProgramDraft, *, cloned_from: str | None = None) -> int:
    """Make a program in state draft in a unit of work. Returns its id. Raises InvalidInput."""
    draft = without_ids(draft)
    validate(draft, queries.program_facts(uow.conn, None)).raise_first()
    program_id = store.insert_program(uow, draft, state=ProgramState.DRAFT)
    _, values = differences(None, _load(uow, program_id))
    if cloned_from is not None:
        values["cloned_from"] = cloned_from
    _record(uow, "program.created", program_id, None, values)
    return program_id


def activate_in(uow: UnitOfWork, program_id: int, *, pause_other: bool = False) -> list[int]:
    """Activate a program in a unit of work. Returns ids of the programs whose state changed."""
    draft = _load(uow, program_id)
    before = _state(uow, program_id)
    if before not in MAY_ACTIVATE:
        raise RuleViolation("program.wrong_state", state=before, wanted=ProgramState.ACTIVE)
    validate(draft, queries.program_facts(uow.conn, draft)).raise_first()
    missing = missing_for_activation(draft)
    if missing is not None:
        raise RuleViolation(missing, name=draft.name)
    changed = [program_id]
    other = queries.active_program(uow.conn, draft.profile_database_id)
    if other is not None:
        other_id, other_name = other
        if not pause_other:
            raise Conflict("program.other_active", other=other_name, other_id=other_id)
        active, paused = ProgramState.ACTIVE, ProgramState.PAUSED
        store.set_state(uow, other_id, before=active, after=paused)
        _record(uow, "program.paused", other_id, {"state": active.value}, {"state": paused.value})
        changed.append(other_id)
    store.set_state(uow, program_id, before=before, after=ProgramState.ACTIVE)
    if before is not ProgramState.DRAFT:
        from loyalty_desktop.services.ledger.closing import resume_in

        resume_in(uow, program_id)
    _record(
        uow,
        "program.activated",
        program_id,
        {"state": before.value},
        {"state": ProgramState.ACTIVE.value},
    )
    return changed


def _database_in(uow: UnitOfWork, database: ProfileDatabaseDraft) -> int:
    from loyalty_desktop.services.profile_databases import create_in as create_database_in

    try:
        return create_database_in(uow, database)
    except InvalidInput as error:
        params = {**error.params, "field": f"database.{error.params.get('field', '')}"}
        raise InvalidInput(error.code, **params) from error


def without_ids(draft: ProgramDraft) -> ProgramDraft:
    """Return the program as a new draft, without ids and versions."""
    return replace(
        draft,
        id=None,
        version=0,
        points_types=tuple(replace(item, id=None, version=0) for item in draft.points_types),
        tier_groups=tuple(
            replace(
                group,
                id=None,
                version=0,
                tiers=tuple(replace(tier, id=None) for tier in group.tiers),
            )
            for group in draft.tier_groups
        ),
        partners=tuple(replace(item, id=None, version=0) for item in draft.partners),
    )


def _load(uow: UnitOfWork, program_id: int) -> ProgramDraft:
    found = queries.load_program_draft(uow.conn, program_id)
    if found is None:
        raise NotFound("program.not_found")
    return found


def _state(uow: UnitOfWork, program_id: int) -> ProgramState:
    found = queries.program_state(uow.conn, program_id)
    if found is None:
        raise NotFound("program.not_found")
    return found


def _record(
    uow: UnitOfWork,
    action: str,
    program_id: int,
    before: dict[str, object] | None,
    after: dict[str, object] | None,
) -> None:
    uow.audit(
        action,
        entity="program",
        entity_id=program_id,
        program_id=program_id,
        before=before,
        after=after,
    )

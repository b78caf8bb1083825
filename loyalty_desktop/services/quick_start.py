"""Quick start: make an active program with points and tiers in one unit of work.

The wizard, `init --quick-start` and the tests call it; its defaults are in domain/quick_start.py.
"""

from __future__ import annotations

from dataclasses import replace

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.phones import known_region
from loyalty_desktop.domain.profile_databases import validate_profile_database
from loyalty_desktop.domain.programs import validate
from loyalty_desktop.domain.quick_start import (
    FirstParticipant,
    QuickStartDone,
    QuickStartDraft,
    QuickStartResult,
    database_of,
    program_of,
)
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.services.ledger.points import PointsService
from loyalty_desktop.services.participants import ParticipantsService
from loyalty_desktop.services.profile_databases import create_in as create_database_in
from loyalty_desktop.services.programs import activate_in, create_in
from loyalty_desktop.services.settings import store_phone_region
from loyalty_desktop.storage.profile_databases import database_by_external_id
from loyalty_desktop.storage.queries.programs import program_facts
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage


@command
def quick_start(storage: Storage, draft: QuickStartDraft) -> Outcome[QuickStartResult]:
    """Make (or reuse) the profile database, make the program and activate it.

    Raises InvalidInput for errors in the draft, and Conflict `program.other_active` unless `draft.pause_other`; nothing is
    made then.
    """
    region = known_region(draft.phone_region)
    with storage.write() as uow:
        database_id = database_by_external_id(uow.conn, draft.database_external_id)
        changes = Changes()
        if database_id is None:
            database_id = create_database_in(uow, database_of(draft))
            changes = Changes.of(Entity.PROFILE_DATABASE, [database_id])
        program_id = create_in(uow, program_of(draft, database_id))
        changed = activate_in(uow, program_id, pause_other=draft.pause_other)
        if region:
            store_phone_region(uow, region)
    changes |= Changes.of(Entity.PROGRAM, changed)
    if region:
        changes |= Changes.of(Entity.SETTING)
    return Outcome(QuickStartResult(program_id, database_id), changes)


def quick_start_with(
    storage: Storage,
    participants: ParticipantsService,
    points: PointsService,
    draft: QuickStartDraft,
    first: FirstParticipant | None,
    *,
    key: str,
) -> Outcome[QuickStartDone]:
    """Run the quick start, then make the first participant and its first accrual (once per `key`).

    Raises the same as `quick_start`. When only the participant fails, the program is kept and the result has the problem.
    """
    made = quick_start(storage, draft)
    done, changes = QuickStartDone(made.value.program_id), made.changes
    if first is None:
        return Outcome(done, changes)
    try:
        joined = participants.join_new(done.program_id, first.profile)
        changes |= joined.changes
        done = replace(done, participant_id=joined.value)
        if first.points:
            points_type = participants.layout(done.program_id).points_types[0]
            accrued = points.accrue(joined.value, points_type.id, first.points, key=key)
            changes |= accrued.changes
    except LoyaltyError as error:
        done = replace(done, problem=error)
    return Outcome(done, changes)


def check(storage: Storage, draft: QuickStartDraft) -> ValidationReport:
    """Return findings of the answers so far, with paths of the program draft; those of the database begin with "database."."""
    with storage.read() as conn:
        existing = database_by_external_id(conn, draft.database_external_id)
        facts = program_facts(conn, None)
    if existing is None:  # it will be made
        facts = replace(facts, database_ids=None)
    found = list(validate(program_of(draft, existing or 1), facts).findings)
    if existing is None:
        base = validate_profile_database(database_of(draft))
        found.extend(replace(item, field=f"database.{item.field}") for item in base.findings)
    return ValidationReport(tuple(found))

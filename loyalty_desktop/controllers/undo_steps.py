"""How each kind of work is undone and redone, by calls of services."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from loyalty_desktop.controllers.undo import UndoStep
from loyalty_desktop.domain.changes import Changes, Outcome
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.participants import ParticipantKey
from loyalty_desktop.services.container import Services

Params = Mapping[str, Any]


def points_step(
    services: Services,
    code: str,
    params: Params,
    transaction: tuple[int, int],
    again: Callable[[str], Outcome[Any]],
) -> UndoStep:
    """Return the step of a points command. `transaction` is (participant, id); `again` posts it under a new key."""
    participant_id, current = transaction

    def undo(reason: str) -> Changes:
        key = f"undo-{uuid.uuid4()}"
        return services.points.cancel(participant_id, current, key=key, reason=reason).changes

    def redo() -> Changes:
        nonlocal current
        outcome = again(f"redo-{uuid.uuid4()}")
        current = outcome.value.id
        return outcome.changes

    return UndoStep(code, params, undo, redo)


def block_step(services: Services, params: Params, who: ParticipantKey, reason: str) -> UndoStep:
    """Return the step of blocking a participant with this reason."""
    participants = services.participants
    return UndoStep(
        "participant.block",
        params,
        lambda _reason: participants.unblock(*who).changes,
        lambda: participants.block(*who, reason).changes,
    )


def unblock_step(services: Services, params: Params, who: ParticipantKey, reason: str) -> UndoStep:
    """Return the step of unblocking a participant; `reason` is that of the block that was lifted."""
    participants = services.participants
    return UndoStep(
        "participant.unblock",
        params,
        lambda told: participants.block(*who, reason or told).changes,
        lambda: participants.unblock(*who).changes,
    )


def profile_step(
    services: Services,
    params: Params,
    who: ParticipantKey,
    before: tuple[ProfileDraft, str],
    after: tuple[ProfileDraft, str],
) -> UndoStep:
    """Return the step of saving a profile with the participant's comment. Refused when somebody changed it since."""
    profile_id = before[0].id or 0
    version = services.profiles.get(profile_id).version

    def put(wanted: tuple[ProfileDraft, str]) -> Changes:
        nonlocal version
        draft = replace(wanted[0], version=version)
        changes = services.participants.save_profile(*who, draft, wanted[1]).changes
        version = services.profiles.get(profile_id).version
        return changes

    return UndoStep("profile.save", params, lambda _reason: put(before), lambda: put(after))


Floor = tuple[int, date, str] | None
"""A tier set by hand: tier, last day, reason."""


def tier_step(
    services: Services, params: Params, who: tuple[int, int], before: Floor, after: Floor
) -> UndoStep:
    """Return the step of setting a tier by hand. `who` is (participant, tier group)."""

    def put(floor: Floor, reason: str) -> Changes:
        if floor is None:
            return services.tiers.clear_manual(*who, reason).changes
        tier_id, until, said = floor
        return services.tiers.set_manual(*who, tier_id, until, said).changes

    reason_again = after[2] if after else ""
    return UndoStep(
        "tier.manual",
        params,
        lambda reason: put(before, reason),
        lambda: put(after, reason_again),
    )


def archive_step(
    services: Services, params: Params, program_id: int, before: ProgramState
) -> UndoStep:
    """Return the step of archiving a program."""
    return UndoStep(
        "program.archive",
        params,
        lambda _reason: services.programs.unarchive(program_id, before).changes,
        lambda: services.programs.archive(program_id).changes,
    )


def import_step(params: Params, batch_id: int) -> UndoStep:
    """Return the step of an import. Its undo shows what would be removed and asks first."""
    return UndoStep("import", params, route=("imports", {"batch_id": batch_id, "action": "undo"}))

"""Use cases of participants: join, block, leave, comment, find; and the list of up to a million."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from loyalty_desktop.domain.changes import Changes, Entity, Outcome, kept
from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import ParticipantState, ProgramState
from loyalty_desktop.domain.participants import BulkResult, Selection, check_comment, check_reason
from loyalty_desktop.domain.program_rows import ProgramOutline
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.participant_lists import ParticipantLists, known_program, known_record
from loyalty_desktop.services.profiles import ProfilesService
from loyalty_desktop.storage import participants as store
from loyalty_desktop.storage import statistics
from loyalty_desktop.storage.queries import participants as queries
from loyalty_desktop.storage.queries import profiles as profile_queries
from loyalty_desktop.storage.queries import program_outline
from loyalty_desktop.storage.queries.participants import ParticipantRecord
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import UnitOfWork

JOIN_CHUNK = 100_000
"""How many participants one unit of work of `join_all` makes."""

CHUNK = 500
"""How many participants one statement changes."""

_EVERYBODY = Changes({Entity.PARTICIPANT: (), Entity.ACCOUNT: (), Entity.TIER_STATE: ()})
"""What joining everybody changes, also when it stops after some chunks."""
_JOINED = ("account", "membership", "participant", "person", "tier_history", "tier_state")
"""The tables that joining everybody writes."""


class ParticipantsService(ParticipantLists):
    """Participants of the programs."""

    @command
    def join(
        self,
        program_id: int,
        profile_id: int,
        *,
        registered_at: datetime | None = None,
        comment: str = "",
    ) -> Outcome[int]:
        """Make a profile a participant (again, if it has left), with initial balances and first tiers.

        Raises RuleViolation `program.not_active`, Conflict `participant.exists`, InvalidInput `participant.future`.
        """
        with self._storage.write() as uow:
            participant_id = join_in(
                uow, program_id, profile_id, registered_at=registered_at, comment=comment
            )
        return Outcome(participant_id, _joined(program_id, participant_id))

    @command
    def join_new(
        self,
        program_id: int,
        draft: ProfileDraft,
        *,
        registered_at: datetime | None = None,
        comment: str = "",
    ) -> Outcome[int]:
        """Make a new profile and its participant in one unit of work. Returns the participant's id."""
        with self._storage.write() as uow:
            program = _active_program(uow, program_id)
            profile_id = ProfilesService(self._storage).create_in(
                uow, program.profile_database_id, draft
            )
            participant_id = join_in(
                uow, program_id, profile_id, registered_at=registered_at, comment=comment
            )
        return Outcome(
            participant_id,
            _joined(program_id, participant_id) | Changes.of(Entity.PROFILE, [profile_id]),
        )

    def join_all(self, program_id: int, progress: Progress = NO_PROGRESS) -> Outcome[int]:
        """Make every profile of the program's database a participant. Returns how many joined.

        Works in chunks of JOIN_CHUNK, each in a unit of work; another call continues where this one stopped.
        """
        with kept(lambda: _EVERYBODY):
            return Outcome(self._join_all(program_id, progress), _EVERYBODY)

    def _join_all(self, program_id: int, progress: Progress) -> int:
        done = 0
        with self._storage.read() as conn:
            program = known_program(program_outline.program(conn, program_id), program_id)
            left = queries.profiles_not_enrolled(conn, program_id, program.profile_database_id)
        progress.phase("participants.join", left)
        while count := self._join_chunk(program_id):
            done += count
            progress.advance(count)
        statistics.refresh(self._storage, _JOINED, written=done)
        return done

    @command
    def _join_chunk(self, program_id: int) -> int:
        with self._storage.write() as uow:
            program = _active_program(uow, program_id)
            ids = store.join_all(
                uow,
                program_id=program_id,
                database_id=program.profile_database_id,
                limit=JOIN_CHUNK,
            )
            if ids:
                _start_membership(uow, program_id, ids)
                uow.audit(
                    "participants.joined_all",
                    entity="participant",
                    program_id=program_id,
                    after={"count": len(ids), "first_id": ids[0], "last_id": ids[-1]},
                )
        return len(ids)

    def block(self, program_id: int, participant_id: int, reason: str) -> Outcome[int]:
        """Block an active participant: all operations are refused from now on. Raises RuleViolation, InvalidInput."""
        trimmed = check_reason(reason)
        return self._change_state(
            program_id,
            participant_id,
            allowed=(ParticipantState.ACTIVE,),
            to=ParticipantState.BLOCKED,
            values={"blocked_reason": trimmed},
            action="participant.blocked",
        )

    @command
    def block_all(
        self, program_id: int, selection: Selection, reason: str, progress: Progress = NO_PROGRESS
    ) -> Outcome[BulkResult]:
        """Block the active participants of a selection, in one unit of work."""
        trimmed = check_reason(reason)
        ids = self.resolve(program_id, selection)
        progress.phase("participants.block", len(ids))
        blocked: list[int] = []
        with self._storage.write() as uow:
            for start in range(0, len(ids), CHUNK):
                chunk = list(ids[start : start + CHUNK])
                blocked += store.set_state(
                    uow,
                    chunk,
                    program_id=program_id,
                    from_state=ParticipantState.ACTIVE,
                    to_state=ParticipantState.BLOCKED,
                    reason=trimmed,
                )
                progress.advance(len(chunk))
            for each in blocked:
                uow.audit(
                    "participant.blocked",
                    entity="participant",
                    entity_id=each,
                    program_id=program_id,
                    participant_id=each,
                    before={"state": "active"},
                    after={"state": "blocked", "blocked_reason": trimmed},
                )
        changes = _people(program_id, blocked) if blocked else Changes()
        return Outcome(BulkResult(len(ids), len(blocked)), changes)

    def unblock(self, program_id: int, participant_id: int) -> Outcome[int]:
        """Allow operations again. Raises RuleViolation `participant.not_blocked`."""
        return self._change_state(
            program_id,
            participant_id,
            allowed=(ParticipantState.BLOCKED,),
            to=ParticipantState.ACTIVE,
            values={"blocked_reason": None},
            action="participant.unblocked",
        )

    def leave(self, program_id: int, participant_id: int) -> Outcome[int]:
        """Let the participant leave the program. The points stay, and the participant can join again."""
        return self._change_state(
            program_id,
            participant_id,
            allowed=(ParticipantState.ACTIVE, ParticipantState.BLOCKED),
            to=ParticipantState.LEFT,
            values={"blocked_reason": None},
            action="participant.left",
        )

    @command
    def set_comment(self, program_id: int, participant_id: int, comment: str) -> Outcome[int]:
        """Change the comment."""
        with self._storage.write() as uow:
            _set_comment(uow, program_id, participant_id, comment)
        return Outcome(participant_id, _people(program_id, [participant_id]))

    @command
    def save_profile(
        self, program_id: int, participant_id: int, draft: ProfileDraft, comment: str
    ) -> Outcome[int]:
        """Store the participant's edited profile and comment in one unit of work: both or neither.

        Raises the same as ProfilesService.update, and InvalidInput `profile.not_found` for another participant's profile.
        """
        with self._storage.write() as uow:
            record = known_record(uow.conn, program_id, participant_id)
            if draft.id != record.id:
                raise InvalidInput("profile.not_found", field="id")
            profile_id = ProfilesService(self._storage).update_in(uow, draft)
            _set_comment(uow, program_id, participant_id, comment)
        return Outcome(
            participant_id,
            Changes.of(Entity.PROFILE, [profile_id]) | _people(program_id, [participant_id]),
        )

    @command
    def _change_state(
        self,
        program_id: int,
        participant_id: int,
        *,
        allowed: tuple[ParticipantState, ...],
        to: ParticipantState,
        values: dict[str, Any],
        action: str,
    ) -> Outcome[int]:
        with self._storage.write() as uow:
            before = known_record(uow.conn, program_id, participant_id)
            state = ParticipantState(before.state)
            if state not in allowed:
                raise RuleViolation(_refusals(state), reason=before.blocked_reason or "")
            values = {"state": to, **values}
            if to is ParticipantState.LEFT:
                values["left_at"] = uow.now_us
            _change(uow, before, values, action=action, old=("state", "blocked_reason"))
        return Outcome(participant_id, _people(program_id, [participant_id]))


def _set_comment(uow: UnitOfWork, program_id: int, participant_id: int, comment: str) -> None:
    text = check_comment(comment)
    before = known_record(uow.conn, program_id, participant_id)
    if before.comment != text:
        _change(uow, before, {"comment": text}, action="participant.commented", old=("comment",))


def join_in(
    uow: UnitOfWork,
    program_id: int,
    profile_id: int,
    *,
    registered_at: datetime | None = None,
    comment: str = "",
) -> int:
    """Join in a given unit of work; see ParticipantsService.join."""
    program = _active_program(uow, program_id)
    row = profile_queries.profile(uow.conn, profile_id)
    if row is None:
        raise NotFound("profile.not_found", id=profile_id)
    if row.profile_database_id != program.profile_database_id:
        raise InvalidInput("participant.other_database", database=program.database_name)
    registered = uow.now_us if registered_at is None else instant(registered_at)
    if registered > uow.now_us:
        raise InvalidInput("participant.future", field="registered_at")
    uow.lock_people([profile_id])
    if queries.record(uow.conn, program_id, profile_id) is not None:
        return _rejoin(
            uow,
            program_id,
            profile_id,
            since=None if registered_at is None else registered,
            external_id=row.profile.external_id,
        )
    note = check_comment(comment)
    store.insert_participants(uow, program_id, [profile_id], registered_at=registered, comment=note)
    _start_membership(uow, program_id, [profile_id])
    uow.audit(
        "participant.joined",
        entity="participant",
        entity_id=profile_id,
        program_id=program_id,
        participant_id=profile_id,
        after={
            "program_id": program_id,
            "state": str(ParticipantState.ACTIVE),
            "registered_at": registered,
            "comment": note,
        },
    )
    return profile_id


def _rejoin(
    uow: UnitOfWork, program_id: int, participant_id: int, *, since: int | None, external_id: str
) -> int:
    before = known_record(uow.conn, program_id, participant_id)
    if before.state != ParticipantState.LEFT:
        raise Conflict("participant.exists", external_id=external_id)
    values: dict[str, Any] = {"state": ParticipantState.ACTIVE, "left_at": None}
    old = ("state", "left_at")
    _change(uow, before, values, action="participant.rejoined", old=old, since=since)
    _start_membership(uow, program_id, [participant_id])
    return participant_id


def _start_membership(uow: UnitOfWork, program_id: int, ids: Sequence[int]) -> None:
    """Give first tiers and initial balances to those who have not had them."""
    from loyalty_desktop.services import tiers
    from loyalty_desktop.services.ledger import posting

    tiers.start_in(uow, program_id, ids)
    posting.grant_initial(uow, program_id, ids)


def _change(
    uow: UnitOfWork,
    before: ParticipantRecord,
    values: dict[str, Any],
    *,
    action: str,
    old: tuple[str, ...],
    since: int | None = None,
) -> None:
    changed = store.update_participant(
        uow,
        before.program_id,
        before.id,
        version=before.version,
        values=values,
        since=since,
    )
    if not changed:
        raise Conflict("participant.changed", id=before.id)
    uow.audit(
        action,
        entity="participant",
        entity_id=before.id,
        program_id=before.program_id,
        participant_id=before.id,
        before={name: getattr(before, name) for name in old},
        after=values,
    )


def _refusals(state: ParticipantState) -> str:
    return {
        ParticipantState.ACTIVE: "participant.not_blocked",
        ParticipantState.BLOCKED: "participant.blocked",
        ParticipantState.LEFT: "participant.left",
    }[state]


def _active_program(uow: UnitOfWork, program_id: int) -> ProgramOutline:
    program = known_program(program_outline.program(uow.conn, program_id), program_id)
    if program.state != ProgramState.ACTIVE:
        raise RuleViolation("program.not_active", program=program.name, state=program.state)
    return program


def _people(program_id: int, participant_ids: Iterable[int]) -> Changes:
    return Changes.of_people(Entity.PARTICIPANT, program_id, participant_ids)


def _joined(program_id: int, participant_id: int) -> Changes:
    one = ((program_id, participant_id),)
    return Changes({Entity.PARTICIPANT: one, Entity.ACCOUNT: one, Entity.TIER_STATE: one})

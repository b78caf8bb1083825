"""Write the rows of an import into participants: set-based, in the caller's unit of work, after their profiles.

As in applying.py every statement checks that nothing changed; otherwise it is a Conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.storage import memberships
from loyalty_desktop.storage.codes import PARTICIPANT_STATES
from loyalty_desktop.storage.imports.applying import (
    NOW,
    WHERE,
    Made,
    Slice,
    count_rows,
    remember_changes,
    run_checked,
)
from loyalty_desktop.storage.imports.plan import MatchPlan
from loyalty_desktop.storage.imports.staging import Staged
from loyalty_desktop.storage.memberships import StateStep
from loyalty_desktop.storage.row_hash import PARTICIPANT, stored_hash_sql
from loyalty_desktop.storage.sql import json_has, json_member, new_uuid
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_ACTIVE, _BLOCKED, _LEFT = (PARTICIPANT_STATES[state] for state in ParticipantState)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a slice wrote: the participants who are new or active again, and how many were changed."""

    new: int
    started: tuple[int, ...]
    changed: int


def apply_participants(
    uow: UnitOfWork,
    staged: Staged,
    plan: MatchPlan,
    *,
    batch_id: int,
    rows: Slice,
    profiles: Made,
) -> Enrolled:
    """Insert new participants of a slice (their profiles already exist) and update changed ones."""
    params = {
        **rows.params,
        "batch": batch_id,
        "now": uow.now_us,
        "program_id": plan.program_id,
        "first_profile": profiles.first,
    }
    uow.store_people()
    _lock(uow, staged, rows)
    try:
        new, steps = _insert(uow, staged, params)
        changed = _update(uow, staged, params)
    except IntegrityError as error:
        raise Conflict("import.data_changed") from error
    turned = list(_turned(uow, staged, rows))
    back = [step.participant_id for step, was in turned if _is_back(step, was)]
    steps += [step for step, _ in turned]
    if plan.program_id is not None:
        memberships.record(uow, plan.program_id, steps, import_batch_id=batch_id)
    return Enrolled(len(new), tuple(sorted([*new, *back])), changed)


def _is_back(step: StateStep, was: str) -> bool:
    return was == ParticipantState.LEFT and step.state is ParticipantState.ACTIVE


def _lock(uow: UnitOfWork, staged: Staged, rows: Slice) -> None:
    """Lock the people whose participants are made or changed, ascending. New profiles are nobody else's yet."""
    if staged.sqlite:
        return
    uow.conn.execute(
        text(
            f"SELECT id FROM person WHERE id IN (SELECT v.profile_id FROM {staged.verdict} AS v"
            f" WHERE v.participant_verdict <> 'unchanged' AND {WHERE}) ORDER BY id FOR UPDATE"
        ),
        rows.params,
    )


def _insert(
    uow: UnitOfWork, staged: Staged, params: dict[str, Any]
) -> tuple[list[int], list[StateStep]]:
    which = "v.participant_verdict = 'new'"
    count = count_rows(uow, staged, params, which)
    if not count:
        return [], []
    have = staged.columns
    state = "1"
    if "state" in have:
        cases = "".join(f" WHEN '{word}' THEN {n}" for word, n in PARTICIPANT_STATES.items())
        state = f"CASE COALESCE(r.state, 'active'){cases} END"
    comment = "r.comment" if "comment" in have else "NULL"
    registered = "COALESCE(r.registered_at, :now)" if "registered_at" in have else ":now"
    found = (
        f"FROM {staged.verdict} AS v JOIN {staged.row} AS r ON r.row_no = v.row_no"
        " LEFT JOIN (SELECT v.row_no AS row_no, :first_profile + ROW_NUMBER() OVER (ORDER BY v.row_no) - 1 AS id"
        f" FROM {staged.verdict} AS v WHERE v.profile_verdict = 'new' AND {WHERE}) AS n ON n.row_no = v.row_no"
        f" WHERE {which} AND {WHERE}"
    )
    who = "CAST(COALESCE(v.profile_id, n.id) AS BIGINT)"
    program = "CAST(:program_id AS BIGINT)"
    listed = uow.conn.execute(
        text(f"SELECT {who} AS who, {state} AS state, {comment} AS comment {found} ORDER BY who"),
        params,
    ).all()
    run_checked(
        uow,
        "INSERT INTO participant (id, program_id, uuid, state, blocked_reason, registered_at, left_at,"
        " comment, created_at, import_batch_id)"
        f" SELECT {who}, {program}, {new_uuid(staged.sqlite, who, program)}, {state},"
        f" CASE WHEN {state} = {_BLOCKED} THEN COALESCE({comment}, '') END,"
        f" CAST({registered} AS BIGINT), CASE WHEN {state} = {_LEFT} THEN {NOW} END,"
        f" {comment}, {NOW}, CAST(:batch AS BIGINT) {found} ORDER BY {who}",
        params,
        count,
    )
    run_checked(
        uow,
        f"INSERT INTO person (id, digest) SELECT m.id, {stored_hash_sql(uow.conn, PARTICIPANT, 'm')}"
        f" FROM participant AS m WHERE m.program_id = {program} AND m.id IN (SELECT {who} {found}) ORDER BY m.id"
        " ON CONFLICT (id) DO UPDATE SET digest = person.digest + excluded.digest",
        params,
        count,
    )
    steps = [
        StateStep(who, ParticipantState.BLOCKED, uow.now_us, said or "")
        if number == _BLOCKED
        else StateStep(who, ParticipantState.LEFT, uow.now_us)
        for who, number, said in listed
        if number != _ACTIVE
    ]
    return [int(row[0]) for row in listed], steps


def _update(uow: UnitOfWork, staged: Staged, params: dict[str, Any]) -> int:
    which = "v.participant_verdict = 'changed'"
    count = count_rows(uow, staged, params, which)
    if not count:
        return 0
    remember_changes(uow, staged, params, "participant")
    sets = {"version": "participant.version + 1"}
    if "comment" in staged.columns:
        sets["comment"] = "COALESCE(r.comment, participant.comment)"
    turned = json_has(staged.sqlite, "v.participant_after", "state")
    for column, kind in (("state", ""), ("blocked_reason", "TEXT"), ("left_at", "BIGINT")):
        member = json_member(staged.sqlite, "v.participant_after", column)
        if column == "state":
            cases = "".join(f" WHEN '{word}' THEN {n}" for word, n in PARTICIPANT_STATES.items())
            value = f"CASE {member}{cases} END"
        else:
            value = f"CAST({member} AS {kind})"
        sets[column] = f"CASE WHEN {turned} THEN {value} ELSE participant.{column} END"
    assignments = ", ".join(f"{column} = {value}" for column, value in sets.items())
    run_checked(
        uow,
        f"UPDATE participant SET {assignments}"
        f" FROM {staged.verdict} AS v JOIN {staged.row} AS r ON r.row_no = v.row_no"
        f" WHERE {which} AND {WHERE} AND participant.id = v.participant_id"
        " AND participant.program_id = :program_id AND participant.version = v.participant_version",
        params,
        count,
    )
    return count


def _turned(uow: UnitOfWork, staged: Staged, rows: Slice) -> Iterator[tuple[StateStep, str]]:
    """Yield each change of a state in a slice, with the state before it."""
    found = uow.conn.execute(
        text(
            f"SELECT v.participant_id, v.participant_before, v.participant_after FROM {staged.verdict} AS v"
            f" WHERE v.participant_verdict = 'changed' AND {WHERE}"
            f" AND {json_has(staged.sqlite, 'v.participant_after', 'state')} ORDER BY v.participant_id"
        ),
        rows.params,
    )
    for who, before, after in found:
        now = json.loads(after)
        step = StateStep(
            int(who), ParticipantState(now["state"]), uow.now_us, now.get("blocked_reason")
        )
        yield step, json.loads(before)["state"]

"""Compare staged rows with the workspace: which profiles and participants are new, changed or unchanged.

Set-based. In SQLite the verdicts are written directly to the staging file; from PostgreSQL they are fetched. What a row
changes is stored as JSON objects `before` and `after` with the columns of the table (custom fields: the whole `custom`
text), which apply, undo and the check grid use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.entities.profiles import SEARCHED
from loyalty_desktop.domain.kinds import ImportMode, ParticipantState
from loyalty_desktop.domain.text import search_text
from loyalty_desktop.storage.codes import PARTICIPANT_STATES, word_sql
from loyalty_desktop.storage.imports.keys import find_profile, key_problems
from loyalty_desktop.storage.imports.plan import MatchPlan, Problem, profile_columns
from loyalty_desktop.storage.imports.staging import Staged, StagingFile
from loyalty_desktop.storage.sql import json_quoted

LEFT = PARTICIPANT_STATES[ParticipantState.LEFT]
_CONSENTS = ("consent_marketing", "consent_program")
JUDGED = (
    "row_no", "verdict", "profile_verdict", "profile_id", "profile_version", "before", "after",
    "participant_verdict", "participant_id", "participant_version", "participant_before", "participant_after",
    "search",
)  # fmt: skip


def match(staged: Staged, staging: StagingFile, plan: MatchPlan) -> list[Problem]:
    """Set the verdict of every row that is not rejected yet. Returns the problems that matching found.

    In SQLite this writes the verdict table; for PostgreSQL the caller passes `staging` to write it.
    """
    if staged.sqlite:
        query, params = _judgement(staged, plan)
        columns = ", ".join(JUDGED)
        staged.conn.execute(text(f"INSERT INTO {staged.verdict} ({columns}) {query}"), params)
    else:
        staging.add_verdicts(JUDGED, judged(staged, plan))
    return list(key_problems(staged, plan))


def judged(staged: Staged, plan: MatchPlan) -> Iterator[tuple[Any, ...]]:
    """Yield the verdict of every row that has none yet: the columns JUDGED of the verdict table."""
    query, params = _judgement(staged, plan)
    rows = staged.conn.execute(text(query), params, execution_options={"yield_per": 10_000})
    for row in rows:
        yield tuple(row) if staged.sqlite else _from_postgres(tuple(row))


def other_registrations(staged: Staged, plan: MatchPlan) -> list[Problem]:
    """Return rows that give a participant another time of registration, which never changes; sheets hold whole seconds."""
    if not plan.enrols or "registered_at" not in staged.columns:
        return []
    params: dict[str, Any] = {"database_id": plan.database_id, "program_id": plan.program_id}
    join, found, _ = find_profile(staged, plan, params)
    query = (
        f"SELECT r.row_no FROM {staged.row} AS r {join} JOIN participant AS m ON m.id = {found}"
        " AND m.program_id = :program_id WHERE r.ok = 1 AND r.registered_at IS NOT NULL"
        " AND r.registered_at / 1000000 <> m.registered_at / 1000000 ORDER BY r.row_no"
    )
    rows = staged.conn.execute(text(query), params).scalars()
    return [(int(n), "registered_at", "import.registered_before", {}) for n in rows]


def _from_postgres(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a fetched verdict with canonical custom JSON and the search text."""
    *copied, search_parts = row
    if copied[6] is not None:
        after = json.loads(copied[6])
        if after.get("custom") is not None:
            after["custom"] = canonical(json.loads(after["custom"]))
            copied[6] = json.dumps(after, ensure_ascii=False)
    search = search_text(*search_parts) if search_parts else None
    return (*copied, search)


def canonical(custom: Mapping[str, Any]) -> str:
    """Return custom fields as the profile table stores them."""
    return json.dumps(custom, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _judgement(staged: Staged, plan: MatchPlan) -> tuple[str, dict[str, Any]]:
    """Return a SELECT with the columns JUDGED; the last is the new search text (PostgreSQL: a JSON array of its parts)."""
    params: dict[str, Any] = {"database_id": plan.database_id, "now": plan.now_us}
    changes = _profile_changes(staged, plan, params)
    any_change = " OR ".join(f"({c})" for c, _ in changes) or "1 = 0"
    searched = [c for c in SEARCHED if c in staged.columns]
    search_change = (
        " OR ".join(f"({c})" for c, part in changes if part[0][0] in searched) or "1 = 0"
    )
    merged = ", ".join(_merged(c, plan, staged) for c in SEARCHED)
    search = f"search_text({merged})" if staged.sqlite else f"json_build_array({merged})"
    touch = "1 = 1"
    participant = "NULL, NULL, NULL, NULL, NULL"
    verdict = (
        f"CASE WHEN p.id IS NULL THEN 'new' WHEN {any_change} THEN 'changed' ELSE 'unchanged' END"
    )
    profile_verdict = verdict
    join, found, _ = find_profile(staged, plan, params)
    joins = f"{join} LEFT JOIN profile AS p ON p.id = {found}"
    if plan.mode is ImportMode.ONLY_NEW:
        touch = "1 = 0"
        verdict = "CASE WHEN p.id IS NULL THEN 'new' ELSE 'unchanged' END"
        profile_verdict = verdict
    if plan.enrols:
        params["program_id"] = plan.program_id
        joins += " LEFT JOIN participant AS m ON m.id = p.id AND m.program_id = :program_id"
        own = _participant_changes(staged)
        own_change = " OR ".join(f"({c})" for c, _ in own) or "1 = 0"
        if plan.mode is ImportMode.ONLY_NEW:
            touch = "m.id IS NULL"
        profile_verdict = f"CASE WHEN p.id IS NULL THEN 'new' WHEN ({touch}) AND ({any_change}) THEN 'changed' ELSE 'unchanged' END"
        own_touch = "1 = 0" if plan.mode is ImportMode.ONLY_NEW else "1 = 1"
        own_verdict = f"CASE WHEN m.id IS NULL THEN 'new' WHEN ({own_touch}) AND ({own_change}) THEN 'changed' ELSE 'unchanged' END"
        verdict = (
            f"CASE WHEN m.id IS NULL THEN 'new' WHEN ({touch}) AND ({any_change}) THEN 'changed'"
            f" WHEN ({own_touch}) AND ({own_change}) THEN 'changed' ELSE 'unchanged' END"
        )
        shown = f"m.id IS NOT NULL AND ({own_touch}) AND ({own_change})"
        participant = (
            f"{own_verdict}, m.id, m.version,"
            f" CASE WHEN {shown} THEN {_object(staged, own, 'before')} END,"
            f" CASE WHEN {shown} THEN {_object(staged, own, 'after')} END"
        )
    shown = f"p.id IS NOT NULL AND ({touch}) AND ({any_change})"
    query = (
        f"SELECT r.row_no, {verdict}, {profile_verdict}, p.id, p.version,"
        f" CASE WHEN {shown} THEN {_object(staged, changes, 'before')} END,"
        f" CASE WHEN {shown} THEN {_object(staged, changes, 'after')} END, {participant},"
        f" CASE WHEN p.id IS NOT NULL AND ({touch}) AND ({search_change}) THEN {search} END"
        f" FROM {staged.row} AS r {joins}"
        f" WHERE r.ok = 1 AND NOT EXISTS (SELECT 1 FROM {staged.verdict} AS v WHERE v.row_no = r.row_no)"
    )
    return query, params


_Part = tuple[str, str, str]  # column, value before, value after (SQL)
_Change = tuple[str, list[_Part]]  # condition, parts


def _profile_changes(staged: Staged, plan: MatchPlan, params: dict[str, Any]) -> list[_Change]:
    changes: list[_Change] = []
    for column in profile_columns(staged.columns, enrols=plan.enrols):
        if column == plan.key:
            continue
        differs = f"r.{column} IS DISTINCT FROM p.{column}"
        if column == "registered_at":  # sheets hold whole seconds
            differs = f"r.{column} / 1000000 IS DISTINCT FROM p.{column} / 1000000"
        if not plan.clear or column == "external_id":
            differs = f"r.{column} IS NOT NULL AND {differs}"
        parts = [(column, f"p.{column}", f"r.{column}")]
        if column in _CONSENTS:
            dated = f"CASE WHEN r.{column} IS NULL THEN NULL ELSE CAST(:now AS BIGINT) END"
            parts.append((f"{column}_at", f"p.{column}_at", dated))
        changes.append((differs, parts))
    if plan.custom_fields and "custom" in staged.columns:
        old, new = _custom(staged, plan, params)
        differs = f"{new} IS DISTINCT FROM {old}"
        if not plan.clear:
            differs = f"r.custom IS NOT NULL AND {differs}"
        empty = "'{}'" if staged.sqlite else "'{}'::jsonb"
        # Make the object plain text, as the column stores it: SQLite would nest a value that it knows to be JSON.
        after = f"NULLIF({new}, {empty})"
        after = f"({after} || '')" if staged.sqlite else f"CAST({after} AS TEXT)"
        changes.append((differs, [("custom", "p.custom", after)]))
    return changes


def _custom(staged: Staged, plan: MatchPlan, params: dict[str, Any]) -> tuple[str, str]:
    """Return the SQL of a profile's custom fields at present, and after the row's values replace them."""
    if staged.sqlite:
        old = "json(COALESCE(p.custom, '{}'))"
        if not plan.clear:
            return old, "json_patch(COALESCE(p.custom, '{}'), r.custom)"
        params["blank"] = canonical(dict.fromkeys(plan.custom_fields))
        patch = "json_patch(:blank, COALESCE(r.custom, '{}'))"
        # The patch keeps nulls from :blank; a null in a patch removes the field.
        return old, f"json_patch(COALESCE(p.custom, '{{}}'), {patch})"
    old = "CAST(COALESCE(p.custom, '{}') AS JSONB)"
    laid = "CAST(COALESCE(r.custom, '{}') AS JSONB)"
    if not plan.clear:
        return old, f"({old} || {laid})"
    params["blank"] = list(plan.custom_fields)
    return old, f"(({old} - CAST(:blank AS TEXT[])) || {laid})"


def _participant_changes(staged: Staged) -> list[_Change]:
    """Return what a row changes of a participant, states as words. When somebody first registered never changes."""
    changes: list[_Change] = []
    state = word_sql("m.state", PARTICIPANT_STATES)
    if "comment" in staged.columns:
        changes.append(
            (
                "r.comment IS NOT NULL AND r.comment IS DISTINCT FROM m.comment",
                [("comment", "m.comment", "r.comment")],
            )
        )
    if "state" not in staged.columns:
        back = [
            ("state", state, "CAST('active' AS TEXT)"),
            ("left_at", "m.left_at", "CAST(NULL AS BIGINT)"),
        ]
        changes.append((f"m.state = {LEFT}", back))  # a row without a state joins
    else:
        said = "r.comment" if "comment" in staged.columns else "CAST(NULL AS TEXT)"
        reason = f"CASE WHEN r.state = 'blocked' THEN COALESCE({said}, '') END"
        left = "CASE WHEN r.state = 'left' THEN CAST(:now AS BIGINT) END"
        changes.append(
            (
                f"r.state IS NOT NULL AND r.state <> {state}",
                [
                    ("state", state, "r.state"),
                    ("blocked_reason", "m.blocked_reason", reason),
                    ("left_at", "m.left_at", left),
                ],
            )
        )
    return changes


def _object(staged: Staged, changes: list[_Change], side: str) -> str:
    """Return SQL that builds the JSON object of what changes; it is evaluated only for changed rows."""
    pieces = []
    for condition, parts in changes:
        members = " || ".join(
            f"',\"{column}\":' || {json_quoted(staged.sqlite, before if side == 'before' else after)}"
            for column, before, after in parts
        )
        pieces.append(f"CASE WHEN {condition} THEN {members} ELSE '' END")
    joined = " || ".join(pieces) or "''"
    return f"'{{' || substr({joined}, 2) || '}}'"


def _merged(column: str, plan: MatchPlan, staged: Staged) -> str:
    """Return the new value of a searched column as SQL."""
    if column not in staged.columns:
        return f"p.{column}"
    if plan.clear and column not in {"external_id", plan.key}:
        return f"r.{column}"
    return f"COALESCE(r.{column}, p.{column})"

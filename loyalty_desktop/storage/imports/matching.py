"""Comparing staged rows with the workspace: which profiles and participants are new, changed, unchanged.

Set-based. In SQLite the answer goes straight into the staging file's verdict table; from PostgreSQL it is fetched. What a
row changes is kept as JSON objects `before` and `after` of the table's own columns (custom fields: the whole `custom`
text), which apply, undo and the check grid share.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.entities.profiles import PROFILE, SEARCHED
from loyalty_desktop.domain.kinds import ImportKind, ImportMode
from loyalty_desktop.domain.text import search_text
from loyalty_desktop.storage.imports.staging import Staged, StagingFile
from loyalty_desktop.storage.sql import json_quoted, json_text_of

PROFILE_COLUMNS = (*PROFILE.names, "registered_at")
"""Columns of a profile that a sheet can fill, besides `custom`."""

_CONSENTS = ("consent_marketing", "consent_program")
_COPIED = (
    "row_no", "verdict", "profile_verdict", "profile_id", "profile_version", "before", "after",
    "participant_verdict", "participant_id", "participant_version", "participant_before", "participant_after",
)  # fmt: skip

Problem = tuple[int, str, str, dict[str, Any]]
"""(row_no, field, code, params)"""


@dataclass(frozen=True, slots=True)
class MatchPlan:
    """How rows are matched. `key` is a profile column or a custom field's name (`key_custom`).

    `custom_fields` are the custom fields that have a column in the sheet. `now_us` dates consents and departures.
    """

    kind: ImportKind
    database_id: int
    program_id: int | None
    key: str
    key_custom: bool
    mode: ImportMode
    clear: bool
    create_profiles: bool
    custom_fields: tuple[str, ...]
    now_us: int
    program_names: tuple[str, ...] = ()  # what a `program` column may say

    @property
    def key_field(self) -> str:
        """The sheet's field that holds the key."""
        return "participant" if self.kind is not ImportKind.PROFILES else self.key


def profile_columns(staged: frozenset[str], kind: ImportKind) -> tuple[str, ...]:
    """Profile columns present in the staged rows; a participants sheet's registered_at is the participant's."""
    skip = {"registered_at"} if kind is ImportKind.PARTICIPANTS else set()
    return tuple(c for c in PROFILE_COLUMNS if c in staged and c not in skip)


def check_inside(staging: StagingFile, plan: MatchPlan) -> list[Problem]:
    """Mark rows rejected while reading; find rows without a key and rows that repeat another's key."""
    with staging.open() as conn:
        conn.execute(
            "INSERT INTO verdict (row_no, verdict) SELECT row_no, 'rejected' FROM row WHERE ok = 0"
        )
        have = {r[1] for r in conn.execute("PRAGMA table_info(row)")}
        expression = _staged_key(plan, have)
        if expression is None:
            missing = conn.execute("SELECT row_no FROM row WHERE ok = 1")
            return [(n, plan.key_field, "import.key_missing", {}) for (n,) in missing]
        problems: list[Problem] = [
            (n, plan.key_field, "import.key_missing", {})
            for (n,) in conn.execute(
                f"SELECT row_no FROM row WHERE ok = 1 AND {expression} IS NULL"
            )
        ]
        problems += _repeats(conn, expression, plan.key_field)
        if plan.kind is ImportKind.PARTICIPANTS and "program" in have and plan.program_names:
            taken = {p[0] for p in problems}
            marks = ", ".join("?" * len(plan.program_names))
            other = conn.execute(
                f"SELECT row_no, program FROM row WHERE ok = 1 AND program NOT IN ({marks})",
                plan.program_names,
            )
            problems += [
                (n, "program", "import.other_program", {"found": v})
                for n, v in other
                if n not in taken
            ]
        if plan.kind is ImportKind.PROFILES and plan.key != "external_id" and "external_id" in have:
            taken = {p[0] for p in problems}
            repeated = _repeats(conn, "external_id", "external_id")
            problems += [p for p in repeated if p[0] not in taken]
    return problems


def _repeats(conn: sqlite3.Connection, expression: str, field: str) -> Iterator[Problem]:
    found = conn.execute(
        f"SELECT r.row_no, d.first, d.value FROM row AS r JOIN"
        f" (SELECT {expression} AS value, MIN(row_no) AS first FROM row"
        f"  WHERE ok = 1 AND {expression} IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 1) AS d"
        f" ON d.value = {_aliased(expression)} WHERE r.ok = 1 AND r.row_no > d.first"
    )
    for row_no, first, value in found:
        yield row_no, field, "import.repeated", {"found": str(value), "row": first}


def _staged_key(plan: MatchPlan, have: set[str] | frozenset[str]) -> str | None:
    """The key of a staged row in SQLite's SQL; None when the sheet has none."""
    if plan.key_custom:
        if plan.kind is not ImportKind.PROFILES:
            return "participant" if "participant" in have else None
        return (
            f"CAST(json_extract(custom, {_path(plan.key)}) AS TEXT)" if "custom" in have else None
        )
    column = "email_key" if plan.key == "email" else plan.key
    return column if column in have else None


def _path(name: str) -> str:
    return "'$." + json.dumps(name, ensure_ascii=False).replace("'", "''") + "'"


def _aliased(expression: str) -> str:
    return expression.replace("custom,", "r.custom,") if "(" in expression else f"r.{expression}"


def match(staged: Staged, staging: StagingFile, plan: MatchPlan) -> list[Problem]:
    """Judge every row that is not rejected yet; answers what matching found wrong.

    SQLite: writes the verdict table. PostgreSQL: the caller gives `staging` for the same.
    """
    query, params = _judgement(staged, plan)
    if staged.sqlite:
        columns = ", ".join((*_COPIED, "search"))
        staged.conn.execute(text(f"INSERT INTO {staged.verdict} ({columns}) {query}"), params)
    else:
        rows = staged.conn.execution_options(yield_per=10_000).execute(text(query), params)
        staging.add_verdicts((*_COPIED, "search"), (_from_postgres(tuple(r)) for r in rows))
    return list(_problems(staged, plan))


def _from_postgres(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A fetched judgement with canonical custom JSON and the search text."""
    *copied, search_parts = row
    if copied[6] is not None:
        after = json.loads(copied[6])
        if after.get("custom") is not None:
            after["custom"] = canonical(json.loads(after["custom"]))
            copied[6] = json.dumps(after, ensure_ascii=False)
    search = search_text(*search_parts) if search_parts else None
    return (*copied, search)


def canonical(custom: Mapping[str, Any]) -> str:
    """Custom fields as the profile table keeps them."""
    return json.dumps(custom, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _judgement(staged: Staged, plan: MatchPlan) -> tuple[str, dict[str, Any]]:
    """SELECT with the columns of _COPIED and the new search text (PostgreSQL: JSON array of its parts)."""
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
    join, found, _ = _find(staged, plan, params)
    joins = f"{join} LEFT JOIN profile AS p ON p.id = {found}"
    if plan.mode is ImportMode.ONLY_NEW:
        touch = "1 = 0"
        verdict = "CASE WHEN p.id IS NULL THEN 'new' ELSE 'unchanged' END"
        profile_verdict = verdict
    if plan.kind is ImportKind.PARTICIPANTS:
        params["program_id"] = plan.program_id
        joins += (
            " LEFT JOIN participant_key AS mk ON mk.program_id = :program_id AND mk.profile_id = p.id"
            " LEFT JOIN participant AS m ON m.id = mk.participant_id"
        )
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
    for column in profile_columns(staged.columns, plan.kind):
        if column == plan.key:
            continue
        differs = f"r.{column} IS DISTINCT FROM p.{column}"
        if column == "registered_at":  # sheets keep seconds
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
        # The object becomes plain text, as the column keeps it: SQLite would nest a value it knows to be JSON.
        after = f"NULLIF({new}, {empty})"
        after = f"({after} || '')" if staged.sqlite else f"CAST({after} AS TEXT)"
        changes.append((differs, [("custom", "p.custom", after)]))
    return changes


def _custom(staged: Staged, plan: MatchPlan, params: dict[str, Any]) -> tuple[str, str]:
    """SQL of a profile's custom fields now, and with the row's laid over them."""
    if staged.sqlite:
        old = "json(COALESCE(p.custom, '{}'))"
        if not plan.clear:
            return old, "json_patch(COALESCE(p.custom, '{}'), r.custom)"
        params["blank"] = canonical(dict.fromkeys(plan.custom_fields))
        patch = "json_patch(:blank, COALESCE(r.custom, '{}'))"
        # The patch keeps the nulls of :blank, and a null in a patch removes the field.
        return old, f"json_patch(COALESCE(p.custom, '{{}}'), {patch})"
    old = "CAST(COALESCE(p.custom, '{}') AS JSONB)"
    laid = "CAST(COALESCE(r.custom, '{}') AS JSONB)"
    if not plan.clear:
        return old, f"({old} || {laid})"
    params["blank"] = list(plan.custom_fields)
    return old, f"(({old} - CAST(:blank AS TEXT[])) || {laid})"


def _participant_changes(staged: Staged) -> list[_Change]:
    changes: list[_Change] = []
    if "registered_at" in staged.columns:
        changes.append(
            (
                "r.registered_at IS NOT NULL AND r.registered_at / 1000000 <> m.registered_at / 1000000",
                [("registered_at", "m.registered_at", "r.registered_at")],
            )
        )
    if "comment" in staged.columns:
        changes.append(
            (
                "r.comment IS NOT NULL AND r.comment IS DISTINCT FROM m.comment",
                [("comment", "m.comment", "r.comment")],
            )
        )
    if "state" not in staged.columns:
        back = [
            ("state", "m.state", "CAST('active' AS TEXT)"),
            ("left_at", "m.left_at", "CAST(NULL AS BIGINT)"),
        ]
        changes.append(("m.state = 'left'", back))  # a row without a state joins
    else:
        said = "r.comment" if "comment" in staged.columns else "CAST(NULL AS TEXT)"
        reason = f"CASE WHEN r.state = 'blocked' THEN COALESCE({said}, '') END"
        left = "CASE WHEN r.state = 'left' THEN CAST(:now AS BIGINT) END"
        changes.append(
            (
                "r.state IS NOT NULL AND r.state <> m.state",
                [
                    ("state", "m.state", "r.state"),
                    ("blocked_reason", "m.blocked_reason", reason),
                    ("left_at", "m.left_at", left),
                ],
            )
        )
    return changes


def _object(staged: Staged, changes: list[_Change], side: str) -> str:
    """SQL that writes the JSON object of what changes; only evaluated for changed rows."""
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
    """A searched column as it will be."""
    if column not in staged.columns:
        return f"p.{column}"
    if plan.clear and column not in {"external_id", plan.key}:
        return f"r.{column}"
    return f"COALESCE(r.{column}, p.{column})"


def _find(staged: Staged, plan: MatchPlan, params: dict[str, Any]) -> tuple[str, str, str]:
    """How a row's profile is found: a join, the profile's id, and how many profiles have the key.

    Email and phone use their indexes; custom fields have none and are grouped once.
    """
    if plan.key == "external_id" and not plan.key_custom:
        return (
            " LEFT JOIN profile_key AS k ON k.profile_database_id = :database_id AND k.external_id = r.external_id",
            "k.profile_id",
            "1",
        )
    if plan.key_custom:
        params["key_name"] = plan.key
        value, mine = (
            json_text_of(staged.sqlite, "f.custom", "key_name"),
            json_text_of(staged.sqlite, "r.custom", "key_name"),
        )
        if plan.kind is not ImportKind.PROFILES:
            mine = "r.participant"
        join = (
            f" LEFT JOIN (SELECT {value} AS value, MIN(f.id) AS id, COUNT(*) AS n FROM profile AS f"
            f" WHERE f.profile_database_id = :database_id AND f.custom IS NOT NULL GROUP BY 1) AS q ON q.value = {mine}"
        )
        return join, "q.id", "q.n"
    column = "email_key" if plan.key == "email" else plan.key
    found = (
        f"FROM profile AS f WHERE f.profile_database_id = :database_id AND f.{column} = r.{column}"
    )
    return "", f"(SELECT MIN(f.id) {found})", f"(SELECT COUNT(*) {found})"


def _problems(staged: Staged, plan: MatchPlan) -> Iterator[Problem]:
    """Rows whose key several profiles have, or whose external ID belongs to another profile."""
    if plan.key == "external_id" and not plan.key_custom:
        return
    params: dict[str, Any] = {"database_id": plan.database_id}
    join, found, count = _find(staged, plan, params)
    many = (
        f"SELECT row_no, n FROM (SELECT r.row_no AS row_no, {count} AS n FROM {staged.row} AS r {join}"
        " WHERE r.ok = 1) AS c WHERE n > 1"
    )
    for row_no, n in staged.conn.execute(text(many), params):
        yield row_no, plan.key_field, "import.key_ambiguous", {"count": n}
    if "external_id" not in staged.columns:
        return
    taken = (
        f"SELECT r.row_no, r.external_id FROM {staged.row} AS r {join} JOIN profile_key AS t"
        " ON t.profile_database_id = :database_id AND t.external_id = r.external_id"
        f" WHERE r.ok = 1 AND t.profile_id IS DISTINCT FROM {found}"
    )
    for row_no, value in staged.conn.execute(text(taken), params):
        yield row_no, "external_id", "import.external_id_taken", {"found": value}


def check_verdicts(staging: StagingFile, plan: MatchPlan) -> list[Problem]:
    """Rows that matched nothing where the import may not create."""
    problems: list[Problem] = []
    with staging.open() as conn:
        key = _staged_key(plan, {r[1] for r in conn.execute("PRAGMA table_info(row)")})
        if key is None:
            return problems
        query = f"SELECT r.row_no, {_aliased(key)} FROM verdict AS v JOIN row AS r ON r.row_no = v.row_no WHERE "
        unknown = "import.unknown_profile"
        if plan.kind is ImportKind.PARTICIPANTS and not plan.create_profiles:
            found = conn.execute(query + "v.profile_verdict = 'new'").fetchall()
            problems += [(n, plan.key_field, unknown, {"found": str(v)}) for n, v in found]
        if plan.mode is ImportMode.ONLY_UPDATE:
            code = unknown if plan.kind is ImportKind.PROFILES else "import.unknown_participant"
            known = {p[0] for p in problems}
            found = conn.execute(query + "v.verdict = 'new'").fetchall()
            problems += [
                (n, plan.key_field, code, {"found": str(v)}) for n, v in found if n not in known
            ]
    return problems

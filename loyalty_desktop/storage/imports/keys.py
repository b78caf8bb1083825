"""Keys of staged rows: the profile of a row, keys that repeat or are missing, keys that several profiles have."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.kinds import ImportMode
from loyalty_desktop.storage.imports.plan import MatchPlan, Problem
from loyalty_desktop.storage.imports.staging import Staged, StagingFile
from loyalty_desktop.storage.sql import among, id_list, json_text_of


def check_keys_in_file(
    staging: StagingFile, plan: MatchPlan, *, repeats: Sequence[Problem] | None
) -> list[Problem]:
    """Mark rows that reading rejected; find rows without a key and rows that repeat the key of another row.

    `repeats` are the latter where sorting found them already.
    """
    with staging.open() as conn:
        conn.execute(
            "INSERT OR IGNORE INTO verdict (row_no, verdict) SELECT row_no, 'rejected' FROM row WHERE ok = 0"
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
        problems += repeats if repeats is not None else _repeats(conn, expression, plan.key_field)
        if plan.enrols and "program" in have and plan.program_names:
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
        if repeats is None and plan.key != "external_id" and "external_id" in have:
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
    """Return the key of a staged row as SQLite SQL; None when the sheet has none."""
    if plan.key_custom:
        if plan.enrols:
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


def find_profile(staged: Staged, plan: MatchPlan, params: dict[str, Any]) -> tuple[str, str, str]:
    """Return how a row's profile is found: a join, the profile's id, and how many profiles have the key.

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
        if plan.enrols:
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


def key_problems(staged: Staged, plan: MatchPlan) -> Iterator[Problem]:
    """Return rows whose key several profiles have, or whose external ID belongs to another profile."""
    if plan.key == "external_id" and not plan.key_custom:
        return
    params: dict[str, Any] = {"database_id": plan.database_id}
    join, found, count = find_profile(staged, plan, params)
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
    """Return rows without a profile or participant, when the import may not create any."""
    if plan.mode is not ImportMode.ONLY_UPDATE and plan.create_profiles:
        return []
    with staging.open() as conn:
        key = _staged_key(plan, {r[1] for r in conn.execute("PRAGMA table_info(row)")})
        if key is None:
            return []
        found = conn.execute(
            f"SELECT r.row_no, {_aliased(key)}, v.verdict, v.profile_verdict FROM verdict AS v"
            " JOIN row AS r ON r.row_no = v.row_no"
            " WHERE v.verdict = 'new' OR (v.verdict <> 'rejected' AND v.profile_verdict = 'new')"
        )
        return [
            (row_no, plan.key_field, code, {"found": str(value)})
            for row_no, value, verdict, profile in found
            if (code := _unwanted(plan, verdict, profile))
        ]


def unwanted(
    staged: Staged, plan: MatchPlan, judged: Iterable[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Yield the same problems for verdicts that are not in a staging file; `staged` has their rows."""
    bad = {
        row["row_no"]: code
        for row in judged
        if (code := _unwanted(plan, row["verdict"], row["profile_verdict"]))
    }
    key = _staged_key(plan, staged.columns)
    if not bad or key is None:
        return
    if plan.key_custom and not plan.enrols:
        key = json_text_of(staged.sqlite, "r.custom", "key_name")
    else:
        key = _aliased(key)
    query = f"SELECT r.row_no, {key} FROM {staged.row} AS r WHERE {among(staged.conn, 'r.row_no')}"
    params: dict[str, Any] = {"ids": id_list(staged.conn, bad)}
    if ":key_name" in query:
        params["key_name"] = plan.key
    for row_no, value in staged.conn.execute(text(query), params):
        yield row_no, plan.key_field, bad[row_no], {"found": str(value)}


def _unwanted(plan: MatchPlan, verdict: str, profile_verdict: str) -> str:
    """Return why a row may not make a profile or participant; "" when it may."""
    people = plan.enrols
    if people and not plan.create_profiles and profile_verdict == "new":
        return "import.unknown_profile"
    if plan.mode is ImportMode.ONLY_UPDATE and verdict == "new":
        return "import.unknown_participant" if people else "import.unknown_profile"
    return ""

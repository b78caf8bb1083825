"""Points sheets: find the participant and points type of each staged row, and read rows for the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import text

from loyalty_desktop.storage.imports.plan import Problem
from loyalty_desktop.storage.imports.staging import Staged, StagingFile
from loyalty_desktop.storage.sql import json_text_of

_COLUMNS = ("row_no", "verdict", "profile_id", "participant_id", "points_type_id")


def check_keys_in_file(staging: StagingFile) -> list[Problem]:
    """Mark rows that reading rejected; find rows that repeat another row's external ID."""
    with staging.open() as conn:
        conn.execute(
            "INSERT INTO verdict (row_no, verdict) SELECT row_no, 'rejected' FROM row WHERE ok = 0"
        )
        have = {r[1] for r in conn.execute("PRAGMA table_info(row)")}
        if "external_id" not in have:
            return []
        found = conn.execute(
            "SELECT r.row_no, d.external_id, d.first FROM row AS r JOIN (SELECT external_id, MIN(row_no) AS first"
            " FROM row WHERE ok = 1 AND external_id IS NOT NULL GROUP BY external_id HAVING COUNT(*) > 1) AS d"
            " ON d.external_id = r.external_id WHERE r.ok = 1 AND r.row_no > d.first"
        )
        return [(n, "external_id", "import.repeated", {"found": v, "row": f}) for n, v, f in found]


def match(
    staged: Staged,
    staging: StagingFile,
    *,
    database_id: int,
    program_id: int,
    key: str,
    key_custom: bool,
    points_type_id: int | None,
) -> None:
    """Find each row's participant and points type. With the key external_id, an email or phone is accepted too."""
    params: dict[str, Any] = {
        "database_id": database_id,
        "program_id": program_id,
        "points_type_id": points_type_id,
    }
    one = "SELECT CASE WHEN COUNT(*) = 1 THEN MIN(f.id) END FROM profile AS f WHERE f.profile_database_id = :database_id AND"
    by_email = f"({one} f.email_key = r.participant_email)"
    by_phone = f"({one} f.phone = r.participant_phone)"
    join = ""
    if key_custom:
        params["key_name"] = key
        value = json_text_of(staged.sqlite, "f.custom", "key_name")
        join = (
            f" LEFT JOIN (SELECT {value} AS value, MIN(f.id) AS id FROM profile AS f"
            " WHERE f.profile_database_id = :database_id AND f.custom IS NOT NULL GROUP BY 1 HAVING COUNT(*) = 1) AS q"
            " ON q.value = r.participant"
        )
        profile = "q.id"
    elif key == "email":
        profile = by_email
    elif key == "phone":
        profile = by_phone
    else:
        join = (
            " LEFT JOIN profile_key AS k"
            " ON k.profile_database_id = :database_id AND k.external_id = r.participant"
        )
        profile = f"COALESCE(k.profile_id, {by_email}, {by_phone})"
    kind = "CAST(:points_type_id AS BIGINT)"
    if "points_type" in staged.columns:
        join += " LEFT JOIN points_type AS t ON t.program_id = :program_id AND t.external_id = r.points_type"
        kind = f"CASE WHEN r.points_type IS NULL THEN {kind} ELSE t.id END"
    query = (
        "SELECT c.row_no, 'new', c.profile_id, mk.participant_id, c.points_type_id FROM"
        f" (SELECT r.row_no AS row_no, {profile} AS profile_id, {kind} AS points_type_id FROM {staged.row} AS r {join}"
        f" WHERE r.ok = 1 AND NOT EXISTS (SELECT 1 FROM {staged.verdict} AS v WHERE v.row_no = r.row_no)) AS c"
        " LEFT JOIN participant_key AS mk ON mk.program_id = :program_id AND mk.profile_id = c.profile_id"
    )
    if staged.sqlite:
        statement = f"INSERT INTO {staged.verdict} ({', '.join(_COLUMNS)}) {query}"
        staged.conn.execute(text(statement), params)
    else:
        rows = staged.conn.execution_options(yield_per=10_000).execute(text(query), params)
        staging.add_verdicts(_COLUMNS, (tuple(r) for r in rows))


_OWN_ONLY = "('accrual', 'redemption', 'import')"
"""Types that a points sheet may contain; the program makes all others itself."""


def exported(staged: Staged, staging: StagingFile) -> list[int]:
    """Return rows that name an existing transaction of the participant, as our export does.

    The name is its UUID or, for types that only the program makes, its external ID.
    """
    if "external_id" not in staged.columns:
        return []
    made = f"r.type NOT IN {_OWN_ONLY}" if "type" in staged.columns else "1 = 0"
    wanted = (
        "v.verdict = 'new' AND v.participant_id IS NOT NULL AND r.external_id IS NOT NULL"
        f" AND (length(r.external_id) = 36 OR {made})"
    )
    if staged.sqlite:
        same = f" OR ({made} AND t.external_id = r.external_id AND t.type = r.type)"
        also = same if "type" in staged.columns else ""
        found = staged.conn.execute(
            text(
                f"SELECT v.row_no FROM {staged.verdict} AS v JOIN {staged.row} AS r ON r.row_no = v.row_no"
                f" WHERE {wanted} AND EXISTS (SELECT 1 FROM points_transaction AS t"
                f" WHERE t.participant_id = v.participant_id AND (t.uuid = r.external_id{also}))"
            )
        )
        return [int(n) for n in found.scalars()]
    kind = "r.type" if "type" in staged.columns else "NULL"
    with staging.open() as conn:
        asked = conn.execute(
            f"SELECT v.row_no, v.participant_id, r.external_id, {kind} FROM verdict AS v"
            f" JOIN row AS r ON r.row_no = v.row_no WHERE {wanted}"
        ).fetchall()
    known = text(
        "SELECT 1 FROM points_transaction WHERE participant_id = :who"
        " AND (uuid = :key OR (external_id = :key AND type = :kind"
        f" AND type NOT IN {_OWN_ONLY}))"
    )
    return [
        int(row_no)
        for row_no, who, key, kind in asked
        if staged.conn.execute(known, {"who": who, "key": key, "kind": kind or ""}).first()
    ]


def program_made(staging: StagingFile) -> list[Problem]:
    """Return rows of types that only the program makes, but which it did not make."""
    with staging.open() as conn:
        if "type" not in {r[1] for r in conn.execute("PRAGMA table_info(row)")}:
            return []
        found = conn.execute(
            "SELECT v.row_no, r.type FROM verdict AS v JOIN row AS r ON r.row_no = v.row_no"
            f" WHERE v.verdict = 'new' AND r.type NOT IN {_OWN_ONLY}"
        )
        return [(n, "type", "import.program_made", {"found": kind}) for n, kind in found]


def unmatched(staging: StagingFile) -> list[Problem]:
    """Return rows without a profile, a participant or a points type."""
    with staging.open() as conn:
        found = conn.execute(
            "SELECT v.row_no, r.participant, v.profile_id, v.participant_id FROM verdict AS v"
            " JOIN row AS r ON r.row_no = v.row_no WHERE v.verdict = 'new'"
            " AND (v.participant_id IS NULL OR v.points_type_id IS NULL)"
        )
        problems: list[Problem] = []
        for row_no, who, profile_id, participant_id in found:
            if participant_id is None:
                code = (
                    "import.unknown_profile" if profile_id is None else "import.unknown_participant"
                )
                problems.append((row_no, "participant", code, {"found": who}))
            else:
                problems.append((row_no, "points_type", "import.choose_points_type", {}))
        return problems


_FACTS = (
    ("type", "'accrual'"),
    ("amount", "0"),
    ("occurred_at", "NULL"),
    ("activates_at", "NULL"),
    ("expires_at", "NULL"),
    ("external_id", "NULL"),
    ("description", "''"),
    ("external_data", "NULL"),
)


def rows(staging: StagingFile, *, after: int, upto: int) -> Iterator[tuple[Any, ...]]:
    """Return new rows of the participants with `after` < id <= `upto`, in the order of PointsRow's fields."""
    with staging.open() as conn:
        have = {r[1] for r in conn.execute("PRAGMA table_info(row)")}
        columns = ", ".join(f"r.{n}" if n in have else default for n, default in _FACTS)
        yield from conn.execute(
            f"SELECT v.row_no, v.participant_id, v.points_type_id, {columns} FROM verdict AS v"
            " JOIN row AS r ON r.row_no = v.row_no WHERE v.verdict = 'new'"
            " AND v.participant_id > ? AND v.participant_id <= ?",
            (after, upto),
        )


def index(staging: StagingFile) -> None:
    """Index the verdicts by participant, so that slices are found quickly."""
    with staging.open() as conn:
        conn.execute("CREATE INDEX IF NOT EXISTS verdict_participant ON verdict (participant_id)")


def mark_unchanged(staging: StagingFile, row_nos: Iterable[int]) -> None:
    """Mark these rows as unchanged: they were imported before."""
    with staging.open() as conn:
        conn.execute("BEGIN")
        conn.executemany(
            "UPDATE verdict SET verdict = 'unchanged' WHERE row_no = ?", [(n,) for n in row_nos]
        )
        conn.execute("COMMIT")


def sums(staging: StagingFile) -> dict[str, int]:
    """Return the units of new rows by transaction type; a negative accrual is a redemption."""
    with staging.open() as conn:
        have = {r[1] for r in conn.execute("PRAGMA table_info(row)")}
        kind = "COALESCE(r.type, 'accrual')" if "type" in have else "'accrual'"
        found = conn.execute(
            f"SELECT CASE WHEN {kind} = 'accrual' AND r.amount < 0 THEN 'redemption' ELSE {kind} END, SUM(ABS(r.amount))"
            " FROM verdict AS v JOIN row AS r ON r.row_no = v.row_no WHERE v.verdict = 'new' GROUP BY 1"
        )
        return {str(name): int(units) for name, units in found}

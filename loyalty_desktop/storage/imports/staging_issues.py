"""Read the issues of a staging file: grouped by cause, of some rows, and the rows that have one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.messages import params_from_json
from loyalty_desktop.storage.imports.staging import StagingFile

SEPARATE_VALUES = 20
"""How many different faulty values of one field have a group of their own; the rest are one group."""
ROWS_NAMED = 5


@dataclass(frozen=True, slots=True)
class StagedIssue:
    """A stored issue."""

    row_no: int
    column: str
    field: str
    severity: str
    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StagedGroup:
    """Equal issues; `value` is the cell text they share, or ""."""

    code: str
    field: str
    severity: str
    count: int
    rows: tuple[int, ...]
    params: Mapping[str, Any]
    value: str = ""
    part: bool = False  # of the cause before it


def issue_groups(staging: StagingFile) -> list[StagedGroup]:
    """Return issues by their cause (severity, code and field), the largest first; errors stand before warnings.

    A cause is followed by the faulty values that several of its rows share, `SEPARATE_VALUES` at most. Where all rows of a
    cause have one value, the cause itself has it.
    """
    with staging.open() as conn:
        found = conn.execute(
            "SELECT severity, code, field, CAST(json_extract(params, '$.found') AS TEXT) AS found, COUNT(*),"
            " MIN(row_no), params FROM issue GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 6"
        ).fetchall()
        causes: dict[tuple[str, str, str], list[Any]] = {}
        for severity, code, name, value, count, first, params in found:
            causes.setdefault((severity, code, name), []).append((value, count, first, params))
        groups: list[StagedGroup] = []
        by_size = sorted(
            causes.items(), key=lambda c: (c[0][0] != "error", -sum(v[1] for v in c[1]))
        )
        for (severity, code, name), values in by_size:
            whole = (code, name, severity)
            value, count, first, params = min(values, key=lambda v: v[2])
            if len(values) == 1:
                rows = _first_rows(conn, whole, value)
                groups.append(
                    StagedGroup(*whole, count, rows, params_from_json(params), value or "")
                )
                continue
            total = sum(v[1] for v in values)
            rows = _first_rows(conn, whole, None)
            groups.append(StagedGroup(*whole, total, rows, params_from_json(params)))
            shared = [v for v in values if v[0] and v[1] > 1][:SEPARATE_VALUES]
            for value, count, _, params in shared:
                rows = _first_rows(conn, whole, value)
                groups.append(
                    StagedGroup(*whole, count, rows, params_from_json(params), value, part=True)
                )
    return groups


def _first_rows(
    conn: sqlite3.Connection, whole: tuple[str, str, str], value: str | None
) -> tuple[int, ...]:
    """Return the first rows of a group; `value` None: of the whole cause."""
    code, name, severity = whole
    condition, params = "severity = ? AND code = ? AND field = ?", [severity, code, name]
    if value is not None:
        condition += " AND CAST(json_extract(params, '$.found') AS TEXT) = ?"
        params.append(value)
    found = conn.execute(
        f"SELECT DISTINCT row_no FROM issue WHERE {condition} ORDER BY row_no LIMIT {ROWS_NAMED}",
        params,
    )
    return tuple(int(n) for (n,) in found)


def rows_of(staging: StagingFile, *, code: str, field: str, value: str) -> list[int]:
    """Return the rows with an issue of this code and field, and with this faulty value if it is not ""."""
    with staging.open() as conn:
        condition, params = with_issue("o.row_no", code, field or None, value or None)
        found = conn.execute(
            f"SELECT DISTINCT o.row_no FROM issue AS o WHERE {condition} ORDER BY o.row_no", params
        )
        return [int(n) for (n,) in found]


def issues(
    staging: StagingFile, *, limit: int | None = None, rows: Sequence[int] | None = None
) -> list[StagedIssue]:
    """Return issues in sheet order; with `rows`, only of these rows."""
    where = "" if rows is None else f"WHERE row_no IN ({', '.join(str(int(r)) for r in rows)})"
    with staging.open() as conn:
        found = conn.execute(
            f'SELECT row_no, "column", field, severity, code, params FROM issue {where}'
            " ORDER BY severity, row_no, rowid LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [
            StagedIssue(
                n, column or "", name or "", severity, code, params_from_json(params or "{}")
            )
            for n, column, name, severity, code, params in found
        ]


def with_issue(
    row_no: str, code: str | None, field: str | None, value: str | None
) -> tuple[str, list[str]]:
    """Return the condition that a row has an issue of this code, field and faulty value, and its parameters."""
    parts, params = [f"i.row_no = {row_no}"], []
    if value:
        parts.append("CAST(json_extract(i.params, '$.found') AS TEXT) = ?")
        params.append(value)
    for column, wanted in (("code", code), ("field", field)):
        if wanted:
            parts.append(f"i.{column} = ?")
            params.append(wanted)
    return f"EXISTS (SELECT 1 FROM issue AS i WHERE {' AND '.join(parts)})", params


def faulty(staging: StagingFile, field: str) -> list[int]:
    """Return the rows with an error in this field."""
    with staging.open() as conn:
        found = conn.execute(
            "SELECT DISTINCT row_no FROM issue WHERE field = ? AND severity = 'error' ORDER BY row_no",
            (field,),
        )
        return [int(n) for (n,) in found]


def with_codes(staging: StagingFile, codes: Sequence[str]) -> list[int]:
    """Return the rows with an issue of one of these codes."""
    marks = ", ".join("?" * len(codes))
    with staging.open() as conn:
        found = conn.execute(
            f"SELECT DISTINCT row_no FROM issue WHERE code IN ({marks}) ORDER BY row_no", codes
        )
        return [int(n) for (n,) in found]

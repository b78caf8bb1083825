"""Read a staging file with verdicts: counts, groups of issues, pages of rows. Independent of the workspace's engine."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from types import MappingProxyType
from typing import Any

from loyalty_desktop.domain.messages import params_to_json
from loyalty_desktop.domain.staged_blocks import NEW
from loyalty_desktop.domain.text import fold
from loyalty_desktop.storage.imports.blocks import Block, blocks, loosen_numbers
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.staging_issues import StagedIssue, issues, with_issue

_NOT_SHOWN = frozenset({"row_no", "ok", "email_key"})
_NOT_VALUES = frozenset({"row_no", "ok", "search", "email_key"})


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row with its verdict: typed values by field (custom fields by name), changes, and the cells of the sheet."""

    row_no: int
    verdict: str
    values: Mapping[str, Any]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    source: Sequence[Any] | None  # JSON values, see spreadsheets.raw_cells
    issues: list[StagedIssue] = field(default_factory=list)


def changed_by_field(staging: StagingFile) -> dict[str, int]:
    """Count, for each field, the rows that change it; custom fields are counted one by one."""
    found: dict[str, int] = {}
    with staging.open() as conn:
        for side in ("", "participant_", "tier_"):
            query = (
                f"SELECT key, COUNT(*) FROM verdict AS v, json_each(v.{side}before)"
                " WHERE v.verdict <> 'rejected' AND key NOT LIKE '%\\_at' ESCAPE '\\'"
                " AND key NOT IN ('custom', 'blocked_reason') GROUP BY key"
            )
            found.update({name: found.get(name, 0) + n for name, n in conn.execute(query)})
        dated = (
            "SELECT 'registered_at', COUNT(*) FROM verdict WHERE verdict <> 'rejected' AND"
            " (json_type(before, '$.registered_at') IS NOT NULL"
            " OR json_type(participant_before, '$.registered_at') IS NOT NULL)"
        )
        found.update({name: n for name, n in conn.execute(dated) if n})
        members = (
            "SELECT COALESCE(n.key, o.key), COUNT(*) FROM verdict AS v"
            " JOIN json_each(COALESCE(json_extract(v.{0}, '$.custom'), '{{}}')) AS n"
            " LEFT JOIN json_each(COALESCE(json_extract(v.{1}, '$.custom'), '{{}}')) AS o ON o.key = n.key"
            " WHERE v.verdict <> 'rejected' AND v.before IS NOT NULL AND {2} GROUP BY 1"
        )
        for query in (
            members.format("after", "before", "n.value IS NOT o.value"),
            members.format("before", "after", "o.key IS NULL"),
        ):
            for name, n in conn.execute(query):
                found[name] = found.get(name, 0) + n
    return found


def page(
    staging: StagingFile,
    *,
    verdict: str | None,
    words: Sequence[str],
    code: str | None,
    field: str | None,
    value: str | None = None,
    offset: int,
    limit: int,
) -> tuple[list[StagedRow], int]:
    """Return rows of the check grid in sheet order, and how many there are with this filter."""
    with staging.open() as conn:
        judged = _judged(conn, verdict=verdict, words=words, code=code, field=field, value=value)
        in_blocks: Sequence[int] = ()
        if verdict in {None, "new"}:
            in_blocks = _in_blocks(conn, words=words, code=code, field=field, value=value)
        numbers = list(merge(judged, in_blocks)) if judged and in_blocks else judged or in_blocks
        rows = _rows(conn, numbers[offset : offset + limit])
    by_no = {row.row_no: row for row in rows}
    if rows:
        for issue in issues(staging, rows=list(by_no)):
            by_no[issue.row_no].issues.append(issue)
    return rows, len(numbers)


def _judged(
    conn: sqlite3.Connection,
    *,
    verdict: str | None,
    words: Sequence[str],
    code: str | None,
    field: str | None,
    value: str | None,
) -> list[int]:
    """Return the numbers of rows with a verdict of their own that meet the filter, in order."""
    have = [r[1] for r in conn.execute("PRAGMA table_info(row)")]
    where, params = ["1 = 1"], []
    if verdict:
        where.append("v.verdict = ?")
        params.append(verdict)
    if code or field:
        faulty, values = with_issue("v.row_no", code, field, value)
        params += values
        if field and not code:
            path = "'$.' || json_quote(?)"
            faulty += (
                f" OR json_type(v.before, {path}) IS NOT NULL"
                f" OR json_type(v.participant_before, {path}) IS NOT NULL"
                f" OR json_type(v.tier_before, {path}) IS NOT NULL"
                f" OR json_extract(json_extract(v.before, '$.custom'), {path})"
                f" IS NOT json_extract(json_extract(v.after, '$.custom'), {path})"
            )
            params += [field] * 5
        where.append(f"({faulty})")
    if words:
        texts = [c for c in have if c not in _NOT_SHOWN]
        joined = " || ' ' || ".join(f"COALESCE(r.{_quoted(c)}, '')" for c in texts)
        haystack = f"({joined} || ' ' || COALESCE(s.cells, ''))"
        for word in words:
            where.append(f"fold({haystack}) LIKE '%' || ? || '%'")
            params.append(word)
        conn.create_function("fold", 1, fold, deterministic=True)
    found = conn.execute(
        "SELECT v.row_no FROM verdict AS v JOIN row AS r ON r.row_no = v.row_no"
        f" LEFT JOIN source AS s ON s.row_no = v.row_no WHERE {' AND '.join(where)} ORDER BY v.row_no",
        params,
    )
    return [int(n) for (n,) in found]


def _in_blocks(
    conn: sqlite3.Connection,
    *,
    words: Sequence[str],
    code: str | None,
    field: str | None,
    value: str | None,
) -> list[int]:
    """Return the numbers of new rows in blocks that meet the filter, in order."""
    faulty: set[int] | None = None
    if code or field:
        condition, params = with_issue("i2.row_no", code, field, value)
        query = f"SELECT DISTINCT i2.row_no FROM issue AS i2 WHERE {condition}"
        faulty = {int(n) for (n,) in conn.execute(query, params)}
        if not faulty:
            return []
    columns = [r[1] for r in conn.execute("PRAGMA table_info(row)")] if words else []
    shown = [name for name in columns if name not in _NOT_SHOWN]
    found: list[int] = []
    for block in blocks(conn, shown, only_new=True):
        places: Iterable[int] = block.places(NEW)
        if faulty is not None:
            places = [p for p in places if block.numbers[p] in faulty]
        if words:
            places = [p for p in places if _has_words(block, p, words)]
        found += [block.numbers[p] for p in places]
    return found


def _has_words(block: Block, place: int, words: Sequence[str]) -> bool:
    texts = (column[place] for column in block.values.values())
    told = fold(" ".join(str(value) for value in texts if value is not None))
    return all(word in told for word in words)


def _rows(conn: sqlite3.Connection, numbers: Sequence[int]) -> list[StagedRow]:
    """Return rows by their numbers, in order, without issues."""
    if not numbers:
        return []
    have = [r[1] for r in conn.execute("PRAGMA table_info(row)")]
    columns = ", ".join(f"r.{_quoted(c)}" for c in have)
    found = conn.execute(
        "SELECT v.verdict, v.before, v.after, v.participant_before, v.participant_after, v.tier_before,"
        f" v.tier_after, s.cells, {columns} FROM row AS r JOIN verdict AS v ON v.row_no = r.row_no"
        " LEFT JOIN source AS s ON s.row_no = r.row_no"
        f" WHERE r.row_no IN ({', '.join(map(str, numbers))})",
    )
    rows = [_row(r, have) for r in found]
    missing = set(numbers) - {row.row_no for row in rows}
    if missing:
        for block in blocks(conn, have, after=min(missing) - 1, upto=max(missing), only_new=True):
            for place, number in enumerate(block.numbers):
                if number in missing and block.marks[place] == NEW:
                    values = {n: column[place] for n, column in block.values.items()}
                    rows.append(_staged(number, "new", values))
    return sorted(rows, key=lambda row: row.row_no)


def mend(
    staging: StagingFile,
    row_no: int,
    *,
    values: Mapping[str, Any],
    ok: bool,
    cells: str,
    issues: Sequence[tuple[str, str, str, str, Mapping[str, Any]]],
) -> None:
    """Replace a row that was read again. `cells` are JSON; `issues` are (letters, field, severity, code, params)."""
    with staging.open() as conn:
        loosen_numbers(conn, [row_no])
        have = {r[1] for r in conn.execute("PRAGMA table_info(row)")}
        mine = {name: value for name, value in values.items() if name in have}
        sets = ", ".join(f"{_quoted(name)} = ?" for name in ("ok", *mine))
        conn.execute("BEGIN")
        conn.execute(f"UPDATE row SET {sets} WHERE row_no = ?", (int(ok), *mine.values(), row_no))
        conn.execute("DELETE FROM issue WHERE row_no = ?", (row_no,))
        conn.executemany(
            'INSERT INTO issue (row_no, "column", field, severity, code, params) VALUES (?, ?, ?, ?, ?, ?)',
            [(row_no, *i[:4], params_to_json(i[4])) for i in issues],
        )
        conn.execute(
            "INSERT INTO source (row_no, cells) VALUES (?, ?)"
            " ON CONFLICT (row_no) DO UPDATE SET cells = excluded.cells",
            (row_no, cells),
        )
        conn.execute("COMMIT")


def one(staging: StagingFile, row_no: int) -> StagedRow | None:
    """Return one row with its issues."""
    with staging.open() as conn:
        found = _rows(conn, [row_no])
    for row in found:
        row.issues.extend(issues(staging, rows=[row_no]))
        return row
    return None


def without_cells(staging: StagingFile, rows: Sequence[int] | None = None) -> list[int]:
    """Return which of these rows (None: of the rejected rows) have no stored cells."""
    with staging.open() as conn:
        if rows is None:
            found = conn.execute(
                "SELECT row_no FROM verdict WHERE verdict = 'rejected'"
                " AND row_no NOT IN (SELECT row_no FROM source)"
            )
            return [int(n) for (n,) in found]
        kept = {n for (n,) in conn.execute("SELECT row_no FROM source")}
        return sorted(row.row_no for row in _rows(conn, rows) if row.row_no not in kept)


def rejected(staging: StagingFile) -> Iterator[StagedRow]:
    """Yield rejected rows with their issues, in sheet order."""
    offset = 0
    while True:
        rows, _ = page(
            staging, verdict="rejected", words=(), code=None, field=None, offset=offset, limit=500
        )
        yield from rows
        offset += len(rows)
        if len(rows) < 500:
            return


def _quoted(column: str) -> str:
    """Return the name of a staging column in SQL; that of a tier column has spaces."""
    return '"' + column.replace('"', '""') + '"'


def _row(found: Sequence[Any], have: Sequence[str]) -> StagedRow:
    verdict, before, after, own_before, own_after, tier_before, tier_after, cells, *values = found
    typed = dict(zip(have, values, strict=True))
    return _staged(
        typed["row_no"],
        verdict,
        typed,
        before=_members(before) | _members(own_before) | _members(tier_before),
        after=_members(after) | _members(own_after) | _members(tier_after),
        cells=cells,
    )


def _staged(
    row_no: int,
    verdict: str,
    typed: dict[str, Any],
    *,
    before: Mapping[str, Any] = MappingProxyType({}),
    after: Mapping[str, Any] = MappingProxyType({}),
    cells: str | None = None,
) -> StagedRow:
    values = {name: value for name, value in typed.items() if name not in _NOT_VALUES}
    values |= json.loads(values.pop("custom", None) or "{}")
    source = json.loads(cells) if cells else None
    return StagedRow(row_no, verdict, values, before, after, source)


def _members(changes: str | None) -> dict[str, Any]:
    """Return the changed fields with their values; the `custom` text is split into its fields."""
    found: dict[str, Any] = json.loads(changes) if changes else {}
    found |= json.loads(found.pop("custom", None) or "{}")
    return {k: v for k, v in found.items() if k == "registered_at" or not k.endswith("_at")}

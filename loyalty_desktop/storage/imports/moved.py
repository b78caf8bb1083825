"""Judge rows of profiles and participants anew whose profile, participant or key has moved since the rehearsal.

It happens in the transaction that writes them, so that an import is never refused for what somebody else does. Nothing is
written to the staging file here; the new verdicts of a part are in a temporary table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.imports import keys, matching
from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.storage.imports.blocks import Fill, new_rows
from loyalty_desktop.storage.imports.differing import Differing, Fault
from loyalty_desktop.storage.imports.plan import MatchPlan, Problem
from loyalty_desktop.storage.imports.sorting import KEYS, checked_keys, known_keys
from loyalty_desktop.storage.imports.staging import (
    POSTGRES_TYPES,
    VERDICT_COLUMNS,
    Staged,
    StagingFile,
)
from loyalty_desktop.storage.sql import among, id_list
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_VERDICT = "again_verdict"
_MOVED = "again_row"
_EXTRA = "again_extra"
_CHUNK = 5_000
_OUTCOME = ("verdict", "after", "participant_after")
_KEPT = ("tier_before", "tier_after")
"""What a tier column changes is decided anew when it is applied."""


def judge_moved(
    uow: UnitOfWork, staging: StagingFile, staged: Staged, plan: MatchPlan, rows: Slice
) -> tuple[Staged, list[Differing]]:
    """Lock what the rows change; judge those that moved anew. Returns the rows to write and what came out otherwise."""
    _lock(uow, staged, rows)
    moved = _moved(staged, plan, rows)
    taken = _taken(uow.conn, staging, staged.columns, plan, rows)
    if not moved and not taken:
        return staged, []
    before = _verdicts(uow.conn, staged.verdict, moved)
    before |= dict.fromkeys(taken, _AS_NEW)
    if taken:
        staged = _beside(uow.conn, staging, staged, plan.fill, taken)
    narrowed = _narrowed(uow.conn, staged, [*moved, *taken], rows)
    judged = [
        dict(zip(matching.JUDGED, row, strict=True)) for row in matching.judged(narrowed, plan)
    ]
    faults = _faults([*keys.key_problems(narrowed, plan), *keys.unwanted(narrowed, plan, judged)])
    for row in judged:
        old = before[row["row_no"]]
        row |= {name: old[name] for name in _KEPT}
        if row["verdict"] == "unchanged" and old["tier_after"] is not None:
            row["verdict"] = "changed"
        if row["row_no"] in faults:
            row["verdict"] = "rejected"
    columns = tuple(name for name in VERDICT_COLUMNS if name in judged[0])
    insert_many(uow.conn, _VERDICT, columns, [tuple(r[name] for name in columns) for r in judged])
    differing = []
    for row in judged:
        old = before[row["row_no"]]
        if any(row[name] != old[name] for name in _OUTCOME):
            found = tuple(faults.get(row["row_no"], ()))
            differing.append(Differing(row["row_no"], old["verdict"], row["verdict"], row, found))
    return replace(staged, verdict=_VERDICT), differing


def _lock(uow: UnitOfWork, staged: Staged, rows: Slice) -> None:
    """Lock the profiles, ascending; participants follow under the locks of their people."""
    if not staged.sqlite:
        uow.conn.execute(
            text(
                f"SELECT id FROM profile WHERE id IN (SELECT v.profile_id FROM {staged.verdict} AS v"
                " WHERE v.row_no > :after AND v.row_no <= :upto AND v.verdict IN ('new', 'changed'))"
                " ORDER BY id FOR UPDATE"
            ),
            rows.params,
        )


def _moved(staged: Staged, plan: MatchPlan, rows: Slice) -> list[int]:
    params: dict[str, Any] = {
        **rows.params,
        "database_id": plan.database_id,
        "program_id": plan.program_id,
    }
    join, found, _ = keys.find_profile(staged, plan, params)
    joins = f" LEFT JOIN profile AS p ON p.id = v.profile_id {join}"
    differs = [
        f"{found} IS DISTINCT FROM v.profile_id",
        "p.version IS DISTINCT FROM v.profile_version",
    ]
    if plan.enrols:
        joins += " LEFT JOIN participant AS m ON m.id = v.profile_id AND m.program_id = :program_id"
        differs.append("m.version IS DISTINCT FROM v.participant_version")
    if "external_id" in staged.columns and (plan.key_custom or plan.key != "external_id"):
        differs.append(
            "EXISTS (SELECT 1 FROM profile_key AS t WHERE t.profile_database_id = :database_id"
            " AND t.external_id = r.external_id AND t.profile_id IS DISTINCT FROM v.profile_id)"
        )
    query = (
        f"SELECT v.row_no FROM {staged.verdict} AS v JOIN {staged.row} AS r ON r.row_no = v.row_no{joins}"
        " WHERE v.row_no > :after AND v.row_no <= :upto AND v.verdict <> 'rejected'"
        f" AND ({' OR '.join(differs)}) ORDER BY v.row_no"
    )
    return [int(n) for n in staged.conn.execute(text(query), params).scalars()]


_AS_NEW: Mapping[str, Any] = {
    **dict.fromkeys(VERDICT_COLUMNS),
    "verdict": "new",
    "profile_verdict": "new",
    "participant_verdict": "new",
}
"""The verdict of a row that is written from its block."""


def _taken(
    conn: Connection,
    staging: StagingFile,
    have: Collection[str],
    plan: MatchPlan,
    rows: Slice,
) -> list[int]:
    """Return the rows of blocks whose keys somebody else has brought in since the rehearsal."""
    fields = [] if plan.key_custom else checked_keys(plan, have)
    columns = [KEYS[name] for name in fields]
    with staging.open() as source:
        numbers, values = new_rows(
            source, columns, after=rows.after, upto=rows.upto, fill=plan.fill
        )
    found: set[int] = set()
    for name in fields:
        given = values.get(KEYS[name], [])
        for at in range(0, len(given), _CHUNK):
            some = {key for key in given[at : at + _CHUNK] if key is not None}
            known = known_keys(conn, plan, name, some)
            if known:
                pairs = zip(numbers[at : at + _CHUNK], given[at : at + _CHUNK], strict=True)
                found |= {number for number, key in pairs if key in known}
    return sorted(found)


def _beside(
    conn: Connection,
    staging: StagingFile,
    staged: Staged,
    fill: Fill | None,
    taken: Sequence[int],
) -> Staged:
    """Put rows of blocks into a temporary table beside the staged rows."""
    columns = sorted(staged.columns - {"row_no", "ok"})
    with staging.open() as source:
        shape = {r[1]: r[2] or "TEXT" for r in source.execute("PRAGMA table_info(row)")}
        numbers, values = new_rows(source, columns, after=taken[0] - 1, upto=taken[-1], fill=fill)
    wanted = set(taken)
    nothing = [None] * len(numbers)
    given = [values.get(name, nothing) for name in columns]
    made = [
        (number, 1, *(column[place] for column in given))
        for place, number in enumerate(numbers)
        if number in wanted
    ]
    every = ("row_no", "ok", *columns)
    kinds = {name: shape[name] if staged.sqlite else POSTGRES_TYPES[shape[name]] for name in every}
    listed = ", ".join(f"{_quoted(name)} {kind}" for name, kind in kinds.items())
    tail = "" if staged.sqlite else " ON COMMIT DROP"
    conn.execute(text(f"DROP TABLE IF EXISTS {_EXTRA}"))
    conn.execute(text(f"CREATE TEMPORARY TABLE {_EXTRA} ({listed}){tail}"))
    insert_many(conn, _EXTRA, every, made)
    names = ", ".join(map(_quoted, every))
    both = f"(SELECT {names} FROM {staged.row} UNION ALL SELECT {names} FROM {_EXTRA})"
    return replace(staged, row=both, anew=frozenset(taken))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _verdicts(conn: Connection, table: str, rows: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    found = conn.execute(
        text(f"SELECT {', '.join(VERDICT_COLUMNS)} FROM {table} WHERE {among(conn, 'row_no')}"),
        {"ids": id_list(conn, rows)},
    )
    return {
        row["row_no"]: {str(name): value for name, value in row.items()} for row in found.mappings()
    }


def _narrowed(conn: Connection, staged: Staged, moved: Sequence[int], rows: Slice) -> Staged:
    """Make a verdict table of a part without the rows that moved. Returns the staged rows that moved, and that table."""
    names = ", ".join(VERDICT_COLUMNS)
    if staged.sqlite:
        columns = ", ".join(f"{name} {kind}" for name, kind in VERDICT_COLUMNS.items())
        tail = ""
    else:
        columns = ", ".join(
            f"{name} {POSTGRES_TYPES[kind.split()[0]]}" for name, kind in VERDICT_COLUMNS.items()
        )
        tail = " ON COMMIT DROP"
    for name, shape in ((_VERDICT, columns), (_MOVED, "row_no BIGINT")):
        conn.execute(text(f"DROP TABLE IF EXISTS {name}"))
        conn.execute(text(f"CREATE TEMPORARY TABLE {name} ({shape}){tail}"))
    insert_many(conn, _MOVED, ("row_no",), [(n,) for n in moved])
    conn.execute(
        text(
            f"INSERT INTO {_VERDICT} ({names}) SELECT {names} FROM {staged.verdict} AS v"
            " WHERE v.row_no > :after AND v.row_no <= :upto"
            f" AND v.row_no NOT IN (SELECT row_no FROM {_MOVED})"
        ),
        rows.params,
    )
    if not staged.sqlite:
        conn.execute(text(f"CREATE UNIQUE INDEX ON {_VERDICT} (row_no)"))
    some = f"(SELECT * FROM {staged.row} AS every WHERE row_no IN (SELECT row_no FROM {_MOVED}))"
    return replace(staged, row=some, verdict=_VERDICT)


def _faults(problems: Sequence[Problem]) -> dict[int, list[Fault]]:
    found: dict[int, list[Fault]] = {}
    for row_no, name, code, params in problems:
        found.setdefault(row_no, []).append((name, code, params))
    return found

"""Judge rows of profiles and participants anew whose profile, participant or key has moved since the rehearsal.

It happens in the transaction that writes them, so that an import is never refused for what somebody else does. Nothing is
written to the staging file here; the new verdicts of a part are in a temporary table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.imports import keys, matching
from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.storage.imports.differing import Differing, Fault
from loyalty_desktop.storage.imports.plan import MatchPlan, Problem
from loyalty_desktop.storage.imports.staging import (
    POSTGRES_TYPES,
    VERDICT_COLUMNS,
    Staged,
)
from loyalty_desktop.storage.sql import among, id_list
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_VERDICT = "again_verdict"
_MOVED = "again_row"
_OUTCOME = ("verdict", "after", "participant_after")
_KEPT = ("tier_before", "tier_after")
"""What a tier column changes is decided anew when it is applied."""


def judge_moved(
    uow: UnitOfWork, staged: Staged, plan: MatchPlan, rows: Slice
) -> tuple[Staged, list[Differing]]:
    """Lock what the rows change; judge those that moved anew. Returns the rows to write and what came out otherwise."""
    _lock(uow, staged, rows)
    moved = _moved(staged, plan, rows)
    if not moved:
        return staged, []
    before = _verdicts(uow.conn, staged.verdict, moved)
    narrowed = _narrowed(uow.conn, staged, moved, rows)
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
    some = f"(SELECT * FROM {staged.row} WHERE row_no IN (SELECT row_no FROM {_MOVED}))"
    return replace(staged, row=some, verdict=_VERDICT)


def _faults(problems: Sequence[Problem]) -> dict[int, list[Fault]]:
    found: dict[int, list[Fault]] = {}
    for row_no, name, code, params in problems:
        found.setdefault(row_no, []).append((name, code, params))
    return found

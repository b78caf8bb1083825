"""Read side of participants: ids in sort order for a million rows, pages by id, facets with counts, sums, one card.

A list is read in two steps (docs/architecture.md, "A list"): one snapshot of ids in sort order, in the background; then pages by id.
With a search or a filter the matching ids are found first and ordered afterwards, so that no sort index is walked with a
search on every row.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, text

from loyalty_desktop.domain.amounts import to_units
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.participants import (
    ParticipantColumn,
    ParticipantFilter,
    ParticipantSort,
    PointsRange,
)
from loyalty_desktop.domain.text import search_words
from loyalty_desktop.storage.field_codec import from_row, nothing_first
from loyalty_desktop.storage.queries.profiles import fetch_ids
from loyalty_desktop.storage.search_index import search_clause

_POINTS = {
    ParticipantColumn.TOTAL: "{a}.pending + {a}.active + {a}.held",
    ParticipantColumn.ACTIVE: "{a}.active",
    ParticipantColumn.PENDING: "{a}.pending",
    ParticipantColumn.HELD: "{a}.held",
}
_PROFILE_ORDERS = {
    ParticipantColumn.EXTERNAL_ID: ("LENGTH(profile.external_id)", "profile.external_id"),
    ParticipantColumn.NAME: ("COALESCE(profile.last_name, '')", "COALESCE(profile.first_name, '')"),
    ParticipantColumn.EMAIL: ("COALESCE(profile.email_key, '')",),
    ParticipantColumn.PHONE: ("COALESCE(profile.phone, '')",),
    ParticipantColumn.CITY: ("COALESCE(profile.city, '')",),
}
CHUNK = 500
"""Ids in one IN list."""


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """A participant with its profile (without custom values). Instants are UTC microseconds."""

    profile: ProfileDraft
    id: int
    program_id: int
    profile_id: int
    state: str
    blocked_reason: str | None
    registered_at: int
    left_at: int | None
    comment: str | None
    version: int


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """Buckets of one account, in units."""

    participant_id: int
    points_type_id: int
    pending: int
    active: int
    held: int
    debt: int


_OWN = tuple(f.name for f in dataclasses.fields(ParticipantRecord) if f.name != "profile")
_RECORD = (
    f"SELECT {', '.join(f'p.{name}' for name in _OWN)},"
    f" {', '.join(f'profile.{name} AS profile_{name}' for name in PROFILE.names)}"
    " FROM participant p JOIN profile ON profile.id = p.profile_id"
)


def _record(row: RowMapping) -> ParticipantRecord:
    profile = from_row(PROFILE, {name: row[f"profile_{name}"] for name in PROFILE.names})
    return ParticipantRecord(ProfileDraft(**profile), **{name: row[name] for name in _OWN})


@dataclass(frozen=True, slots=True)
class _Where:
    """FROM and WHERE of a filtered list over `participant p` with their parameters."""

    joins: str
    conditions: str
    params: dict[str, Any]
    lists: tuple[str, ...]
    searches: bool


def _where(
    conn: Connection,
    program_id: int,
    wanted: ParticipantFilter,
    *,
    states: bool = True,
    tiers: bool = True,
) -> _Where:
    conditions = ["p.program_id = :program"]
    params: dict[str, Any] = {"program": program_id}
    lists: list[str] = []
    joins = ""
    words = search_words(wanted.text)
    if words:
        clause, found = search_clause(conn, words)
        conditions.append(f"p.profile_id IN (SELECT profile.id FROM profile WHERE {clause})")
        params.update(found)
    if states and wanted.states:
        conditions.append("p.state IN :states")
        params["states"] = [str(s) for s in wanted.states]
        lists.append("states")
    if tiers and wanted.tier_ids:
        conditions.append("p.id IN (SELECT participant_id FROM tier_state WHERE tier_id IN :tiers)")
        params["tiers"] = list(wanted.tier_ids)
        lists.append("tiers")
    if wanted.batch_id is not None:
        conditions.append("p.import_batch_id = :batch")
        params["batch"] = wanted.batch_id
    for n, each in enumerate(wanted.ranges):
        joins += f" LEFT JOIN account r{n} ON r{n}.participant_id = p.id AND r{n}.points_type_id = :rt{n}"
        params[f"rt{n}"] = each.points_type_id
        conditions.extend(_range(n, each, params))
    return _Where(joins, " AND ".join(conditions), params, tuple(lists), bool(words))


def participant_condition(conn: Connection, program_id: int, wanted: ParticipantFilter) -> _Where:
    """Joins and conditions of a filter, over participant `p`; exports use them too."""
    return _where(conn, program_id, wanted)


def _range(n: int, each: PointsRange, params: dict[str, Any]) -> Iterable[str]:
    value = f"COALESCE({_POINTS[each.column].format(a=f'r{n}')}, 0)"
    if each.least is not None:
        params[f"rl{n}"] = to_units(each.least)
        yield f"{value} >= :rl{n}"
    if each.most is not None:
        params[f"rm{n}"] = to_units(each.most)
        yield f"{value} <= :rm{n}"


def list_ids(
    conn: Connection, program_id: int, wanted: ParticipantFilter, sort: ParticipantSort
) -> array[int]:
    """Ids of the participants a filter matches, in sort order."""
    where = _where(conn, program_id, wanted)
    way = " DESC" if sort.descending else ""
    params, joins = dict(where.params), ""
    order: tuple[str, ...] = ()
    if sort.column in _PROFILE_ORDERS:
        joins = " JOIN profile ON profile.id = p.profile_id"
        order = _PROFILE_ORDERS[sort.column]
    elif sort.column is ParticipantColumn.PROFILE_FIELD:
        joins = " JOIN profile ON profile.id = p.profile_id"
        order = (nothing_first(PROFILE[sort.field], "profile"),)
    elif sort.column in _POINTS:
        joins = " LEFT JOIN account s ON s.participant_id = p.id AND s.points_type_id = :target"
        params["target"] = sort.target_id
        order = (f"COALESCE({_POINTS[sort.column].format(a='s')}, 0)",)
    elif sort.column is ParticipantColumn.TIER:
        joins = (
            " LEFT JOIN tier_state s ON s.participant_id = p.id AND s.tier_group_id = :target"
            " LEFT JOIN tier ON tier.id = s.tier_id"
        )
        params["target"] = sort.target_id
        order = ("COALESCE(tier.position, -1)",)
    elif sort.column is ParticipantColumn.STATE:
        order = ("p.state",)
    elif sort.column is ParticipantColumn.REGISTERED:
        order = ("p.registered_at",)
    ordered = ", ".join(f"{part}{way}" for part in (*order, "p.id"))
    if wanted.is_empty:
        sql = f"SELECT p.id FROM participant p{joins} WHERE p.program_id = :program ORDER BY {ordered}"
    else:
        sql = (
            f"WITH found AS MATERIALIZED (SELECT p.id FROM participant p{where.joins} WHERE {where.conditions})"
            f" SELECT p.id FROM found JOIN participant p ON p.id = found.id{joins} ORDER BY {ordered}"
        )
    return fetch_ids(conn, sql, params, *where.lists)


def count(conn: Connection, program_id: int) -> int:
    """Participants of a program."""
    return int(
        conn.execute(
            text("SELECT COUNT(*) FROM participant WHERE program_id = :program"),
            {"program": program_id},
        ).scalar_one()
    )


def state_counts(conn: Connection, program_id: int, wanted: ParticipantFilter) -> dict[str, int]:
    """State -> participants that match the other filters."""
    where = _where(conn, program_id, wanted, states=False)
    rows = _execute(
        conn,
        f"SELECT p.state, COUNT(*) FROM participant p{where.joins} WHERE {where.conditions} GROUP BY p.state",
        where,
    )
    return {state: int(number) for state, number in rows}


def tier_counts(conn: Connection, program_id: int, wanted: ParticipantFilter) -> dict[int, int]:
    """Tier id -> participants that match the other filters."""
    where = _where(conn, program_id, wanted, tiers=False)
    if where.conditions == "p.program_id = :program":
        sql = (
            "SELECT t.tier_id, COUNT(*) FROM tier_state t WHERE t.tier_id IN (SELECT tier.id FROM tier"
            " JOIN tier_group g ON g.id = tier.tier_group_id WHERE g.program_id = :program) GROUP BY t.tier_id"
        )
    else:
        sql = (
            f"SELECT t.tier_id, COUNT(*) FROM participant p{where.joins} JOIN tier_state t ON t.participant_id = p.id"
            f" WHERE {where.conditions} GROUP BY t.tier_id"
        )
    return {tier: int(number) for tier, number in _execute(conn, sql, where)}


def sum_matching(
    conn: Connection, program_id: int, wanted: ParticipantFilter, points_type_id: int
) -> tuple[int, int]:
    """How many match, and the sum of their active points (units) of a type."""
    where = _where(conn, program_id, wanted)
    rows = _execute(
        conn,
        "SELECT COUNT(*), COALESCE(SUM(a.active), 0) FROM participant p"
        f"{where.joins} LEFT JOIN account a ON a.participant_id = p.id AND a.points_type_id = :sum_type"
        f" WHERE {where.conditions}",
        where,
        sum_type=points_type_id,
    )
    number, total = next(iter(rows))
    return int(number), int(total)


def sum_ids(conn: Connection, ids: Sequence[int], points_type_id: int) -> int:
    """Sum of the active points (units) of these participants."""
    statement = text(
        "SELECT COALESCE(SUM(active), 0) FROM account WHERE points_type_id = :type AND participant_id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    return sum(
        int(
            conn.execute(
                statement, {"type": points_type_id, "ids": list(ids[start : start + CHUNK])}
            ).scalar_one()
        )
        for start in range(0, len(ids), CHUNK)
    )


def _execute(conn: Connection, sql: str, where: _Where, **more: Any) -> list[Any]:
    statement = text(sql)
    names = [name for name in where.lists if f":{name}" in sql]
    if names:
        statement = statement.bindparams(*(bindparam(n, expanding=True) for n in names))
    return list(conn.execute(statement, {**where.params, **more}))


def records(conn: Connection, ids: Sequence[int]) -> list[ParticipantRecord]:
    """A page of participants in the order of `ids`; ids that are gone are left out."""
    if not ids:
        return []
    statement = text(f"{_RECORD} WHERE p.id IN :ids").bindparams(bindparam("ids", expanding=True))
    rows = conn.execute(statement, {"ids": list(ids)}).mappings()
    found = {row["id"]: _record(row) for row in rows}
    return [found[i] for i in ids if i in found]


def record(conn: Connection, participant_id: int) -> ParticipantRecord | None:
    """One participant, or None."""
    found = records(conn, [participant_id])
    return found[0] if found else None


def accounts(conn: Connection, ids: Sequence[int]) -> list[AccountRecord]:
    """Accounts of these participants."""
    if not ids:
        return []
    statement = text(
        "SELECT participant_id, points_type_id, pending, active, held, debt FROM account WHERE participant_id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    return [AccountRecord(*r) for r in conn.execute(statement, {"ids": list(ids)})]


def tiers_of(conn: Connection, ids: Sequence[int]) -> list[tuple[int, int, int]]:
    """(participant, tier group, tier) of these participants."""
    if not ids:
        return []
    statement = text(
        "SELECT participant_id, tier_group_id, tier_id FROM tier_state WHERE participant_id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    return [(r[0], r[1], r[2]) for r in conn.execute(statement, {"ids": list(ids)})]


def id_of_profile(conn: Connection, program_id: int, profile_id: int) -> int | None:
    """The participant a profile is in a program, or None."""
    return conn.execute(
        text(
            "SELECT participant_id FROM participant_key WHERE program_id = :program AND profile_id = :profile"
        ),
        {"program": program_id, "profile": profile_id},
    ).scalar_one_or_none()


def outside(conn: Connection, program_id: int, database_id: int) -> int:
    """Profiles of the database that do not take part in the program."""
    return int(
        conn.execute(
            text(
                "SELECT (SELECT COUNT(*) FROM profile WHERE profile_database_id = :database)"
                " - (SELECT COUNT(*) FROM participant_key WHERE program_id = :program)"
            ),
            {"program": program_id, "database": database_id},
        ).scalar_one()
    )

"""The list of a program's participants: ids in sort order for a million rows, a first page at once, values with counts, sums.

A list is read in two steps (architecture.md): one snapshot of ids in sort order, in the background; then pages by id.
With a search or a condition the matching ids are found first and sorted afterwards, so that the database does not walk a
sort index and search every row. Without a sort the order is that of the profiles, and a participant with exactly the
external ID, email or phone that is searched for comes first.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from loyalty_desktop.domain import participant_links as links
from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.fields import TEXTS, Field, FieldType
from loyalty_desktop.domain.list_filters import ColumnKind, DistinctValues, ListQuery
from loyalty_desktop.domain.participants import ParticipantColumn, ParticipantSort
from loyalty_desktop.domain.text import search_words
from loyalty_desktop.storage import codes, list_sql
from loyalty_desktop.storage.field_codec import nothing_first
from loyalty_desktop.storage.list_sql import ListSource, SqlColumn, Where
from loyalty_desktop.storage.queries.due import DueNow, due_now
from loyalty_desktop.storage.queries.profiles import fetch_ids
from loyalty_desktop.storage.search_index import exact_ids, found_among, search_clause, search_steps
from loyalty_desktop.storage.sql import among, id_list, is_sqlite, number_rows

PROFILE_JOIN = "JOIN profile ON profile.id = p.id"
_ACCOUNT = "LEFT JOIN account a{n} ON a{n}.participant_id = p.id AND a{n}.points_type_id = {n}"


def _text(column: str, *, order: tuple[str, ...] = (), searched: bool = True) -> SqlColumn:
    return SqlColumn(
        ColumnKind.TEXT,
        column,
        (PROFILE_JOIN,),
        order or (f"COALESCE({column}, '')",),
        searched=searched,
    )


def _field(field: Field) -> SqlColumn:
    """Return the column of a profile field. A phone is searched as typed, so the search column with its digits is not used."""
    if field.kind in TEXTS or field.kind is FieldType.TAGS:
        kind = ColumnKind.TEXT
    elif field.kind is FieldType.DAY:
        kind = ColumnKind.DAY
    else:
        kind = ColumnKind.CHOICE
    return SqlColumn(
        kind,
        f"profile.{field.name}",
        (PROFILE_JOIN,),
        (nothing_first(field, "profile"),),
        searched=field.searched and field.kind is not FieldType.PHONE,
    )


def _points(*buckets: str) -> SqlColumn:
    value = " + ".join(f"a{{n}}.{bucket}" for bucket in buckets)
    return SqlColumn(ColumnKind.NUMBER, f"COALESCE({value}, 0)", (_ACCOUNT,), units=True)


_BUCKETS = {
    ParticipantColumn.TOTAL: ("pending", "active", "held"),
    ParticipantColumn.ACTIVE: ("active",),
    ParticipantColumn.PENDING: ("pending",),
    ParticipantColumn.HELD: ("held",),
}


# Behind the numbers of the home screen (storage/queries/home.py): the same rows, asked for one participant.
_EXPIRES = (
    "(SELECT MAX(l.expires_on) FROM lot l JOIN points_type k ON k.id = l.points_type_id AND k.kind = 'standard'"
    " WHERE l.participant_id = p.id AND k.program_id = p.program_id AND (l.pending > 0 OR l.active > 0) AND l.expires_on <= {n})"
)
_BELOW = (
    "(SELECT b.next_review FROM tier_state b JOIN tier bt ON bt.id = b.tier_id"
    " JOIN tier_group bg ON bg.id = bt.tier_group_id LEFT JOIN tier be ON be.id = b.earned_tier_id"
    " LEFT JOIN account ba ON ba.participant_id = b.participant_id AND ba.points_type_id = bg.points_type_id"
    " WHERE b.participant_id = p.id AND b.tier_group_id = {n} AND bt.position > 0 AND bg.downgrade <> 'none'"
    " AND COALESCE(ba.active, 0){due} < COALESCE(be.threshold, bt.threshold))"
)
_MOVED = (
    "(SELECT MAX(x.occurred_at) FROM points_transaction x JOIN points_type k ON k.id = x.points_type_id"
    " WHERE x.participant_id = p.id AND k.program_id = p.program_id"
    f" AND {codes.MOVED.replace('t.', 'x.')})"
)

COLUMNS: dict[str, SqlColumn] = {
    ParticipantColumn.ID: SqlColumn(ColumnKind.NUMBER, "p.id"),
    ParticipantColumn.EXTERNAL_ID: _text(
        "profile.external_id", order=("LENGTH(profile.external_id)", "profile.external_id")
    ),
    ParticipantColumn.NAME: _text(
        "TRIM(COALESCE(profile.first_name, '') || ' ' || COALESCE(profile.last_name, ''))",
        order=("COALESCE(profile.last_name, '')", "COALESCE(profile.first_name, '')"),
    ),
    **{field.name: _field(field) for field in PROFILE if field.name != "external_id"},
    ParticipantColumn.EMAIL: _text("profile.email", order=("COALESCE(profile.email_key, '')",)),
    ParticipantColumn.STATE: SqlColumn(
        ColumnKind.CHOICE, codes.word_sql("p.state", codes.PARTICIPANT_STATES)
    ),
    ParticipantColumn.TIER: SqlColumn(
        ColumnKind.CHOICE,
        "s{n}.tier_id",
        (
            "LEFT JOIN tier_state s{n} ON s{n}.participant_id = p.id AND s{n}.tier_group_id = {n}",
            "LEFT JOIN tier t{n} ON t{n}.id = s{n}.tier_id",
        ),
        ("COALESCE(t{n}.position, -1)",),
    ),
    ParticipantColumn.REGISTERED: SqlColumn(ColumnKind.MOMENT, "p.registered_at"),
    **{column: _points(*buckets) for column, buckets in _BUCKETS.items()},
    "batch": SqlColumn(ColumnKind.CHOICE, "p.import_batch_id"),
    links.EXPIRES: SqlColumn(ColumnKind.NUMBER, _EXPIRES),
    links.BELOW: SqlColumn(ColumnKind.NUMBER, _BELOW.replace("{due}", "")),
    links.MOVED: SqlColumn(ColumnKind.MOMENT, _MOVED),
}
"""The columns of the list; those of points and tiers end with the points type or tier group: "active:7"."""


def source(conn: Connection, program_id: int, *, now: datetime) -> ListSource:
    """Return the list of one program, in its time zone. Its points are those of this moment (storage/queries/due.py)."""
    zone = conn.execute(
        text("SELECT time_zone FROM program WHERE id = :program"), {"program": program_id}
    ).scalar_one_or_none()
    columns = {str(name): column for name, column in COLUMNS.items()}
    params: dict[str, Any] = {"program": program_id}
    if zone is not None:
        due = due_now(conn, program_id, instant(now))
        if due.types:
            columns |= _columns_with_due(conn, program_id, due)
            params |= due.params
    zone = zone or "UTC"
    today = now.astimezone(ZoneInfo(zone)).date()
    return ListSource(
        "participant p", ("p.id",), columns, "p.program_id = :program", params, zone, today
    )


def _columns_with_due(conn: Connection, program_id: int, due: DueNow) -> dict[str, SqlColumn]:
    """Return the columns that differ while something is due and not posted."""
    made: dict[str, SqlColumn] = {}
    joins = {n: due.joined(conn, n, f"d{n}", "p.id").strip() for n in due.types}
    for number, join in joins.items():
        for column, buckets in _BUCKETS.items():
            stored = " + ".join(f"a{number}.{one}" for one in buckets)
            change = " + ".join(f"d{number}.{one}" for one in buckets)
            made[f"{column}:{number}"] = SqlColumn(
                ColumnKind.NUMBER,
                f"(COALESCE({stored}, 0) + COALESCE({change}, 0))",
                (_ACCOUNT.replace("{n}", str(number)), join),
                units=True,
            )
    groups = text("SELECT id, points_type_id FROM tier_group WHERE program_id = :program")
    for group_id, number in conn.execute(groups, {"program": program_id}):
        if number in joins:
            value = _BELOW.replace("{n}", str(group_id))
            made[f"{links.BELOW}:{group_id}"] = SqlColumn(
                ColumnKind.NUMBER,
                value.replace("{due}", f" + COALESCE(d{number}.active, 0)"),
                (joins[number],),
            )
    if due.settled:
        rows = number_rows(conn, "due_lots", 3)
        mine = (
            f"(SELECT MAX(s.n2) FROM {rows} AS s JOIN points_type k ON k.id = s.n1 AND k.kind = 'standard'"
            " WHERE s.n0 = p.id AND s.n2 <= {n})"
        )
        value = f"CASE WHEN {due.others(conn, 'p.id')} THEN {_EXPIRES} ELSE {mine} END"
        made[links.EXPIRES] = SqlColumn(ColumnKind.NUMBER, value)
    return made


def condition(conn: Connection, found: ListSource, wanted: ListQuery) -> Where:
    """Return joins and conditions of a query on participant `p`; exports use them too."""
    where = list_sql.where(conn, found, wanted.filters)
    words = search_words(wanted.text)
    if words:
        clause, params = search_clause(conn, words)
        where.conditions.append(f"p.id IN (SELECT profile.id FROM profile WHERE {clause})")
        where.params.update(params)
    return where


def list_ids(
    conn: Connection, found: ListSource, wanted: ListQuery, sort: ParticipantSort
) -> array[int]:
    """Return ids of the participants that match, in sort order."""
    where = condition(conn, found, wanted)
    ordering = Where(params=dict(where.params))
    name = sort.field if sort.column is ParticipantColumn.PROFILE_FIELD else sort.column.value
    name = name if sort.target_id is None else f"{name}:{sort.target_id}"
    if sort.column is ParticipantColumn.ID and search_words(wanted.text):
        exact = _exact(conn, found, wanted)
        order = f"CASE WHEN {among(conn, 'p.id', 'exact')} THEN 0 ELSE 1 END, p.id"
        ordering.params["exact"] = id_list(conn, exact)
    else:
        order = list_sql.order_by(found, name, descending=sort.descending, into=ordering)
    if wanted.is_empty:
        sql = f"SELECT p.id FROM participant p{ordering.joined} WHERE {where.condition} ORDER BY {order}"
    else:
        sql = (
            f"WITH found AS MATERIALIZED (SELECT p.id FROM participant p{where.joined} WHERE {where.condition})"
            f" SELECT p.id FROM found JOIN participant p ON p.id = found.id{ordering.joined} ORDER BY {order}"
        )
    return fetch_ids(conn, sql, ordering.params)


def first_ids(
    conn: Connection, found: ListSource, wanted: ListQuery, limit: int
) -> array[int] | None:
    """Return the first ids of a search, in the order without a sort; None when the text is no search."""
    words = search_words(wanted.text)
    if not words:
        return None
    where = list_sql.where(conn, found, wanted.filters)
    joined = _people(conn)
    head: Sequence[int] = ()
    exact = _exact(conn, found, wanted)
    if exact:
        head = fetch_ids(
            conn,
            f"SELECT p.id FROM profile{joined}{where.joined_without(PROFILE_JOIN)}"
            f" WHERE {among(conn, 'profile.id', 'exact')} AND {where.condition} ORDER BY profile.id",
            where.params | {"exact": id_list(conn, exact)},
        )
    ids = array("q", head)
    known = set(head)
    steps, params = search_steps(conn, words)
    for start, clause, order in steps:
        missing = limit - len(ids)
        if missing <= 0:
            break
        more = fetch_ids(
            conn,
            f"SELECT p.id FROM {start}{joined}"
            f"{where.joined_without(PROFILE_JOIN)} WHERE {clause} AND {where.condition}"
            f" ORDER BY {order} LIMIT :first",
            where.params | params | {"first": missing + len(head)},
        )
        ids.extend([number for number in more if number not in known][:missing])
    return ids[:limit]


def _people(conn: Connection) -> str:
    """Join the profiles of a search with the participants of the program; every query plan starts with the profiles."""
    join = " CROSS JOIN" if is_sqlite(conn) else " JOIN"
    return f"{join} participant p ON p.id = profile.id AND p.program_id = :program"


def _exact(conn: Connection, found: ListSource, wanted: ListQuery) -> list[int]:
    """Return the profiles of a search that have the search text as one of their keys."""
    database_id = conn.execute(
        text("SELECT profile_database_id FROM program WHERE id = :program"), found.params
    ).scalar_one()
    ids = exact_ids(conn, int(database_id), wanted.text)
    if not ids:
        return []
    clause, params = found_among(conn, search_words(wanted.text))
    sql = f"SELECT profile.id FROM profile WHERE {among(conn, 'profile.id', 'exact')} AND {clause}"
    return list(fetch_ids(conn, sql, params | {"exact": id_list(conn, ids)}))


def count_matching(conn: Connection, found: ListSource, wanted: ListQuery, limit: int) -> int:
    """Return how many match; counting stops at `limit`."""
    where = list_sql.where(conn, found, wanted.filters)
    joined = _people(conn)
    steps, params = search_steps(conn, search_words(wanted.text))
    count = 0
    for start, clause, _order in steps:
        count += int(
            conn.execute(
                text(
                    f"SELECT COUNT(*) FROM (SELECT 1 FROM {start}{joined}"
                    f"{where.joined_without(PROFILE_JOIN)} WHERE {clause} AND {where.condition} LIMIT :most) AS found"
                ),
                where.params | params | {"most": limit - count},
            ).scalar_one()
        )
    return count


def count(conn: Connection, program_id: int) -> int:
    """Return how many participants a program has."""
    return int(
        conn.execute(
            text("SELECT COUNT(*) FROM participant WHERE program_id = :program"),
            {"program": program_id},
        ).scalar_one()
    )


def distinct(
    conn: Connection, found: ListSource, column: str, wanted: ListQuery, *, search: str = ""
) -> DistinctValues:
    """Return the values of a column with counts, in the rows that all other conditions match."""
    where = condition(conn, found, wanted.without(column))
    return list_sql.distinct(conn, found, column, where, search=search)


def sum_matching(
    conn: Connection, found: ListSource, column: str, wanted: ListQuery
) -> tuple[int, Decimal] | None:
    """Return how many match, and the sum of a column; None when the column does not hold numbers."""
    return list_sql.total(conn, found, column, condition(conn, found, wanted))


def sum_ids(
    conn: Connection, found: ListSource, column: str, ids: Sequence[int]
) -> tuple[int, Decimal] | None:
    """Return the same for these participants."""
    where = list_sql.where(conn, found, ())
    where.conditions.append(among(conn, "p.id"))
    params: dict[str, Any] = {"ids": id_list(conn, ids)}
    where.params.update(params)
    return list_sql.total(conn, found, column, where)

"""Lists to export, streamed from the database as stored: days YYYYMMDD, instants microseconds, amounts units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, text

from loyalty_desktop.domain.entities import profiles as fields
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import ParticipantColumn
from loyalty_desktop.domain.text import search_words
from loyalty_desktop.domain.uuids import uuid_text
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.list_sql import ListSource
from loyalty_desktop.storage.queries import participant_list, transaction_list
from loyalty_desktop.storage.search_index import search_clause

FETCHED = 2_000
"""How many rows are fetched at a time, so that memory does not grow with the list."""

PROFILE = (*fields.PROFILE.names, "registered_at", "custom")
MEMBER = ("state", "registered_at", "comment")
TRANSACTION = (
    "external_id", "participant", "points_type", "type", "amount", "occurred_at", "activates_at", "expires_at",
    "description", "external_data", "state", "total_after", "active_after",
)  # fmt: skip


def _stream(
    conn: Connection, query: str, params: Mapping[str, Any], lists: Sequence[str] = ()
) -> Iterator[Sequence[Any]]:
    statement = text(query)
    if lists:
        statement = statement.bindparams(*(bindparam(name, expanding=True) for name in lists))
    streaming = conn.execution_options(stream_results=True, yield_per=FETCHED)
    with streaming.execute(statement, dict(params)) as result:
        for part in result.partitions():
            yield from part


def profile_condition(conn: Connection, database_id: int, query: str) -> tuple[str, dict[str, Any]]:
    """Return WHERE of the profiles list."""
    clause, params = search_clause(conn, search_words(query))
    return f"profile.profile_database_id = :database AND {clause}", {
        "database": database_id,
        **params,
    }


def count_profiles(conn: Connection, database_id: int, query: str) -> int:
    """Return how many rows `profiles` yields."""
    where, params = profile_condition(conn, database_id, query)
    return int(
        conn.execute(text(f"SELECT COUNT(*) FROM profile WHERE {where}"), params).scalar_one()
    )


def profiles(conn: Connection, database_id: int, query: str) -> Iterator[Sequence[Any]]:
    """Yield rows with the columns of PROFILE, by id."""
    where, params = profile_condition(conn, database_id, query)
    columns = ", ".join(f"profile.{c}" for c in PROFILE)
    yield from _stream(
        conn, f"SELECT {columns} FROM profile WHERE {where} ORDER BY profile.id", params
    )


def count_participants(conn: Connection, found: ListSource, wanted: ListQuery) -> int:
    """Return how many rows `participants` yields."""
    where = participant_list.condition(conn, found, wanted)
    query = f"SELECT COUNT(*) FROM participant p{where.joined} WHERE {where.condition}"
    return int(conn.execute(text(query), where.params).scalar_one())


def participants(
    conn: Connection,
    found: ListSource,
    wanted: ListQuery,
    *,
    tier_groups: Sequence[int],
    points_types: Sequence[int],
) -> Iterator[Sequence[Any]]:
    """Yield rows: PROFILE, MEMBER, the external ID of the tier in each group, total and active units of each points type."""
    where = participant_list.condition(conn, found, wanted)
    columns = [f"profile.{c}" for c in PROFILE]
    columns += [codes.word_sql("p.state", codes.PARTICIPANT_STATES), "p.registered_at", "p.comment"]
    joins = ""
    for n, group in enumerate(tier_groups):
        joins += (
            f" LEFT JOIN tier_state xs{n} ON xs{n}.participant_id = p.id AND xs{n}.tier_group_id = {int(group)}"
            f" LEFT JOIN tier xt{n} ON xt{n}.id = xs{n}.tier_id"
        )
        columns.append(f"xt{n}.external_id")
    for number in points_types:
        for name in (ParticipantColumn.TOTAL, ParticipantColumn.ACTIVE):
            column = found.column(f"{name}:{number}")
            assert column is not None  # noqa: S101 - every points type has these
            where.add(column)
            columns.append(column.value)
    yield from _stream(
        conn,
        f"SELECT {', '.join(columns)} FROM participant p {participant_list.PROFILE_JOIN}"
        f"{where.joined_without(participant_list.PROFILE_JOIN)} {joins} WHERE {where.condition} ORDER BY p.id",
        where.params,
    )


def count_transactions(conn: Connection, found: ListSource, wanted: ListQuery) -> int:
    """Return how many rows `transactions` yields."""
    where = transaction_list.condition(conn, found, wanted)
    statement = text(f"SELECT COUNT(*) FROM {found.table}{where.joined} WHERE {where.condition}")
    return int(conn.execute(statement, where.params).scalar_one())


def transactions(conn: Connection, found: ListSource, wanted: ListQuery) -> Iterator[Sequence[Any]]:
    """Yield rows with the columns of TRANSACTION, by participant and id. Without an external ID, the UUID takes its place."""
    where = transaction_list.condition(conn, found, wanted)
    where.joins = dict.fromkeys((transaction_list.PROFILE_JOIN, *where.joins))
    for row in _stream(
        conn,
        "SELECT t.external_id, profile.external_id, y.external_id, t.type, t.amount, t.occurred_at,"
        " l.activates_on, l.expires_on, COALESCE(t.description, ''), t.external_data, t.state,"
        f" {codes.TOTAL_AFTER}, t.active_after, t.uuid"
        f" FROM {found.table}{where.joined} JOIN points_type y ON y.id = t.points_type_id"
        " LEFT JOIN lot l ON l.participant_id = t.participant_id AND l.transaction_id = t.id"
        "  AND l.id = (SELECT MIN(o.id) FROM lot o WHERE o.participant_id = t.participant_id AND o.transaction_id = t.id)"
        f" WHERE {where.condition} ORDER BY t.participant_id, t.id",
        where.params,
    ):
        name = uuid_text(row[13]) if row[0] is None else row[0]
        kind, state = codes.TYPE_OF[row[3]].value, codes.STATE_OF[row[10]].value
        yield (name, *row[1:3], kind, *row[4:10], state, *row[11:13])

"""The list of a program's points transactions: keys in sort order, values with counts, sums."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from loyalty_desktop.domain.list_filters import ColumnKind, DistinctValues, ListQuery
from loyalty_desktop.domain.points import TransactionColumn
from loyalty_desktop.domain.text import search_words
from loyalty_desktop.domain.uuids import owner, uuid_bytes
from loyalty_desktop.storage import codes, list_sql
from loyalty_desktop.storage.list_sql import ListSource, SqlColumn, Where
from loyalty_desktop.storage.search_index import search_clause

PROFILE_JOIN = "JOIN profile ON profile.id = t.participant_id"
_TYPE_JOIN = "JOIN points_type k ON k.id = t.points_type_id"


def _person(value: str, *order: str) -> SqlColumn:
    return SqlColumn(ColumnKind.TEXT, value, (PROFILE_JOIN,), order, searched=True)


COLUMNS = {
    TransactionColumn.ID: SqlColumn(ColumnKind.NUMBER, "t.id"),
    TransactionColumn.OCCURRED_AT: SqlColumn(ColumnKind.MOMENT, "t.occurred_at"),
    TransactionColumn.PARTICIPANT: _person(
        "profile.external_id", "LENGTH(profile.external_id)", "profile.external_id"
    ),
    TransactionColumn.NAME: _person(
        "TRIM(COALESCE(profile.first_name, '') || ' ' || COALESCE(profile.last_name, ''))",
        "COALESCE(profile.last_name, '')",
        "COALESCE(profile.first_name, '')",
    ),
    TransactionColumn.TYPE: SqlColumn(ColumnKind.CHOICE, codes.word_sql("t.type", codes.TYPES)),
    TransactionColumn.STATE: SqlColumn(ColumnKind.CHOICE, codes.word_sql("t.state", codes.STATES)),
    TransactionColumn.POINTS_TYPE: SqlColumn(
        ColumnKind.CHOICE, "t.points_type_id", (_TYPE_JOIN,), ("k.position", "k.id")
    ),
    TransactionColumn.AMOUNT: SqlColumn(ColumnKind.NUMBER, "t.amount", units=True),
    TransactionColumn.TOTAL_AFTER: SqlColumn(ColumnKind.NUMBER, codes.TOTAL_AFTER, units=True),
    TransactionColumn.DESCRIPTION: SqlColumn(ColumnKind.TEXT, "COALESCE(t.description, '')"),
    TransactionColumn.EXTERNAL_ID: SqlColumn(
        ColumnKind.TEXT, "t.external_id", order=("COALESCE(t.external_id, '')",)
    ),
    TransactionColumn.BATCH: SqlColumn(ColumnKind.CHOICE, "t.import_batch_id"),
}


def source(conn: Connection, program_id: int, *, now: datetime) -> ListSource:
    """Return the list of one program, in its time zone."""
    found = conn.execute(
        text("SELECT time_zone FROM program WHERE id = :program"), {"program": program_id}
    ).scalar_one_or_none()
    zone = found or "UTC"
    return ListSource(
        "points_transaction t",
        ("t.participant_id", "t.id"),
        {str(name): column for name, column in COLUMNS.items()},
        "t.points_type_id IN (SELECT id FROM points_type WHERE program_id = :program)",
        {"program": program_id},
        zone,
        now.astimezone(ZoneInfo(zone)).date(),
    )


def condition(conn: Connection, found: ListSource, wanted: ListQuery) -> Where:
    """Return joins and conditions of a query on `points_transaction t`.

    Its text searches the participants; a UUID finds its transaction, because it names the person and the number.
    """
    where = list_sql.where(conn, found, wanted.filters)
    uuid = uuid_bytes(wanted.text)
    if uuid is not None:
        who, number = owner(uuid)
        where.conditions.append(
            "t.participant_id = :uuid_who AND t.id = :uuid_number AND t.uuid = :uuid"
        )
        where.params.update(uuid_who=who, uuid_number=number, uuid=uuid)
        return where
    words = search_words(wanted.text)
    if words:
        clause, params = search_clause(conn, words)
        where.conditions.append(
            f"t.participant_id IN (SELECT profile.id FROM profile WHERE {clause})"
        )
        where.params.update(params)
    return where


def list_ids(
    conn: Connection,
    found: ListSource,
    wanted: ListQuery,
    *,
    sort: TransactionColumn,
    descending: bool,
) -> list[tuple[int, int]]:
    """Return (participant id, transaction id) of all that match, in sort order."""
    where = condition(conn, found, wanted)
    order = list_sql.order_by(found, sort.value, descending=descending, into=where)
    rows = conn.execute(
        text(
            f"SELECT t.participant_id, t.id FROM points_transaction t{where.joined}"
            f" WHERE {where.condition} ORDER BY {order}"
        ),
        where.params,
    )
    return [(row[0], row[1]) for row in rows]


def distinct(
    conn: Connection, found: ListSource, column: str, wanted: ListQuery, *, search: str = ""
) -> DistinctValues:
    """Return the values of a column with counts, in the rows that all other conditions match."""
    where = condition(conn, found, wanted.without(column))
    return list_sql.distinct(conn, found, column, where, search=search)


def total(
    conn: Connection, found: ListSource, column: str, wanted: ListQuery
) -> tuple[int, Decimal] | None:
    """Return how many match, and the sum of a column; None when the column does not hold numbers."""
    return list_sql.total(conn, found, column, condition(conn, found, wanted))

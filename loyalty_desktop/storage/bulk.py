"""Bulk writes through the database drivers: executemany in SQLite, COPY and arrays in PostgreSQL.

Table and column names come from our own code, never from users. Rows are tuples in the order of the columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection

from loyalty_desktop.storage.sql import is_sqlite

_NO_TYPES: Mapping[str, str] = {}

COPY_FROM = 50
"""In PostgreSQL, COPY is faster than INSERT from this many rows."""


def insert_many(
    conn: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> int:
    """Insert rows, all or none. Returns how many. Values must be plain ints, strs, floats, bytes or None."""
    if not rows:
        return 0
    names = ", ".join(f'"{name}"' for name in columns)
    cursor = conn.connection.cursor()
    try:
        if is_sqlite(conn):
            terms, rows = _without_nulls(["?"] * len(columns), rows)
            _run(cursor, f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(terms)})', rows)
        elif len(rows) < COPY_FROM:
            marks = ", ".join(["%s"] * len(columns))
            _run(cursor, f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
        else:
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
    finally:
        cursor.close()
    return len(rows)


class Constant(NamedTuple):
    """A value that all rows of an `insert_columns` share."""

    value: int | str | None


def insert_columns(
    conn: Connection, table: str, columns: Mapping[str, Sequence[Any] | Constant], count: int
) -> None:
    """Insert `count` rows given as columns: a sequence with a value for each row, or a Constant for all of them."""
    if not count:
        return
    varying = {name: values for name, values in columns.items() if not isinstance(values, Constant)}
    constant = {name: one.value for name, one in columns.items() if isinstance(one, Constant)}
    if not is_sqlite(conn):
        given = [*varying.values(), *(repeat(value, count) for value in constant.values())]
        insert_many(conn, table, (*varying, *constant), list(zip(*given, strict=True)))
        return
    # A constant is written once in the statement: the driver takes ten times as long over a NULL as over a number.
    names = ", ".join(f'"{name}"' for name in (*varying, *constant))
    terms = ["?"] * len(varying) + [_literal(value) for value in constant.values()]
    cursor = conn.connection.cursor()
    try:
        cursor.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(terms)})',
            cast(Any, zip(*varying.values(), strict=True)),
        )
    finally:
        cursor.close()


def _literal(value: int | str | None) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def execute_many(conn: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> int:
    """Run one statement for many rows. Returns how many rows it changed.

    `?` marks the parameters; the statement must have no other `?` or `%`.
    """
    if not rows:
        return 0
    cursor = conn.connection.cursor()
    try:
        _run(cursor, sql if is_sqlite(conn) else sql.replace("?", "%s"), rows)
        return int(cursor.rowcount)
    finally:
        cursor.close()


def update_many(
    conn: Connection,
    table: str,
    *,
    sets: Sequence[str],
    keys: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    null_sets: Sequence[str] = (),
    types: Mapping[str, str] = _NO_TYPES,
) -> int:
    """Update columns of many rows. Returns how many rows the keys matched.

    Columns are integers unless `types` names their PostgreSQL type. A row holds the values of `sets`, then of `null_sets` (which may be None), then of `keys`: the primary key and the
    values that must not have changed. The caller compares the result with the number of rows it passed.
    """
    if not rows:
        return 0
    every_set = (*sets, *null_sets)
    if is_sqlite(conn) or len(rows) == 1:
        wanted = [f'"{name}" = ?' for name in (*every_set, *keys)]
        terms, rows = _without_nulls(wanted, rows)
        change, where = ", ".join(terms[: len(every_set)]), " AND ".join(terms[len(every_set) :])
        return execute_many(conn, f'UPDATE "{table}" SET {change} WHERE {where}', rows)
    columns = (*(f"s_{name}" for name in every_set), *(f"k_{name}" for name in keys))
    change = ", ".join(f'"{name}" = v.s_{name}' for name in every_set)
    where = " AND ".join(f't."{name}" = v.k_{name}' for name in keys)
    arrays = ", ".join(f"%s::{types.get(name, 'bigint')}[]" for name in (*every_set, *keys))
    cursor = conn.connection.cursor()
    try:
        cursor.execute(
            f'UPDATE "{table}" AS t SET {change} FROM unnest({arrays}) AS v({", ".join(columns)}) WHERE {where}',
            [list(column) for column in zip(*rows, strict=True)],
        )
        return int(cursor.rowcount)
    finally:
        cursor.close()


def _run(cursor: Any, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if len(rows) == 1:  # `executemany` of psycopg takes twice as long over one row
        cursor.execute(sql, rows[0])
    else:
        cursor.executemany(sql, rows)


def _without_nulls(
    terms: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> tuple[list[str], Sequence[tuple[Any, ...]]]:
    """Return terms with one `?` each and the rows that fill them; columns with only None are written as NULL.

    The SQLite driver takes ten times as long over a None as over a number.
    """
    empty = {
        place
        for place, value in enumerate(rows[0])
        if value is None and all(row[place] is None for row in rows)
    }
    if not empty:
        return list(terms), rows
    kept = [place for place in range(len(terms)) if place not in empty]
    written = [
        term.replace("?", "NULL") if place in empty else term for place, term in enumerate(terms)
    ]
    if len(kept) < 2:
        return written, [tuple(row[place] for place in kept) for row in rows]
    return written, list(map(itemgetter(*kept), rows))

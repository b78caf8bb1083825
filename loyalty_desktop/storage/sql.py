"""SQL that differs between SQLite and PostgreSQL, and lists in conditions. Each difference is defined here only.

Expressions and names come from our own code, never from users; values are bound parameters.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.text import fold

_UPPER = "".join(
    chr(c) for c in range(0xC0, 0x530) if chr(c).lower() != chr(c) and len(chr(c).lower()) == 1
)
_FOLDED = "".join(fold(c) if len(fold(c)) == 1 else c.lower() for c in _UPPER)


def is_sqlite(conn: Connection) -> bool:
    """Return whether the connection uses SQLite."""
    return conn.dialect.name == "sqlite"


def among(conn: Connection, column: str, name: str = "ids") -> str:
    """Return the condition "column is one of the list in parameter :name"; bind it as `id_list(conn, values)`.

    The list is one parameter of any length. Two such conditions on one composite key make SQLite look every pair up:
    write `+column` for the second.
    """
    if is_sqlite(conn):
        return f"{column} IN (SELECT value FROM json_each(:{name}))"
    return f"{column} = ANY(:{name})"


def listed(conn: Connection, name: str = "ids") -> str:
    """Return the list in parameter :name as a table with the column `value`; bind it as `id_list(conn, values)`."""
    if is_sqlite(conn):
        return f"json_each(:{name})"
    return f"unnest(CAST(:{name} AS BIGINT[])) AS listed (value)"


def id_list(conn: Connection, values: Iterable[int] | Iterable[str]) -> str | list[Any]:
    """Return the parameter that belongs to `among`."""
    listed = list(values)
    return json.dumps(listed) if is_sqlite(conn) else listed


def at_pairs(
    conn: Connection, query: str, pairs: Collection[tuple[int, int]]
) -> Iterator[Sequence[Any]]:
    """Run a query over pairs of numbers; `{pairs}` in it stands for the source `pair` with columns `a` and `b`."""
    if not pairs:
        return
    if is_sqlite(conn):
        source = "(SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(:pairs)) AS pair"
        params: dict[str, Any] = {"pairs": json.dumps(list(pairs))}
    else:
        source = "unnest(CAST(:a AS BIGINT[]), CAST(:b AS BIGINT[])) AS pair(a, b)"
        params = {"a": [a for a, _ in pairs], "b": [b for _, b in pairs]}
    yield from conn.execute(text(query.replace("{pairs}", source)), params)


def number_rows(conn: Connection, name: str, columns: int) -> str:
    """Return the rows of numbers in parameter :name as a table with the columns n0, n1, ...; bind them as JSON."""
    if is_sqlite(conn):
        listed = ", ".join(f"value ->> {n} AS n{n}" for n in range(columns))
        return f"(SELECT {listed} FROM json_each(:{name}))"
    listed = ", ".join(f"CAST(value ->> {n} AS BIGINT) AS n{n}" for n in range(columns))
    return f"(SELECT {listed} FROM json_array_elements(CAST(:{name} AS JSON)))"


def new_uuid(sqlite: bool, person: str, number: str) -> str:
    """Return SQL that makes a UUID naming row `number` of a person, as domain.uuids.new_uuid does."""
    if sqlite:
        return (
            f"unhex(printf('%012x8%03x%08x%08x', {person} & 281474976710655, random() & 4095,"
            f" (random() & 1073741823) | 2147483648, {number}))"
        )
    return (
        f"(substring(int8send({person}) FROM 3) || substring(int4send(32768 | (floor(random() * 4096))::int) FROM 3)"
        f" || int8send(CAST(2147483648 + floor(random() * 1073741824) AS BIGINT) << 32 | {number}))"
    )


def bind_lists(conn: Connection, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters in which every tuple or list has the form that `among` needs."""
    return {
        name: id_list(conn, value) if isinstance(value, tuple | list) else value
        for name, value in params.items()
    }


def for_update(conn: Connection) -> str:
    """Return the tail of a SELECT that locks its rows; SQLite locks the file at BEGIN IMMEDIATE instead."""
    return "" if is_sqlite(conn) else " FOR UPDATE"


def folded(conn: Connection, expression: str) -> str:
    """Return a text in the form of domain.text.fold; empty for NULL.

    SQLite has that function (`fold`, which the engine adds to each connection); PostgreSQL does it without a locale.
    """
    if is_sqlite(conn):
        return f"fold({expression})"
    spaces = r"'[\s\u00a0\u2007\u202f]+'"
    return (
        f"btrim(regexp_replace(translate(lower(normalize(COALESCE({expression}, ''), NFKC)),"
        f" '{_UPPER}ё', '{_FOLDED}е'), {spaces}, ' ', 'g'))"
    )


def holds(conn: Connection, expression: str, sought: str) -> str:
    """Return the condition "a text contains another"; `sought` is an expression, such as a bound parameter."""
    return f"{'instr' if is_sqlite(conn) else 'strpos'}({expression}, {sought}) > 0"


def json_member(sqlite: bool, column: str, name: str) -> str:
    """Return a member of a JSON text: text or number in SQLite, text in PostgreSQL."""
    if sqlite:
        return f"json_extract({column}, '$.{name}')"
    return f"(CAST({column} AS JSON) ->> '{name}')"


def json_has(sqlite: bool, column: str, name: str) -> str:
    """Return the condition "a JSON text has this member", null included."""
    if sqlite:
        return f"json_type({column}, '$.{name}') IS NOT NULL"
    return f"(CAST({column} AS JSONB) -> '{name}') IS NOT NULL"


def json_text_of(sqlite: bool, column: str, parameter: str) -> str:
    """Return the member named by a bound parameter as text."""
    if sqlite:
        return f"CAST(json_extract({column}, '$.' || json_quote(:{parameter})) AS TEXT)"
    return f"(CAST({column} AS JSONB) ->> CAST(:{parameter} AS TEXT))"


def json_quoted(sqlite: bool, expression: str) -> str:
    """Return a value written as JSON; NULL becomes null."""
    if sqlite:
        return f"json_quote({expression})"
    return f"COALESCE(CAST(to_json({expression}) AS TEXT), 'null')"

"""Column types and conventions of all tables.

Core tables are used and not mapped classes, because of bulk writes, WITHOUT ROWID keys and start-up time (docs/adr/0002).
Instants are UTC microseconds, days are YYYYMMDD, amounts are units of 1/10,000 point, booleans are 0/1, types and states
are numbers (storage/codes.py), all in integer columns, so that one SQL text serves SQLite and PostgreSQL. UUIDs and hashes
are bytes. Each table declares its place (tests/architecture/test_places.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, SmallInteger, Table, Text
from sqlalchemy.schema import SchemaItem

from loyalty_desktop.domain.fields import TEXTS, FieldTable, FieldType

Int = BigInteger().with_variant(Integer(), "sqlite")
Small = SmallInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table lives when one machine is not enough (docs/architecture.md, "Past one machine").

    `column` is the column by which the rows are spread; None for tables that are whole on one node or on all of them.
    """

    name: str
    column: str | None = None


REFERENCE = Place("reference")
"""Set-up: small, rarely written, copied to every node."""

COORDINATOR = Place("coordinator")
"""Jobs, batches and sums of everybody: written by jobs, never by a command on a person."""


def by_person(column: str = "participant_id") -> Place:
    """Return the place of rows about one person; they all live together."""
    return Place("person", column)


def by_value(column: str) -> Place:
    """Return the place of a table that makes a value unique."""
    return Place("value", column)


def table(name: str, *items: SchemaItem, place: Place, with_rowid: bool = True) -> Table:
    """Make a STRICT table; `with_rowid=False` clusters it by its primary key in SQLite."""
    return Table(
        name,
        metadata,
        *items,
        sqlite_strict=True,
        sqlite_with_rowid=with_rowid,
        info={"place": place},
    )


def number(
    name: str, *rest: SchemaItem, null: bool = False, default: int | None = None, **kw: Any
) -> Column[int]:
    """Make an integer column."""
    return Column(name, Int, *rest, nullable=null, server_default=_text(default), **kw)


def small(
    name: str, *rest: SchemaItem, null: bool = False, default: int | None = None, **kw: Any
) -> Column[int]:
    """Make a column for small integers: states and types by number (storage/codes.py)."""
    return Column(name, Small, *rest, nullable=null, server_default=_text(default), **kw)


def day(
    name: str, *rest: SchemaItem, null: bool = False, default: int | None = None, **kw: Any
) -> Column[int]:
    """Make a column for local days (YYYYMMDD) and months (YYYYMM)."""
    return Column(name, Integer, *rest, nullable=null, server_default=_text(default), **kw)


def binary(name: str, *, null: bool = False, **kw: Any) -> Column[bytes]:
    """Make a column for bytes: UUIDs of 16, hashes of 16 or 32."""
    return Column(name, LargeBinary, nullable=null, **kw)


def text(
    name: str, *rest: SchemaItem, null: bool = False, default: str | None = None, **kw: Any
) -> Column[str]:
    """Make a text column."""
    return Column(name, Text, *rest, nullable=null, server_default=default, **kw)


def key(name: str, *rest: SchemaItem) -> Column[int]:
    """Make an integer primary-key column whose values come from storage/ids.py."""
    return Column(name, Int, *rest, primary_key=True, autoincrement=False)


_WHOLE = frozenset(
    {FieldType.AMOUNT, FieldType.INTEGER, FieldType.FLAG, FieldType.DAY, FieldType.INSTANT}
)


def field_columns(
    fields: FieldTable,
    *,
    beside: Mapping[str, tuple[SchemaItem, ...]] | None = None,
    zero: tuple[str, ...] = (),
    unique: tuple[str, ...] = (),
) -> Iterator[SchemaItem]:
    """Makes the columns of a field table.

    `beside` has columns written by hand, by the field that they follow; `zero` names numbers that are 0 when a row is
    inserted without them; `unique` names texts that no two rows share. An optional text is empty when it is left out.
    """
    for field in fields:
        if field.kind in _WHOLE:
            yield number(field.name, null=field.null, default=0 if field.name in zero else None)
        else:
            empty = field.kind in TEXTS and not field.required and not field.null
            yield text(
                field.name,
                null=field.null,
                default="" if empty else None,
                unique=field.name in unique or None,
            )
        yield from (beside or {}).get(field.name, ())


def _text(default: int | None) -> str | None:
    return None if default is None else str(default)

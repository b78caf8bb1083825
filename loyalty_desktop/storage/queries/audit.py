"""Pages of the audit trail, newest first: of everybody, of one person's chain, of one thing in the house's chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, func, literal_column, or_, select, tuple_

from loyalty_desktop.storage.audit_chain import HOUSE
from loyalty_desktop.storage.models.system import audit_record


def page(conn: Connection, *, before: tuple[int, int, int] | None, limit: int) -> list[Row[Any]]:
    """Return records of everybody, older than `before`: (at, participant_id, seq)."""
    order = (audit_record.c.at, audit_record.c.participant_id, audit_record.c.seq)
    query = select(audit_record).order_by(*(column.desc() for column in order))
    if before is not None:
        query = query.where(tuple_(*order) < before)
    return _rows(conn, query, limit)


def of_person(
    conn: Connection,
    participant_id: int,
    *,
    program_id: int | None,
    before_seq: int | None,
    limit: int,
) -> list[Row[Any]]:
    """Return records of a person's chain with a lower number than `before_seq`.

    With `program_id`: those about this program and those about no program (the profile).
    """
    query = select(audit_record).where(audit_record.c.participant_id == participant_id)
    if program_id is not None:
        named = audit_record.c.program_id
        query = query.where(or_(named == program_id, named.is_(None)))
    return _chain(conn, query, before_seq, limit)


def of_entity(
    conn: Connection, entity: str, entity_id: int, *, before_seq: int | None, limit: int
) -> list[Row[Any]]:
    """Return records of the house about one thing, such as a program."""
    query = select(audit_record).where(
        audit_record.c.participant_id
        == literal_column(str(HOUSE)),  # written out, for the partial index
        audit_record.c.entity == entity,
        audit_record.c.entity_id == entity_id,
    )
    return _chain(conn, query, before_seq, limit)


def count(conn: Connection) -> int:
    """Return how many records there are."""
    return int(conn.execute(select(func.count()).select_from(audit_record)).scalar_one())


def everything(conn: Connection) -> Iterator[Row[Any]]:
    """Yield all records by person and number."""
    query = select(audit_record).order_by(audit_record.c.participant_id, audit_record.c.seq)
    yield from conn.execute(query, execution_options={"yield_per": 1_000})


def _chain(
    conn: Connection, query: Select[Any], before_seq: int | None, limit: int
) -> list[Row[Any]]:
    if before_seq is not None:
        query = query.where(audit_record.c.seq < before_seq)
    return _rows(conn, query.order_by(audit_record.c.seq.desc()), limit)


def _rows(conn: Connection, query: Select[Any], limit: int) -> list[Row[Any]]:
    return list(conn.execute(query.limit(limit)))

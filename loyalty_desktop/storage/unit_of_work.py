"""The unit of work: one writing transaction with connection, ids, audit records, clock and actor.

with storage.write() as uow:          # BEGIN IMMEDIATE / BEGIN
    ...                               # load, decide, store
    uow.audit("points.accrued", entity="points_transaction", entity_id=7, before=None, after={...})
# committed: audit records are chained and written last, so that the chain head is locked only briefly
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from loyalty_desktop.domain.days import instant
from loyalty_desktop.storage.engine import Database, Dialect
from loyalty_desktop.storage.ids import IdAllocator
from loyalty_desktop.storage.models.system import audit_head, audit_record

GENESIS = "0" * 64
"""The hash before the first audit record."""


def utc_now() -> datetime:
    """Return the time in UTC: the clock of the program. Tests pass their own clock."""
    return datetime.now(UTC)


def chain_hash(previous: str, record: Mapping[str, Any]) -> str:
    """Return sha256 over the previous hash and the record's columns (without `hash`) as canonical JSON."""
    body = json.dumps(
        {k: v for k, v in record.items() if k != "hash"}, sort_keys=True, ensure_ascii=False
    )
    return hashlib.sha256(f"{previous}{body}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Actor:
    """The user who acts. `name` is written in audit records."""

    name: str


class UnitOfWork:
    """A transaction in progress. Made by Storage: write(), work_on(), rehearse()."""

    def __init__(self, conn: Connection, *, actor: Actor, now: datetime) -> None:
        self.conn = conn
        self.ids = IdAllocator(conn)
        self.actor = actor
        self.now = now
        self.now_us = instant(now)
        self._records: list[dict[str, Any]] = []

    @property
    def dialect(self) -> Dialect:
        """The SQL dialect of the connection."""
        return "sqlite" if self.conn.dialect.name == "sqlite" else "postgresql"

    def audit(
        self,
        action: str,
        *,
        entity: str,
        entity_id: int | None = None,
        program_id: int | None = None,
        participant_id: int | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Record what was done; written at the commit. JSON must be able to hold the values (Decimals and dates as text)."""
        self._records.append(
            {
                "at": self.now_us,
                "actor": self.actor.name,
                "action": action,
                "entity": entity,
                "entity_id": entity_id,
                "program_id": program_id,
                "participant_id": participant_id,
                "before": _json(before),
                "after": _json(after),
            }
        )

    def flush_audit(self) -> None:
        """Chain and write the collected records. Called by Storage.write() just before the commit."""
        if not self._records:
            return
        head = (
            select(audit_head.c.last_id, audit_head.c.last_hash)
            .where(audit_head.c.id == 1)
            .with_for_update()
        )
        last_id, last_hash = self.conn.execute(head).one()
        rows = []
        for record in self._records:
            last_id += 1
            row = {"id": last_id, **record}
            last_hash = chain_hash(last_hash, row)
            rows.append({**row, "hash": last_hash})
        self.conn.execute(insert(audit_record), rows)
        self.conn.execute(
            update(audit_head)
            .where(audit_head.c.id == 1)
            .values(last_id=last_id, last_hash=last_hash)
        )
        self._records.clear()


class Storage:
    """The database with a clock and an actor. Services work through it."""

    def __init__(
        self, database: Database, *, actor: Actor, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.database = database
        self.actor = actor
        self._clock = clock

    @property
    def clock(self) -> Callable[[], datetime]:
        """Returns the present time for use cases."""
        return self._clock

    def at(self, clock: Callable[[], datetime]) -> Storage:
        """Return a Storage with the same database and actor and another clock."""
        return Storage(self.database, actor=self.actor, clock=clock)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a connection for reading: one snapshot."""
        with self.database.read() as conn:
            yield conn

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Open a writing transaction. It commits at the end of the block and rolls back on any exception."""
        with self.database.write_connection() as conn, self.work_on(conn) as uow:
            yield uow

    @contextmanager
    def work_on(self, conn: Connection) -> Iterator[UnitOfWork]:
        """Make a unit of work on a connection whose transaction the caller has begun and will commit."""
        uow = UnitOfWork(conn, actor=self.actor, now=self.clock())
        yield uow
        uow.flush_audit()

    @contextmanager
    def rehearse(self) -> Iterator[UnitOfWork]:
        """Make a unit of work on one snapshot for a rehearsal: nothing that it writes or records is kept."""
        with self.database.read() as conn:
            transaction = conn.get_transaction()
            try:
                yield UnitOfWork(conn, actor=self.actor, now=self.clock())
            finally:
                if transaction is not None:
                    transaction.rollback()


def _json(value: Mapping[str, Any] | None) -> str | None:
    return (
        None
        if value is None
        else json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    )

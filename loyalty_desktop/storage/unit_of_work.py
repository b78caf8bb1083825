"""The unit of work: one writing transaction with connection, ids, people, audit records, clock and actor.

with storage.write() as uow:          # BEGIN IMMEDIATE / BEGIN
    ...                               # load, decide, store
    uow.audit("points.accrued", entity="points_transaction", entity_id=7, before=None, after={...})
# committed: audit records are chained and written last, in the chain of the person or of the house
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.ledger.state import Person
from loyalty_desktop.storage import audit_chain
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.engine import Database, Dialect
from loyalty_desktop.storage.house import digest
from loyalty_desktop.storage.ids import IdAllocator
from loyalty_desktop.storage.people import load_people, store_people


def utc_now() -> datetime:
    """Return the time in UTC: the clock of the program. Tests pass their own clock."""
    return datetime.now(UTC)


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
        self._records: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self._people: dict[int, Person] = {}

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
        self._records[audit_chain.HOUSE if participant_id is None else participant_id].append(
            {
                "at": self.now_us,
                "actor": self.actor.name,
                "action": action,
                "entity": entity,
                "entity_id": entity_id,
                "program_id": program_id,
                "before": _json(before),
                "after": _json(after),
            }
        )

    def lock_people(self, ids: Collection[int], *, lock: bool = True) -> dict[int, Person]:
        """Lock people in ascending order and return them with their numbers; missing rows are made.

        The numbers that callers take are stored by `store_people`. `lock=False` (a rehearsal) only reads.
        """
        new = [number for number in ids if number not in self._people]
        if new:
            self._people |= load_people(self.conn, new, lock=lock)
        return {number: self._people[number] for number in sorted(ids)}

    def adopt(self, people: Iterable[Person]) -> None:
        """Take over people that a statement of the caller's has locked and read."""
        for one in people:
            self._people.setdefault(one.id, one)

    def store_people(self) -> None:
        """Write the people that changed, and forget all: SQL may change their rows from now on."""
        store_people(self.conn, self._people.values())
        self._people.clear()

    def forget_people(self) -> None:
        """Forget numbers that were taken for what is not stored."""
        self._people.clear()

    def flush_audit(self) -> None:
        """Chain and write the collected records and the people. Called by Storage.write() just before the commit."""
        records, self._records = self._records, defaultdict(list)
        house = records.pop(audit_chain.HOUSE, None)
        chains = sorted(records.items())
        self.lock_people([number for number, _ in chains])
        if house:  # everybody's lock, so it is taken last
            self.lock_people([audit_chain.HOUSE])[audit_chain.HOUSE].digest = digest(self.conn)
            chains.append((audit_chain.HOUSE, house))
        rows = []
        for number, found in chains:
            person = self._people[number]
            more, person.audit_seq, person.audit_hash = audit_chain.chain(
                number, person.audit_seq, person.audit_hash, found
            )
            rows += more
        insert_many(self.conn, "audit_record", audit_chain.COLUMNS, rows)
        self.store_people()


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

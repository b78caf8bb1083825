"""Make engines for a workspace file (SQLite through sqlcipher3) or a shared PostgreSQL database, with our settings.

Transactions are explicit: `Database.read()` for consistent reads, `Database.write()` for units of work. In SQLite a
writer takes its lock at BEGIN (IMMEDIATE), because two deferred sessions could both spend the same points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from loyalty_desktop.domain.stopping import interruptible
from loyalty_desktop.domain.text import fold
from loyalty_desktop.storage.audit_chain import sha256
from loyalty_desktop.storage.errors import translated
from loyalty_desktop.storage.file_watch import FileWatch
from loyalty_desktop.storage.ids import COUNTERS, Counters
from loyalty_desktop.storage.row_hash import sql_row_hash, sql_row_hash_of_two
from loyalty_desktop.storage.ticket_file import TicketFile
from loyalty_desktop.storage.turns import Turns

APPLICATION_ID = 0x4C6F7944  # "LoyD"
CACHE_KIB = 256 * 1024
BUSY_MS = 30_000
RULES = "rules"
"""Name of the connection's execution option with the rules that storage/ledger/opening.py keeps for this database."""

Dialect = Literal["sqlite", "postgresql"]


def _fold(value: object) -> str:
    """SQL function `fold`: domain.text.fold; an empty text for NULL."""
    return "" if value is None else fold(str(value))


def sqlite_address(path: Path, mode: Literal["rw", "ro"] = "rw") -> str:
    """Return the address under which SQLite opens an existing file; it never makes one.

    The path is quoted: %, ? and # would have a meaning in an address, and an absolute path is never ":memory:".
    """
    place = path.absolute().as_posix()
    return f"file://{quote(place if place.startswith('/') else '/' + place)}?mode={mode}"


def is_writing(connection: Connection) -> bool:
    """Return whether a connection's transactions take the writer's lock when they begin."""
    return bool(connection.get_execution_options().get("immediate", False))


def sqlite_engine(
    path: Path,
    *,
    cache_kib: int = CACHE_KIB,
    journal: Literal["WAL", "DELETE"] = "WAL",
    read_only: bool = False,
) -> Engine:
    """Make an engine for an existing workspace file. It is created and checked by storage/workspace.py.

    With a WAL, writing transactions raise StorageProblem storage.gone, replaced or companions_gone when the file at the
    path is not the opened one any more. `read_only` reads a closed file where nothing can be written, not even companions:
    nobody else may write to it meanwhile.
    """
    from sqlcipher3 import dbapi2

    watch = FileWatch(path.absolute()) if journal == "WAL" and not read_only else None
    address = sqlite_address(path, "ro") + "&immutable=1" if read_only else sqlite_address(path)

    def connect() -> Any:
        if watch is not None:
            watch.connecting()
        return dbapi2.connect(
            address,
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=BUSY_MS / 1000,
        )

    engine = create_engine(
        "sqlite+pysqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=6
    )

    def connected(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            *([] if read_only else [f"journal_mode={journal}"]),
            "synchronous=FULL",
            "foreign_keys=ON",
            f"cache_size=-{cache_kib}",
            "secure_delete=ON",
            "trusted_schema=OFF",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        if watch is not None:
            cursor.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()  # makes the -wal
            watch.connected()
        cursor.close()
        connection.create_function("fold", 1, _fold, deterministic=True)
        connection.create_function("sha256", 1, sha256, deterministic=True)
        connection.create_function("row_hash", 1, sql_row_hash, deterministic=True)
        connection.create_function("row_hash", 2, sql_row_hash_of_two, deterministic=True)

    def began(connection: Connection) -> None:
        immediate = is_writing(connection)
        if immediate and watch is not None:
            watch.check()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    def committing(connection: Connection) -> None:
        if watch is not None and is_writing(connection):
            watch.check()

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", began)
    event.listen(engine, "commit", committing)
    if watch is not None:
        event.listen(engine, "close", lambda *_: watch.closed())
    return engine


def postgresql_engine(url: str, *, pool_size: int = 6, max_overflow: int = 10) -> Engine:
    """Make an engine for a shared database, `postgresql+psycopg://...`. Reads are repeatable within one `read()`.

    It keeps `pool_size` connections and opens up to `max_overflow` more; whoever finds none free waits.
    """
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _one_connection(engine: Engine) -> Engine:
    """Make an engine to the same server with one connection, for the counters of ids."""
    return create_engine(
        engine.url, pool_size=1, max_overflow=0, pool_pre_ping=True, hide_parameters=True
    )


def _interrupt(connection: Connection) -> Callable[[], object]:
    """Returns the function that stops the connection's running statement; it may be called from another thread."""
    driver: Any = connection.connection.dbapi_connection
    stop: Callable[[], object] = (
        driver.interrupt if connection.dialect.name == "sqlite" else driver.cancel
    )
    return stop


class Database:
    """One open workspace database: its engine, dialect and transactions. Safe to share between threads."""

    def __init__(self, engine: Engine, *, path: Path | None = None, url: str | None = None) -> None:
        self.engine = engine
        self.path = path
        self.url = url
        rules: dict[int, Any] = {}
        self._options: dict[str, Any] = {RULES: rules}
        event.listen(engine, "connect", lambda *_: rules.clear())  # another database, perhaps
        self._counters: Counters | None = None
        if self.dialect == "postgresql":
            self._counters = counters = Counters(lambda: _one_connection(engine))
            self._options[COUNTERS] = counters
            event.listen(engine, "connect", lambda *_: counters.forget())
        patience = BUSY_MS / 1000
        if self.dialect == "sqlite":
            tickets = None if path is None else TicketFile(path.absolute())
            self._turns = Turns(1, tickets, patience=patience)
        else:
            pool = engine.pool
            places = pool.size() if isinstance(pool, QueuePool) else 1
            self._turns = Turns(places, patience=patience)

    @property
    def dialect(self) -> Dialect:
        """The SQL dialect of this database."""
        return "sqlite" if self.engine.dialect.name == "sqlite" else "postgresql"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a connection for reading: one snapshot for the whole block. Do not write through it."""
        with translated(), self.engine.connect() as connection:
            connection = connection.execution_options(**self._options)
            if self.dialect == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin(), interruptible(_interrupt(connection)):
                yield connection

    def turn(self) -> AbstractContextManager[None]:
        """Wait for a turn to write (storage/turns.py). `write_connection` does; others ask before they take a connection."""
        return self._turns.turn()

    @contextmanager
    def write_connection(self) -> Iterator[Connection]:
        """Open a connection in a writing transaction; services use unit_of_work.UnitOfWork instead.

        It waits in the queue of the writers of all processes (SQLite) or of this one's pool (PostgreSQL).
        """
        with translated(), self.turn(), self.engine.connect() as connection:
            connection = connection.execution_options(immediate=True, **self._options)
            with connection.begin(), interruptible(_interrupt(connection)):
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
        self._turns.close()
        if self._counters is not None:
            self._counters.close()

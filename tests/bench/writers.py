"""Writers at once, and the cost of one command: SQLite and PostgreSQL side by side.

`single`: CPU and statements of one accrual and one redemption. `clients`: commands a second by 1, 8 and 32 processes.
`writers`: 64 threads of one process and 8 processes write for some seconds; printed are the share of the slowest writer, the
longest wait, and the proof. `beside`: how long a till waits while an import is applied.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.services.ledger.points import PointsService
from loyalty_desktop.services.tiers import start_in
from loyalty_desktop.storage import workspace
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.engine import Database, postgresql_engine, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support import postgres
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld

ENGINES = ("sqlite", "postgresql")
SECONDS = 10
PEOPLE = 400


@dataclass(frozen=True)
class Done:
    """What one writer did: commands, CPU seconds, the longest one in seconds, codes of errors, and points added."""

    commands: int
    cpu: float
    longest: float
    errors: tuple[str, ...]
    points: int


@contextmanager
def places(folder: Path, engines: Sequence[str] = ENGINES) -> Iterator[dict[str, str]]:
    """A fresh workspace on each engine: its file, or the URL of a private server that ends with the block."""
    found = {}
    cluster = None
    try:
        if "sqlite" in engines:
            path = folder / "writers.loyalty"
            workspace.create(path, now=Clock().now)
            found["sqlite"] = str(path)
        binaries = postgres.find_binaries()
        if "postgresql" in engines and binaries is not None:
            cluster = postgres.start(binaries)
            found["postgresql"] = cluster.url(cluster.fresh())
            workspace.open_workspace(found["postgresql"], now=Clock().now).database.close()
        yield found
    finally:
        if cluster is not None:
            cluster.stop()


def storage_at(where: str, name: str = "till") -> Storage:
    """A storage of its own over a workspace."""
    if where.startswith("postgresql"):
        database = Database(postgresql_engine(where), url=where)
    else:
        path = Path(where)
        database = Database(sqlite_engine(path, cache_kib=16 * 1024), path=path)
    return Storage(database, actor=Actor(name), clock=Clock())


def single(folder: Path, rows: int | None) -> None:
    """CPU and statements of one command on a person with a few lots."""
    count = rows or 400
    with places(folder) as found:
        for engine, where in found.items():
            storage = storage_at(where)
            world = LedgerWorld(storage, Clock())
            people = world.participants(20)
            for part, work in enumerate(_commands(world, people)):
                name = ("accrual", "redemption")[part]
                for number in range(40):
                    work(f"warm {number}", number)
                began, wall, server = time.process_time(), time.perf_counter(), _server_seconds()
                for number in range(count):
                    work(f"cold {number}", number)
                taken, wall = time.process_time() - began, time.perf_counter() - wall
                server = _server_seconds() - server
                with _counted(storage.database) as statements:
                    work("counted", 0)
                print(
                    f"one {name} on {engine}: {taken / count * 1000:.2f} ms CPU of the program,"
                    f" {server / count * 1000:.2f} ms of the server,"
                    f" {wall / count * 1000:.2f} ms on the clock, {len(statements)} statements",
                    flush=True,
                )
                if rows == 1:
                    print("\n".join(f"    {' '.join(sql.split())[:150]}" for sql in statements))
            storage.database.close()


def _commands(world: LedgerWorld, people: list[int]) -> tuple[Any, Any]:
    def accrue(key: str, number: int) -> None:
        one = people[number % len(people)]
        world.points.accrue(one, world.standard, Decimal(10), key=f"a {key}")

    def redeem(key: str, number: int) -> None:
        one = people[number % len(people)]
        world.points.redeem(one, world.standard, Decimal(1), key=f"r {key}")

    return accrue, redeem


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    """Collect what the drivers are asked to run; BEGIN and COMMIT are among it where the program sends them as statements."""
    seen: list[str] = []
    if database.dialect == "sqlite":
        with database.engine.connect() as conn:
            raw: Any = conn.connection.driver_connection
        raw.set_trace_callback(seen.append)
        try:
            yield seen
        finally:
            raw.set_trace_callback(None)
        return
    kept = [(name, getattr(psycopg.Cursor, name)) for name in ("execute", "executemany")]

    def counting(old: Any) -> Any:
        def run(self: Any, query: Any, *rest: Any, **more: Any) -> Any:
            seen.append(str(query))
            return old(self, query, *rest, **more)

        return run

    for name, old in kept:
        setattr(psycopg.Cursor, name, counting(old))
    try:
        yield seen
    finally:
        for name, old in kept:
            setattr(psycopg.Cursor, name, old)


def _server_seconds() -> float:
    """CPU seconds of the PostgreSQL processes that this one has started, as far as the system tells (Linux).

    Servers of connections that ended are not among them: ask while they are open.
    """
    ticks = 0
    parents: dict[int, int] = {}
    spent: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except OSError:
            continue
        fields, pid = rest.split(), int(stat.parent.name)
        parents[pid] = int(fields[1])
        if name.endswith("(postgres"):
            spent[pid] = int(fields[11]) + int(fields[12])
    for pid, used in spent.items():
        above = pid
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid() and pid != os.getpid():
            ticks += used
    return ticks / os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0.0


def clients(folder: Path, rows: int | None) -> None:
    """Commands a second by 1, 8 and 32 processes, each at people of its own choice."""
    seconds = rows or 5
    with places(folder) as found:
        for engine, where in found.items():
            world = _shop(where)
            for count in (1, 8, 32):
                done = _processes(where, world, count, seconds)
                commands = sum(d.commands for d in done)
                print(
                    f"{count} clients on {engine}: {commands / seconds:.0f} commands a second,"
                    f" {sum(d.cpu for d in done) / commands * 1000:.2f} ms CPU of the program for each",
                    flush=True,
                )
            _prove(where)


def writers(folder: Path, rows: int | None) -> None:
    """64 threads of one process, then 8 processes: shares, waits, proof."""
    seconds = rows or SECONDS
    with places(folder) as found:
        for engine, where in found.items():
            world = _shop(where)
            before = _points(where)
            for what, run, count in (
                ("64 threads", _threads, 64),
                ("8 processes", _processes, 8),
            ):
                done = run(where, world, count, seconds)
                each = sorted(one.commands for one in done)
                middle = each[len(each) // 2]
                after = _points(where)
                lost = before + sum(one.points for one in done) - after
                before = after
                errors = sorted({code for one in done for code in one.errors})
                print(
                    f"{what} on {engine}: {sum(each) / seconds:.0f} commands a second; slowest {each[0]}, middle {middle},"
                    f" quickest {each[-1]}; longest wait {max(one.longest for one in done):.2f} s; {lost} units lost;"
                    f" errors {errors}",
                    flush=True,
                )
            _prove(where)


def beside(folder: Path, rows: int | None) -> None:
    """The longest waits of one till while another process applies an import of points, on SQLite."""
    from tests.bench import data
    from tests.bench.cases import enrolled, fresh, imports

    count = rows or 200_000
    services = fresh(folder, "beside")
    program = enrolled(services, count // 10, folder)
    path = folder / "points.csv"
    data.write_csv(path, data.POINTS_HEADER, data.points_rows(count, count // 10))
    run = imports(services)
    rehearsal = run.rehearse(ImportRequest(ImportKind.POINTS, path, program_id=program))
    with services.storage.read() as conn:
        people = tuple(conn.exec_driver_sql("SELECT id FROM participant LIMIT 50").scalars())
        kind = conn.exec_driver_sql(
            "SELECT id FROM points_type WHERE kind = 'standard'"
        ).scalar_one()
    context = multiprocessing.get_context("spawn")
    start, stop, results = context.Barrier(2), context.Event(), context.Queue()
    where = str(services.storage.database.path)
    till = context.Process(target=_till, args=(where, (people, kind), (start, stop, results)))
    till.start()
    start.wait()
    began = time.perf_counter()
    report = run.apply(rehearsal).value
    took = time.perf_counter() - began
    stop.set()
    waits = results.get(timeout=120)
    till.join()
    print(
        f"import of {report.read:,} rows in {took:.1f} s beside one till: {len(waits)} commands of it, the longest three"
        f" {', '.join(f'{wait:.2f}' for wait in waits[-3:])} s",
        flush=True,
    )


def _till(where: str, shop: Shop, run: tuple[Any, Any, Any]) -> None:
    """Accrue again and again until told to stop; how long each took, in order of length."""
    start, stop, results = run
    storage = storage_at(where)
    points, (people, kind) = PointsService(storage), shop
    points.accrue(people[0], kind, Decimal(5), key="till loads modules")
    start.wait()
    waits: list[float] = []
    while not stop.is_set():
        began = time.perf_counter()
        who = people[len(waits) % len(people)]
        points.accrue(who, kind, Decimal(5), key=f"till {len(waits)}")
        waits.append(time.perf_counter() - began)
        time.sleep(0.05)
    storage.database.close()
    results.put(sorted(waits))


Shop = tuple[tuple[int, ...], int]
"""Participants and the points type."""


def _shop(where: str) -> Shop:
    storage = storage_at(where)
    try:
        world = LedgerWorld(storage, Clock())
        people = tuple(world.participants(PEOPLE))
        with storage.write() as uow:
            rows = [(world.database, f"p{one}", one) for one in people]
            insert_many(
                uow.conn, "profile_key", ("profile_database_id", "external_id", "profile_id"), rows
            )
            start_in(uow, world.program, people)
        return people, world.standard
    finally:
        storage.database.close()


def _work(storage: Storage, shop: Shop, name: str, start: Any, seconds: float) -> Done:
    """Accrue, redeem and transfer until the time is over."""
    points = PointsService(storage)
    people, kind = shop
    chosen = random.Random(name)
    longest, commands, moved = 0.0, 0, 20
    errors: list[str] = []
    for again in range(4):  # load modules, build and prepare statements before the clock starts
        points.accrue(people[0], kind, Decimal(6), key=f"{name} begins {again}")
        points.redeem(people[0], kind, Decimal(1), key=f"{name} redeems {again}")
        points.transfer(people[0], people[1], kind, Decimal(1), key=f"{name} transfers {again}")
    start.wait()
    cpu, end = time.thread_time(), time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        one, other = chosen.sample(people, 2)
        key = f"{name} {began} {commands}"
        what = chosen.random()
        try:
            if what < 0.6:
                points.accrue(one, kind, Decimal(5), key=key)
                moved += 5
            elif what < 0.9:
                points.redeem(one, kind, Decimal(1), key=key)
                moved -= 1
            else:
                points.transfer(one, other, kind, Decimal(1), key=key)
        except LoyaltyError as error:
            if error.code != "points.not_enough":
                errors.append(error.code)
        commands += 1
        longest = max(longest, time.perf_counter() - began)
    return Done(commands, time.thread_time() - cpu, longest, tuple(errors), moved)


def _threads(where: str, shop: Shop, count: int, seconds: float) -> list[Done]:
    storage = storage_at(where)
    start = threading.Barrier(count)
    done: list[Done] = []

    def run(number: int) -> None:
        done.append(_work(storage, shop, f"thread {number}", start, seconds))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    storage.database.close()
    return done


def _process(where: str, shop: Shop, name: str, run: tuple[Any, float, Any]) -> None:
    start, seconds, results = run
    storage = storage_at(where, name)
    results.put(_work(storage, shop, name, start, seconds))
    storage.database.close()


def _processes(where: str, shop: Shop, count: int, seconds: float) -> list[Done]:
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(count), context.Queue()
    running = [
        context.Process(
            target=_process,
            args=(where, shop, f"{count}-{number}", (start, seconds, results)),
        )
        for number in range(count)
    ]
    for process in running:
        process.start()
    done = [results.get(timeout=seconds + 120) for _ in running]
    for process in running:
        process.join()
    return done


def _points(where: str) -> int:
    storage = storage_at(where)
    with storage.read() as conn:
        found = conn.exec_driver_sql(
            "SELECT COALESCE(SUM(active), 0) / 10000 FROM account"
        ).scalar_one()
        negative = conn.exec_driver_sql(
            "SELECT COUNT(*) FROM account WHERE active < 0"
        ).scalar_one()
    storage.database.close()
    if negative:
        print(f"  {negative} accounts below zero", file=sys.stderr)
    return int(found)


def _prove(where: str) -> None:
    from loyalty_desktop.services.container import Services

    storage = storage_at(where)
    print(f"  proof: {Services(storage).proof.prove().differences} differences", flush=True)
    storage.database.close()

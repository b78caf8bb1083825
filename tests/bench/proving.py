"""The proof at a million people and three million transactions, in a workspace filled by SQL (tests/bench/proof_data.py)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.domain.quick_start import POINTS, QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage import workspace
from tests.bench import proof_data
from tests.support import postgres

NOW = datetime(2018, 1, 1, tzinfo=UTC)


def prove(folder: Path, rows: int | None) -> None:
    """Prove `rows` people with three transactions, two lots and three keys each; on PostgreSQL a tenth as many. CPU is this process's."""
    people = rows or 1_000_000
    path = folder / "proof.loyalty"
    workspace.create(path, now=NOW)
    _measure("SQLite", path, people)
    print(f"  file: {os.path.getsize(path) / 1e6:,.0f} MB")
    with _server() as url:
        if url is not None:
            _measure("PostgreSQL", url, max(people // 10, 1))


def _measure(engine: str, place: Path | str, people: int) -> None:
    opened = bootstrap.open_services(place)
    services = Services(opened.services.storage.at(lambda: NOW))
    made = services.quick_start(
        QuickStartDraft(
            points=replace(POINTS, expiry_kind=ExpiryKind.NEVER, expiry_count=0), time_zone="UTC"
        )
    ).value
    began = time.perf_counter()
    with services.storage.write() as uow:
        proof_data.fill(uow.conn, _ground(services, made.program_id), people)
        uow.audit("import.applied", entity="import_batch", entity_id=1)
    if engine == "PostgreSQL":
        with services.storage.database.engine.connect() as conn:
            conn.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    print(f"{engine}: {people:,} people filled in {time.perf_counter() - began:.1f} s", flush=True)
    wall, cpu = time.perf_counter(), time.process_time()
    report = services.proof.prove()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert report.proven, report.checks
    assert report.transactions == 3 * people
    print(f"  proof: {wall:.1f} s, {cpu:.1f} s CPU of this process   aim 30 s CPU", flush=True)
    opened.close()


def _ground(services: Services, program_id: int) -> proof_data.Ground:
    program = services.programs.get(program_id)
    group = program.tier_groups[0]
    return proof_data.Ground(
        database=program.profile_database_id,
        program=program_id,
        points_type=program.points_types[0].id or 0,
        group=group.id or 0,
        tiers=tuple(tier.id or 0 for tier in group.tiers),
    )


@contextmanager
def _server() -> Iterator[str | None]:
    binaries = postgres.find_binaries()
    if binaries is None:
        yield None
        return
    cluster = postgres.start(binaries)
    try:
        cluster.make("proof")
        yield cluster.url("proof")
    finally:
        cluster.stop()

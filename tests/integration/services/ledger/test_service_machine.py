"""The services agree with an independent model through any history of commands, files and settings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.ledger_world import LedgerWorld
from tests.support.release import sampled
from tests.support.service_machine import ServiceMachine

EXAMPLES = sampled(gate=30, release=2_000)
ON_POSTGRESQL = sampled(gate=4, release=300)


def run(storage: Storage, clock: Clock, folder: Path, examples: int) -> None:
    clock.now = datetime(2024, 1, 10, 12, tzinfo=UTC)

    class Machine(ServiceMachine):
        world = LedgerWorld(storage, clock)
        imports = ImportsService(
            storage, staging_folder=folder / "staging", back_up=lambda _reason: None
        )

    Machine.folder = folder
    run_state_machine_as_test(
        Machine, settings=settings(max_examples=examples, stateful_step_count=14)
    )


def test_on_sqlite(sqlite_storage: Storage, clock: Clock, tmp_path: Path) -> None:
    run(sqlite_storage, clock, tmp_path, EXAMPLES)


@pytest.mark.postgres
def test_on_postgresql(postgres_storage: Storage, clock: Clock, tmp_path: Path) -> None:
    run(postgres_storage, clock, tmp_path, ON_POSTGRESQL)

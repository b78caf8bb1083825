"""Ids: no two alike however many write at once, and nobody waits for a second connection of the common pool."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProfileDraft
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage.engine import Database, postgresql_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.clock import Clock

THREADS = 24


def test_more_writers_than_connections_all_finish(services: Services) -> None:
    """Each writer holds one of 16 connections; one that asked the same pool for another would wait for ever."""
    base = services.databases.create(ProfileDatabaseDraft("Customers", "customers")).value

    def make(number: int) -> list[int]:
        drafts = [ProfileDraft(external_id=f"p{number}-{step}") for step in range(5)]
        return [services.profiles.create(base, draft).value for draft in drafts]

    with ThreadPoolExecutor(THREADS) as pool:
        made = [number for numbers in pool.map(make, range(THREADS)) for number in numbers]
    assert len(set(made)) == THREADS * 5


@pytest.fixture
def narrow(postgres_url: str, clock: Clock) -> Iterator[Storage]:
    """A storage whose pool has one connection: whoever asks for a second one gets none."""
    engine = postgresql_engine(postgres_url, pool_size=1, max_overflow=0)
    database = Database(engine, url=postgres_url)
    yield Storage(database, actor=Actor("tester"), clock=clock)
    database.close()


def test_no_use_case_needs_two_connections_at_once(narrow: Storage, tmp_path: Path) -> None:
    services = Services(narrow)
    made = services.quick_start(QuickStartDraft()).value
    program = made.program_id
    points_type = services.programs.get(program).points_types[0].id
    assert points_type is not None
    one, two = (
        services.participants.join_new(program, ProfileDraft(external_id=key)).value
        for key in ("one", "two")
    )
    first = services.points.accrue(one, points_type, Decimal(50), key="a").value
    services.points.redeem(one, points_type, Decimal(10), key="r")
    services.points.transfer(one, two, points_type, Decimal(5), key="t")
    services.points.cancel(one, first.id, key="c", reason="wrong")
    services.participants.block(program, two, "reason")
    services.participants.unblock(program, two)
    sheet = tmp_path / "people.csv"
    sheet.write_text("participant,email\n001,a@example.com\n", encoding="utf-8")
    imports = ImportsService(narrow, staging_folder=tmp_path / "s", back_up=lambda _reason: None)
    request = ImportRequest(ImportKind.PARTICIPANTS, sheet, program_id=program)
    batch = imports.apply(imports.rehearse(request)).value.batch
    assert batch is not None
    imports.undo(batch)
    services.closing.close_day()
    assert services.proof.prove().differences == 0


def test_commands_of_one_process_take_their_ids_in_blocks(postgres_storage: Storage) -> None:
    """A command that makes a profile has no counter transaction of its own, but for the first of a block."""
    services = Services(postgres_storage)
    base = services.databases.create(ProfileDatabaseDraft("Customers", "customers")).value
    services.profiles.create(base, ProfileDraft(external_id="first"))
    begun: list[str] = []

    def note(*said: Any) -> None:
        begun.append(said[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for number in range(5):
            services.profiles.create(base, ProfileDraft(external_id=f"p{number}"))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert [said for said in begun if "id_counter" in said] == []
    assert len([said for said in begun if "INSERT INTO profile " in said]) == 5


def test_a_new_connection_takes_new_ids(postgres_storage: Storage) -> None:
    """The database behind a new connection may be a restored one, where the spare ids are somebody else's."""
    with postgres_storage.write() as uow:
        first = uow.ids.one("profile")
    postgres_storage.database.engine.dispose()
    with postgres_storage.write() as uow:
        assert uow.ids.one("profile") > first + 1

"""What tests of controllers share: jobs, a hub and settings over real services, without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.change_hub import ChangeHub
from loyalty_desktop.controllers.jobs import JobRunner
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.memory_settings import MemorySettings


@pytest.fixture
def runner(qapp: object) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.close()


@pytest.fixture
def services(sqlite_storage: Storage) -> Services:
    """Services over SQLite: what controllers add does not depend on the engine."""
    return Services(sqlite_storage)


@pytest.fixture
def app(runner: JobRunner, services: Services) -> AppContext:
    return AppContext(services, runner, ChangeHub(), MemorySettings())


@pytest.fixture
def settle(app: AppContext, qtbot: QtBot) -> Callable[[], None]:
    """Wait until every job has ended and told so."""
    return lambda: qtbot.waitUntil(app.jobs.idle)


@pytest.fixture
def program_id(services: Services) -> int:
    """The active program of the quick start."""
    return services.quick_start(QuickStartDraft()).value.program_id

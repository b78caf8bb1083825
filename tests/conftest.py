"""Fixtures every test may use. Only the clock is faked; databases are real.

`storage` runs a test twice: over a SQLite file copied from a template and over a PostgreSQL database cloned from one.
`clock` sets the time that `storage` sees. `services` is the container over `storage`.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_desktop.services.container import Services
from loyalty_desktop.storage import workspace
from loyalty_desktop.storage.engine import Database, postgresql_engine, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support import postgres, schema_snapshot
from tests.support.clock import Clock
from tests.support.release import RELEASE

hypothesis_settings.register_profile(
    "gate",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.register_profile(
    "release", parent=hypothesis_settings.get_profile("gate"), derandomize=False, print_blob=True
)
hypothesis_settings.load_profile("release" if RELEASE else "gate")


PATIENCE_MS = 60_000
"""How long a test waits for what must come: slow machines are no failure."""


class PatientBot(QtBot):
    """A QtBot that waits longer than five seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        """Wait until the callback is true, or does not raise AssertionError."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, with patience."""
    assert qapp is not None
    return PatientBot(request)


@pytest.fixture
def clock() -> Clock:
    """The time of the test: 15 January 2026, 12:00 UTC until the test sets it."""
    return Clock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace file, made once by the program's own migrations."""
    stale = schema_snapshot.stale()
    assert not stale, (
        f"storage/models changed: run python -m tests.support.schema_snapshot ({stale})"
    )
    path = tmp_path_factory.mktemp("template") / "empty.loyalty"
    workspace.create(path, now=Clock().now)
    return path


@pytest.fixture
def workspace_path(sqlite_template: Path, tmp_path: Path) -> Path:
    """A fresh empty workspace file (SQLite)."""
    path = tmp_path / "test.loyalty"
    shutil.copyfile(sqlite_template, path)
    return path


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    """A private server; skipped with the reason when the binaries are not installed."""
    binaries = postgres.find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    cluster = postgres.start(binaries)
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: postgres.Cluster) -> str:
    """Name of an empty workspace database, made once by the program's own migrations."""
    name = "loyalty_template"
    postgres_cluster.make(name)
    opened = workspace.open_workspace(postgres_cluster.url(name), now=Clock().now)
    opened.database.close()
    return name


@pytest.fixture
def postgres_url(postgres_cluster: postgres.Cluster, postgres_template: str) -> Iterator[str]:
    """URL of a fresh empty workspace (PostgreSQL)."""
    name = postgres_cluster.fresh(postgres_template)
    yield postgres_cluster.url(name)
    postgres_cluster.drop(name)


@pytest.fixture
def sqlite_storage(workspace_path: Path, clock: Clock) -> Iterator[Storage]:
    """A storage over a fresh SQLite workspace only."""
    database = Database(sqlite_engine(workspace_path, cache_kib=16 * 1024), path=workspace_path)
    yield Storage(database, actor=Actor("tester"), clock=clock)
    database.close()


@pytest.fixture
def postgres_storage(postgres_url: str, clock: Clock) -> Iterator[Storage]:
    """A storage over a fresh PostgreSQL workspace only."""
    database = Database(postgresql_engine(postgres_url), url=postgres_url)
    yield Storage(database, actor=Actor("tester"), clock=clock)
    database.close()


@pytest.fixture(
    params=[
        pytest.param("sqlite", id="sqlite"),
        pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
    ]
)
def storage(request: pytest.FixtureRequest) -> Storage:
    """A storage over a fresh workspace, once per engine."""
    made: Storage = request.getfixturevalue(f"{request.param}_storage")
    return made


@pytest.fixture
def services(storage: Storage) -> Services:
    """All services over `storage`."""
    return Services(storage)


@pytest.fixture(autouse=True)
def no_logged_errors(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A logged error fails the test, unless it is marked `expects_log_errors`."""
    yield
    if request.node.get_closest_marker("expects_log_errors"):
        return
    errors = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.ERROR
    ]
    assert not errors, f"errors were logged: {errors}"


@pytest.fixture(autouse=True)
def no_gui_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests of the interface and its controllers leave no thread, timer or window behind, and start with an empty clipboard."""
    if not {"gui", "controllers"} & set(Path(str(request.node.path)).parts):
        yield
        return
    from tests.support import gui_leaks

    gui_leaks.prepare()
    before = gui_leaks.threads()
    yield
    gui_leaks.check(before)


@pytest.fixture(autouse=True)
def private_folders(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings, logs and caches of the user running the tests are never touched."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LOYALTY_DESKTOP_HOME", str(home))

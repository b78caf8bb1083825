"""What tests of the interface share: the whole program over a fresh workspace, or one view in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_desktop.app import paths
from loyalty_desktop.app.bootstrap import services_over
from loyalty_desktop.app.settings import Settings
from loyalty_desktop.app.user_settings import UserSettings
from loyalty_desktop.app.window import workspace_window
from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.storage.unit_of_work import Storage
from tests.gui.screens import Stage
from tests.support.window import Show, TestWindow


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot) -> Iterator[Desktop]:
    """The program without a workspace: call show_start() or starter.open()."""
    settings = UserSettings(
        paths.config_dir(), Settings(language="en", theme="light", daily_backup=False)
    )
    made = Desktop(qapp, settings)
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(0)


@pytest.fixture
def program_path(workspace_path: Path) -> Path:
    """A workspace with the quick start's program."""
    with services_over(workspace_path) as services:
        services.quick_start(QuickStartDraft())
    return workspace_path


@pytest.fixture
def stage(
    desktop: Desktop, program_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Stage:
    """The main window over `program_path`, on Home, its first close done, with nothing running."""
    monkeypatch.setattr(workspace_window, "SETTLE_MS", 0)
    made = Stage(desktop)
    desktop.starter.open(str(program_path))
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    made.settle()
    return made


@pytest.fixture
def services(sqlite_storage: Storage, tmp_path: Path) -> Services:
    """All services over a fresh workspace file; imports keep their files in the folder of the test."""
    made = Services(sqlite_storage)
    made.__dict__["imports"] = ImportsService(
        sqlite_storage, back_up=made.backups.make_before, staging_folder=tmp_path / "staging"
    )
    return made


@pytest.fixture
def program_id(services: Services) -> int:
    """The quick start's program."""
    return services.quick_start(QuickStartDraft()).value.program_id


@pytest.fixture
def ui(services: Services, qtbot: QtBot) -> Iterator[TestWindow]:
    """A window for one view: real services, jobs and hub; it remembers what the view asked for."""
    window = TestWindow(services, qtbot)
    yield window
    window.end()


@pytest.fixture
def show(ui: TestWindow) -> Show:
    """Shows a view as the main window does: sized, opened with route parameters, told of changes."""
    return ui.show

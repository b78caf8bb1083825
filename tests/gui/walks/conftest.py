"""What walks through the whole window share: the running program over a folder of its own, at noon of a known day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.bootstrap import services_over
from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock
from tests.support.pages.main_window import Program

SHEETS = Path(__file__).parents[2] / "data" / "sheets"
TODAY = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""The day after the sheets were written."""


@pytest.fixture
def program(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program on its start page."""
    monkeypatch.setattr(bootstrap, "Storage", partial(Storage, clock=Clock(TODAY)))
    running = Program(desktop)
    desktop.show_start()
    yield running
    running.close()


@pytest.fixture
def shop(program: Program, workspace_path: Path) -> Path:
    """A workspace with the quick start's program and the good rows of clients.xlsx: 240 participants without points."""
    del program  # sets the clock
    with services_over(workspace_path) as services:
        program_id = services.quick_start(QuickStartDraft(phone_region="RU")).value.program_id
        sheet = ImportRequest(
            kind=ImportKind.PARTICIPANTS, path=SHEETS / "clients.xlsx", program_id=program_id
        )
        assert services.imports.run(sheet).value.new == 240
    return workspace_path


class FileDialogs:
    """Answers the file dialogs of the desktop, which no test can press."""

    def __init__(self) -> None:
        self.path = Path()

    def answer(self, *_args: object) -> tuple[str, str]:
        """The path set last."""
        return str(self.path), ""


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> FileDialogs:
    """What file dialogs answer: set `path` before a button that opens one is pressed."""
    made = FileDialogs()
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, made.answer)
    return made

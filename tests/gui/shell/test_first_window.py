"""What shows first: the workspace at once, or the start page when that fails or takes long."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.window.desktop import Desktop


def test_a_named_workspace_shows_without_the_start_page(
    desktop: Desktop, program_path: Path, qtbot: QtBot
) -> None:
    desktop.start(str(program_path))
    assert desktop.start_view is None
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    assert desktop.start_view is None
    assert desktop.workspace is not None
    assert desktop.workspace.window.isVisible()


def test_a_workspace_that_cannot_be_opened_brings_the_start_page_with_the_reason(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.loyalty"
    path.write_bytes(b"no database")
    desktop.start(str(path))
    qtbot.waitUntil(lambda: desktop.start_view is not None)
    assert desktop.start_view is not None
    assert desktop.start_view.isVisible()
    assert "not a workspace" in desktop.start_view.banner.text()


def test_a_workspace_that_takes_long_brings_the_start_page(
    desktop: Desktop, program_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    really = bootstrap.open_services

    def slow(target: str | Path) -> bootstrap.OpenWorkspace:
        go_on.wait(10)
        return really(target)

    monkeypatch.setattr(bootstrap, "open_services", slow)
    desktop.start(str(program_path))
    qtbot.waitUntil(lambda: desktop.start_view is not None)
    go_on.set()
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    assert desktop.start_view is None


def test_without_a_workspace_the_start_page_comes_at_once(desktop: Desktop) -> None:
    desktop.start(None)
    assert desktop.start_view is not None
    assert desktop.start_view.isVisible()

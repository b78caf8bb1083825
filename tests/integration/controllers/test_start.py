"""The start page without a window: recent workspaces, opening, and what fails to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.start import StartController, WorkspaceActions, shown_name
from loyalty_desktop.domain.errors import StorageProblem
from tests.support.signals import heard


def _open(target: str) -> str:
    if not Path(target).exists():
        raise StorageProblem("storage.not_found", name=target)
    return f"workspace of {target}"


@pytest.fixture
def start(app: AppContext) -> StartController:
    actions = WorkspaceActions(open=_open, create=_open, demo=lambda _progress: "demo")
    return StartController(app.jobs, app.settings, actions)


def test_what_was_opened_comes_with_its_name(
    start: StartController, workspace_path: Path, settle: Callable[[], None]
) -> None:
    opened, busy = heard(start.opened), heard(start.busy_changed)
    start.open(str(workspace_path))
    settle()
    assert opened == [(str(workspace_path), f"workspace of {workspace_path}")]
    assert busy == [True, False]


def test_what_cannot_be_opened_is_told_and_the_page_can_be_used_again(
    start: StartController, tmp_path: Path, settle: Callable[[], None]
) -> None:
    opened, failed, busy = heard(start.opened), heard(start.failed), heard(start.busy_changed)
    start.open(str(tmp_path / "gone.loyalty"))
    settle()
    assert opened == []
    assert failed[0].code == "storage.not_found"
    assert busy[-1] is False


def test_pinned_workspaces_come_first_and_missing_ones_are_marked(
    start: StartController, app: AppContext, workspace_path: Path
) -> None:
    server = "postgresql://anna:secret@db.example/loyalty?sslmode=require"
    gone = str(workspace_path.with_name("gone.loyalty"))
    app.settings.set("recent_workspaces", (gone, str(workspace_path), server))
    start.pin(server, on=True)
    rows = start.recent()
    assert [(row.target, row.pinned, row.missing) for row in rows] == [
        (server, True, False),
        (gone, False, True),
        (str(workspace_path), False, False),
    ]
    assert rows[0].name == "db.example/loyalty"
    start.forget(server)
    assert [row.target for row in start.recent()] == [gone, str(workspace_path)]
    assert workspace_path.exists()


@pytest.mark.parametrize(
    "target", ["postgresql://anna:secret@db/x", "postgresql://anna:p%40ss@db/x?password=secret"]
)
def test_a_password_is_never_shown(target: str) -> None:
    assert shown_name(target) == "db/x"


def test_the_demonstration_opens_as_a_workspace_of_its_own(
    start: StartController, settle: Callable[[], None]
) -> None:
    opened = heard(start.opened)
    start.demo()
    settle()
    assert opened == [("", "demo")]

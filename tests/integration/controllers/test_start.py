"""The start page without a window: recent workspaces, opening, and what fails to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.start import StartController, WorkspaceActions, shown_name
from loyalty_desktop.domain.connections import ServerAddress
from loyalty_desktop.domain.errors import StorageProblem
from tests.support.signals import heard


def _open(target: str) -> str:
    if not Path(target).exists():
        raise StorageProblem("storage.not_found", name=target)
    return f"workspace of {target}"


def _test(url: str) -> bool:
    if "wrong" in url:
        raise StorageProblem("storage.sign_in")
    return url.endswith("/full")


@pytest.fixture
def start(app: AppContext) -> StartController:
    actions = WorkspaceActions(open=_open, create=_open, demo=lambda _progress: "demo", test=_test)
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
    assert (rows[0].name, rows[0].folder) == ("loyalty", "anna@db.example")
    assert [row.reason for row in rows] == ["", "file", ""]
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


def test_a_drive_that_is_not_there_is_told_apart_from_a_file_that_is_gone(
    start: StartController, app: AppContext, tmp_path: Path
) -> None:
    away = str(tmp_path / "usb" / "shop.loyalty")
    app.settings.set("recent_workspaces", (away, str(tmp_path / "gone.loyalty")))
    assert [row.reason for row in start.recent()] == ["folder", "file"]


def test_a_server_is_opened_with_its_password_and_remembered_without(
    app: AppContext, settle: Callable[[], None]
) -> None:
    asked: list[str] = []
    actions = WorkspaceActions(
        open=asked.append, create=_open, demo=lambda _progress: "demo", test=_test
    )
    start = StartController(app.jobs, app.settings, actions)
    opened = heard(start.opened)
    start.open_server(ServerAddress("db", "shop", "anna", options="sslmode=require"), "p@ss/1")
    settle()
    assert asked == ["postgresql+psycopg://anna:p%40ss%2F1@db/shop?sslmode=require"]
    assert opened[0][0] == "postgresql+psycopg://anna@db/shop?sslmode=require"


@pytest.mark.parametrize(
    ("database", "password", "answer"),
    [("full", "x", True), ("empty", "x", False), ("full", "wrong", "storage.sign_in")],
)
def test_a_connection_can_be_tried(
    start: StartController, settle: Callable[[], None], database: str, password: str, answer: object
) -> None:
    answers: list[object] = []
    start.test(
        ServerAddress("db", database, "anna"),
        password,
        answers.append,
        lambda error: answers.append(getattr(error, "code", "")),
    )
    settle()
    assert answers == [answer]

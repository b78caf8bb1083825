"""What is kept of one workspace says nothing in another, even of the same file name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.domain.kinds import ParticipantState
from tests.support.pages.lists import ListPage
from tests.support.pages.main_window import MainWindowPage, Program


@pytest.fixture
def running(desktop: Desktop) -> Iterator[Program]:
    """The program."""
    made = Program(desktop)
    yield made
    made.close()


def open_in(running: Program, folder: Path) -> MainWindowPage:
    """The window of shop.loyalty in this folder."""
    path = folder / "shop.loyalty"
    desktop = running.desktop
    desktop.starter.open(str(path))
    running.wait_until(
        lambda: (
            desktop.workspace is not None
            and Path(desktop.settings.get("recent_workspaces")[0]) == path
        )
    )
    return running.window()


def save_view(page: ListPage, name: str) -> None:
    """Save what the list shows as a view."""
    [button] = [b for b in page.view.findChildren(QPushButton, "save-view") if b.isVisible()]
    button.click()
    [edit] = [e for e in page.view.findChildren(QLineEdit, "view-name") if e.isVisible()]
    edit.setText(name)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_a_workspace_of_the_same_name_was_neither_proven_nor_filtered(
    running: Program, program_path: Path, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        shutil.copyfile(program_path, tmp_path / name / "shop.loyalty")
    window = open_in(running, tmp_path / "first")
    window.run("Prove the ledger")
    window.dialog().confirm()
    assert "0 differences" in window.status("proof")
    window.go("participants")
    page = ListPage(window.view)
    page.tick("state", ParticipantState.BLOCKED.value)
    running.settle()
    save_view(page, "Blocked ones")
    window = open_in(running, tmp_path / "second")
    assert window.status("proof") == "Ledger not proven yet"
    window.go("participants")
    page = ListPage(window.view)
    assert page.view.chips.texts() == []
    assert page.view.side.views.names() == ["All"]
    window = open_in(running, tmp_path / "first")
    assert "0 differences" in window.status("proof")
    window.go("participants")
    assert ListPage(window.view).view.chips.texts() == ["State: Blocked"]
    assert ListPage(window.view).view.side.views.names() == ["All", "Blocked ones"]

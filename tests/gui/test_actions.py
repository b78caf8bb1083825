"""Everything that can be pressed does something: a dialog, another page, a job, a line, words on the clipboard, a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.ui.widgets.buttons import DangerButton, PrimaryButton
from tests.gui.screens import SCENES, Stage
from tests.support import full_workspace, look

LEAVES_THE_WORKSPACE = {"workspace", "demo.leave"}
LONG_OR_REBUILDING = ("theme.", "language.", "density.")
"""Actions that are seen in other tests: they build the window anew or close the workspace."""

PAGES = (
    "home", "programs", "program", "program-points", "program-tiers", "program-people", "program-transactions",
    "quick-start", "quick-start-tiers", "participants", "participants-selected", "participant", "participant-lots",
    "imports", "import-source", "import-match", "import-check", "settings", "jobs",
)  # fmt: skip
DIALOGS = (
    "about", "error", "help", "prove", "shortcuts", "profile-databases", "profile-database", "program-new",
    "participant-new", "participant-edit", "participants-export",
)  # fmt: skip


class Effects:
    """What a press did, of all that a person can notice."""

    def __init__(self, stage: Stage, patch: pytest.MonkeyPatch) -> None:
        self.stage = stage
        self.asked: list[str] = []
        for name, answer in {
            "getOpenFileName": ("", ""),
            "getOpenFileNames": ([], ""),
            "getSaveFileName": ("", ""),
            "getExistingDirectory": "",
        }.items():
            patch.setattr(QFileDialog, name, self._answer(answer))
        patch.setattr(QDesktopServices, "openUrl", self._answer(True))

    def _answer(self, value: Any) -> Callable[..., Any]:
        def asked(*_args: Any, **_options: Any) -> Any:
            self.asked.append("asked")
            return value

        return asked

    def of(self, press: Callable[[], object], shown: QWidget) -> bool:
        """Press and tell whether anything came of it."""
        clipboard = QGuiApplication.clipboard()
        clipboard.setText("before")
        before, self.asked = self._state(shown), []
        press()
        busy = not self.stage.desktop.jobs.idle()
        self.stage.settle()
        window = QApplication.activePopupWidget()
        if window is not None:
            window.close()
            return True
        return bool(
            busy or self.asked or clipboard.text() != "before" or self._state(shown) != before
        )

    def _state(self, shown: QWidget) -> object:
        window = self.stage.window
        texts = [
            (w.text(), w.isEnabled(), isinstance(w, QAbstractButton) and w.isChecked())
            for kind in (QLabel, QAbstractButton, QLineEdit)
            for w in window.findChildren(kind)
            if isinstance(w, (QLabel, QAbstractButton, QLineEdit)) and w.isVisibleTo(window)
        ]
        dialogs = [type(d).__name__ for d in window.findChildren(QDialog) if d.isVisible()]
        return texts, dialogs, id(window.stack.currentWidget()), id(window.focusWidget()), _alive(shown), len(window.findChildren(QWidget))  # fmt: skip


def presses(shown: QWidget) -> Iterator[tuple[str, Callable[[], object]]]:
    """What can be pressed on a page or a dialog, by name."""
    for button in shown.findChildren(QPushButton):
        if not button.isVisibleTo(shown) or not button.isEnabled() or button.window() is not shown:
            continue
        top = getattr(
            shown, "top", None
        )  # leads to other workspaces and languages: seen in the shell's tests
        if isinstance(top, QWidget) and top.isAncestorOf(button):
            continue
        if button.isCheckable() and button.isChecked():
            continue
        harmful = isinstance(shown, QDialog) and isinstance(button, (PrimaryButton, DangerButton))
        menu = button.menu()
        if menu is not None:
            for action in menu.actions():
                if action.isEnabled() and action.isVisible() and not action.isSeparator():
                    yield f"menu: {action.text()}", action.trigger
        elif button.text().strip() and not harmful:
            yield look.name(button), button.click


def named(shown: QWidget) -> dict[str, Callable[[], object]]:
    """The first press of each name."""
    found: dict[str, Callable[[], object]] = {}
    for name, press in presses(shown):
        found.setdefault(name, press)
    return found


@pytest.fixture
def full(desktop: Desktop, program_path: Path, qtbot: QtBot) -> Stage:
    """The window over a full workspace."""
    full_workspace.fill(program_path)
    stage = Stage(desktop)
    desktop.starter.open(str(program_path))
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    stage.settle()
    return stage


def test_everything_that_can_be_pressed_does_something(
    full: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    effects = Effects(full, monkeypatch)
    done: set[str] = set()
    dead: list[str] = []
    for scene in (*PAGES, *DIALOGS):
        shown = SCENES[scene](full)
        assert shown is not None, scene
        full.settle()
        names = [name for name in named(shown) if name not in done or isinstance(shown, QDialog)]
        for name in names:
            shown = shown if _stands(shown, name) else _again(full, shown, scene)
            press = named(shown).get(name)
            if press is None:
                continue
            done.add(name)
            if not effects.of(press, shown):
                dead.append(f"{scene}: {name}")
            for dialog in full.window.findChildren(QDialog):
                if dialog is not shown:
                    dialog.close()
            if shiboken6.isValid(shown) and not isinstance(shown, QDialog):
                shown = _again(full, shown, scene)
        if shiboken6.isValid(shown):
            full.leave(shown)
        _drop_edits(full)
    assert not dead, "\n".join(dead)


def _drop_edits(stage: Stage) -> None:
    for button in stage.window.findChildren(QPushButton):
        if button.isVisibleTo(stage.window) and button.accessibleName() == "Discard changes":
            button.click()
            stage.settle()
            return


def _stands(shown: QWidget, name: str) -> bool:
    return _alive(shown) and name in named(shown)


def _alive(shown: QWidget) -> bool:
    return shiboken6.isValid(shown) and shown.isVisible()


def _again(stage: Stage, shown: QWidget, scene: str) -> QWidget:
    if _alive(shown) and isinstance(shown, QDialog):
        shown.close()
    _drop_edits(stage)
    made = SCENES[scene](stage)
    assert made is not None
    stage.settle()
    return made


def test_every_action_of_the_palette_does_something(
    full: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    effects = Effects(full, monkeypatch)
    dead = []
    for action in full.window.actions.all():
        if action.id in LEAVES_THE_WORKSPACE or action.id.startswith(LONG_OR_REBUILDING):
            continue
        elsewhere = "settings" if action.id != "go.settings" else "home"
        shown = full.show("participants" if action.id == "search" else elsewhere)
        if not effects.of(action.callback, shown):
            dead.append(f"{action.id}: {action.text}")
        full.leave(shown)
    assert not dead, "\n".join(dead)

"""A walk through every screen: three sizes, two languages, a new, an empty and a full workspace.

The scenes are those of the pictures (tests/gui/screens.py). Every scene is shown once a language and then resized; what
tests/support/look.py finds is told together at the end.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from loyalty_desktop import ui
from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.ui.dialogs.base import Dialog, ReasonDialog
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.list_screen import ListScreen
from loyalty_desktop.ui.widgets import room
from loyalty_desktop.ui.wizards.imports.steps import WizardSteps
from loyalty_desktop.ui.wizards.quick_start.page import QuickStartPage
from tests.gui.screens import SCENES, Stage
from tests.support import contrast, full_workspace, look

SIZES = ((1024, 768), (1280, 800), (1920, 1080))
LANGUAGES = ("en", "ru")
WRITING = {"import-apply", "import-queue"}
"""Scenes that leave something in the workspace: only where it is full already."""
FIRST_SCENES = (
    "start",
    "home",
    "programs",
    "participants",
    "imports",
    "import",
    "settings",
    "quick-start",
)


class Walk:
    """Shows scenes and collects what is wrong with them."""

    def __init__(self, stage: Stage, patch: pytest.MonkeyPatch) -> None:
        self.stage = stage
        self.problems: dict[str, list[str]] = {}
        self.seen: set[type] = set()
        self._screen = QRect(0, 0, 1920, 1080)
        patch.setattr(room, "screen_rect", lambda _widget: self._screen)

    def through(self, names: tuple[str, ...]) -> None:
        """Every scene in every language at every size."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        watch = look.TopLevels(app)
        try:
            for language in LANGUAGES:
                self.stage.desktop.speak(language)
                for name in names:
                    self._screen = QRect(0, 0, *SIZES[-1])
                    self._scene(name, language)
                    for stray in watch.strays:
                        self._tell(name, stray)
                    watch.strays.clear()
        finally:
            watch.close()
            self.stage.desktop.speak(LANGUAGES[0])  # the language outlives the window

    def contrasts(self, names: tuple[str, ...]) -> None:
        """Only what the colours decide, in one language."""
        for name in names:
            shown = SCENES[name](self.stage)
            if shown is not None:
                self.stage.settle()
                self._contrast(shown, name)
                self.stage.leave(shown)

    def _scene(self, name: str, language: str) -> None:
        shown = SCENES[name](self.stage)
        if shown is None:
            return
        self.stage.settle()
        self.seen |= {type(w) for w in (shown, *look.visible(shown))}
        for problem in look.focus(shown):
            self._tell(name, problem)
        self._contrast(shown, f"{name} {language}")
        for width, height in SIZES:
            self._screen = QRect(0, 0, width, height)
            self._resize(shown, width, height)
            where = f"{name} {language} {width}"
            for check in (look.cut_words, look.primary_buttons, look.table_sides):
                for problem in check(shown):
                    self._tell(where, problem)
        self.stage.leave(shown)

    def _contrast(self, shown: QWidget, where: str) -> None:
        for problem in contrast.weak(shown):
            self._tell(where, problem)

    def _resize(self, shown: QWidget, width: int, height: int) -> None:
        if isinstance(shown, QDialog):
            fit = getattr(shown, "fit", None)
            if fit is not None:
                fit()
            assert shown.height() <= height, f"a dialog of {shown.height()} on a screen of {height}"
        else:
            shown.resize(width - room.FRAME.width(), height - room.FRAME.height())
        self.stage.settle()  # on a busy machine data may come after the size
        for _ in range(10):  # a layout inside a layout asks its parent in the next turn
            QApplication.processEvents()

    def _tell(self, where: str, problem: str) -> None:
        self.problems.setdefault(problem, []).append(where)

    def report(self) -> str:
        """All of it, a line each."""
        return "\n".join(
            f"{problem}  [{', '.join(at[:4])}]" for problem, at in self.problems.items()
        )


def screens_of_the_program() -> set[type[QWidget]]:
    """Every view, dialog and wizard page, found by importing the whole window."""
    for module in pkgutil.walk_packages(ui.__path__, "loyalty_desktop.ui."):
        importlib.import_module(module.name)
    bases = {View, ListScreen, Dialog, ReasonDialog, QuickStartPage, WizardSteps}
    own = {c for c in _below(QWidget) if c.__module__.startswith("loyalty_desktop.ui.")}
    return {
        c
        for c in own - bases
        if issubclass(c, (View, QDialog))
        or (c.__module__.startswith("loyalty_desktop.ui.wizards.") and c.__name__.endswith("Page"))
    }


def _below(base: type[QWidget]) -> set[type[QWidget]]:
    return {base}.union(*(_below(c) for c in base.__subclasses__()))


def _open(desktop: Desktop, path: Path, qtbot: QtBot) -> Stage:
    stage = Stage(desktop)
    desktop.starter.open(str(path))
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    qtbot.waitUntil(lambda: bool(desktop.jobs.history))  # the daily close has run
    stage.settle()
    return stage


def test_every_screen_of_a_full_workspace(
    desktop: Desktop, program_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_workspace.fill(program_path)
    walk = Walk(_open(desktop, program_path, qtbot), monkeypatch)
    walk.through(tuple(SCENES))
    assert not walk.problems, walk.report()
    unseen = {c.__name__ for c in screens_of_the_program()} - {c.__name__ for c in walk.seen}
    assert not unseen, f"no scene in tests/gui/screens.py shows {sorted(unseen)}"


def test_words_stand_out_in_the_dark(
    desktop: Desktop, program_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_workspace.fill(program_path)
    stage = _open(desktop, program_path, qtbot)
    desktop.settings.set("theme", "dark")
    desktop.settings_changed("theme")
    walk = Walk(stage, monkeypatch)
    walk.contrasts(tuple(SCENES))
    desktop.settings.set("theme", "light")
    desktop.settings_changed("theme")
    assert not walk.problems, walk.report()


def test_every_screen_without_participants(
    desktop: Desktop, program_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(_open(desktop, program_path, qtbot), monkeypatch)
    walk.through(tuple(name for name in SCENES if name not in WRITING))
    assert not walk.problems, walk.report()


def test_the_first_screens_of_a_new_workspace(
    desktop: Desktop, workspace_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(_open(desktop, workspace_path, qtbot), monkeypatch)
    walk.through(FIRST_SCENES)
    assert not walk.problems, walk.report()

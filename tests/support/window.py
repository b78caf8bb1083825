"""A window's worth of context for testing one view: real services, jobs and hub; it remembers what the view asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.change_hub import ChangeHub
from loyalty_desktop.controllers.jobs import JobRunner
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.actions import ActionRegistry
from loyalty_desktop.ui.views.base import View
from tests.support.memory_settings import MemorySettings
from tests.support.pages.base import DialogPage, Page

Show = Callable[..., Page]
"""show(view, **route_parameters) -> the page over it."""


class TestWindow:
    """Implements UiContext."""

    __test__ = False

    def __init__(self, services: Services, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.qtbot = qtbot
        self.hub = ChangeHub()
        self.app = AppContext(services, JobRunner(), self.hub, MemorySettings(), "test")
        self.actions = ActionRegistry()
        self.visited: list[tuple[str, dict[str, Any]]] = []
        self.toasts: list[str] = []
        self.program = ""
        self.note = ""
        self.dialogs: list[QDialog] = []

    def navigate(self, name: str, **params: Any) -> None:
        self.visited.append((name, params))

    def set_program(self, name: str) -> None:
        self.program = name

    def set_note(self, text: str) -> None:
        self.note = text

    def back(self) -> None:
        self.visited.append(("back", {}))

    def toast(self, text: str, action_text: str = "", action: Any = None) -> None:
        self.toasts.append(text)

    def show_error(self, error: BaseException) -> None:
        raise error

    def open_dialog(self, dialog: QDialog) -> None:
        self.dialogs.append(dialog)
        dialog.open()

    def settle(self) -> None:
        """Wait until every job has ended and told so, what is new is shown, and what was replaced is gone."""
        self.qtbot.waitUntil(self.app.jobs.idle)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def show(self, view: View, **params: Any) -> Page:
        """Show a view as the main window does; the page over it."""
        self.qtbot.addWidget(view)
        self.hub.changed.connect(view.on_changes)
        view.resize(1072, 724)
        view.show()
        QTest.qWaitForWindowActive(view)
        view.open_with(**params)
        self.settle()
        return Page(view, self.settle)

    def dialog(self, dialog: QDialog | None = None) -> DialogPage:
        """The dialog that is open (there is one), or this one, opened."""
        if dialog is not None:
            self.open_dialog(dialog)
            self.settle()
        shown = [
            w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
        ]
        assert len(shown) == 1, [w.windowTitle() for w in shown]
        return DialogPage(shown[0], self.settle)

    def end(self) -> None:
        """Close what is open."""
        self.app.jobs.close()
        for dialog in self.dialogs:
            dialog.close()
            dialog.deleteLater()
        self.window.close()
        self.window.deleteLater()

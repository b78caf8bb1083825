"""The life of the window: start page or workspace, opening and leaving workspaces, defects, the end.

Nothing heavy is imported before the first window shows; workspaces are opened in a worker thread.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from loyalty_desktop.app import paths
from loyalty_desktop.app.settings import Settings
from loyalty_desktop.app.user_settings import UserSettings
from loyalty_desktop.app.window.incidents import Incidents
from loyalty_desktop.app.window.qt_plugins import forget_current_folder
from loyalty_desktop.controllers.jobs import JobRunner
from loyalty_desktop.controllers.start import StartController, WorkspaceActions
from loyalty_desktop.domain.connections import without_password
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.ui.style.theme import Theme
from loyalty_desktop.ui.words.i18n import Language

if TYPE_CHECKING:
    from loyalty_desktop.app.bootstrap import OpenWorkspace
    from loyalty_desktop.app.window.workspace_window import WorkspaceWindow
    from loyalty_desktop.ui.views.start import StartView

PATIENCE_MS = 1_000
"""How long opening a workspace may take before the start page shows that it is being opened."""


def run(workspace: str | None, settings: Settings, argv: Sequence[str]) -> int:
    """Show the window until it is closed. Without a workspace: the last one, or the start page."""
    forget_current_folder()
    app = QApplication(list(argv[:1]))
    app.setApplicationName("Loyalty Desktop")
    desktop = Desktop(app, UserSettings(paths.config_dir(), settings))
    sys.excepthook = desktop.incidents.unexpected
    desktop.start(workspace)
    code = app.exec()
    desktop.close()
    return code


class Desktop(QObject):
    """What exists as long as the program runs: theme, language, jobs, settings; and the one window shown."""

    def __init__(self, app: QApplication, settings: UserSettings) -> None:
        super().__init__()
        self.settings = settings
        self.theme = Theme(app)
        self.theme.use(settings.get("theme"), settings.get("density"))
        self.language = Language(self)
        self.language.use(settings.get("language"))
        self.incidents = Incidents(self._shown_window, self)
        self.jobs = JobRunner(self)
        actions = WorkspaceActions(
            open=_open, create=_create, demo=_demo, test=_test, open_without=_open_without
        )
        self.starter = StartController(self.jobs, settings, actions, self)
        self.starter.opened.connect(self._opened)
        self.starter.failed.connect(self._not_opened)
        self.start_view: StartView | None = None
        self.workspace: WorkspaceWindow | None = None
        self.theme.changed.connect(self._rebuild)
        self.language.changed.connect(self._rebuild)

    def start(self, workspace: str | None) -> None:
        """Open the workspace that is named or was open last; without one show the start page.

        The start page also comes when opening fails or takes longer than a moment: building it for a workspace that
        opens at once would double the time to the first window.
        """
        target = workspace or self._last()
        if not target:
            self.show_start()
            return
        self.starter.failed.connect(self._opening_failed)
        self.starter.open(target)
        QTimer.singleShot(PATIENCE_MS, self._opening_takes_long)

    def _opening_takes_long(self) -> None:
        if self.workspace is None and self.start_view is None:
            self.show_start()

    def _opening_failed(self, error: BaseException) -> None:
        if self.workspace is None and self.start_view is None:
            self.show_start()
            assert self.start_view is not None  # noqa: S101 - made in the line above
            self.start_view.show_error(error)

    def show_start(self) -> None:
        """Show the start page and leave an open workspace."""
        from loyalty_desktop.ui.views.start import StartView

        old = self.start_view
        self.start_view = StartView(self.starter, self.language.code)
        self.start_view.language_asked.connect(self.speak)
        self.start_view.show()
        self._leave()
        if old is not None:
            _drop(old)

    def speak(self, code: str) -> None:
        """Change the language and save the choice."""
        self.settings.set("language", code)
        self.language.use(code)

    def settings_changed(self, name: str) -> None:
        """Apply a changed setting."""
        if name == "language":
            self.language.use(self.settings.get("language"))
        elif name in {"theme", "density"}:
            self.theme.use(self.settings.get("theme"), self.settings.get("density"))

    def defect(self, error: BaseException) -> None:
        """Log an incident and show it."""
        self.incidents.report(error)

    def _shown_window(self) -> QWidget | None:
        return self.workspace.window if self.workspace else self.start_view

    def close(self) -> None:
        """Stop the threads and close the database."""
        self.jobs.close()
        self._leave()
        if self.start_view is not None:
            _drop(self.start_view)
            self.start_view = None

    def _last(self) -> str | None:
        recent: tuple[str, ...] = self.settings.get("recent_workspaces")
        if not self.settings.get("open_last") or not recent:
            return None
        return recent[0] if "://" in recent[0] or Path(recent[0]).is_file() else None

    def _opened(self, answer: tuple[str, OpenWorkspace]) -> None:
        from loyalty_desktop.app.window.workspace_window import WindowLinks, WorkspaceWindow

        target, opened = answer
        target = target or str(opened.workspace.database.path)
        self.settings.remember(
            without_password(target) if "://" in target else str(Path(target).resolve())
        )
        self._leave()
        links = WindowLinks(
            jobs=self.jobs,
            settings=self.settings,
            language=self.language,
            on_defect=self.defect,
            on_language=self.speak,
            on_start_page=self.show_start,
            on_setting=self.settings_changed,
            on_new_workspace=self.starter.create,
        )
        self.workspace = WorkspaceWindow(links, opened, target)
        self.workspace.window.show()
        if self.start_view is not None:
            _drop(self.start_view)
            self.start_view = None

    def _not_opened(self, error: BaseException) -> None:
        """Show why a workspace asked for from an open one could not be made; the start page shows its own errors."""
        if self.workspace is not None:
            self.workspace.window.show_error(error)

    def _leave(self) -> None:
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            workspace.leave()

    def _rebuild(self, *_args: Any) -> None:
        if self.workspace is not None:
            self.workspace.rebuild()
        elif self.start_view is not None:
            self.show_start()


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()


def _open(target: str) -> OpenWorkspace:
    from loyalty_desktop.app.bootstrap import open_services

    return open_services(target)


def _open_without(target: str) -> OpenWorkspace:
    from loyalty_desktop.app import bootstrap

    bootstrap.accept_loss(target)
    return bootstrap.open_services(target)


def _test(url: str) -> bool:
    from loyalty_desktop.app.bootstrap import holds_workspace

    return holds_workspace(url)


def _create(target: str) -> OpenWorkspace:
    from loyalty_desktop.app import bootstrap

    bootstrap.make_workspace(target)
    return bootstrap.open_services(target)


def _demo(progress: Progress) -> OpenWorkspace:
    from loyalty_desktop.app import demo

    return demo.open_or_make(paths.data_dir() / "demo.loyalty", progress)

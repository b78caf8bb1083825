"""The window over one workspace: sidebar, top bar, views, status bar.

It rebuilds its shell when the language, the theme or the density changes, and restores the views.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.domain.changes import Changes
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.ui.actions import Action, ActionRegistry
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import HelpDialog
from loyalty_desktop.ui.shell.bars import Sidebar, TopBar
from loyalty_desktop.ui.shell.closing import may_close
from loyalty_desktop.ui.shell.messages import WindowMessages
from loyalty_desktop.ui.shell.navigation import ROUTES, SECTIONS, section_title
from loyalty_desktop.ui.shell.paste_import import PasteImport, dropped_sheet
from loyalty_desktop.ui.shell.printing import Printing
from loyalty_desktop.ui.shell.program_menu import ProgramMenu
from loyalty_desktop.ui.shell.tab_order import move_focus
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets.room import fit_window
from loyalty_desktop.ui.widgets.states import Toast
from loyalty_desktop.ui.widgets.status_strip import JobPanel, StatusStrip
from loyalty_desktop.ui.words.i18n import message, translate

HISTORY = 50


@dataclass
class _Place:
    """A place the user was at; `title` is the title it had when they left."""

    name: str
    params: dict[str, Any]
    title: str = ""


class MainWindow(QWidget):
    """Implements UiContext. app/window/workspace_window.py connects what opens workspaces and changes settings."""

    window: QWidget  # type: ignore[assignment]
    actions: ActionRegistry  # type: ignore[assignment]

    defect = Signal(object)
    palette_asked = Signal()
    about_to_close = Signal()
    language_asked = Signal(str)
    proof_asked = Signal()
    workspace_asked = Signal()

    def __init__(self, app: AppContext, language: str = "en") -> None:
        super().__init__()
        self.app = app
        self.window = self
        self.actions = ActionRegistry(self)
        self.setObjectName("main")
        self.setWindowTitle(f"{app.workspace_name} – Loyalty Desktop")
        self.setMinimumSize(960, 600)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAcceptDrops(True)
        fit_window(self, 1280, 800)
        self._views: dict[str, View] = {}
        self._history: list[_Place] = []
        self._states: dict[str, dict[str, Any]] = {}
        self._successors: dict[str, Callable[[UiContext], View] | None] = {}
        self._shortcuts: list[QShortcut] = []
        self._closing = False
        self.place_text = ""
        self.proof_text = ""
        self.engine_text = ""
        self._root = QVBoxLayout(self)
        self._root.setContentsMargins(0, 0, 0, 0)
        self._root.setSpacing(0)
        self._shell: QWidget | None = None
        self._language_code = language
        geometry = app.settings.get("window.geometry", "")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        app.hub.changed.connect(self._on_changes)
        self.pasting = PasteImport(self, self.current_view)
        self.programs = ProgramMenu(self, self.current_view)
        self.printing = Printing(self, self.current_view)
        self.messages = WindowMessages(self, self.current_view)
        self._build()

    # ---- UiContext

    def navigate(self, name: str, **params: Any) -> None:
        """Show a route; the current view may keep the user there because of unsaved edits."""
        current = self._current()
        if current is not None and not current.may_leave(lambda: self._go(name, params)):
            self.sidebar.light(
                ROUTES[current.name].section
            )  # a click had already marked where it wanted to go
            return
        self._go(name, params)

    def set_note(self, text: str) -> None:
        self.strip.set_note(text)

    def back(self) -> None:
        """Go back to what was shown before."""
        if len(self._history) > 1:
            current = self._current()
            if current is not None and not current.may_leave(self._go_back):
                return
            self._go_back()

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        self._toast.say(text, action_text, action)

    def notice(self, text: str) -> None:
        """Show a message above the current view that stays until it is closed."""
        current = self._current()
        if current is not None:
            current.banner.show_message(text, "warn")

    def show_error(self, error: BaseException) -> None:
        if isinstance(error, LoyaltyError):
            current = self._current()
            if current is not None:
                current.banner.show_message(message(error))
        else:
            self.defect.emit(error)

    def open_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---- for the wiring

    def rebuild(self, language: str) -> None:
        """Rebuild the shell and the views, each where it was."""
        self._language_code = language
        for name, view in self._views.items():
            self._states[name] = view.state()
            self._successors[name] = view.successor()
        self._build()
        if self._history:
            place = self._history.pop()
            self._go(place.name, place.params, again=True)

    def set_place(self, workspace: str, program: str = "") -> None:
        """Show the program and the workspace's name in the top bar."""
        self.place_text = program
        self.top.set_place(program or workspace, workspace if program else "")

    def set_program(self, name: str) -> None:
        """Show the name of the current program in the top bar."""
        self.set_place(self.app.workspace_name, name)

    def set_status(self, *, proof: str | None = None, engine: str | None = None) -> None:
        """Set the left part of the status bar."""
        if proof is not None:
            self.proof_text = proof
            self.strip.set_proof(proof)
        if engine is not None:
            self.engine_text = engine
            self.strip.set_engine(engine)

    def recent_routes(self) -> list[tuple[str, dict[str, Any], str]]:
        """Return (route, parameters, title) of recent places, newest first, without the current one."""
        seen: list[tuple[str, dict[str, Any], str]] = []
        for place in reversed(self._history[:-1]):
            new = all((place.name, place.params) != (n, p) and place.title != t for n, p, t in seen)
            if place.params and place.title and new:  # the palette lists sections anyway
                seen.append((place.name, place.params, place.title))
        return seen[:6]

    # ---- inside

    def _build(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts.clear()
        self.actions.clear()
        self._views.clear()
        if self._shell is not None:
            self._root.removeWidget(self._shell)
            self._shell.setParent(None)
            self._shell.deleteLater()
        self._shell = QWidget()
        self._root.addWidget(self._shell)
        self.top = TopBar(self._language_code)
        self.top.search_asked.connect(self.palette_asked)
        self.top.language_asked.connect(self.language_asked)
        self.top.workspace_asked.connect(self.workspace_asked)
        self.programs.serve(self.top)
        self.sidebar = Sidebar()
        self.sidebar.chosen.connect(self.navigate)
        self.strip = StatusStrip(self.app.jobs)
        self.strip.proof_asked.connect(self.proof_asked)
        self.strip.panel_asked.connect(self._toggle_jobs)
        self.stack = QStackedWidget()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(self.stack, 1)
        layout = QVBoxLayout(self._shell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.strip)
        self._toast = Toast(self._shell)
        self.jobs_panel = JobPanel(self.app.jobs, self._shell)
        self.jobs_panel.link_followed.connect(self.messages.follow)
        self.jobs_panel.link_followed.connect(self.jobs_panel.hide)
        self.jobs_panel.details_asked.connect(self.messages.show_details)
        self.set_place(self.app.workspace_name, self.place_text)
        if self.proof_text:
            self.strip.set_proof(self.proof_text)
        self.strip.set_engine(self.engine_text)
        self._own_actions()

    def _own_actions(self) -> None:
        go = translate("MainWindow", "Go to")
        around = translate("MainWindow", "Window")
        self.app.undo.reason = translate("MainWindow", "Undone by hand")
        for number, section in enumerate((*SECTIONS, "settings"), start=1):
            keys = "Ctrl+," if section == "settings" else f"Ctrl+{number}"
            name = SECTIONS.get(section, "settings")
            self.actions.add(Action(f"go.{section}", section_title(section), partial(self.navigate, section), keys, name, section=go))  # fmt: skip
            self._key(keys, partial(self.navigate, section))
        for ident, text, keys, icon_name, callback in (
            ("palette", translate("MainWindow", "Command palette"), "Ctrl+K", "command", self.palette_asked.emit),
            ("back", translate("Common", "Back"), "Alt+Left", "arrow-left", self.back),
            ("undo", translate("MainWindow", "Undo"), "Ctrl+Z", "undo-2", self.app.undo.undo),
            ("redo", translate("MainWindow", "Do again"), "Ctrl+Shift+Z", "rotate-ccw", self.app.undo.redo),
            ("refresh", translate("MainWindow", "Refresh"), "F5", "refresh-cw", self._refresh),
            ("search", translate("MainWindow", "Search in this view"), "Ctrl+F", "search", self._search),
            ("import", translate("Common", "Import workbook"), "Ctrl+I", "file-up", lambda: self.navigate("import")),
            ("paste-import", translate("MainWindow", "Import the cells on the clipboard"), "Ctrl+V", "table", self.pasting.paste),
            ("print", translate("MainWindow", "Print this view"), "Ctrl+P", "file-down", self.printing.ask),
            ("help", translate("MainWindow", "Help on this view"), "F1", "info", self._help),
            ("jobs", translate("MainWindow", "Show jobs"), "Ctrl+J", "activity", self._toggle_jobs),
        ):  # fmt: skip
            self.actions.add(Action(ident, text, callback, keys, icon_name, section=around))
            self._key(keys, callback)
        prove = translate("Common", "Prove the ledger")
        self.actions.add(
            Action("prove", prove, self.proof_asked.emit, icon="shield-check", section=around)
        )
        self._closer = self._key("Escape", self._toggle_jobs)
        self._closer.setEnabled(False)  # only while the panel is open: Esc clears fields and lists
        self.jobs_panel.shown.connect(self._closer.setEnabled)

    def _key(self, keys: str, callback: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda *_: callback())
        self._shortcuts.append(shortcut)
        return shortcut

    def current_view(self) -> View | None:
        """Return the current view."""
        return self._current()

    def section_title(self, route: str) -> str:
        """Return the section of a route, as the sidebar names it."""
        return section_title(ROUTES[route].section)

    def _current(self) -> View | None:
        found = self.stack.currentWidget()
        return found if isinstance(found, View) else None

    def _go(self, name: str, params: dict[str, Any], *, again: bool = False) -> None:
        route = ROUTES[name]
        view = self._views.get(name)
        if view is None:
            view = (self._successors.pop(name, None) or route.load())(self)
            self._views[name] = view
            self.stack.addWidget(view)
            kept = self._states.get(name) or self.app.settings.get(f"view.{name}")
            if kept:
                view.restore_state(kept)
        left = self._current()
        if left is not None and self._history and self._history[-1].name == left.name:
            self._history[-1].title = left.header.title()
        self._history.append(_Place(name, params))
        del self._history[:-HISTORY]
        view.banner.clear()
        (view.reopen if again else view.open_with)(**params)
        if view.focusWidget() is None:  # or else the stack would choose the page's first button
            self.setFocus()
        self.stack.setCurrentWidget(view)
        self.sidebar.light(route.section)
        if not view.isAncestorOf(self.focusWidget() or self):
            self.setFocus()
        self.strip.set_note("")

    def _go_back(self) -> None:
        self._history.pop()
        place = self._history.pop()
        self._go(place.name, place.params, again=True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through bar, sidebar, page and status line in this order, with widgets that a page adds later."""
        page = self._current()
        regions = [w for w in (self.top, self.sidebar, page, self.strip) if w is not None]
        if self.jobs_panel.isVisible() or not move_focus(regions, self.focusWidget(), forward):
            return super().focusNextPrevChild(forward)
        return True

    def _refresh(self) -> None:
        current = self._current()
        if current is not None:
            current.refresh()

    def _search(self) -> None:
        current = self._current()
        if current is not None:
            current.focus_search()

    def _help(self) -> None:
        current = self._current()
        if current is not None and current.help_text():
            self.open_dialog(HelpDialog(current.header.title(), current.help_text(), self))

    def _toggle_jobs(self) -> None:
        self.jobs_panel.place()
        self.jobs_panel.setVisible(not self.jobs_panel.isVisible())

    def _on_changes(self, changes: Changes) -> None:
        for view in list(self._views.values()):
            view.on_changes(changes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self._current()
        if event.key() == Qt.Key.Key_Escape and current is not None and current.escape():
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.jobs_panel.isVisible():
            self.jobs_panel.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_sheet(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_sheet(event)
        if path is not None:
            event.acceptProposedAction()
            self.navigate("import", path=str(path))

    def keep_state(self) -> None:
        """Save window and views in the settings."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.app.settings.set("window.geometry", geometry)
        for name, view in self._views.items():
            state = view.state()
            if state:
                self.app.settings.set(f"view.{name}", state)

    def closeEvent(self, event: QCloseEvent) -> None:
        views, busy = list(self._views.values()), bool(self.app.jobs.active())
        if not self._closing and not may_close(self, views, self._close_anyhow, busy=busy):
            event.ignore()
            return
        self.keep_state()
        self.about_to_close.emit()
        super().closeEvent(event)

    def _close_anyhow(self) -> None:
        self._closing = True
        self.close()

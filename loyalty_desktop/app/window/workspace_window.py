"""One open workspace in its window: what its signals do, the daily close, the proof, the palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

from loyalty_desktop.app.bootstrap import OpenWorkspace
from loyalty_desktop.app.user_settings import UserSettings
from loyalty_desktop.app.window.open_twice import OpenTwice
from loyalty_desktop.app.window.workspace_settings import WorkspaceSettings
from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.change_hub import ChangeHub
from loyalty_desktop.controllers.jobs import JobRunner
from loyalty_desktop.controllers.proof import ProofController
from loyalty_desktop.controllers.start import shown_name
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.actions import Action
from loyalty_desktop.ui.shell.main_window import MainWindow
from loyalty_desktop.ui.words.i18n import Language, message, translate

if TYPE_CHECKING:
    from loyalty_desktop.controllers.palette import PaletteController
    from loyalty_desktop.services.ledger.closing import CloseReport
    from loyalty_desktop.services.ledger.proof import ProofReport
    from loyalty_desktop.services.participant_lists import ParticipantRow
    from loyalty_desktop.ui.shell.palette import CommandPalette, PaletteEntry

HOUR_MS = 3_600_000
SETTLE_MS = 300
"""Daily jobs start after the first window is painted, because their imports would delay it."""


@dataclass(frozen=True, slots=True)
class WindowLinks:
    """What the window of a workspace uses of the program around it, and whom it informs."""

    jobs: JobRunner
    settings: UserSettings
    language: Language
    on_defect: Callable[[BaseException], None]
    on_language: Callable[[str], None]
    on_start_page: Callable[[], None]
    on_setting: Callable[[str], None]
    on_new_workspace: Callable[[str], None]


class WorkspaceWindow(QObject):
    """Holds the window of a workspace and closes the database with it."""

    def __init__(self, links: WindowLinks, opened: OpenWorkspace, target: str) -> None:
        super().__init__()
        self._links = links
        self._opened = opened
        self._twice = OpenTwice(target)
        hub = ChangeHub(self)
        services = opened.services
        settings = WorkspaceSettings(links.settings, target)
        self.app = AppContext(services, links.jobs, hub, settings, shown_name(target), services.storage.clock)  # fmt: skip
        self.proof = ProofController(self.app, self)
        self.window = MainWindow(self.app, links.language.code)
        window = self.window
        window.defect.connect(links.on_defect)
        window.language_asked.connect(links.on_language)
        window.workspace_asked.connect(self._other_workspace)
        window.palette_asked.connect(self.open_palette)
        window.proof_asked.connect(self.proof.prove)
        self.proof.failed.connect(window.show_error)
        self.proof.proven.connect(self._show_proof)
        self.proof.closed.connect(self._day_closed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.proof.close_day_if_due)
        self._timer.start(HOUR_MS * int(links.settings.get("close_day_hours") or 1))
        self._own_actions()
        self._say_status()
        window.navigate("home")
        self._show_notices()
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._first_jobs)
        self._first.start(SETTLE_MS)

    def _first_jobs(self) -> None:
        """Close the days that are due and make a backup, once the window is shown."""
        self.proof.close_day_if_due()
        if (
            self._links.settings.get("daily_backup")
            and self._opened.workspace.database.path is not None
        ):
            self.proof.back_up_daily()

    def rebuild(self) -> None:
        """Rebuild the window after a change of language, colours or density."""
        self.window.rebuild(self._links.language.code)
        self._own_actions()
        self._say_status()

    def leave(self) -> None:
        """Close the window, if it is still open, and the database."""
        self._timer.stop()
        self._first.stop()
        self.window.keep_state()
        self.window.hide()
        self.window.deleteLater()
        self._opened.close()
        self._twice.close()
        self.deleteLater()

    @cached_property
    def finder(self) -> PaletteController:
        """Return what finds participants for the palette; imported when first used, because start-up time is measured."""
        from loyalty_desktop.controllers.palette import PaletteController

        return PaletteController(self.app, self)

    def open_palette(self) -> None:
        """Show the command palette (Ctrl+K)."""
        from loyalty_desktop.ui.shell.palette import CommandPalette
        from loyalty_desktop.ui.shell.palette_entries import palette_entries

        entries = palette_entries(self.window)
        palette = CommandPalette(entries, self.window)
        palette.asked.connect(lambda text: self._find_participants(palette, text))
        self.window.open_dialog(palette)
        palette.place()

    def _find_participants(self, palette: CommandPalette, text: str) -> None:
        def show(rows: list[ParticipantRow]) -> None:
            if shiboken6.isValid(palette):
                palette.add_found(text, [self._entry(row) for row in rows])

        self.finder.find(text, show)

    def _entry(self, row: ParticipantRow) -> PaletteEntry:
        from loyalty_desktop.ui.shell.palette import PaletteEntry
        from loyalty_desktop.ui.shell.palette_entries import route_key

        title = f"{row.name} · {row.external_id}" if row.name else row.external_id
        who = row.key.params()
        show_card = partial(self.window.navigate, "participant", **who)
        key = route_key("participant", who)
        kind = translate("Palette", "participant")
        return PaletteEntry(title, show_card, kind, icon="user", key=key)

    def _own_actions(self) -> None:
        around = translate("MainWindow", "Window")
        words = (("language.en", "English", "en"), ("language.ru", "Русский", "ru"))
        add = self.window.actions.add
        for ident, name, code in words:
            add(Action(ident, name, partial(self._links.on_language, code), icon="languages", words=("language язык",), section=around))  # fmt: skip
        for theme, text, icon in (
            ("light", translate("MainWindow", "Light colours"), "sun"),
            ("dark", translate("MainWindow", "Dark colours"), "moon"),
        ):
            add(Action(f"theme.{theme}", text, partial(self._set, "theme", theme), icon=icon, words=("theme тема",), section=around))  # fmt: skip
        close_day = translate("MainWindow", "Close the day")
        add(Action("close_day", close_day, self._close_day, icon="clock", section=around))
        new = translate("MainWindow", "New workspace…")
        add(Action("workspace.new", new, self._new_workspace, icon="plus", section=around))
        other = translate("MainWindow", "Open another workspace")
        add(Action("workspace", other, self._other_workspace, icon="database", section=around))
        shortcuts = translate("Common", "Keyboard shortcuts")
        add(Action("shortcuts", shortcuts, self._shortcuts, icon="keyboard", section=around))
        add(Action("about", translate("MainWindow", "About Loyalty Desktop"), self._about, icon="info", section=around))  # fmt: skip

    def _new_workspace(self) -> None:
        """Ask where a new workspace should be, make it and open it."""
        from loyalty_desktop.ui.dialogs.workspace_file import ask_new_workspace

        if self.app.jobs.active():
            self._other_workspace()  # shows what is in the way
            return
        path = ask_new_workspace(self.window)
        if path:
            self._links.on_new_workspace(path)

    def _other_workspace(self) -> None:
        """Go to the start page, unless a job would be lost."""
        if self.app.jobs.active():
            self.window.toast(
                translate("MainWindow", "A job is still running. Wait for it or cancel it first.")
            )
        else:
            self._links.on_start_page()

    def _set(self, name: str, value: str) -> None:
        self._links.settings.set(name, value)
        self._links.on_setting(name)

    def _shortcuts(self) -> None:
        from loyalty_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        self.window.open_dialog(ShortcutsDialog(self.window.actions.all(), self.window))

    def _about(self) -> None:
        from loyalty_desktop.ui.dialogs.about import AboutDialog

        self.window.open_dialog(AboutDialog(self.window))

    def _show_proof(self, report: ProofReport) -> None:
        from loyalty_desktop.ui.dialogs.prove import ProofDialog

        self._say_status()
        view = self.window.current_view()
        if view is not None and view.name == "home":
            view.refresh()  # its next steps ask for a proof
        dialog = ProofDialog(report, self.window)
        dialog.seal.seal_wanted.connect(lambda: self.proof.seal(dialog.seal.show_seal))
        self.window.open_dialog(dialog)

    def _close_day(self) -> None:
        self.proof.close_day(lambda outcome: self._day_closed(outcome.value))

    def _day_closed(self, report: CloseReport) -> None:
        self.window.toast(message(report.summary()))

    def _show_notices(self) -> None:
        for notice in self._opened.workspace.notices:
            self.window.toast(message(notice))
        if self._twice.elsewhere:
            self.window.notice(
                translate(
                    "MainWindow",
                    "This workspace is open in another window too. What is changed there shows here after Refresh (F5).",
                )
            )

    def _say_status(self) -> None:
        last = self.proof.last()
        proof = None if last is None else _proof_words(last, self.app.clock())
        self.window.set_status(proof=proof, engine=self._engine_words())

    def _engine_words(self) -> str:
        path = self._opened.workspace.database.path
        if path is None:
            return "PostgreSQL"
        try:
            return f"SQLite, {formats.size(path.stat().st_size)}"
        except OSError:
            return "SQLite"


def _proof_words(last: tuple[datetime, int], now: datetime) -> str:
    at, differences = last
    local = at.astimezone()
    if local.date() == now.astimezone().date():
        words = translate("StatusBar", "Ledger proven today {time}").format(
            time=formats.time(local)
        )
    else:
        words = translate("StatusBar", "Ledger proven {day}").format(day=formats.day(local.date()))
    return f"{words}, {translate('StatusBar', '%n differences', None, differences)}"

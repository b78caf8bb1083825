"""What the command palette offers: the actions of the current view, of the window, and of the other views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPlainTextEdit, QPushButton

from loyalty_desktop.ui.shell.main_window import MainWindow
from loyalty_desktop.ui.shell.palette import PaletteEntry
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.words.i18n import QT_TRANSLATE_NOOP, other_language, translate

ELSEWHERE = {
    "programs": [
        ("ProgramsView", QT_TRANSLATE_NOOP("ProgramsView", "New program")),
        ("Common", QT_TRANSLATE_NOOP("Common", "Profile databases")),
    ],
    "participants": [
        ("ParticipantsView", QT_TRANSLATE_NOOP("ParticipantsView", "Add participant")),
        ("Common", QT_TRANSLATE_NOOP("Common", "Export")),
    ],
    "settings": [("Settings", QT_TRANSLATE_NOOP("Settings", "Back up now"))],
}
"""Buttons of views that can be found from everywhere; the palette opens the view and presses them."""

WAIT_MS = 50
TRIES = 100


def palette_entries(window: MainWindow) -> list[PaletteEntry]:
    """Return recent places first, then the actions here, in the window, and elsewhere. Nothing is listed twice."""
    found: list[PaletteEntry] = []
    recent = translate("Palette", "recent")
    for name, params, title in window.recent_routes():
        go = partial(window.navigate, name, **params)
        found.append(PaletteEntry(title, go, recent, icon="history", key=route_key(name, params)))
    view = window.current_view()
    if view is not None:
        found += [_here(view, text, run, keys) for text, run, keys in _commands(view)]
    for action in window.actions.all():
        if action.id != "palette":
            words = (*action.words, other_language(action.text))
            found.append(
                PaletteEntry(
                    action.text,
                    action.callback,
                    action.section,
                    action.shortcut,
                    action.icon or "arrow-right",
                    words,
                )
            )
    for route, texts in ELSEWHERE.items():
        if view is None or view.name != route:
            found += [_there(window, route, translate(*each)) for each in texts]
    return list(_once(found))


def route_key(name: str, params: Mapping[str, object]) -> str:
    """Return a key of a place, so that it is offered once."""
    return f"{name}:{sorted(params.items(), key=str)}"


def _here(view: View, text: str, run: Callable[[], object], keys: str) -> PaletteEntry:
    return PaletteEntry(text, run, view.header.title(), keys, words=(other_language(text), text))


def _there(window: MainWindow, route: str, text: str) -> PaletteEntry:
    def run() -> None:
        window.navigate(route)
        _press(window, route, text, TRIES)

    title = window.section_title(route)
    return PaletteEntry(text, run, title, words=(other_language(text), f"{title} {text}"))


def _press(window: MainWindow, route: str, text: str, tries: int) -> None:
    """Press a button of a view once the view has loaded what the button needs."""
    view = window.current_view()
    if view is None or view.name != route:
        return
    loaded = window.app.jobs.idle()
    for button in view.findChildren(QAbstractButton) if loaded else ():
        if button.accessibleName() == text and button.isVisible() and button.isEnabled():
            button.click()
            return
    if tries:
        QTimer.singleShot(WAIT_MS, window, lambda: _press(window, route, text, tries - 1))


def _commands(view: View) -> Iterator[tuple[str, Callable[[], object], str]]:
    """Return the buttons at the head of a view and its menu actions that are enabled."""
    for button in view.header.findChildren(QPushButton):
        text = button.accessibleName()  # the caption has a space before it, and doubled &
        if text and button.isVisible() and button.isEnabled() and button.menu() is None:
            yield text, button.click, ""
    for action in view.findChildren(QAction):
        inner = isinstance(action.parent(), QLineEdit | QPlainTextEdit | QMenu)
        usable = action.isEnabled() and action.isVisible() and not action.isSeparator()
        if action.text() and usable and not inner and action.menu() is None:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield action.text(), action.trigger, keys


def _once(entries: list[PaletteEntry]) -> Iterator[PaletteEntry]:
    seen: set[str] = set()
    for entry in entries:
        name = entry.key or entry.text.rstrip("…").casefold()
        if name not in seen:
            seen.add(name)
            yield entry

"""The window of a workspace, and the start page before it, as their user sees them: driven by mouse and keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.shell.main_window import MainWindow
from loyalty_desktop.ui.shell.palette import CommandPalette
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets import KpiTile, StatRow, Text
from loyalty_desktop.ui.wizards.imports.wizard import ImportWizard
from loyalty_desktop.ui.wizards.quick_start.wizard import QuickStartWizard
from tests.support import look
from tests.support.pages.base import DialogPage, Page
from tests.support.pages.import_wizard import ImportSteps
from tests.support.pages.quick_start import QuickStartPage

PATIENCE = 20.0


class Program:
    """The running program: its start page or its window, and whether anything is wrong with what is shown."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._watch = look.TopLevels(app)

    def close(self) -> None:
        """Stop watching."""
        self._watch.close()

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Let the program work until this is so."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, "it did not come"
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    def settle(self) -> None:
        """Wait until no job is left and what they told is shown; nothing unexpected may have come with it."""
        quiet = 0
        while quiet < 3:
            self.wait_until(self.desktop.jobs.idle)
            self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            quiet = quiet + 1 if self.desktop.jobs.idle() else 0
        self.check()

    def check(self) -> None:
        """No incident, no window beside the window, and at most one dialog, as high as its content."""
        told = self.desktop.incidents.dialog
        assert told is None, DialogPage(told, self.settle).value("details")
        assert not self._watch.strays, self._watch.strays
        shown = [w for w in self._app.topLevelWidgets() if w.isVisible()]
        windows = [w.objectName() for w in shown if not isinstance(w, QDialog)]
        assert set(windows) <= {"main", "start"}, windows
        assert len(windows) <= 1, windows
        assert len(self.dialogs()) <= 1, [d.windowTitle() for d in self.dialogs()]
        for dialog in self.dialogs():
            if isinstance(dialog, Dialog):
                spare = dialog.height() - dialog.minimumHeight()
                assert not spare, (
                    f"{dialog.windowTitle()} is {spare} pixels higher than its content"
                )

    def dialogs(self) -> list[QDialog]:
        """The dialogs that are open."""
        found = [w for w in self._app.topLevelWidgets() if isinstance(w, QDialog)]
        return [w for w in found if w.isVisible()]

    def start_page(self) -> Page:
        """The start page."""
        view = self.desktop.start_view
        assert view is not None, "the start page is not shown"
        assert view.isVisible()
        return Page(view, self.settle)

    def window(self) -> MainWindowPage:
        """The window of the open workspace."""
        self.wait_until(lambda: self.desktop.workspace is not None)
        self.settle()
        assert self.desktop.workspace is not None
        return MainWindowPage(self, self.desktop.workspace.window)


class MainWindowPage(Page):
    """Sidebar, top bar, the view in front, the status bar, toasts and dialogs."""

    def __init__(self, program: Program, window: MainWindow) -> None:
        super().__init__(window, program.settle)
        self.program = program
        self.window = window
        QTest.qWaitForWindowActive(window)

    # Where we are ------------------------------------------------------------------------------------------

    @property
    def view(self) -> View:
        """The view in front."""
        found = self.window.stack.currentWidget()
        assert isinstance(found, View)
        return found

    @property
    def route(self) -> str:
        """The name of the view in front."""
        return str(self.view.name)

    @property
    def title(self) -> str:
        """The title of the view in front."""
        return self.view.header.title()

    @property
    def message(self) -> str:
        """What stands above the view."""
        return self.view.banner.text()

    @property
    def page(self) -> Page:
        """The view in front."""
        return Page(self.view, self.settle)

    @property
    def toast(self) -> str:
        """What the line at the foot says for some seconds."""
        line = self.find(QWidget, "toast")
        return self.find(QLabel, "toast.text").text() if line.isVisible() else ""

    def tile(self, label: str) -> str:
        """The figure in a tile of Home."""
        for tile in self.view.findChildren(KpiTile):
            if label in [each.text() for each in tile.findChildren(QLabel)]:
                (figure,) = tile.findChildren(Text)
                return figure.text()
        raise AssertionError(f"no tile {label}")

    @property
    def words(self) -> list[str]:
        """Every sentence of the view in front."""
        return [text.text() for text in self.view.findChildren(Text) if text.isVisible()]

    def click(self, words: str) -> None:
        """Click the button of the view that says this."""
        buttons = [b for b in self.view.findChildren(QAbstractButton) if b.isVisible()]
        (button,) = [b for b in buttons if b.text().strip() == words]
        assert button.isEnabled(), f"{words} is disabled"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def button(self, name: str) -> str:
        """What a button of the view says."""
        return self.page.find(QAbstractButton, name).text().strip()

    def status(self, name: str) -> str:
        """What a part of the status bar says: proof or job."""
        return self.find(QAbstractButton, name).text()

    # Going about -------------------------------------------------------------------------------------------

    def go(self, section: str) -> Page:
        """Click a section of the sidebar; the view that comes."""
        self.press(f"go.{section}")
        return self.page

    def keys(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press keys where the cursor is."""
        self.window.activateWindow()  # no window manager does it here when a dialog goes
        QTest.qWaitForWindowActive(self.window)
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        self.settle()

    def back(self) -> None:
        """Alt+Left."""
        self.keys(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    def speak(self, code: str) -> None:
        """Choose a language from the menu of the top bar."""
        self.choose(f"language.{code}")

    def speak_now(self, code: str) -> None:
        """Choose a language while something runs."""
        self.find(QAction, f"language.{code}").trigger()
        QApplication.processEvents()

    def run(self, words: str) -> None:
        """Ctrl+K, type some words, Enter."""
        self.keys(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        palette = next(w for w in self.window.findChildren(CommandPalette) if w.isVisible())
        typed = QInputMethodEvent()
        typed.setCommitString(words)
        QApplication.sendEvent(palette.field, typed)
        self.settle()
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        self.settle()

    def drop(self, path: Path) -> None:
        """Drag a file over the middle of the window and let it go there."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        at = QPoint(self.window.width() // 2, self.window.height() // 2)
        event = (at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
        handle = self.window.windowHandle()
        entered = QDragEnterEvent(*event, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(handle, entered)
        assert entered.isAccepted(), "the window does not take the file"
        QApplication.sendEvent(handle, QDropEvent(*event, Qt.KeyboardModifier.NoModifier))
        self.settle()

    def dialog(self, title: str = "") -> DialogPage:
        """The one dialog that is open."""
        (shown,) = self.program.dialogs()
        assert title in shown.windowTitle(), shown.windowTitle()
        return DialogPage(shown, self.settle)

    def dialog_words(self) -> str:
        """Every sentence of the dialog that is open."""
        shown = self.dialog().widget
        assert isinstance(shown, Dialog)
        return "\n".join(t.text() for t in shown.findChildren(QLabel) if t.isVisible())

    # Views -------------------------------------------------------------------------------------------------

    def imports(self) -> ImportSteps:
        """The import in front."""
        view = self.view
        assert isinstance(view, ImportWizard), self.route
        return ImportSteps(view, self.settle, self.dialog)

    def quick_start(self) -> QuickStartPage:
        """The quick start in front."""
        view = self.view
        assert isinstance(view, QuickStartWizard), self.route
        return QuickStartPage(view, self.settle)

    def card(self) -> WindowCard:
        """The card in front."""
        assert self.route == "participant", self.route
        return WindowCard(self)


class WindowCard(Page):
    """A participant's card in the window."""

    def __init__(self, main: MainWindowPage) -> None:
        super().__init__(main.view, main.settle)
        self.main = main

    def balances(self) -> dict[str, str]:
        """Label and figure of every balance."""
        row = next(r for r in self.widget.findChildren(StatRow) if r.isVisible())
        labels = [label for label in row.findChildren(QLabel) if label.accessibleName()]
        return {label.accessibleName(): label.text() for label in labels}

    def do(self, action: str, **fields: object) -> None:
        """Open an operation by its button or menu entry, fill its fields, and confirm; it must go through."""
        (self.press if action in {"accrue", "redeem"} else self.choose)(action)
        dialog = self.main.dialog()
        for field, value in fields.items():
            dialog.fill(field, value)
        dialog.confirm()
        assert not dialog.open, dialog.message

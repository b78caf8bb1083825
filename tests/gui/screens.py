"""Pictures of every screen: `python -m tests.gui.screens [WORKSPACE] [--out FOLDER] [--only NAME]`.

Every registered scene in light and dark, English and Russian, 1280x800 and 1920x1080, without a screen. The default
workspace is the quick start's. A module adds scenes by name to SCENES: a scene takes a Stage and returns the widget.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from loyalty_desktop.app.settings import Settings
from loyalty_desktop.app.user_settings import UserSettings
from tests.gui import scenes_participants, scenes_programs
from tests.support.pages.base import Page

SIZES = ((1280, 800), (1920, 1080))


class Stage:
    """The open program as scenes see it."""

    def __init__(self, desktop: Any) -> None:
        self.desktop = desktop

    @property
    def window(self) -> Any:
        """The main window."""
        return self.desktop.workspace.window

    @property
    def services(self) -> Any:
        """The services of the workspace."""
        return self.desktop.workspace.app.services

    def settle(self, seconds: float = 60.0) -> None:
        """Work events off until no job is left."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        end = time.monotonic() + seconds
        quiet = 0
        while time.monotonic() < end and quiet < 4:
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            quiet = quiet + 1 if self.desktop.jobs.idle() else 0
            if not quiet:
                time.sleep(0.002)

    def leave(self, shown: QWidget) -> None:
        """Close what a scene opened."""
        self.window.jobs_panel.hide()
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
        if shown is not self.window:
            shown.close()
            if not isinstance(shown, QDialog):
                shown.deleteLater()
        self.settle()

    def show(self, route: str, **params: Any) -> QWidget:
        """Go to a route and wait for its data."""
        self.window.navigate(route, **params)
        self.settle()
        window: QWidget = self.window
        return window

    def page(self) -> Page:
        """What the view in front offers."""
        return Page(self.window.stack.currentWidget(), self.settle)

    def dialog(self) -> QWidget:
        """The dialog in front."""
        self.settle()
        found: list[QWidget] = [w for w in self.window.findChildren(QDialog) if w.isVisible()]
        return found[-1]

    def first_program(self) -> int:
        """Id of the first program."""
        return int(self.services.programs.list()[0].id)

    def first_participant(self) -> int | None:
        """Id of a participant of the first program; None when there is none."""
        from loyalty_desktop.domain.list_filters import ListQuery
        from loyalty_desktop.domain.participants import ParticipantSort

        ids = self.services.participants.list_ids(
            self.first_program(), ListQuery(), ParticipantSort()
        ).ids
        return int(ids[0]) if len(ids) else None


Scene = Callable[[Stage], QWidget | None]


def _route(name: str, **params: Any) -> Scene:
    return lambda stage: stage.show(name, **params)


def _jobs(stage: Stage) -> QWidget:
    window = stage.show("home")
    stage.window.jobs_panel.place()
    stage.window.jobs_panel.show()
    stage.settle()
    return window


def _palette(stage: Stage) -> QWidget:
    stage.desktop.workspace.open_palette()
    return stage.dialog()


def _prove(stage: Stage) -> QWidget:
    stage.desktop.workspace.proof.prove()
    return stage.dialog()


def _action(name: str) -> Scene:
    def scene(stage: Stage) -> QWidget:
        stage.window.actions.run(name)
        return stage.dialog()

    return scene


def _error(stage: Stage) -> QWidget:
    from loyalty_desktop.ui.dialogs.error import ErrorDialog

    stage.window.open_dialog(ErrorDialog(ValueError("x"), "2f9c-0113", stage.window))
    return stage.dialog()


def _start(stage: Stage) -> QWidget:
    from loyalty_desktop.ui.views.start import StartView

    view = StartView(stage.desktop.starter, stage.desktop.language.code)
    view.show()
    return view


def _print(stage: Stage) -> QWidget | None:
    if stage.first_participant() is None:
        return None
    stage.show("participants")
    stage.window.actions.run("print")
    stage.settle()
    return stage.dialog()


def _conflict(stage: Stage) -> QWidget:
    from loyalty_desktop.domain.merging import Clash
    from loyalty_desktop.ui.dialogs.conflict import ConflictDialog

    stage.show("home")
    clashes = [Clash("City", "Pskov", "Tver", "Omsk"), Clash("Email", "", "a@example.com", "b@example.com")]  # fmt: skip
    stage.window.open_dialog(
        ConflictDialog(
            clashes, lambda clash: clash.field, lambda _clash, value: str(value), stage.window
        )
    )
    return stage.dialog()


def _connect(stage: Stage) -> QWidget:
    from loyalty_desktop.ui.dialogs.connect import ConnectDialog

    stage.show("home")
    stage.window.open_dialog(ConnectDialog(stage.desktop.starter, stage.window))
    return stage.dialog()


def _running(stage: Stage) -> QWidget:
    from loyalty_desktop.ui.dialogs.base import ask

    stage.show("home")
    words = "Closing cancels it; what it has not finished is not saved."
    ask("A job is still running", words, "Cancel the job and close", stage.window, on_yes=stage.settle, destructive=True)  # fmt: skip
    return stage.dialog()


def _toast(stage: Stage) -> QWidget:
    window = stage.show("participants")
    stage.window.toast("12 participants blocked.", "Undo", lambda: None)
    return window


def _program(stage: Stage) -> QWidget:
    return stage.show("program", program_id=stage.first_program())


def _participant(stage: Stage) -> QWidget | None:
    found = stage.first_participant()
    return (
        None
        if found is None
        else stage.show("participant", program_id=stage.first_program(), participant_id=found)
    )


SCENES: dict[str, Scene] = {
    "start": _start,
    "print": _print,
    "conflict": _conflict,
    "home": _route("home"),
    "programs": _route("programs"),
    "program": _program,
    "quick-start": _route("quick-start"),
    "participants": _route("participants"),
    "participant": _participant,
    "imports": _route("imports"),
    "import": _route("import"),
    "settings": _route("settings"),
    "jobs": _jobs,
    "palette": _palette,
    "prove": _prove,
    "shortcuts": _action("shortcuts"),
    "about": _action("about"),
    "error": _error,
    "help": _action("help"),
    "start-connect": _connect,
    "question": _running,
    "toast": _toast,
    **scenes_programs.SCENES,
    **scenes_participants.SCENES,
}
"""Name -> scene. None from a scene: the workspace has nothing to show there."""


def _workspace(folder: Path) -> Path:
    from loyalty_desktop.app.bootstrap import services_over
    from loyalty_desktop.domain.quick_start import QuickStartDraft
    from loyalty_desktop.storage import workspace
    from loyalty_desktop.storage.unit_of_work import utc_now

    path = folder / "pictures.loyalty"
    workspace.create(path, now=utc_now())
    with services_over(path) as services:
        services.quick_start(QuickStartDraft())
    return path


def take(path: Path, out: Path, only: str = "") -> int:
    """Take the pictures; returns how many."""
    from loyalty_desktop.app.window.desktop import Desktop

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp())
    os.environ["LOYALTY_DESKTOP_HOME"] = str(home)
    copy = home / path.name
    shutil.copyfile(path, copy)
    settings = UserSettings(home, Settings(language="en", theme="light", daily_backup=False))
    desktop = Desktop(app, settings)
    stage = Stage(desktop)
    taken = 0
    try:
        desktop.starter.open(str(copy))
        while desktop.workspace is None:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        for language in ("en", "ru"):
            for theme in ("light", "dark"):
                for name, value in (("language", language), ("theme", theme)):
                    settings.set(name, value)
                    desktop.settings_changed(name)
                for name, scene in SCENES.items():
                    if not only or name in only.split(","):
                        taken += _picture(stage, scene, out / f"{name}-{language}-{theme}")
    finally:
        desktop.close()
        shutil.rmtree(home, ignore_errors=True)
    return taken


def _picture(stage: Stage, scene: Scene, base: Path) -> int:
    widget = scene(stage)
    if widget is None:
        return 0
    dialog = isinstance(widget, QDialog)
    taken = 0
    for width, height in SIZES[: 1 if dialog else None]:
        if not dialog:
            widget.resize(width, height)
        stage.settle()
        ending = ".png" if dialog else f"-{width}.png"
        widget.grab().save(str(base) + ending)
        taken += 1
    stage.leave(widget)
    return taken


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", nargs="?", type=Path)
    parser.add_argument("--out", type=Path, default=Path("out/screens"))
    parser.add_argument("--only", default="", help="names of scenes, with commas")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.workspace or _workspace(Path(folder))
        taken = take(path, arguments.out, arguments.only)
    sys.stdout.write(f"{taken} pictures in {arguments.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

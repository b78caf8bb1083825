"""A picture of the home screen of a workspace, made without a screen: python -m loyalty_desktop.app.window.picture FILE OUT.png."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

WAIT_MS = 60_000
SETTLED_MS = 400
"""The window counts as complete when no job ran for this long."""


def main(argv: Sequence[str]) -> int:
    """Open the window offscreen, wait until it is filled, save a picture."""
    workspace, out = argv
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:  # no settings of the user are read or written
        os.environ["LOYALTY_DESKTOP_HOME"] = folder
        return 0 if take(workspace, Path(out)) else 1


def take(workspace: str, out: Path) -> bool:
    """Return whether the picture was saved within a minute."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from loyalty_desktop.app import paths
    from loyalty_desktop.app.settings import Settings
    from loyalty_desktop.app.user_settings import UserSettings
    from loyalty_desktop.app.window.desktop import Desktop
    from loyalty_desktop.app.window.qt_plugins import forget_current_folder

    forget_current_folder()
    app = QApplication.instance() or QApplication(["loyalty-desktop"])
    assert isinstance(app, QApplication)  # noqa: S101 - narrows the type
    desktop = Desktop(app, UserSettings(paths.config_dir(), Settings(theme="light", language="en")))
    loop = QEventLoop()
    quiet = QElapsedTimer()
    quiet.start()
    ticks = QTimer()
    ticks.setInterval(50)

    def look() -> None:
        if desktop.workspace is None or not desktop.jobs.idle():
            quiet.restart()
        elif quiet.elapsed() >= SETTLED_MS:
            loop.quit()

    ticks.timeout.connect(look)
    QTimer.singleShot(WAIT_MS, loop.quit)
    desktop.start(workspace)
    ticks.start()
    loop.exec()
    ticks.stop()
    saved = False
    if desktop.workspace is not None:
        window = desktop.workspace.window
        window.resize(1280, 800)
        app.processEvents()
        saved = window.grab().save(str(out))
    desktop.close()
    return saved


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

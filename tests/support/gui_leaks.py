"""What a test of the interface must not leave behind: threads, running timers, top-level windows."""

from __future__ import annotations

import gc
import threading


def prepare() -> None:
    """Empty the clipboard, which outlives tests."""
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        app.clipboard().clear()


def threads() -> set[int]:
    """Idents of the Python threads alive."""
    return {t.ident for t in threading.enumerate() if t.ident is not None and t.is_alive()}


def check(before: set[int]) -> None:
    """Fail with the names of what is left."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    assert QThreadPool.globalInstance().waitForDone(5_000), "jobs are still running"
    gc.collect()
    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.processEvents()
    windows = [w for w in app.topLevelWidgets() if w.isVisible()]
    names = [w.objectName() or type(w).__name__ for w in windows]
    running = [
        timer.objectName() or type(timer.parent()).__name__
        for timer in app.findChildren(QTimer)
        if timer.isActive()
    ]
    for window in windows:  # so that the next test does not pay for this one
        window.close()
        window.deleteLater()
    assert not names, f"windows left open: {names}"
    assert not running, f"timers left running: {running}"
    left = [
        t.name
        for t in threading.enumerate()
        if t.ident not in before and t.is_alive() and not t.name.startswith("Dummy-")
    ]
    assert not left, f"threads left running: {left}"

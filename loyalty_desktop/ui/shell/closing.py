"""What is asked before the window closes: a job that runs, and work in a view that would be lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.words.i18n import translate


def may_close(
    window: QWidget, views: Iterable[View], close: Callable[[], object], *, busy: bool
) -> bool:
    """Return whether the window can close now; otherwise one question is open, and `close` follows when it is confirmed."""
    if busy:
        ask(
            translate("MainWindow", "A job is still running"),
            translate("MainWindow", "Closing cancels it; what it has not finished is not saved."),
            translate("MainWindow", "Cancel the job and close"),
            window,
            on_yes=close,
            cancel_text=translate("MainWindow", "Stay"),
            destructive=True,
        )
        return False
    return all(view.may_close(close) for view in views)

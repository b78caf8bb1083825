"""Where a file is saved. A file that exists is replaced only after a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.words.i18n import translate


def ask_save_path(
    parent: QWidget, title: str, proposed: Path, filters: str, ending: str
) -> Path | None:
    """Ask where to save; None when the person changed their mind.

    `ending` is added to a name without one. Of the name as typed the file dialog has asked whether to replace it; when
    the full name exists, the dialog comes again with it and asks.
    """
    while True:
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), filters)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix:
            return path
        proposed = path.with_name(path.name + ending)
        if not proposed.exists():
            return proposed


def replace_after_question(path: Path, parent: QWidget, write: Callable[[], object]) -> None:
    """Write at once when nothing is there; otherwise only when the person says so."""
    if not path.exists():
        write()
        return
    words = translate("SavePath", "{file} exists already. Its contents will be lost.")
    ask(
        translate("SavePath", "Replace the file"),
        words.format(file=path.name),
        translate("SavePath", "Replace"),
        parent,
        on_yes=write,
        destructive=True,
    )

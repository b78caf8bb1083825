"""Asks where a new workspace file should lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from loyalty_desktop.ui.words.i18n import translate


def ask_new_workspace(parent: QWidget) -> str:
    """Returns the path of a workspace to make; nothing when the person changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        translate("Start", "New workspace"),
        str(Path.home() / "my.loyalty"),
        f"{translate('Start', 'Workspaces')} (*.loyalty)",
    )
    return chosen if not chosen or Path(chosen).suffix else f"{chosen}.loyalty"

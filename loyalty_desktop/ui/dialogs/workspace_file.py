"""Ask where a new workspace file should be made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from loyalty_desktop.ui.words.i18n import translate


def ask_new_workspace(parent: QWidget) -> str:
    """Return the path of a workspace to make; nothing when the user cancels."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        translate("Start", "New workspace"),
        str(Path.home() / "my.loyalty"),
        f"{translate('Start', 'Workspaces')} (*.loyalty)",
    )
    return chosen if not chosen or Path(chosen).suffix else f"{chosen}.loyalty"

"""Why an import cannot be undone: every reason in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from loyalty_desktop.services.imports.types import UndoCheck
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import (
    Muted,
    Text,
)
from loyalty_desktop.ui.words.i18n import message, translate


class UndoReasonsDialog(Dialog):
    """Shows why a batch cannot be undone, with examples."""

    def __init__(self, check: UndoCheck, window: QWidget) -> None:
        super().__init__(
            translate("ImportsView", "This import cannot be undone"),
            window,
            subtitle=translate("ImportsView", "Nothing was changed. This stands in the way:"),
        )
        for reason in check.reasons:
            self.body.addWidget(Text(message(reason), wrap=True))
            if reason.examples:
                self.body.addWidget(Muted(", ".join(reason.examples), wrap=True))
        self.set_buttons(translate("Common", "Close"), cancel_text="")
        self.primary_clicked.connect(self.accept)

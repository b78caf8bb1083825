"""About: versions, licences and diagnostics to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.error import diagnostics
from loyalty_desktop.ui.widgets import Muted, SecondaryButton, Text
from loyalty_desktop.ui.words.i18n import translate


class AboutDialog(Dialog):
    """Shows the versions of the program and of the libraries it uses."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Loyalty Desktop", parent, width=460)
        self.body.addWidget(Text(diagnostics()))
        licences = translate(
            "About",
            "Font: Inter (SIL Open Font License). Icons: Lucide (ISC). Window: Qt (LGPL 3).",
        )
        self.body.addWidget(Muted(licences, wrap=True))
        copy = SecondaryButton(translate("About", "Copy diagnostics"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(diagnostics()))
        self.set_buttons(translate("Common", "Close"), cancel_text="")
        self.add_button(copy)
        self.primary_clicked.connect(self.accept)

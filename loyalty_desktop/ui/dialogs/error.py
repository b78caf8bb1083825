"""The dialog that reports a defect: an incident ID, what it means, details to copy."""

from __future__ import annotations

import platform
import traceback

import PySide6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from loyalty_desktop import __version__
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import SecondaryButton, Text
from loyalty_desktop.ui.words.i18n import translate


def diagnostics() -> str:
    """Return the versions of the program and its libraries; no names, no paths."""
    return "\n".join(
        (
            f"Loyalty Desktop {__version__}",
            f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
        )
    )


def detail_text(error: BaseException, incident: str) -> str:
    """Return where the exception was raised, without its message, which may carry personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(
        f"  {f.filename.rpartition('loyalty_desktop')[2]}:{f.lineno} {f.name}" for f in frames
    )
    return f"{incident}\n{diagnostics()}\n{type(error).__name__}\n{places}"


class ErrorDialog(Dialog):
    """Reports a defect. Nothing is left half-written, because all work is done in transactions."""

    def __init__(
        self, error: BaseException, incident: str, parent: QWidget | None, *, log_folder: str = ""
    ) -> None:
        super().__init__(
            translate("ErrorDialog", "Something went wrong inside the program"), parent, width=600
        )
        said = translate(
            "ErrorDialog",
            "This is a mistake of the program, not yours. What was being done was not saved; everything "
            "before it is safe. Go on working, and send the details to whoever looks after the program.",
        )
        self.body.addWidget(Text(said, wrap=True))
        number = Text(
            translate("ErrorDialog", "Incident {incident}").format(incident=incident),
            weight=QFont.Weight.DemiBold,
        )
        self.body.addWidget(number)
        self._further = 0
        self._more = Text("", wrap=True)
        self._more.setObjectName("further_incidents")
        self.body.addWidget(self._more)
        self._more.hide()
        self._details = QPlainTextEdit(detail_text(error, incident))
        self._details.setObjectName("details")
        self._details.setReadOnly(True)
        self._details.setAccessibleName(translate("Common", "Details"))
        self._details.setMinimumHeight(180)
        self.body.addWidget(self._details, 1)
        copy = SecondaryButton(translate("ErrorDialog", "Copy details"), "copy")
        copy.clicked.connect(self.copy_details)
        self.set_buttons(translate("Common", "Close"), cancel_text="")
        if log_folder:
            folder = SecondaryButton(translate("ErrorDialog", "Open log folder"), "folder-open")
            folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(log_folder)))
            self.add_button(folder)
        self.add_button(copy)
        self.primary_clicked.connect(self.accept)

    def count_further(self, count: int = 1) -> None:
        """Show that further incidents happened while this one was open."""
        self._further += count
        if self._further:
            said = translate(
                "ErrorDialog", "%n more since then; the log has them.", None, self._further
            )
            self._more.setText(said)
            self._more.show()

    def copy_details(self) -> None:
        """Copy the details to the clipboard."""
        QGuiApplication.clipboard().setText(self._details.toPlainText())

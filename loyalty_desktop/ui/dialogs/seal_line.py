"""The last seal of the audit trail in one line, with a link to make a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loyalty_desktop.domain.seals import Seal
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Caption, LinkButton
from loyalty_desktop.ui.words.i18n import translate


class SealLine(QWidget):
    """Number, time and hash of a seal, to be copied. `seal_wanted`: the user asks for a new seal."""

    seal_wanted = Signal()

    def __init__(self, seal: Seal | None) -> None:
        super().__init__()
        self.label = Caption()
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setObjectName("seal")
        self._button = LinkButton(translate("Prove", "Seal now"))
        self._button.setObjectName("seal_now")
        self._button.setToolTip(
            translate(
                "Prove",
                "A seal is a hash over all chains of the audit trail. Keep its number and hash elsewhere: they show later that nothing was removed.",
            )
        )
        self._button.clicked.connect(self.seal_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.label, 1)
        layout.addWidget(self._button)
        self.show_seal(seal)

    def show_seal(self, seal: Seal | None) -> None:
        """Show a seal; None: nothing is sealed yet."""
        if seal is None:
            self.label.setText(translate("Prove", "The audit trail has not been sealed yet."))
            return
        words = translate("Prove", "Audit seal {number} of {moment}: {hash}")
        self.label.setText(
            words.format(
                number=formats.number(seal.number), moment=formats.moment(seal.at), hash=seal.hash
            )
        )

"""Block participants, with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from loyalty_desktop.ui.dialogs.base import ReasonDialog
from loyalty_desktop.ui.words.i18n import translate


def block_dialog(count: int, on_reason: Callable[[str], object], window: QWidget) -> ReasonDialog:
    """Asks for the reason. Every operation of blocked participants is refused until they are unblocked."""
    dialog = ReasonDialog(
        translate("BlockDialog", "Block %n participants", None, count),
        translate(
            "BlockDialog",
            "Nothing can be accrued, redeemed or transferred until they are unblocked. "
            "Points keep expiring.",
        ),
        translate("BlockDialog", "Block"),
        window,
    )
    dialog.accepted_with.connect(on_reason)
    return dialog

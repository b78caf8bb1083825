"""The sheet of keyboard shortcuts."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from loyalty_desktop.ui.actions import Action
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import Heading, Muted, Text
from loyalty_desktop.ui.words.i18n import translate


class ShortcutsDialog(Dialog):
    """Shows every action with a shortcut, by section."""

    def __init__(self, actions: list[Action], parent: QWidget) -> None:
        super().__init__(translate("Common", "Keyboard shortcuts"), parent, width=480)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        keyed = sorted((a for a in actions if a.shortcut), key=lambda a: a.section)
        number = 0
        for section, members in groupby(keyed, key=lambda a: a.section):
            grid.addWidget(Heading(section), number, 0)
            number += 1
            for action in members:
                grid.addWidget(Text(action.text), number, 0)
                keys = QKeySequence(action.shortcut).toString(
                    QKeySequence.SequenceFormat.NativeText
                )
                grid.addWidget(Muted(keys), number, 1)
                number += 1
        self.body.addLayout(grid)
        self.set_buttons(translate("Common", "Close"), cancel_text="")
        self.primary_clicked.connect(self.accept)

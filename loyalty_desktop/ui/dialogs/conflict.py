"""A conflict: somebody else saved first. For each field that both changed: the value before, mine and theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from loyalty_desktop.domain.merging import ABSENT, Clash
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import Caption, Choice, Muted, Text
from loyalty_desktop.ui.words.i18n import translate


class ConflictDialog(Dialog):
    """`chosen` carries {field: value} for the fields in conflict; the others are merged already."""

    chosen = Signal(object)

    def __init__(
        self,
        clashes: Sequence[Clash],
        label: Callable[[Clash], str],
        text: Callable[[Clash, Any], str],
        window: QWidget,
    ) -> None:
        super().__init__(
            translate("Conflict", "Somebody else changed this meanwhile"),
            window,
            width=720,
            subtitle=translate(
                "Conflict",
                "Changes of different fields are both kept. Choose for each field that you both changed.",
            ),
        )
        self._clashes = list(clashes)
        self._choices: dict[str, Choice] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        for place, title in enumerate(
            (
                translate("Conflict", "Field"),
                translate("Conflict", "Before"),
                translate("Conflict", "Mine"),
                translate("Conflict", "Theirs"),
                translate("Conflict", "Keep"),
            )
        ):
            grid.addWidget(Caption(title), 0, place)
            grid.setColumnStretch(place, 1)
        for line, clash in enumerate(self._clashes, start=1):
            name = label(clash)
            grid.addWidget(Text(name, wrap=True), line, 0)
            grid.addWidget(Muted(text(clash, clash.base) or formats.NOTHING, wrap=True), line, 1)
            for place, value in ((2, clash.mine), (3, clash.theirs)):
                grid.addWidget(Text(text(clash, value) or formats.NOTHING, wrap=True), line, place)
            choice = Choice(_options(clash))
            choice.setAccessibleName(translate("Conflict", "Keep: {field}").format(field=name))
            choice.setObjectName(f"keep.{clash.field}")
            self._choices[clash.field] = choice
            grid.addWidget(choice, line, 4)
        self.body.addLayout(grid)
        self.set_buttons(translate("Conflict", "Save this"))
        self.primary_clicked.connect(self._choose)

    def _choose(self) -> None:
        kept = {
            clash.field: getattr(clash, str(self._choices[clash.field].value()))
            for clash in self._clashes
        }
        self.accept()
        self.chosen.emit(kept)


def _options(clash: Clash) -> list[tuple[str, str]]:
    """Return the choices, mine first: a value of one side, or a changed item against its removal."""
    if clash.removed:
        keep, remove = translate("Conflict", "Keep it"), translate("Conflict", "Remove it")
        return [
            (side, remove if getattr(clash, side) is ABSENT else keep)
            for side in ("mine", "theirs")
        ]
    options = [
        ("mine", translate("Conflict", "Mine")),
        ("theirs", translate("Conflict", "Theirs")),
        ("base", translate("Conflict", "Before")),
    ]
    return options[:2] if clash.base is ABSENT else options

"""The facets beside the list of participants: states and tiers with counts, to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.participants import ParticipantFilter
from loyalty_desktop.domain.program_rows import TierGroupOutline
from loyalty_desktop.services.participant_lists import Facets
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Caption, CheckBox, Muted, Text
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.participants import state_text


class FacetPanel(QWidget):
    """Ticks narrow the list; `chosen` follows each one."""

    chosen = Signal()

    def __init__(self, groups: Sequence[TierGroupOutline]) -> None:
        super().__init__()
        self._states: dict[ParticipantState, tuple[CheckBox, Text]] = {}
        self._tiers: dict[int, tuple[CheckBox, Text]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(10)
        self._heading(column, translate("Common", "State"))
        for state in ParticipantState:
            self._states[state] = self._row(column, state_text(state))
        for group in groups:
            column.addSpacing(10)
            title = translate("Common", "Tier") if len(groups) == 1 else group.name
            self._heading(column, title)
            for tier in reversed(group.tiers):
                self._tiers[tier.id] = self._row(column, tier.name)
        column.addStretch(1)

    def states(self) -> tuple[ParticipantState, ...]:
        """The states ticked."""
        return tuple(state for state, (box, _) in self._states.items() if box.isChecked())

    def tiers(self) -> tuple[int, ...]:
        """The tiers ticked, from the lowest."""
        return tuple(reversed([tier for tier, (box, _) in self._tiers.items() if box.isChecked()]))

    def show_filter(self, wanted: ParticipantFilter) -> None:
        """Tick what a filter names; says nothing."""
        for state, (box, _) in self._states.items():
            _tick(box, on=state in wanted.states)
        for tier, (box, _) in self._tiers.items():
            _tick(box, on=tier in wanted.tier_ids)

    def show_counts(self, facets: Facets) -> None:
        """Show how many stand behind each tick."""
        for state, (_, count) in self._states.items():
            count.setText(formats.number(facets.states.get(state, 0)))
        for tier, (_, count) in self._tiers.items():
            count.setText(formats.number(facets.tiers.get(tier, 0)))

    def _heading(self, column: QVBoxLayout, text: str) -> None:
        heading = Caption(text.upper())
        column.addWidget(heading)

    def _row(self, column: QVBoxLayout, text: str) -> tuple[CheckBox, Text]:
        box = CheckBox(text)
        box.setAccessibleName(text)
        count = Muted()
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(box)
        row.addStretch(1)
        row.addWidget(count)
        column.addLayout(row)
        box.toggled.connect(lambda _on: self.chosen.emit())
        return box, count


def _tick(box: CheckBox, *, on: bool) -> None:
    box.blockSignals(True)
    box.setChecked(on)
    box.blockSignals(False)

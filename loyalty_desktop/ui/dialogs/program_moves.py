"""What saving an edited program does to what is there: who changes tiers, and open lots that could follow a new expiry.

It is shown before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from loyalty_desktop.controllers.program_editor import GroupMoves, SavePreview
from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_day_number
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.rule_changes import LotsRedated
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.style.theme import row_height
from loyalty_desktop.ui.widgets import CheckBox, Column, Heading, Note, RowTable, Stat, StatRow
from loyalty_desktop.ui.words.i18n import message, translate


class TierMovesDialog(Dialog):
    """Shows how many participants go up and down, how each tier fills and which lots can be dated anew.

    The primary button saves; `on_confirm` gets the points types whose open lots follow the new rule.
    """

    def __init__(
        self, found: SavePreview, ui: UiContext, on_confirm: Callable[[Sequence[int]], None]
    ) -> None:
        moves = found.moves
        super().__init__(
            translate("TierMovesDialog", "Who moves")
            if moves
            else translate("TierMovesDialog", "Points given before"),
            ui.window,
            width=620,
            subtitle=translate(
                "TierMovesDialog",
                "Nothing is saved yet. This is what the new tiers would do today.",
            )
            if moves
            else translate(
                "TierMovesDialog",
                "Nothing is saved yet. The new rule is for points given from now on.",
            ),
        )
        for move in moves:
            self._add_group(move, several=len(moves) > 1)
        self._ticks: dict[int, CheckBox] = {}
        for redated in found.lots:
            if redated.lots.lots:
                self._add_lots(redated)
        self.set_buttons(
            translate("TierMovesDialog", "Save and move") if moves else translate("Common", "Save")
        )
        self.primary_clicked.connect(self._confirm)
        self._on_confirm = on_confirm

    def _add_lots(self, redated: LotsRedated) -> None:
        item, lots = redated.points_type, redated.lots
        if item.id is None:
            return
        self.body.addWidget(Heading(item.name))
        told = [
            _told(
                "points_type.lots_then",
                lots=lots.lots,
                people=lots.people,
                points=from_units(lots.units, item.decimals),
            )
        ]
        if lots.expiring_lots:
            told.append(
                _told(
                    "points_type.lots_expire", lots=lots.expiring_lots, points=lots.expiring_units
                )
            )
        if lots.first_day is not None:
            told.append(_told("points_type.lots_first_day", day=from_day_number(lots.first_day)))
        if lots.own_lots:
            told.append(_told("points_type.lots_own_day", lots=lots.own_lots))
        note = Note(tone="warn" if lots.expiring_lots else "info")
        note.set_text(" ".join(told))
        tick = CheckBox(translate("TierMovesDialog", "Apply the new rule to these points too"))
        tick.setObjectName(f"redate.{item.id}")
        self._ticks[item.id] = tick
        self.body.addWidget(tick)
        self.body.addWidget(note)

    def _add_group(self, move: GroupMoves, *, several: bool) -> None:
        preview = move.preview
        if several:
            self.body.addWidget(Heading(move.group.name))
        stats = StatRow()
        stats.set_stats(
            [
                Stat(
                    translate("TierMovesDialog", "Go up"), formats.number(preview.up), tone="good"
                ),
                Stat(
                    translate("TierMovesDialog", "Go down"),
                    formats.number(preview.down),
                    tone="bad",
                ),
                Stat(translate("TierMovesDialog", "Stay"), formats.number(preview.same)),
            ]
        )
        self.body.addWidget(stats)
        table = RowTable(
            [
                Column(
                    "tier",
                    translate("Common", "Tier"),
                    lambda r: r.name,
                    bold=True,
                    width=18,
                ),
                Column(
                    "now",
                    translate("TierMovesDialog", "Now"),
                    lambda r: formats.number(r.now),
                    align="right",
                ),
                Column(
                    "then",
                    translate("TierMovesDialog", "After saving"),
                    lambda r: formats.number(r.then),
                    align="right",
                ),
                Column(
                    "change",
                    translate("TierMovesDialog", "Change"),
                    _change,
                    align="right",
                ),
            ]
        )
        table.set_rows(list(preview.tiers))
        table.setMinimumHeight(_height(len(preview.tiers), most=8))
        table.setAccessibleName(translate("TierMovesDialog", "Participants on each tier"))
        self.body.addWidget(table)
        if preview.movers:
            self.body.addWidget(self._movers(preview))
        if preview.down or preview.later:
            note = Note(tone="warn")
            note.set_text(_warning(preview))
            self.body.addWidget(note)

    def _movers(self, preview: Any) -> RowTable:
        table = RowTable(
            [
                Column("id", translate("Common", "Participant"), lambda m: m.external_id),
                Column("name", translate("TierMovesDialog", "Name"), lambda m: m.name, width=20),
                Column(
                    "points",
                    translate("Common", "Points"),
                    lambda m: formats.amount(m.points, 0),
                    align="right",
                ),
                Column(
                    "move",
                    translate("TierMovesDialog", "Moves"),
                    lambda m: f"{m.from_tier} → {m.to_tier}",
                    tone=lambda m: "good" if m.up else "bad",
                ),
            ]
        )
        table.set_rows(list(preview.movers))
        table.setMinimumHeight(_height(len(preview.movers), most=5))
        table.setAccessibleName(translate("TierMovesDialog", "Some of those who move"))
        return table

    def _confirm(self) -> None:
        self.accept()
        self._on_confirm([key for key, tick in self._ticks.items() if tick.isChecked()])


def _told(code: str, **params: Any) -> str:
    return message(Message(code, params))


def _height(rows: int, *, most: int) -> int:
    """Return the height in pixels of a table that shows this many rows under its header without scrolling."""
    return 36 + min(rows, most) * row_height() + 2


def _warning(preview: Any) -> str:
    told = []
    if preview.down:
        told.append(
            translate(
                "TierMovesDialog",
                "Down at once, with their points kept: %n participants.",
                None,
                preview.down,
            )
        )
    if preview.later:
        told.append(
            translate(
                "TierMovesDialog",
                "Down at the next review, or when a grace ends: %n participants.",
                None,
                preview.later,
            )
        )
    return " ".join(told)


def _change(row: Any) -> str:
    difference = row.then - row.now
    return f"+{formats.number(difference)}" if difference > 0 else formats.number(difference)

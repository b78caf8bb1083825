"""Who changes tiers when the edited ladder is saved; shown before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from loyalty_desktop.controllers.program_editor import GroupMoves
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.style.theme import row_height
from loyalty_desktop.ui.widgets import Column, Heading, Note, RowTable, Stat, StatRow
from loyalty_desktop.ui.words.i18n import translate


class TierMovesDialog(Dialog):
    """Shows how many participants go up and down and how each tier fills; the primary button saves."""

    def __init__(
        self, moves: Sequence[GroupMoves], ui: UiContext, on_confirm: Callable[[], None]
    ) -> None:
        super().__init__(
            translate("TierMovesDialog", "Who moves"),
            ui.window,
            width=620,
            subtitle=translate(
                "TierMovesDialog",
                "Nothing is saved yet. This is what the new tiers would do today.",
            ),
        )
        for move in moves:
            self._add_group(move, several=len(moves) > 1)
        self.set_buttons(translate("TierMovesDialog", "Save and move"))
        self.primary_clicked.connect(self._confirm)
        self._on_confirm = on_confirm

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
        self._on_confirm()


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

"""Scenes of programs: tabs and items of the editor, its dialogs, the steps of the quick start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.support.pages.base import Page

Scene = Callable[[Any], QWidget | None]


def _editor(tab: str = "general", item: str = "general") -> Scene:
    def scene(stage: Any) -> QWidget:
        window: QWidget = stage.show(
            "program", program_id=stage.first_program(), tab=tab, item=item
        )
        return window

    return scene


def _wizard(step: int) -> Scene:
    def scene(stage: Any) -> QWidget:
        window: QWidget = stage.show("quick-start", step=step)
        return window

    return scene


def _list_dialog(button: str) -> Scene:
    def scene(stage: Any) -> QWidget:
        stage.show("programs")
        stage.page().press(button)
        dialog: QWidget = stage.dialog()
        return dialog

    return scene


def _clone(stage: Any) -> QWidget:
    stage.show("programs")
    view = stage.window.stack.currentWidget()
    view.act("clone", stage.services.programs.list()[0])
    dialog: QWidget = stage.dialog()
    return dialog


def _partner(stage: Any) -> QWidget:
    stage.show("program", program_id=stage.first_program(), tab="people")
    stage.page().press("add-partner")
    dialog: QWidget = stage.dialog()
    return dialog


def _profile_database(stage: Any) -> QWidget:
    stage.show("programs")
    stage.page().press("databases")
    Page(stage.dialog(), stage.settle).open_row("databases", 0)
    dialog: QWidget = stage.dialog()
    return dialog


def _moves(stage: Any) -> QWidget:
    from loyalty_desktop.controllers.program_editor import GroupMoves, SavePreview
    from loyalty_desktop.ui.dialogs.program_moves import TierMovesDialog

    program_id = stage.first_program()
    group = stage.services.programs.get(program_id).tier_groups[0]
    tiers = (
        group.tiers[0],
        *(replace(t, threshold=t.threshold * 2 + Decimal(1)) for t in group.tiers[1:]),
    )
    changed = replace(group, tiers=tiers)
    preview = stage.services.tiers.preview(program_id, changed)
    stage.show("program", program_id=program_id)
    stage.window.open_dialog(
        TierMovesDialog(
            SavePreview([GroupMoves(changed, preview)]), stage.window, lambda _redate: None
        )
    )
    dialog: QWidget = stage.dialog()
    return dialog


def _redating(stage: Any) -> QWidget:
    from loyalty_desktop.controllers.program_editor import SavePreview
    from loyalty_desktop.services.rule_changes import LotsRedated
    from loyalty_desktop.storage.redating import Redated
    from loyalty_desktop.ui.dialogs.program_moves import TierMovesDialog

    program_id = stage.first_program()
    draft = stage.services.programs.get(program_id)
    lots = Redated(
        lots=1_204,
        people=812,
        units=3_145_500_000,
        expiring_lots=31,
        expiring_units=41_250_000,
        first_day=20261130,
        own_lots=9,
    )
    found = [LotsRedated(draft.points_types[0], lots)]
    stage.show("program", program_id=program_id)
    stage.window.open_dialog(
        TierMovesDialog(SavePreview([], found), stage.window, lambda _redate: None)
    )
    dialog: QWidget = stage.dialog()
    return dialog


SCENES: dict[str, Scene] = {
    "program-points": _editor(item="points_types.0"),
    "program-status": _editor(item="points_types.1"),
    "program-tiers": _editor(item="tier_groups.0"),
    "program-people": _editor(tab="people"),
    "program-transactions": _editor(tab="transactions"),
    "program-new": _list_dialog("new"),
    "program-clone": _clone,
    "program-partner": _partner,
    "program-moves": _moves,
    "program-redating": _redating,
    "profile-databases": _list_dialog("databases"),
    "profile-database": _profile_database,
    "quick-start-points": _wizard(1),
    "quick-start-status": _wizard(2),
    "quick-start-tiers": _wizard(3),
    "quick-start-participants": _wizard(4),
    "quick-start-first": _wizard(5),
}

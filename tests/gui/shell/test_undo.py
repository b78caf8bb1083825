"""Ctrl+Z in the window: the message with Undo after an operation, the keys, and fields that keep their own."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.ui.widgets import LinkButton
from loyalty_desktop.ui.widgets.states import Toast
from tests.gui.screens import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def accrue(stage: Stage, amount: int) -> int:
    """Accrue on the card of a new participant; its id."""
    program = stage.services.programs.list()[0]
    draft = ProfileDraft(external_id="C-1", first_name="Anna")
    who = int(stage.services.participants.join_new(program.id, draft).value)
    stage.window.navigate("participant", program_id=stage.first_program(), participant_id=who)
    stage.settle()
    card = ParticipantCardController(stage.desktop.workspace.app)
    card.open(program.id, who)
    stage.settle()
    points = stage.services.programs.get(program.id).points_types[0].id
    card.accrue(PointsDraft(points or 0, Decimal(amount)), key="k", failed=stage.window.show_error)
    stage.settle()
    return who


def total(stage: Stage, who: int) -> Decimal:
    return Decimal(stage.services.points.balances(stage.first_program(), who)[0].total)


def toast(stage: Stage) -> Toast:
    found = stage.window.findChild(Toast)
    assert isinstance(found, Toast)
    return found


def test_the_message_after_an_accrual_takes_it_back(stage: Stage) -> None:
    who = accrue(stage, 50)
    assert toast(stage).accessibleName() == "Anna: accrued 50.00"
    link = toast(stage).findChild(LinkButton)
    assert link is not None
    assert link.text() == "Undo"
    link.click()
    stage.settle()
    assert total(stage, who) == 0
    assert toast(stage).accessibleName() == "Taken back: Anna: accrued 50.00"


def test_the_keys_undo_and_do_again(stage: Stage, qtbot: QtBot) -> None:
    who = accrue(stage, 50)
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    stage.window.setFocus()
    QTest.keyClick(stage.window, Qt.Key.Key_Z, CTRL)
    stage.settle()
    assert total(stage, who) == 0
    QTest.keyClick(stage.window, Qt.Key.Key_Z, CTRL | SHIFT)
    stage.settle()
    assert total(stage, who) == 50
    QTest.keyClick(stage.window, Qt.Key.Key_Z, CTRL | SHIFT)
    stage.settle()
    assert toast(stage).accessibleName() == "There is nothing to do again."


def test_a_field_keeps_its_own_undo(stage: Stage, qtbot: QtBot) -> None:
    who = accrue(stage, 50)
    stage.window.navigate("participants")
    stage.settle()
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    field = next(
        f
        for f in stage.window.stack.currentWidget().findChildren(QLineEdit)
        if f.isVisible() and f.isEnabled()
    )
    field.setFocus()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    stage.settle()
    assert field.text() != "abc"
    assert total(stage, who) == 50

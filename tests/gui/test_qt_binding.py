"""The binding keeps count of None, True and False. PySide6 6.12.0 on Python 3.11 loses them and aborts after a while."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1_000
SLACK = 200


class Teller(QObject):
    """Says one object."""

    said = Signal(object)
    flag = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal")
def test_calls_and_emits_keep_the_counts_of_none_true_and_false(qtbot: QtBot) -> None:
    teller, label = Teller(), QLabel()
    qtbot.addWidget(label)
    heard: list[object] = []
    teller.said.connect(lambda value: heard.append(value is None))
    teller.flag.connect(lambda value: heard.append(bool(value)))
    singles = (None, True, False)
    before = [sys.getrefcount(single) for single in singles]
    for _ in range(CALLS):
        teller.said.emit(None)
        teller.flag.emit(True)
        teller.flag.emit(False)
        label.setEnabled(False)
        label.setEnabled(True)
        label.isEnabled()
        label.setProperty("x", None)
        label.property("x")
        label.setParent(None)
    heard.clear()
    after = [sys.getrefcount(single) for single in singles]
    lost = [b - a for a, b in zip(after, before, strict=True)]
    assert max(lost) < SLACK, f"references lost: {lost}"

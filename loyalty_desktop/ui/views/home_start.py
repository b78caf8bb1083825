"""What Home shows before there are figures: the next steps of a new workspace, the demo's banner, an inactive program."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loyalty_desktop.controllers.home import FirstStep
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.ui.style.icons import pixmap
from loyalty_desktop.ui.widgets import (
    Card,
    EmptyState,
    IconButton,
    Muted,
    SecondaryButton,
    Text,
)
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.programs import state_text


class NextSteps(Card):
    """Four steps of a new workspace, each a button; finished ones are ticked. Hidden when all are done or it is dismissed."""

    asked = Signal(str)  # Step.key
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__(translate("NextSteps", "Next steps"))
        self.setObjectName("next-steps")
        close = IconButton("x", translate("NextSteps", "Hide the next steps"))
        close.setObjectName("next-steps.hide")
        close.clicked.connect(self.dismissed)
        self.add_header_widget(close)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self.body.addLayout(self._row)
        self.hide()

    def show_steps(self, steps: Sequence[FirstStep]) -> None:
        """Show these; nothing hides the strip."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for step in steps:
            self._row.addWidget(self._step(step), 1)
        self.setVisible(bool(steps))

    def _step(self, step: FirstStep) -> QWidget:
        title, text, button = _words(step.key)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(
            pixmap("circle-check" if step.done else "circle", "good" if step.done else "faint", 18)
        )
        picture.setAccessibleName(
            translate("NextSteps", "Done") if step.done else translate("NextSteps", "To do")
        )
        head.addWidget(picture)
        head.addWidget(Text(title, wrap=True), 1)
        column.addLayout(head)
        if step.done:
            column.addWidget(Muted(translate("NextSteps", "Done"), wrap=True))
        else:
            column.addWidget(Muted(text, wrap=True))
            go = SecondaryButton(button)
            go.setObjectName(f"next-step.{step.key}")
            go.clicked.connect(lambda *_: self.asked.emit(step.key))
            line = QHBoxLayout()
            line.addWidget(go)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(1)
        return made


def _words(key: str) -> tuple[str, str, str]:
    """Return title, sentence and button of a step."""
    return {
        "program": (
            translate("NextSteps", "1. Make a program"),
            translate("NextSteps", "How points are earned, spent and expire."),
            translate("Common", "Quick start"),
        ),
        "participants": (
            translate("NextSteps", "2. Bring participants"),
            translate("NextSteps", "From a workbook, or by hand."),
            translate("Common", "Import workbook"),
        ),
        "points": (
            translate("NextSteps", "3. Give the first points"),
            translate("NextSteps", "Open a participant and accrue, or import points."),
            translate("NextSteps", "Open participants"),
        ),
        "proof": (
            translate("NextSteps", "4. Prove the ledger"),
            translate(
                "NextSteps", "Every balance is recomputed; the proof must say 0 differences."
            ),
            translate("NextSteps", "Prove now"),
        ),
    }[key]


class DemoBanner(QFrame):
    """Explains that time does not pass in the demo, and leads to a new workspace."""

    own_wanted = Signal()

    def __init__(self, day: str) -> None:
        super().__init__()
        self.setObjectName("demo-banner")
        self.setProperty("kind", "note")
        self.setProperty("tone", "accent")
        said = translate("Home", "This is the demonstration: time stands still on {day}.")
        self.label = Text(said.format(day=day), wrap=True)
        own = SecondaryButton(translate("Home", "Start with your own data"), "plus")
        own.setObjectName("own-data")
        own.clicked.connect(self.own_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.label, 1)
        row.addWidget(own)


def resting(row: ProgramRow, open_program: Callable[[], object]) -> QWidget:
    """The page of a chosen program that is not active."""
    card = Card()
    title = translate("Home", "{name}: {state}").format(name=row.name, state=state_text(row.state))
    state = EmptyState(
        "pause",
        title,
        translate("Home", "Home counts active programs. Open the program to activate it, or choose another one above."),
    )  # fmt: skip
    state.add_action(translate("Home", "Open the program"), open_program, primary=True)
    card.body.addWidget(state)
    return card

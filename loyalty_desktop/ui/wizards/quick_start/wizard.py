"""Quick start: six short steps with good defaults. Enter goes on, Back keeps all answers, nothing is written before the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from loyalty_desktop.controllers.quick_start import STEPS, QuickStartController, WayIn, step_of
from loyalty_desktop.domain.draft_json import decode, encode
from loyalty_desktop.domain.quick_start import QuickStartDone, QuickStartDraft
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.program_fields import local_zone
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets import Card, Muted, PrimaryButton, SecondaryButton, Stepper
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.wizards.quick_start.first_pages import PointsPage, ProgramPage, StatusPage
from loyalty_desktop.ui.wizards.quick_start.later_pages import (
    FirstPage,
    ParticipantsPage,
    TiersPage,
)
from loyalty_desktop.ui.wizards.quick_start.page import QuickStartPage
from loyalty_desktop.ui.words.i18n import message, translate


class QuickStartWizard(View):
    """The pages edit the controller's answers; the controller makes everything at the end."""

    name: ClassVar[str] = "quick-start"

    def _build_ui(self) -> None:
        self.controller = QuickStartController(self.ui.app, self)
        self.controller.done.connect(self._done)
        self.controller.refused.connect(self._refused)
        self.controller.other_active.connect(self._offer_pause)
        self.controller.failed.connect(self._failed)
        self._start()
        self.header.set_title(translate("Common", "Quick start"))
        self.header.set_subtitle(
            translate(
                "QuickStartWizard",
                "A working program in two minutes. Enter takes what is proposed.",
            )
        )
        self._stepper = Stepper(
            [
                translate("Common", "Program"),
                translate("Common", "Points"),
                translate("Common", "Status points"),
                translate("Common", "Tiers"),
                translate("Common", "Participants"),
                translate("Common", "Summary"),
            ]
        )
        self._stepper.step_clicked.connect(self.show_step)
        self.content.addWidget(self._stepper)
        self.pages: list[QuickStartPage] = [
            ProgramPage(self.controller),
            PointsPage(self.controller),
            StatusPage(self.controller),
            TiersPage(self.controller),
            ParticipantsPage(self.controller),
            FirstPage(self.controller),
        ]
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(_framed(page))
        self.content.addWidget(self._stack, 1)
        self._said = Muted("", wrap=True)
        self._back = SecondaryButton(translate("Common", "Back"))
        self._back.setObjectName("back")
        self._back.clicked.connect(self.back)
        cancel = SecondaryButton(translate("Common", "Cancel"))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(self.ui.back)
        self._next = PrimaryButton()
        self._next.setObjectName("next")
        self._next.clicked.connect(self.next)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._said, 1)
        for button in (self._back, cancel, self._next):
            foot.addWidget(button)
        self.content.addLayout(foot)
        self._step = 0
        self.show_step(0)
        self.controller.prepared.connect(self._prepared)
        self.controller.prepare()

    def open_with(self, **params: Any) -> None:
        """`step` opens a later step."""
        if "step" in params:
            self.show_step(int(params["step"]))
        self.pages[self._step].focus_first()

    def state(self) -> dict[str, Any]:
        answers = self.controller.answers  # without the participant: no personal data in settings
        return {
            "step": self._step,
            "draft": encode(answers.draft),
            "with_tiers": answers.with_tiers,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        kept = decode(QuickStartDraft, state.get("draft"))
        if kept is not None:
            self.controller.answers = replace(
                self.controller.answers, draft=kept, with_tiers=bool(state.get("with_tiers", True))
            )
        self.show_step(int(state.get("step", 0)))

    def help_text(self) -> str:
        return translate(
            "QuickStartWizard",
            "Six steps: program, points that pay, points that decide tiers, tiers, participants, summary. "
            "Everything can be changed later in the program's editor, and nothing is written before the last step.",
        )

    def step(self) -> int:
        """Return the step shown, from 0."""
        return self._step

    def show_step(self, step: int) -> None:
        """Show a step with its answers."""
        self._step = min(max(step, 0), len(STEPS) - 1)
        page = self.pages[self._step]
        page.fill()
        self._stack.setCurrentIndex(self._step)
        self._stepper.set_current(self._step)
        self._back.setEnabled(self._step > 0)
        last = self._step == len(STEPS) - 1
        self._next.setText(
            translate("QuickStartWizard", "Create program") if last else translate("Common", "Next")
        )
        self._said.setText(
            translate("QuickStartWizard", "The program is made and activated in one go.")
            if last
            else translate("QuickStartWizard", "Nothing is written before the last step.")
        )
        page.focus_first()

    def next(self) -> None:
        """Go on when this step is correct; after the last step, make the program."""
        report = self.controller.step_errors(self._step)
        if report.errors:
            self.pages[self._step].show_errors(report)
            return
        self.banner.clear()
        if self._step < len(STEPS) - 1:
            self.show_step(self._step + 1)
        else:
            self._next.setEnabled(False)
            self.controller.finish()

    def back(self) -> None:
        """Go one step back and keep every answer."""
        self.show_step(self._step - 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pages[self._step].focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focus = self.focusWidget()
            if isinstance(focus, QPushButton) and focus is not self._next:
                focus.click()
            elif self._next.isEnabled():
                self.next()
            return
        super().keyPressEvent(event)

    def _start(self) -> None:
        """Return defaults in the language in force and the time zone of this computer."""
        answers = self.controller.answers
        draft = answers.draft
        names = {
            "member": translate("QuickStartWizard", "Member"),
            "silver": translate("QuickStartWizard", "Silver"),
            "gold": translate("QuickStartWizard", "Gold"),
            "platinum": translate("QuickStartWizard", "Platinum"),
        }
        status = draft.status
        assert status is not None  # noqa: S101 - the defaults have one
        self.controller.answers = replace(
            answers,
            draft=replace(
                draft,
                program_name=translate("QuickStartWizard", "Loyalty program"),
                database_name=translate("QuickStartWizard", "Customers"),
                tier_group_name=translate("Common", "Tiers"),
                time_zone=local_zone(),
                points=replace(draft.points, name=translate("Common", "Points")),
                status=replace(status, name=translate("Common", "Status points")),
                tiers=tuple(
                    replace(tier, name=names.get(tier.external_id, tier.name))
                    for tier in draft.tiers
                ),
            ),
        )

    def _prepared(self) -> None:
        if self._step == 0:
            self.pages[0].fill()

    def _refused(self, report: ValidationReport) -> None:
        self._next.setEnabled(True)
        self.show_step(step_of(report.errors[0]))
        self.pages[self._step].show_errors(report)
        self.banner.show_message(message(report.errors[0]))

    def _failed(self, error: BaseException) -> None:
        self._next.setEnabled(True)
        self.message(error)

    def _offer_pause(self, other: str) -> None:
        self._next.setEnabled(True)
        ask(
            translate("QuickStartWizard", "Pause “{name}”?").replace("{name}", other),
            translate(
                "QuickStartWizard",
                "It is the active program of this profile database, and there can be only one. "
                "Its participants and points stay.",
            ),
            translate("QuickStartWizard", "Pause it and create"),
            parent=self,
            on_yes=lambda: self.controller.finish(pause_other=True),
        )

    def _done(self, done: QuickStartDone) -> None:
        self._next.setEnabled(True)
        way = self.controller.answers.way_in
        self.controller.reset()
        self._start()
        self.show_step(0)
        self.controller.prepare()
        if way is WayIn.FILE:
            self.ui.navigate("import", kind="participants")
        elif done.participant_id is not None:
            self.ui.navigate(
                "participant", program_id=done.program_id, participant_id=done.participant_id
            )
        else:
            self.ui.navigate("program", program_id=done.program_id, tab="people")
        if done.problem is not None:
            self.ui.show_error(done.problem)
        else:
            self.ui.toast(translate("QuickStartWizard", "The program is ready and active."))


def _framed(page: QWidget) -> QWidget:
    card = Card()
    card.body.addWidget(scroll_page(page), 1)
    return card

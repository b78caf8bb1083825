"""The five steps of the import wizard, for one file. Back keeps everything; leaving before the last step writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from loyalty_desktop.controllers.import_queue import ImportQueue
from loyalty_desktop.controllers.import_wizard import ImportWizardController, WizardStep
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.services.imports.types import ImportReport, MatchProposal, Rehearsal
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.imports import ask_rejected_path
from loyalty_desktop.ui.widgets import PrimaryButton, SecondaryButton, Stepper
from loyalty_desktop.ui.widgets.labels import semibold
from loyalty_desktop.ui.widgets.progress_card import ProgressCard
from loyalty_desktop.ui.wizards.imports.apply_page import ApplyPage
from loyalty_desktop.ui.wizards.imports.check_page import CheckPage
from loyalty_desktop.ui.wizards.imports.check_words import plan_text
from loyalty_desktop.ui.wizards.imports.existing_page import ExistingPage
from loyalty_desktop.ui.wizards.imports.match_page import MatchPage
from loyalty_desktop.ui.wizards.imports.queue_bar import QueueBar
from loyalty_desktop.ui.wizards.imports.source_page import SourcePage
from loyalty_desktop.ui.wizards.imports.under_way import (
    UnderWay,
    ask_same_file,
    subtitle,
)
from loyalty_desktop.ui.words.i18n import message, translate
from loyalty_desktop.ui.words.imports import title_text

if TYPE_CHECKING:
    from loyalty_desktop.services.imports.service import FileInfo, SampleTable


class WizardSteps(View):
    """The pages of the wizard and the way between them, for one file."""

    name: ClassVar[str] = "import"
    entities: ClassVar[tuple[Entity, ...]] = ()

    def __init__(
        self,
        ui: UiContext,
        parent: QWidget | None = None,
        *,
        under_way: UnderWay | None = None,
    ) -> None:
        self._under_way = under_way
        self._controller = under_way.controller if under_way else ImportWizardController(ui.app)
        self._step = WizardStep.SOURCE
        self._path: Path | None = None
        self._queue = under_way.queue if under_way else ImportQueue()
        self._pasted = False
        super().__init__(ui, parent)
        self.setAcceptDrops(True)
        controller = self._controller
        controller.setParent(self)
        controller.targets_loaded.connect(self._targets)
        controller.inspected.connect(self._inspected)
        controller.sampled.connect(self._sampled)
        controller.matched.connect(self._matched)
        controller.rehearsed.connect(self._rehearsed)
        controller.checking.began.connect(self._next.setDisabled)
        controller.applied.connect(self._applied)
        controller.step_failed.connect(self._failed)

    def _build_ui(self) -> None:
        self._stepper = Stepper(
            [
                translate("ImportWizard", "Source"),
                translate("ImportWizard", "Match columns"),
                translate("ImportWizard", "Existing rows"),
                translate("ImportWizard", "Check"),
                translate("ImportWizard", "Apply"),
            ]
        )
        self._stepper.step_clicked.connect(self._back_to)
        self.content.addWidget(self._stepper)
        self._bar = QueueBar(self._queue)
        self.content.addWidget(self._bar)
        self._source = SourcePage(self._controller)
        self._source.kind_changed.connect(self._title)
        self._match = MatchPage(self._controller)
        self._existing = ExistingPage(self._controller)
        self._check = CheckPage(
            self._controller,
            self._save_rejected,
            self.ui.open_dialog,
            self.ui.window,
            self.ui.toast,
        )
        self._apply = ApplyPage(self._stop_apply, self._queue)
        self._apply.undo_wanted.connect(self._undo)
        self._apply.created_wanted.connect(self._show_created)
        self._apply.rejected_wanted.connect(self._save_rejected)
        self._apply.again_wanted.connect(self._start_anew)
        self._apply.matching_wanted.connect(self._match.bar.ask_save)
        self._match.bar.matchings.saved.connect(self._tell_saved)
        self._busy = ProgressCard(
            translate("ImportWizard", "Checking every row; nothing is written"), self._stop_check
        )
        self._pages = QStackedWidget()
        for name, page in (
            ("source-step", self._source),
            ("match-step", self._match),
            ("existing-step", self._existing),
            ("check-step", self._check),
            ("apply-step", self._apply),
            ("busy", self._busy),
        ):
            page.setObjectName(name)
            self._pages.addWidget(page)
        self.content.addWidget(self._pages, 1)
        self._says = QLabel()
        self._says.setTextFormat(Qt.TextFormat.RichText)
        self._says.setWordWrap(True)
        self._back = SecondaryButton(translate("Common", "Back"))
        self._back.clicked.connect(lambda: self._back_to(self._step - 1))
        self._cancel = SecondaryButton(translate("Common", "Cancel"))
        self._next = PrimaryButton(translate("Common", "Next"))
        self._next.clicked.connect(self._forward)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._says, 1)
        for name, button in (("back", self._back), ("cancel", self._cancel), ("next", self._next)):
            button.setObjectName(name)
            foot.addWidget(button)
        self.content.addLayout(foot)
        self._show_step(WizardStep.SOURCE)

    def _continue(self) -> None:
        self._go_on()
        if self._step is WizardStep.SOURCE:
            self._source.take_focus()

    def _go_on(self) -> None:
        """Show the import that another wizard began, at the same step."""
        here, self._under_way = self._under_way, None
        controller = self._controller
        if here is not None:
            self._source.go_on()
            if controller.proposal is not None:
                self._match.show_proposal(controller.proposal)
                self._existing.show_request(self._points_types())
            if controller.report is not None:
                self._applied(controller.report)
            elif controller.rehearsal is not None:
                self._rehearsed(controller.rehearsal)
                self._check.show_filters(here.filters)
                self._step_again(here.step)
            else:
                self._show_step(here.step, busy=controller.job is not None)
                self._busy.follow(controller.job)
        if self._step is WizardStep.CHECK and controller.rehearsal is not None:
            self._warn(controller.rehearsal)

    def _step_again(self, step: WizardStep) -> None:
        if step is not WizardStep.CHECK:
            self._show_step(step)
            self._apply.follow(self._controller.job)

    def refresh(self) -> None:
        """Read nothing again: the wizard keeps what it found."""

    def _targets(self, _answer: object) -> None:
        self._source.show_targets()
        path, self._path = self._path, None
        if path is not None:
            self._source.set_path(path)
        self._title()

    def _title(self) -> None:
        self.header.set_title(title_text(self._controller.kind))
        self.header.set_subtitle(subtitle(self._controller))

    def _show_step(self, step: WizardStep, *, busy: bool = False) -> None:
        self._step = step
        done = step is WizardStep.APPLY and self._controller.report is not None
        self._bar.show_queue(busy=step is WizardStep.APPLY, done=done)
        self._stepper.set_current(int(step))
        self._pages.setCurrentIndex(self._pages.count() - 1 if busy else int(step))
        applying = step is WizardStep.APPLY
        self._back.setVisible(step is not WizardStep.SOURCE and not applying)
        self._cancel.setVisible(not applying)
        self._next.setVisible(not busy)
        self._next.setEnabled(True)
        words = {
            WizardStep.CHECK: translate("ImportWizard", "Apply"),
            WizardStep.APPLY: translate("ImportWizard", "Done"),
        }
        self._next.setText(words.get(step, translate("Common", "Next")))
        if applying:
            self._next.setVisible(self._controller.report is not None)
        self._says.setText("")
        self._title()

    def _forward(self) -> None:
        self.banner.clear()
        if self._step is WizardStep.SOURCE:
            if self._source.check_path():
                self._controller.match()
        elif self._step is WizardStep.MATCH:
            missing = self._match.missing()
            if missing:
                words = translate("ImportWizard", "Choose a column for: {fields}")
                self.banner.show_message(words.format(fields=", ".join(missing)))
                return
            self._existing.show_request(self._points_types())
            self._show_step(WizardStep.EXISTING)
        elif self._step is WizardStep.EXISTING:
            self._controller.rehearse()
            if self._controller.job is not None:
                self._show_step(WizardStep.CHECK, busy=True)
                self._busy.follow(self._controller.job)
        elif self._step is WizardStep.CHECK:
            self._start_apply(force=False)
        else:
            self.ui.navigate("imports")

    def _points_types(self) -> list[tuple[int, str]]:
        request = self._controller.request
        if request is None or request.program_id is None:
            return []
        return [(t.id, t.name) for t in self._controller.points_types.get(request.program_id, ())]

    def _back_to(self, step: int) -> None:
        if self._step is WizardStep.APPLY:
            return
        self.banner.clear()
        self._controller.cancel_job()
        target = WizardStep(max(step, 0))
        if target is WizardStep.MATCH and self._controller.proposal is not None:
            self._match.show_proposal(self._controller.proposal)
        self._show_step(target)

    def _inspected(self, info: FileInfo) -> None:
        self.banner.clear()
        self._source.show_info(info)

    def _sampled(self, sample: SampleTable) -> None:
        self._source.show_sample(sample)
        self._next.setEnabled(True)
        self._title()
        controller = self._controller
        controller.carry(self._queue.answers(controller.kind))
        pasted, self._pasted = self._pasted or bool(self._queue.carried), False
        if pasted and not controller.looks_otherwise:  # nothing is left to choose of the source
            self._forward()

    def _matched(self, proposal: MatchProposal) -> None:
        self._match.show_proposal(proposal)
        if proposal.memory_exact and not proposal.missing:
            self._existing.show_request(self._points_types())
            self._show_step(WizardStep.EXISTING)
            if self._queue.answered(self._controller.kind):
                self._forward()
        else:
            self._show_step(WizardStep.MATCH)

    def _rehearsed(self, rehearsal: Rehearsal) -> None:
        self._check.show_rehearsal(rehearsal)
        self._show_step(WizardStep.CHECK)
        self._check.focus_rows()
        counts = rehearsal.counts
        rows = counts.new + counts.changed
        self._next.setText(translate("ImportWizard", "Apply %n rows", None, rows))
        self._next.setEnabled(rows > 0 and not self._controller.checking.busy)
        self._says.setText(semibold(plan_text(rehearsal)))
        self._warn(rehearsal)

    def _warn(self, rehearsal: Rehearsal) -> None:
        """Show what applies to the whole sheet."""
        if rehearsal.warnings:
            self.banner.show_message(
                " ".join(message(w) for w in rehearsal.warnings),
                "warn",
            )

    def _start_apply(self, *, force: bool) -> None:
        rehearsal = self._controller.rehearsal
        if rehearsal is None:
            return
        if rehearsal.same_file_unfinished:  # to be resumed or undone, as the warnings say
            self._warn(rehearsal)
            return
        if rehearsal.same_file_batch is not None and not force:
            ask_same_file(self.ui.window, lambda: self._start_apply(force=True))
            return
        job = self._controller.apply(force_same_file=force)
        self._show_step(WizardStep.APPLY)
        self._apply.follow(job)

    def _applied(self, report: ImportReport) -> None:
        if self._queue.active and self._controller.request is not None:
            self._queue.keep(self._controller.request)
            self._queue.settle(report=report)
        self._show_step(WizardStep.APPLY)
        self._apply.show_report(report, self._controller.kind)
        if self._queue.waiting:
            words = translate("ImportWizard", "Next file: {name}")
            self._next.setText(words.format(name=self._queue.waiting[0].name))
        self._next.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._controller.cancel_job()
        self.message(error)
        if self._step is WizardStep.APPLY and self._controller.report is None:
            self._show_again()
        elif self._step is WizardStep.CHECK and self._controller.rehearsal is None:
            self._show_step(WizardStep.EXISTING)

    def _show_again(self) -> None:
        """Return to the check after an apply that failed or was cancelled: nothing was written."""
        rehearsal = self._controller.rehearsal
        if rehearsal is not None:
            self._rehearsed(rehearsal)
        else:
            self._show_step(WizardStep.EXISTING)

    def _stop_check(self) -> None:
        self._controller.cancel_job()
        self._show_step(WizardStep.EXISTING)

    def _stop_apply(self) -> None:
        self._controller.cancel_job()
        self.banner.show_message(
            translate("ImportWizard", "Stopped. What was not complete was taken back."), "warn"
        )
        self._show_again()

    def _save_rejected(self) -> None:
        request = self._controller.request
        if request is not None:
            path = ask_rejected_path(self, request.path)
            if path is not None:
                self._controller.save_rejected(path, message, self._rejected_saved)

    def _rejected_saved(self, count: int) -> None:
        self.ui.toast(translate("ImportWizard", "%n rejected rows were saved", None, count))

    def _tell_saved(self, name: str) -> None:
        self.ui.toast(
            translate("MatchingBar", "The matching is saved as “{name}”.").format(name=name)
        )

    def _undo(self) -> None:
        report = self._controller.report
        if report is not None and report.batch is not None:
            self.ui.navigate("imports", batch_id=report.batch, action="undo")

    def _show_created(self) -> None:
        report, request = self._controller.report, self._controller.request
        if report is not None and request is not None:
            self.ui.navigate("participants", program_id=request.program_id, batch_id=report.batch)

    def _start_anew(self) -> None:
        self._queue.begin([])
        self._controller.reset()
        self._source.clear()
        self._show_step(WizardStep.SOURCE)

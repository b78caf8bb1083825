"""The import wizard: one file or several, each led through the steps in its turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.import_wizard import WizardStep
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.imports import dropped_files
from loyalty_desktop.ui.wizards.imports.queue_bar import ask_to_leave
from loyalty_desktop.ui.wizards.imports.steps import WizardSteps
from loyalty_desktop.ui.wizards.imports.under_way import UnderWay, ask_to_forget, help_words


class ImportWizard(WizardSteps):
    """Leads files to their batches, one after another. One file's problems do not hold the others up."""

    name: ClassVar[str] = "import"
    entities: ClassVar[tuple[Entity, ...]] = ()

    def __init__(
        self,
        ui: UiContext,
        parent: QWidget | None = None,
        *,
        under_way: UnderWay | None = None,
    ) -> None:
        super().__init__(ui, parent, under_way=under_way)
        self._bar.skip_wanted.connect(lambda: self._settle(skipped=True))
        self._source.several_chosen.connect(self._begin)
        self._cancel.clicked.connect(self._leave)

    def open_with(self, **params: Any) -> None:
        """Show the import in progress, or begin one. Route parameters: kind, path, paths, pasted, program_id."""
        finished = self._controller.report is not None or self._queue.active
        finished = finished and not self._queue.waiting
        if finished and self._under_way is None:
            self._start_anew()
        self._continue()
        paths = [Path(path) for path in (params.get("path"), *params.get("paths", ())) if path]
        if paths:
            self._offer(paths, params)
        elif self._controller.rehearsal is None:  # what is being checked stays what it is
            self._aim(params)
        self._controller.load_targets()

    def reopen(self, **params: Any) -> None:
        """Continue the import in progress; its file is not opened a second time."""
        del params
        self._continue()
        self._controller.load_targets()

    def _aim(self, route: Mapping[str, Any]) -> None:
        """Take over what the sheets hold and the program from which the wizard was opened."""
        self._controller.wanted_program = route.get("program_id")
        if route.get("kind"):
            self._source.show_kind(ImportKind(route["kind"]))

    def _offer(
        self, paths: Sequence[Path], route: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        """Begin with these files, after a question when work of the import in progress would be forgotten."""

        def begin() -> None:
            self._aim(route)
            self._begin(paths)
            self._pasted = bool(route.get("pasted"))

        if self.may_close(begin):
            begin()

    def _begin(self, paths: Sequence[Path]) -> None:
        """Begin with the first of these files; with a single one it is an ordinary import."""
        self._start_anew()
        self._queue.begin(paths)
        self._path = paths[0]
        self._bar.show_queue()
        if self._controller.programs or self._controller.databases:
            self._targets(None)

    def _settle(self, **result: Any) -> None:
        """Say what became of this file and begin the next one, or show all results."""
        self._queue.settle(**result)
        waiting = self._queue.waiting
        self._bar.show_queue()
        self._controller.reset(keep_kind=True)
        self._source.clear()
        if waiting:
            self._show_step(WizardStep.SOURCE)
            self._source.set_path(waiting[0])
        else:
            self._show_step(WizardStep.APPLY)
            self._apply.show_results()
            self._next.setVisible(True)

    def successor(self) -> Callable[[UiContext], View]:
        """Return what shows the same import in a rebuilt wizard."""
        here = UnderWay(self._controller, self._step, self._check.filters(), self._queue)
        self._controller.setParent(self.ui.window)  # the controller outlives this view
        return lambda ui: ImportWizard(ui, under_way=here)

    def _forward(self) -> None:
        if self._step is WizardStep.APPLY and self._queue.waiting:
            self.banner.clear()
            self._settle()
        else:
            super()._forward()

    def _failed(self, error: BaseException) -> None:
        broken = self._step is WizardStep.SOURCE and isinstance(error, LoyaltyError)
        if broken and self._queue.active:
            self._settle(refusal=error)
            self.message(error)
        else:
            super()._failed(error)

    def _leave(self) -> None:
        if self.may_close(self._left):
            self._left()

    def _left(self) -> None:
        self._controller.close()
        self._start_anew()
        self.ui.navigate("imports")

    def may_leave(self, leave: Callable[[], None]) -> bool:
        """Let the user look at other screens; the import stays as it is until it is cancelled."""
        del leave
        return True

    def may_close(self, close: Callable[[], object]) -> bool:
        """Ask before files that wait, or corrections that are not imported, are forgotten."""
        if self._queue.active and self._queue.waiting:
            ask_to_leave(self._queue, self.ui.window, close)
            return False
        if self._controller.report is None and self._controller.checking.can_undo:
            ask_to_forget(self.ui.window, close)
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event) and self._step is WizardStep.SOURCE:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self._offer(paths)

    def help_text(self) -> str:
        """Return the help shown by F1."""
        return help_words()

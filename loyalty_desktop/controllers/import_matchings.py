"""Named matchings of the sheet that is being imported: which fit, use one, save, rename, delete. It words nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import Controller
from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.matchings import MatchingCompared, MatchingsService


class ImportMatchings(Controller):
    """The matchings of the wizard's kind of sheet beside its sheet."""

    listed = Signal(object)  # list of MatchingCompared, the nearest first
    saved = Signal(str)  # the name
    taken = Signal(str)  # a name that another matching has; it was not saved

    def __init__(self, wizard: ImportWizardController, parent: QObject | None = None) -> None:
        super().__init__(wizard.app, parent or wizard)
        self._wizard = wizard
        self._matchings: MatchingsService = wizard.app.services.matchings

    def load(self) -> None:
        """Read the matchings that fit the sheet; `listed` follows."""
        sample, kind = self._wizard.sample, self._wizard.kind
        if sample is None:
            return

        def work(_progress: Progress) -> Sequence[MatchingCompared]:
            return self._matchings.offered(kind, sample)

        self.read(work, self.listed.emit, key="matchings", failed=self._wizard.step_failed.emit)

    def use(self, compared: MatchingCompared) -> None:
        """Match the columns as this matching says, renamed ones too; the wizard's `matched` follows."""
        wizard = self._wizard
        if wizard.request is None:
            return
        request = compared.used(wizard.request, {"encoding", "separator"}, person=True)
        wizard.forget()
        wizard.request, wizard.proposal = request, None
        wizard.match()

    def save(self, name: str, *, replacing: bool = False) -> None:
        """Save how the columns are matched and read now; `saved` and `listed` follow, or `taken`.

        `replacing` saves it in place of another matching of that name.
        """
        request, proposal, info = self._wizard.request, self._wizard.proposal, self._wizard.info
        if request is None or proposal is None:
            return
        if info is not None and request.encoding == info.encoding:  # found, not chosen
            request = replace(request, encoding=None)
        if info is not None and request.separator == info.separator:
            request = replace(request, separator=None)
        words = {column: dict(known) for column, known in request.value_words.items()}
        for column, known in self._wizard.checking.words.items():
            words.setdefault(column, {}).update(known)
        kept = replace(request, value_words=words)

        def failed(error: Any) -> None:
            if isinstance(error, Conflict) and error.code == "matching.exists":
                self.taken.emit(name)
            else:
                self._wizard.step_failed.emit(error)

        self._write(
            lambda: self._matchings.save(name, kept, proposal, replacing=replacing), name, failed
        )

    def rename(self, name: str, new_name: str) -> None:
        """Rename a matching; `saved` and `listed` follow."""
        kind = self._wizard.kind
        self._write(lambda: self._matchings.rename(kind, name, new_name), new_name)

    def delete(self, name: str) -> None:
        """Delete a matching; `listed` follows."""
        kind = self._wizard.kind
        self._write(lambda: self._matchings.delete(kind, name), "")

    def _write(
        self, work: Callable[[], Any], name: str, failed: Callable[[Any], None] | None = None
    ) -> None:
        def done(_outcome: object) -> None:
            if name:
                self.saved.emit(name)
            self.load()

        self.write(
            lambda _progress: work(),
            done,
            title="settings",
            failed=failed or self._wizard.step_failed.emit,
        )

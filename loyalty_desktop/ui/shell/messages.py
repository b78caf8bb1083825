"""The messages at the foot of the window: finished jobs with a link to their result; what was done, undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from loyalty_desktop.controllers.jobs import Job, JobEnd, JobLink, JobState
from loyalty_desktop.controllers.undo import UndoStep
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import HelpDialog
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.words import jobs as job_words
from loyalty_desktop.ui.words import undo as undo_words
from loyalty_desktop.ui.words.i18n import message, translate


class WindowMessages(QObject):
    """Listens to the jobs and the undo stack of a window as long as it exists."""

    def __init__(self, window: UiContext, in_front: Callable[[], View | None]) -> None:
        super().__init__(window.window)
        self._window = window
        self._in_front = in_front
        window.app.jobs.ended.connect(self._job_ended)
        stack = window.app.undo
        stack.pushed.connect(self._done)
        stack.undone.connect(lambda s: window.toast(undo_words.undone(s.code, s.params)))
        stack.redone.connect(lambda s: window.toast(undo_words.redone(s.code, s.params)))
        stack.asked.connect(self._ask_undo)
        stack.failed.connect(window.show_error)
        stack.nothing.connect(self._nothing)

    def follow(self, link: JobLink) -> None:
        """Follow a link of a finished job."""
        window = self._window
        params = dict(link.params)
        if link.code == "open_file":
            path = Path(params["path"])
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                window.toast(translate("MainWindow", "No program opens {file}").format(file=path))
            return
        window.navigate(str(params.pop("route")), **params)

    def show_details(self, job: Job) -> None:
        """Show why a job failed."""
        error = job.error
        if isinstance(error, LoyaltyError):
            title = job_words.title(job.title, job.params)
            self._window.open_dialog(HelpDialog(title, message(error), self._window.window))
        elif error is not None:
            self._window.show_error(error)

    def _job_ended(self, end: JobEnd) -> None:
        job = end.job
        said = job_words.done(job.title, job.params) if end.state is JobState.DONE else ""
        view = self._in_front()
        tells_itself = job.title == "import.apply" and view is not None and view.name == "import"
        if said and job.links and not tells_itself:
            link = job.links[0]
            self._window.toast(said, job_words.link(link.code), lambda: self.follow(link))

    def _done(self, step: UndoStep) -> None:
        said = undo_words.done(step.code, step.params)
        undo = self._window.app.undo.undo
        self._window.toast(said, translate("MainWindow", "Undo"), lambda: undo(step))

    def _ask_undo(self, step: UndoStep) -> None:
        if step.route is not None:
            name, params = step.route
            self._window.navigate(name, **params)

    def _nothing(self, undo: bool) -> None:
        self._window.toast(
            translate("MainWindow", "There is nothing to undo.")
            if undo
            else translate("MainWindow", "There is nothing to do again.")
        )

"""The window is closed while an import is written: it asks, and a cancelled import leaves nothing behind."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.app.bootstrap import services_over
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import ParticipantSort
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import ImportReport, Rehearsal, Verdict
from tests.gui.walks.conftest import SHEETS, FileDialogs
from tests.support.pages.main_window import Program


class Halfway:
    """Holds an import after its first rows until it is let go or cancelled."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached = threading.Event()
        self.let_go = threading.Event()
        whole = ImportsService.apply

        def apply(
            service: ImportsService, rehearsal: Rehearsal, progress: Progress, **options: Any
        ) -> Outcome[ImportReport]:
            return whole(service, rehearsal, _Held(progress, self), **options)

        monkeypatch.setattr(ImportsService, "apply", apply)


class _Held:
    """A progress that waits."""

    def __init__(self, inner: Progress, halfway: Halfway) -> None:
        self._inner, self._halfway = inner, halfway

    def phase(self, code: str, total: int | None = None) -> None:
        self._inner.phase(code, total)

    def advance(self, count: int = 1) -> None:
        self._inner.advance(count)
        self._halfway.reached.set()
        while not self._halfway.let_go.wait(0.01):
            self._inner.advance(0)  # raises when the job is cancelled


def test_closing_during_an_import_asks_and_takes_back_what_was_not_complete(
    program: Program,
    files: FileDialogs,
    program_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    halfway = Halfway(monkeypatch)
    files.path = program_path
    program.start_page().press("open")
    window = program.window()
    window.drop(SHEETS / "clients.xlsx")
    steps = window.imports()
    steps.go_to("check")
    steps.click_only("next")
    program.wait_until(halfway.reached.is_set)
    assert "clients.xlsx" in window.status("job")

    window.window.close()
    assert "A job is still running" in window.dialog_words()
    window.dialog().click_only("cancel")
    assert window.window.isVisible()
    window.speak_now("ru")
    assert window.imports().step == "apply"

    window.window.close()
    window.dialog().click_only("primary")
    assert not window.window.isVisible()
    program.desktop.close()

    with services_over(program_path) as services:
        (row,) = services.programs.list()
        found = services.participants.list_ids(row.id, ListQuery(), ParticipantSort())
        assert len(found.ids) == 0
        assert services.proof.prove().differences == 0


def test_closing_asks_before_corrections_of_an_import_are_forgotten(
    program: Program, files: FileDialogs, program_path: Path
) -> None:
    files.path = program_path
    program.start_page().press("open")
    window = program.window()
    window.drop(SHEETS / "clients.xlsx")
    steps = window.imports()
    steps.go_to("check")
    row = next(
        row
        for row in steps.checked
        if row.verdict is Verdict.REJECTED and {issue.field for issue in row.issues} == {"phone"}
    )
    steps.correct(row.row_no, "phone", "+7 916 123-45-67")
    program.settle()
    window.go("home")

    window.drop(SHEETS / "points.xlsx")
    assert "corrected and are not imported yet" in window.dialog_words()
    window.dialog().click_only("cancel")
    assert window.imports().step == "check", "the import stays as it was"
    assert steps.count(Verdict.REJECTED) > 0
    window.go("home")

    window.window.close()
    assert window.window.isVisible(), "the import in the background has corrections"
    assert "corrected and are not imported yet" in window.dialog_words()
    window.dialog().click_only("cancel")
    assert window.window.isVisible()

    window.window.close()
    window.dialog().click_only("primary")
    assert not window.window.isVisible()

"""The figures of the home screen, read outside the GUI thread, and the next steps of a new workspace."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.home import HomeProgram


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the first steps: "program", "participants", "points", "proof"."""

    key: str
    done: bool


class HomeController(Controller):
    """`loaded` carries a list of services.home.HomeProgram: the active programs by name."""

    loaded = Signal(object)

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.resting: dict[int, ProgramRow] = {}  # drafts and paused programs

    def refresh(self) -> None:
        """Read the figures again."""
        services = self.app.services

        def work(_progress: Progress) -> tuple[list[HomeProgram], list[ProgramRow]]:
            return services.home.numbers(), services.programs.list()

        def done(found: tuple[list[HomeProgram], list[ProgramRow]]) -> None:
            numbers, rows = found
            kept = {ProgramState.DRAFT, ProgramState.PAUSED}
            self.resting = {row.id: row for row in rows if row.state in kept}
            self.loaded.emit(numbers)

        self.read(work, done, key="home")

    def steps(self, program: HomeProgram | None) -> list[FirstStep]:
        """Return the next steps of a new workspace; nothing when all are done or the strip was dismissed."""
        if self.app.settings.get(self._dismissed, False):
            return []
        people = program is not None and program.participants > 0
        points = program is not None and (
            program.outstanding != 0 or any(month.count for month in program.months)
        )
        proven = self.app.settings.get(f"proof.{self.app.workspace_name}", None) is not None
        steps = [
            FirstStep("program", program is not None),
            FirstStep("participants", people),
            FirstStep("points", points),
            FirstStep("proof", proven),
        ]
        return [] if all(step.done for step in steps) else steps

    def dismiss_steps(self) -> None:
        """Hide the next steps of this workspace for good."""
        self.app.settings.set(self._dismissed, True)

    @property
    def _dismissed(self) -> str:
        return f"home.steps.dismissed.{self.app.workspace_name}"

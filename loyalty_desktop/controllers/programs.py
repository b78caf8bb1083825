"""The list of programs: loads it and runs the actions on one program. It words nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Done, Failed
from loyalty_desktop.controllers.local_lists import (
    LocalColumns,
    LocalListController,
    choice,
    column,
)
from loyalty_desktop.controllers.undo import UndoStep
from loyalty_desktop.controllers.undo_steps import archive_step
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProgramDraft
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.container import Services


def allowed_actions(state: ProgramState) -> tuple[str, ...]:
    """Return the actions that the state of a program allows, in the order of its menu."""
    actions = []
    if state is not ProgramState.ACTIVE:
        actions.append("activate")
    else:
        actions.append("pause")
    actions.append("clone")
    if state is not ProgramState.ARCHIVED:
        actions.append("archive")
    if state is not ProgramState.ACTIVE:
        actions.append("delete")
    return tuple(actions)


class ProgramsController(LocalListController):
    """Lists programs with their figures, and runs actions on them."""

    columns = LocalColumns(
        {
            "name": column(ColumnKind.TEXT, "name"),
            "state": choice("state"),
            "database": column(ColumnKind.TEXT, "database_name"),
            "participants": column(ColumnKind.NUMBER, "participants"),
            "outstanding": column(ColumnKind.NUMBER, "outstanding"),
            "liability": column(ColumnKind.NUMBER, "liability"),
        },
        searched=("name", "database"),
    )

    databases_loaded = Signal(object)  # list[ProfileDatabaseRow]

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        services: Services = app.services
        self._programs = services.programs
        self._databases = services.databases

    def load_rows(self) -> Sequence[ProgramRow]:
        """Return all programs: active first, then paused, draft, archived. Runs in a reader thread."""
        return self._programs.list()

    def load_databases(self) -> None:
        """Load the profile databases for the form of a new program; `databases_loaded` follows."""
        self.read(
            lambda _progress: self._databases.list(), self.databases_loaded.emit, key="databases"
        )

    def create(
        self,
        draft: ProgramDraft,
        *,
        database: ProfileDatabaseDraft | None,
        done: Done[int] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Create a program, and its profile database too when one is given."""
        self.write(
            lambda _progress: self._programs.create(draft, database=database),
            done,
            title="program.save",
            failed=failed,
        )

    def clone(
        self,
        program_id: int,
        *,
        name: str,
        external_id: str,
        done: Done[int] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Create a new draft like this program."""
        self.write(
            lambda _progress: self._programs.clone(program_id, name=name, external_id=external_id),
            done,
            title="program.save",
            failed=failed,
        )

    def activate(
        self,
        program_id: int,
        *,
        pause_other: bool = False,
        done: Done[int] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Activate a program; see `other_active` for a refusal that can be answered by pausing another program."""
        self.write(
            lambda _progress: self._programs.activate(program_id, pause_other=pause_other),
            done,
            title="program.state",
            failed=failed,
        )

    def pause(self, program_id: int, *, done: Done[int] | None = None) -> None:
        """Stop the points operations of a program."""
        self.write(lambda _progress: self._programs.pause(program_id), done, title="program.state")

    def archive(self, program_id: int, *, done: Done[int] | None = None) -> None:
        """Archive a program."""
        services, steps = self.app.services, list[UndoStep]()

        def work(_progress: Progress) -> Outcome[int]:
            before = services.programs.details(program_id)
            outcome = services.programs.archive(program_id)
            named = {"name": before.name}
            steps.append(archive_step(services, named, program_id, ProgramState(before.state)))
            return outcome

        def finished(outcome: Outcome[int]) -> None:
            if done is not None:
                done(outcome)
            for step in steps:
                self.app.undo.push(step)

        self.write(work, finished, title="program.state")

    def delete(self, program_id: int, *, done: Done[int] | None = None) -> None:
        """Delete a program that was never used."""
        self.write(lambda _progress: self._programs.delete(program_id), done, title="program.state")


def other_active(error: BaseException) -> str | None:
    """Return the name of the program that has to be paused before another is activated; None for another refusal."""
    if isinstance(error, Conflict) and error.code == "program.other_active":
        return str(error.params["other"])
    return None

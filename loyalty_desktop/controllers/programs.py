"""The list of programs: loads it and runs the actions on one program. No words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProgramDraft
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.services.container import Services


@dataclass(frozen=True, slots=True)
class ProgramDone:
    """An action that ended well: "created", "activated", "paused", "archived", "cloned", "deleted"."""

    action: str
    program_id: int


@dataclass(frozen=True, slots=True)
class OtherActive:
    """`program_id` cannot be activated while `other_name` is active: the view offers to pause it."""

    program_id: int
    other_id: int
    other_name: str


def allowed_actions(state: ProgramState) -> tuple[str, ...]:
    """Actions that a program in this state takes, in the order of its menu."""
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


_TITLES = {"created": "program.save", "cloned": "program.save"}


class ProgramsController(Controller):
    """Programs with their numbers, and what can be done to them."""

    loaded = Signal(object)  # list[ProgramRow]
    databases_loaded = Signal(object)  # list[ProfileDatabaseRow]
    done = Signal(object)  # ProgramDone
    other_active = Signal(object)  # OtherActive

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        services: Services = app.services
        self._programs = services.programs
        self._databases = services.databases

    def refresh(self) -> None:
        """Load the list; `loaded` follows."""
        self.read(lambda _progress: self._programs.list(), self.loaded.emit, key="programs")

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
        failed: Callable[[Any], None],
    ) -> None:
        """Make a program, and its profile database with it when one is given."""

        def work(_progress: object) -> Outcome[int]:
            return self._programs.create(draft, database=database)

        self._run("created", work, failed)

    def clone(
        self, program_id: int, *, name: str, external_id: str, failed: Callable[[Any], None]
    ) -> None:
        """A new draft like this one."""

        def work(_progress: object) -> Outcome[int]:
            return self._programs.clone(program_id, name=name, external_id=external_id)

        self._run("cloned", work, failed)

    def activate(self, program_id: int, *, pause_other: bool = False) -> None:
        """Activate; `other_active` when another program has to be paused first."""

        def refused(error: Any) -> None:
            if isinstance(error, Conflict) and error.code == "program.other_active":
                other = OtherActive(program_id, error.params["other_id"], error.params["other"])
                self.other_active.emit(other)
            else:
                self.failed.emit(error)

        def work(_progress: object) -> Outcome[int]:
            return self._programs.activate(program_id, pause_other=pause_other)

        self._run("activated", work, refused)

    def pause(self, program_id: int) -> None:
        """Stop the points operations of a program."""
        self._run("paused", lambda _progress: self._programs.pause(program_id))

    def archive(self, program_id: int) -> None:
        """Put a program away."""
        self._run("archived", lambda _progress: self._programs.archive(program_id))

    def delete(self, program_id: int) -> None:
        """Delete a program that was never used."""
        self._run("deleted", lambda _progress: self._programs.delete(program_id))

    def _run(
        self,
        action: str,
        work: Callable[[Any], Outcome[int]],
        failed: Callable[[Any], None] | None = None,
    ) -> None:
        def finished(outcome: Outcome[int]) -> None:
            self.done.emit(ProgramDone(action, outcome.value))

        if failed is None:
            self.write(work, finished, title=_TITLES.get(action, "program.state"))
        else:
            self.write(work, finished, title=_TITLES.get(action, "program.state"), failed=failed)

"""The contract of a kind of sheet: where its rows go, what it asks, how it judges, writes and undoes them.

`kinds.KINDS` has all of them. Nothing outside this package asks which kind it has to do with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError, RuleViolation
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.imports.applying import Writer
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import (
    BatchRow,
    Counts,
    ImportRequest,
    UndoCheck,
    UndoReason,
    UndoReport,
)
from loyalty_desktop.storage.imports.blocks import Fill
from loyalty_desktop.storage.imports.records import RecordTable
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.undo import Obstacle
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


class Asks(StrEnum):
    """What a person is asked before the rows of a kind are checked, besides where they go."""

    KEY = "key"  # by which field a row finds its profile
    MODE = "mode"  # new rows, changes, or both
    EMPTY_CELLS = "empty_cells"  # empty cells keep or clear the value
    UNKNOWN_PROFILES = "unknown_profiles"  # rows without a profile create or reject one
    POINTS_TYPE = "points_type"
    TIER_UNTIL = "tier_until"  # how long tiers set by hand last


@dataclass(frozen=True, slots=True)
class Sheet:
    """A staged sheet that is judged or written: the staging file, what was asked, and the letters of its columns by field."""

    storage: Storage
    staging: StagingFile
    request: ImportRequest
    target: Target
    letters: Mapping[str, str]
    progress: Progress = NO_PROGRESS

    @property
    def program_id(self) -> int:
        """Return the program of the rows. Raises InvalidInput `import.choose_program` without one."""
        if self.target.program_id is None:
            raise InvalidInput("import.choose_program", count=0)
        return self.target.program_id


class SheetKind(Protocol):
    """One kind of sheet. Its attributes say what it needs and changes; its methods do the work."""

    kind: ImportKind
    in_program: bool  # rows belong to a program; otherwise to a profile database
    enrols: bool  # new rows are new participants
    asks: frozenset[Asks]
    touches: tuple[Entity, ...]  # what changes besides the batch
    tables: tuple[str, ...]  # the tables that are written
    subject: (
        str  # what its rows are about; kinds of one subject have the same columns for the most part
    )
    slices: str  # the column of the verdicts that slices and resuming follow
    active_only: bool  # whether the program must be active, as its points move
    attached: bool  # whether the staged rows are attached to the workspace when they are written

    @property
    def records(self) -> RecordTable | None:
        """Return where its rows are stored as they are, so that they are also exported; None for other kinds."""

    def judge(self, sheet: Sheet) -> Counts:
        """Set the verdict of every staged row."""

    def fill(self, sheet: Sheet) -> Fill | None:
        """Return which staging column gets the value of another one, where that has one."""

    def writer(self, sheet: Sheet) -> Writer:
        """Return what writes the rows of the sheet."""

    def undo_check(self, storage: Storage, batch: BatchRow) -> UndoCheck:
        """Return what prevents an undo, with counts and examples, and what it would do."""

    def must_check(self) -> bool:
        """Return whether an undo is checked beforehand; a kind whose undo checks everything itself saves that."""

    def undo(self, uow: UnitOfWork, batch: BatchRow, progress: Progress) -> UndoReport:
        """Undo the batch. Raises RuleViolation `import.cannot_undo` with the reasons."""


def refusal(found: UndoCheck) -> LoyaltyError:
    """Return the error with the reasons against an undo; `reason`, `count` and `examples` are those of the first."""
    first = found.reasons[0]
    return RuleViolation(
        "import.cannot_undo",
        batch=found.batch_id,
        reason=first.code,
        count=first.count,
        examples=", ".join(first.examples),
        reasons=found.reasons,
    )


def reasons(found: list[Obstacle]) -> tuple[UndoReason, ...]:
    """Return the reasons that storage found."""
    return tuple(UndoReason(*reason) for reason in found)

"""One import from the file to the batch: what was chosen, what was found, and the steps between. It words nothing.

The request is the whole state; pages replace parts of it. A change of an earlier step makes the later answers stale, so
that they are asked for again when the user comes back to them; nothing the user chose is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.import_checking import ImportChecking, OpenImport
from loyalty_desktop.controllers.import_links import batch_links
from loyalty_desktop.controllers.jobs import Job, JobLink
from loyalty_desktop.controllers.undo_steps import import_step
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.kinds import ImportKind, ProgramState
from loyalty_desktop.domain.program_rows import PointsTypeOutline, ProfileDatabaseRow, ProgramRow
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.services.imports.mending import Describe
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import (
    ImportReport,
    ImportRequest,
    MatchProposal,
    Rehearsal,
)

if TYPE_CHECKING:
    from loyalty_desktop.services.imports.service import FileInfo, SampleTable

_Targets = tuple[
    list[ProgramRow], list[ProfileDatabaseRow], dict[int, tuple[PointsTypeOutline, ...]], str
]


_SOURCE = {"kind", "sheet", "header_row", "encoding", "separator", "database_id", "program_id"}
"""What of a request decides about the columns."""


class WizardStep(IntEnum):
    """The pages of the wizard in their order."""

    SOURCE = 0
    MATCH = 1
    EXISTING = 2
    CHECK = 3
    APPLY = 4


class ImportWizardController(OpenImport):
    """The state of one import."""

    targets_loaded = Signal(object)  # (list of programs, list of databases)
    inspected = Signal(object)  # FileInfo
    sampled = Signal(object)  # SampleTable
    matched = Signal(object)  # MatchProposal
    applied = Signal(object)  # ImportReport

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self._imports: ImportsService = app.services.imports
        self.request: ImportRequest | None = None
        self.kind = ImportKind.PARTICIPANTS
        self.wanted_program: int | None = None  # the program from which the wizard was opened
        self.kind_chosen = self.kind_found = False  # by a person, or by the columns of the sheet
        self.recognised: ImportKind | None = None
        self.info: FileInfo | None = None
        self.sample: SampleTable | None = None
        self.report: ImportReport | None = None
        self.programs: list[ProgramRow] = []
        self.databases: list[ProfileDatabaseRow] = []
        self.points_types: dict[int, tuple[PointsTypeOutline, ...]] = {}
        self.phone_region = ""  # the workspace's setting
        self._job: Job | None = None
        self.checking = ImportChecking(self)

    def load_targets(self) -> None:
        """Read the programs and databases that an import can write to; `targets_loaded` follows."""
        services = self.app.services

        def work(_progress: Progress) -> _Targets:
            programs = [p for p in services.programs.list() if p.state != ProgramState.ARCHIVED]
            programs.sort(key=lambda p: (p.state != ProgramState.ACTIVE, p.name))
            points = {p.id: services.participants.layout(p.id).points_types for p in programs}
            region = services.settings.phone_region()
            return programs, services.databases.list(), points, region

        def done(answer: _Targets) -> None:
            self.programs, self.databases, self.points_types, self.phone_region = answer
            self.targets_loaded.emit(answer)

        self.read(work, done, key="targets", failed=self.step_failed.emit)

    def open_file(self, path: Path) -> None:
        """Inspect a file; `inspected` and then `sampled` follow."""
        self.forget()
        self.request = None
        self.info = None

        def done(info: FileInfo) -> None:
            self.info = info
            sheet = info.visible[0].name if info.visible else None
            self.request = self._aimed(
                ImportRequest(
                    kind=self.kind,
                    path=path,
                    sheet=sheet,
                    encoding=info.encoding or None,
                    separator=info.separator or None,
                )
            )
            self.inspected.emit(info)
            self.load_sample()

        self.read(
            lambda _progress: self._imports.inspect(path),
            done,
            key="inspect",
            failed=self.step_failed.emit,
        )

    def _aimed(self, request: ImportRequest) -> ImportRequest:
        program = self.wanted_program or (self.programs[0].id if self.programs else None)
        database = self.databases[0].id if self.databases else None
        if KINDS[request.kind].in_program:
            return replace(request, program_id=request.program_id or program, database_id=None)
        return replace(request, database_id=request.database_id or database, program_id=None)

    def set_kind(self, kind: ImportKind) -> None:
        """Set what the sheet holds, as a person has chosen it."""
        self.kind_chosen, self.kind_found = True, False
        self._hold(kind)

    def _hold(self, kind: ImportKind) -> None:
        self.kind = kind
        if self.request is not None:
            self.change(kind=kind)
            self.request = self._aimed(self.request)

    def change(self, **values: Any) -> None:
        """Replace parts of the request; what depends on them is read again."""
        if self.request is None:
            return
        changed = replace(self.request, **values)
        if changed == self.request:
            return
        self.request = changed
        self.forget()
        if _SOURCE.intersection(values):
            self.proposal = None
            if "mapping" not in values:
                self.request = replace(self.request, mapping=None)

    def load_sample(self) -> None:
        """Read the first rows of the sheet; `sampled` follows."""
        if self.request is None:
            return
        request = self.request

        def work(_progress: Progress) -> tuple[SampleTable, ImportKind | None]:
            sample = self._imports.sample(request)
            return sample, self._imports.recognise(sample)

        def done(answer: tuple[SampleTable, ImportKind | None]) -> None:
            self.sample, self.recognised = answer
            if self.looks_otherwise and not self.kind_chosen and self.recognised is not None:
                self._hold(self.recognised)
                self.kind_found = True
            self.sampled.emit(self.sample)

        self.read(
            work,
            done,
            key="sample",
            failed=self.step_failed.emit,
        )

    @property
    def looks_otherwise(self) -> bool:
        """Return whether the columns look like another subject than the chosen kind's: points where people are chosen."""
        found = self.recognised or self.kind
        return KINDS[found].subject != KINDS[self.kind].subject

    def match(self) -> None:
        """Match columns (once per source); `matched` follows."""
        if self.request is None:
            return
        if self.proposal is not None:
            self.matched.emit(self.proposal)
            return
        request = self.request

        def done(proposal: MatchProposal) -> None:
            self.proposal = proposal
            self.request = replace(proposal.request, mapping=proposal.mapping)
            self.matched.emit(proposal)

        self.read(
            lambda _progress: self._imports.match(request),
            done,
            key="match",
            title="import.match",
            params={"file": request.path.name},
            failed=self.step_failed.emit,
        )

    def rehearse(self) -> None:
        """Check the whole sheet against the database (nothing is written); `rehearsed` follows."""
        if self.request is None:
            return
        if self.rehearsal is not None:
            self.rehearsed.emit(self.rehearsal)
            return
        request = self.request

        def done(rehearsal: Rehearsal) -> None:
            self._job = None
            self.rehearsal = rehearsal
            self.rehearsed.emit(rehearsal)

        self._job = self.read(
            lambda progress: self._imports.rehearse(request, progress),
            done,
            key="rehearse",
            title="import.rehearse",
            params={"file": request.path.name},
            failed=self.step_failed.emit,
        )

    def leave_column_out(self, letters: str) -> None:
        """Read the sheet again without a column; `rehearsed` follows."""
        if self.request is None:
            return
        mapping = {**(self.request.mapping or {}), letters: ""}
        self.change(mapping=mapping)
        self.rehearse()

    def read_as(self, reading: Mapping[str, str]) -> None:
        """Read the sheet again with a decimal sign, an order of dates or a country of phones; `rehearsed` follows."""
        if self.request is None:
            return
        self.change(**reading)
        self.rehearse()

    def save_rejected(self, path: Path, describe: Describe, done: Callable[[int], None]) -> None:
        """Write the rejected rows to a workbook, each problem worded by `describe`; `done` gets the number of rows."""
        source = self.report.batch if self.report and self.report.batch else self.rehearsal
        if source is None:
            return
        self.read(
            lambda _progress: self._imports.save_rejected(source, path, describe),
            done,
            title="import.rejected",
            params={"file": path.name},
            failed=self.step_failed.emit,
            links=lambda _count: [JobLink.to_file(path)],
        )

    def apply(self, *, force_same_file: bool = False) -> Job | None:
        """Write what was rehearsed, in the background; `applied` follows. Returns the job."""
        rehearsal = self.rehearsal
        if rehearsal is None:
            return None

        def done(outcome: Outcome[ImportReport]) -> None:
            self._job = None
            self.report = outcome.value
            self.rehearsal = None
            self.applied.emit(outcome.value)
            if outcome.value.batch is not None:
                named = {"file": rehearsal.request.path.name}
                self.app.undo.push(import_step(named, outcome.value.batch))

        self._job = self.write(
            lambda progress: self._imports.apply(
                rehearsal, progress, force_same_file=force_same_file
            ),
            done,
            title="import.apply",
            params={"file": rehearsal.request.path.name},
            failed=self.step_failed.emit,
            links=lambda outcome: batch_links(
                outcome.value,
                rehearsal.request.program_id,
                rehearsal.request.kind,
                rehearsal.request.path,
            ),
        )
        return self._job

    @property
    def job(self) -> Job | None:
        """Return the rehearsal or apply that is running, or None."""
        return self._job

    def cancel_job(self) -> None:
        """Stop the rehearsal or apply that is running."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def forget(self) -> None:
        """Drop the rehearsal with its staging file; nothing of it was written."""
        rehearsal, self.rehearsal = self.rehearsal, None
        if rehearsal is not None:
            self.read(lambda _progress: self._imports.discard(rehearsal), _ignore)

    def carry(self, answers: Mapping[str, Any]) -> None:
        """Take the answers of the file before over into this one's request."""
        if self.request is not None and answers:
            self.request = replace(self.request, **answers)

    def reset(self, *, keep_kind: bool = False) -> None:
        """Forget everything; the next import begins with its file. `keep_kind`: it holds the same kind as this one."""
        self.cancel_job()
        self.forget()
        self.checking.words.clear()
        self.request = self.info = self.sample = self.proposal = self.report = None
        self.recognised = None
        if not keep_kind:
            self.kind_chosen = self.kind_found = False

    def close(self) -> None:
        """Stop reading and drop the rehearsal, because the wizard closes. An apply continues in the job panel."""
        if self.report is None and self._job is not None and self.rehearsal is None:
            self.cancel_job()
        if self._job is None:
            self.forget()


def _ignore(_value: object) -> None:
    return None

"""Imports from file to batch: match columns, rehearse, correct, apply. See `batches` for what follows."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import asdict, replace
from pathlib import Path

from loyalty_desktop.domain.changes import Changes, Outcome, kept
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.imports import check_grid, mending
from loyalty_desktop.services.imports.batches import BACKUP_FROM, changes_of
from loyalty_desktop.services.imports.correcting import ImportCorrections
from loyalty_desktop.services.imports.kinds import target_of
from loyalty_desktop.services.imports.mending import Describe
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import (
    BatchRow,
    Counts,
    FieldInfo,
    FieldMatch,
    FreeColumn,
    ImportReport,
    ImportRequest,
    Issue,
    IssueGroup,
    MatchProposal,
    NewField,
    Rehearsal,
    RehearsalPage,
    RehearsalRow,
    UndoCheck,
    UndoReason,
    UndoReport,
    Verdict,
)
from loyalty_desktop.spreadsheets.contract import FileInfo, SampleTable
from loyalty_desktop.storage.imports.staging import StagingFile

__all__ = [
    "BatchRow",
    "Counts",
    "FieldInfo",
    "FieldMatch",
    "FileInfo",
    "FreeColumn",
    "ImportReport",
    "ImportRequest",
    "ImportsService",
    "Issue",
    "IssueGroup",
    "MatchProposal",
    "NewField",
    "Rehearsal",
    "RehearsalPage",
    "RehearsalRow",
    "SampleTable",
    "UndoCheck",
    "UndoReason",
    "UndoReport",
    "Verdict",
]


class ImportsService(ImportCorrections):
    """Imports of profiles, participants and points transactions: from a file through its rehearsal to a batch."""

    def inspect(self, path: Path) -> FileInfo:
        """Return format, sheets (name, rows, hidden), encoding and separator of a file. Raises FileProblem `file.*`."""
        from loyalty_desktop.spreadsheets import preview

        return preview.inspect(path)

    def sample(self, request: ImportRequest, rows: int = 50) -> SampleTable:
        """Return header row, headers and the first rows of the request's sheet, as text."""
        from loyalty_desktop.services.imports.reading import options
        from loyalty_desktop.spreadsheets import preview

        return preview.sample(request.path, options(request), rows)

    def recognise(self, sample: SampleTable) -> ImportKind | None:
        """Return what the sheet holds, by its columns; None when they do not tell."""
        from loyalty_desktop.services.imports.recognising import recognised

        return recognised(sample)

    def match(self, request: ImportRequest) -> MatchProposal:
        """Return how the sheet's columns match the kind's fields; remembered matchings come first."""
        return self._propose(request, target_of(self._storage, request))

    def _propose(self, request: ImportRequest, target: Target) -> MatchProposal:
        from loyalty_desktop.services.imports.reading import propose

        return propose(self._storage, request, target, self.sample(request))

    def rehearse(self, request: ImportRequest, progress: Progress = NO_PROGRESS) -> Rehearsal:
        """Read the whole sheet and check it against the database. Writes nothing to the workspace.

        Raises InvalidInput `import.field_missing` when a required field has no column, and FileProblem `file.*`.
        """
        from loyalty_desktop.services.imports import reading
        from loyalty_desktop.spreadsheets import client

        target = target_of(self._storage, request)
        self._folder.clean()
        rehearsal_id = uuid.uuid4().hex
        path = self._folder.path(rehearsal_id)
        try:
            with (
                self._claimed(rehearsal_id),
                client.opened(request.path, progress) as sheet,
            ):
                sample = sheet.sample(reading.options(request))
                reading.need_encoding(request, sample)
                proposal = reading.propose(self._storage, request, target, sample)
                reading.need_all(proposal)
                full = replace(proposal.request, mapping=proposal.mapping)
                spec = reading.stage_spec(full, target, proposal)
                result = sheet.stage(spec, path, keep=True)
                staging = StagingFile(path)
                spec = replace(
                    spec, date_orders=result.date_orders, decimal_marks=result.decimal_marks
                )
                full = replace(full, sheet=result.sheet or full.sheet)
                staging.note(
                    request=json.dumps(reading.request_json(full), ensure_ascii=False),
                    spec=json.dumps(spec.to_json(), ensure_ascii=False),
                    layout=json.dumps(
                        [[m.field, m.header, m.letters, m.column] for m in proposal.matches],
                        ensure_ascii=False,
                    ),
                    headers=json.dumps(result.headers or [], ensure_ascii=False),
                    file_hash=result.file_hash,
                    file_warnings=json.dumps(list(result.file_warnings)),
                    decisions=json.dumps(
                        [asdict(one) for one in result.decisions], ensure_ascii=False
                    ),
                    unused=json.dumps(
                        [column.header or column.letters for column in proposal.free_columns],
                        ensure_ascii=False,
                    ),
                )
                self._judge(staging, full, target, progress, opened=sheet)
                if request.all_rows and mending.take_in(staging, full):
                    self._judge(staging, full, target, progress, opened=sheet)
            return check_grid.summary(self._storage, staging, rehearsal_id, full, target)
        except BaseException:
            self._folder.remove(rehearsal_id)
            raise

    def rehearsal_rows(
        self,
        rehearsal: Rehearsal,
        *,
        verdict: Verdict | None = None,
        search: str = "",
        code: str | None = None,
        field: str | None = None,
        value: str | None = None,
        offset: int = 0,
        limit: int = 100,
    ) -> RehearsalPage:
        """Return rows of the check grid, filtered by verdict, text, code and faulty value of an issue, or changed or faulty field."""
        return check_grid.rows(
            self._staging(rehearsal.id),
            target_of(self._storage, rehearsal.request),
            rehearsal.request.sheet or "",
            verdict=verdict,
            search=search,
            code=code,
            field=field,
            value=value,
            offset=offset,
            limit=limit,
        )

    def apply(
        self,
        rehearsal: Rehearsal,
        progress: Progress = NO_PROGRESS,
        *,
        force_same_file: bool = False,
    ) -> Outcome[ImportReport]:
        """Write what was rehearsed.

        Rows whose people, profiles or keys have moved since are judged anew; the report counts those that came out
        otherwise. Raises Conflict `import.same_file` (batch) unless forced; `import.unfinished` (batch) and
        `import.being_applied` when an import of the same file has begun and is not finished; `import.data_changed` when
        others were in the way again and again.
        """
        started = time.monotonic()
        staging = self._staging(rehearsal.id)
        with self._claimed(rehearsal.id):
            return self._applied(rehearsal, staging, progress, started, force=force_same_file)

    def _applied(
        self,
        rehearsal: Rehearsal,
        staging: StagingFile,
        progress: Progress,
        started: float,
        *,
        force: bool,
    ) -> Outcome[ImportReport]:
        request = rehearsal.request
        target = target_of(self._storage, request)
        file_hash = staging.info()["file_hash"]
        with self._storage.read() as conn:
            self._refuse_same_file(conn, request, target, file_hash, force=force)
        if rehearsal.counts.new + rehearsal.counts.changed > BACKUP_FROM:
            progress.phase("import.backup")
            self._back_up("import")
        target = self._target_with_fields(request)
        job = self._import_run(
            staging,
            rehearsal.id,
            request,
            target,
            counts=rehearsal.counts,
            progress=progress,
            force=force,
        )
        with kept(lambda: changes_of(request.kind) if job.committed else Changes()):
            batch_id = job.apply()
        return self._finished(
            batch_id, job, rehearsal.id, request, warnings=rehearsal.warnings, started=started
        )

    def _target_with_fields(self, request: ImportRequest) -> Target:
        """Add the custom fields that the request asks for, then find the target again."""
        target = target_of(self._storage, request)
        new = [f for f in target.custom_fields if f.id is None]
        if not new:
            return target
        from loyalty_desktop.services.profile_databases import ProfileDatabasesService

        service = ProfileDatabasesService(self._storage)
        draft = service.get(target.database_id)
        service.update(replace(draft, fields=target.custom_fields))
        return target_of(self._storage, replace(request, new_fields=()))

    def run(
        self,
        request: ImportRequest,
        progress: Progress = NO_PROGRESS,
        *,
        dry_run: bool = False,
        rejected: tuple[Path, Describe] | None = None,
        force_same_file: bool = False,
        decided: bool = False,
    ) -> Outcome[ImportReport]:
        """Rehearse and apply in one step, for the command line. `dry_run` writes nothing and makes no batch.

        `rejected` is where rejected rows are saved, and the function that returns the texts of their problems. With
        `decided` nothing is written, and InvalidInput `import.undecided.*` raised, while a column can be read in two ways.
        """
        started = time.monotonic()
        rehearsal = self.rehearse(request, progress)
        try:
            if decided and not dry_run:
                check_grid.need_decided(rehearsal)
            if rejected is not None and rehearsal.counts.rejected:
                self.save_rejected(rehearsal, *rejected)
            if not dry_run:
                outcome = self.apply(rehearsal, progress, force_same_file=force_same_file)
                seconds = time.monotonic() - started
                told = outcome.value.warnings + check_grid.told(rehearsal)
                report = replace(outcome.value, seconds=seconds, warnings=told)
                return Outcome(report, outcome.changes)
            counts = rehearsal.counts
            report = ImportReport(
                batch=None,
                read=counts.read,
                new=counts.new,
                changed=counts.changed,
                unchanged=counts.unchanged,
                rejected=counts.rejected,
                left_out=counts.left_out,
                seconds=time.monotonic() - started,
                issues=check_grid.first_issues(
                    self._staging(rehearsal.id), rehearsal.request.sheet or ""
                ),
                warnings=rehearsal.warnings + check_grid.told(rehearsal),
                dry_run=True,
            )
        except BaseException:
            if not self._is_kept(rehearsal.id):
                self.discard(rehearsal)
            raise
        self.discard(rehearsal)
        return Outcome(report, Changes())

    def save_rejected(self, source: Rehearsal | int, path: Path, describe: Describe) -> int:
        """Write the rejected rows of a rehearsal or a batch as a workbook with reasons. Returns how many.

        `describe` returns the text of a problem, because services have no texts.
        """
        if isinstance(source, Rehearsal):
            staging, request = self._staging(source.id), source.request
        else:
            staging, request = self._batch_staging(source)
        return mending.write_rejected(staging, target_of(self._storage, request), path, describe)

    def discard(self, rehearsal: Rehearsal) -> None:
        """Discard a rehearsal and delete its staging file."""
        self._folder.remove(rehearsal.id)

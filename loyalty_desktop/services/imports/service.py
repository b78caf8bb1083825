"""Importing spreadsheets: match columns, rehearse, apply, undo, resume. The story; its parts are in import_*.py."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.errors import Conflict, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.imports import check_grid as import_rehearsal
from loyalty_desktop.services.imports import mending as import_mend
from loyalty_desktop.services.imports import sheet_cells as import_cells
from loyalty_desktop.services.imports import tier_columns as import_tiers
from loyalty_desktop.services.imports import undo as import_undo
from loyalty_desktop.services.imports.applying import (
    BatchFacts,
    ImportRun,
    WorkspaceChanged,
    profile_writer,
)
from loyalty_desktop.services.imports.batches import batch_row
from loyalty_desktop.services.imports.kinds import points as import_points
from loyalty_desktop.services.imports.mending import Describe
from loyalty_desktop.services.imports.staging_folder import StagingFolder
from loyalty_desktop.services.imports.targets import Target, resolve
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
from loyalty_desktop.services.imports.verdicts import counts, judge_profiles, make_plan
from loyalty_desktop.spreadsheets.contract import FileInfo, SampleTable
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.queries import imports as queries
from loyalty_desktop.storage.unit_of_work import Storage

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.client import Opened

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

BACKUP_FROM = 1_000
"""Imports of more rows than this make a backup first."""

_TRIES = 3


class ImportsService:
    """Imports of profiles, participants and points transactions.

    Rehearsals live in staging files in `staging_folder` (default: the user's cache folder) until applied or discarded.
    `back_up` is called with a reason before large imports and undos.
    """

    def __init__(
        self,
        storage: Storage,
        *,
        back_up: Callable[[str], object],
        staging_folder: Path | None = None,
    ) -> None:
        self._storage = storage
        self._folder = StagingFolder(staging_folder)
        self._back_up = back_up

    def inspect(self, path: Path) -> FileInfo:
        """Format, sheets (name, rows, hidden), encoding and separator of a file. FileProblem `file.*`."""
        from loyalty_desktop.spreadsheets import preview

        return preview.inspect(path)

    def sample(self, request: ImportRequest, rows: int = 50) -> SampleTable:
        """Header row, headers and the first rows of the request's sheet, as text."""
        from loyalty_desktop.services.imports.reading import options
        from loyalty_desktop.spreadsheets import preview

        return preview.sample(request.path, options(request), rows)

    def match(self, request: ImportRequest) -> MatchProposal:
        """How the sheet's columns match the kind's fields; remembered matchings come first."""
        return self._propose(request, resolve(self._storage, request))

    def _propose(self, request: ImportRequest, target: Target) -> MatchProposal:
        from loyalty_desktop.services.imports.reading import propose

        return propose(self._storage, request, target, self.sample(request))

    def rehearse(self, request: ImportRequest, progress: Progress = NO_PROGRESS) -> Rehearsal:
        """Read and check the whole sheet against the database; writes nothing to the workspace.

        InvalidInput `import.field_missing` when a required field has no column; FileProblem of the file.
        """
        from loyalty_desktop.services.imports import reading
        from loyalty_desktop.spreadsheets import client

        target = resolve(self._storage, request)
        self._folder.clean()
        rehearsal_id = uuid.uuid4().hex
        path = self._folder.path(rehearsal_id)
        try:
            with client.opened(request.path, progress) as sheet:
                sample = sheet.sample(reading.options(request))
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
                )
                self._judge(staging, full, target, progress, opened=sheet)
            return self._summary(rehearsal_id, full, target)
        except BaseException:
            self._folder.remove(rehearsal_id)
            raise

    def _judge(
        self,
        staging: StagingFile,
        request: ImportRequest,
        target: Target,
        progress: Progress,
        *,
        opened: Opened | None = None,
    ) -> Counts:
        _, letters, _ = import_rehearsal.layout(staging)
        if request.kind is ImportKind.POINTS:
            found = import_points.judge(
                self._storage, staging, request, target, letters=letters, progress=progress
            )
        else:
            plan = make_plan(self._storage, request, target, tuple(letters))
            found = judge_profiles(self._storage, staging, plan, letters, progress)
            tiers = import_tiers.columns(self._storage, request, target, letters)
            if tiers:
                import_tiers.judge(self._storage, staging, tiers, request.mode)
                found = counts(staging)
        import_cells.keep(staging, request, opened=opened)
        return found

    def _summary(self, rehearsal_id: str, request: ImportRequest, target: Target) -> Rehearsal:
        staging = StagingFile(self._folder.path(rehearsal_id))
        info = staging.info()
        with self._storage.read() as conn:
            same = queries.same_file(
                conn,
                kind=request.kind,
                file_hash=info["file_hash"],
                sheet=request.sheet or "",
                database_id=target.database_id,
                program_id=target.program_id,
            )
        warnings = [Message(code) for code in json.loads(info["file_warnings"])]
        if import_cells.SOURCE_GONE in info:
            warnings.append(Message("import.source_gone", {"name": request.path.name}))
        _, letters, _ = import_rehearsal.layout(staging)
        tiers = [letters[field] for field in target.tiers if field in letters]
        if tiers and request.tier_until is not None:
            told = {"column": ", ".join(tiers), "until": request.tier_until}
            warnings.append(Message("import.tier_by_hand", told))
        if same is not None:
            warnings.append(Message("import.same_file", {"batch": same}))
        return import_rehearsal.summary(
            rehearsal_id, staging, request, counts(staging), same_file=same, warnings=warnings
        )

    def rehearsal_rows(
        self,
        rehearsal: Rehearsal,
        *,
        verdict: Verdict | None = None,
        search: str = "",
        code: str | None = None,
        field: str | None = None,
        offset: int = 0,
        limit: int = 100,
    ) -> RehearsalPage:
        """Rows of the check grid: by verdict, by words, by the code or the changed/faulty field of their issues."""
        return import_rehearsal.rows(
            self._staging(rehearsal.id),
            resolve(self._storage, rehearsal.request),
            rehearsal.request.sheet or "",
            verdict=verdict,
            search=search,
            code=code,
            field=field,
            offset=offset,
            limit=limit,
        )

    def set_value(
        self, rehearsal: Rehearsal, row_no: int, field: str, text: str
    ) -> tuple[Rehearsal, RehearsalRow]:
        """Mend one cell and judge its row again. InvalidInput `import.no_field`."""
        staging = self._staging(rehearsal.id)
        target = resolve(self._storage, rehearsal.request)
        import_mend.set_values(staging, rehearsal.request, {row_no: {field: text}})
        self._judge(staging, rehearsal.request, target, NO_PROGRESS)
        row = import_mend.one_row(staging, target, rehearsal.request.sheet or "", row_no)
        return self._summary(rehearsal.id, rehearsal.request, target), row

    def correct(
        self,
        rehearsal: Rehearsal,
        row_no: int,
        cells: Sequence[tuple[str, str, str]],
        *,
        alike: bool,
    ) -> tuple[Rehearsal, int]:
        """Correct cells (field, old text, new text) of a row and judge again; the rehearsal and how many rows.

        `alike` corrects every faulty cell of the field that shows the same old text.
        """
        count = 1
        for field, old, new in cells:
            if alike:
                rehearsal, rows = self.replace_value(rehearsal, field, old, new)
                count = max(count, rows)
            else:
                rehearsal = self.set_value(rehearsal, row_no, field, new)[0]
        return rehearsal, count

    def replace_value(
        self, rehearsal: Rehearsal, field: str, old_text: str, new_text: str
    ) -> tuple[Rehearsal, int]:
        """Mend every faulty cell of this field with this text alike; answers how many rows."""
        staging = self._staging(rehearsal.id)
        target = resolve(self._storage, rehearsal.request)
        rows = import_mend.faulty_rows(staging, field, old_text)
        import_mend.set_values(
            staging, rehearsal.request, {row_no: {field: new_text} for row_no in rows}
        )
        self._judge(staging, rehearsal.request, target, NO_PROGRESS)
        return self._summary(rehearsal.id, rehearsal.request, target), len(rows)

    def apply(
        self,
        rehearsal: Rehearsal,
        progress: Progress = NO_PROGRESS,
        *,
        force_same_file: bool = False,
    ) -> Outcome[ImportReport]:
        """Write what the rehearsal said.

        Conflict `import.same_file` (batch) unless forced; `import.data_changed` when the workspace changed meanwhile so
        that the outcome would be another one: rehearse again.
        """
        started = time.monotonic()
        if rehearsal.same_file_batch is not None and not force_same_file:
            raise Conflict("import.same_file", batch=rehearsal.same_file_batch)
        staging = self._staging(rehearsal.id)
        request = rehearsal.request
        if rehearsal.counts.new + rehearsal.counts.changed > BACKUP_FROM:
            progress.phase("import.backup")
            self._back_up("import")
        target = self._target_with_fields(request)
        job = self._application(
            staging, rehearsal.id, request, target, counts=rehearsal.counts, progress=progress
        )
        for attempt in range(_TRIES):
            try:
                batch_id = job.apply()
                break
            except WorkspaceChanged:
                found = self._judge(staging, request, target, progress)
                if found != rehearsal.counts or attempt + 1 == _TRIES:
                    raise Conflict("import.data_changed") from None
        return self._finished(
            batch_id, rehearsal.id, staging, request, warnings=rehearsal.warnings, started=started
        )

    def _target_with_fields(self, request: ImportRequest) -> Target:
        """Add the custom fields the request asks for, then resolve again."""
        target = resolve(self._storage, request)
        new = [f for f in target.custom_fields if f.id is None]
        if not new:
            return target
        from loyalty_desktop.services.profile_databases import ProfileDatabasesService

        service = ProfileDatabasesService(self._storage)
        draft = service.get(target.database_id)
        service.update(replace(draft, fields=target.custom_fields))
        return resolve(self._storage, replace(request, new_fields=()))

    def _application(
        self,
        staging: StagingFile,
        rehearsal_id: str,
        request: ImportRequest,
        target: Target,
        *,
        counts: Counts,
        progress: Progress,
    ) -> ImportRun:
        headers, letters, _ = import_rehearsal.layout(staging)
        info = staging.info()
        options = {
            "staging": rehearsal_id,
            "key": request.key,
            "empty_cells": request.empty_cells,
            "unknown": request.unknown_profiles,
            "date_order": request.date_order,
            "decimal_sign": request.decimal_sign,
        }
        all_headers = json.loads(info["headers"])
        matching = {h: "" for h in all_headers if h} | {h: f for f, h in headers.items() if h}
        facts = BatchFacts(
            columns={
                "kind": request.kind.value,
                "profile_database_id": target.database_id,
                "program_id": target.program_id,
                "points_type_id": target.points_type_id,
                "file_name": request.path.name,
                "file_hash": info["file_hash"],
                "sheet": request.sheet or "",
                "mode": request.mode.value,
                "options": json.dumps(options, ensure_ascii=False),
            },
            headers=tuple(all_headers) or tuple(headers.values()),
            matching=matching,
            options=options,
        )
        if request.kind is ImportKind.POINTS:
            return ImportRun(
                self._storage,
                staging,
                facts,
                counts,
                import_points.writer(staging, target, progress),
                progress,
                by="participant_id",
                attach=False,
            )
        write = profile_writer(
            make_plan(self._storage, request, target, tuple(letters)),
            import_tiers.columns(self._storage, request, target, letters),
            request.path.name,
        )
        return ImportRun(self._storage, staging, facts, counts, write, progress)

    def _finished(
        self,
        batch_id: int,
        rehearsal_id: str,
        staging: StagingFile,
        request: ImportRequest,
        *,
        warnings: tuple[Message, ...],
        started: float,
    ) -> Outcome[ImportReport]:
        batch = self.batch(batch_id)
        report = ImportReport(
            batch=batch_id,
            read=batch.read,
            new=batch.new,
            changed=batch.changed,
            unchanged=batch.unchanged,
            rejected=batch.rejected,
            seconds=time.monotonic() - started,
            issues=import_rehearsal.first_issues(staging, request.sheet or ""),
            warnings=warnings,
        )
        if not batch.rejected:
            self._folder.remove(rehearsal_id)
        return Outcome(report, _changes(request.kind))

    def run(
        self,
        request: ImportRequest,
        progress: Progress = NO_PROGRESS,
        *,
        dry_run: bool = False,
        rejected: tuple[Path, Describe] | None = None,
        force_same_file: bool = False,
    ) -> Outcome[ImportReport]:
        """Rehearse and apply in one go, for the command line. `dry_run` writes nothing and has no batch.

        `rejected` is where rejected rows are saved, and what words their problems.
        """
        started = time.monotonic()
        rehearsal = self.rehearse(request, progress)
        try:
            if rejected is not None and rehearsal.counts.rejected:
                self.save_rejected(rehearsal, *rejected)
            if not dry_run:
                outcome = self.apply(rehearsal, progress, force_same_file=force_same_file)
                seconds = time.monotonic() - started
                return Outcome(replace(outcome.value, seconds=seconds), outcome.changes)
            counts = rehearsal.counts
            report = ImportReport(
                batch=None,
                read=counts.read,
                new=counts.new,
                changed=counts.changed,
                unchanged=counts.unchanged,
                rejected=counts.rejected,
                seconds=time.monotonic() - started,
                issues=import_rehearsal.first_issues(
                    self._staging(rehearsal.id), rehearsal.request.sheet or ""
                ),
                warnings=rehearsal.warnings,
                dry_run=True,
            )
        except BaseException:
            if not self._is_kept(rehearsal.id):
                self.discard(rehearsal)
            raise
        self.discard(rehearsal)
        return Outcome(report, Changes())

    def _is_kept(self, rehearsal_id: str) -> bool:
        """Whether an unfinished batch still needs this staging file."""
        with self._storage.read() as conn:
            return any(b.options.get("staging") == rehearsal_id for b in queries.batches(conn, 20))

    def save_rejected(self, source: Rehearsal | int, path: Path, describe: Describe) -> int:
        """Write the rejected rows of a rehearsal or a batch as a workbook with reasons. Returns how many.

        `describe` words a problem (message -> text), because services have no words.
        """
        if isinstance(source, Rehearsal):
            staging, request = self._staging(source.id), source.request
        else:
            staging, request = self._batch_staging(source)
        return import_mend.write_rejected(staging, resolve(self._storage, request), path, describe)

    def discard(self, rehearsal: Rehearsal) -> None:
        """Forget a rehearsal and remove its staging file."""
        self._folder.remove(rehearsal.id)

    def batches(self, limit: int = 200) -> list[BatchRow]:
        """Import batches, newest first."""
        with self._storage.read() as conn:
            return [batch_row(b, self._folder) for b in queries.batches(conn, limit)]

    def batch(self, batch_id: int) -> BatchRow:
        """One batch; NotFound `import.no_batch`."""
        with self._storage.read() as conn:
            found = queries.batch(conn, batch_id)
        if found is None:
            raise NotFound("import.no_batch", batch=batch_id)
        return batch_row(found, self._folder)

    def undo_check(self, batch_id: int) -> UndoCheck:
        """What undoing would do, and what stands in its way."""
        return import_undo.check(self._storage, self.batch(batch_id))

    def undo(self, batch_id: int, progress: Progress = NO_PROGRESS) -> Outcome[UndoReport]:
        """Take a batch back as a whole. RuleViolation `import.cannot_undo` (reasons) changes nothing."""
        batch = self.batch(batch_id)
        if (
            batch.kind is not ImportKind.POINTS
        ):  # the ledger asks itself, in the undo's own transaction
            found = import_undo.check(self._storage, batch)
            if not found.safe:
                raise import_undo.refusal(found)
        elif batch.state is BatchState.UNDONE:
            raise import_undo.refusal(UndoCheck(batch_id, (UndoReason("undo.already", 1),)))
        if batch.new + batch.changed > BACKUP_FROM:
            progress.phase("import.backup")
            self._back_up("undo")
        report = import_undo.undo(self._storage, batch, progress)
        return Outcome(report, _changes(batch.kind))

    def resume(self, batch_id: int, progress: Progress = NO_PROGRESS) -> Outcome[ImportReport]:
        """Finish a batch that was interrupted while it was applied in parts.

        RuleViolation `import.not_interrupted`; NotFound `import.no_staging` when its file is on another workstation.
        """
        started = time.monotonic()
        batch = self.batch(batch_id)
        if batch.state not in {BatchState.APPLYING, BatchState.INTERRUPTED}:
            raise RuleViolation("import.not_interrupted", batch=batch_id)
        staging, request = self._batch_staging(batch_id)
        target = resolve(self._storage, request)
        counts = Counts(
            read=batch.read,
            new=staging.counts().get("new", 0),
            changed=staging.counts().get("changed", 0),
            unchanged=batch.unchanged,
            rejected=batch.rejected,
        )
        job = self._application(
            staging, staging.path.stem, request, target, counts=counts, progress=progress
        )
        job.resume(batch_id, after=batch.applied_rows)
        return self._finished(
            batch_id, staging.path.stem, staging, request, warnings=(), started=started
        )

    def _staging(self, rehearsal_id: str) -> StagingFile:
        return StagingFile(self._folder.existing(rehearsal_id))

    def _batch_staging(self, batch_id: int) -> tuple[StagingFile, ImportRequest]:
        from loyalty_desktop.services.imports.reading import request_from_json

        with self._storage.read() as conn:
            found = queries.batch(conn, batch_id)
        if found is None:
            raise NotFound("import.no_batch", batch=batch_id)
        staging = self._staging(str(found.options.get("staging", "")))
        return staging, request_from_json(json.loads(staging.info()["request"]))


def _changes(kind: ImportKind) -> Changes:
    touched: tuple[Entity, ...] = {
        ImportKind.PROFILES: (Entity.PROFILE,),
        ImportKind.PARTICIPANTS: (
            Entity.PROFILE,
            Entity.PARTICIPANT,
            Entity.ACCOUNT,
            Entity.TIER_STATE,
        ),
        ImportKind.POINTS: (Entity.ACCOUNT, Entity.POINTS_TRANSACTION, Entity.TIER_STATE),
    }[kind]
    return Changes(dict.fromkeys((*touched, Entity.IMPORT_BATCH), ()))

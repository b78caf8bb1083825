"""Import batches: make one from a rehearsed file, list, undo, and finish an interrupted one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.errors import NotFound, RuleViolation
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.imports import check_grid, tier_columns
from loyalty_desktop.services.imports import undo as import_undo
from loyalty_desktop.services.imports.applying import (
    PART_SIZES,
    BatchFacts,
    ImportRun,
    PartSizes,
    profile_writer,
)
from loyalty_desktop.services.imports.claims import Claimant
from loyalty_desktop.services.imports.kinds import points as import_points
from loyalty_desktop.services.imports.staging_folder import StagingFolder
from loyalty_desktop.services.imports.targets import Target, resolve
from loyalty_desktop.services.imports.types import (
    BatchRow,
    Counts,
    ImportReport,
    ImportRequest,
    UndoCheck,
    UndoReason,
    UndoReport,
)
from loyalty_desktop.services.imports.verdicts import make_plan
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.queries import imports as queries
from loyalty_desktop.storage.queries.imports import StoredBatch
from loyalty_desktop.storage.unit_of_work import Storage

BACKUP_FROM = 1_000
"""Imports with more rows than this make a backup first."""


class ImportBatches:
    """The batches of a workspace. `ImportsService` adds the steps from a file to a batch."""

    def __init__(
        self,
        storage: Storage,
        *,
        back_up: Callable[[str], object],
        staging_folder: Path | None = None,
        sizes: PartSizes = PART_SIZES,
    ) -> None:
        """`back_up` is called with a reason before large imports and undos.

        Rehearsals are kept in staging files in `staging_folder` (default: the user's cache folder) until they are
        applied or discarded. `sizes` says how many rows are written at a time.
        """
        self._storage = storage
        self._folder = StagingFolder(staging_folder)
        self._back_up = back_up
        self._sizes = sizes

    def batches(self, limit: int = 200) -> list[BatchRow]:
        """Return import batches, newest first."""
        with self._storage.read() as conn:
            return [batch_row(b, self._folder) for b in queries.batches(conn, limit)]

    def batch(self, batch_id: int) -> BatchRow:
        """Return one batch. Raises NotFound `import.no_batch`."""
        with self._storage.read() as conn:
            found = queries.batch(conn, batch_id)
        if found is None:
            raise NotFound("import.no_batch", batch=batch_id)
        return batch_row(found, self._folder)

    def undo_check(self, batch_id: int) -> UndoCheck:
        """Return what undoing would do, and what prevents it."""
        return import_undo.check(self._storage, self.batch(batch_id))

    def undo(self, batch_id: int, progress: Progress = NO_PROGRESS) -> Outcome[UndoReport]:
        """Undo a whole batch. Raises RuleViolation `import.cannot_undo` with the reasons; nothing is changed then."""
        batch = self.batch(batch_id)
        # The ledger checks this itself, in the transaction of the undo.
        if batch.kind is not ImportKind.POINTS:
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
        """Finish a batch that was interrupted while it was being applied.

        Raises RuleViolation `import.not_interrupted`, and NotFound `import.no_staging` when its staging file is on
        another workstation.
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
        job = self._import_run(
            staging, staging.path.stem, request, target, counts=counts, progress=progress
        )
        job.resume(batch_id, after=batch.applied_rows)
        return self._finished(
            batch_id, staging.path.stem, staging, request, warnings=(), started=started
        )

    def _claimed(self, rehearsal_id: str) -> AbstractContextManager[None]:
        """Let nobody else work with a staging file. Raises Conflict `import.being_applied` when somebody does."""
        claimant = Claimant(self._storage.actor.name, self._storage.clock())
        return self._folder.claimed(rehearsal_id, claimant)

    def _is_kept(self, rehearsal_id: str) -> bool:
        """Return whether an unfinished batch still needs this staging file."""
        with self._storage.read() as conn:
            return any(b.options.get("staging") == rehearsal_id for b in queries.batches(conn, 20))

    def _import_run(
        self,
        staging: StagingFile,
        rehearsal_id: str,
        request: ImportRequest,
        target: Target,
        *,
        counts: Counts,
        progress: Progress,
    ) -> ImportRun:
        headers, letters, _ = check_grid.layout(staging)
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
                self._sizes,
                by="participant_id",
                attach=False,
            )
        write = profile_writer(
            make_plan(self._storage, request, target, tuple(letters)),
            tier_columns.columns(self._storage, request, target, letters),
            request.path.name,
        )
        return ImportRun(self._storage, staging, facts, counts, write, progress, self._sizes)

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
            issues=check_grid.first_issues(staging, request.sheet or ""),
            warnings=warnings,
        )
        if not batch.rejected:
            self._folder.remove(rehearsal_id)
        return Outcome(report, _changes(request.kind))

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


def batch_row(batch: StoredBatch, folder: StagingFolder) -> BatchRow:
    """Return a stored batch for lists: with aware datetimes, and whether this workstation can resume it."""
    state = BatchState(batch.state)
    here = folder.has(str(batch.options.get("staging", "")))
    return BatchRow(
        id=batch.id,
        kind=ImportKind(batch.kind),
        state=state,
        file_name=batch.file_name,
        sheet=batch.sheet,
        actor=batch.actor,
        started_at=from_instant(batch.started_at),
        finished_at=None if batch.finished_at is None else from_instant(batch.finished_at),
        undone_at=None if batch.undone_at is None else from_instant(batch.undone_at),
        read=batch.read,
        new=batch.new,
        changed=batch.changed,
        unchanged=batch.unchanged,
        rejected=batch.rejected,
        applied_rows=batch.applied_rows,
        profile_database_id=batch.profile_database_id,
        program_id=batch.program_id,
        points_type_id=batch.points_type_id,
        database_name=batch.database_name,
        program_name=batch.program_name,
        resumable=here and state in {BatchState.APPLYING, BatchState.INTERRUPTED},
        has_rejected=here and batch.rejected > 0,
    )


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

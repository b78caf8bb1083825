"""Import batches: make one from a rehearsed file, list, undo, and finish an interrupted one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from loyalty_desktop.domain.changes import Changes, Entity, Outcome, kept
from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.errors import Conflict, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.imports import check_grid
from loyalty_desktop.services.imports import undo as import_undo
from loyalty_desktop.services.imports.applying import (
    PART_SIZES,
    BatchFacts,
    ImportRun,
    PartSizes,
)
from loyalty_desktop.services.imports.claims import Claimant
from loyalty_desktop.services.imports.kinds import KINDS, Sheet, target_of
from loyalty_desktop.services.imports.staging_folder import StagingFolder, being_applied
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import (
    BatchRow,
    Counts,
    ImportReport,
    ImportRequest,
    UndoCheck,
    UndoReport,
)
from loyalty_desktop.services.imports.verdicts import keep_differing
from loyalty_desktop.storage import statistics
from loyalty_desktop.storage.imports import batch_guard
from loyalty_desktop.storage.imports.batch_guard import UNFINISHED
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.queries import imports as queries
from loyalty_desktop.storage.queries.imports import StoredBatch
from loyalty_desktop.storage.queries.tiers import Connection
from loyalty_desktop.storage.retrying import retried
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork
from loyalty_desktop.words.rejected_sheet import own_headers

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
        return batch_row(self._stored(batch_id), self._folder)

    def _stored(self, batch_id: int) -> StoredBatch:
        with self._storage.read() as conn:
            found = queries.batch(conn, batch_id)
        if found is None:
            raise NotFound("import.no_batch", batch=batch_id)
        return found

    def undo_check(self, batch_id: int) -> UndoCheck:
        """Return what undoing would do, and what prevents it."""
        return import_undo.check(self._storage, self.batch(batch_id))

    def undo(self, batch_id: int, progress: Progress = NO_PROGRESS) -> Outcome[UndoReport]:
        """Undo a whole batch. Raises RuleViolation `import.cannot_undo` with the reasons; nothing is changed then."""
        batch = self.batch(batch_id)
        import_undo.refuse(self._storage, batch)
        if batch.new + batch.changed > BACKUP_FROM:
            progress.phase("import.backup")
            self._back_up("undo")
        report = retried(lambda: import_undo.undo(self._storage, batch, progress))
        statistics.refresh(
            self._storage, KINDS[batch.kind].tables, written=batch.new + batch.changed
        )
        summary.fold_after(self._storage)
        return Outcome(report, changes_of(batch.kind))

    def resume(self, batch_id: int, progress: Progress = NO_PROGRESS) -> Outcome[ImportReport]:
        """Finish a batch that was interrupted while it was being applied.

        Raises RuleViolation `import.not_interrupted`, Conflict `import.being_applied` while another window or command
        applies it, and NotFound `import.staging_elsewhere` when its staging file is on another workstation.
        """
        started = time.monotonic()
        self._unfinished(batch_id)
        rehearsal_id = str(self._stored(batch_id).options.get("staging", ""))
        if not self._folder.has(rehearsal_id):
            self._unfinished(batch_id)  # its file is also gone when it was finished just now
            raise NotFound("import.staging_elsewhere", batch=batch_id)
        with self._claimed(rehearsal_id):
            return self._resumed(self._unfinished(batch_id), progress, started)

    def _unfinished(self, batch_id: int) -> BatchRow:
        """Return a batch as it is now. Raises RuleViolation `import.not_interrupted` when there is nothing to finish."""
        batch = self.batch(batch_id)
        if batch.state not in UNFINISHED:
            raise RuleViolation("import.not_interrupted", batch=batch_id)
        return batch

    def _resumed(
        self, batch: BatchRow, progress: Progress, started: float
    ) -> Outcome[ImportReport]:
        batch_id = batch.id
        staging, request = self._batch_staging(batch_id)
        target = target_of(self._storage, request)
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
        with kept(lambda: changes_of(batch.kind) if job.committed else Changes()):
            job.resume(batch_id, after=batch.applied_rows)
        return self._finished(
            batch_id, job, staging.path.stem, request, warnings=(), started=started
        )

    def _claimed(self, rehearsal_id: str) -> AbstractContextManager[None]:
        """Let nobody else work with a staging file. Raises Conflict `import.being_applied` when somebody does."""
        claimant = Claimant(self._storage.actor.name, self._storage.clock())
        return self._folder.claimed(rehearsal_id, claimant)

    def _refuse_same_file(
        self,
        conn: Connection,
        request: ImportRequest,
        target: Target,
        file_hash: str,
        *,
        force: bool,
    ) -> None:
        """Raise Conflict when this file was imported before: it would be imported twice.

        `import.same_file` may be forced; `import.unfinished` and `import.being_applied` may not, because resuming or undoing
        the unfinished batch is what is left to do.
        """
        same = check_grid.same_file(conn, file_hash, request, target)
        if same is None or (force and not same.unfinished):
            return
        if not same.unfinished:
            raise Conflict("import.same_file", batch=same.batch)
        stored = queries.batch(conn, same.batch)
        staging = "" if stored is None else str(stored.options.get("staging", ""))
        holder = self._folder.claimant(staging)
        if holder is not None:
            raise being_applied(holder)
        raise Conflict("import.unfinished", batch=same.batch)

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
        force: bool = False,
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
        all_headers = own_headers(json.loads(info["headers"]))

        def admit(uow: UnitOfWork) -> None:
            batch_guard.lock_file(uow, info["file_hash"])
            self._refuse_same_file(uow.conn, request, target, info["file_hash"], force=force)

        matching = {h: "" for h in all_headers if h} | {h: f for f, h in headers.items() if h}
        facts = BatchFacts(
            columns={
                "kind": str(request.kind),
                "profile_database_id": target.database_id,
                "program_id": target.program_id,
                "points_type_id": target.points_type_id,
                "file_name": request.path.name,
                "file_hash": info["file_hash"],
                "sheet": request.sheet or "",
                "mode": request.mode.value,
                "options": json.dumps(options, ensure_ascii=False),
            },
            headers=all_headers or tuple(headers.values()),
            matching=matching,
            options=options,
        )
        kind = KINDS[request.kind]
        sheet = Sheet(self._storage, staging, request, target, letters, progress)
        return ImportRun(
            self._storage,
            staging,
            facts,
            counts,
            kind.writer(sheet),
            progress,
            self._sizes,
            by=kind.slices,
            attach=kind.attached,
            admit=admit,
            wrote=partial(keep_differing, staging, letters, kind.fill(sheet)),
        )

    def _finished(
        self,
        batch_id: int,
        job: ImportRun,
        rehearsal_id: str,
        request: ImportRequest,
        *,
        warnings: tuple[Message, ...],
        started: float,
    ) -> Outcome[ImportReport]:
        batch = self.batch(batch_id)
        count = len(job.differing)
        differs = (Message("import.judged_anew", {"count": count}),) if count else ()
        report = ImportReport(
            batch=batch_id,
            read=batch.read,
            new=batch.new,
            changed=batch.changed,
            unchanged=batch.unchanged,
            rejected=batch.rejected,
            left_out=batch.left_out,
            seconds=time.monotonic() - started,
            issues=check_grid.first_issues(job.staging, request.sheet or ""),
            warnings=warnings + differs,
            differing=count,
        )
        if not batch.rejected:
            self._folder.remove(rehearsal_id)
        return Outcome(report, changes_of(request.kind))

    def _staging(self, rehearsal_id: str) -> StagingFile:
        return StagingFile(self._folder.existing(rehearsal_id))

    def _batch_staging(self, batch_id: int) -> tuple[StagingFile, ImportRequest]:
        from loyalty_desktop.services.imports.reading import request_from_json

        staging = self._staging(str(self._stored(batch_id).options.get("staging", "")))
        return staging, request_from_json(json.loads(staging.info()["request"]))


def batch_row(batch: StoredBatch, folder: StagingFolder) -> BatchRow:
    """Return a stored batch for lists: with aware datetimes, and whether this workstation can resume it."""
    state = BatchState(batch.state)
    rehearsal_id = str(batch.options.get("staging", ""))
    here = folder.has(rehearsal_id)
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
        resumable=here and state in UNFINISHED and folder.claimant(rehearsal_id) is None,
        has_rejected=here and batch.rejected > 0,
    )


def changes_of(kind: ImportKind) -> Changes:
    """Return what an import of this kind changes."""
    return Changes(dict.fromkeys((*KINDS[kind].touches, Entity.IMPORT_BATCH), ()))

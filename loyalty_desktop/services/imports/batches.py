"""Import batches as lists show them."""

from __future__ import annotations

from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.services.imports.staging_folder import StagingFolder
from loyalty_desktop.services.imports.types import BatchRow
from loyalty_desktop.storage.queries.imports import StoredBatch


def batch_row(batch: StoredBatch, folder: StagingFolder) -> BatchRow:
    """A stored batch for people: aware datetimes, and whether this workstation can resume it."""
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

"""Applying a judged staging file: one transaction, or resumable parts above 200,000 rows; batch, audit, remembered matching.

The staging file is only read here: a process that is killed spoils neither the workspace nor the file to resume from.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.import_types import Counts
from loyalty_desktop.storage import imports as store
from loyalty_desktop.storage import search_index
from loyalty_desktop.storage.imports_apply import Slice, apply_participants, apply_profiles
from loyalty_desktop.storage.imports_match import MatchPlan
from loyalty_desktop.storage.staging import Staged, StagingFile, staged_write
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

ONE_TRANSACTION = 200_000
"""Rows up to which an import is one transaction."""
PART = 50_000
"""Rows of one transaction above that."""
STEP = 25_000
"""Rows of one statement: progress is told and a cancel is heard after each."""

WriteSlice = Callable[[UnitOfWork, Staged, int, Slice], None]
"""Writes the rows of a slice of batch `int`."""


class Moved(Exception):  # noqa: N818  (not an error: the rows are judged again)
    """The workspace was written to since the rehearsal."""


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What an import batch records about itself, beside its counts. `columns` are its row's columns."""

    columns: Mapping[str, Any]
    headers: tuple[str, ...]
    matching: Mapping[str, str]
    options: Mapping[str, Any]


def apply_all(
    storage: Storage,
    staging: StagingFile,
    facts: BatchFacts,
    counts: Counts,
    write: WriteSlice,
    progress: Progress,
    *,
    one_transaction: int = ONE_TRANSACTION,
    part: int = PART,
) -> int:
    """Write a rehearsed file; its batch id. Moved when the workspace changed since; Conflict `import.data_changed`.

    Cancelled leaves nothing behind within one transaction; between parts it leaves an interrupted batch.
    """
    position = int(staging.info()["journal_position"])
    whole = counts.read <= one_transaction
    progress.phase("import.apply", counts.read)
    ends = staging.ends(part)
    with staged_write(storage, staging) as (uow, staged):
        if store.journal_position(uow.conn) != position:
            raise Moved
        batch_id = store.insert_batch(
            uow,
            {
                **facts.columns,
                "read": counts.read,
                "unchanged": counts.unchanged,
                "rejected": counts.rejected,
            },
        )
        last = ends[-1] if ends else 0
        upto = last if whole or not ends else ends[0]
        _write_part(uow, staged, staging, batch_id, Slice(0, upto), write, progress)
        _after_part(uow, batch_id, facts, counts, final=upto == last)
    if not whole:
        _parts(storage, staging, batch_id, facts, counts, write, progress, ends=ends[1:], after=upto)
    _index(storage, progress)
    return batch_id


def resume_all(
    storage: Storage,
    staging: StagingFile,
    batch_id: int,
    facts: BatchFacts,
    counts: Counts,
    write: WriteSlice,
    progress: Progress,
    *,
    after: int,
    part: int = PART,
) -> None:
    """Finish a batch whose rows up to `after` are written. Conflict `import.data_changed`."""
    progress.phase("import.apply", counts.read)
    ends = staging.ends(part, after)
    if ends:
        _parts(storage, staging, batch_id, facts, counts, write, progress, ends=ends, after=after)
    else:
        with storage.write() as uow:
            _after_part(uow, batch_id, facts, counts, final=True)
    _index(storage, progress)


def _parts(
    storage: Storage,
    staging: StagingFile,
    batch_id: int,
    facts: BatchFacts,
    counts: Counts,
    write: WriteSlice,
    progress: Progress,
    *,
    ends: list[int],
    after: int,
) -> None:
    try:
        for upto in ends:
            with staged_write(storage, staging) as (uow, staged):
                _write_part(uow, staged, staging, batch_id, Slice(after, upto), write, progress)
                _after_part(uow, batch_id, facts, counts, final=upto == ends[-1])
            after = upto
    except BaseException:
        with contextlib.suppress(Exception), storage.write() as uow:
            store.update_batch(uow, batch_id, state=BatchState.INTERRUPTED.value)
            uow.audit("import.interrupted", entity="import_batch", entity_id=batch_id)
        raise


def _write_part(
    uow: UnitOfWork,
    staged: Staged,
    staging: StagingFile,
    batch_id: int,
    rows: Slice,
    write: WriteSlice,
    progress: Progress,
) -> None:
    after = rows.after
    for upto in [n for n in staging.ends(STEP, rows.after) if n < rows.upto] + [rows.upto]:
        if upto <= after:
            continue
        step = Slice(after, upto)
        write(uow, staged, batch_id, step)
        found = store.slice_counts(uow.conn, staged.verdict, after=after, upto=upto)
        store.add_to_batch(
            uow, batch_id, upto=upto, new=found.get("new", 0), changed=found.get("changed", 0)
        )
        after = upto
        progress.advance(sum(found.values()))


def _after_part(
    uow: UnitOfWork, batch_id: int, facts: BatchFacts, counts: Counts, *, final: bool
) -> None:
    told = {
        "kind": facts.columns["kind"],
        "file": facts.columns["file_name"],
        "sheet": facts.columns["sheet"],
        "read": counts.read,
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
    }
    if final:
        store.update_batch(
            uow, batch_id, state=BatchState.APPLIED.value, finished_at=uow.now_us
        )
        store.remember(
            uow,
            kind=ImportKind(facts.columns["kind"]),
            headers=facts.headers,
            matching=facts.matching,
            options=facts.options,
        )
    uow.audit(
        "import.applied" if final else "import.part_applied",
        entity="import_batch",
        entity_id=batch_id,
        program_id=facts.columns.get("program_id"),
        after=told,
    )


def _index(storage: Storage, progress: Progress) -> None:
    """New profiles are searchable at once; indexing them only makes it quick, so a cancel here undoes nothing."""
    with contextlib.suppress(Cancelled):
        search_index.catch_up(storage, progress)


def profile_writer(plan: MatchPlan) -> WriteSlice:
    """Writes slices of profiles and participants sheets."""

    def write(uow: UnitOfWork, staged: Staged, batch_id: int, rows: Slice) -> None:
        made = apply_profiles(uow, staged, plan, batch_id=batch_id, rows=rows)
        if plan.kind is not ImportKind.PARTICIPANTS or plan.program_id is None:
            return
        joined = apply_participants(
            uow, staged, plan, batch_id=batch_id, rows=rows, profiles=made
        )
        if joined.new:
            from loyalty_desktop.services import posting, tiers

            ids = range(joined.first, joined.first + joined.new)
            tiers.start(uow, ids)
            posting.grant_initial(uow, plan.program_id, ids)

    return write


def resumed(plan: MatchPlan, now_us: int) -> MatchPlan:
    """The plan of an earlier run at another time."""
    return replace(plan, now_us=now_us)

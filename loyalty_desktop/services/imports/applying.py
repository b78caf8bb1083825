"""Apply a rehearsed staging file: rows, batch, audit record, remembered matching.

It is one transaction, or several that can be resumed when there are more than 200,000 rows. The staging file is only
read: a process that is killed damages neither the workspace nor the file to resume from.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.errors import Cancelled, Conflict
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.types import Counts
from loyalty_desktop.storage import search_index
from loyalty_desktop.storage.imports import batch_guard
from loyalty_desktop.storage.imports import batches as store
from loyalty_desktop.storage.imports import tiers as imports_tiers
from loyalty_desktop.storage.imports.applying import (
    Slice,
    apply_profiles,
)
from loyalty_desktop.storage.imports.participants import apply_participants
from loyalty_desktop.storage.imports.plan import MatchPlan
from loyalty_desktop.storage.imports.staging import Staged, StagingFile, staged_write
from loyalty_desktop.storage.imports.tiers import TierColumn
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class PartSizes:
    """How many rows are written at a time."""

    one_transaction: int = 200_000  # imports up to this size are one transaction
    part: int = 50_000  # rows of one transaction of larger imports
    step: int = 25_000  # rows of one statement; progress and cancelling are handled after each


PART_SIZES = PartSizes()

WriteSlice = Callable[[UnitOfWork, Staged | None, int, Slice], None]
"""Writes the rows of a slice of a batch (`int`); the import run has attached the staged rows."""


class BatchMoved(Conflict):
    """The batch was undone, finished or taken further by another process between two parts."""


def _admit(_uow: UnitOfWork) -> None:
    """Let an import begin without a condition."""


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What an import batch records about itself, besides its counts. `columns` are the columns of its row."""

    columns: Mapping[str, Any]
    headers: tuple[str, ...]
    matching: Mapping[str, str]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ImportRun:
    """The run that writes one rehearsed file into the workspace."""

    storage: Storage
    staging: StagingFile
    facts: BatchFacts
    counts: Counts
    write: WriteSlice
    progress: Progress
    sizes: PartSizes = PART_SIZES
    by: str = "row_no"  # the verdict column that slices and resuming follow
    attach: bool = True
    admit: Callable[[UnitOfWork], None] = _admit
    """Called in the first transaction before anything is written; raises when the import must not begin after all."""

    def apply(self) -> int:
        """Write everything. Returns the batch id.

        Raises Conflict `import.data_changed`. A cancelled transaction leaves nothing; cancelled between transactions, the
        batch is interrupted.
        """
        whole = self.counts.read <= self.sizes.one_transaction
        self.progress.phase("import.apply", self.counts.read)
        parts = self._plan(0, whole=whole)
        with self._transaction() as (uow, staged):
            self.admit(uow)
            batch_id = store.insert_batch(
                uow,
                {
                    **self.facts.columns,
                    "read": self.counts.read,
                    "unchanged": self.counts.unchanged,
                    "rejected": self.counts.rejected,
                },
            )
            self._write_part(uow, staged, batch_id, parts[0])
            self._close_part(uow, batch_id, final=len(parts) == 1)
        if len(parts) > 1:
            self._parts(batch_id, parts[1:], parts[0][-1].upto)
        self._index()
        return batch_id

    def resume(self, batch_id: int, *, after: int) -> None:
        """Finish a batch whose rows up to `after` are written.

        Raises Conflict `import.data_changed`, and BatchMoved `import.undone_meanwhile`, `import.moved_meanwhile`.
        """
        self.progress.phase("import.apply", self.counts.read)
        self._parts(batch_id, self._plan(after, whole=False), after)
        self._index()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[tuple[UnitOfWork, Staged | None]]:
        if self.attach:
            with staged_write(self.storage, self.staging) as (uow, staged):
                yield uow, staged
            return
        with self.storage.write() as uow:
            yield uow, None

    def _plan(self, after: int, *, whole: bool) -> list[list[Slice]]:
        """Return slices of `step` rows, grouped into transactions of `part` rows, or into one transaction."""
        ends = self.staging.slice_ends(self.sizes.step, after, by=self.by)
        slices = [Slice(a, b) for a, b in zip([after, *ends], ends, strict=False)]
        size = len(slices) if whole else max(1, self.sizes.part // self.sizes.step)
        return [slices[at : at + size] for at in range(0, len(slices), size or 1)] or [[]]

    def _parts(self, batch_id: int, parts: list[list[Slice]], after: int) -> None:
        """Write the parts of a batch whose rows up to `after` are written, each in a transaction of its own."""
        try:
            for part in parts:
                with self._transaction() as (uow, staged):
                    self._still_ours(uow, batch_id, after)
                    self._write_part(uow, staged, batch_id, part)
                    self._close_part(uow, batch_id, final=part is parts[-1])
                after = part[-1].upto if part else after
        except BatchMoved:
            raise
        except BaseException:
            with contextlib.suppress(Exception), self.storage.write() as uow:
                if batch_guard.locked_state(uow, batch_id) == (BatchState.APPLYING, after):
                    batch_guard.move(uow, batch_id, BatchState.INTERRUPTED)
                    uow.audit("import.interrupted", entity="import_batch", entity_id=batch_id)
            raise

    def _still_ours(self, uow: UnitOfWork, batch_id: int, after: int) -> None:
        """Lock the batch for this part. Raises BatchMoved when it does not end at `after` any more."""
        state, applied = batch_guard.locked_state(uow, batch_id)
        if state is BatchState.UNDONE:
            raise BatchMoved("import.undone_meanwhile", batch=batch_id)
        if state not in batch_guard.UNFINISHED or applied != after:
            raise BatchMoved("import.moved_meanwhile", batch=batch_id)
        if state is BatchState.INTERRUPTED:
            batch_guard.move(uow, batch_id, BatchState.APPLYING)

    def _write_part(
        self, uow: UnitOfWork, staged: Staged | None, batch_id: int, part: list[Slice]
    ) -> None:
        for rows in part:
            self.write(uow, staged, batch_id, rows)
            found = self.staging.slice_counts(after=rows.after, upto=rows.upto, by=self.by)
            store.add_to_batch(
                uow,
                batch_id,
                upto=rows.upto,
                new=found.get("new", 0),
                changed=found.get("changed", 0),
            )
            self.progress.advance(sum(found.values()))

    def _close_part(self, uow: UnitOfWork, batch_id: int, *, final: bool) -> None:
        columns, counts = self.facts.columns, self.counts
        if final:
            store.update_batch(
                uow,
                batch_id,
                state=BatchState.APPLIED.value,
                finished_at=instant(self.storage.clock()),
            )
            store.remember(
                uow,
                kind=ImportKind(columns["kind"]),
                headers=self.facts.headers,
                matching=self.facts.matching,
                options=self.facts.options,
            )
        uow.audit(
            "import.applied" if final else "import.part_applied",
            entity="import_batch",
            entity_id=batch_id,
            program_id=columns.get("program_id"),
            after={
                "kind": columns["kind"],
                "file": columns["file_name"],
                "sheet": columns["sheet"],
                "read": counts.read,
                "new": counts.new,
                "changed": counts.changed,
                "unchanged": counts.unchanged,
                "rejected": counts.rejected,
            },
        )

    def _index(self) -> None:
        """Index new profiles. They can be found without the index, only slower, so cancelling here undoes nothing."""
        with contextlib.suppress(Cancelled):
            search_index.catch_up(self.storage, self.progress)


def profile_writer(
    plan: MatchPlan, tier_columns: Sequence[TierColumn] = (), reason: str = ""
) -> WriteSlice:
    """Return the writer of slices of profiles and participants sheets; `reason` is stored with tiers set by hand."""

    def write(uow: UnitOfWork, staged: Staged | None, batch_id: int, rows: Slice) -> None:
        if staged is None:
            raise ValueError("profiles are written from attached rows")
        made = apply_profiles(uow, staged, plan, batch_id=batch_id, rows=rows)
        if plan.kind is not ImportKind.PARTICIPANTS or plan.program_id is None:
            return
        joined = apply_participants(uow, staged, plan, batch_id=batch_id, rows=rows, profiles=made)
        if joined.started:
            from loyalty_desktop.services import tiers
            from loyalty_desktop.services.ledger import posting

            tiers.start_in(uow, plan.program_id, joined.started)
            posting.grant_initial(uow, plan.program_id, joined.started, import_batch_id=batch_id)
        imports_tiers.apply(
            uow,
            staged,
            tier_columns,
            batch_id=batch_id,
            rows=rows,
            first_profile=made.first,
            mode=plan.mode,
            reason=reason,
        )

    return write

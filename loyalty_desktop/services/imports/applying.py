"""Apply a rehearsed staging file: rows, batch, audit record, remembered matching.

It is one transaction, or several that can be resumed when there are more than 50,000 rows: other writers wait for a
transaction, and none should wait longer than about three seconds. The staging file is only
read: a process that is killed damages neither the workspace nor the file to resume from.
"""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.errors import Cancelled, Conflict
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.types import Counts
from loyalty_desktop.storage import search_index, statistics
from loyalty_desktop.storage.imports import batch_guard
from loyalty_desktop.storage.imports import batches as store
from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.storage.imports.differing import Differing
from loyalty_desktop.storage.imports.staging import Staged, StagingFile, staged_write
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.retrying import retried
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class PartSizes:
    """How many rows are written at a time."""

    one_transaction: int = 50_000  # imports up to this size are one transaction
    part: int = 50_000  # rows of one transaction of larger imports
    step: int = 25_000  # rows of one statement; progress and cancelling are handled after each


PART_SIZES = PartSizes()


class Writer(Protocol):
    """Writes the rows of one kind of sheet. The import run has attached the staged rows where the kind needs them."""

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables that are written."""

    def prepare(
        self, uow: UnitOfWork, staged: Staged | None, rows: Slice
    ) -> tuple[Staged | None, list[Differing]]:
        """Judge what moved since the rehearsal anew, before a part is written. Returns the rows to write."""

    def write(
        self, uow: UnitOfWork, staged: Staged | None, batch_id: int, rows: Slice
    ) -> list[Differing]:
        """Write the rows of a slice. Returns those that came out otherwise than in the rehearsal."""


_PAUSE_SECONDS = 0.05


@dataclass(slots=True)
class _Steps:
    """Reports the rows of a part once, however often the part is tried."""

    progress: Progress
    told: int = 0
    done: int = 0

    def again(self) -> None:
        """Begin the part anew."""
        self.done = 0

    def advance(self, count: int) -> None:
        """Report rows that are written. Raises Cancelled."""
        self.done += count
        news = max(0, self.done - self.told)
        self.told += news
        self.progress.advance(news)

    def sleep(self, seconds: float) -> None:
        """Wait before another try. Raises Cancelled."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.progress.advance(0)
            time.sleep(min(left, _PAUSE_SECONDS))


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


@dataclass(slots=True)
class ImportRun:
    """The run that writes one rehearsed file into the workspace.

    What the rehearsal decided is written. Only rows whose people, profiles or keys have moved since are judged anew, in the
    transaction that writes them; `differing` has those that came out otherwise.
    """

    storage: Storage
    staging: StagingFile
    facts: BatchFacts
    counts: Counts
    writer: Writer
    progress: Progress
    sizes: PartSizes = PART_SIZES
    by: str = "row_no"  # the verdict column that slices and resuming follow
    attach: bool = True
    admit: Callable[[UnitOfWork], None] = _admit
    """Called in the first transaction before anything is written; raises when the import must not begin after all."""
    wrote: Callable[[Sequence[Differing]], object] = len
    """Called after each commit with the rows of the part that came out otherwise."""
    differing: list[Differing] = field(default_factory=list)
    committed: bool = False

    def apply(self) -> int:
        """Write everything. Returns the batch id.

        Raises Conflict `import.data_changed`. A cancelled transaction leaves nothing; cancelled between transactions, the
        batch is interrupted.
        """
        whole = self.counts.read <= self.sizes.one_transaction
        self.progress.phase("import.apply", self.counts.read)
        parts = self._plan(0, whole=whole)
        batch_id = self._part(None, parts[0], final=len(parts) == 1)
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
    def _transaction(self, part: list[Slice]) -> Iterator[tuple[UnitOfWork, Staged | None]]:
        if self.attach and part:
            after, upto = part[0].after, part[-1].upto
            with staged_write(self.storage, self.staging, after=after, upto=upto) as (uow, staged):
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
                self._part(batch_id, part, final=part is parts[-1], after=after)
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

    def _part(self, batch_id: int | None, part: list[Slice], *, final: bool, after: int = 0) -> int:
        """Write a part in a transaction, again when others were in its way. Returns the batch (given None: a new one).

        The rows of the batch up to `after` are written.
        """
        steps = _Steps(self.progress)
        found: list[Differing] = []

        def once() -> int:
            steps.again()
            found.clear()
            with self._transaction(part) as (uow, staged):
                batch = self._begin(uow) if batch_id is None else batch_id
                if batch_id is not None:
                    self._still_ours(uow, batch_id, after)
                found.extend(self._write_part(uow, staged, batch, part, steps))
                self._close_part(uow, batch, found, final=final)
            return batch

        batch = retried(once, sleep=steps.sleep)
        self.committed = True
        self.differing += found
        if found:
            self.wrote(found)
        return batch

    def _begin(self, uow: UnitOfWork) -> int:
        self.admit(uow)
        return store.insert_batch(
            uow,
            {
                **self.facts.columns,
                "read": self.counts.read,
                "unchanged": self.counts.unchanged,
                "rejected": self.counts.rejected,
            },
        )

    def _write_part(
        self,
        uow: UnitOfWork,
        staged: Staged | None,
        batch_id: int,
        part: list[Slice],
        steps: _Steps,
    ) -> list[Differing]:
        if not part:
            return []
        whole = Slice(part[0].after, part[-1].upto)
        staged, prepared = self.writer.prepare(uow, staged, whole)
        written: list[Differing] = []
        for rows in part:
            more = self.writer.write(uow, staged, batch_id, rows)
            found = self.staging.slice_counts(after=rows.after, upto=rows.upto, by=self.by)
            here = [row for row in prepared if rows.after < row.row_no <= rows.upto]
            moved = _changes_of_counts([*here, *more])
            written += more
            store.add_to_batch(
                uow,
                batch_id,
                upto=rows.upto,
                new=found.get("new", 0) + moved["new"],
                changed=found.get("changed", 0) + moved["changed"],
                unchanged=moved["unchanged"],
                rejected=moved["rejected"],
            )
            steps.advance(sum(found.values()))
        return [*prepared, *written]

    def _close_part(
        self, uow: UnitOfWork, batch_id: int, found: Sequence[Differing], *, final: bool
    ) -> None:
        columns, counts = self.facts.columns, self.counts
        moved = _changes_of_counts([*self.differing, *found])
        if final:
            store.update_batch(
                uow,
                batch_id,
                state=BatchState.APPLIED.value,
                finished_at=instant(self.storage.clock()),
                changes_digest=store.changes_digest(uow.conn, batch_id),
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
                "new": counts.new + moved["new"],
                "changed": counts.changed + moved["changed"],
                "unchanged": counts.unchanged + moved["unchanged"],
                "rejected": counts.rejected + moved["rejected"],
            },
        )

    def _index(self) -> None:
        """Index new profiles, refresh statistics, fold the daily summary. All works without, only slower, so cancelling here undoes nothing."""
        with contextlib.suppress(Cancelled):
            search_index.catch_up(self.storage, self.progress)
        statistics.refresh(self.storage, self.writer.tables, written=self.counts.read)
        summary.fold_after(self.storage)


def _changes_of_counts(rows: Sequence[Differing]) -> Counter[str]:
    """Return by how much the numbers of rows by verdict differ from the rehearsal."""
    moved: Counter[str] = Counter()
    for row in rows:
        moved[row.after] += 1
        moved[row.before] -= 1
    return moved

"""Cancel a batch's transactions of many simple people by set-based SQL: what undo.py does with the engine's objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.ledger.session import require_active
from loyalty_desktop.services.ledger.set_tiers import date_tiers
from loyalty_desktop.storage.ledger import undo_sets as store
from loyalty_desktop.storage.ledger.batches import BatchShare
from loyalty_desktop.storage.ledger.load import load_ledger_program, program_of
from loyalty_desktop.storage.ledger.posting import recording
from loyalty_desktop.storage.queries.tiers import load_groups
from loyalty_desktop.storage.unit_of_work import UnitOfWork

CHUNK = 50_000
"""How many transactions are cancelled at a time."""


class UndoSets:
    """Cancels a batch: first `find_complex`, then `cancel` for all others. Raises RuleViolation `program.not_active`.

    Without `lock` it only decides who is simple.
    """

    def __init__(
        self, uow: UnitOfWork, batch_id: int, shares: Sequence[BatchShare], *, lock: bool
    ) -> None:
        self._uow, self._batch_id, self._lock = uow, batch_id, lock
        program_id = program_of(uow.conn, shares[0].points_type_id)
        self._program = load_ledger_program(uow.conn, program_id)
        require_active(self._program)
        self._chunks = list(_chunks(shares))
        self._day = self._program.local_days(uow.now_us)
        self._complex: set[int] = set()
        self._filled = False

    def find_complex(self) -> list[int]:
        """Lock the people of the batch and return those whose transactions must go through the engine, ascending."""
        rules = self._program.rules
        idle = [number for number, one in rules.items() if one.by_inactivity]
        for people in self._chunks:
            self._fill(people)
            self._complex |= store.complex_people(self._uow, list(rules), idle, self._day)
        self._filled = len(self._chunks) == 1
        return sorted(self._complex)

    def cancel(self, reason: str, progress: Progress) -> None:
        """Cancel the transactions of all simple people; nothing can refuse it."""
        uow = self._uow
        groups = load_groups(uow.conn, self._program.id)
        record = recording(uow, None)
        for people in self._chunks:
            if self._filled:
                store.drop_people(uow, self._complex)
            else:
                self._fill([who for who in people if who not in self._complex])
            store.fill_entries(uow, groups[0].id if groups else None, self._day // 100)
            date_tiers(uow, self._program.id, groups)
            progress.advance(store.store_undo(uow, record, reason or None))

    def _fill(self, people: Sequence[int]) -> None:
        store.fill(self._uow, self._program.id, self._batch_id, people, self._day, lock=self._lock)


def _chunks(shares: Sequence[BatchShare]) -> Iterator[list[int]]:
    people: list[int] = []
    count = 0
    for share in shares:
        people.append(share.participant_id)
        count += share.transactions
        if count >= CHUNK:
            yield people
            people, count = [], 0
    if people:
        yield people

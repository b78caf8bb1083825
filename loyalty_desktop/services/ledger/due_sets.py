"""Expire points of many simple people by set-based SQL: what due.py does with the engine's objects, without them."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty_desktop.domain.days import start_of_day
from loyalty_desktop.domain.ledger.state import Meta
from loyalty_desktop.services.ledger.set_tiers import date_tiers
from loyalty_desktop.storage.ledger import due_sets as store
from loyalty_desktop.storage.ledger import set_posting
from loyalty_desktop.storage.ledger.load import LedgerProgram
from loyalty_desktop.storage.ledger.posting import recording
from loyalty_desktop.storage.queries.tiers import load_groups
from loyalty_desktop.storage.unit_of_work import UnitOfWork


class DueSets:
    """Expires what is due in a program; `tier_changes` counts the tiers that it changed."""

    def __init__(self, uow: UnitOfWork, program: LedgerProgram) -> None:
        self.tier_changes = 0
        self._uow, self._program = uow, program
        self._groups = load_groups(uow.conn, program.id)
        self._record = recording(uow, None)
        self._types = list(program.rules)
        self._idle = [number for number, rules in program.rules.items() if rules.by_inactivity]

    def expire(self, participant_ids: Sequence[int], day: int) -> tuple[list[int], int]:
        """Expire the lots of simple people whose last day is before `day`. Returns (the others, how many lots)."""
        set_posting.set_people(self._uow, self._program.id, participant_ids)
        others = store.take_complex(self._uow, self._types, self._idle, day)
        days = store.fill_due(self._uow, self._types, day)
        local_days = self._program.local_days
        dated = [(last, local_days.after(last)) for last in days]
        lots = self._store([(last, at, local_days(at) // 100) for last, at in dated], Meta())
        return sorted(others), lots

    def reset(
        self, participant_ids: Sequence[int], points_type_id: int, day: int, meta: Meta
    ) -> tuple[list[int], int]:
        """Expire all points of simple people accrued before the start of `day`. Returns (the others, how many people)."""
        uow, at = self._uow, start_of_day(day, self._program.local_days.zone)
        set_posting.set_people(uow, self._program.id, participant_ids)
        others = store.take_complex(uow, self._types, self._idle, day)
        others |= store.take_overdue(uow, [points_type_id], day)
        days = store.fill_before(uow, points_type_id, at)
        self._store([(join, at, day // 100) for join in days], meta)
        return sorted(others), set_posting.count_people(uow)

    def _store(self, days: list[tuple[int, int, int]], meta: Meta) -> int:
        if not days:
            return 0
        set_posting.set_days(self._uow, days)
        store.fill_entries(self._uow, self._groups[0].id if self._groups else None)
        self.tier_changes += date_tiers(
            self._uow, self._program.id, self._groups, resets=meta.source_type == "tier_group"
        )
        return store.store_due(self._uow, self._record, (meta.source_type, meta.source_id))

"""Write slices of profiles and participants sheets, with first tiers, initial balances and tiers set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.storage.imports import tiers as imports_tiers
from loyalty_desktop.storage.imports.applying import Slice, apply_profiles
from loyalty_desktop.storage.imports.differing import Differing
from loyalty_desktop.storage.imports.moved import judge_moved
from loyalty_desktop.storage.imports.participants import apply_participants
from loyalty_desktop.storage.imports.plan import MatchPlan
from loyalty_desktop.storage.imports.staging import Staged
from loyalty_desktop.storage.imports.tiers import TierColumn
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_PROFILE_TABLES = ("profile", "profile_key")
_PARTICIPANT_TABLES = (
    "account",
    "lot",
    "membership",
    "movement",
    "participant",
    "person",
    "points_transaction",
    "tier_history",
    "tier_state",
)


def people_tables(kind: ImportKind) -> tuple[str, ...]:
    """Return the tables that an import of profiles or participants writes."""
    return (
        _PROFILE_TABLES + _PARTICIPANT_TABLES
        if kind is ImportKind.PARTICIPANTS
        else _PROFILE_TABLES
    )


@dataclass(frozen=True, slots=True)
class PeopleWriter:
    """Writes profiles, and participants when the plan is for them; `reason` is stored with tiers set by hand."""

    plan: MatchPlan
    tier_columns: Sequence[TierColumn] = ()
    reason: str = ""

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables that are written."""
        return people_tables(self.plan.kind)

    def prepare(
        self, uow: UnitOfWork, staged: Staged | None, rows: Slice
    ) -> tuple[Staged | None, list[Differing]]:
        """Judge the rows of a part anew that moved since the rehearsal."""
        if staged is None:
            raise ValueError("profiles are written from attached rows")
        return judge_moved(uow, staged, self.plan, rows)

    def write(
        self, uow: UnitOfWork, staged: Staged | None, batch_id: int, rows: Slice
    ) -> list[Differing]:
        """Write the rows of a slice."""
        if staged is None:
            raise ValueError("profiles are written from attached rows")
        plan = self.plan
        made = apply_profiles(uow, staged, plan, batch_id=batch_id, rows=rows)
        if plan.kind is not ImportKind.PARTICIPANTS or plan.program_id is None:
            return []
        joined = apply_participants(uow, staged, plan, batch_id=batch_id, rows=rows, profiles=made)
        if joined.started:
            from loyalty_desktop.services import tiers
            from loyalty_desktop.services.ledger import posting

            tiers.start_in(uow, plan.program_id, joined.started)
            posting.grant_initial(uow, plan.program_id, joined.started, import_batch_id=batch_id)
        imports_tiers.apply(
            uow,
            staged,
            self.tier_columns,
            batch_id=batch_id,
            rows=rows,
            first_profile=made.first,
            mode=plan.mode,
            reason=self.reason,
        )
        return []

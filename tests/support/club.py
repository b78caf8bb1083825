"""A program with points, status points and one tier group, and participants put straight into the tables."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import text

from loyalty_desktop.domain.amounts import SCALE
from loyalty_desktop.domain.drafts import (
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.kinds import PointsKind, TierReason
from loyalty_desktop.domain.points import TransactionRow
from loyalty_desktop.services import tiers as rules
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.queries.tiers import load_groups
from loyalty_desktop.storage.unit_of_work import Storage

LADDER = (("Start", 0), ("Bronze", 100), ("Silver", 500), ("Gold", 1000))


@dataclass
class Club:
    """A program with one tier group, and participants put straight into the tables."""

    storage: Storage
    services: Services
    program_id: int
    group_id: int
    points_type_id: int
    standard_id: int
    tier_ids: tuple[int, ...]
    draft: ProgramDraft

    def join(self, count: int, balances: list[int] | None = None) -> list[int]:
        """New participants, with a balance of qualification points (whole points) each."""
        with self.storage.write() as uow:
            ids = []
            for n in range(count):
                number = uow.ids.one("participant")
                profile = uow.ids.one("profile")
                uow.conn.execute(
                    text(
                        "INSERT INTO profile (id, profile_database_id, external_id, first_name, search, created_at,"
                        " updated_at) VALUES (:id, :base, :key, :name, '', 0, 0)"
                    ),
                    {
                        "id": profile,
                        "base": self.draft.profile_database_id,
                        "key": f"c{profile}",
                        "name": f"Name {profile}",
                    },
                )
                uow.conn.execute(
                    text(
                        "INSERT INTO participant (id, program_id, profile_id, state, registered_at, created_at)"
                        " VALUES (:id, :program, :profile, 'active', :now, 0)"
                    ),
                    {
                        "id": number,
                        "program": self.program_id,
                        "profile": profile,
                        "now": uow.now_us,
                    },
                )
                uow.conn.execute(
                    text(
                        "INSERT INTO participant_key (program_id, profile_id, participant_id)"
                        " VALUES (:program, :profile, :id)"
                    ),
                    {"id": number, "program": self.program_id, "profile": profile},
                )
                if balances:
                    self.put(uow.conn, number, balances[n])
                ids.append(number)
            self.services.tiers.start(uow, self.program_id, ids)
        return ids

    def put(self, conn: object, participant_id: int, points: int) -> None:
        """Set a balance without the ledger."""
        conn.execute(  # type: ignore[attr-defined]
            text(
                "INSERT INTO account (participant_id, points_type_id, active) VALUES (:who, :type, :units)"
                " ON CONFLICT (participant_id, points_type_id) DO UPDATE SET active = excluded.active"
            ),
            {"who": participant_id, "type": self.points_type_id, "units": points * SCALE},
        )

    def set_points(
        self, participant_id: int, points: int, reason: TierReason = TierReason.POINTS
    ) -> None:
        """Set a balance and let the tiers follow."""
        with self.storage.write() as uow:
            self.put(uow.conn, participant_id, points)
            rules.evaluate_in(uow, self.program_id, [participant_id], reason)

    def accrue(
        self,
        participant_id: int,
        points: int,
        points_type_id: int | None = None,
        occurred_at: datetime | None = None,
    ) -> TransactionRow:
        """Give points through the ledger (qualification points unless told)."""
        return self.services.points.accrue(
            participant_id,
            points_type_id or self.points_type_id,
            Decimal(points),
            key=uuid.uuid4().hex,
            occurred_at=occurred_at,
        ).value

    def balance(self, participant_id: int, points_type_id: int | None = None) -> Decimal:
        """Total balance (qualification points unless told)."""
        wanted = points_type_id or self.points_type_id
        found = [
            b
            for b in self.services.points.balances(self.program_id, participant_id)
            if b.points_type_id == wanted
        ]
        return found[0].total if found else Decimal(0)

    def tier(self, participant_id: int) -> str:
        """Name of the tier of the group."""
        return self.services.tiers.standing(self.program_id, participant_id)[0].tier

    def states(self) -> list[tuple[object, ...]]:
        """All standings and the latest history, for comparison."""
        with self.storage.read() as conn:
            found = conn.execute(
                text(
                    "SELECT participant_id, tier_id, earned_tier_id, reached_at, grace_until, floor_tier_id,"
                    " (SELECT COUNT(*) FROM tier_history h WHERE h.participant_id = s.participant_id),"
                    " (SELECT h.tier_id FROM tier_history h WHERE h.participant_id = s.participant_id"
                    "  ORDER BY h.id DESC LIMIT 1) FROM tier_state s ORDER BY participant_id"
                )
            )
            return [tuple(row) for row in found]


def make_club(
    services: Services,
    *,
    active: bool = True,
    points: PointsTypeDraft | None = None,
    status: PointsTypeDraft | None = None,
    **group: object,
) -> Club:
    """A program whose tier group has these settings."""
    base = services.databases.create(ProfileDatabaseDraft("Customers", "customers")).value
    draft = ProgramDraft(
        name="Club",
        external_id="club",
        profile_database_id=base,
        points_types=(
            points or PointsTypeDraft("Points", "points"),
            status or PointsTypeDraft("Status", "status", kind=PointsKind.QUALIFICATION),
        ),
        tier_groups=(
            replace(
                TierGroupDraft(
                    "Levels",
                    "levels",
                    "status",
                    tiers=tuple(TierDraft(n, n.lower(), Decimal(t)) for n, t in LADDER),
                ),
                **group,  # type: ignore[arg-type]
            ),
        ),
    )
    program_id = services.programs.create(draft).value
    if active:
        services.programs.activate(program_id)
    stored = services.programs.get(program_id)
    with services.storage.read() as conn:
        row = load_groups(conn, program_id)[0]
    return Club(
        services.storage,
        services,
        program_id,
        row.id,
        row.points_type_id,
        stored.points_types[0].id or 0,
        row.tier_ids,
        stored,
    )

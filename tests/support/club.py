"""A program with points, status points and one tier group, and participants put straight into the tables."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import text

from loyalty_desktop.domain.amounts import SCALE
from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.drafts import (
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.kinds import PointsKind
from loyalty_desktop.domain.points import TransactionRow
from loyalty_desktop.domain.uuids import new_uuids
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.tiers import TierStanding
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.queries.tiers import TierHistoryRow, load_groups
from loyalty_desktop.storage.row_hash import PARTICIPANT, row_hash
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

    def join(
        self, count: int, balances: list[int] | None = None, registered: datetime | None = None
    ) -> list[int]:
        """New participants (registered now unless told), with a balance of qualification points (whole points) each."""
        with self.storage.write() as uow:
            first = uow.ids.take("profile", count)
            ids = list(range(first, first + count))
            at = uow.now_us if registered is None else instant(registered)
            insert_many(
                uow.conn,
                "profile",
                (
                    "id",
                    "profile_database_id",
                    "external_id",
                    "first_name",
                    "search",
                    "created_at",
                    "updated_at",
                ),
                [(n, self.draft.profile_database_id, f"c{n}", f"Name {n}", "", 0, 0) for n in ids],
            )
            insert_many(
                uow.conn,
                "profile_key",
                ("profile_database_id", "external_id", "profile_id"),
                [(self.draft.profile_database_id, f"c{n}", n) for n in ids],
            )
            people = uow.lock_people(ids)
            rows = []
            for number, uuid_ in zip(
                ids, new_uuids([(n, self.program_id) for n in ids]), strict=True
            ):
                rows.append((number, self.program_id, uuid_, 1, at, 0))
                people[number].digest += row_hash(PARTICIPANT, self.program_id, uuid_, at, 0, None)
            insert_many(
                uow.conn,
                "participant",
                ("id", "program_id", "uuid", "state", "registered_at", "created_at"),
                rows,
            )
            for number, balance in zip(ids, balances or [], strict=False):
                self.put(uow.conn, number, balance)
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

    def cancel(self, participant_id: int, transaction: TransactionRow) -> None:
        """Cancel a transaction through the ledger."""
        self.services.points.cancel(
            participant_id, transaction.id, key=uuid.uuid4().hex, reason="test"
        )

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
        return self.standing(participant_id).tier

    def standing(self, participant_id: int) -> TierStanding:
        """The standing in the group."""
        return self.services.tiers.standing(self.program_id, participant_id)[0]

    def history(self, participant_id: int) -> list[TierHistoryRow]:
        """The tier history that stands, the newest first."""
        return self.services.tiers.history(self.program_id, participant_id)

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

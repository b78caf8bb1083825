"""Tiers of participants: first tiers, changed ladders, tiers set by hand, standings. Steps by points: tier_dating.py.

Functions ending in `_in` work in the caller's unit of work (joining, saving a program).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.days import (
    day_number,
    from_day_number,
    from_instant,
    instant,
    local_day,
)
from loyalty_desktop.domain.drafts import TierGroupDraft
from loyalty_desktop.domain.entities.participants import MANUAL_TIER
from loyalty_desktop.domain.errors import InvalidInput, NotFound
from loyalty_desktop.domain.findings import check_field
from loyalty_desktop.domain.kinds import TierGroupKind, TierReason
from loyalty_desktop.domain.tiers import Occasion
from loyalty_desktop.services.tier_preview import TierPreview, preview
from loyalty_desktop.storage import tier_bulk as many
from loyalty_desktop.storage import tiers as store
from loyalty_desktop.storage.ledger.load import load_ledger_program
from loyalty_desktop.storage.queries import tiers as queries
from loyalty_desktop.storage.queries.due import settled
from loyalty_desktop.storage.queries.tiers import (
    StandingRow,
    TierGroupRow,
    TierHistoryRow,
)
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class TierStep:
    """One tier of a ladder, with its threshold in points."""

    tier_id: int | None
    name: str
    colour: str
    threshold: Decimal


@dataclass(frozen=True, slots=True)
class TierStanding:
    """Where a participant stands in one tier group, in points and days.

    `missing` points lead to `next_tier`; `keep_missing` points are missing to keep the earned tier in a review today (0: it
    stays). `grace_until` is the last day on which the missing points can still be earned to keep the tier.
    """

    tier_group_id: int
    group_name: str
    kind: TierGroupKind
    tier_id: int
    tier: str
    colour: str
    reached_at: datetime
    points: Decimal
    next_tier: str | None
    next_threshold: Decimal | None
    missing: Decimal
    keep_threshold: Decimal
    keep_missing: Decimal
    period_start: date
    review_on: date | None
    grace_until: date | None
    floor_tier: str | None
    floor_until: date | None
    floor_reason: str | None
    ladder: tuple[TierStep, ...]


class TiersService:
    """Tiers of participants."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def start(self, uow: UnitOfWork, program_id: int, participant_ids: Collection[int]) -> int:
        """Set first tiers of new participants, in the caller's unit of work. Returns how many standings were made."""
        return start_in(uow, program_id, participant_ids)

    def preview(self, program_id: int, draft: TierGroupDraft) -> TierPreview:
        """Return who would move if the group were saved as in the draft. Nothing is written."""
        with self._storage.read() as conn:
            return preview(conn, program_id, draft)

    @command
    def set_manual(
        self, participant_id: int, tier_group_id: int, tier_id: int, until: date, reason: str
    ) -> Outcome[bool]:
        """Set a tier by hand: a floor through `until`. Returns whether the tier changed.

        Raises InvalidInput `tiers.reason_missing`, `tiers.until_past`, `tiers.unknown_tier`; NotFound `tiers.no_standing`.
        """
        if not reason.strip():
            raise InvalidInput("tiers.reason_missing", field="reason")
        check_field(MANUAL_TIER["reason"], reason)
        with self._storage.write() as uow:
            uow.lock_people([participant_id])
            group, row = _one(uow, participant_id, tier_group_id)
            if tier_id not in group.tier_ids:
                raise InvalidInput("tiers.unknown_tier", field="tier")
            if day_number(until) < local_day(uow.now_us, group.tz):
                raise InvalidInput("tiers.until_past", field="until", found=until)
            floor = store.Floor(row, tier_id, day_number(until), reason.strip())
            moved = bool(store.set_floors(uow, group, [floor]))
            after = {
                "tier": group.names[group.place(tier_id)],
                "until": until.isoformat(),
                "reason": reason.strip(),
            }
            _record(uow, "tier.set", group, row, after)
        return Outcome(moved, _changes(group, participant_id))

    @command
    def clear_manual(self, participant_id: int, tier_group_id: int, reason: str) -> Outcome[bool]:
        """Remove a tier set by hand before its end. Returns whether the tier changed. Raises InvalidInput `tiers.reason_missing`."""
        if not reason.strip():
            raise InvalidInput("tiers.reason_missing", field="reason")
        with self._storage.write() as uow:
            uow.lock_people([participant_id])
            group, row = _one(uow, participant_id, tier_group_id)
            moved = bool(
                store.set_floors(uow, group, [store.Floor(row, None, None, reason.strip())])
            )
            _record(uow, "tier.released", group, row, {"reason": reason.strip()})
        return Outcome(moved, _changes(group, participant_id))

    def history(self, program_id: int, participant_id: int) -> list[TierHistoryRow]:
        """Return a participant's tier history in a program, the newest first."""
        with self._storage.read() as conn:
            return queries.history(conn, program_id, participant_id)

    def standing(self, program_id: int, participant_id: int) -> list[TierStanding]:
        """Return a participant's standings in a program, one per tier group, with the points of this moment."""
        with self._storage.read() as conn:
            found = [
                (group, row)
                for group in queries.load_groups(conn, program_id)
                for row in queries.load_standings(conn, group, [participant_id])
            ]
            if not found:
                return []
            at = instant(self._storage.clock())
            states = settled(conn, load_ledger_program(conn, program_id), [participant_id], at)
        return [
            _standing(
                group, row._replace(balance=states[participant_id, group.points_type_id].active)
            )
            for group, row in found
        ]


# Inside a unit of work -------------------------------------------------------------------------------------------


def start_in(
    uow: UnitOfWork, program_id: int, participant_ids: Collection[int] | None = None
) -> int:
    """Set first tiers of participants without one (None: all of the program). Returns how many standings were made.

    Call it before initial balances are given.
    """
    made = 0
    for group in queries.load_groups(uow.conn, program_id):
        made += store.start(uow, group, participant_ids, local_day(uow.now_us, group.tz))
    return made


def ladder_changed_in(uow: UnitOfWork, program_id: int, changed: Collection[int]) -> int:
    """Apply saved tier groups: first tiers in new groups, new review days, moves. Returns how many tiers changed.

    The groups `changed` are decided anew now, not earlier: what another ladder has decided stays as it was.
    """
    many.forget_group(uow, program_id)
    start_in(uow, program_id)
    many.prepare(uow)
    moved = 0
    for group in queries.load_groups(uow.conn, program_id):
        today = local_day(uow.now_us, group.tz)
        many.replan(uow, group, today)
        if group.id in changed:
            many.date_ladder(uow, group)
            moved += many.evaluate_many(
                uow,
                group,
                Occasion.LADDER,
                many.EVERYBODY,
                day=today,
                at=uow.now_us,
                reason=TierReason.TIERS_CHANGED,
            )
    return moved


# Shared ----------------------------------------------------------------------------------------------------------


def _one(
    uow: UnitOfWork, participant_id: int, tier_group_id: int
) -> tuple[TierGroupRow, StandingRow]:
    program_id = queries.program_of_group(uow.conn, tier_group_id)
    if program_id is not None:
        for group in queries.load_groups(uow.conn, program_id):
            if group.id == tier_group_id:
                for row in queries.load_standings(uow.conn, group, [participant_id]):
                    return group, row
    raise NotFound("tiers.no_standing")


def _changes(group: TierGroupRow, participant_id: int) -> Changes:
    return Changes.of_people(Entity.PARTICIPANT, group.program_id, [participant_id])


def _record(
    uow: UnitOfWork, action: str, group: TierGroupRow, row: StandingRow, after: dict[str, str]
) -> None:
    uow.audit(
        action,
        entity="tier_group",
        entity_id=group.id,
        program_id=group.program_id,
        participant_id=row.participant_id,
        before={
            "tier": group.names[group.place(row.tier_id)],
            "floor_until": row.floor_until,
            "floor_reason": row.floor_reason,
        },
        after=after,
    )


def _standing(group: TierGroupRow, row: StandingRow) -> TierStanding:
    thresholds = group.ladder.thresholds
    place, earned = group.place(row.tier_id), group.place(row.earned_tier_id)
    following = place + 1 if place + 1 < len(thresholds) else None

    def points(units: int) -> Decimal:
        return from_units(units, group.decimals)

    return TierStanding(
        tier_group_id=group.id,
        group_name=group.name,
        kind=group.ladder.kind,
        tier_id=row.tier_id,
        tier=group.names[place],
        colour=group.colours[place],
        reached_at=from_instant(row.reached_at),
        points=points(row.balance),
        next_tier=None if following is None else group.names[following],
        next_threshold=None if following is None else points(thresholds[following]),
        missing=points(0 if following is None else max(0, thresholds[following] - row.balance)),
        keep_threshold=points(thresholds[earned]),
        keep_missing=points(max(0, thresholds[earned] - row.balance) if earned else 0),
        period_start=from_day_number(row.period_start),
        review_on=_date(row.next_review),
        grace_until=_date(row.grace_until),
        floor_tier=None
        if row.floor_tier_id is None
        else group.names[group.place(row.floor_tier_id)],
        floor_until=_date(row.floor_until),
        floor_reason=row.floor_reason,
        ladder=tuple(
            TierStep(tier_id, name, colour, points(threshold))
            for tier_id, name, colour, threshold in zip(
                group.tier_ids, group.names, group.colours, thresholds, strict=True
            )
        ),
    )


def _date(day: int | None) -> date | None:
    return None if day is None else from_day_number(day)

"""Tiers of participants: start on joining, follow the points, stand by hand, show the way to the next one.

The functions ending in `_in` work inside somebody else's unit of work (posting, joining, saving a program, the close).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from loyalty_desktop.domain.amounts import from_units, to_units
from loyalty_desktop.domain.changes import Changes, Outcome
from loyalty_desktop.domain.days import day_number, from_day_number, from_instant, local_day
from loyalty_desktop.domain.drafts import TierGroupDraft
from loyalty_desktop.domain.errors import InvalidInput, NotFound
from loyalty_desktop.domain.kinds import TierGroupKind, TierReason
from loyalty_desktop.domain.tiers import Ladder, Occasion, decide
from loyalty_desktop.storage import tiers as store
from loyalty_desktop.storage.queries import tiers as queries
from loyalty_desktop.storage.queries.tiers import (
    BandCount,
    StandingRow,
    TierGroupRow,
    TierHistoryRow,
)
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

SAMPLES = 50
"""So many of those who would move are named."""

_OCCASIONS = {
    TierReason.CANCELLATION: Occasion.LOWERED,
    TierReason.REVIEW: Occasion.LOWERED,
    TierReason.TIERS_CHANGED: Occasion.LADDER,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder: threshold in points."""

    tier_id: int | None
    name: str
    colour: str
    threshold: Decimal


@dataclass(frozen=True, slots=True)
class TierStanding:
    """Where a participant stands in one tier group, in points and days.

    `missing` leads to `next_tier`; `keep_missing` is what a review today would miss for the tier earned (0: it stays).
    `grace_until` is the last day on which a tier that is lost can still be made up for.
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
    ladder: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TierCount:
    """Participants of one tier now and under the changed ladder; `tier_id` None: the tier is new."""

    tier_id: int | None
    name: str
    colour: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class TierMover:
    """A participant who would move."""

    participant_id: int
    external_id: str
    name: str
    points: Decimal
    from_tier: str
    to_tier: str
    up: bool


@dataclass(frozen=True, slots=True)
class TierPreview:
    """What saving a changed ladder would do at once. `later`: would fall at a review, or when a grace ends."""

    tiers: tuple[TierCount, ...]
    up: int
    down: int
    same: int
    later: int
    movers: tuple[TierMover, ...]


class TiersService:
    """Tiers of participants."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def start(self, uow: UnitOfWork, participant_ids: Collection[int]) -> int:
        """First tiers of participants who just joined, in the caller's unit of work; standings made."""
        return sum(
            start_in(uow, program_id, found)
            for program_id, found in queries.programs_of(uow.conn, participant_ids).items()
        )

    def evaluate_in(
        self,
        uow: UnitOfWork,
        program_id: int,
        participant_ids: Collection[int] | None,
        reason: TierReason = TierReason.POINTS,
    ) -> int:
        """Bring tiers in line with the points in the caller's unit of work: see the function of this name."""
        return evaluate_in(uow, program_id, participant_ids, reason)

    def preview(self, program_id: int, draft: TierGroupDraft) -> TierPreview:
        """Who would move if the group were saved as in the draft. Nothing is written."""
        with self._storage.read() as conn:
            groups = {group.id: group for group in queries.load_groups(conn, program_id)}
            points_type_id = queries.points_type_id(conn, program_id, draft.points_type)
            ladder = ladder_of(draft)
            group = None if draft.id is None else groups.get(draft.id)
            if group is None:
                counts = queries.count_new_group(
                    conn, program_id, points_type_id, ladder.thresholds
                )
                return _preview_new(draft, counts)
            judged = _Judged(group, draft, ladder)
            target = points_type_id or group.points_type_id
            thresholds = (group.ladder.thresholds, ladder.thresholds)
            judged.count(queries.count_bands(conn, group.id, target, *thresholds))
            each = max(1, SAMPLES // max(1, len(judged.moving)))
            movers = [
                TierMover(
                    row.participant_id,
                    row.external_id,
                    row.name,
                    from_units(row.balance, group.decimals),
                    group.names[group.place(alike.tier_id)],
                    draft.tiers[place].name,
                    up,
                )
                for alike, place, up in judged.moving[:SAMPLES]
                for row in queries.movers(conn, group.id, target, alike, *thresholds, each)
            ]
            return judged.preview(tuple(movers))

    def set_manual(
        self, participant_id: int, tier_group_id: int, tier_id: int, until: date, reason: str
    ) -> Outcome[bool]:
        """Set a tier by hand: a floor through `until`. Whether the tier changed.

        Errors: InvalidInput `tiers.reason_missing`, `tiers.until_past`, `tiers.unknown_tier`; NotFound `tiers.no_standing`.
        """
        if not reason.strip():
            raise InvalidInput("tiers.reason_missing", field="reason")
        with self._storage.write() as uow:
            group, row = _one(uow, participant_id, tier_group_id)
            if tier_id not in group.tier_ids:
                raise InvalidInput("tiers.unknown_tier", field="tier")
            if day_number(until) < local_day(uow.now_us, group.tz):
                raise InvalidInput("tiers.until_past", field="until", found=until)
            moved = store.set_floor(
                uow,
                group,
                row,
                floor_tier_id=tier_id,
                until=day_number(until),
                reason=reason.strip(),
            )
            after = {
                "tier": group.names[group.place(tier_id)],
                "until": until.isoformat(),
                "reason": reason.strip(),
            }
            _record(uow, "tier.set", group, row, after)
        return Outcome(moved, Changes.of("participant", [participant_id]))

    def clear_manual(self, participant_id: int, tier_group_id: int, reason: str) -> Outcome[bool]:
        """Take a tier set by hand back before its end. Whether the tier changed. InvalidInput `tiers.reason_missing`."""
        if not reason.strip():
            raise InvalidInput("tiers.reason_missing", field="reason")
        with self._storage.write() as uow:
            group, row = _one(uow, participant_id, tier_group_id)
            moved = store.set_floor(
                uow, group, row, floor_tier_id=None, until=None, reason=reason.strip()
            )
            _record(uow, "tier.released", group, row, {"reason": reason.strip()})
        return Outcome(moved, Changes.of("participant", [participant_id]))

    def history(self, participant_id: int) -> list[TierHistoryRow]:
        """A participant's tiers, the newest first."""
        with self._storage.read() as conn:
            return queries.history(conn, participant_id)

    def standing(self, participant_id: int) -> list[TierStanding]:
        """Where a participant stands, one entry a tier group."""
        with self._storage.read() as conn:
            found = []
            for program_id in queries.programs_of(conn, [participant_id]):
                for group in queries.load_groups(conn, program_id):
                    rows = queries.load_standings(conn, group, [participant_id])
                    found += [_standing(group, row) for row in rows]
            return found


# Inside a unit of work -------------------------------------------------------------------------------------------


def start_in(
    uow: UnitOfWork, program_id: int, participant_ids: Collection[int] | None = None
) -> int:
    """First tiers for participants without one (None: all of the program); standings made.

    Call it before the points of joining are given, or call evaluate_in after.
    """
    made = 0
    for group in queries.load_groups(uow.conn, program_id):
        made += store.start(uow, group, participant_ids, local_day(uow.now_us, group.tz))
    return made


def evaluate_in(
    uow: UnitOfWork,
    program_id: int,
    participant_ids: Collection[int] | None,
    reason: TierReason = TierReason.POINTS,
    *,
    at: int | None = None,
    day: int | None = None,
    points_type_ids: Collection[int] | None = None,
    comment: str = "",
) -> int:
    """Bring tiers in line with the points; how many changed. A few participants one by one, many set-based.

    `reason` POINTS only raises; CANCELLATION and REVIEW may also lower in cumulative groups, TIERS_CHANGED judges a
    changed ladder. `participant_ids` None: everybody. `at` (instant, default now) is when a new tier is reached.
    `points_type_ids`: only groups over these.
    """
    occasion = _OCCASIONS.get(reason, Occasion.POINTS)
    at = uow.now_us if at is None else at
    changed = 0
    for group in queries.load_groups(uow.conn, program_id):
        if points_type_ids is not None and group.points_type_id not in points_type_ids:
            continue
        today = local_day(uow.now_us, group.tz) if day is None else day
        if participant_ids is not None and len(participant_ids) <= store.FEW:
            changed += store.evaluate_few(
                uow,
                group,
                occasion,
                participant_ids,
                day=today,
                at=at,
                reason=reason,
                comment=comment,
            )
            continue
        store.prepare(uow)
        if participant_ids is not None:
            store.fill_scope(uow, participant_ids)
        scope = store.EVERYBODY if participant_ids is None else store.IN_SCOPE
        changed += store.evaluate_many(
            uow, group, occasion, scope, day=today, at=at, reason=reason, comment=comment
        )
    return changed


def ladder_changed_in(uow: UnitOfWork, program_id: int) -> int:
    """After tier groups were saved: first tiers in new groups, review days by the new rules, moves; tiers changed."""
    store.forget_group(uow, program_id)
    start_in(uow, program_id)
    for group in queries.load_groups(uow.conn, program_id):
        store.replan(uow, group, local_day(uow.now_us, group.tz))
    return evaluate_in(uow, program_id, None, TierReason.TIERS_CHANGED)


def ladder_of(draft: TierGroupDraft) -> Ladder:
    """The rules of a draft."""
    return Ladder(
        kind=draft.kind,
        downgrade=draft.downgrade,
        thresholds=tuple(to_units(tier.threshold) for tier in draft.tiers),
        reset=draft.reset,
        grace_days=draft.grace_days,
    )


# Preview ---------------------------------------------------------------------------------------------------------


class _Judged:
    """Adds up what becomes of everybody under a changed ladder, with the rule that will be applied on save."""

    def __init__(self, group: TierGroupRow, draft: TierGroupDraft, ladder: Ladder) -> None:
        self._group, self._draft, self._ladder = group, draft, ladder
        kept = {tier.id: place for place, tier in enumerate(draft.tiers) if tier.id is not None}
        self._place: dict[int, int] = {}
        lower = 0
        for tier_id in group.tier_ids:  # a tier that goes leads to the nearest one below
            lower = kept.get(tier_id, lower)
            self._place[tier_id] = lower
        self._kept = kept
        self._now = dict.fromkeys(group.tier_ids, 0)
        self._then = [0] * len(draft.tiers)
        self._up = self._down = self._same = self._later = 0
        self.moving: list[tuple[BandCount, int, bool]] = []

    def count(self, counts: Sequence[BandCount]) -> None:
        """Judge everybody who stands alike at once."""
        for alike in sorted(counts, key=lambda c: -c.count):
            earned = self._place[alike.earned_tier_id]
            verdict = decide(
                self._ladder, Occasion.LADDER, earned, alike.band_then, waiting=alike.waiting
            )
            floor = -1 if alike.floor_tier_id is None else self._place[alike.floor_tier_id]
            place = max(verdict.earned, floor)
            before = self._place[alike.tier_id]
            self._now[alike.tier_id] += alike.count
            self._then[place] += alike.count
            removed = alike.tier_id not in self._kept
            if place > before:
                self._up += alike.count
            elif place < before or removed:
                self._down += alike.count
            else:
                self._same += alike.count
            if place != before or removed:
                self.moving.append((alike, place, place > before))
            elif self._falls_later(alike, earned, place, floor):
                self._later += alike.count

    def _falls_later(self, alike: BandCount, earned: int, place: int, floor: int) -> bool:
        old_place = self._group.place(alike.earned_tier_id)
        newly = alike.band_then < earned and alike.band_now >= old_place
        later = decide(self._ladder, Occasion.GRACE_END, earned, alike.band_then, waiting=True)
        return newly and max(later.earned, floor) < place

    def preview(self, movers: tuple[TierMover, ...]) -> TierPreview:
        """The sums."""
        tiers = [
            TierCount(
                tier.id, tier.name, tier.colour, self._now.get(tier.id or 0, 0), self._then[place]
            )
            for place, tier in enumerate(self._draft.tiers)
        ]
        group = self._group
        tiers += [
            TierCount(tier_id, group.names[place], group.colours[place], self._now[tier_id], 0)
            for place, tier_id in enumerate(group.tier_ids)
            if tier_id not in self._kept
        ]
        return TierPreview(
            tuple(tiers), self._up, self._down, self._same, self._later, movers[:SAMPLES]
        )


def _preview_new(draft: TierGroupDraft, counts: dict[int, int]) -> TierPreview:
    tiers = tuple(
        TierCount(None, tier.name, tier.colour, 0, counts.get(place, 0))
        for place, tier in enumerate(draft.tiers)
    )
    return TierPreview(tiers, 0, 0, sum(counts.values()), 0, ())


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
            Step(tier_id, name, colour, points(threshold))
            for tier_id, name, colour, threshold in zip(
                group.tier_ids, group.names, group.colours, thresholds, strict=True
            )
        ),
    )


def _date(day: int | None) -> date | None:
    return None if day is None else from_day_number(day)

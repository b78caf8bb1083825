"""Preview of a changed tier group: who would move, by the same rule that is applied on save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from loyalty_desktop.domain.amounts import from_units, to_units
from loyalty_desktop.domain.drafts import TierGroupDraft
from loyalty_desktop.domain.tiers import Ladder, Occasion, decide
from loyalty_desktop.storage.queries import tiers as queries
from loyalty_desktop.storage.queries.tiers import BandCount, Connection, TierGroupRow

SAMPLES = 50
"""How many of those who would move are listed."""


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
    """What saving a changed ladder would do at once. `later` counts those who would fall at a review or after a grace."""

    tiers: tuple[TierCount, ...]
    up: int
    down: int
    same: int
    later: int
    movers: tuple[TierMover, ...]


def preview(conn: Connection, program_id: int, draft: TierGroupDraft) -> TierPreview:
    """Return who would move if the group were saved as in the draft. Nothing is written."""
    groups = {group.id: group for group in queries.load_groups(conn, program_id)}
    points_type_id = queries.points_type_id(conn, program_id, draft.points_type)
    ladder = ladder_of(draft)
    group = None if draft.id is None else groups.get(draft.id)
    if group is None:
        counts = queries.count_new_group(conn, program_id, points_type_id, ladder.thresholds)
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
        for row in queries.movers(
            conn,
            group.id,
            target,
            alike,
            thresholds_now=thresholds[0],
            thresholds_then=thresholds[1],
            limit=each,
        )
    ]
    return judged.preview(tuple(movers))


def ladder_of(draft: TierGroupDraft) -> Ladder:
    """Return the rules of a draft."""
    return Ladder(
        kind=draft.kind,
        downgrade=draft.downgrade,
        thresholds=tuple(to_units(tier.threshold) for tier in draft.tiers),
        reset=draft.reset,
        grace_days=draft.grace_days,
    )


class _Judged:
    """Counts what a changed ladder does to all participants, by the same rule that is applied on save."""

    def __init__(self, group: TierGroupRow, draft: TierGroupDraft, ladder: Ladder) -> None:
        self._group, self._draft, self._ladder = group, draft, ladder
        kept = {tier.id: place for place, tier in enumerate(draft.tiers) if tier.id is not None}
        self._place: dict[int, int] = {}
        lower = 0
        for tier_id in group.tier_ids:  # a removed tier is replaced by the nearest one below
            lower = kept.get(tier_id, lower)
            self._place[tier_id] = lower
        self._kept = kept
        self._now = dict.fromkeys(group.tier_ids, 0)
        self._then = [0] * len(draft.tiers)
        self._up = self._down = self._same = self._later = 0
        self.moving: list[tuple[BandCount, int, bool]] = []

    def count(self, counts: Sequence[BandCount]) -> None:
        """Decide all participants with the same standing at once."""
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
        """Return the sums."""
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

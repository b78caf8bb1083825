"""Compare the tier steps that a walk has found with the recorded ones: what is to be written, so that they agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loyalty_desktop.domain.kinds import TierReason
from loyalty_desktop.domain.tiers import Step
from loyalty_desktop.storage.queries.tier_dating import StandingStep
from loyalty_desktop.storage.tiers import HistoryStep

BY_HAND = (TierReason.MANUAL, TierReason.MANUAL_END)
"""Reasons of steps that change the floor."""

_FAR = 2**62


class Compared(NamedTuple):
    """What differs from the recorded history: rows to write, all steps as (instant, tier), the first instant that differs."""

    rows: list[HistoryStep]
    spans: list[tuple[int, int]]
    reached_at: int
    differs: int


def compare(  # noqa: PLR0917
    who: int,
    tier_ids: Sequence[int],
    kept: Sequence[StandingStep],
    redone: Sequence[StandingStep],
    steps: Sequence[Step],
    registered_at: int | None,
) -> Compared:
    """Compare the steps found after the `kept` ones with the `redone` ones that stand.

    A step that is there already stays; another one names an outdated step that it dates anew, if there is any; what is
    left over is withdrawn by a row from a tier to the same tier. Nobody has a tier before the first one: that is dated
    by the registration (None: by itself), or by the first step when it is earlier.
    """
    rows: list[HistoryStep] = []
    spans = [(step.reached_at, step.tier_id) for step in kept]
    changes = [step.reached_at for step in kept if step.from_tier_id != step.tier_id]
    differs = _FAR
    if len(kept) == 1:
        first = kept[0]
        at = first.reached_at if registered_at is None else registered_at
        at = min([at, *(step.at for step in steps[:1])])
        if at != first.reached_at:
            rows.append(
                HistoryStep(who, None, first.tier_id, at, first.reason, first.comment, first.id)
            )
            spans, changes, differs = [(at, first.tier_id)], [at], min(at, first.reached_at)
    outdated = [step for step in redone if step.reason not in BY_HAND]
    by_hand = {step.id: step for step in redone if step.reason in BY_HAND}
    new: list[tuple[int, int, int, TierReason]] = []
    for step in steps:
        before, after = tier_ids[step.before], tier_ids[step.after]
        spans.append((step.at, after))
        if before != after:
            changes.append(step.at)
        if step.row:
            old = by_hand[step.row]
            if (old.from_tier_id, old.tier_id) != (before, after):
                by_old = (old.reason, old.comment, old.id, old.floor_tier_id, old.floor_until)
                rows.append(HistoryStep(who, before, after, step.at, *by_old))
                differs = min(differs, step.at)
            continue
        facts = [(old.from_tier_id, old.tier_id, old.reached_at) for old in outdated]
        if (before, after, step.at) in facts:
            del outdated[facts.index((before, after, step.at))]
        else:
            new.append((before, after, step.at, step.reason))
    for before, after, at, reason in new:
        differs = min(differs, at)
        replaces_id = None
        if outdated:
            ways = [(old.from_tier_id, old.tier_id) for old in outdated]
            replaced = outdated.pop(ways.index((before, after)) if (before, after) in ways else 0)
            replaces_id = replaced.id
            differs = min(differs, replaced.reached_at)
        rows.append(HistoryStep(who, before, after, at, reason, "", replaces_id))
    for old in outdated:
        tier_id = old.tier_id if old.from_tier_id is None else old.from_tier_id
        withdrawn = (old.reached_at, old.reason, old.comment, old.id)
        rows.append(HistoryStep(who, tier_id, tier_id, *withdrawn))
        differs = min(differs, old.reached_at)
    return Compared(rows, spans, max(changes, default=0), differs)

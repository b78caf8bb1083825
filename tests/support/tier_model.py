"""A small model of tiers, written apart from the program: it replays one person's movements in the order of time.

Days are whole UTC days; instants are microseconds. It knows nothing of history rows, imports or closes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

DAY = 86_400_000_000


@dataclass(frozen=True)
class Rules:
    """What decides: thresholds in units, and the policy (`down`: none, one_step, by_balance)."""

    thresholds: tuple[int, ...]
    periodic: bool
    down: str
    grace_days: int
    resets: bool = False


Move = tuple[int, str, int]
"""(instant, type of the transaction or "reset", change of the active balance)"""


def replay(
    rules: Rules, moves: Iterable[Move], reviews: Iterable[int], until: int
) -> list[tuple[int, int, int]]:
    """Return the steps as (instant, place before, place after). `reviews` are instants; grace ends through `until`."""
    waiting: list[tuple[int, int, str]] = []
    deltas: dict[tuple[int, int], tuple[int, bool]] = {}
    for at, kind, change in moves:
        early = {"expiration": 0, "activation": 0, "reset": 3}
        order = early.get(kind, 4 if change > 0 else 5)
        units, falls = deltas.get((at, order), (0, False))
        falls = falls or change < 0
        deltas[at, order] = (units + change, falls)
    for at, order in deltas:
        heapq.heappush(waiting, (at, order, "move"))
    for at in reviews:
        heapq.heappush(waiting, (at, 2, "review"))
    tier = balance = 0
    grace: int | None = None  # the instant at which it ends
    trail = [(0, 0)]
    while waiting:
        at, order, what = heapq.heappop(waiting)
        if what == "grace" and at != grace:
            continue
        lowers = what != "move"
        if what == "move":
            change, falls = deltas[at, order]
            balance += change
            lowers = falls and not rules.periodic
        right = max((n for n, least in enumerate(rules.thresholds) if balance >= least), default=0)
        if right >= tier:
            ended = what != "move" or not rules.resets
            tier, grace = right, None if ended else grace
        elif lowers:
            lower = {"none": tier, "one_step": tier - 1, "by_balance": right}[rules.down]
            if what == "grace" or not rules.grace_days or (what == "review" and grace is not None):
                tier, grace = lower, None
            elif grace is None and lower < tier:
                grace = (at // DAY + rules.grace_days + 1) * DAY
                if grace <= until:
                    heapq.heappush(waiting, (grace, 1, "grace"))
            elif lower >= tier:
                grace = None
        trail.append((at, tier))
    steps = []
    before = 0
    for place, (at, tier) in enumerate(trail):
        last = place + 1 == len(trail) or trail[place + 1][0] != at
        if last and tier != before:
            steps.append((at, before, tier))
            before = tier
    return steps

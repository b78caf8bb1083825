"""Date tier steps by what caused them, before the transactions that cause them are written.

Whoever moves points (a single command, an import, an undo, the close) calls `judge_in` or `judge_columns` with what he is
about to write. Who only has later points than before is judged from the present standing on; whose points are older than
what is stored is judged anew from that moment on, with what is stored and what is new in the order of time. Either way the
rule is domain/tiers.walk, so the steps do not depend on the order in which points come in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from loyalty_desktop.domain.ledger.state import Entry
from loyalty_desktop.domain.tiers import (
    event_of,
)
from loyalty_desktop.services.tier_desk import Latest, Moved, Moves, TierDesk
from loyalty_desktop.storage.queries.tiers import (
    TierGroupRow,
    load_groups,
    load_standings,
)
from loyalty_desktop.storage.unit_of_work import UnitOfWork

__all__ = [
    "Judged",
    "Latest",
    "Moved",
    "Moves",
    "Reset",
    "date_anew_in",
    "judge_columns",
    "judge_in",
    "resetting_types",
]

_FAR = 2**62


class Reset(Protocol):
    """Posts the reset of points that a review takes."""

    def __call__(self, participant_id: int, points_type_id: int, at: int, source: str) -> None:
        """Expire what the person has been given before an instant; `source` is "tier_group:id"."""


@dataclass(slots=True)
class Judged:
    """What judging has found. `spans`: person -> (instant reached, tier) in the program's first tier group.

    The spans of a person reach back to the earliest of the new transactions, so that each gets the tier just before it.
    """

    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    changed: int = 0


def judge_in(
    uow: UnitOfWork,
    program_id: int,
    entries: Sequence[Entry],
    latest: Latest | None = None,
    reset: Reset | None = None,
    *,
    groups: Sequence[TierGroupRow] | None = None,
) -> Judged:
    """Date the steps of transactions that are about to be written; the people are locked, the entries are not stored yet.

    Entries of one account stand in the order of recording. An account that `latest` does not name is looked up. `reset`
    posts, into `entries`, the reset of points that come in after a review that would have taken them.
    """
    groups = load_groups(uow.conn, program_id) if groups is None else groups
    if not groups:
        return Judged()
    if reset is not None:
        for group in groups:
            if group.ladder.resets:
                _reset_late(uow, group, entries, reset)
    moves = _moves(entries, {group.points_type_id for group in groups})
    first_at: dict[int, int] = {}
    for entry in entries:
        if entry.occurred_at < first_at.get(entry.participant_id, _FAR):
            first_at[entry.participant_id] = entry.occurred_at
    return judge_columns(uow, program_id, moves, first_at, latest, groups=groups)


def resetting_types(uow: UnitOfWork, program_id: int) -> frozenset[int]:
    """Return the points types that a periodic tier group of the program resets."""
    groups = load_groups(uow.conn, program_id)
    return frozenset(group.points_type_id for group in groups if group.ladder.resets)


def _moves(entries: Iterable[Entry], deciding: Collection[int]) -> dict[int, dict[int, Moved]]:
    moves: dict[int, dict[int, Moved]] = {number: {} for number in deciding}
    for entry in entries:
        if entry.points_type_id in deciding and entry.active_after != entry.active_before:
            mine = moves[entry.points_type_id]
            if entry.participant_id not in mine:
                mine[entry.participant_id] = Moved(entry.active_before, [])
            resets = entry.meta.source_type == "tier_group"
            change = entry.active_after - entry.active_before
            event = event_of(entry.type, entry.occurred_at, change, resets=resets)
            mine[entry.participant_id].events.append(event)
    return moves


def _reset_late(
    uow: UnitOfWork, group: TierGroupRow, entries: Sequence[Entry], reset: Reset
) -> None:
    """Reset new points at the first done review (or end of grace) after them, as it would have been in order."""
    mine = _moves(entries, [group.points_type_id])[group.points_type_id]
    given = {
        who: [event.at for event in moved.events if event.change > 0] for who, moved in mine.items()
    }
    standings = {
        row.participant_id: row
        for row in load_standings(uow.conn, group, [who for who, at in given.items() if at])
    }
    desk = TierDesk(uow, group, standings)
    starts = {
        who: min(given[who])
        for who, row in standings.items()
        if min(given[who]) < desk.days.start(row.period_start)
    }
    done = dict.fromkeys(starts, -_FAR)
    while starts:
        found = desk.resets(starts, mine)
        starts = {}
        for who, instants in found.items():
            due = [
                at
                for at in instants
                if at > done[who] and any(done[who] <= point < at for point in given[who])
            ]
            if due:
                done[who] = due[0]
                starts[who] = min(given[who])
                reset(who, group.points_type_id, due[0], f"tier_group:{group.id}")
        mine = _moves(entries, [group.points_type_id])[group.points_type_id]


def judge_columns(
    uow: UnitOfWork,
    program_id: int,
    moves: Moves,
    first_at: Mapping[int, int],
    latest: Latest | None = None,
    *,
    groups: Sequence[TierGroupRow] | None = None,
) -> Judged:
    """Do the same as judge_in for movements in columns. `first_at`: person -> earliest of all new transactions.

    Points of `resetting_types` go through judge_in, because late ones may have to be reset.
    """
    judged = Judged()
    for place, group in enumerate(load_groups(uow.conn, program_id) if groups is None else groups):
        mine = moves.get(group.points_type_id, {})
        wanted = mine.keys() if place else first_at.keys()
        if not wanted:
            continue
        standings = {row.participant_id: row for row in load_standings(uow.conn, group, wanted)}
        desk = TierDesk(uow, group, standings)
        desk.judge(mine, latest)
        judged.changed += desk.finish(mend=not place)
        if not place:
            judged.spans = desk.spans(first_at)
    return judged


def date_anew_in(
    uow: UnitOfWork, group: TierGroupRow, participant_ids: Collection[int], *, closing: int
) -> int:
    """Judge people anew in one periodic group from the start of the day `closing` on, which is being closed.

    Returns how many tiers changed. For people whose later points are known already when an earlier day is closed.
    """
    standings = {
        row.participant_id: row for row in load_standings(uow.conn, group, participant_ids)
    }
    desk = TierDesk(uow, group, standings, closing=closing)
    desk.date_anew(dict.fromkeys(standings, desk.days.start(closing)), {})
    return desk.finish(mend=load_groups(uow.conn, group.program_id)[0].id == group.id)

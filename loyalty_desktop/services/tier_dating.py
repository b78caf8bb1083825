"""Date tier steps by what caused them, before the transactions that cause them are written.

Whoever moves points (a single command, an import, an undo, the close) calls `judge_in` or `judge_columns` with what he is
about to write. Who only has later points than before is judged from the present standing on; whose points are older than
what is stored is judged anew from that moment on, with what is stored and what is new in the order of time. Either way the
rule is domain/tiers.walk, so the steps do not depend on the order in which points come in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from loyalty_desktop.domain.days import add_days
from loyalty_desktop.domain.kinds import TierGroupKind
from loyalty_desktop.domain.ledger.rules import LocalDays
from loyalty_desktop.domain.ledger.state import Entry
from loyalty_desktop.domain.tiers import (
    Event,
    Position,
    Stage,
    Step,
    event_of,
    walk,
)
from loyalty_desktop.services.tier_comparing import BY_HAND, compare
from loyalty_desktop.storage import tier_dating as store
from loyalty_desktop.storage.queries import tier_dating as queries
from loyalty_desktop.storage.queries.tier_dating import StandingStep
from loyalty_desktop.storage.queries.tiers import (
    StandingRow,
    TierGroupRow,
    load_groups,
    load_standings,
)
from loyalty_desktop.storage.tiers import HistoryStep, shown
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_FAR = 2**62
_order = itemgetter(0, 1)


class Moved(NamedTuple):
    """New movements of one person's balance: active units before them, and they in the order of recording."""

    before: int
    events: list[Event]


Moves = Mapping[int, Mapping[int, Moved]]
"""Qualification points type -> person -> new movements."""

Latest = Mapping[tuple[int, int], int | None]
"""(Person, points type) -> the latest occurred_at of the stored transactions (`account.last_at`); None without any."""


@dataclass(slots=True)
class Judged:
    """What judging has found. `spans`: person -> (instant reached, tier) in the program's first tier group.

    The spans of a person reach back to the earliest of the new transactions, so that each gets the tier just before it.
    """

    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    changed: int = 0


def judge_in(
    uow: UnitOfWork, program_id: int, entries: Iterable[Entry], latest: Latest | None = None
) -> Judged:
    """Date the steps of transactions that are about to be written; the people are locked, the entries are not stored yet.

    Entries of one account stand in the order of recording. An account that `latest` does not name is looked up.
    """
    groups = load_groups(uow.conn, program_id)
    if not groups:
        return Judged()
    deciding = {group.points_type_id for group in groups}
    moves: dict[int, dict[int, Moved]] = {number: {} for number in deciding}
    first_at: dict[int, int] = {}
    for entry in entries:
        who, at = entry.participant_id, entry.occurred_at
        if at < first_at.get(who, _FAR):
            first_at[who] = at
        if entry.points_type_id in deciding and entry.active_after != entry.active_before:
            mine = moves[entry.points_type_id]
            if who not in mine:
                mine[who] = Moved(entry.active_before, [])
            resets = entry.meta.source_type == "tier_group"
            change = entry.active_after - entry.active_before
            mine[who].events.append(event_of(entry.type, at, change, resets=resets))
    return judge_columns(uow, program_id, moves, first_at, latest, groups=groups)


def judge_columns(
    uow: UnitOfWork,
    program_id: int,
    moves: Moves,
    first_at: Mapping[int, int],
    latest: Latest | None = None,
    *,
    groups: Sequence[TierGroupRow] | None = None,
) -> Judged:
    """Do the same as judge_in for movements in columns. `first_at`: person -> earliest of all new transactions."""
    judged = Judged()
    for place, group in enumerate(load_groups(uow.conn, program_id) if groups is None else groups):
        mine = moves.get(group.points_type_id, {})
        wanted = mine.keys() if place else first_at.keys()
        if not wanted:
            continue
        standings = {row.participant_id: row for row in load_standings(uow.conn, group, wanted)}
        desk = _Desk(uow, group, standings)
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
    desk = _Desk(uow, group, standings, closing=closing)
    desk.date_anew(dict.fromkeys(standings, desk.days.start(closing)), {})
    return desk.finish(mend=load_groups(uow.conn, group.program_id)[0].id == group.id)


class _Desk:
    """Judges people in one tier group."""

    def __init__(
        self,
        uow: UnitOfWork,
        group: TierGroupRow,
        standings: Mapping[int, StandingRow],
        *,
        closing: int | None = None,
    ) -> None:
        self.days = LocalDays(group.tz)
        self._uow, self._group, self._rows = uow, group, standings
        self._closing = closing
        self._written: list[store.NewStanding] = []
        self._steps: list[HistoryStep] = []
        self._changed = 0
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._differs = _FAR

    # New movements ---------------------------------------------------------------------------------------------

    def judge(self, mine: Mapping[int, Moved], latest: Latest | None) -> None:
        """Judge new movements: on from the present standing where they are the latest, anew where they are not."""
        known = self._latest(mine, latest)
        begun = self._begun(mine)
        walks: dict[int, tuple[Position, list[Step]]] = {}
        anew: dict[int, int] = {}
        for who, (before, events) in mine.items():
            row = self._rows.get(who)
            if row is None:
                continue
            events.sort(key=_order)
            start = events[0]
            if not self._in_order(row, known[who], start, begun.get(who)):
                anew[who] = start.at
                continue
            position = self._position(row, before)
            steps = self._walk(row, position, events)
            if steps or position.grace_until != row.grace_until:
                walks[who] = (position, steps)
        recorded = queries.load_standing_steps(
            self._uow.conn, self._group.id, [who for who, (_, steps) in walks.items() if steps]
        )
        for who, (position, steps) in walks.items():
            history = recorded.get(who, [])
            start_at = mine[who].events[0].at
            if any(s.from_tier_id is not None and s.reached_at >= start_at for s in history):
                anew[who] = start_at
            else:
                self._record(who, history, [], position, steps)
        self.date_anew(anew, mine)

    def _latest(self, mine: Mapping[int, Moved], latest: Latest | None) -> dict[int, int | None]:
        kind = self._group.points_type_id
        known: dict[int, int | None] = {}
        if latest is not None:
            known = {who: latest[who, kind] for who in mine if (who, kind) in latest}
        unknown = mine.keys() - known.keys()
        if unknown:
            found = queries.latest_movements(self._uow.conn, kind, unknown)
            known |= {who: found.get(who) for who in unknown}
        return known

    def _begun(self, mine: Mapping[int, Moved]) -> dict[int, tuple[int, int]]:
        """Return when the reviews began of people whose movements may be older than their period."""
        if self._group.plan is None:
            return {}
        old = [
            who
            for who, moved in mine.items()
            if (row := self._rows.get(who)) is not None
            and min(moved.events).at <= self.days.start(row.period_start)
        ]
        return queries.load_review_starts(self._uow.conn, self._group, old) if old else {}

    def _in_order(
        self, row: StandingRow, latest: int | None, start: Event, begun: tuple[int, int] | None
    ) -> bool:
        """Return whether movements from `start` on come after everything that has decided the standing."""
        group = self._group
        if row.floor_tier_id is not None:
            return False
        if begun is not None and any(start < review for review in self._reviews(row, begun, -_FAR)):
            return False
        if latest is None:
            # Somebody without points so far, perhaps enrolled after they were earned.
            return row.earned_tier_id == group.tier_ids[0] and row.grace_until is None
        if group.ladder_at is not None and start.at <= group.ladder_at:
            return False
        last = start.stage is Stage.TAKEN or (
            start.stage is Stage.RESET and group.ladder.kind is TierGroupKind.PERIODIC
        )
        in_order = latest < start.at or (last and latest == start.at)
        return in_order and row.reached_at < start.at

    def _position(self, row: StandingRow, balance: int) -> Position:
        earned, floor = self._group.place(row.earned_tier_id), self._place(row.floor_tier_id)
        return Position(earned, floor, balance, row.grace_until)

    def _place(self, tier_id: int | None) -> int:
        return -1 if tier_id is None else self._group.place(tier_id)

    def _walk(self, row: StandingRow, position: Position, events: Sequence[Event]) -> list[Step]:
        until = max(self._uow.now_us, events[-1].at if events else 0)
        if self._group.ladder.resets:  # the close ends grace, because it resets the points then
            if self._closing is not None:
                until = self.days.start(self._closing)
            elif row.grace_until is not None:
                until = self.days.after(row.grace_until) - 1
        return walk(self._group.ladder, self.days, position, events, until)

    # Older movements -------------------------------------------------------------------------------------------

    def date_anew(self, starts: Mapping[int, int], new: Mapping[int, Moved]) -> None:
        """Judge people anew from an instant on, with what is stored and what is new."""
        if not starts:
            return
        conn, group = self._uow.conn, self._group
        recorded = queries.load_standing_steps(conn, group.id, starts)
        stored = queries.load_movements(conn, group.points_type_id, starts)
        begun = queries.load_review_starts(conn, group, starts)
        for who, start in starts.items():
            history, row = recorded.get(who), self._rows.get(who)
            if not history or row is None:
                continue
            balance, fresh = new.get(who, Moved(row.balance, []))
            barrier = self._barrier(history, start)
            base = self._base(history, start if barrier is None else barrier, barrier)
            since = -_FAR if base == 0 else history[base].reached_at
            if barrier is not None:
                since = barrier - 1
            kept = [step for step in history if step.reached_at <= since] or history[:1]
            redone = history[len(kept) :]
            moves = stored.get(who, [])
            position = Position(
                group.place(history[base].tier_id),
                self._place(_floor_after(kept)),
                balance - sum(event.change for event in moves if event.at > since),
                self._grace_at(row, barrier),
            )
            position.balance += sum(event.change for event in fresh if event.at <= since)
            events = [event for event in (*moves, *fresh) if event.at > since]
            events += self._reviews(row, begun.get(who), since)
            if barrier is not None:
                events.append(Event(barrier, Stage.LADDER))
            events += [
                Event(s.reached_at, Stage.FLOOR, floor=self._place(s.floor_tier_id), row=s.id)
                for s in redone
                if s.reason in BY_HAND
            ]
            events.sort(key=_order)
            steps = self._walk(row, position, events)
            self._record(who, kept, redone, position, steps, begun.get(who))

    def _barrier(self, history: Sequence[StandingStep], start: int) -> int | None:
        """Return since when the present ladder holds, when another one decided steps before; these stay as they are."""
        at = self._group.ladder_at
        if at is None or start > at:
            return None
        judged = any(s.from_tier_id is not None and s.recorded_at <= at for s in history)
        return at if judged else None

    def _base(self, history: Sequence[StandingStep], start: int, barrier: int | None) -> int:
        """Return the last step before `start` after which the place by points and the grace are known."""
        graceful = self._group.ladder.grace_days and barrier is None
        if graceful and self._group.plan is not None:
            return 0
        for place in range(len(history) - 1, 0, -1):
            step = history[place]
            if step.reached_at >= start or (graceful and step.reason in BY_HAND):
                continue
            if self._place(_floor_after(history[: place + 1])) < self._place(step.tier_id):
                return place
        return 0

    def _grace_at(self, row: StandingRow, barrier: int | None) -> int | None:
        """Return the last day of a grace that runs at the barrier."""
        if barrier is None or row.grace_until is None:
            return None
        began = add_days(row.grace_until, -self._group.ladder.grace_days)
        return row.grace_until if began < self.days(barrier) else None

    def _reviews(self, row: StandingRow, begun: tuple[int, int] | None, since: int) -> list[Event]:
        """Return the reviews that have been done after an instant."""
        plan = self._group.plan
        if plan is None or begun is None:
            return []
        registered, recorded = map(self.days, begun)
        first = max(registered, recorded)
        days = plan.between(first, row.period_start, registered)
        if row.period_start > first and row.period_start not in days:
            days.append(row.period_start)  # caught up later than planned
        starts = map(self.days.start, sorted(days))
        return [Event(at, Stage.REVIEW) for at in starts if at > since]

    # What is written -------------------------------------------------------------------------------------------

    def _record(  # noqa: PLR0917
        self,
        who: int,
        kept: Sequence[StandingStep],
        redone: Sequence[StandingStep],
        position: Position,
        steps: Sequence[Step],
        begun: tuple[int, int] | None = None,
    ) -> None:
        """Compare the steps with those that stand, and note what is to be written."""
        group, row = self._group, self._rows[who]
        reached = row.reached_at
        if steps or redone or begun:
            found = compare(group.tier_ids, kept, redone, steps, begun[0] if begun else None)
            self._steps += [HistoryStep(who, *step) for step in found.rows]
            if found.rows:
                reached = found.reached_at
                self._spans[who] = found.spans
                self._differs = min(self._differs, found.differs)
        tier_id, earned = shown(group, position.earned, row.floor_tier_id), position.earned
        now = (tier_id, reached, group.tier_ids[earned], position.grace_until)
        if now != (row.tier_id, row.reached_at, row.earned_tier_id, row.grace_until):
            earned_id = None if row.floor_tier_id is None else group.tier_ids[earned]
            self._written.append(
                store.NewStanding(tier_id, reached, earned_id, position.grace_until, who)
            )
        self._changed += tier_id != row.tier_id

    def finish(self, *, mend: bool) -> int:
        """Write everything. `mend`: the group is the program's first. Returns how many tiers changed."""
        store.store(self._uow, self._group, self._written, self._steps)
        if mend and self._spans:
            people, program_id = self._spans.keys(), self._group.program_id
            store.mend_transactions(self._uow, program_id, self._spans, people, self._differs)
        return self._changed

    def spans(self, first_at: Mapping[int, int]) -> dict[int, list[tuple[int, int]]]:
        """Return the (instant reached, tier) of people, back to the given instants."""
        found = dict(self._spans)
        back = []
        for who, row in self._rows.items():
            if who not in found:
                if row.reached_at < first_at[who]:
                    found[who] = [(row.reached_at, row.tier_id)]
                else:
                    back.append(who)
        return found | queries.load_reached(self._uow.conn, self._group.id, back)


def _floor_after(history: Sequence[StandingStep]) -> int | None:
    """Return the floor that is in force after the last of these steps."""
    by_hand = [step.floor_tier_id for step in history if step.reason in BY_HAND]
    return by_hand[-1] if by_hand else None

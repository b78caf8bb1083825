"""Judge people in one tier group: on from their present standing, or anew from an older moment on.

The rule is domain/tiers.walk; here is decided only who needs to be judged anew, and from where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from loyalty_desktop.domain.days import add_days
from loyalty_desktop.domain.kinds import TierGroupKind
from loyalty_desktop.domain.ledger.rules import LocalDays
from loyalty_desktop.domain.tiers import (
    Event,
    Position,
    Stage,
    Step,
    walk,
)
from loyalty_desktop.services.tier_comparing import BY_HAND, compare
from loyalty_desktop.storage import tier_dating as store
from loyalty_desktop.storage.queries import tier_dating as queries
from loyalty_desktop.storage.queries.tier_dating import StandingStep
from loyalty_desktop.storage.queries.tiers import (
    StandingRow,
    TierGroupRow,
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


class _Replay(NamedTuple):
    """One person to judge anew: the steps before that are kept, those that are redone, where to start, what happens."""

    who: int
    kept: list[StandingStep]
    redone: list[StandingStep]
    position: Position
    events: list[Event]
    registered_at: int


class TierDesk:
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

    def _walk(
        self,
        row: StandingRow,
        position: Position,
        events: Sequence[Event],
        resets: list[int] | None = None,
    ) -> list[Step]:
        until = max(self._uow.now_us, events[-1].at if events else 0)
        if self._group.ladder.resets:  # the close ends grace, because it resets the points then
            if self._closing is not None:
                until = self.days.start(self._closing)
            elif row.grace_until is not None:
                until = self.days.after(row.grace_until) - 1
        return walk(self._group.ladder, self.days, position, events, until, resets)

    # Older movements -------------------------------------------------------------------------------------------

    def date_anew(self, starts: Mapping[int, int], new: Mapping[int, Moved]) -> None:
        """Judge people anew from an instant on, with what is stored and what is new."""
        for one in self._replays(starts, new):
            row = self._rows[one.who]
            steps = self._walk(row, one.position, one.events)
            self._record(one.who, one.kept, one.redone, one.position, steps, one.registered_at)

    def resets(self, starts: Mapping[int, int], new: Mapping[int, Moved]) -> dict[int, list[int]]:
        """Return the instants after `starts` at which people's points start from 0, in a group that resets them."""
        found: dict[int, list[int]] = {}
        for one in self._replays(starts, new):
            self._walk(self._rows[one.who], one.position, one.events, found.setdefault(one.who, []))
        return found

    def _replays(self, starts: Mapping[int, int], new: Mapping[int, Moved]) -> Iterator[_Replay]:
        """Yield what is needed to judge people anew from an instant on."""
        if not starts:
            return
        conn, group = self._uow.conn, self._group
        recorded = queries.load_standing_steps(conn, group.id, starts)
        stored = queries.load_movements(conn, group.points_type_id, starts)
        begun = queries.load_review_starts(conn, group, starts)
        for who, start in starts.items():
            history, row, began = recorded.get(who), self._rows.get(who), begun.get(who)
            if not history or row is None or began is None:
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
            events += self._reviews(row, began, since)
            if barrier is not None:
                events.append(Event(barrier, Stage.LADDER))
            events += [
                Event(s.reached_at, Stage.FLOOR, floor=self._place(s.floor_tier_id), row=s.id)
                for s in redone
                if s.reason in BY_HAND
            ]
            events.sort(key=_order)
            yield _Replay(who, kept, redone, position, events, began[0])

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

    def _reviews(self, row: StandingRow, begun: tuple[int, int], since: int) -> list[Event]:
        """Return the reviews that have been done after an instant."""
        plan = self._group.plan
        if plan is None:
            return []
        registered, recorded = map(self.days, begun)
        first = max(registered, recorded)
        days = plan.between(first, row.period_start, registered)
        if row.period_start > first and row.period_start not in days:
            days[-1:] = [row.period_start]  # the last one was caught up later than planned
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
        registered_at: int | None = None,
    ) -> None:
        """Compare the steps with those that stand, and note what is to be written."""
        group, row = self._group, self._rows[who]
        reached = row.reached_at
        if steps or redone or registered_at is not None:
            found = compare(who, group.tier_ids, kept, redone, steps, registered_at)
            self._steps += found.rows
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

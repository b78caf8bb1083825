"""The daily close: closes each day on which something is due, for every active program, in one unit of work per day.

A day begins with activations, expirations and time-outs; then tiers set by hand end, grace periods end, and reviews take
place. Closing a day again does nothing, unless something fell due on it since (an import of old points, a time-out).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loyalty_desktop.domain.changes import Changes, Entity, Outcome, kept
from loyalty_desktop.domain.days import (
    add_days,
    day_number,
    from_day_number,
    instant,
    local_day,
    start_of_day,
)
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import TierReason
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.domain.tiers import Occasion
from loyalty_desktop.services.audit import AuditService
from loyalty_desktop.services.ledger import posting
from loyalty_desktop.services.tier_dating import date_anew_in
from loyalty_desktop.storage import closing as store
from loyalty_desktop.storage import statistics
from loyalty_desktop.storage import tier_bulk as tier_store
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.queries import closing as queries
from loyalty_desktop.storage.queries.closing import ClosingProgram, Connection
from loyalty_desktop.storage.queries.tiers import TierGroupRow, load_groups
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class ProgramClose:
    """What the close did in one program. `days` are the days on which something was due, and the last day.

    `closed_through` is the last closed day, None when no day has been closed.
    """

    program_id: int
    name: str
    days: tuple[date, ...]
    closed_through: date | None = None
    activated: int = 0
    expired: int = 0
    timed_out: int = 0
    reviewed: int = 0
    tier_changes: int = 0


@dataclass(frozen=True, slots=True)
class CloseReport:
    """What the close did. `days` counts closed days of all programs; 0 means that there was nothing to do."""

    days: int
    programs: tuple[ProgramClose, ...]

    def summary(self) -> Message:
        """Returns the message about what was done."""
        through = [p.closed_through for p in self.programs if p.closed_through is not None]
        if not through:
            return Message("closing.no_program")
        day = min(through)
        if not self.moved:
            return Message("closing.nothing_due", {"day": day})
        return Message("closing.done", {"day": day, **self._counts()})

    @property
    def moved(self) -> bool:
        """Whether anything was due on the closed days."""
        return any(self._counts().values())

    def _counts(self) -> dict[str, int]:
        names = ("activated", "expired", "timed_out", "reviewed", "tier_changes")
        return {name: sum(getattr(p, name) for p in self.programs) for name in names}


_CHANGES = Changes(
    dict.fromkeys((Entity.PROGRAM, Entity.PARTICIPANT, Entity.POINTS_TRANSACTION), ())
)
"""What a close changes. When it stops in the middle, the days before are closed, so that all of it may have changed."""


_TABLES = ("account", "lot", "movement", "points_transaction", "tier_history", "tier_state")
"""The tables into which a close of a big day writes most."""


class ClosingService:
    """Closes days."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def close_day(
        self,
        as_of: date | None = None,
        progress: Progress = NO_PROGRESS,
        *,
        ahead: bool = False,
    ) -> Outcome[CloseReport]:
        """Close every active program through `as_of` (default: its local today).

        Days that have not come yet are closed only with `ahead`: a mistyped year would expire points, and no later close
        would do anything until that day. Raises InvalidInput `closing.in_future` otherwise. When the job is cancelled, finished days stay closed; the next call continues from there.
        """
        now = instant(self._storage.clock())
        with self._storage.read() as conn:
            programs = queries.active_programs(conn)
        latest = max((local_day(now, program.tz) for program in programs), default=None)
        if as_of is not None and latest is not None and day_number(as_of) > latest and not ahead:
            raise InvalidInput(
                "closing.in_future", field="as_of", day=as_of, today=from_day_number(latest)
            )
        progress.phase("closing.days")
        reports = []
        for program in programs:
            last = local_day(now, program.tz) if as_of is None else day_number(as_of)
            with kept(lambda: _CHANGES):
                reports.append(self._close_program(program, last, progress))
        days = sum(len(report.days) for report in reports)
        if days:
            AuditService(self._storage).seal("close")
        written = sum(sum(getattr(report, name) for name in store.COUNTS) for report in reports)
        statistics.refresh(self._storage, _TABLES, written=written)
        summary.fold_after(self._storage)
        return Outcome(CloseReport(days, tuple(reports)), _CHANGES if days else Changes())

    def due(self) -> bool:
        """Return whether the close has something to do: a day that is not closed yet, or something that fell due today."""
        now = instant(self._storage.clock())
        with self._storage.read() as conn:
            return any(
                _next_day(conn, program, local_day(now, program.tz), now, done=False) is not None
                for program in queries.active_programs(conn)
            )

    def _close_program(
        self, program: ClosingProgram, last: int, progress: Progress
    ) -> ProgramClose:
        days: list[int] = []
        through = program.closed_through
        sums = dict.fromkeys(store.COUNTS, 0)
        while closed := self._close_next(program.id, last, progress, done=last in days):
            day, counts = closed
            days.append(day)
            through = day
            for name, count in counts.items():
                sums[name] += count
            progress.advance()
        return ProgramClose(
            program.id,
            program.name,
            tuple(from_day_number(day) for day in days),
            None if through is None else from_day_number(through),
            **sums,
        )

    @command
    def _close_next(
        self, program_id: int, last: int, progress: Progress, *, done: bool
    ) -> tuple[int, dict[str, int]] | None:
        """Close the next day; return it with its counts, or None when no day is left. `done`: `last` is closed."""
        with self._storage.write() as uow:
            found = queries.lock_program(uow.conn, program_id)
            if found is None or found.state != "active":
                return None
            day = _next_day(uow.conn, found, last, uow.now_us, done=done)
            if day is None:
                return None
            counts = _close(uow, found, day, progress)
            store.store_close(uow, program_id, day, counts)
            uow.audit(
                "day.closed",
                entity="program",
                entity_id=program_id,
                program_id=program_id,
                before={"closed_through": found.closed_through},
                after={"closed_through": day, **counts},
            )
        return day, counts


def resume_in(uow: UnitOfWork, program_id: int) -> None:
    """Catch up a paused program that becomes active: what fell due in the pause is dated this day, not earlier."""
    program = queries.lock_program(uow.conn, program_id)
    if program is not None and program.closed_through is not None:
        yesterday = add_days(local_day(uow.now_us, program.tz), -1)
        store.set_closed_through(uow, program_id, yesterday)


def _next_day(
    conn: Connection, program: ClosingProgram, last: int, now: int, *, done: bool
) -> int | None:
    """Return the next day to close, not after `last`; None when there is none. `done`: `last` was closed in this call."""
    through = program.closed_through
    if done or (through is not None and through > last):
        return None
    due = queries.next_due_day(conn, program.id)
    waits = due is not None and due <= last
    if through == last:
        again = waits or queries.timed_out(conn, program.id, now)
        return last if again else None
    if due is None or not waits:
        return last
    return due if through is None else min(max(due, add_days(through, 1)), last)


def _close(
    uow: UnitOfWork, program: ClosingProgram, day: int, progress: Progress
) -> dict[str, int]:
    moved = posting.run_due(uow, program.id, day, progress)
    counts = {
        "activated": moved.activated,
        "expired": moved.expired,
        "timed_out": moved.timed_out,
        "reviewed": 0,
        "tier_changes": moved.tier_changes,
    }
    at = start_of_day(day, program.tz)
    for place, group in enumerate(load_groups(uow.conn, program.id)):
        tier_store.prepare(uow)
        counts["tier_changes"] += tier_store.end_floors(uow, group, day=day, at=at)
        if not place:
            tier_store.mend_moved(uow, group, at)
        for occasion, scope in (
            (Occasion.GRACE_END, tier_store.GRACE_OVER),
            (Occasion.REVIEW, tier_store.REVIEW_DUE),
        ):
            reviewed, changed = _review(uow, group, occasion, scope, day=day, at=at, mend=not place)
            counts["reviewed"] += reviewed
            counts["tier_changes"] += changed
    return counts


def _review(
    uow: UnitOfWork,
    group: TierGroupRow,
    occasion: Occasion,
    scope: str,
    *,
    day: int,
    at: int,
    mend: bool,
) -> tuple[int, int]:
    """Decide those in scope by the balance at the start of the day, and reset their points. Returns (reviewed, changed).

    Those who have points of later days already are judged anew from this day on. `mend`: the group is the program's first.
    """
    people = tier_store.ids_where(uow, group, scope, day)
    if not people:
        return 0, 0
    later = tier_store.fill_later(uow, group, scope, day)
    changed = tier_store.evaluate_many(
        uow,
        group,
        occasion,
        f"{scope} AND {tier_store.NOT_LATER}",
        day=day,
        at=at,
        reason=TierReason.REVIEW,
    )
    if mend:
        tier_store.mend_moved(uow, group, at)
    if occasion is Occasion.REVIEW:
        tier_store.next_period(uow, group, day)
    changed += date_anew_in(uow, group, later, closing=day)
    if group.ladder.resets:
        waiting = set(tier_store.ids_where(uow, group, "s.grace_until IS NOT NULL", day))
        resetting = [n for n in people if n not in waiting]
        posting.expire_balance_in(
            uow, group.program_id, group.points_type_id, resetting, day, f"tier_group:{group.id}"
        )
    return len(people), changed

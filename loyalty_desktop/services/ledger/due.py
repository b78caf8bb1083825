"""Post what is due in a whole program: activations, expirations, inactivity, time-outs. Part of the daily close."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from loyalty_desktop.domain.days import add_days, start_of_day
from loyalty_desktop.domain.kinds import (
    ProgramState,
    TransactionState,
    TransactionType,
)
from loyalty_desktop.domain.ledger.state import Meta, Postings
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.ledger.due_sets import DueSets
from loyalty_desktop.services.ledger.session import LedgerSession, gc_paused
from loyalty_desktop.storage.ledger.load import due_participants, load_ledger_program
from loyalty_desktop.storage.unit_of_work import UnitOfWork

CHUNK = 5_000
SET_CHUNK = 50_000


@dataclass(slots=True)
class DueCounts:
    """What was posted: lots activated and expired, temporary transactions timed out, participants and tiers changed."""

    activated: int = 0
    expired: int = 0
    timed_out: int = 0
    participants: int = 0
    tier_changes: int = 0

    def count(self, postings: Postings) -> None:
        """Count the postings, before they are stored."""
        kinds = {(entry.participant_id, entry.id): entry.type for entry in postings.entries}
        for movement in postings.movements:
            kind = kinds[movement.participant_id, movement.transaction_id]
            if kind is TransactionType.EXPIRATION:
                self.expired += 1
            elif kind is TransactionType.ACTIVATION and movement.pending < 0:
                self.activated += 1
        self.timed_out += sum(
            change.after is TransactionState.ROLLED_BACK for change in postings.state_changes
        )


def run_due(
    uow: UnitOfWork,
    program_id: int,
    day: int,
    progress: Progress = NO_PROGRESS,
    counts: DueCounts | None = None,
    *,
    sets: bool = True,
) -> DueCounts:
    """Post everything due by a local day (YYYYMMDD), dated when it was due, in time order per account.

    Expiry is due on the day after the last valid day; time-outs by the end of the day or now. Running it again posts
    nothing. Nothing is posted in a program that is not active. `counts` is increased when given. Simple people are expired
    by set-based SQL unless `sets` is False.
    """
    counts = DueCounts() if counts is None else counts
    program = load_ledger_program(uow.conn, program_id)
    if program.state is not ProgramState.ACTIVE:
        return counts
    until = min(uow.now_us, start_of_day(add_days(day, 1), program.local_days.zone) - 1)
    due = due_participants(uow.conn, program, day, until)
    progress.phase("close.due", len(due))
    session = LedgerSession(uow, program)
    done = DueSets(uow, program) if sets else None
    for at in range(0, len(due), SET_CHUNK):
        people = due[at : at + SET_CHUNK]
        rest = people
        if done is not None:
            rest, lots = done.expire(people, day)
            counts.expired += lots
            counts.participants += len(people) - len(rest)
            progress.advance(len(people) - len(rest))
        _settle(session, rest, day, until, progress, counts)
    counts.tier_changes += session.tier_changes + (done.tier_changes if done else 0)
    return counts


def _settle(  # noqa: PLR0917
    session: LedgerSession,
    due: list[int],
    day: int,
    until: int,
    progress: Progress,
    counts: DueCounts,
) -> None:
    """Settle people through the engine's objects."""
    uow, program = session.uow, session.program
    for at in range(0, len(due), CHUNK):
        people = due[at : at + CHUNK]
        with gc_paused():
            session.load(people, program.rules.keys())
            for (_, points_type_id), state in session.states.items():
                if state.stored or state.holds:
                    session.ledger(points_type_id).settle_through(state, day, until)
            counts.count(session.postings)
            counts.participants += len(people)
            session.store()
            uow.store_people()
        progress.advance(len(people))


def expire_balance_in(  # noqa: PLR0917
    uow: UnitOfWork,
    program_id: int,
    points_type_id: int,
    participant_ids: Collection[int],
    day: int,
    source: str,
    *,
    sets: bool = True,
) -> int:
    """Expire all points accrued before the start of a local day, dated at that start: a periodic tier group resets points.

    `source` is "type:id" ("tier_group:7"). Returns how many participants had points.
    """
    program = load_ledger_program(uow.conn, program_id)
    session = LedgerSession(uow, program)
    ledger = session.ledger(points_type_id)
    at = start_of_day(day, program.local_days.zone)
    source_type, _, source_id = source.partition(":")
    meta = Meta(source_type=source_type, source_id=source_id or None)
    wanted = sorted(participant_ids)
    done = 0
    if sets:
        simple = DueSets(uow, program)
        rest: list[int] = []
        for first in range(0, len(wanted), SET_CHUNK):
            more, count = simple.reset(wanted[first : first + SET_CHUNK], points_type_id, day, meta)
            rest += more
            done += count
        wanted = rest
    for first in range(0, len(wanted), CHUNK):
        session.load(wanted[first : first + CHUNK], [points_type_id])
        for state in session.states.values():
            done += ledger.expire_all(state, at, meta=meta) is not None
        session.store()
        uow.store_people()
    return done

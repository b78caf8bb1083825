"""The ledger in a unit of work, for all services that move points: single commands, joining, imports, the close.

`LedgerSession` locks participants, loads their accounts, runs the engine on them and stores the result. Functions here
take an open unit of work and leave the audit record to the caller unless their docstring says otherwise.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import (
    ParticipantState,
    PointsKind,
    ProgramState,
    TierReason,
    TransactionType,
)
from loyalty_desktop.domain.ledger.engine import Ledger
from loyalty_desktop.domain.ledger.state import (
    NO_META,
    AccountState,
    Entry,
    Ids,
    Meta,
    Postings,
    body_text,
)
from loyalty_desktop.domain.participants import check_active
from loyalty_desktop.storage.ledger.load import (
    LedgerParticipant,
    LedgerProgram,
    load_accounts,
    load_ledger_program,
    load_participants,
    program_of_points_type,
)
from loyalty_desktop.storage.ledger.posting import BlockIds, claim_key, insert_grants, store
from loyalty_desktop.storage.queries.points import granted_profiles
from loyalty_desktop.storage.unit_of_work import UnitOfWork


class TierHook(Protocol):
    """Called by the ledger when qualification points have moved (services/tiers.py)."""

    def evaluate_in(
        self,
        uow: UnitOfWork,
        program_id: int,
        participant_ids: Collection[int],
        reason: TierReason,
    ) -> object:
        """Update the tiers of these participants to their points."""


class LedgerSession:
    """Loaded and locked accounts of some participants of one program."""

    def __init__(
        self,
        uow: UnitOfWork,
        program: LedgerProgram,
        *,
        tiers: TierHook | None = None,
        import_batch_id: int | None = None,
        ids: Ids | None = None,
    ) -> None:
        self.uow = uow
        self.program = program
        self.postings = Postings()
        self.ids: Ids = BlockIds(uow) if ids is None else ids
        self.people: dict[int, LedgerParticipant] = {}
        self.states: dict[tuple[int, int], AccountState] = {}
        self._ledgers = {
            number: Ledger(rules, self.ids, self.postings)
            for number, rules in program.rules.items()
        }
        self._tiers = tiers
        self._import_batch_id = import_batch_id

    def load(
        self,
        participant_ids: Collection[int],
        points_type_ids: Iterable[int],
        *,
        lock: bool = True,
    ) -> None:
        """Lock the participants and load their accounts, replacing those loaded before."""
        self.people = load_participants(self.uow.conn, self.program.id, participant_ids, lock=lock)
        self.states = load_accounts(
            self.uow.conn, self.program.id, self.people.keys(), points_type_ids
        )

    def ledger(self, points_type_id: int) -> Ledger:
        """Return the engine of a points type. Raises NotFound `points_type.not_found`."""
        found = self._ledgers.get(points_type_id)
        if found is None:
            raise NotFound("points_type.not_found", id=points_type_id)
        return found

    def account(self, participant_id: int, points_type_id: int) -> AccountState:
        """Return a loaded account. Raises NotFound `participant.not_found`, `points_type.not_found`."""
        if participant_id not in self.people:
            raise NotFound("participant.not_found", id=participant_id)
        found = self.states.get((participant_id, points_type_id))
        if found is None:
            raise NotFound("points_type.not_found", id=points_type_id)
        return found

    def check(self, participant_id: int) -> None:
        """Raise RuleViolation `participant.blocked` or `participant.left`, or NotFound `participant.not_found`."""
        person = self.people.get(participant_id)
        if person is None:
            raise NotFound("participant.not_found", id=participant_id)
        check_active(person.state, reason=person.blocked_reason)

    def store(self, reason: TierReason = TierReason.POINTS) -> None:
        """Write everything, then update tiers whose qualification points moved."""
        rules = self.program.rules
        moved = {
            entry.participant_id
            for entry in self.postings.entries
            if rules[entry.points_type_id].kind is PointsKind.QUALIFICATION
            and entry.active_before != entry.active_after
        }
        self.store_quietly()
        if moved:
            hook = self._tiers or default_tiers()
            hook.evaluate_in(self.uow, self.program.id, sorted(moved), reason)

    def store_quietly(self) -> None:
        """Write everything without updating tiers."""
        store(
            self.uow,
            self.program.id,
            self.program.rules,
            self.postings,
            self.states.values(),
            import_batch_id=self._import_batch_id,
        )


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector while a part of a bulk import runs.

    Its objects form no cycles, and the collector would take a quarter of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def default_tiers() -> TierHook:
    """Return the default tier service, imported here to avoid an import cycle."""
    from loyalty_desktop.services import tiers

    return tiers


def require_active(program: LedgerProgram) -> None:
    """Raise RuleViolation `program.not_active` unless the program is active."""
    if program.state is not ProgramState.ACTIVE:
        raise RuleViolation("program.not_active", state=program.state)


def check_points_type(program: LedgerProgram, points_type_id: int) -> None:
    """Raise NotFound `points_type.not_found` or RuleViolation `points_type.archived`."""
    rules = program.rules.get(points_type_id)
    if rules is None:
        raise NotFound("points_type.not_found", id=points_type_id)
    if rules.archived:
        raise RuleViolation("points_type.archived")


def body_hash(*facts: object) -> str:
    """Return the hash of a request. It shows whether a key is used again with another body."""
    return hashlib.blake2b(body_text(*facts).encode(), digest_size=16).hexdigest()


def run_once_per_key(  # noqa: PLR0917
    session: LedgerSession,
    key: str,
    people: Sequence[int],
    points_type_id: int,
    t: int,
    body: str,
    do: Callable[[int], Entry],
) -> tuple[int, int]:
    """Run a command once per key. Returns (participant, transaction id) of its first result.

    Loads `people` (the command belongs to the first) and settles what is due by `t`, so that ids follow the order of
    recording; `do` gets the new transaction's id. Raises Conflict `points.key_reused` when the key had another body.
    """
    if not key:
        raise InvalidInput("points.key_missing", field="key")
    session.load(people, [points_type_id])
    for state in session.states.values():
        session.ledger(points_type_id).settle(state, t)
    number = session.ids.transaction()
    taken = claim_key(session.uow, session.program.id, key, people[0], number, body)
    if taken is None:
        do(number)
        return people[0], number
    if taken[2] != body:
        raise Conflict("points.key_reused", key=key)
    session.postings.clear()  # the next command posts what was due
    return taken[0], taken[1]


def accrue_in(
    uow: UnitOfWork,
    participant_id: int,
    points_type_id: int,
    amount: int,
    *,
    occurred_at: int | None = None,
    kind: TransactionType = TransactionType.ACCRUAL,
    activates_on: int | None = None,
    expires_on: int | None = None,
    meta: Meta = NO_META,
) -> int:
    """Accrue units to one participant in a unit of work, without a key. Returns the transaction's id."""
    program = load_ledger_program(uow.conn, program_of_points_type(uow.conn, points_type_id))
    if participant_id not in load_participants(uow.conn, program.id, [participant_id], lock=False):
        raise NotFound("participant.not_found", id=participant_id)
    require_active(program)
    check_points_type(program, points_type_id)
    session = LedgerSession(uow, program)
    session.load([participant_id], [points_type_id])
    session.check(participant_id)
    entry = session.ledger(points_type_id).accrue(
        session.account(participant_id, points_type_id),
        amount,
        uow.now_us if occurred_at is None else occurred_at,
        kind=kind,
        activates_on=activates_on,
        expires_on=expires_on,
        meta=meta,
    )
    session.store()
    return entry.id


def grant_initial(
    uow: UnitOfWork,
    program_id: int,
    participant_ids: Collection[int],
    *,
    chunk: int = 5_000,
    import_batch_id: int | None = None,
) -> int:
    """Give new participants the initial balances of the program's standard points types. Returns how many were given.

    Each profile gets an initial balance of a points type only once. In a program that is not active nothing is given:
    call it again on activation (it is idempotent).
    """
    program = load_ledger_program(uow.conn, program_id)
    types = [
        rules
        for rules in program.rules.values()
        if rules.initial_balance > 0 and rules.kind is PointsKind.STANDARD and not rules.archived
    ]
    if not types or program.state is not ProgramState.ACTIVE:
        return 0
    session = LedgerSession(uow, program, import_batch_id=import_batch_id)
    wanted = sorted(participant_ids)
    given = 0
    for at in range(0, len(wanted), chunk):
        session.load(wanted[at : at + chunk], [rules.points_type_id for rules in types])
        profiles = [person.profile_id for person in session.people.values()]
        grants = []
        for rules in types:
            had = granted_profiles(uow.conn, rules.points_type_id, profiles)
            ledger = session.ledger(rules.points_type_id)
            for person in session.people.values():
                if person.profile_id in had or person.state is not ParticipantState.ACTIVE:
                    continue
                ledger.accrue(
                    session.account(person.id, rules.points_type_id),
                    rules.initial_balance,
                    uow.now_us,
                    kind=TransactionType.INITIAL,
                )
                grants.append((rules.points_type_id, person.profile_id, person.id))
        insert_grants(uow, grants)
        session.store()
        given += len(grants)
    return given

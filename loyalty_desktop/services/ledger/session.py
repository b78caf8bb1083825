"""The ledger in a unit of work, for all services that move points: single commands, joining, imports, the close.

`LedgerSession` locks participants, loads their accounts, runs the engine on them and stores the result. Functions here
take an open unit of work and leave the audit record to the caller unless their docstring says otherwise.
"""

from __future__ import annotations

import gc
import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import (
    KeyOrigin,
    ParticipantState,
    PointsKind,
    ProgramState,
    TransactionType,
)
from loyalty_desktop.domain.ledger.engine import Ledger
from loyalty_desktop.domain.ledger.state import (
    NO_META,
    AccountState,
    Entry,
    Meta,
    Original,
    Postings,
    body_text,
)
from loyalty_desktop.domain.participants import check_active
from loyalty_desktop.services.tier_dating import Judged, judge_in
from loyalty_desktop.storage.ledger.keys import claim_key, point_key
from loyalty_desktop.storage.ledger.load import (
    LedgerParticipant,
    LedgerProgram,
    load_accounts,
    load_expirations,
    load_ledger_program,
    load_lots,
    load_participants,
    program_of,
)
from loyalty_desktop.storage.ledger.opening import FEW, load_few
from loyalty_desktop.storage.ledger.posting import Recording, insert_grants, recording, store
from loyalty_desktop.storage.queries.points import granted
from loyalty_desktop.storage.queries.tiers import TierGroupRow
from loyalty_desktop.storage.unit_of_work import UnitOfWork


class LedgerSession:
    """Loaded and locked accounts of some participants of one program."""

    def __init__(
        self,
        uow: UnitOfWork,
        program: LedgerProgram,
        *,
        import_batch_id: int | None = None,
        groups: Sequence[TierGroupRow] | None = None,
    ) -> None:
        """`groups` are the program's tier groups, if they are known already."""
        self.uow = uow
        self._groups = groups
        self.program = program
        self.postings = Postings()
        self.late_redemptions = 0  # those that asked for points which have expired since
        self.people: dict[int, LedgerParticipant] = {}
        self.states: dict[tuple[int, int], AccountState] = {}
        self._ledgers = {
            number: Ledger(rules, self.postings) for number, rules in program.rules.items()
        }
        self.tier_changes = 0
        self._import_batch_id = import_batch_id
        self._recording: Recording | None = None

    def load(
        self,
        participant_ids: Collection[int],
        points_type_ids: Iterable[int],
        *,
        lock: bool = True,
    ) -> None:
        """Lock the people and load their accounts, replacing those loaded before. Without `lock` nothing can be stored."""
        people = self.uow.lock_people(participant_ids, lock=lock)
        types = list(points_type_ids)
        if 0 < len(people) <= FEW and len(types) == 1:
            self.people, self.states = load_few(self.uow.conn, self.program.id, people, types[0])
            return
        self.people = load_participants(self.uow.conn, self.program.id, participant_ids)
        self.states = load_accounts(
            self.uow.conn, {number: people[number] for number in self.people}, types
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

    def store(self) -> list[tuple[Entry, bytes]]:
        """Write everything, with the steps of tiers that it causes; `tier_changes` counts them.

        Returns the new transactions with their UUIDs, also those that the tiers have caused.
        """
        entries = self.postings.entries
        moved = {entry.participant_id for entry in entries}
        latest = {key: state.last_at for key, state in self.states.items()}
        judged = Judged()
        if moved:
            judged = judge_in(
                self.uow, self.program.id, entries, latest, self._reset_late, groups=self._groups
            )
        self.tier_changes += judged.changed
        stored = list(entries)
        uuids = store(
            self.uow,
            self.program.rules,
            self.postings,
            self.states.values(),
            self.uow.lock_people(moved),
            self.recording,
            judged.spans,
        )
        return list(zip(stored, uuids, strict=True))

    def _reset_late(self, participant_id: int, points_type_id: int, at: int, source: str) -> None:
        source_type, _, source_id = source.partition(":")
        meta = Meta(source_type=source_type, source_id=source_id)
        account = self.account(participant_id, points_type_id)
        self.ledger(points_type_id).expire_all(account, at, meta=meta)

    @property
    def recording(self) -> Recording:
        """Batch, time and actor of what is stored."""
        if self._recording is None:
            self._recording = recording(self.uow, self._import_batch_id)
        return self._recording

    def discard(self) -> None:
        """Forget everything that was decided and not stored, with the numbers it took."""
        self.postings.clear()
        self.states.clear()
        self.uow.forget_people()

    def redeem(
        self,
        account: AccountState,
        units: int,
        t: int,
        *,
        kind: TransactionType = TransactionType.REDEMPTION,
        meta: Meta = NO_META,
    ) -> Entry:
        """Redeem; a redemption of the past also takes what was there at its moment and has expired since.

        Raises RuleViolation `points.not_enough`, `points.reset_since`.
        """
        ledger = self.ledger(account.points_type_id)
        found = self._expirations(account, t) if t < account.latest_at else []
        if not found:
            return ledger.redeem(account, units, t, kind=kind, meta=meta)
        before = len(self.postings.state_changes)
        entry = ledger.redeem_late(account, units, t, self.uow.now_us, found, kind=kind, meta=meta)
        self.late_redemptions += len(self.postings.state_changes) > before
        return entry

    def _expirations(self, account: AccountState, after: int) -> list[Original]:
        """Return the expirations after an instant that stand, stored or not, with their lots in the account."""
        who, what = account.participant_id, account.points_type_id
        cancelled = {
            change.transaction_id
            for change in self.postings.state_changes
            if change.participant_id == who
        }
        found = [*load_expirations(self.uow.conn, who, what, after), *self._posted(account, after)]
        found = [one for one in found if one.id not in cancelled]
        stored = [number for one in found for number in one.parts if number not in account.by_id]
        if stored:
            lots = load_lots(self.uow.conn, [who])
            account.add_lots(lots[who, number] for number in stored)
        return found

    def _posted(self, account: AccountState, after: int) -> list[Original]:
        """Return the expirations of an account that are decided and not stored. Postings of a person stand together."""
        who, what = account.participant_id, account.points_type_id
        parts: dict[int, dict[int, int]] = defaultdict(dict)
        for move in reversed(self.postings.movements):
            if move.participant_id != who:
                break
            parts[move.transaction_id][move.lot_id] = move.pending + move.active + move.held
        found = []
        for entry in reversed(self.postings.entries):
            if entry.participant_id != who:
                break
            if (
                entry.points_type_id == what
                and entry.type is TransactionType.EXPIRATION
                and entry.occurred_at > after
            ):
                found.append(
                    Original(
                        entry.id,
                        entry.type,
                        entry.state,
                        None,
                        parts[entry.id],
                        entry.amount,
                        entry.occurred_at,
                    )
                )
        return found


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


class Key(NamedTuple):
    """An idempotency key and who made it."""

    origin: KeyOrigin
    text: str

    @property
    def external_id(self) -> str | None:
        """The external ID of the transaction: only a key that the caller gave is one."""
        return self.text if self.origin is KeyOrigin.EXTERNAL else None


def body_hash(*facts: object) -> bytes:
    """Return the 16-byte hash of a request. It shows whether a key is used again with another body."""
    return hashlib.blake2b(body_text(*facts).encode(), digest_size=16).digest()


def run_once_per_key(  # noqa: PLR0917
    session: LedgerSession,
    key: Key,
    people: Sequence[int],
    points_type_id: int,
    t: int,
    body: bytes,
    do: Callable[[], Entry],
) -> tuple[int, int]:
    """Run a command once per key. Returns (participant, transaction id) of its first result.

    Loads `people` (the command belongs to the first) and settles what is due by `t`, so that ids follow the order of
    recording; `do` posts the command's transaction and returns it. Raises Conflict `points.key_reused` when the key had
    another body.
    """
    if not key.text:
        raise InvalidInput("points.key_missing", field="key")
    session.load(people, [points_type_id])
    for state in session.states.values():
        session.ledger(points_type_id).settle(state, t)
    number = session.account(people[0], points_type_id).person.transactions + 1
    taken = claim_key(
        session.uow, session.program.id, key.origin, key.text, people[0], number, body
    )
    if taken is None:
        entry = do()
        if entry.participant_id != people[0]:
            raise AssertionError("a command belongs to its first person")
        if entry.id != number:  # a late redemption takes expired points back first
            numbers = (number, entry.id)
            point_key(
                session.uow, session.program.id, key.origin, key.text, people[0], numbers, body
            )
        return people[0], entry.id
    if taken[2] != body:
        raise Conflict("points.key_reused", key=key.text)
    session.discard()  # the next command posts what was due
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
    program = load_ledger_program(uow.conn, program_of(uow.conn, points_type_id))
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

    Each person gets an initial balance of a points type only once. In a program that is not active nothing is given:
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
        grants = []
        for rules in types:
            had = granted(uow.conn, rules.points_type_id, session.people.keys())
            ledger = session.ledger(rules.points_type_id)
            for person in session.people.values():
                if person.id in had or person.state is not ParticipantState.ACTIVE:
                    continue
                ledger.accrue(
                    session.account(person.id, rules.points_type_id),
                    rules.initial_balance,
                    uow.now_us,
                    kind=TransactionType.INITIAL,
                )
                grants.append((person.id, rules.points_type_id))
        insert_grants(uow, grants)
        session.store()
        uow.store_people()
        given += len(grants)
    return given

"""The data of the ledger engine: lots, holds, one account in memory, and the postings to store.

An account holds one participant's points of one type. Amounts are signed units in three buckets: pending (not active
yet), active (can be spent; negative when in debt), held (reserved by temporary redemptions).
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from typing import Any, NamedTuple

from loyalty_desktop.domain.kinds import Flow, TransactionState, TransactionType
from loyalty_desktop.domain.ledger.rules import FAR_DAY

FAR_FUTURE = 2**62
FAR_PAST = -(2**62)


class Person:
    """The numbers of one person's rows and the head of its audit chain, read under the person's lock.

    Transactions and lots are numbered 1, 2, ... without gaps; `digest` is the sum of the hashes of what was written;
    `audit_hash` is None before the first audit record. `stored` is what the database holds.
    """

    __slots__ = ("audit_hash", "audit_seq", "digest", "id", "lots", "stored", "transactions")

    def __init__(  # noqa: PLR0917 - one value after the other, as stored
        self,
        id: int,  # noqa: A002 - the column's name
        transactions: int = 0,
        lots: int = 0,
        digest: int = 0,
        audit_seq: int = 0,
        audit_hash: bytes | None = None,
    ) -> None:
        self.id = id
        self.transactions = transactions
        self.lots = lots
        self.digest = digest
        self.audit_seq = audit_seq
        self.audit_hash = audit_hash
        self.stored = (transactions, lots, digest, audit_seq)

    @property
    def changed(self) -> bool:
        """Return whether there is something to store."""
        return self.stored != (self.transactions, self.lots, self.digest, self.audit_seq)

    def next_transaction(self) -> int:
        """Return the number of a new points transaction."""
        self.transactions += 1
        return self.transactions

    def next_lot(self) -> int:
        """Return the number of a new lot."""
        self.lots += 1
        return self.lots


class Lot:
    """Points of one accrual. `stored` are the buckets in the database; None for a new lot.

    `written_off` are units that were spent when the accrual was cancelled and that nobody owes: a redemption that is
    cancelled later does not give them back.
    """

    __slots__ = (
        "accrued_at",
        "activates_on",
        "active",
        "amount",
        "expires_on",
        "held",
        "id",
        "key",
        "pending",
        "stored",
        "transaction_id",
        "written_off",
    )

    def __init__(  # noqa: PLR0917 - one value after the other, as stored
        self,
        id: int,  # noqa: A002 - the column's name
        transaction_id: int,
        amount: int,
        pending: int,
        active: int,
        held: int,
        written_off: int,
        accrued_at: int,
        activates_on: int | None,
        expires_on: int | None,
        *,
        stored: bool,
    ) -> None:
        self.id = id
        self.transaction_id = transaction_id
        self.amount = amount
        self.pending = pending
        self.active = active
        self.held = held
        self.written_off = written_off
        self.accrued_at = accrued_at
        self.activates_on = activates_on
        self.expires_on = expires_on
        self.key = (FAR_DAY if expires_on is None else expires_on, accrued_at, id)
        self.stored = (pending, active, held, written_off) if stored else None

    @property
    def total(self) -> int:
        """The sum of the three buckets."""
        return self.pending + self.active + self.held


def spending_order(lot: Lot) -> tuple[int, int, int]:
    """Return the sort key: earliest expiry first, then oldest, then id."""
    return lot.key


class Hold(NamedTuple):
    """An open temporary transaction. `parts` are the lots that a redemption reserved: (lot id, units).

    `timeout_at` None: it waits until it is committed or rolled back. The days are those of the lot to come.
    """

    id: int
    amount: int  # signed: what it would change
    timeout_at: int | None
    parts: tuple[tuple[int, int], ...]
    activates_on: int | None = None
    expires_on: int | None = None


class Original(NamedTuple):
    """A stored transaction to cancel. `parts`: its own net change of each lot's total, by lot id.

    `reversed` are the units that earlier cancellations have reversed or written off.
    """

    id: int
    type: TransactionType
    state: TransactionState
    settles_id: int | None
    parts: dict[int, int]
    amount: int = 0
    occurred_at: int = 0
    reversed: int = 0

    @property
    def left(self) -> int:
        """Return the units that are not reversed yet."""
        return sum(map(abs, self.parts.values())) - self.reversed


class Meta(NamedTuple):
    """Details of a transaction that do not affect points; the engine only passes them on."""

    external_id: str | None = None
    description: str = ""
    external_data: str | None = None
    source_type: str | None = None
    source_id: str | None = None


NO_META = Meta()


class Entry(NamedTuple):
    """A points transaction to store. `amount` is the change of the total; of a temporary one, what it reserves."""

    participant_id: int
    points_type_id: int
    id: int
    type: TransactionType
    state: TransactionState
    flow: Flow
    amount: int
    written_off: int
    total_before: int
    total_after: int
    active_before: int
    active_after: int
    occurred_at: int
    timeout_at: int | None = None
    activates_on: int | None = None
    expires_on: int | None = None
    reverses_id: int | None = None
    settles_id: int | None = None
    transfer_uuid: bytes | None = None
    meta: Meta = NO_META


class Movement(NamedTuple):
    """The signed change of one lot's buckets in a transaction, and of what is written off on the lot."""

    participant_id: int
    transaction_id: int
    lot_id: int
    points_type_id: int
    pending: int
    active: int
    held: int
    written_off: int


class StateChange(NamedTuple):
    """A change of state of a stored transaction. The update checks the state it had.

    `cancelled` is the transaction that no longer stands, with its points type.
    """

    participant_id: int
    transaction_id: int
    before: TransactionState
    after: TransactionState
    cancelled: tuple[int, Original] | None = None


class AccountState:
    """One account in memory: sums, open lots in spending order, holds, and every changed lot."""

    __slots__ = (
        "active",
        "by_id",
        "changed",
        "debt",
        "held",
        "holds",
        "inactive_after",
        "last_at",
        "latest_at",
        "lots",
        "next_activation",
        "next_expiry",
        "next_timeout",
        "participant_id",
        "pending",
        "person",
        "points_type_id",
        "stored",
        "touched",
        "version",
    )

    def __init__(
        self, participant_id: int, points_type_id: int, person: Person | None = None
    ) -> None:
        """`person` numbers the rows and is shared by the person's accounts; by default a new one."""
        self.person = Person(participant_id) if person is None else person
        self.participant_id = participant_id
        self.points_type_id = points_type_id
        self.pending = 0
        self.active = 0
        self.held = 0
        self.debt = 0
        self.inactive_after: int | None = None
        self.last_at: int | None = None  # the latest occurred_at of the stored transactions
        self.latest_at = FAR_PAST  # the same with those that are not stored yet
        self.version = 0
        self.changed = False  # whether there is something to store
        self.stored = False  # whether the account row exists
        self.lots: list[Lot] = []
        self.by_id: dict[int, Lot] = {}
        self.holds: dict[int, Hold] = {}
        self.touched: dict[int, Lot] = {}
        self.next_expiry = FAR_DAY  # lower bounds: nothing is due before them
        self.next_activation = FAR_DAY
        self.next_timeout = FAR_FUTURE

    @property
    def total(self) -> int:
        """The sum of pending, active and held."""
        return self.pending + self.active + self.held

    def open(  # noqa: PLR0917 - one value after the other, as stored
        self,
        pending: int,
        active: int,
        held: int,
        debt: int,
        inactive_after: int | None,
        version: int,
        last_at: int | None = None,
    ) -> None:
        """Set the sums from the stored account row."""
        self.pending, self.active, self.held, self.debt = pending, active, held, debt
        self.inactive_after, self.version, self.stored = inactive_after, version, True
        self.last_at = last_at
        self.latest_at = FAR_PAST if last_at is None else last_at

    def add_lot(self, lot: Lot) -> None:
        """Add a stored or new lot at its place in the spending order."""
        lots = self.lots
        if not lots or lots[-1].key < lot.key:
            lots.append(lot)
        else:
            insort(lots, lot, key=spending_order)
        self.by_id[lot.id] = lot
        self.watch(lot)

    def add_lots(self, lots: Iterable[Lot]) -> None:
        """Add the stored lots that are not in the account yet."""
        for lot in lots:
            if lot.id not in self.by_id:
                self.add_lot(lot)

    def watch(self, lot: Lot) -> None:
        """Lower the next due days to those of this lot."""
        if lot.expires_on is not None and lot.expires_on < self.next_expiry:
            self.next_expiry = lot.expires_on
        if lot.pending and lot.activates_on is not None and lot.activates_on < self.next_activation:
            self.next_activation = lot.activates_on

    def add_hold(self, hold: Hold) -> None:
        """Add a temporary transaction."""
        self.holds[hold.id] = hold
        if hold.timeout_at is not None:
            self.next_timeout = min(self.next_timeout, hold.timeout_at)

    def prune(self) -> None:
        """Remove empty lots from the spending order; they can still be found by id."""
        self.lots = [lot for lot in self.lots if lot.pending or lot.active or lot.held]


class Postings:
    """What the operations of one unit of work decided; storage/ledger/posting.py writes it."""

    __slots__ = ("entries", "movements", "state_changes")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.movements: list[Movement] = []
        self.state_changes: list[StateChange] = []

    def clear(self) -> None:
        """Empty the lists, once everything is stored."""
        self.entries.clear()
        self.movements.clear()
        self.state_changes.clear()


def body_text(*facts: Any) -> str:
    """Return a request as one text. Its hash shows whether a key was already used for a different request."""
    return "\x1f".join("" if fact is None else str(fact) for fact in facts)

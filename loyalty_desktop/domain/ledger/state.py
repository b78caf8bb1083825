"""The data of the ledger engine: lots, holds, one account in memory, and the postings to store.

An account holds one participant's points of one type. Amounts are signed units in three buckets: pending (not active
yet), active (can be spent; negative when in debt), held (reserved by temporary redemptions).
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.domain.ledger.rules import FAR_DAY

FAR_FUTURE = 2**62


class Ids(Protocol):
    """Assigns ids to new rows."""

    def transaction(self) -> int:
        """Id of a new points transaction."""

    def lot(self) -> int:
        """Id of a new lot."""


class Lot:
    """Points of one accrual. `stored` are the buckets in the database; None for a new lot."""

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
    )

    def __init__(  # noqa: PLR0917 - one value after the other, as stored
        self,
        id: int,  # noqa: A002 - the column's name
        transaction_id: int,
        amount: int,
        pending: int,
        active: int,
        held: int,
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
        self.accrued_at = accrued_at
        self.activates_on = activates_on
        self.expires_on = expires_on
        self.key = (FAR_DAY if expires_on is None else expires_on, accrued_at, id)
        self.stored = (pending, active, held) if stored else None

    @property
    def total(self) -> int:
        """The sum of the three buckets."""
        return self.pending + self.active + self.held


def spending_order(lot: Lot) -> tuple[int, int, int]:
    """Return the sort key: earliest expiry first, then oldest, then id."""
    return lot.key


class Hold(NamedTuple):
    """An open temporary transaction. `parts` are the lots that a redemption reserved: (lot id, units)."""

    id: int
    amount: int  # signed: what it would change
    timeout_at: int
    parts: tuple[tuple[int, int], ...]


class Original(NamedTuple):
    """A stored transaction to cancel. `parts`: net change of each lot's total, by lot id."""

    id: int
    type: TransactionType
    state: TransactionState
    settles_id: int | None
    parts: dict[int, int]


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
    amount: int
    written_off: int
    total_before: int
    total_after: int
    active_before: int
    active_after: int
    occurred_at: int
    timeout_at: int | None = None
    reverses_id: int | None = None
    settles_id: int | None = None
    transfer_uuid: str | None = None
    meta: Meta = NO_META


class Movement(NamedTuple):
    """The signed change of one lot's buckets in a transaction."""

    participant_id: int
    transaction_id: int
    lot_id: int
    points_type_id: int
    pending: int
    active: int
    held: int


class StateChange(NamedTuple):
    """A change of state of a stored transaction. The update checks the state it had."""

    participant_id: int
    transaction_id: int
    before: TransactionState
    after: TransactionState


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
        "lots",
        "next_activation",
        "next_expiry",
        "next_timeout",
        "participant_id",
        "pending",
        "points_type_id",
        "stored",
        "touched",
        "version",
    )

    def __init__(self, participant_id: int, points_type_id: int) -> None:
        self.participant_id = participant_id
        self.points_type_id = points_type_id
        self.pending = 0
        self.active = 0
        self.held = 0
        self.debt = 0
        self.inactive_after: int | None = None
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
    ) -> None:
        """Set the sums from the stored account row."""
        self.pending, self.active, self.held, self.debt = pending, active, held, debt
        self.inactive_after, self.version, self.stored = inactive_after, version, True

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


class CountingIds:
    """Ids that count up from a given start, for tests and rehearsals."""

    def __init__(self, transaction: int = 1, lot: int = 1) -> None:
        self._transaction = transaction
        self._lot = lot

    def transaction(self) -> int:
        """Id of a new points transaction."""
        self._transaction += 1
        return self._transaction - 1

    def lot(self) -> int:
        """Id of a new lot."""
        self._lot += 1
        return self._lot - 1


def body_text(*facts: Any) -> str:
    """Return a request as one text. Its hash shows whether a key was already used for a different request."""
    return "\x1f".join("" if fact is None else str(fact) for fact in facts)

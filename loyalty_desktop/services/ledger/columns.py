"""The column door of the ledger: rows of simple accounts are posted as columns of whole numbers (domain/ledger/kernel.py).

`ColumnDoor` takes the rows of some people, finds those whose rows and accounts are all simple, and posts them; the rows of
the others are left to the object door (bulk.py). Both doors decide and store the same; a property test holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import PointsKind, TransactionType
from loyalty_desktop.domain.ledger.flows import flow_of
from loyalty_desktop.domain.ledger.kernel import OWN
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Person
from loyalty_desktop.domain.tiers import event_of
from loyalty_desktop.services.ledger.column_sheet import ColumnSheet
from loyalty_desktop.services.ledger.rows import KINDS, PointsRow, RowVerdict
from loyalty_desktop.services.ledger.session import LedgerSession
from loyalty_desktop.services.tier_dating import Moved, judge_columns, resetting_types
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.ledger import months
from loyalty_desktop.storage.ledger.column_posting import ColumnPostings, store_columns

_EXPIRATION = codes.TYPES[TransactionType.EXPIRATION]


class ColumnDoor:
    """Posts the rows of people whose rows and accounts are all simple. `rest` are the rows of the others."""

    def __init__(
        self,
        session: LedgerSession,
        rows: Sequence[PointsRow],
        used: Collection[str],
        seen: Collection[str],
    ) -> None:
        self._session = session
        apart = self._apart(rows, used, seen)
        sheets: list[ColumnSheet] = []
        while True:
            sheets = self._sheets(rows, apart)
            more: set[int] = set()
            for sheet in sheets:
                more |= sheet.not_simple(session.uow.now_us)
            if not more:
                for sheet in sheets:
                    more |= sheet.post(session)
            if not more:
                break
            apart |= more
        self.sheets = sheets
        self.rest = [row for row in rows if row[1] in apart] if apart else []
        self._new: list[ColumnPostings] = []
        self._people: dict[int, Person] = {}

    def refusals(self) -> list[RowVerdict]:
        """Return the verdicts of refused rows."""
        return [sheet.refusal(place) for sheet in self.sheets for place in sheet.posted.available]

    def rehearsed(self) -> Iterator[tuple[str, PointsRow]]:
        """Yield (key, row) of new rows with a key, without numbering them."""
        for sheet in self.sheets:
            for place in sheet.posted.row:
                if place != OWN and (key := sheet.key[place]):
                    yield key, sheet.rows[place]

    def verdicts(self, *, brief: bool = False) -> list[RowVerdict]:
        """Number the rows by their people and return their verdicts; with `brief` only those of refused rows."""
        found = self.refusals()
        self._people = self._session.uow.lock_people(
            {who for sheet in self.sheets for who in sheet.who}, lock=False
        )
        for sheet in self.sheets:
            new = self._numbered(sheet)
            self._new.append(new)
            if not brief:
                rows = sheet.rows
                found += [
                    RowVerdict(rows[place][0], "new", number)
                    for place, number in zip(sheet.posted.row, new.number, strict=True)
                    if place != OWN
                ]
        return found

    def keyed(self) -> Iterator[tuple[str, PointsRow, int]]:
        """Yield (key, row, number) of new rows with a key."""
        for sheet, new in zip(self.sheets, self._new, strict=True):
            for place, number, key in zip(sheet.posted.row, new.number, new.key, strict=True):
                if key:
                    yield key, sheet.rows[place], number

    def store(self) -> None:
        """Write everything, with the steps of tiers that it causes."""
        session = self._session
        first_at: dict[int, int] = {}
        moves: dict[int, dict[int, Moved]] = {}
        latest: dict[tuple[int, int], int | None] = {}
        for sheet, new in zip(self.sheets, self._new, strict=True):
            current = None
            for who, at in zip(new.who, new.at, strict=True):
                if who != current:  # the first of an account is its earliest
                    current = who
                    first_at[who] = min(first_at.get(who, at), at)
            if sheet.rules.kind is PointsKind.QUALIFICATION:
                moves[new.points_type_id] = _moves(new)
            latest |= {
                (state.participant_id, state.points_type_id): state.last_at
                for state in sheet.accounts
            }
        if not first_at:
            return
        judged = judge_columns(session.uow, session.program.id, moves, first_at, latest)
        session.tier_changes += judged.changed
        for sheet, new in zip(self.sheets, self._new, strict=True):
            changed = _accounts_after(sheet, new)
            store_columns(
                session.uow,
                new,
                changed,
                self._people,
                session.recording,
                judged.spans,
                _months(sheet, new),
            )

    def _apart(
        self, rows: Sequence[PointsRow], used: Collection[str], seen: Collection[str]
    ) -> set[int]:
        """Return people of whom an account is not simple, or a key was used before."""
        session = self._session
        apart = _with_used_keys(rows, used, seen)
        backwards = rows[::-1]  # the first row of an account is the last that counts
        first_at: dict[tuple[int, int], int] = dict(
            zip(map(_ACCOUNT, backwards), map(_OCCURRED_AT, backwards), strict=True)
        )
        resetting = resetting_types(session.uow, session.program.id)  # a late row may post a reset
        for (who, what), at in first_at.items():
            rules, state = session.program.rules.get(what), session.states.get((who, what))
            if rules is None or state is None or what in resetting or not _simple(rules, state, at):
                apart.add(who)
        apart.update(who for who in {who for who, _ in first_at} if _refused(session, who))
        return apart

    def _sheets(self, rows: Sequence[PointsRow], apart: set[int]) -> list[ColumnSheet]:
        rules = self._session.program.rules
        kinds = set(map(itemgetter(2), rows))
        if len(kinds) == 1 and not apart:
            return [ColumnSheet(rules[kind], rows) for kind in kinds]
        by_type: dict[int, list[PointsRow]] = defaultdict(list)
        for row in rows:
            if row[1] not in apart:
                by_type[row[2]].append(row)
        return [ColumnSheet(rules[number], mine) for number, mine in sorted(by_type.items())]

    def _numbered(self, sheet: ColumnSheet) -> ColumnPostings:
        """Number transactions and lots by their people, in the order of posting."""
        posted, states = sheet.posted, sheet.accounts
        number, who, lot_numbers = list[int](), list[int](), list[int]()
        for state in states:
            lot_numbers.extend(lot.id for lot in state.lots)
        stored = len(lot_numbers)
        for a in posted.account:
            person = self._people[states[a].participant_id]
            person.transactions += 1
            number.append(person.transactions)
            who.append(person.id)
        fresh = posted.lot_entry[stored:]
        for entry in fresh:
            person = self._people[who[entry]]
            person.lots += 1
            lot_numbers.append(person.lots)
        kinds = [_EXPIRATION if row == OWN else _code(sheet, row) for row in posted.row]
        own = [row == OWN for row in posted.row]
        return ColumnPostings(
            points_type_id=sheet.rules.points_type_id,
            who=who,
            number=number,
            type=kinds,
            flow=[_FLOW_OF[kind] for kind in kinds],
            amount=posted.amount,
            written_off=posted.written_off,
            before=posted.before,
            at=posted.at,
            key=[None if o else sheet.key[r] for o, r in zip(own, posted.row, strict=True)],
            description=_of_rows(sheet.description, posted.row),
            external_data=_of_rows(sheet.external_data, posted.row),
            lot_who=[who[entry] for entry in fresh],
            lot_number=lot_numbers[stored:],
            lot_transaction=[number[entry] for entry in fresh],
            lot_amount=[posted.amount[entry] for entry in fresh],
            lot_left=posted.lot_left[stored:],
            lot_at=[posted.at[entry] for entry in fresh],
            lot_expires=posted.lot_expires[stored:],
            moved_who=[who[entry] for entry in posted.moved_entry],
            moved_transaction=[number[entry] for entry in posted.moved_entry],
            moved_lot=[lot_numbers[lot] for lot in posted.moved_lot],
            moved=posted.moved_amount,
        )


_ACCOUNT = itemgetter(1, 2)
_OCCURRED_AT = itemgetter(5)
_KEY = itemgetter(8)


def _with_used_keys(
    rows: Sequence[PointsRow], used: Collection[str], seen: Collection[str]
) -> set[int]:
    """Return people with a row whose key was used before, or by an earlier one of these rows."""
    given = [key for key in map(_KEY, rows) if key]
    fresh = set(given)
    if len(fresh) == len(given) and fresh.isdisjoint(used) and fresh.isdisjoint(seen):
        return set()
    apart: set[int] = set()
    keys: set[str] = set()
    for row in rows:
        key = row[8]
        if key:
            if key in keys or key in used or key in seen:
                apart.add(row[1])
            keys.add(key)
    return apart


def _code(sheet: ColumnSheet, place: int) -> int:
    kind = KINDS[sheet.kind[place]]
    if sheet.amount[place] < 0 and kind is TransactionType.ACCRUAL:
        kind = TransactionType.REDEMPTION
    return codes.TYPES[kind]


_FLOW_OF = {codes.TYPES[kind]: codes.FLOWS[flow_of(kind)] for kind in TransactionType}


def _of_rows(values: Sequence[str | None], places: Iterable[int]) -> list[str | None]:
    """Return the values of these rows; an empty text and an own transaction have none."""
    if not any(values):
        return []
    return [None if place == OWN else values[place] or None for place in places]


def _simple(rules: PointsRules, state: AccountState, first_at: int) -> bool:
    return not (
        rules.archived
        or rules.activation_days
        or rules.by_inactivity
        or state.pending
        or state.held
        or state.debt
        or state.holds
        or state.inactive_after is not None
        or (state.last_at is not None and first_at < state.last_at)
        or any(lot.written_off or lot.pending or lot.accrued_at > first_at for lot in state.lots)
    )


def _refused(session: LedgerSession, who: int) -> bool:
    try:
        session.check(who)
    except LoyaltyError:
        return True
    return False


def _moves(new: ColumnPostings) -> dict[int, Moved]:
    """Return the movements that may change tiers, by person."""
    mine: dict[int, Moved] = {}
    for who, kind, amount, before, at in zip(
        new.who, new.type, new.amount, new.before, new.at, strict=True
    ):
        if who not in mine:
            mine[who] = Moved(before, [])
        mine[who].events.append(event_of(codes.TYPE_OF[kind], at, amount))
    return mine


def _accounts_after(sheet: ColumnSheet, new: ColumnPostings) -> list[AccountState]:
    """Change accounts and stored lots as posted. Returns the accounts that changed."""
    changed = {}
    posted = sheet.posted
    for a, before, amount, at in zip(posted.account, new.before, new.amount, new.at, strict=True):
        state = sheet.accounts[a]
        state.active = before + amount
        state.latest_at = max(state.latest_at, at)
        state.changed = True
        changed[a] = state
    place = 0
    for state in sheet.accounts:
        for lot in state.lots:
            if lot.active != posted.lot_left[place]:
                lot.active = posted.lot_left[place]
                state.touched[lot.id] = lot
            place += 1
    return list(changed.values())


def _months(sheet: ColumnSheet, new: ColumnPostings) -> months.Months:
    day = sheet.rules.local_days
    of_row = [at // 100 for at in sheet.day]
    month = [
        of_row[row] if row != OWN else day(at) // 100
        for row, at in zip(sheet.posted.row, new.at, strict=True)
    ]
    sums: dict[tuple[int, int, int, bool], list[int]] = {}
    for who, at, kind, amount in zip(new.who, month, new.type, new.amount, strict=True):
        key = (who, at, kind, amount < 0)
        mine = sums.get(key)
        if mine is None:
            sums[key] = [amount, 1]
        else:
            mine[0] += amount
            mine[1] += 1
    return months.of_sums(new.points_type_id, sums)

"""The column door of the ledger: rows of simple accounts are posted as columns of whole numbers (domain/ledger/kernel.py).

`ColumnDoor` takes the rows of some people, finds those whose rows and accounts are all simple, and posts them; the rows of
the others are left to the object door (bulk.py). Both doors decide and store the same; a property test holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from loyalty_desktop.domain.amounts import MAX_UNITS
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import PointsKind, TransactionType
from loyalty_desktop.domain.ledger import kernel
from loyalty_desktop.domain.ledger.flows import flow_of
from loyalty_desktop.domain.ledger.kernel import OWN, Accounts, Posted, Rows
from loyalty_desktop.domain.ledger.rules import FAR_DAY, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Person
from loyalty_desktop.domain.tiers import event_of
from loyalty_desktop.services.ledger.rows import KINDS, PointsRow, RowVerdict
from loyalty_desktop.services.ledger.session import LedgerSession
from loyalty_desktop.services.tier_dating import Moved, judge_columns, resetting_types
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.ledger import months
from loyalty_desktop.storage.ledger.column_posting import ColumnPostings, store_columns

_EXPIRATION = codes.TYPES[TransactionType.EXPIRATION]


class _Sheet:
    """Rows of one points type, by participant and time, with their columns."""

    def __init__(self, rules: PointsRules, rows: Sequence[PointsRow]) -> None:
        self.rules = rules
        self.rows = rows
        columns = list(zip(*rows, strict=True))
        self.who: Sequence[int] = columns[1]
        self.kind: Sequence[str] = columns[3]
        self.at: Sequence[int] = columns[5]
        self.key: Sequence[str | None] = columns[8]
        self.description: Sequence[str] = columns[9]
        self.external_data: Sequence[str | None] = columns[10]
        self.amount = [
            _signed(kind, units) for kind, units in zip(columns[3], columns[4], strict=True)
        ]
        days = rules.local_days
        self.day = [days(at) for at in self.at]
        given = columns[7]
        ends = {day: rules.expires_on(day) or FAR_DAY for day in set(self.day)}
        self.expires = (
            [ends[day] if last is None else last for day, last in zip(self.day, given, strict=True)]
            if any(given)
            else [ends[day] for day in self.day]
        )
        self.accounts: list[AccountState] = []
        self.posted = Posted()

    def not_simple(self, now: int) -> set[int]:
        """Return people of whom a row may be refused for itself, or needs what the column door does not know."""
        found: set[int] = set()
        if max(self.at) > now:
            found.update(who for who, at in zip(self.who, self.at, strict=True) if at > now)
        found.update(
            who
            for who, day, last in zip(self.who, self.day, self.expires, strict=True)
            if last < day
        )
        found.update(row[1] for row in self.rows if row[6] is not None)
        step = 10 ** (4 - self.rules.decimals)
        found.update(
            who
            for who, units in zip(self.who, self.amount, strict=True)
            if units % step or not units
        )
        unknown = set(self.kind).difference(KINDS)
        if unknown:
            found.update(row[1] for row in self.rows if row[3] in unknown)
        if self.rules.redeem_min is not None or self.rules.redeem_step:
            found.update(
                who
                for who, units in zip(self.who, self.amount, strict=True)
                if units < 0 and self._breaks_a_limit(-units)
            )
        return found

    def _breaks_a_limit(self, units: int) -> bool:
        try:
            self.rules.check_redemption(units, None)
        except LoyaltyError:
            return True
        return False

    def post(self, session: LedgerSession) -> set[int]:
        """Post the rows in memory. Returns the people with a refused row on an account that has a history."""
        states: list[AccountState] = []
        account: list[int] = []
        first_lot, left, expires, accrued = [0], list[int](), list[int](), list[int]()
        current = None
        number = self.rules.points_type_id
        for who in self.who:
            if who != current:
                current = who
                state = session.states[who, number]
                states.append(state)
                for lot in state.lots:
                    left.append(lot.active)
                    expires.append(FAR_DAY if lot.expires_on is None else lot.expires_on)
                    accrued.append(lot.accrued_at)
                first_lot.append(len(left))
            account.append(len(states) - 1)
        self.accounts = states
        self.posted = kernel.post(
            Rows(account, self.at, self.day, self.amount, self.expires),
            Accounts(
                [state.active for state in states],
                [self.rules.largest_balance] * len(states),
                first_lot,
                left,
                expires,
                accrued,
            ),
            self.rules.local_days.after,
        )
        return {self.who[place] for place in self.posted.available if states[account[place]].stored}

    def refusal(self, place: int) -> RowVerdict:
        """Return the verdict of a refused row."""
        rules, row_no = self.rules, self.rows[place][0]
        total = rules.points(self.posted.available[place])
        if self.posted.verdict[place] == kernel.NOT_ENOUGH:
            given = {"needed": rules.points(-self.amount[place]), "available": total}
            return RowVerdict(row_no, "rejected", None, "points.not_enough", given)
        most = MAX_UNITS if rules.largest_balance is None else rules.largest_balance
        given = {"largest": rules.points(most), "total": total}
        return RowVerdict(row_no, "rejected", None, "points.largest_balance", given)


class ColumnDoor:
    """Posts the rows of people whose rows and accounts are all simple. `rest` are the rows of the others."""

    def __init__(
        self,
        session: LedgerSession,
        rows: Sequence[PointsRow],
        used: Container[str],
        seen: Container[str],
    ) -> None:
        self._session = session
        apart = self._apart(rows, used, seen)
        sheets: list[_Sheet] = []
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

    def verdicts(self, *, brief: bool = False) -> list[RowVerdict]:
        """Number the rows by their people and return their verdicts; with `brief` only those of refused rows."""
        found = []
        self._people = self._session.uow.lock_people(
            {who for sheet in self.sheets for who in sheet.who}, lock=False
        )
        for sheet in self.sheets:
            new = self._numbered(sheet)
            self._new.append(new)
            found += [sheet.refusal(place) for place in sheet.posted.available]
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
        self, rows: Sequence[PointsRow], used: Container[str], seen: Container[str]
    ) -> set[int]:
        """Return people of whom an account is not simple, or a key was used before."""
        session = self._session
        apart: set[int] = set()
        first_at: dict[tuple[int, int], int] = {}
        keys: set[str] = set()
        for row in rows:
            account = (row[1], row[2])
            if account not in first_at:
                first_at[account] = row[5]
            key = row[8]
            if key:
                if key in keys or key in used or key in seen:
                    apart.add(row[1])
                keys.add(key)
        resetting = resetting_types(session.uow, session.program.id)  # a late row may post a reset
        for (who, what), at in first_at.items():
            rules, state = session.program.rules.get(what), session.states.get((who, what))
            if rules is None or state is None or what in resetting or not _simple(rules, state, at):
                apart.add(who)
        apart.update(who for who in {who for who, _ in first_at} if _refused(session, who))
        return apart

    def _sheets(self, rows: Sequence[PointsRow], apart: set[int]) -> list[_Sheet]:
        by_type: dict[int, list[PointsRow]] = defaultdict(list)
        for row in rows:
            if row[1] not in apart:
                by_type[row[2]].append(row)
        rules = self._session.program.rules
        return [_Sheet(rules[number], mine) for number, mine in sorted(by_type.items())]

    def _numbered(self, sheet: _Sheet) -> ColumnPostings:
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


def _signed(kind: str, units: int) -> int:
    """Return the change that a row asks for: a negative accrual is a redemption, whose sign does not matter."""
    return -abs(units) if kind == TransactionType.REDEMPTION else units


def _code(sheet: _Sheet, place: int) -> int:
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


def _accounts_after(sheet: _Sheet, new: ColumnPostings) -> list[AccountState]:
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


def _months(sheet: _Sheet, new: ColumnPostings) -> months.Months:
    found: months.Months = {}
    days = sheet.rules.local_days
    for who, kind, amount, at in zip(new.who, new.type, new.amount, new.at, strict=True):
        months.add(found, (who, new.points_type_id, days(at) // 100), codes.TYPE_OF[kind], amount)
    return found

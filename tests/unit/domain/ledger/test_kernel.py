"""The column door of the ledger decides what the object door decides, and keeps to each rule by itself."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_desktop.domain.amounts import MAX_UNITS
from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.ledger import kernel
from loyalty_desktop.domain.ledger.engine import Ledger
from loyalty_desktop.domain.ledger.kernel import Accounts, Posted, Rows
from loyalty_desktop.domain.ledger.rules import FAR_DAY, LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Postings
from tests.support.release import sampled

DAYS = LocalDays(ZoneInfo("Europe/Berlin"))
HOUR = 3_600_000_000


@dataclass(frozen=True)
class Row:
    """One row of an account: hours since 1 January 2026, units, days until the last good day (None: never)."""

    hour: int
    amount: int
    life: int | None = None

    @property
    def at(self) -> int:
        """The instant."""
        return DAYS.start(20260101) + self.hour * HOUR

    @property
    def last(self) -> int:
        """The last good day."""
        return FAR_DAY if self.life is None else DAYS(self.at + self.life * 24 * HOUR)


def post(people: list[list[Row]], most: int | None = None) -> Posted:
    """Post rows of new accounts through columns."""
    rows = [(a, row) for a, mine in enumerate(people) for row in mine]
    return kernel.post(
        Rows(
            [a for a, _ in rows],
            [row.at for _, row in rows],
            [DAYS(row.at) for _, row in rows],
            [row.amount for _, row in rows],
            [row.last for _, row in rows],
        ),
        Accounts([0] * len(people), [most] * len(people), [0] * (len(people) + 1), [], [], []),
        DAYS.after,
    )


def moved(done: Posted, entry: int) -> dict[int, int]:
    """Changes of lots by one transaction."""
    places = [place for place, found in enumerate(done.moved_entry) if found == entry]
    return {done.moved_lot[place]: done.moved_amount[place] for place in places}


def test_what_expires_first_is_spent_first_however_late_it_was_accrued() -> None:
    done = post([[Row(0, 5), Row(1, 5, 60), Row(2, 5, 30), Row(3, -7), Row(4, -4)]])
    assert moved(done, 3) == {2: -5, 1: -2}
    assert moved(done, 4) == {1: -3, 0: -1}
    assert done.lot_left == [4, 0, 0]


def test_of_points_that_expire_together_the_oldest_are_spent_first() -> None:
    done = post([[Row(0, 5, 10), Row(24, 5, 9), Row(48, 5, 8), Row(49, -6)]])
    assert moved(done, 3) == {0: -5, 1: -1}


def test_points_are_good_through_their_last_day_and_expire_at_the_next_midnight() -> None:
    good = post([[Row(0, 5, 2), Row(71, -1)]])
    assert good.row == [0, 1]
    late = post([[Row(0, 5, 2), Row(72, -1)]])
    assert late.verdict == [kernel.POSTED, kernel.NOT_ENOUGH]
    assert (late.row, late.amount) == ([0, kernel.OWN], [5, -5])
    assert late.at[1] == DAYS.start(20260104)
    assert late.available == {1: 0}


def test_each_day_expires_by_itself_and_in_order() -> None:
    done = post([[Row(0, 1, 3), Row(0, 2, 1), Row(0, 4, 3), Row(0, 8), Row(240, 1)]])
    assert list(zip(done.amount[4:6], done.at[4:6], strict=True)) == [
        (-2, DAYS.start(20260103)),
        (-5, DAYS.start(20260105)),
    ]
    assert done.before[6] == 8


def test_what_is_above_the_largest_balance_is_written_off_and_nothing_above_it_accrued() -> None:
    done = post([[Row(0, 8), Row(1, 5), Row(2, 1), Row(3, -1), Row(4, 3)]], most=10)
    assert done.verdict == [kernel.POSTED, kernel.POSTED, kernel.TOO_MUCH, *[kernel.POSTED] * 2]
    assert (done.amount, done.written_off) == ([8, 2, -1, 1], [0, 3, 0, 2])
    assert done.available == {2: 10}


def test_without_a_limit_of_its_own_a_balance_ends_at_the_largest_amount() -> None:
    done = post([[Row(0, MAX_UNITS), Row(1, 1)], [Row(0, 1)]])
    assert done.verdict == [kernel.POSTED, kernel.TOO_MUCH, kernel.POSTED]


AMOUNT = st.integers(1, 12) | st.integers(-12, -1)
ROW = st.builds(Row, st.integers(0, 500), AMOUNT, st.none() | st.integers(0, 15))
PEOPLE = st.lists(
    st.lists(ROW, max_size=14).map(lambda rows: sorted(rows, key=lambda row: row.hour)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=sampled(gate=400, release=20_000))
@given(people=PEOPLE, most=st.none() | st.integers(5, 25))
def test_both_doors_decide_the_same(people: list[list[Row]], most: int | None) -> None:
    done = post(people, most)
    columns = [
        (a, amount, off, before, at)
        for a, amount, off, before, at in zip(
            done.account, done.amount, done.written_off, done.before, done.at, strict=True
        )
    ]
    moves = {
        (done.account[entry], entry - done.account.index(done.account[entry]), lot): units
        for entry, lot, units in zip(
            done.moved_entry, done.moved_lot, done.moved_amount, strict=True
        )
    }
    first_lots = [done.account[entry] for entry in done.lot_entry]
    objects: list[tuple[int, ...]] = []
    object_moves: dict[tuple[int, int, int], int] = {}
    left: list[int] = []
    verdicts: list[int] = []
    rules = PointsRules(1, 1, DAYS, largest_balance=most)
    for a, rows in enumerate(people):
        postings, state = Postings(), AccountState(a, 1)
        ledger = Ledger(rules, postings)
        for row in rows:
            last = None if row.last == FAR_DAY else row.last
            try:
                if row.amount > 0:
                    ledger.accrue(state, row.amount, row.at, expires_on=last)
                else:
                    ledger.redeem(state, -row.amount, row.at)
                verdicts.append(kernel.POSTED)
            except RuleViolation as error:
                few = error.code == "points.not_enough"
                verdicts.append(kernel.NOT_ENOUGH if few else kernel.TOO_MUCH)
        objects += [
            (a, e.amount, e.written_off, e.total_before, e.occurred_at) for e in postings.entries
        ]
        before = first_lots.index(a) - 1 if a in first_lots else 0
        object_moves |= {
            (a, m.transaction_id - 1, before + m.lot_id): m.active for m in postings.movements
        }
        left += [state.by_id[number].active for number in sorted(state.by_id)]
    assert done.verdict == verdicts
    assert columns == objects
    assert moves == object_moves
    assert done.lot_left == left

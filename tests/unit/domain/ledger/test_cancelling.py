"""Cancelling, whole and in parts: how much, in which order, and what stays away."""

from __future__ import annotations

from typing import Any

import pytest

from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    ExpiryKind,
    Flow,
    TransactionState,
    TransactionType,
)
from loyalty_desktop.domain.ledger.flows import flow_of, reversal_flow
from loyalty_desktop.domain.ledger.state import AccountState
from tests.support.ledger_account import Account, original

NOON = "2026-01-{:02} 12:00"
TEN_DAYS: dict[str, Any] = {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 10}


def states(account: Account) -> list[tuple[int, TransactionState]]:
    """Changed states of transactions."""
    return [(change.transaction_id, change.after) for change in account.postings.state_changes]


def test_all_parts_together_never_exceed_the_transaction() -> None:
    account = Account()
    given = account.accrue(10, NOON.format(1))
    assert account.cancel(given, NOON.format(2), 4).amount == -4
    with pytest.raises(RuleViolation, match="cancel_too_much") as refused:
        account.cancel(given, NOON.format(3), 7)
    assert refused.value.params["available"] == account.rules.points(6)
    assert states(account) == []
    assert account.cancel(given, NOON.format(4), 6).amount == -6
    assert states(account) == [(given.id, TransactionState.CANCELLED)]
    assert account.state.total == 0
    with pytest.raises(RuleViolation, match="already_cancelled"):
        account.cancel(given, NOON.format(5), 1)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_part_is_more_than_nothing(amount: int) -> None:
    account = Account()
    given = account.accrue(10, NOON.format(1))
    with pytest.raises(RuleViolation, match="cancel_too_much"):
        account.cancel(given, NOON.format(2), amount)


def test_without_an_amount_all_that_is_left_is_cancelled() -> None:
    account = Account()
    given = account.accrue(10, NOON.format(1))
    account.cancel(given, NOON.format(2), 4)
    assert account.cancel(given, NOON.format(3)).amount == -6


def test_what_is_written_off_counts_as_cancelled() -> None:
    account = Account(cancel_policy=CancelPolicy.WRITE_OFF)
    given = account.accrue(10, NOON.format(1))
    account.redeem(8, NOON.format(2))
    first = account.cancel(given, NOON.format(3), 5)
    assert (first.amount, first.written_off) == (-2, 3)
    with pytest.raises(RuleViolation, match="cancel_too_much"):
        account.cancel(given, NOON.format(4), 6)
    rest = account.cancel(given, NOON.format(5), 5)
    assert (rest.amount, rest.written_off) == (0, 5)
    assert states(account) == [(given.id, TransactionState.CANCELLED)]


def test_a_redemption_gives_back_in_the_reverse_order_of_taking() -> None:
    account = Account()
    account.accrue(5, NOON.format(1), expires_on=20260301)
    account.accrue(5, NOON.format(2), expires_on=20260201)
    account.accrue(5, NOON.format(3))
    spent = account.redeem(12, NOON.format(4))
    assert account.left() == [0, 0, 3]
    account.cancel(spent, NOON.format(5), 1)
    assert account.left() == [0, 0, 4]
    account.cancel(spent, NOON.format(6), 4)
    assert account.left() == [3, 0, 5]
    account.cancel(spent, NOON.format(7), 4)
    assert account.left() == [5, 2, 5]
    account.cancel(spent, NOON.format(8))
    assert account.left() == [5, 5, 5]


def test_an_accrual_that_paid_a_debt_loses_its_own_points_first() -> None:
    account = Account()
    owed = account.accrue(4, NOON.format(1))
    account.redeem(4, NOON.format(2))
    account.cancel(owed, NOON.format(3))
    paid = account.accrue(10, NOON.format(4))
    assert account.left() == [0, 6]
    account.cancel(paid, NOON.format(5), 6)
    assert (account.left(), account.state.debt) == ([0, 0], 0)
    account.cancel(paid, NOON.format(6))
    assert (account.left(), account.state.debt) == ([-4, 0], 4)


def test_sleeping_points_are_taken_back_before_active_ones() -> None:
    account = Account()
    given = account.accrue(5, NOON.format(1), activates_on=20260110)
    account.accrue(5, NOON.format(1))
    account.cancel(given, NOON.format(2), 2)
    assert (account.state.pending, account.state.active) == (3, 5)


def test_points_written_off_are_not_given_back_by_their_redemption() -> None:
    account = Account(cancel_policy=CancelPolicy.WRITE_OFF)
    given = account.accrue(100, NOON.format(1))
    spent = account.redeem(70, NOON.format(2))
    account.cancel(given, NOON.format(3))
    back = account.cancel(spent, NOON.format(4))
    assert (back.amount, back.written_off, account.state.total) == (0, 70, 0)


def test_only_so_much_stays_away_as_was_written_off_and_only_once() -> None:
    account = Account(cancel_policy=CancelPolicy.WRITE_OFF)
    given = account.accrue(100, NOON.format(1))
    spent = account.redeem(70, NOON.format(2))
    account.cancel(given, NOON.format(3), 40)  # 30 taken, 10 written off
    assert account.state.total == 0
    first = account.cancel(spent, NOON.format(4), 25)
    assert (first.amount, first.written_off) == (15, 10)
    rest = account.cancel(spent, NOON.format(5))
    assert (rest.amount, rest.written_off, account.state.total) == (45, 0, 60)


def test_with_debt_a_cancelled_accrual_and_its_redemption_leave_nothing() -> None:
    account = Account(cancel_policy=CancelPolicy.DEBT)
    given = account.accrue(100, NOON.format(1))
    spent = account.redeem(70, NOON.format(2))
    account.cancel(given, NOON.format(3))
    assert account.state.debt == 70
    account.cancel(spent, NOON.format(4))
    assert (account.state.total, account.state.debt) == (0, 0)


def test_an_expiration_whose_points_would_expire_at_once_is_not_cancelled() -> None:
    account = Account(**TEN_DAYS)
    account.accrue(10, NOON.format(1))
    account.settled(NOON.format(20))
    expired = account.postings.entries[-1]
    with pytest.raises(RuleViolation, match="expires_again"):
        account.cancel(expired, NOON.format(20))
    assert account.postings.entries[-1] is expired


def test_an_expiration_that_took_points_too_early_is_cancelled() -> None:
    account = Account(**TEN_DAYS)
    account.accrue(10, NOON.format(1))
    reset = account.ledger.expire_all(account.state, account.at(NOON.format(8)))
    assert reset is not None
    account.cancel(reset, "2026-01-11 23:59")
    assert account.state.active == 10
    assert account.settled("2026-01-12 00:00") == 0


def test_of_a_reset_only_points_that_are_still_good_come_back_to_stay() -> None:
    account = Account()
    account.accrue(4, NOON.format(1), expires_on=20260110)
    account.accrue(6, NOON.format(1), expires_on=20260131)
    reset = account.ledger.expire_all(account.state, account.at(NOON.format(8)))
    assert reset is not None
    account.cancel(reset, NOON.format(15))
    assert account.left() == [0, 6]
    assert account.last() == ("expiration", NOON.format(15))


def test_a_transfer_is_cancelled_whole() -> None:
    account = Account()
    account.accrue(10, NOON.format(1))
    other = AccountState(2, 1)
    sent, received = account.ledger.transfer(
        account.state, other, 6, account.at(NOON.format(2)), transfer_uuid=b"x" * 16
    )
    with pytest.raises(RuleViolation, match="cannot_cancel_part"):
        account.cancel(sent, NOON.format(3), 5)
    account.cancel(sent, NOON.format(3))
    account.ledger.cancel(other, original(account.postings, received), account.at(NOON.format(3)))
    assert (account.state.active, other.active) == (10, 0)


def test_every_cancellation_stands_in_the_line_of_the_reports_that_it_corrects() -> None:
    backward = {Flow.GIVEN_BACK: -5, Flow.CANCELLED: 5}
    for flow, amount in backward.items():
        for kind in TransactionType:
            expected = Flow.ADJUSTED if kind is TransactionType.ADJUSTMENT else flow
            assert reversal_flow(kind, amount) is expected
    lines = {kind: flow_of(kind) for kind in TransactionType}
    assert lines == {
        TransactionType.INITIAL: Flow.INITIAL,
        TransactionType.ACCRUAL: Flow.ACCRUED,
        TransactionType.REDEMPTION: Flow.REDEEMED,
        TransactionType.EXPIRATION: Flow.EXPIRED,
        TransactionType.ACTIVATION: Flow.NONE,
        TransactionType.CANCELLATION: Flow.NONE,
        TransactionType.ADJUSTMENT: Flow.ADJUSTED,
        TransactionType.TRANSFER: Flow.TRANSFERRED,
        TransactionType.IMPORT: Flow.IMPORTED,
    }


def test_the_cancellation_itself_carries_that_line() -> None:
    account = Account()
    given = account.accrue(10, NOON.format(1))
    spent = account.redeem(4, NOON.format(2))
    taken = account.ledger.redeem(
        account.state, 1, account.at(NOON.format(3)), kind=TransactionType.ADJUSTMENT
    )
    flows = [account.cancel(entry, NOON.format(4)).flow for entry in (taken, spent, given)]
    assert flows == [Flow.ADJUSTED, Flow.GIVEN_BACK, Flow.CANCELLED]

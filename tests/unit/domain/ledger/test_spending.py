"""Which points are taken: earliest expiry first, oldest first among equals, and only what was there at the moment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.kinds import ExpiryKind, TransactionState
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.ledger.state import AccountState
from tests.support.ledger_account import BERLIN, Account

TEN_DAYS: dict[str, Any] = {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 10}


def test_what_expires_first_is_spent_first_however_late_it_was_accrued() -> None:
    account = Account()
    account.accrue(5, "2026-01-01 12:00")
    account.accrue(5, "2026-01-02 12:00", expires_on=20260301)
    account.accrue(5, "2026-01-03 12:00", expires_on=20260201)
    account.redeem(7, "2026-01-04 12:00")
    assert account.left() == [5, 3, 0]
    account.redeem(4, "2026-01-05 12:00")
    assert account.left() == [4, 0, 0]


def test_of_points_that_expire_together_the_oldest_are_spent_first() -> None:
    account = Account()
    account.accrue(5, "2026-01-02 12:00", expires_on=20260301)
    account.accrue(5, "2026-01-01 12:00", expires_on=20260301)
    account.accrue(5, "2026-01-01 12:00", expires_on=20260301)
    account.redeem(6, "2026-01-04 12:00")
    assert account.left() == [5, 0, 4]


def test_a_reservation_and_a_transfer_take_what_expires_first_too() -> None:
    account = Account()
    account.accrue(5, "2026-01-01 12:00", expires_on=20260301)
    account.accrue(5, "2026-01-02 12:00", expires_on=20260201)
    t = account.at("2026-01-03 12:00")
    account.ledger.reserve_redemption(account.state, 3, t, None)
    assert account.left() == [5, 2]
    other = AccountState(2, 1)
    account.ledger.transfer(account.state, other, 3, t, transfer_uuid=b"x" * 16)
    assert account.left() == [4, 0]
    assert [(lot.active, lot.expires_on) for lot in other.lots] == [(2, 20260201), (1, 20260301)]


def test_a_debt_is_paid_by_what_expires_first() -> None:
    account = Account()
    owed = account.accrue(5, "2026-01-01 12:00")
    account.redeem(5, "2026-01-02 12:00")
    account.accrue(4, "2026-01-03 12:00", activates_on=20260110, expires_on=20260301)
    account.accrue(4, "2026-01-04 12:00", activates_on=20260110, expires_on=20260201)
    account.cancel(owed, "2026-01-05 12:00")
    account.settled("2026-01-10 12:00")
    assert account.left() == [0, 3, 0]


def test_points_accrued_after_a_back_dated_redemption_are_not_taken() -> None:
    account = Account()
    account.accrue(5, "2026-01-10 12:00")
    with pytest.raises(RuleViolation, match="not_enough") as refused:
        account.redeem(5, "2026-01-10 11:59")
    assert refused.value.params["available"] == 0
    account.redeem(5, "2026-01-10 12:00")
    assert account.left() == [0]


def test_nothing_is_spent_on_the_day_after_its_last_day() -> None:
    account = Account()
    account.accrue(5, "2026-01-10 12:00", expires_on=20260112)
    account.redeem(1, "2026-01-12 23:59")
    with pytest.raises(RuleViolation, match="not_enough"):
        account.redeem(1, "2026-01-13 00:00")


@pytest.mark.parametrize(
    ("order", "share", "rate", "most"),
    [
        ("10.01", "33.33", "1", 33_363),  # 3.336333 points
        ("0.01", "99.99", "0.9999", 99),
        ("10", "33.33", "1", 33_330),
        ("10.01", "99.99", "1", 100_089),  # 10.008999 points
    ],
)
def test_the_share_of_an_order_is_rounded_down(
    order: str, share: str, rate: str, most: int
) -> None:
    rules = PointsRules(
        1,
        1,
        LocalDays(BERLIN),
        decimals=4,
        redeem_max_share=Decimal(share),
        money_rate=Decimal(rate),
    )
    rules.check_redemption(most, Decimal(order))
    with pytest.raises(RuleViolation, match="redeem_share"):
        rules.check_redemption(most + 1, Decimal(order))


@pytest.mark.parametrize(("decimals", "told"), [(0, "3"), (1, "3.3"), (2, "3.33"), (4, "3.3363")])
def test_the_most_that_is_told_can_be_redeemed(decimals: int, told: str) -> None:
    rules = PointsRules(
        1, 1, LocalDays(BERLIN), decimals=decimals, redeem_max_share=Decimal("33.33")
    )
    with pytest.raises(RuleViolation) as refused:
        rules.check_redemption(40_000, Decimal("10.01"))
    assert refused.value.params["most"] == Decimal(told)
    rules.check_redemption(rules.amount(refused.value.params["most"]), Decimal("10.01"))


def test_a_reset_leaves_what_was_accrued_from_the_first_instant_of_the_day_on() -> None:
    account = Account()
    account.accrue(1, "2026-01-31 23:59")
    account.accrue(2, "2026-02-01 00:00")
    account.accrue(4, "2026-02-01 12:00")
    account.accrue(8, "2026-01-20 12:00", activates_on=20260301)
    account.ledger.expire_all(account.state, account.at("2026-02-01 00:00"))
    assert account.settled("2026-02-01 12:00") == 6
    assert account.state.pending == 0
    assert account.last() == ("expiration", "2026-02-01 00:00")


def test_a_reset_of_nothing_writes_nothing() -> None:
    account = Account()
    account.accrue(2, "2026-02-01 00:00")
    assert account.ledger.expire_all(account.state, account.at("2026-02-01 00:00")) is None
    assert len(account.postings.entries) == 1


class TestLateRedemptions:
    """Redemptions dated before points expired, entered afterwards: the order of events decides."""

    def test_the_expired_points_are_taken_and_the_rest_expires_at_its_old_moment(self) -> None:
        account = Account(**TEN_DAYS)
        account.accrue(10, "2026-01-01 12:00")
        account.settled("2026-02-01 12:00")
        first = account.postings.entries[-1]
        account.redeem_late(6, "2026-01-05 12:00", now="2026-02-01 12:00")
        written = [
            (entry.type.value, account.moment(entry), entry.amount)
            for entry in account.postings.entries[2:]
        ]
        assert written == [
            ("cancellation", "2026-01-12 00:00", 10),
            ("redemption", "2026-01-05 12:00", -6),
            ("expiration", "2026-01-12 00:00", -4),
        ]
        (change,) = account.postings.state_changes
        assert (change.transaction_id, change.after) == (first.id, TransactionState.CANCELLED)
        assert account.state.total == 0

    def test_only_the_expirations_that_are_needed_are_cancelled(self) -> None:
        account = Account(**TEN_DAYS)
        for day in ("01", "02", "03"):
            account.accrue(10, f"2026-01-{day} 12:00")
        account.settled("2026-02-01 12:00")
        account.redeem_late(12, "2026-01-05 12:00", now="2026-02-01 12:00")
        assert [change.after for change in account.postings.state_changes] == [
            TransactionState.CANCELLED
        ] * 2
        expired = [e.amount for e in account.postings.entries if e.type.value == "expiration"]
        assert expired == [-10, -10, -10, -8]

    def test_points_that_are_still_there_are_not_asked_for_twice(self) -> None:
        account = Account(**TEN_DAYS)
        account.accrue(10, "2026-01-01 12:00")
        account.accrue(10, "2026-01-04 12:00", expires_on=20260401)
        account.settled("2026-02-01 12:00")
        account.redeem_late(14, "2026-01-05 12:00", now="2026-02-01 12:00")
        assert account.left() == [0, 6]

    def test_points_that_ended_first_are_taken_before_those_that_are_still_there(self) -> None:
        account = Account(**TEN_DAYS)
        account.accrue(10, "2026-01-01 12:00")
        account.accrue(10, "2026-01-04 12:00", expires_on=20260401)
        account.settled("2026-02-01 12:00")
        account.redeem_late(6, "2026-01-05 12:00", now="2026-02-01 12:00")
        assert account.left() == [0, 10]
        expired = [e.amount for e in account.postings.entries if e.type.value == "expiration"]
        assert expired == [-10, -4]

    def test_points_accrued_after_its_moment_are_not_taken(self) -> None:
        account = Account(**TEN_DAYS)
        account.accrue(10, "2026-01-01 12:00")
        account.accrue(10, "2026-01-03 12:00")
        account.settled("2026-02-01 12:00")
        with pytest.raises(RuleViolation, match="not_enough") as refused:
            account.redeem_late(11, "2026-01-02 12:00", now="2026-02-01 12:00")
        assert refused.value.params["available"] == Decimal("0.001")
        assert [e.type.value for e in account.postings.entries[2:]] == ["expiration"] * 2

    def test_points_that_had_expired_before_its_moment_are_not_taken(self) -> None:
        account = Account(**TEN_DAYS)
        account.accrue(10, "2026-01-01 12:00")
        account.settled("2026-02-01 12:00")
        written = len(account.postings.entries)
        with pytest.raises(RuleViolation, match="not_enough"):
            account.redeem_late(1, "2026-01-12 00:00", now="2026-02-01 12:00")
        assert len(account.postings.entries) == written
        account.redeem_late(10, "2026-01-11 23:59", now="2026-02-01 12:00")
        assert account.state.total == 0

    def test_what_a_reset_took_is_not_given_back(self) -> None:
        account = Account(**TEN_DAYS)
        account.accrue(10, "2026-01-01 12:00")
        account.ledger.expire_all(account.state, account.at("2026-01-08 00:00"))
        with pytest.raises(RuleViolation, match="reset_since"):
            account.redeem_late(1, "2026-01-05 12:00", now="2026-02-01 12:00")

    def test_nothing_changes_when_it_is_refused(self) -> None:
        account = Account(**TEN_DAYS)
        account.accrue(10, "2026-01-01 12:00")
        account.settled("2026-02-01 12:00")
        written = len(account.postings.entries)
        with pytest.raises(RuleViolation, match="not_enough"):
            account.redeem_late(11, "2026-01-05 12:00", now="2026-02-01 12:00")
        assert len(account.postings.entries) == written
        assert account.left() == [0]

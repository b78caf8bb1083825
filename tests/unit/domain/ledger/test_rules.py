"""Every rule of expiry, activation and limits, on the border: the last good day and the first bad one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import ExpiryKind, TransactionState, TransactionType
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules, cancel_refusal
from loyalty_desktop.domain.ledger.state import AccountState
from tests.support.ledger_account import BERLIN, Account

HOUR = 3_600_000_000


@pytest.mark.parametrize(
    ("kind", "count", "accrued", "expected"),
    [
        (ExpiryKind.NEVER, 0, 20260131, None),
        (ExpiryKind.INACTIVITY, 3, 20260131, None),
        (ExpiryKind.AFTER_DAYS, 0, 20260131, 20260131),
        (ExpiryKind.AFTER_DAYS, 30, 20260131, 20260302),
        (ExpiryKind.AFTER_DAYS, 1, 20240228, 20240229),
        (ExpiryKind.AFTER_MONTHS, 1, 20260131, 20260228),
        (ExpiryKind.AFTER_MONTHS, 1, 20240131, 20240229),
        (ExpiryKind.AFTER_MONTHS, 12, 20240229, 20250228),
        (ExpiryKind.END_OF_MONTH, 0, 20260131, 20260131),
        (ExpiryKind.END_OF_MONTH, 1, 20240131, 20240229),
        (ExpiryKind.END_OF_MONTH, 1, 20251231, 20260131),
        (ExpiryKind.END_OF_QUARTER, 0, 20260401, 20260630),
        (ExpiryKind.END_OF_QUARTER, 0, 20260331, 20260331),
        (ExpiryKind.END_OF_QUARTER, 1, 20251115, 20260331),
        (ExpiryKind.END_OF_YEAR, 0, 20261231, 20261231),
        (ExpiryKind.END_OF_YEAR, 0, 20260101, 20261231),
        (ExpiryKind.END_OF_YEAR, 1, 20260615, 20271231),
    ],
)
def test_the_last_good_day_follows_from_the_rule(
    kind: ExpiryKind, count: int, accrued: int, expected: int | None
) -> None:
    rules = PointsRules(1, 1, LocalDays(BERLIN), expiry_kind=kind, expiry_count=count)
    assert rules.expires_on(accrued) == expected


@pytest.mark.parametrize("accrued", [20260101, 20260630])
def test_a_fixed_date_is_the_same_for_all(accrued: int) -> None:
    rules = PointsRules(
        1, 1, LocalDays(BERLIN), expiry_kind=ExpiryKind.FIXED_DATE, expiry_date=20260630
    )
    assert rules.lot_days(accrued, None, None) == (None, 20260630)


def test_after_the_fixed_date_nothing_can_be_accrued() -> None:
    account = Account(expiry_kind=ExpiryKind.FIXED_DATE, expiry_date=20260630)
    with pytest.raises(RuleViolation, match="expiry_passed"):
        account.ledger.accrue(account.state, 5, account.at("2026-07-01 00:00"))
    assert account.postings.entries == []


def test_points_are_good_through_their_last_day_and_expire_at_the_next_midnight() -> None:
    account = Account(expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=10)
    account.ledger.accrue(account.state, 5, account.at("2026-01-10 23:59"))
    assert account.settled("2026-01-20 23:59") == 5
    assert account.settled("2026-01-21 00:00") == 0
    assert account.last() == ("expiration", "2026-01-21 00:00")


@pytest.mark.parametrize(
    ("tz", "accrued", "last_minute", "midnight"),
    [
        # 29 March: 23 hours in Berlin; 25 October: 25 hours
        ("Europe/Berlin", "2026-03-28 12:00", "2026-03-29 23:59", "2026-03-30 00:00"),
        ("Europe/Berlin", "2026-10-24 12:00", "2026-10-25 23:59", "2026-10-26 00:00"),
        ("America/New_York", "2026-03-07 23:30", "2026-03-08 23:59", "2026-03-09 00:00"),
        ("Asia/Kathmandu", "2026-05-01 00:10", "2026-05-02 23:59", "2026-05-03 00:00"),
        ("Pacific/Auckland", "2026-04-04 12:00", "2026-04-05 23:59", "2026-04-06 00:00"),
    ],
)
def test_days_begin_and_end_where_the_program_is(
    tz: str, accrued: str, last_minute: str, midnight: str
) -> None:
    account = Account(ZoneInfo(tz), expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=1)
    account.ledger.accrue(account.state, 5, account.at(accrued))
    assert account.settled(last_minute) == 5
    assert account.settled(midnight) == 0
    assert account.last() == ("expiration", midnight)


def test_a_short_and_a_long_day_have_their_hours() -> None:
    local_days = LocalDays(BERLIN)
    assert (local_days.after(20260329) - local_days.start(20260329)) // HOUR == 23
    assert (local_days.after(20261025) - local_days.start(20261025)) // HOUR == 25
    for day in (20260329, 20261025):
        assert local_days(local_days.start(day)) == day
        assert local_days(local_days.after(day) - 1) == day
        assert local_days(local_days.start(day) - 1) == day - 1


def test_a_day_without_midnight_begins_when_the_clock_has_moved() -> None:
    local_days = LocalDays(ZoneInfo("Africa/Cairo"))  # 24 April 2026 begins at one o'clock
    start = local_days.start(20260424)
    assert local_days(start) == 20260424
    assert local_days(start - 1) == 20260423


def test_points_sleep_until_the_first_minute_of_their_day() -> None:
    account = Account(activation_days=2)
    account.ledger.accrue(account.state, 5, account.at("2026-03-28 23:59"))
    assert account.settled("2026-03-29 23:59") == 0
    assert account.settled("2026-03-30 00:00") == 5
    assert account.last() == ("activation", "2026-03-30 00:00")


def test_points_die_when_nothing_happens_for_months() -> None:
    account = Account(expiry_kind=ExpiryKind.INACTIVITY, expiry_count=3)
    account.ledger.accrue(account.state, 5, account.at("2025-11-30 12:00"))
    assert account.state.inactive_after == 20260228
    assert account.settled("2026-02-28 23:59") == 5
    assert account.settled("2026-03-01 00:00") == 0
    assert account.last() == ("expiration", "2026-03-01 00:00")
    assert account.state.inactive_after is None


@pytest.mark.parametrize(
    "act",
    [
        lambda a, t: a.ledger.accrue(a.state, 1, t),
        lambda a, t: a.ledger.redeem(a.state, 1, t),
    ],
    ids=["accrual", "redemption"],
)
def test_activity_keeps_all_points_alive(act: Callable[[Account, int], object]) -> None:
    account = Account(expiry_kind=ExpiryKind.INACTIVITY, expiry_count=3)
    account.ledger.accrue(account.state, 5, account.at("2026-01-10 12:00"))
    act(account, account.at("2026-04-10 23:00"))
    assert account.settled("2026-07-10 23:59") > 0
    assert account.settled("2026-07-11 00:00") == 0


def test_a_back_dated_accrual_does_not_shorten_life() -> None:
    account = Account(expiry_kind=ExpiryKind.INACTIVITY, expiry_count=3)
    account.ledger.accrue(account.state, 5, account.at("2026-04-10 12:00"))
    account.ledger.accrue(account.state, 5, account.at("2026-02-10 12:00"))
    assert account.state.inactive_after == 20260710


def test_expiry_and_activation_of_one_midnight_come_in_this_order() -> None:
    account = Account(activation_days=3, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=5)
    account.ledger.accrue(account.state, 5, account.at("2026-01-01 12:00"))
    account.ledger.accrue(account.state, 7, account.at("2026-01-04 12:00"))
    assert account.settled("2026-01-07 12:00") == 7
    assert [(e.type.value, e.amount) for e in account.postings.entries[-2:]] == [
        ("expiration", -5),
        ("activation", 0),
    ]


def test_what_is_above_the_largest_balance_is_written_off() -> None:
    account = Account(largest_balance=100)
    account.ledger.accrue(account.state, 80, account.at("2026-01-01 12:00"))
    cut = account.ledger.accrue(account.state, 50, account.at("2026-01-02 12:00"))
    assert (cut.amount, cut.written_off, cut.total_after) == (20, 30, 100)
    with pytest.raises(RuleViolation, match="largest_balance"):
        account.ledger.accrue(account.state, 1, account.at("2026-01-03 12:00"))


def test_a_transfer_keeps_accrual_and_expiry_of_every_lot() -> None:
    account = Account(expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=30)
    for day in ("2026-01-02", "2026-01-01"):
        account.ledger.accrue(account.state, 10, account.at(f"{day} 12:00"))
    other = AccountState(2, 1)
    t = account.at("2026-01-20 12:00")
    account.ledger.transfer(account.state, other, 15, t, transfer_uuid=b"x" * 16)
    assert [(lot.active, lot.accrued_at, lot.expires_on) for lot in other.lots] == [
        (10, account.at("2026-01-01 12:00"), 20260131),
        (5, account.at("2026-01-02 12:00"), 20260201),
    ]
    account.ledger.settle(other, account.at("2026-02-01 12:00"))
    assert other.active == 5


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"expires_on": 20251231}, "expires_before"),
        ({"activates_on": 20260201, "expires_on": 20260131}, "activates_too_late"),
    ],
)
def test_days_given_by_people_must_make_sense(given: dict[str, Any], code: str) -> None:
    account = Account()
    with pytest.raises(InvalidInput, match=code):
        account.ledger.accrue(account.state, 5, account.at("2026-01-01 12:00"), **given)


@pytest.mark.parametrize(
    ("units", "order", "code"),
    [
        (49_999, None, "redeem_min"),
        (52_000, None, "redeem_step"),
        (1_005_000, Decimal(100), "redeem_share"),
        (1_000_000, Decimal(100), None),
        (50_000, Decimal("4.99"), "redeem_share"),
        (50_000, Decimal(5), None),
        (9_000_000, None, None),
    ],
)
def test_a_redemption_keeps_to_least_step_and_share(
    units: int, order: Decimal | None, code: str | None
) -> None:
    rules = PointsRules(
        1,
        1,
        LocalDays(BERLIN),
        redeem_min=50_000,
        redeem_step=5_000,
        redeem_max_share=Decimal(50),
        money_rate=Decimal(2),
    )
    if code is None:
        rules.check_redemption(units, order)
        return
    with pytest.raises(RuleViolation, match=code):
        rules.check_redemption(units, order)


@pytest.mark.parametrize("kind", list(TransactionType))
@pytest.mark.parametrize("state", list(TransactionState))
def test_permanent_transactions_that_moved_points_can_be_cancelled(
    kind: TransactionType, state: TransactionState
) -> None:
    refusal = cancel_refusal(kind, state)
    if state is TransactionState.CANCELLED:
        assert refusal == "points.already_cancelled"
    elif state is TransactionState.TEMPORARY:
        assert refusal == "points.still_temporary"
    elif state is TransactionState.PERMANENT and kind not in {
        TransactionType.ACTIVATION,
        TransactionType.CANCELLATION,
    }:
        assert refusal is None
    else:
        assert refusal == "points.cannot_cancel"

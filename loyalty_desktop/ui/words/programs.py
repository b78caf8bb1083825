"""Words for the closed lists of programs, and the sentences that sum up points types and tier groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    Downgrade,
    ExpiryKind,
    FieldKind,
    PointsKind,
    ProgramState,
    ReviewAnchor,
    RoundingMode,
    TierGroupKind,
    TransactionState,
    TransactionType,
)
from loyalty_desktop.domain.summary import SummaryPart
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.words.i18n import translate

STATE_TONES = {
    ProgramState.DRAFT: "muted",
    ProgramState.ACTIVE: "good",
    ProgramState.PAUSED: "warn",
    ProgramState.ARCHIVED: "muted",
}
TRANSACTION_TONES = {
    TransactionState.TEMPORARY: "warn",
    TransactionState.PERMANENT: "normal",
    TransactionState.COMMITTED: "muted",
    TransactionState.ROLLED_BACK: "muted",
    TransactionState.CANCELLED: "bad",
}


def state_text(state: ProgramState) -> str:
    """Return a program's state as its chip shows it."""
    return {
        ProgramState.DRAFT: translate("ProgramWords", "Draft"),
        ProgramState.ACTIVE: translate("ProgramWords", "Active"),
        ProgramState.PAUSED: translate("ProgramWords", "Paused"),
        ProgramState.ARCHIVED: translate("ProgramWords", "Archived"),
    }[state]


def points_kind_options() -> list[tuple[PointsKind, str]]:
    """Return the kinds of points with what they are for."""
    return [
        (PointsKind.STANDARD, translate("ProgramWords", "Standard: pay for purchases")),
        (PointsKind.QUALIFICATION, translate("ProgramWords", "Qualification: decide the tier")),
    ]


def expiry_options() -> list[tuple[ExpiryKind, str]]:
    """Return the kinds of expiry with their words."""
    return [
        (ExpiryKind.NEVER, translate("ProgramWords", "Never")),
        (ExpiryKind.AFTER_DAYS, translate("ProgramWords", "Days after accrual")),
        (ExpiryKind.AFTER_MONTHS, translate("ProgramWords", "Months after accrual")),
        (ExpiryKind.END_OF_MONTH, translate("ProgramWords", "At the end of a month")),
        (ExpiryKind.END_OF_QUARTER, translate("ProgramWords", "At the end of a quarter")),
        (ExpiryKind.END_OF_YEAR, translate("ProgramWords", "At the end of a year")),
        (ExpiryKind.FIXED_DATE, translate("ProgramWords", "On a fixed date")),
        (ExpiryKind.INACTIVITY, translate("ProgramWords", "After months of inactivity")),
    ]


def rounding_options() -> list[tuple[RoundingMode, str]]:
    """Return the kinds of rounding with their words."""
    return [
        (RoundingMode.HALF_UP, translate("ProgramWords", "To the nearest, halves up")),
        (RoundingMode.HALF_EVEN, translate("ProgramWords", "To the nearest, halves to even")),
        (RoundingMode.UP, translate("ProgramWords", "Up")),
        (RoundingMode.DOWN, translate("ProgramWords", "Down")),
        (RoundingMode.TO_ZERO, translate("ProgramWords", "Towards zero")),
    ]


def cancel_options() -> list[tuple[CancelPolicy, str, str]]:
    """Return what can happen to points spent before their accrual was cancelled: value, label, help."""
    return [
        (
            CancelPolicy.DEBT,
            translate("ProgramWords", "Debt"),
            translate("ProgramWords", "The balance goes below zero and later accruals pay it."),
        ),
        (
            CancelPolicy.WRITE_OFF,
            translate("ProgramWords", "Write-off"),
            translate("ProgramWords", "The difference is recorded as written off."),
        ),
    ]


def group_kind_options() -> list[tuple[TierGroupKind, str, str]]:
    """Return cumulative and periodic: value, label, help."""
    return [
        (
            TierGroupKind.CUMULATIVE,
            translate("ProgramWords", "Cumulative"),
            translate("ProgramWords", "Points only add up. Nobody is reviewed."),
        ),
        (
            TierGroupKind.PERIODIC,
            translate("ProgramWords", "Periodic"),
            translate("ProgramWords", "Every tier is looked at again after some months."),
        ),
    ]


def anchor_options() -> list[tuple[ReviewAnchor, str]]:
    """Return when a periodic group can be reviewed, in words."""
    return [
        (
            ReviewAnchor.CALENDAR,
            translate("ProgramWords", "On calendar days, for everyone at once"),
        ),
        (ReviewAnchor.ANNIVERSARY, translate("ProgramWords", "On each participant's anniversary")),
    ]


def downgrade_options() -> list[tuple[Downgrade, str]]:
    """Return what a review may take away, in words."""
    return [
        (Downgrade.BY_BALANCE, translate("ProgramWords", "To the tier the balance reaches")),
        (Downgrade.ONE_STEP, translate("ProgramWords", "One step at most")),
        (Downgrade.NONE, translate("ProgramWords", "Never down")),
    ]


def field_kind_options() -> list[tuple[FieldKind, str]]:
    """Return the types of custom profile fields with their words."""
    return [
        (FieldKind.TEXT, translate("ProgramWords", "Text")),
        (FieldKind.INTEGER, translate("ProgramWords", "Whole number")),
        (FieldKind.DECIMAL, translate("ProgramWords", "Decimal number")),
        (FieldKind.YES_NO, translate("ProgramWords", "Yes or no")),
        (FieldKind.LIST, translate("ProgramWords", "Value from a list")),
        (FieldKind.DATE, translate("ProgramWords", "Date")),
    ]


def transaction_type_text(kind: TransactionType) -> str:
    """Return the type of a points transaction in words."""
    return {
        TransactionType.INITIAL: translate("ProgramWords", "Initial balance"),
        TransactionType.ACCRUAL: translate("ProgramWords", "Accrual"),
        TransactionType.REDEMPTION: translate("ProgramWords", "Redemption"),
        TransactionType.EXPIRATION: translate("ProgramWords", "Expiration"),
        TransactionType.ACTIVATION: translate("ProgramWords", "Activation"),
        TransactionType.CANCELLATION: translate("ProgramWords", "Cancellation"),
        TransactionType.ADJUSTMENT: translate("ProgramWords", "Adjustment"),
        TransactionType.TRANSFER: translate("ProgramWords", "Transfer"),
        TransactionType.IMPORT: translate("ProgramWords", "Opening balance"),
    }[kind]


def transaction_state_text(state: TransactionState) -> str:
    """Return the state of a points transaction in words."""
    return {
        TransactionState.TEMPORARY: translate("ProgramWords", "Temporary"),
        TransactionState.PERMANENT: translate("ProgramWords", "Permanent"),
        TransactionState.COMMITTED: translate("ProgramWords", "Committed"),
        TransactionState.ROLLED_BACK: translate("ProgramWords", "Rolled back"),
        TransactionState.CANCELLED: translate("ProgramWords", "Cancelled"),
    }[state]


def short_amount(value: Decimal) -> str:
    """Return an amount in a sentence: grouped, without trailing zeros."""
    return formats.amount(value, 0)


def points_sentence(parts: Sequence[SummaryPart], name: str) -> str:
    """Return the rules of a points type as a few plain sentences (rich text; the key values are emphasised)."""
    return " ".join(_points_clause(part, name) for part in parts)


def tiers_sentence(parts: Sequence[SummaryPart]) -> str:
    """Return the rules of a tier group as a few plain sentences (rich text)."""
    return " ".join(_TIER_CLAUSES[part.code](part.params) for part in parts)


def _points_clause(part: SummaryPart, name: str) -> str:
    words = _POINTS_CLAUSES[part.code](part.params)
    return words.replace("{name}", f"<b>{escape(name.strip() or '…')}</b>")


def _bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def _amount(params: Mapping[str, Any]) -> str:
    return _bold(short_amount(params["amount"]))


def _days(count: int) -> str:
    return _bold(translate("ProgramWords", "%n days", None, count))


def _months(count: int) -> str:
    return _bold(translate("ProgramWords", "%n months", None, count))


def _worth(params: Mapping[str, Any]) -> str:
    words = translate("ProgramWords", "{rate} of {name} are worth {money}.")
    if params["rate"] == 1:
        words = translate("ProgramWords", "{rate} of {name} is worth {money}.")
    return words.replace("{rate}", _bold(short_amount(params["rate"]))).replace(
        "{money}", _bold(formats.money(Decimal(1), params["currency"]))
    )


def _decides(params: Mapping[str, Any]) -> str:
    groups = ", ".join(_bold(name) for name in params["groups"])
    return translate(
        "ProgramWords", "{name} decide the tier in {groups}; they pay for nothing."
    ).replace("{groups}", groups)


def _end_of(period: str, count: int) -> str:
    if period == "month":
        if count == 0:
            return translate(
                "ProgramWords", "and expire at the <b>end of the month</b> they came in."
            )
        if count == 1:
            return translate("ProgramWords", "and expire at the <b>end of the next month</b>.")
        return translate(
            "ProgramWords", "and expire at the <b>end of the month</b>, %n months on.", None, count
        )
    if period == "quarter":
        if count == 0:
            return translate(
                "ProgramWords", "and expire at the <b>end of the quarter</b> they came in."
            )
        if count == 1:
            return translate("ProgramWords", "and expire at the <b>end of the next quarter</b>.")
        return translate(
            "ProgramWords",
            "and expire at the <b>end of the quarter</b>, %n quarters on.",
            None,
            count,
        )
    if count == 0:
        return translate("ProgramWords", "and expire at the <b>end of the year</b> they came in.")
    if count == 1:
        return translate("ProgramWords", "and expire at the <b>end of the next year</b>.")
    return translate(
        "ProgramWords", "and expire at the <b>end of the year</b>, %n years on.", None, count
    )


_Clause = Callable[[Mapping[str, Any]], str]

_POINTS_CLAUSES: dict[str, _Clause] = {
    "worth": _worth,
    "worth_nothing": lambda _p: translate("ProgramWords", "{name} are worth no money."),
    "decides": _decides,
    "decides_nothing": lambda _p: translate(
        "ProgramWords", "{name} are counted, but no tier group uses them yet."
    ),
    "initial": lambda p: translate(
        "ProgramWords", "A new participant starts with {amount}."
    ).replace("{amount}", _amount(p)),
    "spend_at_once": lambda _p: translate("ProgramWords", "They can be spent <b>at once</b>"),
    "spend_after": lambda p: translate("ProgramWords", "They can be spent after {days}").replace(
        "{days}", _days(p["days"])
    ),
    "count_at_once": lambda _p: translate("ProgramWords", "They count <b>at once</b>"),
    "count_after": lambda p: translate("ProgramWords", "They count after {days}").replace(
        "{days}", _days(p["days"])
    ),
    "expires_never": lambda _p: translate("ProgramWords", "and <b>never expire</b>."),
    "expires_after_days": lambda p: translate(
        "ProgramWords", "and expire {days} after they were given."
    ).replace("{days}", _days(p["count"])),
    "expires_after_months": lambda p: translate(
        "ProgramWords", "and expire {months} after they were given."
    ).replace("{months}", _months(p["count"])),
    "expires_end_of_month": lambda p: _end_of("month", p["count"]),
    "expires_end_of_quarter": lambda p: _end_of("quarter", p["count"]),
    "expires_end_of_year": lambda p: _end_of("year", p["count"]),
    "expires_fixed_date": lambda p: translate("ProgramWords", "and expire after {day}.").replace(
        "{day}", _bold(formats.day(p["day"]))
    ),
    "expires_inactivity": lambda p: translate(
        "ProgramWords", "and all expire after {months} without an accrual or a redemption."
    ).replace("{months}", _months(p["count"])),
    "share": lambda p: translate("ProgramWords", "They pay at most {share} of an order.").replace(
        "{share}", _bold(formats.percent(p["percent"] / 100, 0))
    ),
    "least": lambda p: translate("ProgramWords", "The smallest payment is {amount}.").replace(
        "{amount}", _amount(p)
    ),
    "step": lambda p: translate("ProgramWords", "Payments go in steps of {amount}.").replace(
        "{amount}", _amount(p)
    ),
    "largest": lambda p: translate("ProgramWords", "A balance stops at {amount}.").replace(
        "{amount}", _amount(p)
    ),
    "debt": lambda _p: translate(
        "ProgramWords",
        "If points of a cancelled accrual were spent already, the balance goes <b>below zero</b> and later accruals pay it.",
    ),
    "write_off": lambda _p: translate(
        "ProgramWords",
        "If points of a cancelled accrual were spent already, the difference is <b>written off</b>.",
    ),
}

_TIER_CLAUSES: dict[str, _Clause] = {
    "up_at_once": lambda _p: translate(
        "ProgramWords", "A participant goes up <b>at once</b> when the points reach a threshold."
    ),
    "only_add_up": lambda _p: translate("ProgramWords", "Points only add up; nobody is reviewed."),
    "lowered_none": lambda _p: translate(
        "ProgramWords", "A cancelled or expired accrual takes no tier away."
    ),
    "lowered_one_step": lambda _p: translate(
        "ProgramWords", "A cancelled or expired accrual takes away <b>one step</b> at most."
    ),
    "lowered_by_balance": lambda _p: translate(
        "ProgramWords",
        "When a cancelled or expired accrual lowers the balance, the tier <b>follows it down</b>.",
    ),
    "reviewed_calendar": lambda p: (
        translate("ProgramWords", "Everyone is reviewed every {months}, counted from {day}.")
        .replace("{months}", _months(p["months"]))
        .replace("{day}", _bold(formats.day(p["day"])))
    ),
    "reviewed_anniversary": lambda p: translate(
        "ProgramWords", "Each participant is reviewed every {months} after joining."
    ).replace("{months}", _months(p["months"])),
    "downgrade_none": lambda _p: translate("ProgramWords", "A review takes no tier away."),
    "downgrade_one_step": lambda _p: translate(
        "ProgramWords", "A review takes away <b>one step</b> at most."
    ),
    "downgrade_by_balance": lambda _p: translate(
        "ProgramWords", "A review moves everyone to the tier <b>the balance reaches</b>."
    ),
    "grace": lambda p: translate("ProgramWords", "The way down waits for {days} of grace.").replace(
        "{days}", _days(p["days"])
    ),
    "reset": lambda _p: translate("ProgramWords", "After it the points start from <b>0</b>."),
    "kept": lambda _p: translate("ProgramWords", "The points are <b>kept</b>."),
}
